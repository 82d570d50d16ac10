//! Reads texts and numbers as the client does.

use std::borrow::Cow;

use super::read::Read;
use crate::{
    ir::Reader,
    json::{Json, JsonKind},
};

/// A number as the client is handed it.
pub(super) enum Number {
    Integer(i128),
    Float(f64),
}

pub(super) fn number(digits: &str) -> Result<Number, Cow<'static, str>> {
    let number: serde_json::Number = serde_json::from_str(digits)
        .map_err(|error: serde_json::Error| format!("not valid JSON: {error}"))?;
    let whole = number.as_i128();
    Ok(match whole {
        Some(whole) => Number::Integer(whole),
        None => Number::Float(number.as_f64().unwrap_or_default()),
    })
}

pub(super) fn string(form: Reader, json: &Json) -> Read {
    match (&json.kind, form) {
        (JsonKind::Text(_), _) => Ok(()),
        (JsonKind::Number(digits), Reader::ReadEither)
            if matches!(number(digits)?, Number::Integer(_)) =>
        {
            Ok(())
        }
        (_, Reader::ReadEither) => Err(instead("a string or an integer", json)),
        (_, Reader::Read | Reader::ReadText) => Err(instead("a string", json)),
    }
}

pub(super) fn integer(expected: &str, form: Reader, json: &Json, fits: fn(i128) -> bool) -> Read {
    let found = match &json.kind {
        JsonKind::Number(digits) if form != Reader::ReadText => match number(digits)? {
            Number::Integer(number) => Some(number),
            Number::Float(_) => None,
        },
        JsonKind::Text(text) if form != Reader::Read => {
            let digits = text.strip_prefix('-').unwrap_or(text);
            let decimal = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
            let number = text.parse().ok().filter(|_| decimal);
            Some(number.ok_or_else(|| {
                let expected = in_text(expected, form);
                format!("expected {expected}, found a string that is not one")
            })?)
        }
        _ => None,
    };
    match found {
        Some(number) if fits(number) => Ok(()),
        Some(_) => Err(format!("expected {expected}, found an integer out of range").into()),
        None => Err(instead(&in_text(expected, form), json)),
    }
}

/// The digits of a number.
pub(super) fn float(form: Reader, json: &Json) -> Result<&str, Cow<'static, str>> {
    match &json.kind {
        JsonKind::Number(digits) if form != Reader::ReadText => {
            number(digits)?;
            Ok(digits)
        }
        JsonKind::Text(text) if form != Reader::Read => {
            let start = text.strip_prefix('-').unwrap_or(text);
            let decimal = start.starts_with(|it: char| it.is_ascii_digit());
            let finite = text.parse::<f64>().is_ok_and(f64::is_finite);
            if decimal && finite {
                return Ok(text);
            }
            let expected = in_text("a number", form);
            Err(format!("expected {expected}, found a string that is not one").into())
        }
        _ => Err(instead(&in_text("a number", form), json)),
    }
}

fn in_text(expected: &str, form: Reader) -> String {
    match form {
        Reader::Read => expected.to_owned(),
        Reader::ReadText => format!("{expected} in a string"),
        Reader::ReadEither => format!("{expected}, plain or in a string"),
    }
}

/// Whether a number with these digits is another one after it was read.
pub(super) fn loses_digits(digits: &str) -> bool {
    let Ok(read) = digits.parse::<f64>() else {
        return false;
    };
    significant(digits) != significant(&format!("{read:e}"))
}

/// The digits that count, without sign, point and exponent.
fn significant(digits: &str) -> String {
    let mantissa = digits.split(['e', 'E']).next().unwrap_or_default();
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').to_owned()
}

pub(super) fn instead(expected: &str, json: &Json) -> Cow<'static, str> {
    let found = match &json.kind {
        JsonKind::Null => "null",
        JsonKind::Bool(_) => "a boolean",
        JsonKind::Number(digits) => match number(digits) {
            Err(why) => return why,
            Ok(Number::Integer(_)) => "an integer",
            Ok(Number::Float(number)) if number.abs() >= 9.2e18 => "a number out of range",
            Ok(Number::Float(_)) => "a floating-point number",
        },
        JsonKind::Text(_) => "a string",
        JsonKind::List(_) => "a list",
        JsonKind::Object(_) => "an object",
    };
    format!("expected {expected}, found {found}").into()
}
