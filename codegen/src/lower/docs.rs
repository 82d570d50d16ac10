//! Writes the documentation of generated items from what specs say.

use super::{Lowering, request::is_required};
use crate::{
    diagnostic::Spanned,
    doc::{bullet, code, inline, paragraphs, sentences, with_term, wrapped},
    fit,
    ir::Docs,
    names,
    spec::{
        Credential, EnumValue, ErrorRow, Field, In, LimitScope, Operation, Period, Permission,
        Presence, RateLimit, Required, Service, Span, TimeUnit, Type,
    },
    view::{Named, Types, parameter},
};

fn term(term: Option<&Spanned<String>>) -> Option<&str> {
    term.map(|it| it.value.as_str())
}

/// Ends a sentence.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?', '。']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

pub(super) fn service(service: &Service) -> Docs {
    let mut docs = wrapped(&sentence(&inline(&with_term(
        &service.title.value,
        term(service.term.as_ref()),
    ))));
    if let Some(doc) = &service.doc {
        docs.push(String::new());
        docs.extend(paragraphs(&doc.value));
    }
    docs.push(String::new());
    docs.extend(bullet(&format!("Host: {}", code(&service.host.value))));
    for host in &service.hosts {
        let text = format!(
            "Another host: {}. {}",
            code(&host.url.value),
            inline(&host.doc.value)
        );
        docs.extend(bullet(&text));
    }
    docs.extend(bullet(&match &service.credential.value {
        Credential::Header(name) => format!(
            "Credential: a [`Token`](runtime::Token), sent in the header {}",
            code(name)
        ),
        Credential::Bearer => {
            "Credential: a [`Token`](runtime::Token), sent as `Authorization: Bearer …`".to_owned()
        }
        Credential::Query(name) => format!(
            "Credential: a [`Token`](runtime::Token), sent in the query as {}",
            code(name)
        ),
        Credential::None => "Credential: none".to_owned(),
        Credential::Custom => {
            "Credential: prepared in a way of its own, by a type of the module `services`"
                .to_owned()
        }
    }));
    for limit in &service.rate_limits {
        docs.extend(bullet(&rate_limit(limit)));
    }
    docs
}

pub(super) fn module(operation: &Operation) -> Docs {
    let line = code(&format!(
        "{} {}",
        operation.method.as_str(),
        operation.path.value
    ));
    let title = operation
        .source
        .as_ref()
        .and_then(|source| source.section.as_ref().or(source.title.as_ref()));
    let summary = title.unwrap_or(&operation.summary);
    wrapped(&sentence(&format!("{line}: {}", inline(&summary.value))))
}

pub(super) fn operation<'a>(
    lowering: &Lowering<'a>,
    operation: &'a Operation,
    types: Types<'a>,
) -> Docs {
    let mut docs = paragraphs(&with_term(
        &operation.summary.value,
        term(operation.term.as_ref()),
    ));
    if let Some(doc) = &operation.doc {
        docs.push(String::new());
        docs.extend(paragraphs(&doc.value));
    }
    docs.push(String::new());
    for fact in facts(operation) {
        docs.extend(bullet(&fact));
    }
    if !operation.contradictions.is_empty() {
        docs.extend([
            String::new(),
            "# Contradictions".to_owned(),
            String::new(),
            "Where the vendor disagrees with itself, this is what the client does:".to_owned(),
            String::new(),
        ]);
        for record in &operation.contradictions {
            let text = format!(
                "{}: {}",
                code(&record.about.value),
                inline(&record.chosen.value)
            );
            docs.extend(bullet(&text));
        }
    }
    docs.extend([String::new(), "# Example".to_owned(), String::new()]);
    docs.extend(lowering.example(operation, types));
    docs.extend([String::new(), "# Source".to_owned(), String::new()]);
    docs.extend(source(operation));
    docs
}

fn facts(operation: &Operation) -> Vec<String> {
    let mut facts = vec![code(&format!(
        "{} {}",
        operation.method.as_str(),
        operation.path.value
    ))];
    if let Some(host) = &operation.host {
        facts.push(format!("Host: {}", code(&host.value)));
    }
    facts.extend(operation.rate_limits.iter().map(rate_limit));
    if let Some(window) = &operation.window {
        let rust = |wire: &str| {
            parameter(operation, wire).map_or_else(|| code(wire), |it| code(&names::of_field(it)))
        };
        facts.push(format!(
            "The interval from {} to {} is at most {} long.",
            rust(&window.from.value),
            rust(&window.to.value),
            span(window.max.value)
        ));
    }
    if let Some(pagination) = &operation.pagination {
        let by = [&pagination.page, &pagination.cursor, &pagination.offset];
        if let Some(param) = by
            .into_iter()
            .flatten()
            .next()
            .and_then(|it| parameter(operation, &it.value))
        {
            facts.push(format!(
                "The answer comes in pages: {} asks for the next.",
                code(&names::of_field(param))
            ));
        }
    }
    let permissions = &operation.permissions;
    facts.extend(permission_list(
        "all of these permissions",
        &permissions.all_of,
    ));
    facts.extend(permission_list(
        "one of these permissions",
        &permissions.any_of,
    ));
    if let Some(operator) = &permissions.operator {
        facts.push(inline(&operator.value));
    }
    let list = |items: &[Spanned<String>]| {
        let items: Vec<_> = items.iter().map(|it| code(&it.value)).collect();
        match &items[..] {
            [first, last] => format!("{first} and {last}"),
            items => items.join(", "),
        }
    };
    if !operation.app_types.is_empty() {
        facts.push(format!(
            "For apps of the type{} {}.",
            if operation.app_types.len() == 1 {
                ""
            } else {
                "s"
            },
            list(&operation.app_types)
        ));
    }
    if !operation.accepted.is_empty() {
        facts.push(format!(
            "Credentials that work: {}.",
            list(&operation.accepted)
        ));
    }
    if !operation.refused.is_empty() {
        facts.push(format!(
            "Credentials that do not work: {}.",
            list(&operation.refused)
        ));
    }
    if operation.anonymous {
        facts.push("Needs no credential.".to_owned());
    }
    if let Some(success) = &operation.success {
        facts.push(format!(
            "A success only if {} is {}.",
            code(&success.field.value),
            code(&fit::literal_text(&success.equals.value))
        ));
    }
    facts.push(if operation.idempotent.value {
        "Idempotent: sending it again does no harm.".to_owned()
    } else {
        "Not idempotent: sending it again may do its work twice.".to_owned()
    });
    if !operation.errors.is_empty() {
        let name = names::of_operation(operation);
        facts.push(format!("Errors: [`{name}Error`]."));
    }
    if let Some(date) = &operation.sunset {
        facts.push(format!(
            "The vendor switches it off on {}.",
            inline(&date.value)
        ));
    }
    facts
}

fn permission_list(lead: &str, permissions: &[Permission]) -> Option<String> {
    let lead = match permissions {
        [] => return None,
        [_] => "this permission",
        _ => lead,
    };
    let each = permissions.iter().map(|permission| {
        let mut text = code(&permission.name.value);
        if let Some(term) = &permission.term {
            text.extend([" (", &inline(&term.value), ")"]);
        }
        if let Some(doc) = &permission.doc {
            text.extend([": ", &inline(doc.value.trim_end_matches('.'))]);
        }
        text
    });
    Some(sentence(&format!(
        "Needs {lead}: {}",
        each.collect::<Vec<_>>().join("; ")
    )))
}

fn rate_limit(limit: &RateLimit) -> String {
    let scope = match limit.scope.value {
        LimitScope::Account => "account",
        LimitScope::App => "app",
        LimitScope::Organisation => "organisation",
        LimitScope::User => "user",
        LimitScope::Ip => "IP address",
    };
    let period = match limit.per.value {
        Period::Month => "a calendar month".to_owned(),
        Period::Span(length) => span(length),
    };
    let together = if limit.shared {
        ", all operations together"
    } else {
        ""
    };
    let mut text = format!(
        "At most {} calls in {period} per {scope}{together}.",
        limit.calls.value
    );
    if let Some(doc) = &limit.doc {
        text.push(' ');
        text.push_str(&inline(&doc.value));
    }
    text
}

fn span(span: Span) -> String {
    let unit = match span.unit {
        TimeUnit::Millis => "millisecond",
        TimeUnit::Seconds => "second",
        TimeUnit::Minutes => "minute",
        TimeUnit::Hours => "hour",
        TimeUnit::Days => "day",
    };
    let plural = if span.count == 1 { "" } else { "s" };
    format!("{} {unit}{plural}", span.count)
}

fn source(operation: &Operation) -> Docs {
    let Some(source) = &operation.source else {
        return Vec::new();
    };
    let mut text = match (&source.title, &source.evidence) {
        (Some(title), _) => {
            let mut text = inline(&title.value);
            if let Some(section) = source.section.as_ref().filter(|it| it.value != title.value) {
                text.extend([", section ", &inline(&section.value)]);
            }
            if let Some(updated) = &source.updated {
                text.extend([", as of ", &inline(&updated.value)]);
            }
            text
        }
        (None, Some(kind)) => format!("No captured page; evidence: `{}`", kind.value.as_str()),
        (None, None) => "Unknown".to_owned(),
    };
    if let Some(checked) = &source.checked {
        text.extend([", compared on ", &inline(&checked.value)]);
    }
    let mut docs = bullet(&sentence(&text));
    if let Some(url) = &source.url {
        docs.extend(bullet(&code(&url.value)));
    }
    if let Some(note) = &source.note {
        docs.extend(bullet(&inline(&note.value)));
    }
    docs
}

pub(super) fn constructor(operation: &Operation, types: Types<'_>) -> Docs {
    let params: Vec<_> = operation
        .params
        .iter()
        .filter(|param| is_required(param) && param.value.is_none())
        .collect();
    if params.is_empty() {
        return vec!["A call without its optional parameters.".to_owned()];
    }
    let mut docs = vec![
        "A call with its required parameters.".to_owned(),
        String::new(),
    ];
    for param in params {
        let described: Vec<_> = described(param, types)
            .iter()
            .map(|text| inline(text))
            .collect();
        let text = format!("{}: {}", code(&names::of_field(param)), described.join(" "));
        docs.extend(bullet(&text));
    }
    docs
}

/// A parameter or member, in sentences.
fn described(field: &Field, types: Types<'_>) -> Vec<String> {
    let mut sentences = vec![with_term(&field.doc.value, term(field.term.as_ref()))];
    if let Required::When(condition) = &field.required {
        sentences.push(format!("Wanted {}.", condition.value.trim_end_matches('.')));
    }
    sentences.extend(bounds(field));
    if let Some(default) = &field.default {
        sentences.push(format!(
            "The service assumes {} if it is left out.",
            named_value(field, types, &fit::literal_text(&default.value))
        ));
    }
    if let Some(unit) = &field.unit {
        sentences.push(format!("In {}.", unit.value.trim_end_matches('.')));
    }
    sentences
}

/// A value by the name that it has in Rust, if it is one of an enum.
fn named_value(field: &Field, types: Types<'_>, wire: &str) -> String {
    let Type::Named(name) = &field.ty.value else {
        return wire.to_owned();
    };
    match types.find(name) {
        Some(Named::Enum(found)) => found
            .values
            .iter()
            .find(|value| value.wire.value == wire)
            .map_or_else(
                || wire.to_owned(),
                |value| format!("`{name}::{}` ({wire})", names::pascal(&value.name.value)),
            ),
        _ => wire.to_owned(),
    }
}

fn bounds(field: &Field) -> Vec<String> {
    let number = |bound: &Option<Spanned<crate::spec::Literal>>| {
        bound.as_ref().map(|it| fit::literal_text(&it.value))
    };
    let length = |bound: &Option<Spanned<u64>>| bound.as_ref().map(|it| it.value.to_string());
    let what = if matches!(field.ty.value, Type::List(_)) {
        "entries"
    } else {
        "characters"
    };
    let mut sentences = Vec::new();
    let range = |min: Option<String>, max: Option<String>, what: &str| match (min, max) {
        (Some(min), Some(max)) => Some(format!("From {min} to {max}{what}.")),
        (Some(min), None) => Some(format!("At least {min}{what}.")),
        (None, Some(max)) => Some(format!("At most {max}{what}.")),
        (None, None) => None,
    };
    sentences.extend(range(number(&field.min), number(&field.max), ""));
    sentences.extend(range(
        length(&field.min_length),
        length(&field.max_length),
        &format!(" {what}"),
    ));
    if let Some(pattern) = &field.pattern {
        sentences.push(format!("Matches `{}`.", pattern.value.replace('`', "'")));
    }
    sentences
}

fn renamed(field: &Field, docs: &mut Docs) {
    let rust = names::of_field(field);
    let mut notes = Vec::new();
    if names::snake(&field.name.value) != rust {
        notes.push(format!("Called {} on the wire.", code(&field.name.value)));
    }
    if let Some(was) = &field.was {
        notes.push(format!("Called {} before.", code(&was.value)));
    }
    if let Some(reason) = &field.reason {
        notes.push(format!("Untyped: {}", sentence(&inline(&reason.value))));
    }
    if !notes.is_empty() {
        docs.push(String::new());
        docs.extend(wrapped(&notes.join(" ")));
    }
}

/// What the setter of a parameter or member says.
pub(super) fn setter(field: &Field, types: Types<'_>) -> Docs {
    let mut parts = described(field, types);
    if field.location == Some(In::Header) {
        parts.push("Sent as a header.".to_owned());
    }
    if field.retired.is_some() {
        parts.push("Setting it sends nothing.".to_owned());
    }
    let mut docs = sentences(&parts);
    renamed(field, &mut docs);
    docs
}

pub(super) fn field(field: &Field) -> Docs {
    let mut parts = vec![with_term(&field.doc.value, term(field.term.as_ref()))];
    match &field.presence {
        Presence::When(condition) => {
            parts.push(format!(
                "Sent when {}.",
                condition.value.trim_end_matches('.')
            ));
        }
        Presence::Always(_) | Presence::Unknown => {}
    }
    parts.extend(bounds(field));
    if let Some(expires) = &field.expires {
        parts.push(format!("Good for {}.", span(expires.value)));
    }
    if let Some(unit) = &field.unit {
        parts.push(format!("In {}.", unit.value.trim_end_matches('.')));
    }
    let mut docs = sentences(&parts);
    if !field.also.is_empty() {
        let names: Vec<_> = field.also.iter().map(|it| code(&it.value)).collect();
        docs.push(String::new());
        docs.extend(wrapped(&format!("Also read from {}.", names.join(", "))));
    }
    renamed(field, &mut docs);
    docs
}

pub(super) fn value(value: &EnumValue) -> Docs {
    let text = with_term(&value.doc.value, term(value.term.as_ref()));
    wrapped(&format!("{}: {}", code(&value.wire.value), inline(&text)))
}

pub(super) fn error(row: &ErrorRow, rows: &[&ErrorRow]) -> Docs {
    let statuses: Vec<_> = rows
        .iter()
        .flat_map(|row| row.statuses.iter().map(|status| status.value.to_string()))
        .collect();
    let text = with_term(&row.doc.value, term(row.term.as_ref()));
    wrapped(&format!(
        "{}, HTTP {}: {}",
        code(&row.code.value),
        statuses.join(" or "),
        inline(&text)
    ))
}
