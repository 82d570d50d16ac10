//! What is left to a person, as comments beside the places that they are about.

use std::collections::HashSet;

use super::{
    edits::Edits,
    text::{Yaml, indent},
};
use crate::diff::{Change, Kind};

/// Longest value that is shown, in characters.
const LONGEST: usize = 80;

const START: &str = "# DOUBT, ";

/// Comments to be made.
#[derive(Default)]
pub(super) struct Doubts {
    /// Start of the line above which it stands, and the text.
    wanted: Vec<(usize, String)>,
}

impl Doubts {
    pub(super) fn add(&mut self, line: usize, change: &Change) {
        let doubt = (line, comment(change));
        if !self.wanted.contains(&doubt) {
            self.wanted.push(doubt);
        }
    }

    /// Makes the comments, keeps those that are there, and removes those that no longer hold.
    pub(super) fn write(self, spec: &Yaml<'_>, newline: &str, edits: &mut Edits) {
        let mut there = HashSet::new();
        let mut at = 0;
        let mut pending: Vec<(usize, usize)> = Vec::new();
        while at < spec.text.len() {
            let end = spec.line_end(at);
            let line = spec.text.get(at..end).unwrap_or_default();
            if is_doubt(line) {
                pending.push((at, end));
            } else if !line.trim_start().starts_with('#') {
                for (start, end) in pending.drain(..) {
                    let text = spec.text.get(start..end).unwrap_or_default().trim();
                    let doubt = (at, text.to_owned());
                    if self.wanted.contains(&doubt) && there.insert(doubt) {
                        continue;
                    }
                    edits.replace(start, end, "");
                }
            }
            at = end;
        }
        for (start, end) in pending {
            edits.replace(start, end, "");
        }
        for (line, text) in self.wanted {
            if there.contains(&(line, text.clone())) {
                continue;
            }
            let depth = indent(spec.text.get(line..).unwrap_or_default());
            edits.insert(line, format!("{:depth$}{text}{newline}", ""));
        }
    }
}

/// Whether a line is a comment made here, not one of a draft.
fn is_doubt(line: &str) -> bool {
    let Some(rest) = line.trim().strip_prefix(START) else {
        return false;
    };
    let rest = match rest.strip_prefix("not on the page: ") {
        Some(rest) => Some(rest),
        None => rest
            .strip_prefix("line ")
            .and_then(|rest| rest.split_once(" of the page: "))
            .filter(|(line, _)| line.bytes().all(|b| b.is_ascii_digit()))
            .map(|(_, rest)| rest),
    };
    let id = rest.and_then(|rest| rest.split(' ').next());
    id.is_some_and(|id| Kind::ALL.iter().any(|kind| kind.id() == id))
}

/// `# DOUBT, line 28 of the page: P17 query.page, optional became required: false → true`
fn comment(change: &Change) -> String {
    let place = if change.new.is_none() || change.new_at.line == 0 {
        "not on the page".to_owned()
    } else {
        format!("line {} of the page", change.new_at.line)
    };
    let subject = match change.subject.as_str() {
        "" => "operation",
        subject => subject,
    };
    let maybe = if change.possible_rename {
        " (possibly; confirm)"
    } else {
        ""
    };
    let values = match (&change.old, &change.new) {
        (Some(old), Some(new)) => format!(": {} → {}", shown(old), shown(new)),
        (Some(value), None) | (None, Some(value)) => format!(": {}", shown(value)),
        (None, None) => String::new(),
    };
    let text = format!(
        "{START}{place}: {} {}, {}{maybe}{values}",
        change.kind.id(),
        shown(subject),
        change.kind.sentence(),
    );
    text.trim_end().to_owned()
}

/// A value on one line, without signs that cannot be seen.
fn shown(value: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let clean: String = value
        .chars()
        .take(LONGEST + 1)
        .map(|c| if hidden(c) { ' ' } else { c })
        .collect();
    if clean.chars().count() > LONGEST {
        let cut: String = clean.chars().take(LONGEST).collect();
        format!("{}…", cut.trim_end())
    } else {
        clean
    }
}
