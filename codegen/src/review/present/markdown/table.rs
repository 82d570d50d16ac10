//! One row per change that needs a decision.

use std::fmt::Write as _;

use super::{
    code::{cell, span},
    section::Section,
};
use crate::review::{Entry, Location, Report, Source, Wire, present::said};

const HEAD: &str = "\
| | released clients | your code | ease | decide |
|---|---|---|---|---|
";

pub(super) fn table(report: &Report, entries: &[&Entry]) -> Section {
    Section::new(5, HEAD, entries, |it| row(report, it), "")
}

fn row(report: &Report, entry: &Entry) -> String {
    let kind = entry.kind();
    let mut what = format!(
        "{} {} **{}**",
        span(&entry.short),
        kind.id(),
        said::sentence(entry)
    );
    if entry.change.possible_rename {
        what.push_str(" (possibly: confirm)");
    }
    if let Some(place) = entry.places.first() {
        let _ = write!(what, "<br>{}", cell(&name(report, &entry.service, place)));
    }
    if let Some(more) = entry.places.len().checked_sub(2) {
        let _ = write!(what, " and {} more", more + 1);
    }
    let _ = match (&entry.change.old, &entry.change.new) {
        (Some(old), Some(new)) => write!(what, "<br>{} → {}", cell(old), cell(new)),
        (Some(old), None) => write!(what, "<br>was {}", cell(old)),
        (None, Some(new)) => write!(what, "<br>now {}", cell(new)),
        (None, None) => Ok(()),
    };
    let mut errors: Vec<&str> = entry
        .rust
        .iter()
        .filter_map(|it| Some(it.error.as_ref()?.0.as_str()))
        .collect();
    errors.sort_unstable();
    errors.dedup();
    let errors: Vec<_> = errors.iter().take(3).map(|it| cell(it)).collect();
    let says = if said::is_swapped(entry) {
        "⚠️ compiles, and sends one argument as another"
    } else {
        source(entry.verdict.source)
    };
    let code = format!("{says} {}", errors.join(" "));
    let ease = match &entry.easing {
        Some(eased) => format!("{} → {}", cell(&eased.line), source(eased.source)),
        None => "–".to_owned(),
    };
    format!(
        "| {what} | {} | {} | {ease} | ☐ |\n",
        wire(entry.verdict.wire),
        code.trim_end(),
    )
}

/// A place in one line; with its service where there are several.
pub(super) fn name(report: &Report, service: &str, place: &Location) -> String {
    let is_needed = report.services.len() > 1 || place.operation.is_empty();
    let service = if is_needed { service } else { "" };
    [service, &place.operation, &place.subject].join(" ")
}

pub(super) fn wire(wire: Wire) -> &'static str {
    match wire {
        Wire::Ok => "–",
        Wire::Risk => "❔ may fail",
        Wire::Silent => "🔇 silent",
        Wire::Break => "❌ fail",
    }
}

pub(super) fn source(source: Source) -> &'static str {
    match source {
        Source::Ok => "✅",
        Source::Warn => "⚠️",
        Source::Risk => "❔",
        Source::Break => "❌",
    }
}
