//! What a change means, one sentence or two each.

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
pub(super) fn sentences(entries: &[&Entry]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for entry in entries {
        let sentence = sentence(entry);
        if !out.contains(&sentence) {
            out.push(sentence);
        }
    }
    out
}

fn sentence(entry: &Entry) -> String {
    let mut parts = items(entry);
    if parts.is_empty() {
        parts.push(plain(entry));
    }
    let wire = entry.verdict.wire;
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
fn items(entry: &Entry) -> Vec<String> {
    let mut fates: Vec<(String, Vec<String>)> = Vec::new();
    for item in &entry.rust {
        let Some(fate) = fate(entry, item) else {
            continue;
        };
        let path = code(own_path(&item.path));
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

/// The rest of a sentence that begins with the item; nothing if it reads as before.
fn fate(entry: &Entry, item: &Item) -> Option<String> {
    let note = || {
        let new = entry
            .change
            .new
            .as_deref()
            .filter(|_| is_deprecation(entry.kind()));
        new.map_or_else(
            || ".".to_owned(),
            |it| format!(": {}", full_stop(&inline(it))),
        )
    };
    match (&item.before, &item.after) {
        (Some(_), None) => Some("gone.".to_owned()),
        (None, Some(_)) => Some("new.".to_owned()),
        (Some(_), Some(after)) if after.contains("#[deprecated") => {
            Some(format!("deprecated{}", note()))
        }
        (Some(before), Some(after)) if before != after => {
            let (before, after) = (Declaration::of(before), Declaration::of(after));
            Some(
                match (before.name == after.name, before.rest == after.rest) {
                    (false, true) => format!("now {}.", code(after.name)),
                    (false, false) => {
                        format!("now {}.", code(&format!("{}{}", after.name, after.rest)))
                    }
                    (true, _) => format!(
                        "now {}; before, {}.",
                        code(after.kind()),
                        code(before.kind())
                    ),
                },
            )
        }
        _ => item
            .error
            .as_ref()
            .filter(|it| it.0 == "deprecated")
            .map(|_| format!("deprecated{}", note())),
    }
}

fn is_deprecation(kind: Kind) -> bool {
    matches!(kind, Kind::D09 | Kind::P30 | Kind::R49 | Kind::V16)
}

/// A declaration, as far as sentences need it.
#[derive(PartialEq, Eq)]
struct Declaration<'a> {
    name: &'a str,
    /// From the name on.
    from_name: &'a str,
    /// Behind the name.
    rest: &'a str,
}

impl<'a> Declaration<'a> {
    fn of(text: &'a str) -> Self {
        let mut rest = text.trim();
        while let Some((_, behind)) = rest.strip_prefix("#[").and_then(|it| it.split_once(']')) {
            rest = behind.trim_start();
        }
        for word in [
            "pub ", "const ", "async ", "fn ", "struct ", "enum ", "type ", "static ",
        ] {
            rest = rest.strip_prefix(word).unwrap_or(rest).trim_start();
        }
        let from_name = rest.trim_end_matches([',', ';']);
        let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '#';
        let end = from_name.find(|c| !is_name(c)).unwrap_or(from_name.len());
        let (name, rest) = from_name.split_at(end);
        Self {
            name,
            from_name,
            rest,
        }
    }

    /// Of a field its type, of a function its arguments.
    fn kind(&self) -> &'a str {
        match self.rest.strip_prefix(':') {
            Some(kind) => kind.trim(),
            None => self.from_name.split(" -> ").next().unwrap_or_default(),
        }
    }
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
        _ if matches!(change.aspect, Aspect::Told("text")) => String::new(),
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

/// A path below its service: `RecordFile::download_url`.
pub(super) fn own_path(path: &str) -> &str {
    path.split_once("::").map_or(path, |(_, rest)| rest)
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

fn full_stop(text: &str) -> String {
    if text.ends_with(['.', '!', '?', '。']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}
