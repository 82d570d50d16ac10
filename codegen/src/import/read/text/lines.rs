//! The lines of a dump, and what can be said about one of them alone.

use std::{collections::HashSet, sync::LazyLock};

use regex::Regex;

use crate::import::words::words;

/// Longer lines are no headings and no cells of a head.
const MAX_HEADING: usize = 120;

/// Longer lines are no names.
const MAX_NAME: usize = 120;

/// Names that a page uses outside of its tables.
static NAMES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"["']([A-Za-z_][\w.-]{0,99})["']\s*:|\{([A-Za-z_]\w{0,99})\}|[?&]([A-Za-z_][\w.-]{0,99})="#,
    )
    .ok()
});

static HEADER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^([A-Za-z][A-Za-z0-9-]{1,60}) ?:").ok());

/// The lines of a dump.
pub(super) struct Lines<'a> {
    raw: Vec<&'a str>,
    /// For each line, the first one from there that is not blank.
    next: Vec<usize>,
    known: HashSet<&'a str>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let raw: Vec<&str> = text.lines().collect();
        let mut next = vec![raw.len(); raw.len()];
        let mut found = raw.len();
        for (slot, line) in next
            .iter_mut()
            .zip(&raw)
            .enumerate()
            .rev()
            .map(|(at, (slot, line))| {
                if !line.trim().is_empty() {
                    found = at;
                }
                (slot, found)
            })
        {
            *slot = line;
        }
        let mut known = HashSet::new();
        if let Some(names) = NAMES.as_ref() {
            for found in names.captures_iter(text) {
                known.extend(
                    (1..=3)
                        .filter_map(|group| found.get(group))
                        .map(|it| it.as_str()),
                );
            }
        }
        if let Some(header) = HEADER.as_ref() {
            known.extend(
                raw.iter()
                    .filter_map(|line| header.captures(line)?.get(1))
                    .map(|it| it.as_str()),
            );
        }
        Self { raw, next, known }
    }

    /// The first line from here that is not blank.
    pub(super) fn next(&self, at: usize) -> Option<usize> {
        self.next
            .get(at)
            .copied()
            .filter(|next| *next < self.raw.len())
    }

    /// A line without white space around it; empty beyond the end.
    pub(super) fn get(&self, at: usize) -> &'a str {
        self.raw(at).trim()
    }

    /// A line as it is.
    pub(super) fn raw(&self, at: usize) -> &'a str {
        self.raw.get(at).copied().unwrap_or_default()
    }

    pub(super) fn is_blank(&self, at: usize) -> bool {
        self.next(at) != Some(at)
    }

    pub(super) fn number(&self, at: usize) -> u32 {
        u32::try_from(at.min(self.raw.len()) + 1).unwrap_or(u32::MAX)
    }

    /// Whether a name is used somewhere on the page, outside of tables.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.known.contains(name)
    }

    /// The section that a line is the heading of.
    pub(super) fn section(&self, at: usize) -> Option<&'static str> {
        section(self.get(at))
    }
}

/// The section that a line is the heading of: one of the words, with a number in front or
/// brackets around or behind it.
pub(super) fn section(line: &str) -> Option<&'static str> {
    if line.is_empty() || line.len() > MAX_HEADING {
        return None;
    }
    let words = words();
    let numbers: &[char] = &['.', '、', ')', '）', ' ', '(', '（'];
    let bare = line
        .trim_start_matches(|c: char| {
            c.is_ascii_digit() || "一二三四五六七八九十".contains(c) || numbers.contains(&c)
        })
        .trim_matches(['【', '】', '[', ']', '(', ')', '（', '）', '「', '」', ' ']);
    words
        .find("sections", line)
        .or_else(|| words.find("sections", bare))
        .or_else(|| {
            let before = bare.split(['(', '（', '【']).next().unwrap_or_default();
            words.find("sections", before)
        })
}

/// Whether a text may be the name of a parameter or field, with the marks of a tree in front.
pub(super) fn is_name(text: &str) -> bool {
    let bare = text
        .trim_start_matches(|c: char| c.is_whitespace() || "└├│─┬┗┣━>»›→+-•·*∟↳".contains(c))
        .trim_end_matches(['*', ' ']);
    bare.len() <= MAX_NAME
        && bare.contains(|c: char| c.is_ascii_alphabetic())
        && bare
            .starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '@' | '['))
        && bare.chars().all(|c| {
            c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '[' | ']' | '$' | '@' | '*')
        })
}

/// Whether a line continues a description: an entry of a list, a value with its meaning.
pub(super) fn is_value_line(line: &str) -> bool {
    let Some(first) = line.chars().next() else {
        return false;
    };
    if matches!(first, '-' | '•' | '·' | '*' | '●' | '○' | '–') {
        return true;
    }
    let mut rest = line
        .trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '"'));
    if rest.len() == line.len() {
        return false;
    }
    rest = rest.trim_start();
    rest.starts_with([':', '：', '=', '-', '、', ')', '）'])
}
