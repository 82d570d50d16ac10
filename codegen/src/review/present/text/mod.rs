//! For the terminal: 100 columns, coloured, readable without colour.
//!
//! First what happens to released clients, to code that upgrades, and to the version; then what has
//! to be decided, one block per change; then what only has to be known.

mod block;
mod blocks;
mod closing;
mod examples;
mod head;
mod layout;
mod lists;
mod places;
mod troubles;

#[cfg(test)]
mod tests;

use crate::review::{
    Report,
    examples::{Answer, Request},
};

/// For the terminal: 100 columns, coloured, readable without colour. Lists are cut unless `all` is asked for.
#[must_use]
pub fn text(report: &Report, all: bool) -> String {
    if is_unchanged(report) {
        return head::nothing(report);
    }
    let mut sections = vec![head::head(report)];
    sections.extend(troubles::unexplained(&report.unexplained));
    sections.extend(troubles::stale(&report.stale));
    sections.extend(blocks::groups(report, all));
    sections.extend(lists::lists(report, all));
    sections.extend(examples::examples(&report.examples, all));
    sections.push(closing::closing(report, all));
    let mut out = String::new();
    for section in sections.iter().filter(|it| !it.is_empty()) {
        if !out.is_empty() {
            out.push('\n');
        }
        for line in section {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    out
}

/// Whether there is nothing to say.
fn is_unchanged(report: &Report) -> bool {
    let same = report.examples.iter().all(|it| {
        matches!(it.request, Request::None | Request::Same)
            && matches!(it.answer, Answer::None | Answer::Reads)
    });
    report.entries.is_empty() && report.unexplained.is_empty() && report.stale.is_empty() && same
}

/// A number of things: `1 place`, `2 places`.
fn count(number: usize, one: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {one}{s}")
}
