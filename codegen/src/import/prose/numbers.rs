//! Numbers with what stands behind them, and values as they are written in sentences.

use std::ops::Range;

use super::reader::Reader;
use crate::{
    import::words::words,
    model::{Kind, Literal},
};

/// What stands behind a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Suffix {
    /// Nothing that counts.
    None,
    /// An entry of the topic `counters`.
    Counter(String),
    /// An entry of the topic `units`.
    Unit(String),
}

/// A number of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    pub(super) digits: String,
    pub(super) suffix: Suffix,
}

impl Amount {
    /// As a literal.
    pub(super) fn literal(&self) -> Literal {
        if self.digits.contains('.') {
            Literal::Float(self.digits.clone())
        } else {
            Literal::Int(self.digits.clone())
        }
    }
}

impl Reader<'_> {
    /// The number in a range, with the words behind it. None if it is part of a longer number,
    /// a date, or the like.
    pub(super) fn amount(&self, range: &Range<usize>) -> Option<Amount> {
        let written = self.text.get(range.clone());
        let before = self.text.get(0..range.start).chars().next_back();
        let rest = self.text.get(range.end..self.text.text.len());
        let mut digits = written.replace([',', ' '], "");
        let bare = digits.strip_prefix('-').unwrap_or(&digits).to_owned();
        if bare.is_empty() || !bare.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
            return None;
        }
        if before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_')) {
            return None;
        }
        let mut after = rest.chars();
        if let Some(next @ ('.' | '-' | ':' | '/' | ',' | '~' | '%' | '_' | '0'..='9')) =
            after.next()
            && (next == '%' || next == '_' || after.next().is_some_and(|c| c.is_ascii_digit()))
            && next != ','
        {
            return None;
        }
        let (factor, rest) = match behind("multipliers", rest) {
            Some((entry, rest)) => (entry, rest),
            None => ("1".to_owned(), rest),
        };
        if let Some(zeros) = factor.strip_prefix('1').filter(|zeros| !zeros.is_empty()) {
            if digits.contains('.') {
                return None;
            }
            digits.push_str(zeros);
        }
        let counter = longest("counters", rest);
        let unit = longest("units", rest);
        let suffix = match (counter, unit) {
            (Some((_, long)), Some((unit, longer))) if longer > long => Suffix::Unit(unit),
            (Some((counter, _)), _) => Suffix::Counter(counter),
            (None, Some((unit, _))) => Suffix::Unit(unit),
            (None, None) => Suffix::None,
        };
        Some(Amount { digits, suffix })
    }

    /// A value as it stands in a sentence, in the type of what is described.
    pub(super) fn literal(&self, range: Range<usize>) -> Option<Literal> {
        let text = unquoted(self.text.original(range));
        literal(text, self.about.kind)
    }
}

/// A text without the quotes around it.
pub(super) fn unquoted(text: &str) -> &str {
    let quotes: &[char] = &['"', '\'', '`', '“', '”', '‘', '’', '＂'];
    text.trim().trim_matches(quotes)
}

/// A written value in a type; None if the type does not have it.
pub(super) fn literal(text: &str, kind: Option<Kind>) -> Option<Literal> {
    let boolean = match text.to_ascii_lowercase().as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    };
    let number = number(text);
    match kind {
        Some(Kind::String) => Some(Literal::Text(text.to_owned())),
        Some(Kind::Integer) => number.filter(|number| matches!(number, Literal::Int(_))),
        Some(Kind::Number) => number,
        Some(Kind::Boolean) => boolean.map(Literal::Bool),
        Some(Kind::Object) => None,
        Some(Kind::Array) | None => number
            .or(boolean.map(Literal::Bool))
            .or_else(|| Some(Literal::Text(text.to_owned()))),
    }
}

/// A number, if the text is one.
fn number(text: &str) -> Option<Literal> {
    let digits = text.replace(',', "");
    let bare = digits.strip_prefix('-').unwrap_or(&digits);
    let (whole, fraction) = bare.split_once('.').unwrap_or((bare, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !plain(whole) || !plain(fraction) {
        return None;
    }
    Some(if bare.contains('.') {
        Literal::Float(digits)
    } else {
        Literal::Int(digits)
    })
}

/// The entry of a topic whose word the text starts with, and the rest behind it.
pub(super) fn behind<'t>(topic: &str, text: &'t str) -> Option<(String, &'t str)> {
    let trimmed = text.trim_start_matches([' ', '-']);
    let (entry, length) = longest(topic, text)?;
    Some((entry, trimmed.get(length..).unwrap_or_default()))
}

/// The entry of a topic whose word the text starts with, and the length of that word.
pub(super) fn longest(topic: &str, text: &str) -> Option<(String, usize)> {
    let text = text.trim_start_matches([' ', '-']);
    words()
        .longest(topic)
        .iter()
        .find(|(word, _)| {
            text.strip_prefix(word.as_str()).is_some_and(|rest| {
                let ends_in_letter = word.ends_with(|c: char| c.is_ascii_alphanumeric());
                !(ends_in_letter && rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
            })
        })
        .map(|(word, entry)| (entry.clone(), word.len()))
}
