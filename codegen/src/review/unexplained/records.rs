//! Records at an operation or service about its parts, which come and go with those.

use super::{explain::accounts, gaps::Gap};
use crate::{
    diff::{Change, Kind},
    model::Aspect,
};

/// What comes or goes without a word of its own, with what kind of change.
const BELONGS: [(&str, &[&str]); 6] = [
    ("type", &["exists", "type", "rust_type", "response"]),
    ("host ", &["hosts", "host"]),
    ("deprecated", &["sunset"]),
    ("permission ", &["permission"]),
    ("rate_limit ", &["rate"]),
    ("example ", &["request", "response"]),
];

/// Texts of shared types, which come and go with the types of what is in an operation.
pub(super) fn comes_with_types(gap: &Gap, changes: &[Change]) -> bool {
    let record = gap.old.as_ref().or(gap.new.as_ref());
    let key = record.and_then(|it| it[0].as_str()).unwrap_or_default();
    let of_types = BELONGS.iter().filter(|(what, _)| *what == "type");
    gap.key == "declared.texts"
        && any_of(changes, of_types.filter(|(what, _)| key.starts_with(what)))
}

fn any_of<'a>(
    changes: &[Change],
    belonging: impl Iterator<Item = &'a (&'a str, &'a [&'a str])>,
) -> bool {
    let aspects: Vec<&str> = belonging
        .flat_map(|(_, aspects)| *aspects)
        .copied()
        .collect();
    let mut all = changes.iter();
    all.any(|it| aspects.contains(&it.aspect.as_str()))
}

/// Records at the operation about its parts: contradictions, and what is kept as `retired`.
pub(super) fn elsewhere(gap: &Gap, changes: &[Change]) -> bool {
    let Some(record) = gap.old.as_ref().or(gap.new.as_ref()) else {
        return false;
    };
    let about = |key: &str| record[key].as_str().unwrap_or_default();
    match gap.key.as_str() {
        "declared.texts" | "declared.evidence" => {
            let key = record[0].as_str().unwrap_or_default();
            let with = BELONGS.iter().filter(|(what, _)| key.starts_with(what));
            any_of(changes, with)
        }
        "declared.contradictions" => changes.iter().any(|it| {
            let renamed = it.was.is_some() && covers(it, about("about"));
            accounts(it, gap) || renamed
        }),
        "retired" | "declared.retired" => changes.iter().any(|it| {
            let gone = it.aspect == Aspect::Exists && covers(it, about("subject"));
            let value = record["value"]
                .as_str()
                .map(|it| Aspect::Value(it.to_owned()));
            let of_value = value.is_some_and(|value| it.aspect == value);
            let text = it.aspect == Aspect::Told("text") && accounts_text(it, about("since"), gap);
            let answer = matches!(it.kind, Kind::E20 | Kind::E21);
            if answer && about("subject").starts_with("response.") {
                return true;
            }
            let whole = it.aspect == Aspect::Type;
            (gone || of_value || text || whole) && covers(it, about("subject"))
        }),
        _ => false,
    }
}

/// Whether the change shows when something went.
fn accounts_text(change: &Change, since: &str, gap: &Gap) -> bool {
    let side = if gap.old.is_some() {
        &change.old
    } else {
        &change.new
    };
    side.as_deref() == Some(since)
}

/// Whether a change is about a subject, or about something that it lies in.
fn covers(change: &Change, inner: &str) -> bool {
    let within = |outer: &str| {
        let rest = inner.strip_prefix(outer);
        rest.is_some_and(|it| it.is_empty() || it.starts_with(['.', '[']))
    };
    let operation = change.subject.strip_prefix("operations.") == Some(inner);
    operation || within(&change.subject) || within(change.old_subject())
}
