//! Which change accounts for which key of the model.

use serde_json::Value;

use super::gaps::{Gap, text};
use crate::{
    diff::{Change, Kind},
    model::Aspect,
};

/// For each key, the aspects and kinds of the changes that account for it; a key that is not here wants
/// an aspect of its own name.
const BY: &[(&str, &[&str])] = &[
    // Operations.
    ("name", &["operation"]),
    ("title", &["source", "text"]),
    ("permissions", &["permission", "A05"]),
    ("permissions.term", &["A11"]),
    ("any_of", &["permission", "permission_mode"]),
    ("app_types", &["app_type"]),
    ("examples", &["request", "response"]),
    ("examples.request", &["request"]),
    ("examples.response", &["response"]),
    ("examples.status", &["status"]),
    ("deprecated", &["deprecated", "sunset"]),
    ("sunset", &["sunset", "deprecated"]),
    (
        "rust",
        &["rust_name", "operation", "P06", "P33", "R05", "R06", "R23"],
    ),
    ("page", &["source"]),
    ("edition", &["source"]),
    ("checked", &["source"]),
    ("retired", &["exists"]),
    // Services.
    ("request_ids", &["request_id_headers"]),
    ("hosts", &["hosts", "host"]),
    // Parameters and fields.
    ("kind", &["type"]),
    ("items", &["type"]),
    ("object", &["type", "rust_type"]),
    (
        "ty",
        &[
            "rust_type",
            "type",
            "format",
            "unit",
            "required",
            "presence",
            "wire",
            "fixed",
            "in",
            "P33",
            "R23",
        ],
    ),
    ("width", &["type", "format", "unit"]),
    ("style", &["style", "type"]),
    ("format", &["format", "type", "unit"]),
    ("unit", &["unit", "format", "type"]),
    ("required", &["required", "fixed"]),
    ("required_when", &["required", "fixed"]),
    ("always", &["presence"]),
    ("when", &["presence"]),
    ("default", &["default", "type"]),
    ("value", &["fixed"]),
    ("sensitive", &["rust_type"]),
    ("either", &["wire", "type"]),
    (
        "values",
        &["V01", "V02", "V03", "V06", "V08", "V09", "type"],
    ),
    ("values.name", &["R48", "V03", "V09", "type"]),
    ("values.term", &["V10", "V11", "V03", "V09", "type"]),
    ("values.wire", &["V03", "V09", "type"]),
    ("values.was", &["P07", "V03", "V09"]),
    ("values.deprecated", &["V16", "D12"]),
    ("values.evidence", &["evidence"]),
    ("values.order", &["V13"]),
    (
        "was",
        &["was", "operation", "P06", "P33", "R05", "R06", "R23"],
    ),
    ("type_was", &["type_was", "rust_type"]),
    // Errors.
    ("status", &["status"]),
    ("code", &["X04"]),
    ("term", &["X07"]),
];

/// What only holds texts, each of which a change has to show.
const TEXTS: [&str; 11] = [
    "rates",
    "texts",
    "text",
    "doc",
    "term",
    "deprecated",
    "operator",
    "values.doc",
    "values.deprecated",
    "since",
    "contradictions",
];

/// Lists whose changes say in their values which entry they are about.
const LISTED: [&str; 3] = ["accepted", "hosts", "credential_headers"];

/// Whether a change of the same subject accounts for a key.
pub(super) fn accounts(change: &Change, gap: &Gap) -> bool {
    let key = gap.key.strip_prefix("declared.").unwrap_or(&gap.key);
    if TEXTS.contains(&key) && shows(change, gap) {
        return true;
    }
    // Why anything may come is said for as long as it may.
    let entry = gap.old.as_ref().or(gap.new.as_ref());
    if key == "texts" && entry.is_some_and(|it| it[0] == "reason") {
        return change.aspect == Aspect::Type;
    }
    // One of the two names of a field is its own on the other side.
    let own = |subject: &str| subject.rsplit('.').next() == gap.held.as_deref();
    if key == "also" && matches!(change.kind, Kind::P06 | Kind::R05 | Kind::R06) {
        return own(&change.subject) || own(change.old_subject());
    }
    // With the second of two alternatives, the first is none any more.
    let alone = change.old.is_none() || change.new.is_none();
    if key == "any_of" && matches!(change.aspect, Aspect::Permission(_)) && alone {
        return true;
    }
    let last = key.rsplit('.').next().unwrap_or(key);
    let by = BY.iter().find(|(name, _)| *name == key).map(|it| it.1);
    let own = [last];
    by.unwrap_or(&own).iter().any(|name| {
        let named = *name == change.aspect.as_str();
        // A kind of change of one entry has to name it.
        let of_kind =
            *name == change.kind.id() && (gap.held.is_none() || held(&change.aspect).is_some());
        (named || of_kind) && about(change, gap)
    })
}

/// Whether the change is about the entry of a list that differs.
fn about(change: &Change, gap: &Gap) -> bool {
    let Some(entry) = &gap.held else { return true };
    let values = [&change.old, &change.new];
    let mut said = values.into_iter().flatten();
    match held(&change.aspect) {
        Some(held) if held == *entry => true,
        // The whole way from page to page is another one.
        Some(_) if matches!(change.kind, Kind::L05 | Kind::L06) => true,
        // The entry has another name on the other side.
        Some(_) => said.any(|it| it == entry || it.starts_with(&format!("{entry} ("))),
        None if LISTED.contains(&change.aspect.as_str()) => {
            said.any(|it| it.contains(entry.as_str()))
        }
        None => true,
    }
}

/// What an aspect holds.
fn held(aspect: &Aspect) -> Option<String> {
    match aspect {
        Aspect::Value(held)
        | Aspect::Also(held)
        | Aspect::Rate(held)
        | Aspect::RateScope(held)
        | Aspect::Pagination(held)
        | Aspect::Permission(held)
        | Aspect::Refused(held) => Some(held.clone()),
        Aspect::Request(number) | Aspect::Response(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Whether the change shows the texts of both sides, as far as they are there.
fn shows(change: &Change, gap: &Gap) -> bool {
    let all = |value: &Value, shown: Option<&String>| {
        let shown = shown.map(|it| it.trim_end());
        match value {
            // A text with its key, or a record: one of its members.
            Value::Array(parts) => parts.last().map(text).as_deref() == shown,
            Value::Object(record) => record.values().any(|it| Some(text(it).trim_end()) == shown),
            value => Some(text(value).trim_end()) == shown,
        }
    };
    gap.old.iter().all(|it| all(it, change.old.as_ref()))
        && gap.new.iter().all(|it| all(it, change.new.as_ref()))
}
