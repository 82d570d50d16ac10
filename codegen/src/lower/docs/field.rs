//! What constructors, setters and fields say.

use super::wording::{sentence, span, term};
use crate::{
    diagnostic::Spanned,
    doc::{bullet, code, inline, sentences, with_term, wrapped},
    fit,
    ir::Docs,
    lower::request::is_required,
    names,
    spec::{Field, In, Literal, Operation, Presence, Required, Type},
    view::{Named, Types},
};

pub(in crate::lower) fn constructor(operation: &Operation, types: Types<'_>) -> Docs {
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

/// What the setter of a parameter or member says.
pub(in crate::lower) fn setter(field: &Field, types: Types<'_>) -> Docs {
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

pub(in crate::lower) fn field(field: &Field) -> Docs {
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
    let number =
        |bound: &Option<Spanned<Literal>>| bound.as_ref().map(|it| fit::literal_text(&it.value));
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
