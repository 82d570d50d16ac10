//! Objects, as generated code reads and writes them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Value as Json, json};

use super::{check, read};
use crate::runtime::{Fault, FromWire, ObjectWriter, Value, always, from_json, wire_objects};

/// What generated objects look like.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Meeting {
    id: String,
    size: Option<u32>,
    state: Option<i64>,
    files: Vec<Meeting>,
    labels: BTreeMap<String, bool>,
    count: Option<u64>,
}

impl FromWire for Meeting {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        let mut id = None;
        let mut size = None;
        let mut state = None;
        let mut files = None;
        let mut labels = None;
        let mut count = None;
        value.object(&mut |key, value| match key {
            "id" => value.read_either(&mut id),
            "size" | "fileSize" => value.read(&mut size),
            "state" => value.read(&mut state),
            "files" => value.read(&mut files),
            "labels" => value.read(&mut labels),
            "count" => value.read_text(&mut count),
            "ignored" => Ok(()),
            _ => value.unknown(),
        })?;
        Ok(Self {
            id: always(id, "id")?,
            size,
            state,
            files: files.unwrap_or_default(),
            labels: labels.unwrap_or_default(),
            count,
        })
    }
}

impl Serialize for Meeting {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = ObjectWriter::new(serializer)?;
        object.field("id", &self.id)?;
        object.optional("size", &self.size)?;
        object.optional("state", &self.state)?;
        object.list("files", &self.files)?;
        object.map("labels", &self.labels)?;
        object.text_optional("count", &self.count)?;
        object.end()
    }
}

wire_objects!(Meeting);

fn meeting(id: &str) -> Meeting {
    Meeting {
        id: id.to_owned(),
        ..Meeting::default()
    }
}

#[test]
fn objects() {
    check::<Meeting>(&[
        ("{\"id\": \"a\"}", Ok(meeting("a"))),
        ("{\"id\": 5}", Ok(meeting("5"))),
        // Null is as good as missing.
        (
            "{\"id\": \"a\", \"size\": null, \"files\": null, \"labels\": null, \"count\": null}",
            Ok(meeting("a")),
        ),
        // Of two names of one field, and of two values of one name, null does not win.
        (
            "{\"id\": \"a\", \"fileSize\": 5, \"size\": null}",
            Ok(Meeting {
                size: Some(5),
                ..meeting("a")
            }),
        ),
        (
            "{\"id\": \"a\", \"size\": 5, \"size\": 6}",
            Ok(Meeting {
                size: Some(6),
                ..meeting("a")
            }),
        ),
        // What nobody knows is skipped, whatever it is; so is a value that was not read.
        (
            "{\"new\": {\"deep\": [1, {\"x\": null}]}, \"ignored\": [[1], {}], \"id\": \"a\", \"count\": \"7\"}",
            Ok(Meeting {
                count: Some(7),
                ..meeting("a")
            }),
        ),
        ("{}", Err("`id`: required, but missing or null")),
        ("{\"id\": null}", Err("`id`: required, but missing or null")),
        ("null", Err("expected an object, found null")),
        ("[]", Err("expected an object, found a list")),
        ("\"\"", Err("expected an object, found a string")),
        (
            "{\"id\": \"a\", \"files\": [{\"id\": \"b\"}, {\"id\": \"c\", \"state\": \"5\"}]}",
            Err("`files[1].state`: expected an integer, found a string"),
        ),
        (
            "{\"id\": \"a\", \"files\": [{\"id\": \"b\", \"files\": [{}]}]}",
            Err("`files[0].files[0].id`: required, but missing or null"),
        ),
        (
            "{\"id\": \"a\", \"labels\": {\"中文\": 1}}",
            Err("`labels.中文`: expected a boolean, found an integer"),
        ),
    ]);
}

/// Reads nullable values of types that take null themselves, or nullable values inside.
#[derive(Debug, Default, PartialEq)]
struct Nullable {
    json: Option<Json>,
    inner: Option<Inner>,
}

#[derive(Debug, PartialEq)]
struct Inner(Option<u32>);

impl FromWire for Inner {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        let mut slot = None;
        value.read(&mut slot)?;
        Ok(Self(slot))
    }
}

impl FromWire for Nullable {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        let mut read = Self::default();
        value.object(&mut |key, value| match key {
            "json" => value.read(&mut read.json),
            "inner" => value.read(&mut read.inner),
            _ => value.unknown(),
        })?;
        Ok(read)
    }
}

#[test]
fn null_is_for_the_outermost_who_is_ready_for_it() {
    check::<Nullable>(&[
        ("{\"json\": null, \"inner\": null}", Ok(Nullable::default())),
        (
            "{\"json\": [null], \"inner\": 2}",
            Ok(Nullable {
                json: Some(json!([null])),
                inner: Some(Inner(Some(2))),
            }),
        ),
        (
            "{\"inner\": true}",
            Err("`inner`: expected an integer from 0 to 4294967295, found a boolean"),
        ),
    ]);
    check::<Inner>(&[("null", Ok(Inner(None)))]);
    check::<Vec<Inner>>(&[("[null, 3]", Ok(vec![Inner(None), Inner(Some(3))]))]);
    check::<Json>(&[("null", Ok(Json::Null))]);
}

#[test]
fn broken_characters_matter_only_where_somebody_looks() {
    let json = b"{\"new\": \"\xff\", \"id\": \"a\"}";
    assert_eq!(from_json::<Meeting>(json), Ok(meeting("a")));
    let fault = from_json::<Meeting>(b"{\"id\": \"\xff\"}").unwrap_err();
    assert_eq!(
        fault.to_string(),
        "`id`: not valid JSON: invalid unicode code point at line 1 column 9"
    );
}

#[test]
fn broken_text() {
    check::<Meeting>(&[
        (
            "",
            Err("not valid JSON: EOF while parsing a value at line 1 column 0"),
        ),
        (
            "{\"id\": \"a\"} x",
            Err("not valid JSON: trailing characters at line 1 column 13"),
        ),
        (
            "{\"id\": \"a\"",
            Err("not valid JSON: EOF while parsing an object at line 1 column 10"),
        ),
        (
            "{\n\"new\": [1,}",
            Err("`new`: not valid JSON: expected value at line 2 column 11"),
        ),
        (
            "<html>",
            Err("not valid JSON: expected value at line 1 column 1"),
        ),
    ]);
    let deep = "[".repeat(1000);
    let fault = from_json::<Json>(deep.as_bytes()).unwrap_err().to_string();
    assert!(
        fault.ends_with("not valid JSON: recursion limit exceeded at line 1 column 128"),
        "{fault}"
    );
    let fault = from_json::<String>(b"\"\xff\"").unwrap_err().to_string();
    assert!(
        fault.starts_with("not valid JSON: invalid unicode code point"),
        "{fault}"
    );
}

#[test]
fn faults_name_no_values() {
    let fault = from_json::<Meeting>(br#"{"id": "a", "state": "hunter2"}"#).unwrap_err();
    assert_eq!(fault.path(), "state");
    assert!(!format!("{fault} {fault:?}").contains("hunter2"));
}

#[test]
fn objects_are_written_as_they_came() {
    let text = r#"{"id":"a","size":5,"files":[{"id":"b"}],"labels":{"x":true},"count":"7"}"#;
    let meeting = read::<Meeting>(text).unwrap();
    assert_eq!(serde_json::to_string(&meeting).unwrap(), text);
    assert_eq!(
        serde_json::to_string(&self::meeting("b")).unwrap(),
        r#"{"id":"b"}"#
    );
}

#[test]
fn objects_are_read_by_serde_too() {
    let text = r#"{"id":"a","files":[{"id":"b","size":5}]}"#;
    let expected = read::<Meeting>(text).unwrap();
    assert_eq!(serde_json::from_str::<Meeting>(text).unwrap(), expected);
    let json: Json = serde_json::from_str(text).unwrap();
    assert_eq!(Meeting::deserialize(&json).unwrap(), expected);
    assert_eq!(serde_json::from_value::<Meeting>(json).unwrap(), expected);
    assert_eq!(
        serde_json::from_reader::<_, Meeting>(text.as_bytes()).unwrap(),
        expected
    );
    assert_eq!(
        serde_json::from_str::<BTreeMap<String, Vec<Meeting>>>(&format!("{{\"x\":[{text}]}}"))
            .unwrap()["x"],
        [expected]
    );
}

#[test]
fn serde_errors_say_the_same() {
    let error = |text: &str| {
        serde_json::from_str::<Meeting>(text)
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        error(r#"{"id":"a","files":[{"id":true}]}"#),
        "`files[0].id`: expected a string or an integer, found a boolean"
    );
    assert_eq!(
        error("{\"id\""),
        "EOF while parsing an object at line 1 column 5"
    );
    let json = json!({"id": "a", "files": [{}]});
    assert_eq!(
        Meeting::deserialize(&json).unwrap_err().to_string(),
        "`files[0].id`: required, but missing or null"
    );
}
