//! Where code begins in a dump, and in which language.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    Read,
    lines::{self, Lines},
    sample::{self, Sample},
};
use crate::import::{Block, Code, words::words};

static REQUEST: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(?:GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS) +(?:https?://|/|\{)\S*(?: +HTTP/[\d.]+)?$",
    )
    .ok()
});

static STATUS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^HTTP/\d(?:\.\d)? +\d{3}\b").ok());

static JSON: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"^(?:\{\s*(?:$|["'}]|//|/\*|\.\.\.|\w+\s*:)|\[\s*(?:$|[{\["\]]|//|-?\d+\s*[,\]]))"#,
    )
    .ok()
});

fn matches(pattern: &LazyLock<Option<Regex>>, line: &str) -> bool {
    pattern
        .as_ref()
        .is_some_and(|pattern| pattern.is_match(line))
}

pub(super) fn is_request(line: &str) -> bool {
    matches(&REQUEST, line)
}

pub(super) fn is_status(line: &str) -> bool {
    matches(&STATUS, line)
}

pub(super) fn is_json(line: &str) -> bool {
    line.starts_with(['{', '[']) && matches(&JSON, line)
}

/// Reads the code that begins at a line; `example`: below the heading of an example.
pub(super) fn read(lines: &Lines<'_>, at: usize, example: bool) -> Option<Read> {
    let line = lines.get(at);
    if let Some(read) = split_request(lines, at) {
        return Some(read);
    }
    if let Some(language) = language(line) {
        let first = lines.next(at + 1)?;
        let text = lines.get(first);
        let empty = lines.section(first).is_some() || self::language(text).is_some();
        let plain = language != "http" && language != "json";
        let code = strong(text).is_some()
            || (example && !is_prose(text) && (plain || looks_like_code(text)));
        if empty || !code {
            return None;
        }
        let kind = strong(text).filter(|_| !plain || language == "shell");
        return Some(block(
            lines,
            first,
            0,
            kind.unwrap_or(Sample::Program),
            Some(language),
        ));
    }
    if let Some((language, start)) = glued(line) {
        let kind = line.get(start..).and_then(strong)?;
        let offset = lines.raw(at).len() - lines.raw(at).trim_start().len() + start;
        return Some(block(lines, at, offset, kind, Some(language)));
    }
    if !example && is_request(line) && alone(lines, at) {
        return None;
    }
    if let Some(kind) = strong(line) {
        return Some(block(lines, at, 0, kind, start_language(line)));
    }
    if !example || is_prose(line) {
        return None;
    }
    if line.starts_with('<') && line.ends_with('>') {
        return Some(block(lines, at, 0, Sample::Markup, None));
    }
    if line.starts_with("http://") || line.starts_with("https://") {
        return Some(block(lines, at, 0, Sample::Line, None));
    }
    looks_like_code(line).then(|| block(lines, at, 0, Sample::Program, None))
}

/// A request whose method stands above its address: one line, and an empty one in place of the second.
fn split_request(lines: &Lines<'_>, at: usize) -> Option<Read> {
    let line = lines.get(at);
    let method = line.len() <= 7 && line.bytes().all(|byte| byte.is_ascii_uppercase());
    let address = lines.get(at + 1);
    if !method || !address.starts_with("http") || address.contains(char::is_whitespace) {
        return None;
    }
    let request = format!("{line} {address}");
    if !is_request(&request) {
        return None;
    }
    let mut text = request;
    let mut next = at + 2;
    if is_json(lines.get(next)) {
        let end = sample::end(lines, next, 0, Sample::Json).max(next + 1);
        text.push('\n');
        for line in next..end {
            text.push('\n');
            text.push_str(lines.raw(line));
        }
        next = end;
    }
    Some(Read {
        blocks: vec![Block::Code(Code {
            line: lines.number(at),
            text: text.trim_end().to_owned(),
            language: None,
        })],
        doubts: Vec::new(),
        next,
    })
}

fn block(
    lines: &Lines<'_>,
    at: usize,
    offset: usize,
    kind: Sample,
    language: Option<&str>,
) -> Read {
    let next = sample::end(lines, at, offset, kind).max(at + 1);
    let mut text = lines.raw(at).get(offset..).unwrap_or_default().to_owned();
    let indent = if offset == 0 {
        indent(lines, at..next)
    } else {
        0
    };
    text.drain(..indent);
    for line in at + 1..next {
        text.push('\n');
        text.push_str(lines.raw(line).get(indent..).unwrap_or_default());
    }
    Read {
        blocks: vec![Block::Code(Code {
            line: lines.number(at),
            text: text.trim_end().to_owned(),
            language: language.map(str::to_owned),
        })],
        doubts: Vec::new(),
        next,
    }
}

/// Bytes of white space that all lines of a sample begin with.
fn indent(lines: &Lines<'_>, sample: std::ops::Range<usize>) -> usize {
    let first = lines.raw(sample.start);
    let mut common = first.len() - first.trim_start_matches([' ', '\t']).len();
    for line in sample.filter(|line| !lines.is_blank(*line)) {
        let same = first
            .bytes()
            .zip(lines.raw(line).bytes())
            .take(common)
            .take_while(|(a, b)| a == b);
        common = same.count();
    }
    common
}

/// Whether a request line says where the call is, and is no example: nothing of a request follows.
fn alone(lines: &Lines<'_>, at: usize) -> bool {
    let line = lines.get(at);
    let answered = lines
        .next(at + 1)
        .is_some_and(|next| is_status(lines.get(next)));
    !line.contains(" HTTP/") && !answered && sample::end(lines, at, 0, Sample::Http) == at + 1
}

/// What a line starts that can be nothing but code.
fn strong(line: &str) -> Option<Sample> {
    if is_request(line) || is_status(line) {
        Some(Sample::Http)
    } else if is_json(line) {
        Some(Sample::Json)
    } else if line.starts_with("curl ") {
        Some(Sample::Shell)
    } else if starts_program(line) {
        Some(Sample::Program)
    } else {
        None
    }
}

/// Whether a line is the first of a sample, whose label may be lost.
pub(super) fn starts_sample(line: &str) -> bool {
    line.len() < 400
        && words()
            .patterns("code_start_patterns")
            .iter()
            .any(|(_, pattern)| pattern.is_match(line))
}

fn starts_program(line: &str) -> bool {
    starts_sample(line)
        || (line.len() < 400
            && words()
                .patterns("program_patterns")
                .iter()
                .any(|(_, pattern)| pattern.is_match(line)))
}

fn start_language(line: &str) -> Option<&'static str> {
    if line.len() > 400 {
        return None;
    }
    words()
        .patterns("code_start_patterns")
        .iter()
        .find(|(_, pattern)| pattern.is_match(line))
        .map(|(entry, _)| entry.as_str())
        .filter(|entry| *entry != "any")
}

/// The language of which a line is the label.
pub(super) fn language(line: &str) -> Option<&'static str> {
    if line.is_empty() || line.len() > 40 {
        return None;
    }
    let words = words();
    words
        .patterns("language_patterns")
        .iter()
        .find(|(_, pattern)| pattern.is_match(line))
        .map(|(entry, _)| entry.as_str())
        .or_else(|| words.find("languages", line))
        // One letter in lower case is data, not a label.
        .filter(|_| line != "c" && line != "r")
}

/// A label that is glued to the first line of its code: the language, and where the code begins.
fn glued(line: &str) -> Option<(&'static str, usize)> {
    if !line.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let start: String = line.chars().take(20).collect::<String>().to_lowercase();
    words()
        .longest("languages")
        .iter()
        .filter(|(word, _)| start.starts_with(word.as_str()) && word.is_ascii())
        .map(|(word, entry)| (entry.as_str(), word.len()))
        .find(|(_, length)| {
            line.get(*length..)
                .is_some_and(|rest| !rest.starts_with(' ') && strong(rest).is_some())
        })
}

/// Whether a line has the signs of code.
fn looks_like_code(line: &str) -> bool {
    let starts = [
        "//", "#", "/*", "*", "$", "@", "--", "import ", "package ", "from ", "using ", "def ",
        "func ",
    ];
    let ends = [';', '{', '}', ')', ']', '\\', ','];
    starts.iter().any(|start| line.starts_with(start))
        || line.ends_with(ends)
        || line.contains(['=', ';', '{', '}'])
        || line.contains("->")
        || line.contains("::")
        || line.contains("(\"")
}

/// Whether a line is a sentence.
pub(super) fn is_prose(line: &str) -> bool {
    let Some(first) = line.chars().next() else {
        return false;
    };
    if ('\u{4e00}'..='\u{9fff}').contains(&first) {
        return true;
    }
    first.is_ascii_uppercase()
        && line.split(' ').take(4).count() == 4
        && !line.contains([';', '{', '}', '(', '=', '<', '>'])
        && line
            .split(' ')
            .skip(1)
            .take(3)
            .all(|word| word.chars().all(|c| c.is_alphanumeric() || c == ','))
}

/// Whether code has to end before a line, whatever it is.
pub(super) fn ends_code(lines: &Lines<'_>, at: usize) -> bool {
    let line = lines.get(at);
    lines::section(line).is_some()
        || (language(line).is_some() && !lines.raw(at).starts_with([' ', '\t']))
        || glued(line).is_some()
        || (line.starts_with('|') && line.ends_with('|') && line.matches('|').count() > 2)
}
