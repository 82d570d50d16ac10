//! Candidates for values of enums: what stands in front of a sign, and the meaning behind it.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{
    numbers::unquoted,
    reader::{Found, Reader},
};
use crate::import::words::words;

/// Shortest text behind a space that is a sentence of its own and no part of the meaning.
const SENTENCE: usize = 10;

/// Numbers, times, ratios, dates and addresses: no meanings.
static NO_TERM: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?:[0-9][0-9:.\-~/ ]*$|//|[\[{])").ok());

/// A value that may belong to an enum.
pub(super) struct Item {
    pub(super) wire: Range<usize>,
    pub(super) term: Range<usize>,
    /// It begins a line or a list item.
    pub(super) own: bool,
    /// It is written as a name, without quotes.
    pub(super) word: bool,
    /// It is a name in the middle of a sentence, which only others like it make a value.
    loose: bool,
}

impl Item {
    /// A number with its meaning.
    pub(super) fn plain(wire: Range<usize>, term: Range<usize>) -> Self {
        Self {
            wire,
            term,
            own: false,
            word: false,
            loose: false,
        }
    }
}

/// The candidates of one notation.
pub(super) fn items(reader: &Reader<'_>, class: &str, found: &[&Found]) -> Vec<Item> {
    let intro = words()
        .patterns("intro_patterns")
        .iter()
        .filter_map(|(_, pattern)| pattern.find(&reader.text.text))
        .map(|found| found.end())
        .min();
    let starts: Vec<(Range<usize>, usize, bool)> = found
        .iter()
        .filter_map(|found| {
            let wire = found.group("wire")?;
            let own = boundary(reader, wire.start)?;
            Some((wire, found.end, own))
        })
        .filter(|(wire, _, own)| {
            let text = reader.text.get(wire.clone());
            let number = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
            let quoted = unquoted(text) != text;
            let known = words().find("booleans", text).is_some();
            let label = words().find("labels", text).is_some();
            let object = quoted && reader.text.text.contains("{\"");
            let value = match class {
                "says" => number || quoted || known,
                "dash" => number || quoted || (*own && set_off(reader, wire.end)),
                _ => number || quoted || known || !label,
            };
            value && !object
        })
        .collect();
    let mut items = Vec::new();
    for (index, (wire, sep, own)) in starts.iter().enumerate() {
        let next = starts
            .get(index + 1)
            .map_or(reader.text.text.len(), |(wire, ..)| wire.start);
        let term = term(reader, *sep..next.max(*sep), *own);
        let text = reader.text.get(term.clone());
        let number = NO_TERM.as_ref().is_some_and(|no| no.is_match(text));
        let dashed = class == "dash" && text.starts_with(|c: char| c.is_ascii_digit());
        if text.is_empty() || number || dashed {
            continue;
        }
        let written = reader.text.get(wire.clone());
        let word = written.starts_with(|c: char| c.is_ascii_alphabetic());
        let led = intro.is_some_and(|intro| intro <= wire.start);
        let known = words().find("booleans", written).is_some();
        let loose = word && class != "says" && !known && !*own && !led;
        if loose && !text.starts_with(|c: char| c > '\u{2e80}') {
            continue;
        }
        items.push(Item {
            wire: wire.clone(),
            term,
            own: *own,
            word,
            loose,
        });
    }
    if items.iter().any(|item| !item.loose) {
        items.retain(|item| !item.loose);
    }
    items
}

/// Whether a dash behind a word sets it off from its meaning, and is no hyphen.
fn set_off(reader: &Reader<'_>, end: usize) -> bool {
    let rest = reader.text.get(end..reader.text.text.len());
    let spaced = rest.starts_with(' ');
    let meaning = rest.trim_start_matches([' ', '-', '–', '—']);
    let wide = meaning.starts_with(|c: char| c > '\u{2e80}');
    wide || (spaced
        && rest
            .trim_start()
            .get(1..)
            .is_some_and(|rest| rest.starts_with(' ')))
}

/// Whether a value may begin at a place; if so, whether it begins a line or a list item.
fn boundary(reader: &Reader<'_>, at: usize) -> Option<bool> {
    let before = reader.text.get(0..at);
    let trimmed = before.trim_end_matches(' ');
    let sign = trimmed
        .strip_suffix(['-', '•', '·', '*', '●'])
        .is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', '\n', ':', '。', ';']));
    if trimmed.is_empty() || trimmed.ends_with('\n') || sign {
        return Some(true);
    }
    let last = before.chars().next_back()?;
    let colon = before
        .strip_suffix(':')
        .is_some_and(|rest| !rest.ends_with(|c: char| c.is_ascii_alphanumeric()));
    (colon || matches!(last, ' ' | ',' | ';' | '、' | '(' | '。' | '|' | '/' | '['))
        .then_some(false)
}

/// The part of a range that is the meaning of the value in front of it.
fn term(reader: &Reader<'_>, range: Range<usize>, own: bool) -> Range<usize> {
    let mut end = range.end;
    let cut = |end: usize, at: Option<usize>| at.map_or(end, |at| range.start + at);
    let text = |end: usize| reader.text.get(range.start..end);
    end = cut(end, text(end).find(['\n', '。', ';']));
    end = cut(end, text(end).find(" - "));
    end = cut(end, text(end).find(". "));
    end = cut(end, unopened(text(end)));
    end = cut(end, sentence(text(end)));
    let comma = text(end).find(',');
    let aside = comma.is_some_and(|at| {
        let rest = text(end).get(at + 1..).unwrap_or_default();
        ["contract_patterns", "default_mark_patterns"]
            .iter()
            .flat_map(|topic| words().patterns(topic))
            .any(|(_, pattern)| pattern.is_match(rest))
    });
    if !own || aside {
        end = cut(end, comma);
    }
    let mut kept = text(end).trim_end_matches([' ', ',', '、', '/', '|', '(', '.', '-', '[', '"']);
    for (joiner, _) in words().longest("joiners") {
        if let Some(rest) = kept.strip_suffix(joiner.as_str())
            && rest.ends_with([' ', ','])
        {
            kept = rest.trim_end_matches([' ', ',']);
        }
    }
    let lead = kept.len() - kept.trim_start().len();
    range.start + lead..range.start + kept.len().max(lead)
}

/// The place of a bracket that closes what was opened elsewhere.
fn unopened(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The space behind which a sentence of a language without spaces begins.
fn sentence(text: &str) -> Option<usize> {
    text.match_indices(' ').map(|(at, _)| at).find(|at| {
        let rest = text.get(at + 1..).unwrap_or_default();
        let wide = rest.chars().next().is_some_and(|c| c > '\u{2e80}');
        let marked = rest.contains(',')
            || words()
                .patterns("contract_patterns")
                .iter()
                .any(|(_, pattern)| pattern.is_match(rest));
        *at > 0 && wide && (marked || rest.chars().count() >= SENTENCE)
    })
}
