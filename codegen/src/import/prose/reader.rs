//! What is at hand while a text is read: the text, what is known, what has been read of it.

use std::{collections::BTreeMap, ops::Range};

use regex::{Captures, Regex};

use super::{About, Said, folded::Folded};
use crate::import::words::words;

/// A text that is being read.
pub(super) struct Reader<'a> {
    pub(super) about: About<'a>,
    pub(super) text: Folded<'a>,
    pub(super) said: Said,
    /// Ranges of the folded text from which something was read.
    /// They do not overlap: each start with its end.
    taken: BTreeMap<usize, usize>,
    /// Ranges that a person has to look at, unless something is read from them later.
    open: Vec<Range<usize>>,
    /// Places that a person has to look at in any case.
    reported: Vec<usize>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(about: About<'a>, text: &'a str) -> Self {
        Self {
            about,
            text: Folded::new(text),
            said: Said::default(),
            taken: BTreeMap::new(),
            open: Vec::new(),
            reported: Vec::new(),
        }
    }

    /// The places of a topic's expressions that nobody has read yet, expression by expression.
    pub(super) fn found(&self, topic: &str) -> Vec<Found> {
        let mut all = Vec::new();
        for (entry, pattern) in words().patterns(topic) {
            for captures in pattern.captures_iter(&self.text.text) {
                let found = Found::new(entry, pattern, &captures);
                if !self.is_taken(&found.range) {
                    all.push(found);
                }
            }
        }
        all
    }

    /// Whether something was read from a part of the range.
    pub(super) fn is_taken(&self, range: &Range<usize>) -> bool {
        self.taken
            .range(..range.end)
            .next_back()
            .is_some_and(|(_, &end)| range.start < end)
    }

    /// Where the first thing begins that was read at or behind a place.
    pub(super) fn next_taken(&self, at: usize) -> Option<usize> {
        self.taken.range(at..).next().map(|(&start, _)| start)
    }

    /// Where the last thing ends that was read in front of a place.
    pub(super) fn last_taken(&self, at: usize) -> usize {
        self.taken
            .range(..at)
            .rev()
            .map(|(_, &end)| end)
            .find(|&end| end <= at)
            .unwrap_or(0)
    }

    /// Something was read from the range.
    pub(super) fn take(&mut self, range: Range<usize>) {
        let mut range = range;
        while let Some((&start, &end)) = self.taken.range(..range.end).next_back()
            && range.start < end
        {
            self.taken.remove(&start);
            range = range.start.min(start)..range.end.max(end);
        }
        if !range.is_empty() {
            self.taken.insert(range.start, range.end);
        }
    }

    /// The sentence around the range has to be looked at by a person, if nobody reads it after all.
    pub(super) fn leave(&mut self, range: Range<usize>) {
        self.open.push(range);
    }

    /// The sentence around the range has been understood, and has to be looked at by a person.
    pub(super) fn report(&mut self, range: Range<usize>) {
        self.reported.push(range.start);
        self.take(range);
    }

    /// Something was concluded from a weak sign.
    pub(super) fn guess(&mut self, text: String) {
        if !self.said.guesses.contains(&text) {
            self.said.guesses.push(text);
        }
    }

    /// The result, with the sentences that say something unread.
    pub(super) fn finish(mut self) -> Said {
        let mut open = std::mem::take(&mut self.reported);
        for range in std::mem::take(&mut self.open) {
            if !self.is_taken(&range) {
                open.push(range.start);
            }
        }
        for sentence in self.text.sentences() {
            for clause in self.text.clauses(sentence) {
                let read = self.is_taken(&clause);
                let contract = words()
                    .patterns("contract_patterns")
                    .iter()
                    .any(|(_, pattern)| pattern.is_match(self.text.get(clause.clone())));
                if contract && !read {
                    open.push(clause.start);
                }
            }
        }
        open.sort_unstable();
        let mut sentences: Vec<Range<usize>> =
            open.into_iter().map(|at| self.text.sentence(at)).collect();
        sentences.dedup();
        for sentence in sentences {
            let text = self.text.original(sentence).to_owned();
            if !text.is_empty() && self.said.unread.last() != Some(&text) {
                self.said.unread.push(text);
            }
        }
        self.said
    }
}

/// A place that an expression matches.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The expression's entry.
    pub(super) entry: String,
    /// The match, without the signs around it, which may belong to others too.
    pub(super) range: Range<usize>,
    /// Where the match ends, with the signs behind it.
    pub(super) end: usize,
    groups: Vec<(String, Range<usize>)>,
}

impl Found {
    fn new(entry: &str, pattern: &Regex, captures: &Captures<'_>) -> Self {
        let groups = pattern
            .capture_names()
            .flatten()
            .filter_map(|name| Some((name.to_owned(), captures.name(name)?.range())))
            .collect();
        let signs = [' ', ',', ';', '。', '.', ':', '\n', '(', ')', '[', ']'];
        let (whole, text) = captures
            .get(0)
            .map_or((0..0, ""), |whole| (whole.range(), whole.as_str()));
        let inner = text.trim_start_matches(signs);
        let start = whole.end - inner.len();
        let inner = inner.trim_end_matches(signs);
        Self {
            entry: entry.to_owned(),
            range: start..start + inner.len(),
            end: whole.end,
            groups,
        }
    }

    /// The range of a named group.
    pub(super) fn group(&self, name: &str) -> Option<Range<usize>> {
        self.groups
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, range)| range.clone())
    }
}
