//! Finds the JSON of a text.

use super::{Body, Lines, Unread, chars, loose};
use crate::model::{At, Fact};

/// Most repairs that are listed one by one.
const MAX_REPAIRS: usize = 200;

/// Brackets within brackets that are looked into for what speaks for JSON.
const LOOK: usize = 8;

/// Longest comment that may stand in front of the first name.
const COMMENT: usize = 512;

/// The JSON of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bodies {
    /// What was read.
    pub(crate) bodies: Vec<Body>,
    /// What begins like JSON and could not be read.
    pub(crate) unread: Vec<Unread>,
}

/// Every JSON object or array of a text that begins on the line.
pub(crate) fn bodies(code: &str, line: u32) -> Bodies {
    let lines = Lines::new(code, line);
    let mut found = Bodies::default();
    let mut at = 0;
    while let Some(start) = next_brace(code, at) {
        at = match body(code, start, &lines) {
            Found::Nothing(resume) => resume,
            Found::Body(body, resume) => {
                found.bodies.push(body);
                resume
            }
            Found::Unread(unread, resume) => {
                found.unread.push(unread);
                resume
            }
        }
        .max(start + 1);
    }
    found
}

/// What begins at a brace, and where to go on looking.
pub(super) enum Found {
    Nothing(usize),
    Body(Body, usize),
    Unread(Unread, usize),
}

/// Reads what begins at a brace.
pub(super) fn body(code: &str, start: usize, lines: &Lines) -> Found {
    let sign = sign(code, start);
    if sign == Sign::None {
        return Found::Nothing(start + 1);
    }
    match loose::read(code, start) {
        Ok(read) if sign == Sign::Weak && read.junk => Found::Unread(
            Unread {
                line: lines.at(start),
                reason: "braces without names in quotes, and not all of it reads like JSON"
                    .to_owned(),
            },
            read.resume,
        ),
        Ok(read) => {
            let body = Body {
                json: read.json,
                text: code.get(start..read.end).unwrap_or_default().to_owned(),
                line: lines.at(start),
                range: start..read.end,
                repairs: repairs(read.repairs, lines),
            };
            Found::Body(body, read.resume)
        }
        Err(failure) if sign == Sign::Weak => Found::Nothing(failure.end),
        Err(failure) => Found::Unread(
            Unread {
                line: lines.at(start),
                reason: format!(
                    "this JSON was not read: {} (line {})",
                    failure.reason,
                    lines.at(failure.at)
                ),
            },
            failure.end,
        ),
    }
}

fn repairs(repairs: Vec<(usize, String)>, lines: &Lines) -> Vec<Fact<String>> {
    let more = repairs.len().saturating_sub(MAX_REPAIRS);
    let next = repairs.get(MAX_REPAIRS).map(|(at, _)| lines.at(*at));
    let mut facts: Vec<Fact<String>> = Vec::new();
    for (at, text) in repairs.into_iter().take(MAX_REPAIRS) {
        let fact = Fact::new(
            text,
            At {
                file: 0,
                line: lines.at(at),
            },
        );
        if facts.last() != Some(&fact) {
            facts.push(fact);
        }
    }
    if let Some(line) = next {
        facts.push(Fact::new(
            format!("{more} more of the kind"),
            At { file: 0, line },
        ));
    }
    facts
}

/// The next opening brace.
pub(super) fn next_brace(code: &str, from: usize) -> Option<usize> {
    code.get(from..)?
        .find(['{', '['])
        .map(|offset| from + offset)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A template's placeholder, a block of code, an index.
    None,
    /// JSON if it can be read as such.
    Weak,
    /// JSON, or what is left of it.
    Strong,
}

/// What speaks for JSON at an opening brace.
fn sign(code: &str, start: usize) -> Sign {
    let text = code.get(start..).unwrap_or_default();
    let inner = peel(text.get(1..).unwrap_or_default());
    if text.starts_with('{') {
        if chars::quoted_name(inner) {
            return Sign::Strong;
        }
        let weak = inner.starts_with('}')
            || chars::bare_name(inner).is_some()
            || chars::ellipsis(inner) > 0;
        return if weak && alone(code, start) {
            Sign::Weak
        } else {
            Sign::None
        };
    }
    let mut nested = inner;
    for _ in 0..LOOK {
        match nested.chars().next() {
            Some('[') => nested = peel(nested.get(1..).unwrap_or_default()),
            Some('{') if chars::quoted_name(peel(nested.get(1..).unwrap_or_default())) => {
                return Sign::Strong;
            }
            Some('{' | ']' | '-' | '"' | '\'' | '“' | 't' | 'f' | 'n') if alone(code, start) => {
                return Sign::Weak;
            }
            Some(c)
                if (c.is_ascii_digit() || chars::ellipsis(nested) > 0) && alone(code, start) =>
            {
                return Sign::Weak;
            }
            _ => return Sign::None,
        }
    }
    if alone(code, start) {
        Sign::Weak
    } else {
        Sign::None
    }
}

/// Takes white space and comments off the start, not too many of them.
fn peel(text: &str) -> &str {
    let mut rest = text;
    for _ in 0..8 {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || chars::odd_space(c));
        let close = if rest.starts_with("//") || rest.starts_with('#') {
            "\n"
        } else if rest.starts_with("/*") {
            "*/"
        } else {
            break;
        };
        let near = rest.char_indices().nth(COMMENT);
        let near = near.map_or(rest, |(at, _)| rest.get(..at).unwrap_or_default());
        let Some(end) = near.find(close) else {
            break;
        };
        rest = rest.get(end + close.len()..).unwrap_or_default();
    }
    rest
}

/// Whether nothing but space, a quote or a label stands before it on its line.
fn alone(code: &str, start: usize) -> bool {
    let before = code.get(..start).unwrap_or_default();
    before
        .trim_end_matches([' ', '\t', '\u{a0}', '\u{3000}'])
        .chars()
        .next_back()
        .is_none_or(|c| matches!(c, '\n' | '\r' | '\'' | ':' | '：' | '\u{feff}' | '\u{200b}'))
}
