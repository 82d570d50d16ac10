//! Where parts of a value stand in the file.

use super::reader::Reader;
use crate::{
    diagnostic::Place,
    yaml::{Kind, Node, Style},
};

impl Reader<'_> {
    /// For each line of a text, where it starts in the file; empty if unknown.
    pub(super) fn lines_of(&self, node: &Node, value: &str) -> Vec<usize> {
        let Kind::Scalar { style, .. } = &node.kind else {
            return Vec::new();
        };
        let start = node.place.start;
        match style {
            Style::Plain if self.text.get(start..node.place.end) == Some(value) => vec![start],
            // Without escapes, what stands between the quotes is the text.
            Style::Quoted
                if self.text.get(start + 1..node.place.end.saturating_sub(1)) == Some(value) =>
            {
                vec![start + 1]
            }
            Style::Literal => self.lines_of_block(start, value).unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    fn lines_of_block(&self, start: usize, value: &str) -> Option<Vec<usize>> {
        // The span starts at the first text; lines before it may be blank.
        let mut at = self.text[..start].rfind('\n').map_or(0, |n| n + 1);
        let mut lines = Vec::new();
        for line in value.split('\n') {
            let raw = self.text.get(at..)?.split('\n').next().unwrap_or_default();
            let source = raw.strip_suffix('\r').unwrap_or(raw);
            if source.ends_with(line) {
                lines.push(at + source.len() - line.len());
            } else if line.is_empty() {
                lines.push(at);
            } else {
                return None;
            }
            at = (at + raw.len() + 1).min(self.text.len());
        }
        Some(lines)
    }

    /// Where a part of a text stands, if it stands there as it is.
    pub(super) fn within(&self, place: Place, part: &str) -> Place {
        let written = self.text.get(place.start..place.end).unwrap_or_default();
        written.rfind(part).map_or(place, |at| {
            Place::new(place.file, place.start + at, place.start + at + part.len())
        })
    }

    /// A caret under a whole map helps nobody: its first line does.
    pub(super) fn first_line(&self, node: &Node) -> Place {
        let place = node.place;
        let stretch = self.text.get(place.start..place.end).unwrap_or_default();
        let length = stretch.lines().next().unwrap_or_default().trim_end().len();
        Place::new(place.file, place.start, place.start + length)
    }
}
