//! Rules of references: paths, pagination, windows, success rules, envelopes.

use super::{Check::Service, Rule, rule};
use crate::{
    diagnostic::{Diagnostic, Spanned},
    fit::Misfit,
    spec::{Envelope, Field, In, Operation, Required, Type},
    view::{Types, View, field_read_from, parameter, response_field},
};

pub(crate) static PLACEHOLDERS: Rule = rule(
    "P01",
    "The placeholders of the path and the parameters in `path` are the same.",
    "A placeholder without a parameter would be sent as it stands; a parameter without a placeholder would go nowhere.",
    "http: GET /v1/meetings/{meetingId}\npath:\n  meetingID: …",
    "http: GET /v1/meetings/{meetingId}\npath:\n  meetingId: …",
    Service(placeholders),
);

pub(crate) static BAD_PATH: Rule = rule(
    "P02",
    "A path starts with a slash, has no query string, and its braces are balanced, at most one pair a segment.",
    "The path is sent as it stands, but for the placeholders.",
    "http: GET /v1/records?page={page}",
    "http: GET /v1/records\nquery:\n  page: …",
    Service(paths),
);

pub(crate) static PATH_OPTIONAL: Rule = rule(
    "P03",
    "A parameter in the path is required.",
    "Without it the path is another one.",
    "path:\n  id: { type: string, doc: Record. }",
    "path:\n  id: { type: string, required: true, doc: Record. }",
    Service(path_optional),
);

pub(crate) static PAGINATION_PLACES: Rule = rule(
    "R01",
    "Pagination names parameters and response fields that exist and have a fitting type.",
    "The next page is asked for with what they hold.",
    "pagination: { page: pageNo, pages: total, items: rows }",
    "pagination: { page: page_no, pages: total_page, items: rows }",
    Service(pagination),
);

pub(crate) static PAGINATION_KIND: Rule = rule(
    "R02",
    "Pagination is of one kind: `page` and `pages`, `cursor` and `next`, or `offset` and `total`.",
    "Each kind ends differently; a mixture would skip entries or never end.",
    "pagination: { page: page, next: next_page, items: rows }",
    "pagination: { page: page, pages: total_page, items: rows }",
    Service(pagination_kind),
);

pub(crate) static WINDOW_PLACES: Rule = rule(
    "R03",
    "A window names two parameters that are instants of the same unit.",
    "The span is their difference.",
    "window: { from: start, to: page, max: 31d }",
    "window: { from: start, to: end, max: 31d }",
    Service(windows),
);

pub(crate) static SUCCESS_PLACE: Rule = rule(
    "R04",
    "A success rule of an operation names a field of its answer, and a value of the field's type.",
    "The rule decides whether a call succeeded.",
    "success: { field: cod, equals: \"200\" }",
    "success: { field: code, equals: \"200\" }",
    Service(success),
);

pub(crate) static ENVELOPE_IN_ANSWER: Rule = rule(
    "R05",
    "Where an error's code would stand, a successful answer has no field, unless a success rule tells the two apart.",
    "An answer with status 200 that carries an error code is an error; a good answer must not look like one.",
    "envelopes: [{ code: code }] and a response field `code`",
    "success: { field: code, equals: \"200\" }",
    Service(envelope_in_answer),
);

pub(crate) static BAD_HOST: Rule = rule(
    "R06",
    "A host is a scheme and a name, `https://api.vendor.example`, with nothing behind it.",
    "The path of an operation is appended to it.",
    "host: https://api.vendor.example/v1/",
    "host: https://api.vendor.example",
    Service(hosts),
);

pub(crate) static HEADER_NAME: Rule = rule(
    "R07",
    "A header's name consists of the characters that HTTP allows, and is not one that the client sets itself.",
    "The request could not be sent, or would say two things at once.",
    "headers:\n  Content Type: …",
    "headers:\n  X-Request-Source: …",
    Service(header_names),
);

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/')
}

fn names_in(path: &str) -> Vec<&str> {
    segments(path)
        .filter_map(crate::request::placeholder)
        .map(|(_, name, _)| name)
        .collect()
}

fn in_path(operation: &Operation) -> impl Iterator<Item = &Field> {
    operation
        .params
        .iter()
        .filter(|param| param.location == Some(In::Path))
}

fn placeholders(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for operation in view.operations() {
        let names = names_in(&operation.path.value);
        for param in in_path(operation) {
            let name = &param.name.value;
            if !names.contains(&name.as_str()) {
                problems.push(
                    Diagnostic::new(
                        &PLACEHOLDERS,
                        param.name.place,
                        format!("the path has no placeholder `{{{name}}}`"),
                    )
                    .related(operation.path.place, "the path")
                    .did_you_mean(name, names.iter().copied())
                    .help("parameters of the query string go to `query:`"),
                );
            }
        }
        for (index, name) in names.iter().enumerate() {
            let (message, help) = if names[..index].contains(name) {
                (
                    format!("the placeholder `{{{name}}}` stands in the path twice"),
                    "give each placeholder a name of its own".to_owned(),
                )
            } else if !in_path(operation).any(|param| param.name.value == *name) {
                (
                    format!("`path` does not describe the placeholder `{{{name}}}`"),
                    format!("describe `{name}` in `path:`"),
                )
            } else {
                continue;
            };
            problems.push(Diagnostic::new(&PLACEHOLDERS, operation.path.place, message).help(help));
        }
    }
}

fn paths(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for operation in view.operations() {
        let path = &operation.path.value;
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/%{}".contains(c);
        let balanced = segments(path).all(|segment| {
            let rest = crate::request::placeholder(segment).map_or(
                segment.to_owned(),
                |(before, name, after)| {
                    if name.is_empty() {
                        "{".to_owned()
                    } else {
                        format!("{before}{after}")
                    }
                },
            );
            !rest.contains(['{', '}'])
        });
        let wrong = if !path.starts_with('/') {
            "it does not start with a slash".to_owned()
        } else if let Some(bad) = path.chars().find(|c| !allowed(*c)) {
            format!("`{}` cannot stand in a path", bad.escape_debug())
        } else if !balanced {
            "a segment has more than one placeholder, or its braces are not balanced".to_owned()
        } else if segments(path).any(|segment| matches!(segment, "." | "..")) {
            "a segment is `.` or `..`".to_owned()
        } else {
            continue;
        };
        problems.push(
            Diagnostic::new(
                &BAD_PATH,
                operation.path.place,
                format!("this is no path: {wrong}"),
            )
            .help("write it as /v1/things/{id}; parameters of the query string go to `query:`"),
        );
    }
}

fn path_optional(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for param in view.operations().iter().flat_map(in_path) {
        if !matches!(param.required, Required::Yes(_)) && param.value.is_none() {
            problems.push(
                Diagnostic::new(
                    &PATH_OPTIONAL,
                    param.name.place,
                    format!(
                        "`{}` stands in the path and is not required",
                        param.name.value
                    ),
                )
                .help("add `required: true`"),
            );
        }
    }
}

struct Finder<'a, 'p> {
    rule: &'static Rule,
    operation: &'a Operation,
    types: Types<'a>,
    problems: &'p mut Vec<Diagnostic>,
}

impl<'a> Finder<'a, '_> {
    fn parameter(&mut self, name: &Spanned<String>, good: fn(&Type) -> bool, wanted: &str) {
        let found = parameter(self.operation, &name.value);
        let known = self
            .operation
            .params
            .iter()
            .map(|it| it.name.value.as_str());
        self.judge(
            "parameter",
            name,
            found,
            &known.collect::<Vec<_>>(),
            good,
            wanted,
        );
    }

    fn response(&mut self, name: &Spanned<String>, good: fn(&Type) -> bool, wanted: &str) {
        let found = response_field(self.operation, self.types, &name.value);
        let known = self
            .operation
            .response
            .iter()
            .map(|it| it.name.value.as_str());
        self.judge(
            "response field",
            name,
            found,
            &known.collect::<Vec<_>>(),
            good,
            wanted,
        );
    }

    fn judge(
        &mut self,
        what: &str,
        name: &Spanned<String>,
        found: Option<&'a Field>,
        known: &[&str],
        good: fn(&Type) -> bool,
        wanted: &str,
    ) {
        match found {
            None => {
                let has = if known.is_empty() {
                    "none".to_owned()
                } else {
                    known.join(", ")
                };
                self.problems.push(
                    Diagnostic::new(
                        self.rule,
                        name.place,
                        format!("there is no {what} `{}`", name.value),
                    )
                    .did_you_mean(&name.value, known.iter().copied())
                    .help(format!("the operation has: {has}")),
                );
            }
            Some(field) if !good(&field.ty.value) => self.problems.push(
                Diagnostic::new(
                    self.rule,
                    name.place,
                    format!("`{}` has to be {wanted}", name.value),
                )
                .related(field.ty.place, "its type")
                .help("name another one, or correct the type"),
            ),
            Some(_) => {}
        }
    }
}

fn is_count(ty: &Type) -> bool {
    matches!(ty, Type::U32 | Type::U64 | Type::I64)
}

fn is_cursor(ty: &Type) -> bool {
    is_count(ty) || matches!(ty, Type::String | Type::UnixSeconds | Type::UnixMillis)
}

fn is_list(ty: &Type) -> bool {
    matches!(ty, Type::List(_))
}

fn pagination(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for operation in view.operations() {
        let Some(pagination) = &operation.pagination else {
            continue;
        };
        let mut finder = Finder {
            rule: &PAGINATION_PLACES,
            operation,
            types: view.types(operation),
            problems,
        };
        finder.response(&pagination.items, is_list, "a list");
        for name in [&pagination.page, &pagination.offset, &pagination.size]
            .into_iter()
            .flatten()
        {
            finder.parameter(name, is_count, "a whole number");
        }
        for name in [&pagination.pages, &pagination.total, &pagination.count]
            .into_iter()
            .flatten()
        {
            finder.response(name, is_count, "a whole number");
        }
        if let Some(name) = &pagination.cursor {
            finder.parameter(name, is_cursor, "a text or a whole number");
        }
        if let Some(name) = &pagination.next {
            finder.response(name, is_cursor, "a text or a whole number");
        }
        if let Some(name) = &pagination.more {
            finder.response(name, |ty| *ty == Type::Bool, "a boolean");
        }
    }
}

fn pagination_kind(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for operation in view.operations() {
        let Some(it) = &operation.pagination else {
            continue;
        };
        let kinds = [
            it.page.is_some() || it.pages.is_some() || it.first.is_some(),
            it.cursor.is_some() || it.next.is_some() || it.more.is_some(),
            it.offset.is_some() || it.total.is_some(),
        ];
        let whole = (it.page.is_some() && it.pages.is_some())
            || (it.cursor.is_some() && it.next.is_some())
            || (it.offset.is_some() && it.total.is_some());
        if whole && kinds.iter().filter(|kind| **kind).count() == 1 {
            continue;
        }
        problems.push(
            Diagnostic::new(
                &PAGINATION_KIND,
                it.items.place,
                "this is none of the kinds of pagination",
            )
            .help("give `page` and `pages`, or `cursor` and `next`, or `offset` and `total`, and none of the others"),
        );
    }
}

fn windows(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for operation in view.operations() {
        let Some(window) = &operation.window else {
            continue;
        };
        let mut finder = Finder {
            rule: &WINDOW_PLACES,
            operation,
            types: view.types(operation),
            problems,
        };
        let instant = |ty: &Type| matches!(ty, Type::UnixSeconds | Type::UnixMillis);
        finder.parameter(&window.from, instant, "an instant");
        finder.parameter(&window.to, instant, "an instant");
        if let (Some(from), Some(to)) = (
            parameter(operation, &window.from.value),
            parameter(operation, &window.to.value),
        ) && instant(&from.ty.value)
            && instant(&to.ty.value)
            && from.ty.value != to.ty.value
        {
            problems.push(
                Diagnostic::new(
                    &WINDOW_PLACES,
                    window.to.place,
                    "the two ends have different units",
                )
                .related(from.ty.place, "the unit of the start")
                .related(to.ty.place, "the unit of the end")
                .help("compare both with the page"),
            );
        }
    }
}

fn success(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for operation in view.operations() {
        let Some(success) = &operation.success else {
            continue;
        };
        let types = view.types(operation);
        let Some(field) = response_field(operation, types, &success.field.value) else {
            Finder {
                rule: &SUCCESS_PLACE,
                operation,
                types,
                problems,
            }
            .response(&success.field, |_| true, "");
            continue;
        };
        if let Err(misfit) = crate::fit::literal_fits(&field.ty.value, types, &success.equals.value)
        {
            let message = match misfit {
                Misfit::Kind(wanted) => format!("`{}` is {wanted}", success.field.value),
                Misfit::NotListed(name) => format!("`{name}` has no such value"),
            };
            problems.push(
                Diagnostic::new(&SUCCESS_PLACE, success.equals.place, message)
                    .related(field.ty.place, "its type")
                    .help("a string stands in quotes, a number does not"),
            );
        }
    }
}

fn envelope_in_answer(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    let service = view.service;
    for operation in view.operations() {
        if operation.success.is_some() || service.success.is_some() {
            continue;
        }
        let types = view.types(operation);
        let there = |path: &Spanned<String>| field_read_from(operation, types, &path.value);
        for Envelope { code, when, .. } in &service.envelopes {
            let excluded = when.as_ref().is_some_and(|when| there(when).is_none());
            if let Some(field) = there(code)
                && !excluded
            {
                problems.push(
                    Diagnostic::new(
                        &ENVELOPE_IN_ANSWER,
                        field.name.place,
                        format!("`{}` is where an error has its code", code.value),
                    )
                    .related(code.place, "says the service")
                    .help("add `success:` to tell a good answer from an error, or `when:` to the envelope"),
                );
            }
        }
    }
}

fn hosts(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    let service = view.service;
    let others = service.hosts.iter().map(|host| &host.url);
    let own = view.operations().iter().filter_map(|it| it.host.as_ref());
    for host in std::iter::once(&service.host).chain(others).chain(own) {
        let name = host
            .value
            .strip_prefix("https://")
            .or_else(|| host.value.strip_prefix("http://"));
        let good = name.is_some_and(|name| {
            name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[')
                && name
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "-.:[]".contains(c))
        });
        // A host that is missing has been reported.
        if !good && !host.value.is_empty() {
            problems.push(
                Diagnostic::new(&BAD_HOST, host.place, "this is not a scheme and a host")
                    .help("write it as https://api.vendor.example, without a slash at the end"),
            );
        }
    }
}

fn header_names(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    const OWN: &[&str] = &["host", "content-length", "transfer-encoding", "connection"];
    let service = view.service;
    let params = view
        .operations()
        .iter()
        .flat_map(|operation| &operation.params)
        .filter(|param| param.location == Some(In::Header))
        .map(|param| &param.name);
    let listed = service
        .credential_headers
        .iter()
        .chain(&service.request_id_headers);
    let credential = match &service.credential.value {
        crate::spec::Credential::Header(name) => {
            Some(Spanned::new(name.clone(), service.credential.place))
        }
        _ => None,
    };
    for name in listed.chain(params).chain(&credential) {
        let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
        let (message, help) = if name.value.is_empty() || !name.value.chars().all(token) {
            (
                format!(
                    "`{}` cannot be the name of a header",
                    name.value.escape_debug()
                ),
                "write the name as the page does, without the colon",
            )
        } else if OWN.contains(&name.value.to_ascii_lowercase().as_str()) {
            (
                format!("the client sets `{}` itself", name.value),
                "leave it out, and say so in `not_modelled:`",
            )
        } else {
            continue;
        };
        problems.push(Diagnostic::new(&HEADER_NAME, name.place, message).help(help));
    }
}
