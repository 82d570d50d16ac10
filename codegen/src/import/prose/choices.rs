//! Values without meanings, or with meanings in brackets: `one of: asc, desc`.

use std::ops::Range;

use super::{
    numbers::literal,
    reader::Reader,
    values::{of_kind, value, written},
};
use crate::{
    import::words::words,
    model::{Kind, Literal},
};

/// Most characters of a value in a script other than Latin.
const LONGEST_WIDE: usize = 8;

/// A value and its meaning.
struct Choice {
    wire: Range<usize>,
    term: Option<Range<usize>>,
}

/// Reads the values that a sentence lists.
pub(super) fn read(reader: &mut Reader<'_>) {
    if !reader.said.values.is_empty() {
        return;
    }
    for found in reader.found("choice_patterns") {
        let quoted = found.entry == "quoted";
        let start = match found.group("list") {
            Some(list) => list.start,
            None if quoted => found.range.start,
            None => found.end,
        };
        let (choices, end) = list(reader, start, quoted);
        if choices.len() < 2 {
            continue;
        }
        keep(reader, &choices);
        reader.take(found.range.start..end.max(found.range.end));
        return;
    }
}

/// The members of a list that starts at a place, and where it ends.
fn list(reader: &Reader<'_>, start: usize, quoted: bool) -> (Vec<Choice>, usize) {
    let mut choices = Vec::new();
    let mut at = start;
    let mut end = start;
    let mut wide_next = true;
    loop {
        at += indent(reader.text.get(at..reader.text.text.len()));
        let Some(wire) = token(reader, at, quoted, wide_next) else {
            break;
        };
        let mut here = wire.end;
        let rest = reader.text.get(here..reader.text.text.len());
        let mut term = None;
        if let Some(inner) = rest.trim_start_matches(' ').strip_prefix('(')
            && let Some(close) = inner.find([')', '\n'])
            && inner.get(close..).is_some_and(|rest| rest.starts_with(')'))
        {
            let open = here + rest.len() - inner.len();
            term = Some(open..open + close);
            here = open + close + 1;
        }
        let rest = reader.text.get(here..reader.text.text.len());
        let separator = separator(rest);
        let ended = separator.is_some()
            || rest.trim_start_matches(' ').is_empty()
            || rest
                .trim_start_matches(' ')
                .starts_with(['。', ';', ')', '\n', ']'])
            || rest
                .strip_prefix('.')
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
        if !ended {
            // `active users`: what looked like values is the beginning of a sentence.
            break;
        }
        choices.push(Choice { wire, term });
        end = here;
        match separator {
            Some(length) => {
                wide_next = !rest.trim_start().starts_with(',');
                at = here + length;
            }
            None => break,
        }
    }
    (choices, end)
}

/// Length of white space and of the sign of a list item.
fn indent(text: &str) -> usize {
    let trimmed = text.trim_start();
    let rest = trimmed.strip_prefix("- ").map_or(trimmed, str::trim_start);
    text.len() - rest.len()
}

/// A value at a place.
fn token(reader: &Reader<'_>, at: usize, quoted: bool, wide: bool) -> Option<Range<usize>> {
    let rest = reader.text.get(at..reader.text.text.len());
    let first = rest.chars().next()?;
    if matches!(first, '"' | '`' | '\'') {
        let inner = rest.get(1..)?;
        let close = inner.find(first)?;
        let fits = close > 0 && close <= 64 && !inner.get(..close)?.contains('\n');
        return fits.then_some(at..at + close + 2);
    }
    if quoted {
        return None;
    }
    let narrow: usize = rest
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-' | b'+'))
        .count();
    let text = rest.get(..narrow)?.trim_end_matches('.');
    let mut digits = text.trim_start_matches('-').split('-');
    if !text.is_empty() {
        let range = text.contains('-') && digits.all(|part| part.parse::<f64>().is_ok());
        let value = !range || literal(text, Some(Kind::Number)).is_some();
        return value.then_some(at..at + text.len());
    }
    if !wide || reader.about.kind != Some(Kind::String) {
        return None;
    }
    let length: usize = rest
        .chars()
        .take_while(|&c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        .take(LONGEST_WIDE + 1)
        .map(char::len_utf8)
        .sum();
    let count = rest.get(..length)?.chars().count();
    (1..=LONGEST_WIDE)
        .contains(&count)
        .then_some(at..at + length)
}

/// Length of what separates two members of a list.
fn separator(text: &str) -> Option<usize> {
    let trimmed = text.trim_start_matches(' ');
    let blank = text.len() - trimmed.len();
    let sign = trimmed
        .strip_prefix(['、', ',', '|', '/', '\n'])
        .or_else(|| trimmed.strip_prefix("- ").filter(|_| blank > 0));
    let rest = sign.unwrap_or(trimmed);
    let bare = rest.trim_start();
    for (joiner, _) in words().longest("joiners") {
        if let Some(after) = bare.strip_prefix(joiner.as_str())
            && (!joiner.is_ascii() || after.starts_with(' '))
        {
            return Some(text.len() - after.len());
        }
    }
    sign.map(|rest| text.len() - rest.len())
}

/// Takes the members as values.
fn keep(reader: &mut Reader<'_>, choices: &[Choice]) {
    let kind = reader.about.kind;
    let wires: Vec<String> = choices
        .iter()
        .map(|choice| written(reader.text.original(choice.wire.clone())))
        .collect();
    let booleans = wires
        .iter()
        .all(|wire| matches!(wire.to_ascii_lowercase().as_str(), "true" | "false"));
    if booleans || kind == Some(Kind::Boolean) {
        if !booleans && let Some(first) = choices.first() {
            reader.report(first.wire.clone());
        }
        return;
    }
    let integers = wires
        .iter()
        .all(|wire| matches!(literal(wire, Some(Kind::Integer)), Some(Literal::Int(_))));
    for (choice, wire) in choices.iter().zip(&wires) {
        let Some(wire) = of_kind(wire, kind, integers) else {
            reader.report(choice.wire.clone());
            continue;
        };
        let term = choice
            .term
            .clone()
            .map_or("", |range| reader.text.original(range));
        let bracketed = format!("({})", term.to_lowercase());
        let mark = words()
            .patterns("default_mark_patterns")
            .iter()
            .find_map(|(_, mark)| mark.find(&bracketed));
        let marked = mark.is_some();
        if marked && reader.said.default.is_none() {
            reader.said.default = Some(wire.clone());
        }
        if reader.said.values.iter().all(|value| value.wire != wire) {
            // The opening bracket is none of the term's own bytes.
            let end = mark.map_or(term.len(), |mark| mark.start().saturating_sub(1));
            let term = term.get(..end).unwrap_or_default();
            let value = value(reader.place(choice.wire.start), wire, term);
            reader.said.values.push(value);
        }
    }
}
