//! Numbers that are sent as strings, and strings that are sent as numbers.

use std::{borrow::Cow, collections::BTreeMap};

use super::{
    Fault, FromWire,
    value::{Event, Value},
};

/// A type whose values some services send as strings although they are numbers, or the other way round.
pub trait FromText: FromWire {
    /// Reads a value that is sent as a string.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the value is not a string, or the string does not hold what the type expects.
    fn from_text(value: Value<'_>) -> Result<Self, Fault>;

    /// Reads a value that is sent as a number or as a string.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the value is neither, the string does not hold what the type expects, or the number has digits
    /// that are lost because they need more than 64 bits.
    fn from_either(value: Value<'_>) -> Result<Self, Fault>;
}

/// How a value is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As its own kind.
    Plain,
    /// As a string.
    Text,
    /// As a number or as a string.
    Either,
}

impl Form {
    fn allows_plain(self) -> bool {
        self != Self::Text
    }

    fn allows_text(self) -> bool {
        self != Self::Plain
    }
}

/// An integer type, and what messages call it.
pub(super) trait Integer: TryFrom<u64> + TryFrom<i64> + TryFrom<i128> {
    const EXPECTED: &'static str;
}

impl Integer for u32 {
    const EXPECTED: &'static str = "an integer from 0 to 4294967295";
}

impl Integer for u64 {
    const EXPECTED: &'static str = "an integer from 0 to 18446744073709551615";
}

impl Integer for i64 {
    const EXPECTED: &'static str = "an integer";
}

pub(super) fn integer<T: Integer>(value: Value<'_>, form: Form) -> Result<T, Fault> {
    let number = match value.event()? {
        Event::Unsigned(number) if form.allows_plain() => T::try_from(number).ok(),
        Event::Signed(number) if form.allows_plain() => T::try_from(number).ok(),
        Event::Text(text) if form.allows_text() => match parse(&text) {
            Some(number) => T::try_from(number).ok(),
            None => return Err(not_one(T::EXPECTED, form)),
        },
        other => return Err(other.instead_of(in_text(T::EXPECTED, form))),
    };
    number.ok_or_else(|| Fault::new(T::EXPECTED, "an integer out of range"))
}

/// Digits, perhaps after a minus sign; not the plus sign that the standard library allows.
fn parse(text: &str) -> Option<i128> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_decimal = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_decimal.then(|| text.parse().ok()).flatten()
}

#[cold]
fn not_one(expected: &'static str, form: Form) -> Fault {
    Fault::new(in_text(expected, form), "a string that is not one")
}

#[cold]
fn in_text(expected: &'static str, form: Form) -> Cow<'static, str> {
    match form {
        Form::Plain => expected.into(),
        Form::Text => format!("{expected} in a string").into(),
        Form::Either => format!("{expected}, plain or in a string").into(),
    }
}

// Large integers lose digits, as they do in every JSON reader that was asked for a float.
#[allow(clippy::cast_precision_loss)]
pub(super) fn float(value: Value<'_>, form: Form) -> Result<f64, Fault> {
    const EXPECTED: &str = "a number";
    Ok(match value.event()? {
        Event::Float(number) if form.allows_plain() => number,
        Event::Unsigned(number) if form.allows_plain() => number as f64,
        Event::Signed(number) if form.allows_plain() => number as f64,
        Event::Text(text) if form.allows_text() => {
            parse_float(&text).ok_or_else(|| not_one(EXPECTED, form))?
        }
        other => return Err(other.instead_of(in_text(EXPECTED, form))),
    })
}

/// A number as JSON writes it; not the "inf" and "nan" that the standard library allows.
fn parse_float(text: &str) -> Option<f64> {
    let is_decimal = text
        .strip_prefix('-')
        .unwrap_or(text)
        .starts_with(|c: char| c.is_ascii_digit());
    let number = is_decimal.then(|| text.parse::<f64>().ok()).flatten()?;
    number.is_finite().then_some(number)
}

pub(super) fn string(value: Value<'_>, form: Form) -> Result<String, Fault> {
    Ok(match value.event()? {
        Event::Text(text) => text.into_owned(),
        Event::Unsigned(number) if form == Form::Either => number.to_string(),
        Event::Signed(number) if form == Form::Either => number.to_string(),
        other => {
            return Err(other.instead_of(match form {
                Form::Either => "a string or an integer",
                Form::Plain | Form::Text => "a string",
            }));
        }
    })
}

macro_rules! from_text {
    ($($ty:ty: $read:path),*) => {$(
        impl FromText for $ty {
            fn from_text(value: Value<'_>) -> Result<Self, Fault> {
                $read(value, Form::Text)
            }

            fn from_either(value: Value<'_>) -> Result<Self, Fault> {
                $read(value, Form::Either)
            }
        }
    )*};
}

from_text!(u32: integer, u64: integer, i64: integer, f64: float, String: string);

impl<T: FromText> FromText for Option<T> {
    fn from_text(value: Value<'_>) -> Result<Self, Fault> {
        let mut slot = None;
        value.read_text(&mut slot)?;
        Ok(slot)
    }

    fn from_either(value: Value<'_>) -> Result<Self, Fault> {
        let mut slot = None;
        value.read_either(&mut slot)?;
        Ok(slot)
    }
}

impl<T: FromText> FromText for Vec<T> {
    fn from_text(value: Value<'_>) -> Result<Self, Fault> {
        let mut items = Self::new();
        value.list(&mut |value| {
            items.push(T::from_text(value)?);
            Ok(())
        })?;
        Ok(items)
    }

    fn from_either(value: Value<'_>) -> Result<Self, Fault> {
        let mut items = Self::new();
        value.list(&mut |value| {
            items.push(T::from_either(value)?);
            Ok(())
        })?;
        Ok(items)
    }
}

impl<T: FromText> FromText for BTreeMap<String, T> {
    fn from_text(value: Value<'_>) -> Result<Self, Fault> {
        let mut map = Self::new();
        value.map(&mut |key, value| {
            map.insert(key.to_owned(), T::from_text(value)?);
            Ok(())
        })?;
        Ok(map)
    }

    fn from_either(value: Value<'_>) -> Result<Self, Fault> {
        let mut map = Self::new();
        value.map(&mut |key, value| {
            map.insert(key.to_owned(), T::from_either(value)?);
            Ok(())
        })?;
        Ok(map)
    }
}
