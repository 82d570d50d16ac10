//! What is not as documented is noticed, and nothing else.

use super::objects::Meeting;
use crate::runtime::{
    DriftKind::{self, MissingField, UnexpectedType, UnknownField, UnknownValue},
    Fault, FromWire, Json, Map, Value,
    wire::{Watch, from_json_watched},
};

/// What an answer turns out to have.
fn findings<T: FromWire>(json: &str) -> Vec<(String, DriftKind)> {
    let watch = Watch::default();
    let _ = from_json_watched::<T>(json.as_bytes(), Some(&watch));
    let findings = watch.into_findings().into_iter();
    findings
        .map(|finding| (finding.path, finding.kind))
        .collect()
}

#[track_caller]
fn check<T: FromWire>(json: &str, expected: &[(&str, DriftKind)]) {
    let found = findings::<T>(json);
    let found: Vec<_> = found
        .iter()
        .map(|(path, kind)| (path.as_str(), *kind))
        .collect();
    assert_eq!(found, expected, "{json}");
}

#[test]
fn what_is_documented_is_no_news() {
    check::<Meeting>(
        r#"{"id": "a", "size": null, "files": [{"id": "b", "count": "7"}], "labels": {"x": true}, "ignored": [1]}"#,
        &[],
    );
    check::<Meeting>(r#"{"id": "a"}"#, &[]);
    check::<Json>(r#"{"any": {"thing": [1, null]}}"#, &[]);
}

#[test]
fn unknown_members() {
    check::<Meeting>(
        r#"{"id": "a", "new": {"deep": [1]}, "files": [{"id": "b", "new": 1}, {"id": "c", "new": 2}, {"id": "d", "files": [{"id": "e", "new": 3}]}], "a.b\n": 1}"#,
        &[
            ("new", UnknownField),
            // Once, however many there are.
            ("files[].new", UnknownField),
            ("files[].files[].new", UnknownField),
            ("[\"a.b\\n\"]", UnknownField),
        ],
    );
}

#[test]
fn names_in_maps_are_data() {
    check::<Map<Vec<Meeting>>>(
        r#"{"13800138000": [{"id": "a", "new": 1}], "张三": [{"id": "b", "new": 1}, {}]}"#,
        &[("{}[].new", UnknownField), ("{}[].id", MissingField)],
    );
    check::<Meeting>(
        r#"{"id": "a", "labels": {"13800138000": "x"}}"#,
        &[("labels{}", UnexpectedType)],
    );
}

#[test]
fn what_stops_the_reading() {
    for (json, path, kind) in [
        (r#"{"files": [{"id": "b"}]}"#, "id", MissingField),
        (r#"{"id": null}"#, "id", MissingField),
        (
            r#"{"id": "a", "files": [{"id": "b"}, {}]}"#,
            "files[].id",
            MissingField,
        ),
        (
            r#"{"id": "a", "files": [{"id": "b", "files": [7]}]}"#,
            "files[].files[]",
            UnexpectedType,
        ),
        (r#"{"id": "a", "size": "hunter2"}"#, "size", UnexpectedType),
        (r#"{"id": "a", "size": -1}"#, "size", UnexpectedType),
        (r#"{"id": "a", "count": "x"}"#, "count", UnexpectedType),
        (r#"{"id": {"x": 1}}"#, "id", UnexpectedType),
        ("[]", "", UnexpectedType),
    ] {
        check::<Meeting>(json, &[(path, kind)]);
    }
    // A broken text says nothing about the service's documentation.
    check::<Meeting>(r#"{"id": "a", "size": }"#, &[]);
    check::<Meeting>(r#"{"id": "a""#, &[]);
}

#[derive(Debug, PartialEq)]
enum State {
    Ready,
    Unknown(i64),
}

impl State {
    fn value(&self) -> i64 {
        match self {
            Self::Ready => 3,
            Self::Unknown(value) => *value,
        }
    }
}

impl From<i64> for State {
    fn from(value: i64) -> Self {
        match value {
            3 => Self::Ready,
            _ => Self::Unknown(value),
        }
    }
}

#[derive(Debug, PartialEq)]
enum Kind {
    Cloud,
    Unknown(String),
}

impl Kind {
    fn as_str(&self) -> &str {
        match self {
            Self::Cloud => "cloud",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for Kind {
    fn from(value: &str) -> Self {
        match value {
            "cloud" => Self::Cloud,
            _ => Self::Unknown(value.to_owned()),
        }
    }
}

crate::runtime::wire_integers!(State);
crate::runtime::wire_strings!(Kind);

/// Reads enums in every way in which they are sent.
#[derive(Debug, Default, PartialEq)]
struct Enums {
    plain: Option<State>,
    text: Option<State>,
    either: Option<State>,
    kind: Option<Kind>,
    list: Option<Vec<Kind>>,
    boxed: Option<Box<State>>,
}

impl FromWire for Enums {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        let mut read = Self::default();
        value.object(&mut |key, value| match key {
            "plain" => value.read(&mut read.plain),
            "text" => value.read_text(&mut read.text),
            "either" => value.read_either(&mut read.either),
            "kind" => value.read_either(&mut read.kind),
            "list" => value.read(&mut read.list),
            "boxed" => value.read(&mut read.boxed),
            _ => value.unknown(),
        })?;
        Ok(read)
    }
}

#[test]
fn unlisted_values() {
    check::<Enums>(
        r#"{"plain": 3, "text": "3", "either": "3", "kind": "cloud", "list": ["cloud"], "boxed": null}"#,
        &[],
    );
    check::<Enums>(
        r#"{"plain": 4, "text": "4", "either": 4, "kind": "hunter2", "list": ["cloud", "hunter2"], "boxed": 4}"#,
        &[
            ("plain", UnknownValue),
            ("text", UnknownValue),
            ("either", UnknownValue),
            ("kind", UnknownValue),
            ("list[]", UnknownValue),
            ("boxed", UnknownValue),
        ],
    );
    let read: Enums = from_json_watched(br#"{"plain": 4, "boxed": null}"#, None).unwrap();
    assert_eq!(read.plain, Some(State::Unknown(4)));
    assert_eq!(read.boxed, None);
}

#[test]
fn findings_are_bounded() {
    let members: Vec<_> = (0..10_000).map(|n| format!("\"{n}\": 1, ")).collect();
    let members = members.concat();
    assert_eq!(
        findings::<Meeting>(&format!("{{{members}\"id\": \"a\"}}")).len(),
        100
    );
    let name = "x".repeat(10_000);
    let found = findings::<Meeting>(&format!("{{\"{name}\": 1, \"id\": \"a\"}}"));
    assert!(found[0].0.chars().count() < 120);
}
