//! Edits of a text, made all at once.

/// What is to be replaced by what, in bytes of the text as it was.
#[derive(Default)]
pub(super) struct Edits {
    list: Vec<(usize, usize, String)>,
}

impl Edits {
    /// Replaces a stretch. `false` if another edit has touched it, which changes nothing.
    pub(super) fn replace(&mut self, start: usize, end: usize, with: impl Into<String>) -> bool {
        let overlaps = self.list.iter().any(|(from, to, _)| {
            if from == to {
                start < *from && *from < end
            } else {
                start < *to && *from < end || start == end && *from < start && start < *to
            }
        });
        if !overlaps {
            self.list.push((start, end, with.into()));
        }
        !overlaps
    }

    /// Inserts a text; what is inserted at the same place later follows it.
    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) -> bool {
        self.replace(at, at, text)
    }

    /// The text with all edits.
    pub(super) fn apply(mut self, text: &str) -> String {
        // Stable: insertions at one place stay in order, and stand before a replacement there.
        self.list.sort_by_key(|(start, end, _)| (*start, *end));
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for (start, end, with) in &self.list {
            out.push_str(text.get(at..*start).unwrap_or_default());
            out.push_str(with);
            at = *end;
        }
        out.push_str(text.get(at..).unwrap_or_default());
        out
    }
}
