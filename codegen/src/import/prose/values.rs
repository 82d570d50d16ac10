//! Values with their meanings: `0:off 1:on`, lists of them, one per line.

use std::{collections::HashSet, sync::LazyLock};

use regex::Regex;

use super::{
    items::{Item, items},
    numbers::{literal, longest, unquoted},
    reader::{Found, Reader},
};
use crate::{
    import::words::{narrow, words},
    model::{At, Kind, Literal, Value},
    names,
};

static NUMBERED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"([0-9]{1,4}) ?: ?").ok());

/// Longest meaning that is kept, in characters.
const LONGEST_TERM: usize = 80;

/// Reads values with meanings.
pub(super) fn read(reader: &mut Reader<'_>) {
    let runs = run_together(reader);
    if runs.len() > 3 {
        reader.guess("the values run together; they were told apart by their numbers".to_owned());
        keep(reader, &runs);
        return;
    }
    if aside(reader) {
        return;
    }
    let found = reader.found("value_patterns");
    for class in ["colon", "equals", "says", "dash", "space"] {
        let found: Vec<&Found> = found.iter().filter(|found| found.entry == class).collect();
        let items = items(reader, class, &found);
        if accepted(reader, class, &items) {
            keep(reader, &items);
            return;
        }
    }
}

/// Values without anything between them, `0:off1:on2:auto`, if their numbers leave no doubt: at
/// least the first four ascend by one, and all ascend.
fn run_together(reader: &Reader<'_>) -> Vec<Item> {
    let text = reader.text.text.as_str();
    let Some(pattern) = NUMBERED.as_ref() else {
        return Vec::new();
    };
    let mut found: Vec<(std::ops::Range<usize>, usize)> = Vec::new();
    let mut numbers: Vec<u32> = Vec::new();
    let mut glued = false;
    for captures in pattern.captures_iter(text) {
        let (Some(whole), Some(wire)) = (captures.get(0), captures.get(1)) else {
            continue;
        };
        let Ok(number) = wire.as_str().parse() else {
            return Vec::new();
        };
        let before = text[..wire.start()].chars().next_back();
        glued |= !found.is_empty() && before.is_some_and(char::is_alphanumeric);
        numbers.push(number);
        found.push((wire.range(), whole.end()));
    }
    let ascending = numbers.windows(2).all(|pair| pair[0] < pair[1]);
    let stepwise = numbers.len() > 3
        && numbers
            .windows(2)
            .take(3)
            .all(|pair| pair[0].checked_add(1) == Some(pair[1]));
    let one_line = found
        .first()
        .zip(found.last())
        .is_some_and(|(first, last)| !text[first.0.start..last.1].contains(['\n', '。']));
    if !glued || !ascending || !stepwise || !one_line {
        return Vec::new();
    }
    let starts: Vec<usize> = found.iter().map(|(wire, _)| wire.start).collect();
    found
        .into_iter()
        .enumerate()
        .map(|(index, (wire, from))| {
            let next = starts.get(index + 1).copied().unwrap_or(text.len());
            let rest = &text[from..next];
            let end = rest.find(['\n', '。', ';']).unwrap_or(rest.len());
            let end = from + rest[..end].trim_end_matches([' ', ',', '、']).len();
            Item::plain(wire, from..end)
        })
        .filter(|item| !item.term.is_empty())
        .collect()
}

/// Whether the numbers in the text count remarks and name no values: those of a text under a
/// heading such as `Notes:`.
fn aside(reader: &Reader<'_>) -> bool {
    reader.about.kind == Some(Kind::String)
        && words()
            .patterns("aside_patterns")
            .iter()
            .any(|(_, pattern)| pattern.is_match(&reader.text.text))
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
        _ if class == "space" => items.iter().enumerate().all(|(index, item)| {
            let before = reader.text.get(0..item.wire.start).trim_end_matches(' ');
            let lists = if index == 0 {
                before.is_empty() || before.ends_with([':', '\n'])
            } else {
                before.ends_with(['/', ';', ',', '、', '|', '\n'])
            };
            lists && !item.word && !reader.text.get(item.term.clone()).starts_with('(')
        }),
        _ => true,
    }
}

/// Takes the candidates as values.
fn keep(reader: &mut Reader<'_>, items: &[Item]) {
    let wires: Vec<String> = items
        .iter()
        .map(|item| written(reader.text.original(item.wire.clone())))
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
            if booleans {
                reader.take(whole(item));
            } else {
                reader.report(whole(item));
            }
        }
        return;
    }
    let integers = wires
        .iter()
        .all(|wire| matches!(literal(wire, Some(Kind::Integer)), Some(Literal::Int(_))));
    let mut known = HashSet::new();
    for (item, wire) in items.iter().zip(&wires) {
        let plain = wire;
        let Some(wire) = of_kind(wire, kind, integers) else {
            reader.report(whole(item));
            continue;
        };
        if !known.insert(plain) {
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

/// A value as it is written, without quotes and full-width signs.
pub(super) fn written(text: &str) -> String {
    unquoted(text).chars().map(narrow).collect()
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
            .split([' ', '-', '_', '/'])
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
            // A noun before the list is a term.
            .filter(|found| found.entry != "noun" && found.end <= at)
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
