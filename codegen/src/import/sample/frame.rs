//! Objects and lists of nearly-JSON that are open, and how they are closed.

use std::{collections::HashSet, ops::Range};

use super::{
    chars,
    loose::{Expect, Failure, Reader},
};
use crate::json::{Json, JsonKind};

/// Objects with more members than this look up their names in a set.
const FEW: usize = 16;

pub(super) struct Frame {
    pub(super) start: usize,
    pub(super) kind: FrameKind,
}

pub(super) enum FrameKind {
    List(Vec<Json>),
    Object {
        members: Vec<(String, Range<usize>, Json)>,
        /// The names, once there are many.
        seen: HashSet<String>,
        name: Option<(String, Range<usize>)>,
    },
}

impl Frame {
    fn closer(&self) -> char {
        match self.kind {
            FrameKind::List(_) => ']',
            FrameKind::Object { .. } => '}',
        }
    }
}

impl Reader<'_> {
    /// Hands a value to the object or list that it stands in.
    pub(super) fn add(&mut self, json: Json) {
        self.items += 1;
        self.junk.run = 0;
        self.junk.from = None;
        self.expect = Expect::Comma;
        self.comma = None;
        let base = self.start;
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        match &mut frame.kind {
            FrameKind::List(items) => items.push(json),
            FrameKind::Object {
                members,
                seen,
                name,
            } => {
                let Some((name, range)) = name.take() else {
                    return;
                };
                let known = if members.len() < FEW {
                    members.iter().any(|(known, ..)| *known == name)
                } else {
                    if seen.is_empty() {
                        seen.extend(members.iter().map(|(name, ..)| name.clone()));
                    }
                    !seen.insert(name.clone())
                };
                if known {
                    let at = base + range.start;
                    let text = format!(
                        "`{}` stands in the object twice; the first counts",
                        chars::short(&name)
                    );
                    self.repair(at, text);
                } else {
                    members.push((name, range, json));
                }
            }
        }
    }

    pub(super) fn close(&mut self, c: char) -> Option<Json> {
        let frame = self.frames.last()?;
        let closer = frame.closer();
        if closer != c {
            if self.frames.iter().any(|frame| frame.closer() == c) {
                self.repair(self.at, format!("`{closer}` is missing"));
                return self.pop();
            }
            self.repair(self.at, format!("a `{c}` too many"));
            self.at += 1;
            return None;
        }
        if let Some(comma) = self.comma {
            self.repair(comma, "a comma behind the last entry");
        }
        self.at += 1;
        self.end = self.at;
        self.pop()
    }

    fn pop(&mut self) -> Option<Json> {
        let frame = self.frames.pop()?;
        let json = Json {
            range: self.range(frame.start, self.end),
            kind: match frame.kind {
                FrameKind::List(items) => JsonKind::List(items),
                FrameKind::Object { members, .. } => JsonKind::Object(members),
            },
        };
        if self.frames.is_empty() {
            return Some(json);
        }
        self.add(json);
        None
    }

    /// The text ends within the value.
    pub(super) fn cut(&mut self, at: usize) -> Result<Json, Failure> {
        if let Some((_, repairs)) = self.junk.from {
            self.repairs.truncate(repairs);
        }
        self.no_value();
        if self.items == 0 {
            return Err(self.hopeless(at, "braces are opened, and nothing in them was read"));
        }
        let closers: String = self.frames.iter().rev().map(Frame::closer).collect();
        self.repair(self.end, format!("the sample ends without its `{closers}`"));
        loop {
            if let Some(json) = self.pop() {
                return Ok(json);
            }
            if self.frames.is_empty() {
                return Err(self.hopeless(at, "braces are opened and not closed"));
            }
        }
    }

    pub(super) fn hopeless(&self, at: usize, reason: &str) -> Failure {
        Failure {
            end: at.max(self.start + 1),
            at: self.end,
            reason: reason.to_owned(),
        }
    }
}
