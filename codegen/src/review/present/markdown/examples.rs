//! What becomes of documented examples.

use std::fmt::Write as _;

use super::{
    change::both,
    code::{block, span},
    section::Section,
};
use crate::review::{
    Report,
    examples::{Answer, Example, Request},
    present::headline::count,
};

/// Most lines of a request, and most values of an answer.
const MOST: usize = 40;

pub(super) fn examples(report: &Report) -> Section {
    let is_same = |it: &Example| {
        matches!(it.request, Request::None | Request::Same)
            && matches!(it.answer, Answer::None | Answer::Reads)
    };
    let other = report.examples.iter().filter(|it| !is_same(it));
    let other: Vec<_> = other.collect();
    let title = format!(
        "{} of {} on the wire",
        count(other.len(), "change", "changes"),
        count(
            report.examples.len(),
            "documented example",
            "documented examples"
        ),
    );
    Section::folded(2, &title, &other, |it| example(it))
}

fn example(example: &Example) -> String {
    let name = format!("{} {}", example.service, example.operation);
    let mut out = format!("\n**Example {} of** {}\n", example.number, span(&name));
    match &example.request {
        Request::None | Request::Same => {}
        Request::Differs { before, after } => {
            let both = both(before, after, MOST);
            let _ = write!(out, "\nThe request:\n\n{}", block("diff", &both));
        }
        Request::Refused { released, why, .. } => {
            let who = if *released {
                "Released clients refuse"
            } else {
                "The new client refuses"
            };
            let _ = writeln!(out, "\n{who} the request: {}", span(why));
        }
    }
    match &example.answer {
        Answer::None | Answer::Reads => {}
        Answer::Loses(values) => {
            out.push_str("\nReleased clients lose values of the answer:\n");
            for (path, what) in values.iter().take(MOST) {
                let _ = writeln!(out, "- {}: {}", span(path), span(what));
            }
            if let Some(more) = values.len().checked_sub(MOST + 1) {
                let _ = writeln!(out, "- {} more", more + 1);
            }
        }
        Answer::Fails(path, why) => {
            let _ = writeln!(
                out,
                "\nReleased clients cannot read the answer: {}: {}",
                span(path),
                span(why)
            );
        }
        Answer::Error(why) => {
            let _ = writeln!(
                out,
                "\nReleased clients take the answer for an error: {}",
                span(why)
            );
        }
    }
    out
}
