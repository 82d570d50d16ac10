//! Rates, intervals and validity: what is limited in time.

use std::ops::Range;

use super::{
    numbers::longest,
    reader::{Found, Reader},
};
use crate::{import::words::words, model::Rate};

/// Reads calls per period.
pub(super) fn rates(reader: &mut Reader<'_>) {
    for found in reader.found("rate_patterns") {
        if reader.is_taken(&found.range) {
            continue;
        }
        match rate(reader, &found) {
            Some(rate) => {
                if !reader.said.rates.contains(&rate) {
                    reader.said.rates.push(rate);
                }
                reader.take(found.range);
            }
            None => reader.leave(found.range),
        }
    }
}

fn rate(reader: &mut Reader<'_>, found: &Found) -> Option<Rate> {
    let calls = number(reader, &found.group("calls")?)?;
    let periods = found
        .group("count")
        .map_or(Some(1), |range| number(reader, &range))?;
    let unit = match found.group("unit") {
        Some(range) => period(reader.text.get(range))?,
        None => found.entry.clone(),
    };
    let per_millis = match unit.as_str() {
        "month" if periods == 1 => None,
        unit => Some(millis(unit)?.checked_mul(periods)?),
    };
    if calls == 0 || per_millis == Some(0) {
        return None;
    }
    let sentence = reader.text.sentence(found.range.start);
    let clause = reader
        .text
        .clauses(sentence.clone())
        .into_iter()
        .find(|clause| clause.end >= found.range.end)
        .unwrap_or_else(|| sentence.clone());
    let mut scopes = scopes(reader.text.get(clause));
    if scopes.is_empty() {
        scopes = self::scopes(reader.text.get(sentence));
    }
    let scope = match scopes.as_slice() {
        [one] => Some((*one).to_owned()),
        _ => None,
    };
    if scopes.len() > 1 {
        let text = format!("the rate may be counted per {}", scopes.join(" or "));
        reader.guess(text);
    }
    Some(Rate {
        calls,
        per_millis,
        scope,
        shared: false,
        of_service: false,
    })
}

/// Who is counted, as far as a text says.
fn scopes(text: &str) -> Vec<&'static str> {
    let mut scopes: Vec<&str> = words()
        .longest("scopes")
        .iter()
        .filter(|(word, _)| text.contains(word.as_str()))
        .map(|(_, scope)| scope.as_str())
        .collect();
    scopes.sort_unstable();
    scopes.dedup();
    scopes
}

/// Reads the longest interval of one call.
pub(super) fn window(reader: &mut Reader<'_>) {
    for found in reader.found("window_patterns") {
        let span = span(reader, &found).and_then(|(count, unit)| millis(&unit)?.checked_mul(count));
        match span {
            Some(span) if reader.said.window_millis.is_none_or(|known| known == span) => {
                reader.said.window_millis = Some(span);
                reader.take(found.range);
            }
            _ => reader.leave(found.range),
        }
    }
}

/// Reads how long the value is good for.
pub(super) fn expires(reader: &mut Reader<'_>) {
    for found in reader.found("expires_patterns") {
        if reader.is_taken(&found.range) {
            continue;
        }
        match span(reader, &found) {
            Some((count, unit)) if unit != "month" => {
                let text = match unit.as_str() {
                    "w" => format!("{}d", count.saturating_mul(7)),
                    unit => format!("{count}{unit}"),
                };
                if reader
                    .said
                    .expires
                    .as_ref()
                    .is_none_or(|known| *known == text)
                {
                    reader.said.expires = Some(text);
                    reader.take(found.range);
                } else {
                    reader.leave(found.range);
                }
            }
            _ => reader.leave(found.range),
        }
    }
}

/// The number and the unit of a length of time.
fn span(reader: &Reader<'_>, found: &Found) -> Option<(u64, String)> {
    let count = number(reader, &found.group("count")?)?;
    let unit = period(reader.text.get(found.group("unit")?))?;
    (count > 0).then_some((count, unit))
}

fn number(reader: &Reader<'_>, range: &Range<usize>) -> Option<u64> {
    let text = reader.text.get(range.clone());
    let before = reader.text.get(0..range.start).chars().next_back();
    if before.is_some_and(|c| c.is_ascii_digit() || c == '.') {
        return None;
    }
    text.replace(',', "").parse().ok()
}

/// The entry of the topic `times` that a text begins with.
fn period(text: &str) -> Option<String> {
    longest("times", text).map(|(entry, _)| entry)
}

/// Milliseconds of a unit of time.
fn millis(unit: &str) -> Option<u64> {
    Some(match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        "w" => 604_800_000,
        _ => return None,
    })
}
