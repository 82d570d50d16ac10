//! For programs; reviews/DIFF.md describes it.

mod change;
mod example;
mod view;

#[cfg(test)]
mod tests;

pub(super) use change::node;
use serde::Serialize;

use crate::{doc, review::Report};

/// For programs; reviews/DIFF.md describes it.
#[must_use]
pub fn json(report: &Report) -> String {
    print(&view::Document::of(report))
}

/// A value as JSON on several lines. What cannot be seen stands only in strings, and is escaped there.
pub(super) fn print(value: &impl Serialize) -> String {
    use std::fmt::Write as _;

    // Strings, numbers and lists of them: this cannot fail.
    let plain = serde_json::to_string_pretty(value).unwrap_or_default() + "\n";
    let is_hidden = |letter: char| letter != '\n' && doc::is_hidden(letter);
    if !plain.contains(is_hidden) {
        return plain;
    }
    plain.chars().fold(String::new(), |mut out, letter| {
        if is_hidden(letter) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(letter);
        }
        out
    })
}
