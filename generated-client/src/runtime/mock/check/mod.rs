//! Whether a value is of the kind that is documented.

use super::{
    FieldSpec, Kind,
    problem::{Problem, foreign_name},
    spec::{Presence, Written},
};
use crate::runtime::Json;

/// More known values than this are not listed in a message.
const LISTED: usize = 40;

/// The value that a text stands for, in a path, a query string or a header.
pub(super) fn from_text(kind: &Kind, text: &str) -> Result<Json, Problem> {
    let value = match kind {
        Kind::String | Kind::Url | Kind::Strings(_) => Some(Json::from(text)),
        Kind::Bool => match text {
            "true" => Some(Json::Bool(true)),
            "false" => Some(Json::Bool(false)),
            _ => None,
        },
        Kind::F64 => float(text),
        Kind::Json => Some(serde_json::from_str(text).unwrap_or_else(|_| Json::from(text))),
        Kind::List(_) | Kind::Map(_) | Kind::Object(_) => serde_json::from_str(text).ok(),
        _ => integer(text).and_then(integer_json),
    };
    value.ok_or_else(|| expected(kind, Written::Plain))
}

/// Whether a value is of a kind; in strict mode also whether all its members and enum values are documented.
pub(super) fn check(
    kind: &Kind,
    written: Written,
    value: &Json,
    strict: bool,
) -> Result<(), Problem> {
    let wrong = || expected(kind, written);
    match kind {
        Kind::Json => Ok(()),
        Kind::Bool => value.is_boolean().then_some(()).ok_or_else(wrong),
        Kind::String | Kind::Url => text(value, written).map(drop).ok_or_else(wrong),
        Kind::Strings(known) => {
            let text = text(value, written).ok_or_else(wrong)?;
            if strict && !known.contains(&text.as_str()) {
                return Err(unknown(known));
            }
            Ok(())
        }
        Kind::F64 => number(value, written)
            .filter(Json::is_number)
            .map(drop)
            .ok_or_else(wrong),
        Kind::Integers(known) => {
            let number = number(value, written).and_then(|it| whole(&it));
            let number = number.and_then(|it| i64::try_from(it).ok());
            let number = number.ok_or_else(wrong)?;
            if strict && !known.contains(&number) {
                return Err(unknown(known));
            }
            Ok(())
        }
        Kind::List(entry) => {
            let entries = value.as_array().ok_or_else(wrong)?;
            for (index, value) in entries.iter().enumerate() {
                check(entry, written, value, strict).map_err(|it| it.at_index(index))?;
            }
            Ok(())
        }
        Kind::Map(entry) => {
            let members = value.as_object().ok_or_else(wrong)?;
            for (name, value) in members {
                check(entry, written, value, strict)
                    .map_err(|problem| problem.at(foreign_name(name).unwrap_or("*")))?;
            }
            Ok(())
        }
        Kind::Object(fields) => object(fields, value, strict).unwrap_or_else(|| Err(wrong())),
        _ => {
            let number = number(value, written).and_then(|it| whole(&it));
            let (least, most) = range(kind);
            match number {
                Some(number) if (least..=most).contains(&number) => Ok(()),
                _ => Err(wrong()),
            }
        }
    }
}

/// The same value as the types of the client read it: a number that is written as text becomes a number, and the other
/// way round.
pub(super) fn plain(kind: &Kind, written: Written, value: Json) -> Json {
    match (kind, value) {
        // Types for objects know how their members are written.
        (Kind::Object(_) | Kind::Json, value) => value,
        (Kind::List(entry), Json::Array(entries)) => entries
            .into_iter()
            .map(|value| plain(entry, written, value))
            .collect(),
        (Kind::Map(entry), Json::Object(members)) => members
            .into_iter()
            .map(|(name, value)| (name, plain(entry, written, value)))
            .collect(),
        (Kind::String | Kind::Url | Kind::Strings(_), value) => {
            text(&value, written).map_or(value, Json::from)
        }
        (_, value) => number(&value, written).unwrap_or(value),
    }
}

/// Whether a value is what a spec writes as this text.
pub(super) fn is_written(value: &Json, text: &str) -> bool {
    match value {
        Json::String(value) => value == text,
        other => {
            let value = other.to_string();
            value == text
        }
    }
}

/// `None` if the value is no object.
fn object(fields: &[FieldSpec], value: &Json, strict: bool) -> Option<Result<(), Problem>> {
    let members = value.as_object()?;
    for field in fields {
        let result = match members.get(field.name) {
            None | Some(Json::Null) if field.presence == Presence::Always => {
                Err(Problem::new("is missing"))
            }
            None | Some(Json::Null) => Ok(()),
            Some(value) => check(&field.kind, field.written, value, strict),
        };
        if let Err(problem) = result {
            return Some(Err(problem.at(field.name)));
        }
    }
    let is_known = |name: &str| fields.iter().any(|field| field.name == name);
    match members.keys().find(|name| !is_known(name)) {
        Some(name) if strict => Some(Err(
            Problem::new("is not documented").at(foreign_name(name).unwrap_or("*"))
        )),
        _ => Some(Ok(())),
    }
}

/// A text; an integer only if it may stand for one and has all its digits.
fn text(value: &Json, written: Written) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) if written == Written::Either && !number.is_f64() => {
            Some(number.to_string())
        }
        _ => None,
    }
}

/// A number, whether it is written as one or as text.
fn number(value: &Json, written: Written) -> Option<Json> {
    match value {
        Json::Number(_) if written != Written::Text => Some(value.clone()),
        Json::String(text) if written != Written::Plain => match integer(text) {
            Some(number) => integer_json(number),
            None => float(text),
        },
        _ => None,
    }
}

fn whole(value: &Json) -> Option<i128> {
    let signed = value.as_i64().map(i128::from);
    signed.or_else(|| value.as_u64().map(i128::from))
}

/// Digits, perhaps after a minus sign; not the plus sign that the standard library allows.
fn integer(text: &str) -> Option<i128> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_decimal = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_decimal.then(|| text.parse().ok()).flatten()
}

/// `None` if the number needs more than 64 bits.
fn integer_json(number: i128) -> Option<Json> {
    let signed = i64::try_from(number).map(Json::from);
    signed
        .or_else(|_| u64::try_from(number).map(Json::from))
        .ok()
}

/// A number as JSON writes it; not the "inf" and "nan" that the standard library allows.
fn float(text: &str) -> Option<Json> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_decimal = digits.starts_with(|c: char| c.is_ascii_digit());
    let number = is_decimal.then(|| text.parse::<f64>().ok()).flatten()?;
    serde_json::Number::from_f64(number).map(Json::Number)
}

/// The smallest and the largest integer of a kind.
fn range(kind: &Kind) -> (i128, i128) {
    match kind {
        Kind::U32 => (0, u32::MAX.into()),
        Kind::U64 | Kind::Bytes => (0, u64::MAX.into()),
        _ => (i64::MIN.into(), i64::MAX.into()),
    }
}

fn expected(kind: &Kind, written: Written) -> Problem {
    let what = match kind {
        Kind::String | Kind::Url | Kind::Strings(_) => {
            return Problem::new(match written {
                Written::Either => "must be a string or an integer",
                Written::Plain | Written::Text => "must be a string",
            });
        }
        Kind::Bool => return Problem::new("must be true or false"),
        Kind::List(_) => return Problem::new("must be a list"),
        Kind::Map(_) | Kind::Object(_) => return Problem::new("must be an object"),
        Kind::Json => return Problem::new("must be JSON"),
        Kind::U32 => "an integer from 0 to 4294967295",
        Kind::U64 | Kind::Bytes => "an integer from 0 to 18446744073709551615",
        Kind::F64 => "a number",
        Kind::I64
        | Kind::UnixSeconds
        | Kind::UnixMillis
        | Kind::Seconds
        | Kind::Millis
        | Kind::Integers(_) => "an integer",
    };
    Problem::new(match written {
        Written::Plain => format!("must be {what}"),
        Written::Text => format!("must be {what} in a string"),
        Written::Either => format!("must be {what}, plain or in a string"),
    })
}

fn unknown<T: ToString>(known: &[T]) -> Problem {
    if known.len() > LISTED {
        return Problem::new("must be a documented value");
    }
    let values: Vec<String> = known.iter().map(T::to_string).collect();
    Problem::new(format!("must be one of {}", values.join(", ")))
}

#[cfg(test)]
mod tests;
