//! Defaults and fixed values.

use std::ops::Range;

use super::{
    numbers::{Suffix, unquoted},
    reader::Reader,
};
use crate::{
    import::words::words,
    model::{Kind, Literal},
};

/// Reads values that cannot be anything else.
pub(super) fn fixed(reader: &mut Reader<'_>) {
    for found in reader.found("fixed_patterns") {
        let Some(range) = found.group("value") else {
            continue;
        };
        match stated(reader, &range) {
            Some((value, _)) if reader.said.fixed.is_none() => {
                reader.said.fixed = Some(value);
                reader.take(found.range);
            }
            _ => reader.leave(found.range),
        }
    }
}

/// Reads what is assumed when the value is left out.
pub(super) fn default(reader: &mut Reader<'_>) {
    for found in reader.found("default_patterns") {
        let Some(range) = found.group("value") else {
            continue;
        };
        if reader.is_taken(&found.range) {
            continue;
        }
        let Some((value, guess)) = stated(reader, &range) else {
            reader.leave(found.range);
            continue;
        };
        let known = reader.said.default.as_ref();
        if known.is_some_and(|known| *known != value) {
            reader.leave(found.range);
            continue;
        }
        if let Some(guess) = guess {
            reader.guess(guess);
        }
        reader.said.default = Some(value);
        reader.take(found.range);
    }
}

/// The value that a sentence states, and what had to be guessed.
fn stated(reader: &Reader<'_>, range: &Range<usize>) -> Option<(Literal, Option<String>)> {
    let text = reader.text.original(range.clone());
    let bare = unquoted(text);
    let quoted = bare != text;
    if words().find("nothing", bare).is_some() && !quoted {
        return None;
    }
    if let Some(value) =
        reader.said.values.iter().map(|value| &value.wire).find(
            |wire| matches!(wire, Literal::Text(known) | Literal::Int(known) if known == bare),
        )
    {
        return Some((value.clone(), None));
    }
    let named = || {
        let value = reader.value_of_term(bare)?;
        Some((
            value,
            Some(format!(
                "the default `{bare}` is taken for the value of that meaning"
            )),
        ))
    };
    let switch = || {
        let value = words().find("booleans", bare)? == "true";
        let plain = matches!(bare.to_ascii_lowercase().as_str(), "true" | "false");
        let guess = (!plain).then(|| format!("the default `{bare}` is taken for `{value}`"));
        Some((Literal::Bool(value), guess))
    };
    let rest = reader.text.get(range.end..reader.text.text.len());
    let ended = ended(rest);
    let digits = bare.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    if digits && !quoted {
        let amount = reader.amount(range)?;
        let unit = reader
            .said
            .unit
            .as_ref()
            .map(|unit| unit.as_str().to_owned());
        let guess = match &amount.suffix {
            Suffix::Unit(of) if unit.as_ref() == Some(of) => None,
            Suffix::Unit(_) => return None,
            Suffix::None if !ended => Some(format!(
                "the number after `default` is followed by other words: `{bare}`"
            )),
            _ => None,
        };
        return match reader.about.kind {
            Some(Kind::String) => Some((Literal::Text(amount.digits), guess)),
            Some(Kind::Boolean) => match bare {
                "0" | "1" => Some((
                    Literal::Bool(bare == "1"),
                    Some(format!("the default `{bare}` is taken for a boolean")),
                )),
                _ => None,
            },
            Some(Kind::Array | Kind::Object) => None,
            Some(Kind::Integer) if amount.digits.contains('.') => None,
            _ => Some((amount.literal(), guess)),
        };
    }
    if reader.about.kind == Some(Kind::Boolean) {
        return switch();
    }
    if !quoted && !ended {
        return None;
    }
    let ascii = bare.is_ascii() && !bare.contains(' ');
    let value = reader.literal(range.clone()).filter(|_| quoted || ascii);
    match value {
        // With values known, other words are one of their meanings.
        Some(Literal::Text(_)) if !reader.said.values.is_empty() => named(),
        Some(value) => Some((value, None)),
        None => named(),
    }
}

/// Whether nothing stands behind a value that could belong to it.
fn ended(rest: &str) -> bool {
    let trimmed = rest.trim_start_matches(' ');
    let spaced = trimmed.len() < rest.len();
    match trimmed.chars().next() {
        None | Some('。' | ';' | ',' | ')' | '(' | ']' | '\n' | '、' | '!' | '|') => true,
        Some('.') => trimmed
            .get(1..)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace)),
        Some('-') => trimmed.starts_with("- "),
        Some(c) => spaced && c > '\u{2e80}',
    }
}
