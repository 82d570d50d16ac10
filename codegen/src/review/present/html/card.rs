//! What is said of one entry.

use serde::Serialize;

use super::columns::{self, Column, Part, at, parts};
use crate::review::{Entry, Group, Location, Source, Wire, present::said};

/// An entry.
#[derive(Serialize)]
pub(super) struct Card<'a> {
    id: &'a str,
    short: &'a str,
    rule: &'static str,
    sentence: &'static str,
    service: &'a str,
    wire: &'static str,
    wire_says: &'static str,
    source: &'static str,
    source_says: &'static str,
    severity: &'static str,
    bump: &'static str,
    undecided: bool,
    open: bool,
    possible_rename: bool,
    places: Vec<Part<Place<'a>>>,
    old: Option<&'a str>,
    new: Option<&'a str>,
    within: Option<String>,
    columns: [Column<'a>; 3],
    hint: &'static str,
    easing: Option<Easing<'a>>,
    decision: Option<Decision<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    operation: &'a str,
    subject: &'a str,
    was: Option<&'a str>,
    at: Option<String>,
}

#[derive(Serialize)]
struct Easing<'a> {
    line: &'a str,
    at: Option<String>,
    source: &'static str,
    source_says: &'static str,
    bump: &'static str,
}

#[derive(Serialize)]
struct Decision<'a> {
    because: &'a str,
    date: &'a str,
    until: Option<&'a str>,
}

/// Longest value that stands in the heading, in characters.
const LONGEST_VALUE: usize = 120;

/// What is said of an entry.
pub(super) fn card(entry: &Entry) -> Card<'_> {
    let verdict = &entry.verdict;
    let change = &entry.change;
    Card {
        id: &entry.id,
        short: &entry.short,
        rule: entry.kind().id(),
        sentence: said::sentence(entry),
        service: &entry.service,
        wire: verdict.wire.as_str(),
        wire_says: wire_says(verdict.wire),
        source: verdict.source.as_str(),
        source_says: if said::is_swapped(entry) {
            "compiles, and sends one argument as another"
        } else {
            source_says(verdict.source)
        },
        severity: verdict.severity.as_str(),
        bump: verdict.bump.as_str(),
        undecided: entry.is_undecided(),
        open: entry.group <= Group::Flagged || entry.needs_decision(),
        possible_rename: change.possible_rename,
        places: parts(entry.places.iter().map(place).collect(), "place"),
        old: change.old.as_deref().filter(|it| is_short(it)),
        new: change.new.as_deref().filter(|it| is_short(it)),
        within: within(entry),
        columns: columns::columns(entry),
        hint: said::hint(entry),
        easing: entry.easing.as_ref().map(|it| Easing {
            line: &it.line,
            at: it.at.as_ref().map(|(file, line)| format!("{file}:{line}")),
            source: it.source.as_str(),
            source_says: source_says(it.source),
            bump: it.bump.as_str(),
        }),
        decision: entry.decision.as_ref().map(|it| Decision {
            because: &it.because,
            date: &it.date,
            until: it.until.as_deref(),
        }),
    }
}

/// The operations of an entry, each once.
pub(super) fn operations(entry: &Entry) -> Vec<&str> {
    let mut names: Vec<_> = entry
        .places
        .iter()
        .map(|it| it.operation.as_str())
        .collect();
    names.dedup();
    names
}

fn wire_says(wire: Wire) -> &'static str {
    match wire {
        Wire::Ok => "go on as before",
        Wire::Risk => "may fail, depending on values or on what the vendor lets pass",
        Wire::Silent => "go on, and mean something else",
        Wire::Break => "fail: calls are refused, or answers cannot be read",
    }
}

fn source_says(source: Source) -> &'static str {
    match source {
        Source::Ok => "compiles as before",
        Source::Warn => "compiles with a warning",
        Source::Risk => "compiles or not, depending on how it is written",
        Source::Break => "does not compile",
    }
}

/// What came or went with it; of a text, its words that read like a rule.
fn within(entry: &Entry) -> Option<String> {
    let label = match entry.group {
        Group::Flagged => "reads like a rule:",
        _ => "together with",
    };
    let within = &entry.change.within;
    (!within.is_empty()).then(|| format!("{label} {}", within.join(", ")))
}

fn is_short(value: &str) -> bool {
    value.chars().nth(LONGEST_VALUE).is_none() && !value.contains('\n')
}

fn place(it: &Location) -> Place<'_> {
    Place {
        operation: &it.operation,
        subject: &it.subject,
        was: it.was.as_deref(),
        at: at(it.old.as_ref(), it.new.as_ref()),
    }
}
