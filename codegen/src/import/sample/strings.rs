//! Strings, words and white space of nearly-JSON.

use super::{chars, loose::Reader};
use crate::json::JsonKind;

/// What is known about the quotes further on.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    /// Quotes that open no string of several lines any more: one of them is never closed.
    never: Vec<char>,
}

impl Reader<'_> {
    /// White space and comments.
    pub(super) fn space(&mut self) {
        while let Some(c) = self.peek() {
            let at = self.at;
            match c {
                ' ' | '\t' | '\r' | '\n' => self.at += 1,
                '#' => self.line_comment(1),
                '/' if self.rest().starts_with("//") => self.line_comment(2),
                '/' if self.rest().starts_with("/*") => {
                    let end = self
                        .block_comments
                        .then(|| self.rest().find("*/"))
                        .flatten();
                    self.block_comments = end.is_some();
                    let Some(end) = end else {
                        self.line_comment(2);
                        continue;
                    };
                    let text = chars::short(self.rest().get(2..end).unwrap_or_default());
                    self.at += end + 2;
                    self.repair(at, format!("a comment: `{text}`"));
                }
                _ if chars::odd_space(c) => {
                    self.at += c.len_utf8();
                    let text = format!("U+{:04X} between the signs", u32::from(c));
                    if self.repairs.last().is_none_or(|(_, last)| *last != text) {
                        self.repair(at, text);
                    }
                }
                _ => break,
            }
        }
    }

    fn line_comment(&mut self, mark: usize) {
        let rest = self.rest();
        let end = rest.find('\n').unwrap_or(rest.len());
        let text = chars::short(rest.get(mark..end).unwrap_or_default());
        self.repair(self.at, format!("a comment: `{text}`"));
        self.at += end;
    }

    /// A string from its opening quote on.
    pub(super) fn string(&mut self, open: char, name: bool) -> String {
        let start = self.at;
        let before = self.repairs.len();
        if open != '"' {
            self.repair(start, format!("a string in `{open}`"));
        }
        let lines = !name && !self.quotes.never.contains(&open);
        if let Some(text) = self.scan(open, name, lines) {
            return text;
        }
        // Nowhere closed: it ends with its line, and so do the others of its kind.
        if lines {
            self.quotes.never.push(open);
            self.at = start;
            self.repairs.truncate(before);
            if let Some(text) = self.scan(open, name, false) {
                return text;
            }
        }
        self.unclosed(start, open, self.code.len())
    }

    /// Reads up to the closing quote; nothing if the text ends before it.
    fn scan(&mut self, open: char, name: bool, lines: bool) -> Option<String> {
        let start = self.at;
        let body = self.code.get(start + open.len_utf8()..)?;
        let base = start + open.len_utf8();
        let mut text = String::new();
        let mut signs = body.char_indices().peekable();
        while let Some((offset, c)) = signs.next() {
            let at = base + offset;
            let after = at + c.len_utf8();
            let curly = name && open == '"' && matches!(c, '“' | '”') && {
                let rest = self.code.get(after..).unwrap_or_default();
                chars::colon(rest.trim_start_matches([' ', '\t'])) > 0
            };
            if chars::closes(open, c) || curly {
                if curly {
                    self.repair(at, format!("`{c}` closes a string"));
                }
                self.at = after;
                return Some(text);
            }
            match c {
                '\\' => {
                    let rest = self.code.get(after..).unwrap_or_default();
                    let (sign, length) = unescape(rest);
                    if let Some(sign) = sign {
                        text.push(sign);
                    } else {
                        text.push('\\');
                        self.repair(at, "a `\\` that begins no escape of JSON");
                    }
                    let end = offset + 1 + length;
                    while signs.peek().is_some_and(|(next, _)| *next < end) {
                        signs.next();
                    }
                }
                '\n' => {
                    let rest = self.code.get(after..).unwrap_or_default();
                    if !lines || continues_outside(rest) {
                        return Some(self.unclosed(start, open, at));
                    }
                    self.repair(at, "a line break in a string");
                    text.push('\n');
                }
                '\r' if signs.peek().is_some_and(|(_, next)| *next == '\n') => {}
                c if c < ' ' => {
                    let sign = format!("U+{:04X} in a string", u32::from(c));
                    self.repair(at, sign);
                    text.push(c);
                }
                c => text.push(c),
            }
        }
        None
    }

    /// A string that ends with its line: what stands before a last comma or brace.
    fn unclosed(&mut self, start: usize, open: char, end: usize) -> String {
        self.repair(start, format!("a string without its closing `{open}`"));
        let from = start + open.len_utf8();
        let line = self.code.get(from..end).unwrap_or_default();
        let text = line.trim_end();
        let text = text.strip_suffix(',').unwrap_or(text).trim_end();
        self.at = from + text.len();
        text.to_owned()
    }

    /// A number, a keyword or a placeholder without quotes.
    pub(super) fn bare(&mut self) -> Option<JsonKind> {
        let from = self.at;
        let rest = self.rest();
        let length = bare_length(rest);
        let token = rest.get(..length).unwrap_or_default().trim_end();
        let word = token.split_whitespace().next()?;
        if let Some((kind, exact)) = literal(word) {
            let word = word.to_owned();
            self.at += word.len();
            if !exact {
                self.repair(from, format!("`{word}` is not how JSON writes it"));
            }
            return Some(kind);
        }
        if token.is_empty() || token.ends_with([';', '{', '(']) || token.starts_with([':', '=']) {
            return None;
        }
        let text = token.to_owned();
        self.at += text.len();
        self.repair(
            from,
            format!("`{}` stands for a value", chars::short(&text)),
        );
        Some(JsonKind::Text(text))
    }
}

/// Whether the next line of a string begins like a member or ends an object: then the string has
/// lost its quote.
fn continues_outside(rest: &str) -> bool {
    let line = rest
        .get(..rest.find('\n').unwrap_or(rest.len()))
        .unwrap_or_default();
    let line = line.trim_start();
    matches!(
        line.trim_end().trim_end_matches(','),
        "}" | "]" | "}]" | "]}"
    ) || chars::quoted_name(line)
}

/// The sign that the signs behind a `\` stand for, and how many bytes they are.
fn unescape(rest: &str) -> (Option<char>, usize) {
    let sign = match rest.bytes().next() {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode(rest),
        _ => return (None, 0),
    };
    (Some(sign), 1)
}

fn unicode(rest: &str) -> (Option<char>, usize) {
    let unit = |from: usize| {
        let digits = rest.get(from..from + 4)?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        u16::from_str_radix(digits, 16).ok()
    };
    let Some(first) = unit(1) else {
        return (None, 0);
    };
    let second = if rest.get(5..7) == Some("\\u") {
        unit(7)
    } else {
        None
    };
    match char::decode_utf16([first]).next() {
        Some(Ok(sign)) => (Some(sign), 5),
        _ => match second.and_then(|second| char::decode_utf16([first, second]).next()) {
            Some(Ok(sign)) => (Some(sign), 11),
            _ => (None, 0),
        },
    }
}

/// Up to the comma, brace, comment or line end behind a value without quotes.
fn bare_length(rest: &str) -> usize {
    let mut before = '\0';
    let mut skip = 0;
    for (at, c) in rest.char_indices() {
        if at < skip {
            before = c;
            continue;
        }
        let here = rest.get(at..).unwrap_or_default();
        match c {
            '\n' | ',' | '，' | '}' | ']' => return at,
            '#' if before.is_whitespace() => return at,
            '/' if before.is_whitespace() && (here.starts_with("//") || here.starts_with("/*")) => {
                return at;
            }
            '<' => skip = at + group(here, ">"),
            '{' if here.starts_with("{{") => skip = at + group(here, "}}"),
            '{' if before == '$' => skip = at + group(here, "}"),
            '(' => skip = at + group(here, ")"),
            _ => {}
        }
        before = c;
    }
    rest.len()
}

/// Length of a bracketed group that ends soon and on its line; 0 if it does not.
fn group(here: &str, close: &str) -> usize {
    let near = here
        .char_indices()
        .take(128)
        .find(|(_, c)| *c == '\n')
        .map_or_else(
            || {
                here.char_indices()
                    .nth(128)
                    .map_or(here.len(), |(at, _)| at)
            },
            |(at, _)| at,
        );
    here.get(..near)
        .and_then(|line| line.find(close))
        .map_or(0, |at| at + close.len())
}

/// Numbers and keywords, and whether they are written as in JSON.
fn literal(word: &str) -> Option<(JsonKind, bool)> {
    match word {
        "true" => return Some((JsonKind::Bool(true), true)),
        "false" => return Some((JsonKind::Bool(false), true)),
        "null" => return Some((JsonKind::Null, true)),
        "True" | "TRUE" => return Some((JsonKind::Bool(true), false)),
        "False" | "FALSE" => return Some((JsonKind::Bool(false), false)),
        "None" | "NULL" | "Null" | "nil" | "undefined" => return Some((JsonKind::Null, false)),
        _ => {}
    }
    let digits = word.strip_prefix(['-', '+']).unwrap_or(word);
    let numeric = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && digits.contains(|c: char| c.is_ascii_digit())
        && digits
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'))
        && word.parse::<f64>().is_ok();
    numeric.then(|| (JsonKind::Number(word.to_owned()), strict_number(word)))
}

/// Whether a number, known to be one, is written as in JSON.
fn strict_number(word: &str) -> bool {
    let digits = word.strip_prefix('-').unwrap_or(word);
    let whole = digits.split(['.', 'e', 'E']).next().unwrap_or_default();
    let fraction = digits
        .split_once('.')
        .map(|(_, rest)| rest.split(['e', 'E']).next().unwrap_or_default());
    !whole.is_empty()
        && whole.bytes().all(|b| b.is_ascii_digit())
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(|fraction| !fraction.is_empty())
}
