//! What a change means, one sentence or two each.

use std::collections::BTreeSet;

use super::{
    fates::{ended, fate},
    names::{Names, is_inner, is_module},
};
use crate::{
    diff::Kind,
    doc::{code, inline},
    model::Aspect,
    names::pascal,
    review::{Entry, Source, Wire, present::released::released, rust::Item},
};

/// Names of a list that are written out.
const MOST: usize = 8;

/// One text per change, as Markdown.
pub(super) fn sentences(entries: &[&Entry], names: &Names<'_>) -> Vec<String> {
    let mut said = BTreeSet::new();
    let told = entries.iter().map(|it| sentence(it, names, &mut said));
    let mut out: Vec<String> = Vec::new();
    for sentence in told {
        if !out.contains(&sentence) {
            out.push(sentence);
        }
    }
    out
}

/// Several changes may do one thing to an item, which is told once: `said` is what has been told.
fn sentence(entry: &Entry, names: &Names<'_>, said: &mut BTreeSet<String>) -> String {
    let mut parts = items(entry, names);
    parts.retain(|it| said.insert(it.clone()));
    if parts.is_empty() {
        parts.push(plain(entry));
    }
    let wire = entry.verdict.wire;
    if let (Aspect::Told("sunset"), Some(date)) = (&entry.change.aspect, &entry.change.new) {
        parts.push(format!("The vendor switches it off on {}.", code(date)));
    }
    if let Some(seen) = released(entry.kind()) {
        parts.push(format!("Released versions {}.", inline(seen)));
    }
    if wire == Wire::Break && entry.verdict.source == Source::Ok {
        parts.push("Upgrade; no code has to change.".to_owned());
    }
    let sign =
        if matches!(wire, Wire::Break | Wire::Silent) || entry.verdict.source == Source::Break {
            "⚠️ "
        } else {
            ""
        };
    format!("{sign}{}", parts.join(" "))
}

/// What became of the items of the client; those with the same fate share a sentence.
fn items(entry: &Entry, names: &Names<'_>) -> Vec<String> {
    let mut fates: Vec<(String, Vec<String>)> = Vec::new();
    let moved = moved(entry, names);
    for item in &entry.rust {
        if moved.is_some() && is_member(item, names) {
            continue;
        }
        let Some(fate) = fate(entry, item) else {
            continue;
        };
        let path = code(names.short(&item.path));
        let path = if is_module(item) {
            format!("The module {path}")
        } else {
            path
        };
        match fates.iter_mut().find(|it| it.0 == fate) {
            // A type and its trait may have one name.
            Some((_, paths)) if paths.contains(&path) => {}
            Some((_, paths)) => paths.push(path),
            None => fates.push((fate, vec![path])),
        }
    }
    let told = fates.into_iter().map(|(fate, paths)| {
        let verb = if paths.len() == 1 { "is" } else { "are" };
        format!("{} {verb} {fate}", list(&paths))
    });
    moved.into_iter().chain(told).collect()
}

/// From where to where fields or parameters moved, if that is what happened.
fn moved(entry: &Entry, names: &Names<'_>) -> Option<String> {
    if !matches!(entry.kind(), Kind::R23 | Kind::P33) {
        return None;
    }
    let (gone, new): (Vec<&Item>, Vec<&Item>) = entry
        .rust
        .iter()
        .filter(|it| is_member(it, names))
        .partition(|it| it.before.is_some());
    let paths = |items: &[&Item]| -> Vec<String> {
        let paths = items.iter().map(|it| code(names.short(&it.path)));
        paths.collect()
    };
    let has = if gone.len() == 1 { "has" } else { "have" };
    (!gone.is_empty() && !new.is_empty()).then(|| {
        format!(
            "{} {has} moved to {}.",
            list(&paths(&gone)),
            list(&paths(&new))
        )
    })
}

/// Whether it is a field or a setter that is on one side alone.
fn is_member(item: &Item, names: &Names<'_>) -> bool {
    let one_sided = item.before.is_some() != item.after.is_some();
    one_sided && !is_inner(item) && names.short(&item.path).contains("::")
}

/// A change without items of the client: what it is about, and what happened.
fn plain(entry: &Entry) -> String {
    let change = &entry.change;
    let operations: Vec<String> = {
        let mut names: Vec<String> = Vec::new();
        for place in entry.places.iter().filter(|it| !it.operation.is_empty()) {
            let name = code(&pascal(&place.operation));
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    };
    let name = own_name(&change.subject);
    let error = if change.subject.starts_with("errors.") {
        "Error "
    } else {
        ""
    };
    let about = match (name.is_empty(), operations.is_empty()) {
        (true, true) => "All calls".to_owned(),
        (true, false) => list(&operations),
        (false, true) => format!("{error}{}", code(name)),
        (false, false) => format!("{error}{} of {}", code(name), list(&operations)),
    };
    let values = values(entry);
    let new = change.new.as_deref();
    match entry.kind() {
        Kind::E23 if new == Some("true") => {
            format!("{about}: a call that fails in passing is sent again now.")
        }
        Kind::L05 if new.is_none() => {
            format!("{about}: `Paged` is no longer implemented; pages are no longer followed.")
        }
        Kind::D02 => match new {
            Some(text) => format!(
                "{about} is described with words that read like a rule: {}",
                ended(inline(text))
            ),
            None => format!("{about}: words that read like a rule are gone."),
        },
        kind => format!("{about}: {}{values}.", inline(kind.sentence())),
    }
}

/// The values before and after in brackets, where they say more than the rule.
fn values(entry: &Entry) -> String {
    let change = &entry.change;
    if let (Kind::A06 | Kind::A03, Aspect::Permission(name), Some(_), Some(_)) =
        (entry.kind(), &change.aspect, &change.old, &change.new)
    {
        return format!(" ({})", code(name));
    }
    match (entry.kind(), &change.old, &change.new) {
        (Kind::R43 | Kind::P19, None, Some(new)) => format!(" (now {})", code(new)),
        (Kind::P19, Some(old), Some(new)) if old == "false" => format!(" (now {})", code(new)),
        (Kind::R43 | Kind::P19, Some(old), Some(new)) => {
            format!(" ({}, now {})", code(old), code(new))
        }
        _ if matches!(
            change.aspect,
            Aspect::Told("text") | Aspect::Required | Aspect::Presence
        ) =>
        {
            String::new()
        }
        (Kind::X03, None, Some(new)) => format!(" (now also {})", code(new)),
        (Kind::X03, Some(old), None) => format!(" (no longer {})", code(old)),
        (_, Some(old), Some(new)) => format!(" ({}, now {})", code(old), code(new)),
        (_, Some(value), None) | (_, None, Some(value)) => format!(" ({})", code(value)),
        (_, None, None) => String::new(),
    }
}

/// The last part of a subject: `download_url`, or the code of an error.
pub(super) fn own_name(subject: &str) -> &str {
    if let Some(code) = subject.strip_prefix("errors.") {
        // Codes may have dots of their own.
        return code;
    }
    let last = subject.rsplit('.').next().unwrap_or_default();
    last.trim_end_matches("[]")
}

/// `a`, `a and b`, `a, b and c`, `a, b and 7 more`.
pub(super) fn list(names: &[String]) -> String {
    let (shown, more) = match names.len() {
        number if number > MOST + 1 => (MOST, number - MOST),
        number => (number, 0),
    };
    let shown = &names[..shown];
    match (shown.split_last(), more) {
        (None, _) => String::new(),
        (Some((only, [])), 0) => only.clone(),
        (Some((last, others)), 0) => format!("{} and {last}", others.join(", ")),
        (Some(_), more) => format!("{} and {more} more", shown.join(", ")),
    }
}
