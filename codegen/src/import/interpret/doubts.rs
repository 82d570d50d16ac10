//! Doubts as they come up, each with the place of the draft that it is about.

use std::collections::HashMap;

use crate::import::{Doubt, DoubtKind, Target};

/// Collects doubts.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    found: Vec<Doubt>,
    /// Those of the reader that wait for their place, by line.
    by_line: HashMap<u32, Vec<usize>>,
    /// Index of the operation that is being made.
    pub(super) operation: usize,
}

impl Doubts {
    /// Begins with those of the reader.
    pub(super) fn new(found: Vec<Doubt>) -> Self {
        let mut by_line: HashMap<u32, Vec<usize>> = HashMap::new();
        for (index, doubt) in found.iter().enumerate() {
            by_line.entry(doubt.line).or_default().push(index);
        }
        Self {
            found,
            by_line,
            operation: 0,
        }
    }

    /// Adds a doubt about a place of the current operation.
    pub(super) fn add(&mut self, line: u32, kind: DoubtKind, text: String, subject: &str) {
        self.found.push(Doubt {
            line,
            kind,
            text,
            target: Some(Target {
                operation: self.operation,
                subject: subject.to_owned(),
            }),
        });
    }

    /// Adds a doubt about the page.
    pub(super) fn page(&mut self, line: u32, kind: DoubtKind, text: String) {
        self.found.push(Doubt {
            line,
            kind,
            text,
            target: None,
        });
    }

    /// Gives the reader's doubts about a line their place.
    pub(super) fn target(&mut self, line: u32, subject: &str) {
        for index in self.by_line.get(&line).into_iter().flatten() {
            if let Some(doubt) = self.found.get_mut(*index)
                && doubt.target.is_none()
            {
                doubt.target = Some(Target {
                    operation: self.operation,
                    subject: subject.to_owned(),
                });
            }
        }
    }

    /// Follows a place that has another name now.
    pub(super) fn rename(&mut self, old: &str, new: &str) {
        for target in self
            .found
            .iter_mut()
            .filter_map(|doubt| doubt.target.as_mut())
        {
            if target.operation == self.operation && target.subject == old {
                new.clone_into(&mut target.subject);
            }
        }
    }

    /// Something of the current operation that seemed to be missing was found after all.
    pub(super) fn instead_of_missing(&mut self, line: u32, what: &str, guess: &str) {
        let operation = self.operation;
        let missing = format!("the page gives no {what}");
        self.found.retain(|doubt| {
            let here = doubt
                .target
                .as_ref()
                .is_some_and(|it| it.operation == operation);
            !(here && doubt.kind == DoubtKind::Missing && doubt.text == missing)
        });
        self.add(line, DoubtKind::Guess, guess.to_owned(), "");
    }

    /// All of them, by line, without doubles.
    pub(super) fn finish(self) -> Vec<Doubt> {
        let mut found = self.found;
        found.sort_by(|a, b| {
            (a.line, a.kind, &a.target, &a.text).cmp(&(b.line, b.kind, &b.target, &b.text))
        });
        found.dedup();
        found
    }
}
