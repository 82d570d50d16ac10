//! Where a piece of code ends.

use std::sync::LazyLock;

use regex::Regex;

use super::{code, lines::Lines};

/// Kinds of code that end in different ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sample {
    /// A request or an answer: first line, headers, body.
    Http,
    /// Ends with its last bracket.
    Json,
    /// A command: goes on while lines end in `\` or a quote is open.
    Shell,
    /// Ends at a blank line.
    Markup,
    /// Ends at the next label or heading.
    Program,
    /// One line.
    Line,
}

static HEADER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[A-Za-z][A-Za-z0-9_-]* ?:(?:[^/]|/[^/]|$)").ok());

static FORM: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^[\w.%+\[\]-]+=\S*$").ok());

/// The index of the first line after the code that begins at a line.
pub(super) fn end(lines: &Lines<'_>, at: usize, offset: usize, kind: Sample) -> usize {
    match kind {
        Sample::Http => http(lines, at, offset),
        Sample::Json => json(lines, at, offset),
        Sample::Shell => shell(lines, at, offset),
        Sample::Markup => markup(lines, at),
        Sample::Program => program(lines, at),
        Sample::Line => at + 1,
    }
}

fn http(lines: &Lines<'_>, at: usize, offset: usize) -> usize {
    let first = lines.raw(at).get(offset..).unwrap_or_default().trim();
    let mut next = at + 1;
    while lines.get(next).starts_with(['?', '&']) {
        next += 1;
    }
    let is = |pattern: &LazyLock<Option<Regex>>, line: &str| {
        pattern
            .as_ref()
            .is_some_and(|pattern| pattern.is_match(line))
    };
    while is(&HEADER, lines.get(next)) && !code::ends_code(lines, next) {
        next += 1;
    }
    let Some(body) = lines.next(next) else {
        return next;
    };
    let text = lines.get(body);
    // Below a GET, JSON after a blank line is the answer.
    let belongs = body == next || !first.starts_with("GET ");
    if code::is_json(text) && belongs {
        return json(lines, body, 0);
    }
    if text.starts_with('<') && belongs && !code::ends_code(lines, body) {
        return markup(lines, body);
    }
    let mut end = body;
    while is(&FORM, lines.get(end)) && !first.starts_with("GET ") {
        end += 1;
    }
    if end > body { end } else { next }
}

/// Brackets that are open at the end of a line; text in quotes and comments does not count.
fn depth_after(line: &str, mut depth: i64) -> i64 {
    let mut quoted: Option<char> = None;
    let mut escaped = false;
    let mut before = ' ';
    for c in line.chars() {
        if let Some(quote) = quoted {
            if escaped {
                escaped = false;
            } else if c == '\\' {
                escaped = true;
            } else if c == quote {
                quoted = None;
            }
        } else {
            match c {
                '"' => quoted = Some(c),
                '{' | '[' => depth += 1,
                '}' | ']' => depth -= 1,
                '/' if before == '/' => return depth,
                _ => {}
            }
        }
        before = c;
    }
    depth
}

fn json(lines: &Lines<'_>, at: usize, offset: usize) -> usize {
    let mut depth = depth_after(lines.raw(at).get(offset..).unwrap_or_default(), 0);
    let mut next = at + 1;
    let mut end = next;
    while depth > 0 {
        let Some(line) = lines.next(next) else {
            break;
        };
        let text = lines.get(line);
        if code::ends_code(lines, line) || code::is_request(text) || code::is_status(text) {
            break;
        }
        depth = depth_after(text, depth);
        next = line + 1;
        end = next;
    }
    end
}

fn shell(lines: &Lines<'_>, at: usize, offset: usize) -> usize {
    let mut quoted: Option<char> = None;
    let mut next = at;
    let mut text = lines.raw(at).get(offset..).unwrap_or_default();
    loop {
        let mut escaped = false;
        for c in text.chars() {
            match quoted {
                _ if escaped => escaped = false,
                Some('\'') if c == '\\' => {}
                _ if c == '\\' => escaped = true,
                Some(quote) if c == quote => quoted = None,
                None if matches!(c, '\'' | '"') => quoted = Some(c),
                _ => {}
            }
        }
        let goes_on = text.trim_end().ends_with(['\\', '^', '`']) || quoted.is_some();
        next += 1;
        let blank = lines.is_blank(next);
        let end = lines.next(next).is_none()
            || (blank && quoted.is_none())
            || (!blank && code::ends_code(lines, next));
        if !goes_on || end {
            return next;
        }
        text = lines.raw(next);
    }
}

fn markup(lines: &Lines<'_>, at: usize) -> usize {
    let mut next = at + 1;
    while !lines.is_blank(next) && !code::ends_code(lines, next) {
        next += 1;
    }
    next
}

fn program(lines: &Lines<'_>, at: usize) -> usize {
    let mut next = at;
    let mut end = at + 1;
    // Whether a line was seen that is no opening comment: a second opening is another sample.
    let mut begun = false;
    let mut quoted = false;
    while let Some(line) = lines.next(next) {
        let text = lines.get(line);
        let indented = lines.raw(line).starts_with([' ', '\t']);
        let other = code::is_request(text) || code::is_status(text);
        if line > at && !(quoted && indented) {
            let prose = line > next && !quoted && !indented && code::is_prose(text);
            if code::ends_code(lines, line) || prose || (other && !indented) {
                break;
            }
            if begun && code::starts_sample(text) {
                break;
            }
        }
        begun |= !code::starts_sample(text) && !text.starts_with("//") && !text.starts_with('#');
        if text.matches("\"\"\"").count() % 2 == 1 {
            quoted = !quoted;
        }
        next = line + 1;
        end = next;
    }
    end
}
