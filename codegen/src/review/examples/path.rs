//! Ways to values, as the client's errors write them.

use crate::doc;

/// The way to a value.
#[derive(Clone, Debug, Default)]
pub(super) struct Path(Vec<Step>);

#[derive(Clone, Debug)]
pub(super) enum Step {
    Member(String),
    Index(usize),
}

impl Path {
    pub(super) fn push(&mut self, step: Step) {
        self.0.push(step);
    }

    /// The way one step further.
    pub(super) fn with(&self, step: Step) -> Self {
        let mut path = self.clone();
        path.push(step);
        path
    }

    pub(super) fn pop(&mut self) {
        self.0.pop();
    }

    /// As the client writes it.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        for step in &self.0 {
            match step {
                Step::Index(index) => out.extend(["[", &index.to_string(), "]"]),
                Step::Member(name) if !is_plain(name) => {
                    out.extend(["[\"", &escaped(name), "\"]"]);
                }
                Step::Member(name) if out.is_empty() => out.push_str(name),
                Step::Member(name) => out.extend([".", name]),
            }
        }
        out
    }
}

/// Whether a name can stand in a path without quotes.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}

fn escaped(name: &str) -> String {
    name.chars().fold(String::new(), |mut out, letter| {
        if doc::is_hidden(letter) {
            out.extend(letter.escape_default());
        } else {
            out.push(letter);
        }
        out
    })
}
