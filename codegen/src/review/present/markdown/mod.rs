//! For a comment on a pull request: less than 60,000 characters.
//!
//! Whatever comes from specs stands in code spans and code blocks: GitHub makes links of names, numbers
//! and addresses in text, whichever way they are escaped, and of nothing in code.

mod change;
mod code;
mod examples;
mod lists;
mod section;
mod table;

#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use code::{fence_of, lines, span};
use section::{Section, assemble};

use super::{
    changelog,
    headline::{figures, versions},
};
use crate::review::{Edition, Entry, Group, Report};

/// By which a workflow finds the comment to update it.
const MARK: &str = "<!-- xtask-diff -->";

/// For a comment on a pull request: less than 60,000 characters, however much changed.
#[must_use]
pub fn markdown(report: &Report) -> String {
    let undecided = report.entries.iter().filter(|it| it.is_undecided());
    let (flagged, pressing): (Vec<&Entry>, Vec<&Entry>) =
        undecided.partition(|it| it.group == Group::Flagged);
    let sections = [
        lists::unexplained(report),
        table::table(report, &pressing),
        change::changes(report, &pressing),
        lists::flagged(report, &flagged),
        lists::stale(report),
        examples::examples(report),
        lists::decided(report),
        lists::warnings(report),
        lists::added(report),
        lists::first_stated(report),
        lists::fine(report),
        lists::folded(report),
        entry_of_changelog(report),
    ];
    assemble(&head(report), &sections, &foot(&pressing, &flagged))
}

fn head(report: &Report) -> String {
    let mut services: Vec<_> = report.services.iter().take(4).map(|it| span(it)).collect();
    if let Some(more) = report.services.len().checked_sub(5) {
        services.push(format!("{} more", more + 1));
    }
    if let Some(last) = services.last_mut() {
        last.push_str(": ");
    }
    format!(
        "{MARK}\n### {}{} — **{}**\n\n{} → {}\n",
        services.join(", "),
        figures(report),
        versions(report),
        edition(&report.old),
        edition(&report.new)
    )
}

fn edition(edition: &Edition) -> String {
    let mut out = format!(
        "{} ({} operations",
        span(&edition.label),
        edition.operations
    );
    if let Some((first, last)) = &edition.checked {
        let _ = write!(out, ", pages read {}", span(first));
        if first != last {
            let _ = write!(out, " to {}", span(last));
        }
    }
    out + ")"
}

fn entry_of_changelog(report: &Report) -> Section {
    let text = changelog(report);
    let lines = lines(text.trim_end());
    let fence = fence_of(&lines);
    Section::new(
        1,
        format!("<details><summary>Entry of the changelog</summary>\n\n{fence}markdown\n"),
        &lines,
        |it| format!("{it}\n"),
        format!("{fence}\n\n</details>\n"),
    )
}

/// How many identifiers the line to approve with names.
const NAMED: usize = 5;

fn foot(pressing: &[&Entry], flagged: &[&Entry]) -> String {
    let mut undecided = pressing.iter().chain(flagged);
    let named: Vec<&str> = undecided
        .by_ref()
        .take(NAMED)
        .map(|it| it.short.as_str())
        .collect();
    if named.is_empty() {
        return "Nothing is left to decide.\n".to_owned();
    }
    let more = match undecided.next() {
        Some(_) => " …",
        None => "",
    };
    format!(
        "Look at everything with `cargo xtask diff`. Approve with {}, and commit what it writes into `reviews/`.\n",
        span(&format!(
            "cargo xtask approve {}{more} --because \"…\"",
            named.join(" ")
        ))
    )
}
