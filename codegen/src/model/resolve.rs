//! Specs become a model: types by name are resolved, nested fields become flat paths.

use super::{
    ErrorRow, Example, Fact, Model, Operation, Pagination, Permission, Rate, Service, Window,
    declare, flatten::flatten, lines::Lines,
};
use crate::{
    diagnostic::{Spanned, nearest},
    source::Sources,
    spec::{self, Class, LimitScope, Period, Specs},
    view::Types,
};

/// The model of all operations of valid specs, sorted by service and name.
///
/// What the vendor has removed, and the spec only keeps as `retired`, is left out.
#[must_use]
pub fn of_specs(sources: &Sources, specs: &Specs) -> Model {
    let lines = Lines::new(sources);
    let mut operations = Vec::new();
    for service in &specs.services {
        let known = service.operations.iter().filter(|it| it.retired.is_none());
        operations.extend(known.map(|it| operation(&lines, service, it)));
    }
    operations.sort_by(|a, b| (&a.service, &a.name).cmp(&(&b.service, &b.name)));
    let mut services: Vec<Service> = specs
        .services
        .iter()
        .map(|it| service(&lines, it))
        .collect();
    services.sort_by(|a, b| a.name.cmp(&b.name));
    Model {
        operations,
        services,
    }
}

fn service<'a>(lines: &Lines<'a>, from: &'a spec::Service) -> Service {
    let common = Operation {
        at: lines.at(from.name.place),
        service: from.name.value.clone(),
        host: lines.same(Some(&from.host)),
        errors: errors_of(lines, &from.errors),
        rates: rates(lines, &from.rate_limits, false).collect(),
        success: success(lines, from.success.as_ref()),
        ..Operation::default()
    };
    declare::service(lines, from, common)
}

fn errors_of<'a>(lines: &Lines<'a>, from: &'a [spec::ErrorRow]) -> Vec<ErrorRow> {
    from.iter()
        .filter(|it| it.retired.is_none())
        .flat_map(|row| errors(lines, row))
        .collect()
}

fn success<'a>(
    lines: &Lines<'a>,
    from: Option<&'a spec::Success>,
) -> Option<Fact<(String, spec::Literal)>> {
    from.map(|success| {
        lines.fact(&success.field, |field| {
            (field.clone(), success.equals.value.clone())
        })
    })
}

/// The name of the service that somebody who wrote `written` may have meant.
#[must_use]
pub fn nearest_service<'a>(specs: &'a Specs, written: &str) -> Option<&'a str> {
    let known = specs.services.iter().map(|it| it.name.value.as_str());
    nearest(written, known)
}

fn operation<'a>(
    lines: &Lines<'a>,
    service: &'a spec::Service,
    from: &'a spec::Operation,
) -> Operation {
    let types = Types::of_operation(service, from);
    let title = from.term.as_ref().or_else(|| {
        let source = from.source.as_ref()?;
        source.section.as_ref().or(source.title.as_ref())
    });
    let (permissions, any_permission) = permissions(lines, &from.permissions);
    Operation {
        at: lines.at(from.name.place),
        service: service.name.value.clone(),
        name: from.name.value.clone(),
        title: lines.same(title),
        // The method stands in front of the path.
        method: Some(Fact::new(
            from.method.as_str().to_owned(),
            lines.at(from.path.place),
        )),
        host: lines.same(Some(from.host.as_ref().unwrap_or(&service.host))),
        path: lines.same(Some(&from.path)),
        params: flatten(lines, types, &from.params),
        response: flatten(lines, types, &from.response),
        errors: errors_of(lines, &from.errors),
        rates: rates(lines, &from.rate_limits, false)
            .chain(rates(lines, &service.rate_limits, true))
            .collect(),
        window: from.window.as_ref().map(|window| {
            lines.fact(&window.max, |max| Window {
                from: window.from.value.clone(),
                to: window.to.value.clone(),
                max_millis: max.millis(),
            })
        }),
        pagination: from.pagination.as_ref().map(|it| pagination(lines, it)),
        success: success(lines, from.success.as_ref().or(service.success.as_ref())),
        permissions,
        any_permission,
        app_types: lines.all(&from.app_types),
        refused: lines.all(&from.refused),
        examples: from.examples.iter().map(|it| example(lines, it)).collect(),
        deprecated: lines.same(from.deprecated.as_ref()),
        operator: lines.same(from.permissions.operator.as_ref()),
        texts: Vec::new(),
        declared: Some(Box::new(declare::operation(lines, service, from))),
    }
}

/// One row for each status.
fn errors<'a>(lines: &Lines<'a>, from: &'a spec::ErrorRow) -> Vec<ErrorRow> {
    let row = |status: Option<&'a Spanned<u64>>| ErrorRow {
        at: lines.at(from.code.place),
        status: lines.same(status),
        code: from.code.value.clone(),
        message: lines.same(from.message.as_ref()),
        class: class(from.class.value).to_owned(),
        term: lines.same(from.term.as_ref()),
        text: None,
        declared: Some(Box::new(declare::error(
            lines,
            from,
            class(from.class.value),
        ))),
    };
    if from.statuses.is_empty() {
        return vec![row(None)];
    }
    from.statuses.iter().map(|it| row(Some(it))).collect()
}

fn rates<'a>(
    lines: &Lines<'a>,
    from: &'a [spec::RateLimit],
    of_service: bool,
) -> impl Iterator<Item = Fact<Rate>> {
    from.iter().map(move |limit| {
        lines.fact(&limit.calls, |calls| Rate {
            calls: *calls,
            per_millis: match limit.per.value {
                Period::Span(span) => Some(span.millis()),
                Period::Month => None,
            },
            scope: Some(scope(limit.scope.value).to_owned()),
            shared: limit.shared,
            of_service,
        })
    })
}

fn pagination<'a>(lines: &Lines<'a>, from: &'a spec::Pagination) -> Fact<Pagination> {
    let first = from.first.as_ref().map(|it| it.value.to_string());
    let text = |it: &'a Option<Spanned<String>>| it.as_ref().map(|it| it.value.clone());
    let keys = [
        ("items", Some(from.items.value.clone())),
        ("page", text(&from.page)),
        ("first", first),
        ("pages", text(&from.pages)),
        ("cursor", text(&from.cursor)),
        ("next", text(&from.next)),
        ("more", text(&from.more)),
        ("offset", text(&from.offset)),
        ("total", text(&from.total)),
        ("size", text(&from.size)),
        ("count", text(&from.count)),
    ];
    let keys = keys
        .into_iter()
        .filter_map(|(key, name)| Some((key.to_owned(), name?)))
        .collect();
    Fact::new(Pagination { keys }, lines.at(from.place))
}

/// The permissions, and whether one of them suffices. Where some are needed and of others one
/// suffices, all are taken to be needed.
fn permissions<'a>(
    lines: &Lines<'a>,
    from: &'a spec::Permissions,
) -> (Vec<Permission>, Option<bool>) {
    let permission = |it: &'a spec::Permission| Permission {
        at: lines.at(it.name.place),
        name: it.name.value.clone(),
        term: it.term.as_ref().map(|it| it.value.clone()),
    };
    let any = match (from.all_of.is_empty(), from.any_of.is_empty()) {
        (true, true) => None,
        (all_of_none, _) => Some(all_of_none),
    };
    let all = from.all_of.iter().chain(&from.any_of).map(permission);
    (all.collect(), any)
}

fn example<'a>(lines: &Lines<'a>, from: &'a spec::Example) -> Example {
    let text = |it: &'a spec::Text| Fact::new(it.value.clone(), lines.at(it.place_of(0, 0)));
    Example {
        at: lines.at(from.place),
        request: Some(text(&from.request)),
        status: from.status.as_ref().map_or(200, |it| it.value),
        response: from.response.as_ref().map(text),
    }
}

fn scope(scope: LimitScope) -> &'static str {
    match scope {
        LimitScope::Account => "account",
        LimitScope::App => "app",
        LimitScope::Organisation => "organisation",
        LimitScope::User => "user",
        LimitScope::Ip => "ip",
    }
}

pub(super) fn class(class: Class) -> &'static str {
    match class {
        Class::Throttled => "throttled",
        Class::Quota => "quota",
        Class::Banned => "banned",
        Class::TokenRejected => "token_rejected",
        Class::ClockSkew => "clock_skew",
        Class::Permission => "permission",
        Class::NotFound => "not_found",
        Class::State => "state",
        Class::Invalid => "invalid",
        Class::Transient => "transient",
        Class::Failed => "failed",
    }
}
