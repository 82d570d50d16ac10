//! Smallest and largest values and lengths.

use super::{
    numbers::{Amount, Suffix},
    reader::{Found, Reader},
};
use crate::model::{Format, Kind, Literal};

/// What a limit is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Value,
    Length,
}

/// Reads limits of lengths, then of values.
pub(super) fn read(reader: &mut Reader<'_>) {
    for topic in ["length_patterns", "range_patterns"] {
        for found in reader.found(topic) {
            if reader.is_taken(&found.range) {
                continue;
            }
            match limits(reader, &found, topic == "length_patterns") {
                Some(Limits {
                    of,
                    min,
                    max,
                    guess,
                }) => {
                    // Where a point in time is described, small numbers limit something else.
                    let instant = reader.said.format == Some(Format::Instant);
                    let set = match of {
                        Of::Value if instant => false,
                        Of::Value => values(reader, min, max),
                        Of::Length => lengths(reader, min, max),
                    };
                    if !set {
                        reader.leave(found.range);
                        continue;
                    }
                    if let Some(guess) = guess {
                        reader.guess(guess);
                    }
                    reader.take(found.range);
                }
                None => reader.leave(found.range),
            }
        }
    }
}

/// What a sentence limits.
struct Limits {
    of: Of,
    min: Option<Literal>,
    max: Option<Literal>,
    guess: Option<String>,
}

fn limits(reader: &Reader<'_>, found: &Found, length: bool) -> Option<Limits> {
    let low = found.group("min");
    let high = found.group("max");
    let both = low.is_some() && high.is_some();
    let amount = match (&high, &low) {
        (Some(range), _) | (None, Some(range)) => reader.amount(range)?,
        _ => return None,
    };
    let (of, guess) = subject(reader, &amount, length)?;
    let mut min = low.map(|range| {
        let text = reader.text.get(range);
        if both { plain(text) } else { amount.literal() }
    });
    let mut max = high.map(|_| amount.literal());
    if let (Some(low), Some(high)) = (&min, &max)
        && compare(low, high).is_none_or(std::cmp::Ordering::is_gt)
    {
        return None;
    }
    // Half-open limits can be told only of integers.
    let opened = found.entry == "above" || found.group("open").is_some();
    let closed = found.entry == "below" || found.group("shut").is_some();
    if opened {
        min = Some(moved(reader, &min?, 1)?);
    }
    if closed {
        max = Some(moved(reader, &max?, -1)?);
    }
    Some(Limits {
        of,
        min,
        max,
        guess,
    })
}

/// Whether the number limits a value or a length.
fn subject(reader: &Reader<'_>, amount: &Amount, length: bool) -> Option<(Of, Option<String>)> {
    let kind = reader.about.kind;
    let numeric = matches!(kind, Some(Kind::Integer | Kind::Number));
    let counter = match &amount.suffix {
        Suffix::Counter(counter) => counter.as_str(),
        Suffix::None => "",
        Suffix::Unit(unit) => {
            let known = reader.said.unit.as_ref().map(crate::model::Unit::as_str);
            return match kind {
                Some(Kind::String) if unit == "bytes" => Some((
                    Of::Length,
                    Some("a limit in bytes is taken for one in characters".to_owned()),
                )),
                Some(Kind::Integer | Kind::Number) | None
                    if known == Some(unit.as_str()) && !length =>
                {
                    Some((Of::Value, None))
                }
                _ => None,
            };
        }
    };
    match (kind, counter) {
        (Some(Kind::Array), "entries") => Some((Of::Length, None)),
        (Some(Kind::Array), "") => Some((
            Of::Length,
            Some(format!(
                "the limit {} is taken for the number of entries",
                amount.digits
            )),
        )),
        (Some(Kind::Boolean | Kind::Object | Kind::Array), _) => None,
        (_, "characters") | (None | Some(Kind::String), _) if length => {
            (!numeric).then_some((Of::Length, None))
        }
        (_, "characters") => (!numeric).then_some((Of::Length, None)),
        (Some(Kind::String), "entries") => None,
        (Some(Kind::String), _) => {
            let number = |value: &Literal| match value {
                Literal::Text(text) => !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()),
                _ => false,
            };
            reader.said.default.as_ref().is_some_and(number).then(|| {
                let guess = "a limit of a text is taken for one of the number in it";
                (Of::Value, Some(guess.to_owned()))
            })
        }
        (Some(Kind::Integer | Kind::Number), _) if length => None,
        (Some(Kind::Integer | Kind::Number), _) | (None, "") => Some((Of::Value, None)),
        (None, _) => Some((
            Of::Value,
            Some(format!(
                "the limit {} is taken for one of the value",
                amount.digits
            )),
        )),
    }
}

fn plain(text: &str) -> Literal {
    let digits = text.replace(',', "");
    if digits.contains('.') {
        Literal::Float(digits)
    } else {
        Literal::Int(digits)
    }
}

fn compare(low: &Literal, high: &Literal) -> Option<std::cmp::Ordering> {
    let number = |value: &Literal| match value {
        Literal::Int(digits) | Literal::Float(digits) => digits.parse::<f64>().ok(),
        _ => None,
    };
    number(low)?.partial_cmp(&number(high)?)
}

/// The next integer in a direction.
fn moved(reader: &Reader<'_>, value: &Literal, by: i64) -> Option<Literal> {
    match (value, reader.about.kind) {
        (Literal::Int(digits), Some(Kind::Integer | Kind::String | Kind::Array)) => Some(
            Literal::Int(digits.parse::<i64>().ok()?.checked_add(by)?.to_string()),
        ),
        _ => None,
    }
}

/// Sets limits of the value, unless others are known.
fn values(reader: &mut Reader<'_>, min: Option<Literal>, max: Option<Literal>) -> bool {
    let said = &mut reader.said;
    agree(said.min.as_ref(), min.as_ref()) && agree(said.max.as_ref(), max.as_ref()) && {
        said.min = said.min.take().or(min);
        said.max = said.max.take().or(max);
        true
    }
}

/// Sets limits of the length, unless others are known.
fn lengths(reader: &mut Reader<'_>, min: Option<Literal>, max: Option<Literal>) -> bool {
    let count = |value: Option<Literal>| match value {
        Some(Literal::Int(digits)) => digits.parse::<u64>().map(Some),
        Some(_) => "".parse::<u64>().map(Some),
        None => Ok(None),
    };
    let (Ok(min), Ok(max)) = (count(min), count(max)) else {
        return false;
    };
    let said = &mut reader.said;
    agree(said.min_length.as_ref(), min.as_ref())
        && agree(said.max_length.as_ref(), max.as_ref())
        && {
            said.min_length = said.min_length.or(min);
            said.max_length = said.max_length.or(max);
            true
        }
}

/// Whether what is said does not differ from what is known.
fn agree<T: PartialEq>(known: Option<&T>, said: Option<&T>) -> bool {
    known.is_none() || said.is_none() || known == said
}
