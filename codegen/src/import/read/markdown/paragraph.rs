//! The lines of a paragraph, with where they stand.

use std::ops::Range;

use super::super::html;

/// A paragraph that is being read.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// Where each line begins, and its text.
    pub(super) lines: Vec<(usize, String)>,
    range: Option<Range<usize>>,
    /// Whether the next text begins a line.
    ended: bool,
    /// Whether HTML that is more than marks stands in it.
    pub(super) structure: bool,
}

impl Paragraph {
    /// Adds text.
    pub(super) fn push(&mut self, text: &str, range: &Range<usize>) {
        self.reach(range);
        if self.lines.is_empty() || std::mem::take(&mut self.ended) {
            self.lines.push((range.start, String::new()));
        }
        if let Some((_, line)) = self.lines.last_mut() {
            line.extend(text.chars().filter(|c| !html::is_zero_width(*c)));
        }
    }

    /// Ends the line.
    pub(super) fn end_line(&mut self) {
        self.ended = true;
    }

    /// Adds HTML that has to be read as such.
    pub(super) fn structure(&mut self, range: &Range<usize>) {
        self.reach(range);
        self.structure = true;
    }

    fn reach(&mut self, range: &Range<usize>) {
        let known = self.range.get_or_insert_with(|| range.clone());
        known.end = known.end.max(range.end);
    }

    /// Its place, if it has anything.
    pub(super) fn range(&self) -> Option<Range<usize>> {
        self.range.clone()
    }
}
