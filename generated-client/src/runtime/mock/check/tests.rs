use serde_json::json;

use super::*;

static FIELDS: [FieldSpec; 5] = [
    FieldSpec::new("id", Kind::String).always(),
    FieldSpec::new("count", Kind::U32),
    FieldSpec::new("time", Kind::UnixMillis).text(),
    FieldSpec::new("state", Kind::Integers(&[1, 2])),
    FieldSpec::new("parts", Kind::List(&Kind::Object(&FIELDS))),
];

#[test]
fn texts_become_values() {
    let cases = [
        (Kind::String, "10", Some(json!("10"))),
        (Kind::String, "", Some(json!(""))),
        (Kind::Bool, "true", Some(json!(true))),
        (Kind::Bool, "1", None),
        (Kind::U32, "10", Some(json!(10))),
        (Kind::U32, "010", Some(json!(10))),
        (Kind::U32, "+10", None),
        (Kind::U32, " 10", None),
        (Kind::U32, "", None),
        (Kind::U32, "1.0", None),
        (Kind::I64, "-9223372036854775808", Some(json!(i64::MIN))),
        (Kind::U64, "18446744073709551615", Some(json!(u64::MAX))),
        (Kind::U64, "18446744073709551616", None),
        (Kind::F64, "1.5", Some(json!(1.5))),
        (Kind::F64, "2", Some(json!(2.0))),
        (Kind::F64, "inf", None),
        (Kind::F64, "NaN", None),
        (Kind::F64, "1e999", None),
        (Kind::Integers(&[1]), "7", Some(json!(7))),
        (Kind::Integers(&[1]), "x", None),
        (Kind::Strings(&["a"]), "b", Some(json!("b"))),
    ];
    for (kind, text, expected) in cases {
        assert_eq!(from_text(&kind, text).ok(), expected, "{kind:?} {text}");
    }
}

#[test]
fn kinds_are_checked() {
    use Written::{Either, Plain, Text};

    let whole = "must be an integer";
    let wide = "must be an integer from 0 to 18446744073709551615";
    let cases = [
        (Kind::String, Plain, json!("a"), ""),
        (Kind::String, Plain, json!(1), "must be a string"),
        (
            Kind::String,
            Either,
            json!(18_446_744_073_709_551_615_u64),
            "",
        ),
        (
            Kind::String,
            Either,
            json!(1.5),
            "must be a string or an integer",
        ),
        (Kind::Bool, Plain, json!(false), ""),
        (Kind::Bool, Plain, json!("false"), "must be true or false"),
        (Kind::U32, Plain, json!(4_294_967_295_u32), ""),
        (
            Kind::U32,
            Plain,
            json!(4_294_967_296_u64),
            "must be an integer from 0 to 4294967295",
        ),
        (Kind::U64, Plain, json!(u64::MAX), ""),
        (Kind::U64, Plain, json!(-1), wide),
        // More than 64 bits: the reader of JSON has made a float of it.
        (Kind::U64, Plain, json!(18_446_744_073_709_551_616.0), wide),
        (Kind::I64, Plain, json!(i64::MIN), ""),
        (Kind::I64, Plain, json!(u64::MAX), whole),
        (Kind::I64, Plain, json!(1.0), whole),
        (Kind::I64, Plain, json!("1"), whole),
        (Kind::I64, Text, json!("1"), ""),
        (Kind::I64, Text, json!(1), "must be an integer in a string"),
        (Kind::I64, Either, json!("-1"), ""),
        (
            Kind::I64,
            Either,
            json!("x"),
            "must be an integer, plain or in a string",
        ),
        (Kind::F64, Plain, json!(1), ""),
        (Kind::F64, Text, json!("1.5"), ""),
        (Kind::F64, Plain, json!("1.5"), "must be a number"),
        (Kind::Json, Plain, json!([null]), ""),
        (
            Kind::Integers(&[1, 2]),
            Plain,
            json!(3),
            "must be one of 1, 2",
        ),
        (
            Kind::Strings(&["a", "b"]),
            Plain,
            json!("c"),
            "must be one of a, b",
        ),
        (Kind::List(&Kind::U32), Plain, json!({}), "must be a list"),
        (Kind::Map(&Kind::U32), Plain, json!([]), "must be an object"),
    ];
    for (kind, written, value, expected) in cases {
        let problem = check(&kind, written, &value, true).err();
        let says = problem.map_or_else(String::new, |it| it.at("x").to_string());
        let expected = match expected {
            "" => String::new(),
            says => format!("`x` {says}"),
        };
        assert_eq!(says, expected, "{kind:?} {written:?} {value}");
    }
}

#[test]
fn unknown_values_and_members_are_allowed_unless_strict() {
    let cases = [
        (Kind::Integers(&[1]), json!(3)),
        (Kind::Strings(&["a"]), json!("c")),
        (Kind::Object(&FIELDS), json!({"id": "a", "more": 1})),
    ];
    for (kind, value) in cases {
        assert_eq!(check(&kind, Written::Plain, &value, false), Ok(()));
        assert!(check(&kind, Written::Plain, &value, true).is_err());
    }
}

#[test]
fn problems_name_the_place() {
    let cases = [
        (json!({}), "`x.id` is missing"),
        (json!({"id": null}), "`x.id` is missing"),
        (json!({"id": "a", "count": null}), ""),
        (json!({"id": "a", "time": "1"}), ""),
        (
            json!({"id": "a", "time": 1}),
            "`x.time` must be an integer in a string",
        ),
        (
            json!({"id": "a", "parts": [{"id": "b"}, {}]}),
            "`x.parts[1].id` is missing",
        ),
        (
            json!({"id": "a", "secret value": 1}),
            "`x.*` is not documented",
        ),
        (json!({"id": "a", "more": 1}), "`x.more` is not documented"),
    ];
    for (value, expected) in cases {
        let problem = check(&Kind::Object(&FIELDS), Written::Plain, &value, true).err();
        let says = problem.map_or_else(String::new, |it| it.at("x").to_string());
        assert_eq!(says, expected, "{value}");
    }
}

#[test]
fn values_are_made_plain_but_for_members_of_objects() {
    let cases = [
        (
            Kind::U64,
            Written::Text,
            json!("18446744073709551615"),
            json!(u64::MAX),
        ),
        (Kind::String, Written::Either, json!(7), json!("7")),
        (
            Kind::List(&Kind::I64),
            Written::Either,
            json!(["1", 2]),
            json!([1, 2]),
        ),
        (
            Kind::Map(&Kind::I64),
            Written::Text,
            json!({"a": "1"}),
            json!({"a": 1}),
        ),
        (
            Kind::Object(&FIELDS),
            Written::Plain,
            json!({"id": "a", "time": "1"}),
            json!({"id": "a", "time": "1"}),
        ),
    ];
    for (kind, written, value, expected) in cases {
        assert_eq!(plain(&kind, written, value), expected);
    }
}
