//! Numbers in strings, and strings that are numbers.

use std::collections::BTreeMap;

use super::check;
use crate::runtime::{Bytes, Fault, FromText, FromWire, UnixSeconds, Value};

/// A type read as text, for tables.
#[derive(Debug, PartialEq)]
struct Text<T>(T);

impl<T: FromText> FromWire for Text<T> {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        T::from_text(value).map(Self)
    }
}

/// A type read as number or text, for tables.
#[derive(Debug, PartialEq)]
struct Either<T>(T);

impl<T: FromText> FromWire for Either<T> {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        T::from_either(value).map(Self)
    }
}

#[test]
fn numbers_in_strings() {
    const U32: &str = "expected an integer from 0 to 4294967295 in a string, found";
    check::<Text<u32>>(&[
        ("\"20\"", Ok(Text(20))),
        ("\"007\"", Ok(Text(7))),
        ("20", Err(&format!("{U32} an integer"))),
        (
            "\"4294967296\"",
            Err("expected an integer from 0 to 4294967295, found an integer out of range"),
        ),
        ("\"\"", Err(&format!("{U32} a string that is not one"))),
        ("\"+1\"", Err(&format!("{U32} a string that is not one"))),
        ("\" 1\"", Err(&format!("{U32} a string that is not one"))),
        ("\"1.0\"", Err(&format!("{U32} a string that is not one"))),
        ("\"-\"", Err(&format!("{U32} a string that is not one"))),
        (
            "\"\u{663}\"",
            Err(&format!("{U32} a string that is not one")),
        ),
    ]);
    check::<Text<i64>>(&[
        ("\"-9223372036854775808\"", Ok(Text(i64::MIN))),
        (
            "\"59397417865641019320\"",
            Err("expected an integer, found an integer out of range"),
        ),
    ]);
    check::<Text<f64>>(&[
        ("\"1.5\"", Ok(Text(1.5))),
        ("\"-1\"", Ok(Text(-1.0))),
        (
            "\"inf\"",
            Err("expected a number in a string, found a string that is not one"),
        ),
        (
            "\"NaN\"",
            Err("expected a number in a string, found a string that is not one"),
        ),
        (
            "\"1e999\"",
            Err("expected a number in a string, found a string that is not one"),
        ),
        (
            "1.5",
            Err("expected a number in a string, found a floating-point number"),
        ),
    ]);
    check::<Text<Vec<Option<u32>>>>(&[
        ("[\"1\", null]", Ok(Text(vec![Some(1), None]))),
        (
            "[\"1\", 2]",
            Err("`[1]`: expected an integer from 0 to 4294967295 in a string, found an integer"),
        ),
    ]);
}

#[test]
fn numbers_or_strings() {
    check::<Either<u64>>(&[
        ("1", Ok(Either(1))),
        ("\"18446744073709551615\"", Ok(Either(u64::MAX))),
        (
            "true",
            Err(
                "expected an integer from 0 to 18446744073709551615, plain or in a string, found a boolean",
            ),
        ),
        (
            "1.0",
            Err(
                "expected an integer from 0 to 18446744073709551615, plain or in a string, found a floating-point number",
            ),
        ),
    ]);
    check::<Either<f64>>(&[("1.5", Ok(Either(1.5))), ("\"1.5\"", Ok(Either(1.5)))]);
    check::<Either<String>>(&[
        (
            "\"59397417865641019320\"",
            Ok(Either("59397417865641019320".to_owned())),
        ),
        (
            "18446744073709551615",
            Ok(Either("18446744073709551615".to_owned())),
        ),
        ("-5", Ok(Either("-5".to_owned()))),
        // Its last digits are lost already, so it must not become a wrong id.
        (
            "59397417865641019320",
            Err("expected a string or an integer, found a number out of range"),
        ),
        (
            "1.5",
            Err("expected a string or an integer, found a floating-point number"),
        ),
        (
            "true",
            Err("expected a string or an integer, found a boolean"),
        ),
    ]);
    check::<Either<Vec<String>>>(&[(
        "[1, \"2\"]",
        Ok(Either(vec!["1".to_owned(), "2".to_owned()])),
    )]);
    check::<Either<BTreeMap<String, u32>>>(&[(
        "{\"a\": \"1\"}",
        Ok(Either([("a".to_owned(), 1)].into())),
    )]);
}

#[test]
fn units() {
    check::<Text<UnixSeconds>>(&[
        ("\"1611072000\"", Ok(Text(UnixSeconds(1_611_072_000)))),
        (
            "1611072000",
            Err("expected an integer in a string, found an integer"),
        ),
    ]);
    check::<Either<Bytes>>(&[("\"7\"", Ok(Either(Bytes(7)))), ("7", Ok(Either(Bytes(7))))]);
}
