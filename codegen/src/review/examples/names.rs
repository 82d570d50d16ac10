//! Which parameter or field of one side is which of the other.

use std::collections::HashMap;

use crate::{diff::Change, request::placeholder, spec::Operation};

/// Subjects that are called otherwise on the other side: `query.size`, `response.items[].id`.
pub(super) struct Names {
    to_old: HashMap<String, String>,
    to_new: HashMap<String, String>,
}

/// A side.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum To {
    Old,
    New,
}

impl Names {
    pub(super) fn of(changes: &[Change], old: &Operation, new: &Operation) -> Self {
        let mut names = Self {
            to_old: HashMap::new(),
            to_new: HashMap::new(),
        };
        for change in changes {
            if let Some(was) = &change.was {
                names.add(was, &change.subject);
            }
        }
        // Placeholders of other names at the same places are no change of their own.
        let (before, after) = (placeholders(old), placeholders(new));
        if before.len() == after.len() {
            let renamed = before
                .iter()
                .zip(&after)
                .filter(|(old, new)| old != new && !after.contains(old) && !before.contains(new));
            for (old, new) in renamed {
                names.add(&format!("path.{old}"), &format!("path.{new}"));
            }
        }
        names
    }

    fn add(&mut self, old: &str, new: &str) {
        if old != new {
            self.to_new
                .entry(old.to_owned())
                .or_insert_with(|| new.to_owned());
            self.to_old
                .entry(new.to_owned())
                .or_insert_with(|| old.to_owned());
        }
    }

    /// What the subject is called on a side, if it is called otherwise there.
    pub(super) fn get(&self, subject: &str, to: To) -> Option<&str> {
        let map = match to {
            To::Old => &self.to_old,
            To::New => &self.to_new,
        };
        map.get(subject).map(String::as_str)
    }

    /// Whether something within the subject comes from elsewhere on a side.
    pub(super) fn has_within(&self, subject: &str, to: To) -> bool {
        let map = match to {
            To::Old => &self.to_old,
            To::New => &self.to_new,
        };
        map.keys().any(|it| {
            it.strip_prefix(subject)
                .is_some_and(|rest| rest.starts_with(['.', '[']))
        })
    }
}

fn placeholders(operation: &Operation) -> Vec<&str> {
    let parts = operation.path.value.split('/');
    parts
        .filter_map(|part| placeholder(part).map(|(_, name, _)| name))
        .collect()
}
