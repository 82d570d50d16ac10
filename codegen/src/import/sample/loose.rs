//! Reads JSON and what is nearly JSON, from an opening brace on.
//!
//! What is JSON is read without repairs; everything else that had to be overlooked is listed. It
//! does not recurse, and takes time in proportion to the text that it consumes.

use std::{collections::HashSet, ops::Range};

use super::{
    chars,
    frame::{Frame, FrameKind},
    strings::Quotes,
};
use crate::json::{Json, JsonKind};

/// Deepest nesting that is read: that of JSON readers, and far more than examples have.
pub(super) const MAX_DEPTH: usize = 128;

/// Lines in a row that say nothing, before the rest is taken for something else than the sample.
const MAX_JUNK: usize = 3;

/// A value that was read.
#[derive(Debug)]
pub(super) struct Loose {
    /// Ranges count from the opening brace.
    pub(super) json: Json,
    /// Behind the closing brace.
    pub(super) end: usize,
    /// Where to go on looking: behind what was left out, if the closing brace is missing.
    pub(super) resume: usize,
    /// Whether something was left out of which nobody knows what it is.
    pub(super) junk: bool,
    /// Byte of the text, and what was overlooked there.
    pub(super) repairs: Vec<(usize, String)>,
}

/// Why nothing was read.
#[derive(Debug)]
pub(super) struct Failure {
    /// Where to go on looking.
    pub(super) end: usize,
    /// Where it became unreadable.
    pub(super) at: usize,
    /// What is wrong there.
    pub(super) reason: String,
}

/// Reads the value whose opening brace stands at `start`.
pub(super) fn read(code: &str, start: usize) -> Result<Loose, Failure> {
    let mut reader = Reader {
        code,
        start,
        at: start,
        end: start,
        frames: Vec::new(),
        expect: Expect::Item,
        comma: None,
        junk: Junk::default(),
        items: 0,
        repairs: Vec::new(),
        quotes: Quotes::default(),
        block_comments: true,
    };
    reader.open();
    loop {
        if let Some(json) = reader.step()? {
            return Ok(Loose {
                json,
                end: reader.end,
                resume: reader.at,
                junk: reader.junk.total > 0,
                repairs: reader.repairs,
            });
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expect {
    /// A member, an entry, or the end.
    Item,
    /// The value of a member.
    Value,
    /// A comma, or the end.
    Comma,
}

/// What stood between the members and is none.
#[derive(Debug, Default)]
pub(super) struct Junk {
    /// Since the last member.
    pub(super) run: usize,
    /// In all.
    total: usize,
    /// Where the run began, and how many repairs there were before it.
    pub(super) from: Option<(usize, usize)>,
}

pub(super) struct Reader<'a> {
    pub(super) code: &'a str,
    pub(super) start: usize,
    pub(super) at: usize,
    /// Behind the last thing that was understood.
    pub(super) end: usize,
    pub(super) frames: Vec<Frame>,
    pub(super) expect: Expect,
    pub(super) comma: Option<usize>,
    pub(super) junk: Junk,
    pub(super) items: usize,
    pub(super) repairs: Vec<(usize, String)>,
    pub(super) quotes: Quotes,
    /// Whether there may be a `*/` further on.
    pub(super) block_comments: bool,
}

impl Reader<'_> {
    pub(super) fn rest(&self) -> &str {
        self.code.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn repair(&mut self, at: usize, text: impl Into<String>) {
        self.repairs.push((at, text.into()));
    }

    pub(super) fn range(&self, from: usize, to: usize) -> Range<usize> {
        from - self.start..to - self.start
    }

    /// Does one thing; the value, if that was the end.
    fn step(&mut self) -> Result<Option<Json>, Failure> {
        self.space();
        let Some(c) = self.peek() else {
            return self.cut(self.code.len()).map(Some);
        };
        match (self.expect, c) {
            (Expect::Item | Expect::Comma, '}' | ']') => return Ok(self.close(c)),
            (Expect::Value, '}' | ']' | ',' | '，') => {
                self.no_value();
                self.expect = Expect::Comma;
            }
            (Expect::Item | Expect::Comma, ',' | '，' | ';' | '；') => self.separator(c),
            (Expect::Comma, _) => {
                if self.begins_item(c) {
                    self.repair(self.end, "a comma is missing");
                    self.expect = Expect::Item;
                    self.comma = None;
                } else {
                    return self.skip(self.at);
                }
            }
            (Expect::Item, _) => {
                let ellipsis = chars::ellipsis(self.rest());
                if ellipsis > 0 {
                    self.repair(self.at, "the rest is left out, as dots say");
                    self.at += ellipsis;
                    self.end = self.at;
                    self.expect = Expect::Comma;
                    self.comma = None;
                } else if self.in_object() {
                    return self.member(c);
                } else {
                    return self.value(c);
                }
            }
            (Expect::Value, _) => return self.value(c),
        }
        Ok(None)
    }

    fn in_object(&self) -> bool {
        matches!(
            self.frames.last().map(|frame| &frame.kind),
            Some(FrameKind::Object { .. })
        )
    }

    fn begins_item(&self, c: char) -> bool {
        if chars::opens(c) || chars::ellipsis(self.rest()) > 0 {
            return true;
        }
        if self.in_object() {
            return chars::bare_name(self.rest()).is_some();
        }
        let fresh_line = self
            .code
            .get(self.end..self.at)
            .is_some_and(|gap| gap.contains('\n'));
        matches!(c, '{' | '[') || fresh_line && (c == '-' || c.is_ascii_digit())
    }

    fn separator(&mut self, c: char) {
        if c != ',' {
            self.repair(self.at, format!("`{c}` in place of a comma"));
        } else if self.expect == Expect::Item {
            self.repair(self.at, "a comma too many");
        }
        self.comma = Some(self.at);
        self.at += c.len_utf8();
        self.end = self.at;
        self.expect = Expect::Item;
    }

    pub(super) fn no_value(&mut self) {
        let at = self.at;
        if let Some(Frame {
            kind: FrameKind::Object { name, .. },
            ..
        }) = self.frames.last_mut()
            && let Some((name, _)) = name.take()
        {
            self.repair(at, format!("`{}` has no value", chars::short(&name)));
        }
    }

    fn open(&mut self) {
        let kind = if self.peek() == Some('[') {
            FrameKind::List(Vec::new())
        } else {
            FrameKind::Object {
                members: Vec::new(),
                seen: HashSet::new(),
                name: None,
            }
        };
        self.frames.push(Frame {
            start: self.at,
            kind,
        });
        self.at += 1;
        self.end = self.at;
        self.expect = Expect::Item;
        self.comma = None;
        self.junk.run = 0;
        self.junk.from = None;
    }

    /// A name and its colon.
    fn member(&mut self, c: char) -> Result<Option<Json>, Failure> {
        let from = self.at;
        let before = self.repairs.len();
        let (name, range) = if chars::opens(c) && !matches!(c, '{' | '[') {
            let name = self.string(c, true);
            (name, self.range(from, self.at))
        } else if let Some(length) = chars::bare_name(self.rest()) {
            let name = self.rest().get(..length).unwrap_or_default().to_owned();
            self.repair(from, format!("`{}` without quotes", chars::short(&name)));
            self.at += length;
            (name, self.range(from, self.at))
        } else {
            return self.skip(from);
        };
        self.space();
        let colon = chars::colon(self.rest());
        if colon == 0 {
            self.repairs.truncate(before);
            if !name.is_empty() && chars::ellipsis(&name) == name.len() {
                self.repair(from, "the rest is left out, as dots say");
                self.end = self.at;
                self.expect = Expect::Comma;
                self.comma = None;
                return Ok(None);
            }
            return self.skip(from);
        }
        if self.peek() != Some(':') {
            let sign = self.rest().get(..colon).unwrap_or_default().to_owned();
            self.repair(self.at, format!("`{sign}` in place of a colon"));
        }
        self.at += colon;
        self.end = self.at;
        self.expect = Expect::Value;
        if let Some(Frame {
            kind: FrameKind::Object { name: pending, .. },
            ..
        }) = self.frames.last_mut()
        {
            *pending = Some((name, range));
        }
        Ok(None)
    }

    fn value(&mut self, c: char) -> Result<Option<Json>, Failure> {
        let from = self.at;
        if matches!(c, '{' | '[') && !chars::placeholder_braces(self.rest()) {
            if self.frames.len() >= MAX_DEPTH {
                return Err(Failure {
                    end: chars::balanced(self.code, self.start),
                    at: from,
                    reason: format!("nested deeper than {MAX_DEPTH} levels"),
                });
            }
            self.open();
            return Ok(None);
        }
        let kind = if chars::opens(c) && c != '{' {
            JsonKind::Text(self.string(c, false))
        } else if let Some(kind) = self.bare() {
            kind
        } else {
            self.no_value();
            return self.skip(from);
        };
        let range = self.range(from, self.at);
        self.end = self.at;
        self.add(Json { range, kind });
        Ok(None)
    }

    /// Whether the next thing of the page begins here, so that the closing brace has been lost.
    fn begins_anew(&self) -> bool {
        let before = self.code.get(self.end..self.at).unwrap_or_default();
        let rest = self.rest();
        before.contains('\n')
            && (rest.starts_with("HTTP/") || self.in_object() && rest.starts_with(['{', '[']))
    }

    /// Leaves out what is no member, up to the end of the line or the next brace.
    fn skip(&mut self, from: usize) -> Result<Option<Json>, Failure> {
        self.at = from;
        if self.begins_anew() {
            return self.cut(from).map(Some);
        }
        let rest = self.rest();
        let length = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| matches!(c, '\n' | '}' | ']'))
            .map_or(rest.len(), |(at, _)| at);
        let junk = rest.get(..length).unwrap_or_default().trim();
        // Statements are code, not a sample.
        let weight = if junk.ends_with([';', '{', '(']) {
            MAX_JUNK
        } else {
            1
        };
        let text = format!("left out: `{}`", chars::short(junk));
        self.junk.from.get_or_insert((from, self.repairs.len()));
        self.repair(from, text);
        self.at += length;
        self.junk.run += weight;
        self.junk.total += weight;
        self.expect = Expect::Comma;
        self.comma = None;
        if self.junk.total > self.items + MAX_JUNK {
            return Err(self.hopeless(self.at, "most of what is in the braces is no JSON"));
        }
        if self.junk.run > MAX_JUNK {
            return self.cut(self.at).map(Some);
        }
        Ok(None)
    }
}
