//! What a change means, one sentence or two each.

use std::collections::BTreeSet;

use super::{fates::fate, names::Names};
use crate::{
    doc::{code, inline},
    model::Aspect,
    names::pascal,
    review::{Entry, Source, Wire, present::released::released},
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
    for item in &entry.rust {
        let Some(fate) = fate(entry, item) else {
            continue;
        };
        let path = code(names.short(&item.path));
        match fates.iter_mut().find(|it| it.0 == fate) {
            Some((_, paths)) => paths.push(path),
            None => fates.push((fate, vec![path])),
        }
    }
    fates
        .into_iter()
        .map(|(fate, paths)| {
            let verb = if paths.len() == 1 { "is" } else { "are" };
            format!("{} {verb} {fate}", list(&paths))
        })
        .collect()
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
    let values = match (&change.old, &change.new) {
        _ if matches!(
            change.aspect,
            Aspect::Told("text") | Aspect::Required | Aspect::Presence
        ) =>
        {
            String::new()
        }
        (Some(old), Some(new)) => format!(" ({}, now {})", code(old), code(new)),
        (Some(value), None) | (None, Some(value)) => format!(" ({})", code(value)),
        (None, None) => String::new(),
    };
    format!("{about}: {}{values}.", inline(entry.kind().sentence()))
}

/// The last part of a subject: `download_url`, or the code of an error.
pub(super) fn own_name(subject: &str) -> &str {
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
