//! Doubts: beside the places that they are about, and as a list.

use std::{collections::HashMap, fmt::Write as _};

use unicode_width::UnicodeWidthStr as _;

use super::{
    super::{Doubt, DoubtKind, Draft},
    comment::{clean, comment},
    tree::Tree,
};
use crate::model::Operation;

/// Columns that a place may take before the text; a longer one pushes its text to the right.
const WIDEST_PLACE: usize = 48;

const KINDS: [DoubtKind; 6] = [
    DoubtKind::LostCell,
    DoubtKind::NotRead,
    DoubtKind::Contradiction,
    DoubtKind::Guess,
    DoubtKind::Missing,
    DoubtKind::LeftOut,
];

/// The doubts of one operation, each with the place where it stands as a comment.
#[derive(Debug, Default)]
pub(super) struct Placed<'a> {
    /// At the top of the file.
    pub(super) top: Vec<String>,
    /// Above the line with method and path.
    pub(super) call: Vec<String>,
    /// Above fields, by index.
    pub(super) fields: HashMap<usize, Vec<String>>,
    /// Above error rows, by code.
    pub(super) errors: HashMap<&'a str, Vec<String>>,
    /// All of them, sorted by line.
    pub(super) all: Vec<&'a Doubt>,
}

impl<'a> Placed<'a> {
    pub(super) fn of(
        draft: &'a Draft,
        index: usize,
        operation: &Operation,
        tree: &Tree<'_>,
    ) -> Self {
        let codes: std::collections::HashSet<&str> =
            operation.errors.iter().map(|it| it.code.as_str()).collect();
        let mut placed = Self::default();
        for doubt in sorted(draft) {
            let subject = match &doubt.target {
                Some(target) if target.operation == index => Some(target.subject.as_str()),
                None if index == 0 => None,
                _ => continue,
            };
            placed.all.push(doubt);
            if doubt.kind == DoubtKind::LeftOut {
                continue;
            }
            let text = says(doubt);
            match subject {
                None => placed.top.push(text),
                Some("") => placed.call.push(text),
                Some(subject) => {
                    let code = subject.strip_prefix("errors.");
                    if let Some(field) = tree.find(subject) {
                        placed.fields.entry(field).or_default().push(text);
                    } else if let Some(code) = code.filter(|it| codes.contains(it)) {
                        placed.errors.entry(code).or_default().push(text);
                    } else {
                        placed.call.push(format!("{subject}: {text}"));
                    }
                }
            }
        }
        placed
    }
}

/// The list at the end of a draft.
pub(super) fn write_list(out: &mut String, doubts: &[&Doubt]) {
    out.push('\n');
    comment(out, 0, &total(doubts));
    for doubt in doubts {
        let place = doubt.target.as_ref().map_or("", |it| it.subject.as_str());
        let place = if place.is_empty() {
            String::new()
        } else {
            format!(", {place}")
        };
        let line = match doubt.line {
            0 => "the page".to_owned(),
            line => format!("line {line}"),
        };
        let text = one_line(&doubt.text);
        let kind = doubt.kind.as_str();
        comment(out, 0, &format!("{line}, {kind}{place}: {text}"));
    }
}

/// All doubts of a draft for people: how many, then one per line with line, kind, place and text.
#[must_use]
pub fn doubts_list(draft: &Draft) -> String {
    let doubts = sorted(draft);
    let rows: Vec<[String; 4]> = doubts.iter().map(|it| row(draft, it)).collect();
    let widths = [0, 1, 2].map(|column| {
        let widths = rows.iter().map(|row| row[column].width());
        widths.max().unwrap_or(0).min(WIDEST_PLACE)
    });
    let mut out = total(&doubts);
    out.push('\n');
    for [line, kind, place, text] in &rows {
        let gap = |width: usize, text: &str| " ".repeat(width.saturating_sub(text.width()));
        let _ = writeln!(
            out,
            "{}{line}  {kind}{}  {place}{}  {text}",
            gap(widths[0], line),
            gap(widths[1], kind),
            gap(widths[2], place),
        );
    }
    out
}

fn row(draft: &Draft, doubt: &Doubt) -> [String; 4] {
    let line = match doubt.line {
        0 => "-".to_owned(),
        line => line.to_string(),
    };
    let place = match &doubt.target {
        None => "-".to_owned(),
        Some(target) => {
            let operation = draft.operations.get(target.operation);
            let name = operation.map_or("", |it| it.name.as_str());
            let subject = target.subject.as_str();
            match (draft.operations.len(), subject) {
                (_, "") => name.to_owned(),
                (0 | 1, subject) => subject.to_owned(),
                (_, subject) => format!("{name}: {subject}"),
            }
        }
    };
    let kind = doubt.kind.as_str().to_owned();
    [line, kind, one_line(&place), one_line(&doubt.text)]
}

/// `Doubts: 3 (2 lost-cell, 1 guess)`.
fn total(doubts: &[&Doubt]) -> String {
    let kinds: Vec<String> = KINDS
        .iter()
        .filter_map(|kind| {
            let count = doubts.iter().filter(|it| it.kind == *kind).count();
            (count > 0).then(|| format!("{count} {}", kind.as_str()))
        })
        .collect();
    if kinds.is_empty() {
        "Doubts: none".to_owned()
    } else {
        format!("Doubts: {} ({})", doubts.len(), kinds.join(", "))
    }
}

fn sorted(draft: &Draft) -> Vec<&Doubt> {
    let mut doubts: Vec<&Doubt> = draft.doubts.iter().collect();
    doubts.sort_by_key(|it| it.line);
    doubts
}

fn says(doubt: &Doubt) -> String {
    let (kind, text) = (doubt.kind.as_str(), one_line(&doubt.text));
    match doubt.line {
        0 => format!("{kind}: {text}"),
        line => format!("{kind}, line {line}: {text}"),
    }
}

fn one_line(text: &str) -> String {
    clean(text.trim())
}
