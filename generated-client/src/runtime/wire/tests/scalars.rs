//! Values of the kind that is expected.

use std::collections::BTreeMap;

use serde::de::{IntoDeserializer, value::MapDeserializer};
use serde_json::{Value as Json, json};

use super::{check, read};
use crate::runtime::{
    Bytes, Millis, Seconds, Secret, UnixMillis, UnixSeconds, deserialize, from_json,
};

#[test]
fn booleans() {
    check::<bool>(&[
        ("true", Ok(true)),
        (" false ", Ok(false)),
        ("null", Err("expected a boolean, found null")),
        ("0", Err("expected a boolean, found an integer")),
        ("\"true\"", Err("expected a boolean, found a string")),
    ]);
}

#[test]
fn integers_are_not_rounded_and_do_not_overflow() {
    const U32: &str = "expected an integer from 0 to 4294967295, found";
    const U64: &str = "expected an integer from 0 to 18446744073709551615, found";
    check::<u32>(&[
        ("0", Ok(0)),
        ("4294967295", Ok(4_294_967_295)),
        ("4294967296", Err(&format!("{U32} an integer out of range"))),
        (
            "1099511627776",
            Err(&format!("{U32} an integer out of range")),
        ),
        ("-1", Err(&format!("{U32} an integer out of range"))),
        ("1.0", Err(&format!("{U32} a floating-point number"))),
        ("1e3", Err(&format!("{U32} a floating-point number"))),
        ("\"1\"", Err(&format!("{U32} a string"))),
        ("null", Err(&format!("{U32} null"))),
        ("[1]", Err(&format!("{U32} a list"))),
        ("{}", Err(&format!("{U32} an object"))),
    ]);
    check::<i64>(&[
        ("9223372036854775807", Ok(i64::MAX)),
        ("-9223372036854775808", Ok(i64::MIN)),
        (
            "9223372036854775808",
            Err("expected an integer, found an integer out of range"),
        ),
        (
            "-9223372036854775809",
            Err("expected an integer, found a number out of range"),
        ),
        // 20 digits that fit into 64 bits without a sign, and 20 that do not.
        (
            "10000000000000000000",
            Err("expected an integer, found an integer out of range"),
        ),
        (
            "59397417865641019320",
            Err("expected an integer, found a number out of range"),
        ),
    ]);
    check::<u64>(&[
        ("18446744073709551615", Ok(u64::MAX)),
        (
            "18446744073709551616",
            Err(&format!("{U64} a number out of range")),
        ),
        ("-1", Err(&format!("{U64} an integer out of range"))),
    ]);
}

#[test]
fn floats_take_integers() {
    check::<f64>(&[
        ("1.5", Ok(1.5)),
        ("-2", Ok(-2.0)),
        ("7", Ok(7.0)),
        ("1e3", Ok(1000.0)),
        ("\"1.5\"", Err("expected a number, found a string")),
    ]);
}

#[test]
fn strings_take_nothing_else() {
    check::<String>(&[
        ("\"中\\n\\u0041\"", Ok("中\nA".to_owned())),
        ("\"\"", Ok(String::new())),
        ("1", Err("expected a string, found an integer")),
        (
            "1.5",
            Err("expected a string, found a floating-point number"),
        ),
        ("true", Err("expected a string, found a boolean")),
        ("null", Err("expected a string, found null")),
    ]);
}

#[test]
fn units_are_numbers() {
    check::<UnixSeconds>(&[
        ("1611072000", Ok(UnixSeconds(1_611_072_000))),
        ("\"1611072000\"", Err("expected an integer, found a string")),
    ]);
    check::<UnixMillis>(&[("1613738011389", Ok(UnixMillis(1_613_738_011_389)))]);
    check::<Seconds>(&[("-1", Ok(Seconds(-1)))]);
    check::<Millis>(&[("59886", Ok(Millis(59886)))]);
    check::<Bytes>(&[
        ("480236476", Ok(Bytes(480_236_476))),
        (
            "-1",
            Err(
                "expected an integer from 0 to 18446744073709551615, found an integer out of range",
            ),
        ),
    ]);
}

#[test]
fn lists_and_maps() {
    check::<Vec<u32>>(&[
        ("[]", Ok(vec![])),
        ("[1, 2]", Ok(vec![1, 2])),
        (
            "[1, null]",
            Err("`[1]`: expected an integer from 0 to 4294967295, found null"),
        ),
        ("null", Err("expected a list, found null")),
        ("{}", Err("expected a list, found an object")),
        (
            "[1",
            Err("not valid JSON: EOF while parsing a list at line 1 column 2"),
        ),
    ]);
    check::<Vec<Option<u32>>>(&[("[1, null]", Ok(vec![Some(1), None]))]);
    check::<Vec<Vec<bool>>>(&[
        ("[[true], []]", Ok(vec![vec![true], vec![]])),
        (
            "[[true], [false, 0]]",
            Err("`[1][1]`: expected a boolean, found an integer"),
        ),
    ]);
    check::<BTreeMap<String, u32>>(&[
        ("{}", Ok(BTreeMap::new())),
        (
            "{\"a\": 1, \"b\\n\": 2}",
            Ok([("a".to_owned(), 1), ("b\n".to_owned(), 2)].into()),
        ),
        (
            "{\"a\": null}",
            Err("`a`: expected an integer from 0 to 4294967295, found null"),
        ),
        (
            "{\"a.b\\n\": true}",
            Err("`[\"a.b\\n\"]`: expected an integer from 0 to 4294967295, found a boolean"),
        ),
        ("[]", Err("expected an object, found a list")),
    ]);
    check::<Option<Box<u32>>>(&[("1", Ok(Some(Box::new(1)))), ("null", Ok(None))]);
    check::<Secret<String>>(&[
        ("\"x\"", Ok("x".into())),
        ("1", Err("expected a string, found an integer")),
    ]);
}

#[test]
fn any_json() {
    let text = r#"{"a": [null, true, -1, 18446744073709551615, 1.5, "x"], "b": {}}"#;
    assert_eq!(
        read::<Json>(text),
        Ok(json!({"a": [null, true, -1, u64::MAX, 1.5, "x"], "b": {}}))
    );
}

/// Whatever a byte is replaced with, and wherever a text ends, the bridge agrees with `serde_json`.
#[test]
fn damaged_texts() {
    let text =
        br#"{"a\u0041":[null,true,-1.5e3,{"":[[]]}],"b":"\ud83d\ude00","c":18446744073709551616}"#;
    let check = |bytes: &[u8]| {
        let found = from_json::<Json>(bytes).ok();
        let expected = serde_json::from_slice::<Json>(bytes).ok();
        assert_eq!(found, expected, "{}", String::from_utf8_lossy(bytes));
    };
    for end in 0..=text.len() {
        check(&text[..end]);
    }
    for position in 0..text.len() {
        for byte in b"{}[]\",:\\u0-.e tn\xff\0" {
            let mut damaged = text.to_vec();
            damaged[position] = *byte;
            check(&damaged);
        }
    }
}

/// How `serde_json` passes numbers on in a program that switches its feature `arbitrary_precision` on.
#[test]
fn numbers_of_any_precision() {
    let read = |digits: &'static str| {
        let members = [("$serde_json::private::Number", digits)].into_iter();
        let deserializer: MapDeserializer<'_, _, serde::de::value::Error> =
            MapDeserializer::new(members);
        deserialize::<f64, _>(deserializer)
    };
    assert_eq!(read("1.5"), Ok(1.5));
    assert_eq!(
        read("59397417865641019320"),
        Ok(59_397_417_865_641_019_320.0)
    );
    assert!(read("x").is_err());
    let scalar: serde::de::value::U64Deserializer<serde::de::value::Error> =
        7_u64.into_deserializer();
    assert_eq!(deserialize::<u32, _>(scalar), Ok(7));
}
