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
    /// Where sentences end: the sign, and what follows it.
    ends: Vec<(usize, usize)>,
    /// Where lines end.
    breaks: Vec<usize>,
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
            ends: ends(&text),
            breaks: text.match_indices('\n').map(|(at, _)| at).collect(),
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
        let breaks = self.breaks.partition_point(|&line| line < at);
        u32::try_from(breaks).unwrap_or(u32::MAX)
    }

    /// The sentence around a place, without the sign at its end.
    pub(super) fn sentence(&self, at: usize) -> Range<usize> {
        let index = self.ends.partition_point(|&(_, end)| end <= at);
        let start = index
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .map_or(0, |&(_, end)| end);
        let end = self
            .ends
            .get(index)
            .map_or(self.text.len(), |&(sign, _)| sign);
        self.trimmed(start..end.max(start))
    }

    /// All sentences.
    pub(super) fn sentences(&self) -> Vec<Range<usize>> {
        let mut all = Vec::new();
        let mut start = 0;
        for &(sign, end) in &self.ends {
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

/// Where the sentences of a text end: the sign, and what follows it.
fn ends(text: &str) -> Vec<(usize, usize)> {
    let abbreviations = words().longest("abbreviations");
    let ended = |at: usize, c: char, end: usize| {
        let next = text.get(end..).and_then(|rest| rest.chars().next());
        let before = text.get(..at).unwrap_or_default();
        match c {
            '。' | ';' | '!' | '?' | '\n' => true,
            '.' => {
                next.is_none_or(char::is_whitespace)
                    && !abbreviations
                        .iter()
                        .any(|(short, _)| before.ends_with(short.as_str()))
            }
            // A sign of a list in a line.
            '-' => before.ends_with(' ') && next == Some(' '),
            _ => false,
        }
    };
    text.char_indices()
        .map(|(at, c)| (at, c, at + c.len_utf8()))
        .filter(|&(at, c, end)| ended(at, c, end))
        .map(|(at, _, end)| (at, end))
        .collect()
}
