//! Values with their meanings: `0:off 1:on`, lists of them, one per line.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{
    numbers::{literal, longest, unquoted},
    reader::{Found, Reader},
};
use crate::{
    import::words::words,
    model::{At, Kind, Literal, Value},
    names,
};

/// Longest meaning that is kept, in characters.
const LONGEST_TERM: usize = 80;
/// Shortest text behind a space that is a sentence of its own and no part of the meaning.
const SENTENCE: usize = 10;

/// Numbers, times, ratios, dates and addresses: no meanings.
static NO_TERM: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?:[0-9][0-9:.\-~/ ]*$|//|[\[{])").ok());

/// A value that may belong to an enum.
struct Item {
    wire: Range<usize>,
    term: Range<usize>,
    /// It begins a line or a list item.
    own: bool,
    /// It is written as a name, without quotes.
    word: bool,
}

/// Reads values with meanings.
pub(super) fn read(reader: &mut Reader<'_>) {
    for (class, _) in words().patterns("value_patterns") {
        let found: Vec<Found> = reader
            .found("value_patterns")
            .into_iter()
            .filter(|found| found.entry == *class)
            .collect();
        let items = items(reader, class, &found);
        if accepted(reader, class, &items) {
            keep(reader, &items);
            return;
        }
    }
}

/// The candidates of one notation.
fn items(reader: &Reader<'_>, class: &str, found: &[Found]) -> Vec<Item> {
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
            let led = intro.is_some_and(|intro| intro <= wire.start);
            let known = words().find("booleans", text).is_some();
            let label = words().find("labels", text).is_some();
            let object = quoted && reader.text.text.contains("{\"");
            match class {
                "says" => number || quoted || known,
                "dash" => number || quoted || (*own && set_off(reader, wire.end)),
                _ => number || quoted || known || ((*own || led) && !label),
            }
            .then_some(!object)
            .unwrap_or(false)
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
        let word = reader
            .text
            .get(wire.clone())
            .starts_with(|c: char| c.is_ascii_alphabetic());
        items.push(Item {
            wire: wire.clone(),
            term,
            own: *own,
            word,
        });
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

/// Whether the candidates are the values of one enum.
fn accepted(reader: &Reader<'_>, class: &str, items: &[Item]) -> bool {
    match items {
        [] => false,
        [one] => {
            let text = reader.text.text.trim();
            let listed = reader.text.get(0..one.wire.start).ends_with("- ");
            let whole = reader.text.get(one.wire.start..one.term.end) == text;
            let success = words()
                .patterns("success_patterns")
                .iter()
                .any(|(_, pattern)| {
                    pattern.is_match(reader.text.get(one.wire.start..one.term.end))
                });
            let multiline = text.contains('\n');
            class == "colon"
                && one.own
                && !success
                && (listed || (!one.word && (multiline || whole)))
        }
        _ => true,
    }
}

/// Takes the candidates as values.
fn keep(reader: &mut Reader<'_>, items: &[Item]) {
    let wires: Vec<String> = items
        .iter()
        .map(|item| unquoted(reader.text.original(item.wire.clone())).to_owned())
        .collect();
    let whole = |item: &Item| item.wire.start..item.term.end;
    let kind = reader.about.kind;
    if let Some(first) = items.first() {
        reader.take_intro(first.wire.start);
    }
    let booleans = wires
        .iter()
        .all(|wire| matches!(wire.to_ascii_lowercase().as_str(), "true" | "false"));
    if booleans || kind == Some(Kind::Boolean) {
        for item in items {
            reader.take(whole(item));
            if !booleans {
                reader.report(whole(item));
            }
        }
        return;
    }
    let integers = wires
        .iter()
        .all(|wire| matches!(literal(wire, Some(Kind::Integer)), Some(Literal::Int(_))));
    for (item, wire) in items.iter().zip(&wires) {
        let Some(wire) = of_kind(wire, kind, integers) else {
            reader.report(whole(item));
            continue;
        };
        if reader.said.values.iter().any(|value| value.wire == wire) {
            reader.report(whole(item));
            continue;
        }
        let mut term = item.term.clone();
        let marked = words()
            .patterns("default_mark_patterns")
            .iter()
            .find_map(|(_, mark)| mark.find(reader.text.get(term.clone())))
            .map(|mark| mark.start());
        if let Some(at) = marked {
            term.end = term.start + at;
            if reader.said.default.is_none() {
                reader.said.default = Some(wire.clone());
            }
        }
        reader.take(whole(item));
        let term = reader.text.original(term).trim_matches(['"', '`']);
        let value = value(reader.place(item.wire.start), wire, term);
        reader.said.values.push(value);
    }
}

/// A wire value in the type of the field; None if the type does not have it.
pub(super) fn of_kind(wire: &str, kind: Option<Kind>, integers: bool) -> Option<Literal> {
    match kind {
        Some(Kind::String | Kind::Integer | Kind::Number) => literal(wire, kind),
        Some(Kind::Object) => None,
        _ if integers => literal(wire, Some(Kind::Integer)),
        _ => Some(Literal::Text(wire.to_owned())),
    }
}

/// A value with a proposal for its name.
pub(super) fn value(at: At, wire: Literal, term: &str) -> Value {
    let proposal = match &wire {
        Literal::Text(text) if text.starts_with(|c: char| c.is_ascii_alphabetic()) => {
            names::snake(text)
        }
        _ if term.split([' ', '-', '_']).count() <= 5 => term
            .to_ascii_lowercase()
            .split(|c: char| matches!(c, ' ' | '-' | '_' | '/'))
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join("_"),
        _ => String::new(),
    };
    let kept = !term.is_empty() && term.chars().count() <= LONGEST_TERM;
    Value {
        at,
        wire,
        name: if names::is_snake(&proposal) {
            proposal
        } else {
            String::new()
        },
        term: kept.then(|| term.to_owned()),
    }
}

impl Reader<'_> {
    /// Takes the words that announce the list that begins at a place.
    fn take_intro(&mut self, at: usize) {
        let announced = ["intro_patterns", "choice_patterns"]
            .iter()
            .flat_map(|topic| self.found(topic))
            .filter(|found| found.end <= at)
            .filter(|found| {
                let between = self.text.get(found.end..at);
                between
                    .chars()
                    .all(|c| matches!(c, ' ' | '\n' | '-' | ':' | '•' | '*'))
            })
            .map(|found| found.range);
        for range in announced.collect::<Vec<_>>() {
            self.take(range);
        }
    }

    /// The line of the page on which a place of the text stands.
    pub(super) fn place(&self, at: usize) -> At {
        let mut place = self.about.at;
        if place.line > 0 {
            place.line = place.line.saturating_add(self.text.lines_before(at));
        }
        place
    }

    /// The value whose meaning begins with the words: the default of a sentence may name it.
    pub(super) fn value_of_term(&self, text: &str) -> Option<Literal> {
        let text = unquoted(text);
        self.said
            .values
            .iter()
            .find(|value| {
                value.term.as_deref().is_some_and(|term| {
                    term.eq_ignore_ascii_case(text)
                        || longest("booleans", text).is_none() && term.starts_with(text)
                })
            })
            .map(|value| value.wire.clone())
    }
}
