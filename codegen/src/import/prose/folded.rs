//! A text in the form in which expressions look at it, with the way back to the page's own words.

use std::ops::Range;

use crate::import::words::{narrow, words};

/// Lower case, ASCII forms of full-width signs, no emphasis.
#[derive(Debug)]
pub(super) struct Folded<'a> {
    original: &'a str,
    /// What expressions see.
    pub(super) text: String,
    /// For each byte of `text`, and for its end: the place in `original`.
    places: Vec<usize>,
}

impl<'a> Folded<'a> {
    /// Folds a text.
    pub(super) fn new(original: &'a str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut places = Vec::with_capacity(original.len() + 1);
        let mut chars = original.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if matches!(c, '\u{200b}' | '\u{feff}' | '\r') {
                continue;
            }
            if c == '*' && chars.next_if(|(_, next)| *next == '*').is_some() {
                continue;
            }
            // Between the members of a list it is weaker than a comma, so it stays.
            let folded = if c == '、' { c } else { narrow(c) };
            text.push(match folded {
                '\t' => ' ',
                other => other.to_ascii_lowercase(),
            });
            places.resize(text.len(), at);
        }
        places.push(original.len());
        Self {
            original,
            text,
            places,
        }
    }

    /// The folded text of a range.
    pub(super) fn get(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The page's own words of a range.
    pub(super) fn original(&self, range: Range<usize>) -> &'a str {
        let place = |at: usize| self.places.get(at).copied().unwrap_or(self.original.len());
        self.original
            .get(place(range.start)..place(range.end))
            .unwrap_or_default()
            .trim()
    }

    /// Number of line breaks in front of a place.
    pub(super) fn lines_before(&self, at: usize) -> u32 {
        let breaks = self.get(0..at).bytes().filter(|&b| b == b'\n').count();
        u32::try_from(breaks).unwrap_or(u32::MAX)
    }

    /// The sentence around a place, without the sign at its end.
    pub(super) fn sentence(&self, at: usize) -> Range<usize> {
        let at = at.min(self.text.len());
        let start = ends(self.get(0..at), &self.text)
            .last()
            .map_or(0, |(_, end)| end);
        let rest = self.text.get(start..).unwrap_or_default();
        let end = ends(rest, rest)
            .map(|(sign, _)| start + sign)
            .find(|&sign| sign >= at)
            .unwrap_or(self.text.len());
        self.trimmed(start..end.max(start))
    }

    /// All sentences.
    pub(super) fn sentences(&self) -> Vec<Range<usize>> {
        let mut all = Vec::new();
        let mut start = 0;
        for (sign, end) in ends(&self.text, &self.text) {
            all.push(self.trimmed(start..sign));
            start = end;
        }
        all.push(self.trimmed(start..self.text.len()));
        all.retain(|range| !range.is_empty());
        all
    }

    /// The parts of a sentence that commas separate.
    pub(super) fn clauses(&self, sentence: Range<usize>) -> Vec<Range<usize>> {
        let mut all = Vec::new();
        let mut start = sentence.start;
        let text = self.get(sentence.clone());
        for (at, _) in text.match_indices(',') {
            all.push(start..sentence.start + at);
            start = sentence.start + at + 1;
        }
        all.push(start..sentence.end);
        all
    }

    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let text = self.get(range.clone());
        let start = range.end - text.trim_start().len();
        start..start + text.trim().len()
    }
}

/// Where sentences of `text` end: the sign, and what follows it. `whole` continues behind `text`.
fn ends<'t>(text: &'t str, whole: &'t str) -> impl Iterator<Item = (usize, usize)> + 't {
    text.char_indices().filter_map(move |(at, c)| {
        let end = at + c.len_utf8();
        let next = whole.get(end..).and_then(|rest| rest.chars().next());
        let ended = match c {
            '。' | ';' | '!' | '?' | '\n' => true,
            '.' => {
                let word = text.get(..at).unwrap_or_default();
                next.is_none_or(char::is_whitespace)
                    && !words()
                        .longest("abbreviations")
                        .iter()
                        .any(|(short, _)| word.ends_with(short.as_str()))
            }
            // A sign of a list in a line.
            '-' => {
                let before = text.get(..at).and_then(|text| text.chars().next_back());
                before == Some(' ') && next == Some(' ')
            }
            _ => false,
        };
        ended.then_some((at, end))
    })
}
