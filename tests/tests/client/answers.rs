//! Every documented answer is decoded and encoded again without loss.

use std::{collections::BTreeSet, fs};

use golden_tests::{data, none};
use serde_json::Value;

use crate::{operations, spec};

/// What became of a value on its way through the client.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// It is no longer there.
    Dropped,
    /// It was not there before.
    Added,
    /// It is there under another name.
    Renamed(String),
    /// It is another value.
    Changed,
}

type Difference = (String, Change);

/// Adds what differs between two values at `path`.
fn compare(path: &str, before: &Value, after: &Value, found: &mut BTreeSet<Difference>) {
    match (before, after) {
        (Value::Object(old), Value::Object(new)) => {
            let at = |name: &str| match path {
                "" => name.to_owned(),
                _ => format!("{path}.{name}"),
            };
            let mut added: Vec<_> = new
                .iter()
                .filter(|(name, _)| !old.contains_key(*name))
                .collect();
            for (name, value) in old {
                if let Some(other) = new.get(name) {
                    compare(&at(name), value, other, found);
                } else if let Some(index) = added.iter().position(|(_, other)| *other == value) {
                    let (to, _) = added.remove(index);
                    found.insert((at(name), Change::Renamed(to.clone())));
                } else {
                    found.insert((at(name), Change::Dropped));
                }
            }
            found.extend(added.iter().map(|(name, _)| (at(name), Change::Added)));
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            for (index, (old, new)) in old.iter().zip(new).enumerate() {
                compare(&format!("{path}[{index}]"), old, new, found);
            }
        }
        _ if before == after => {}
        _ => {
            found.insert((path.to_owned(), Change::Changed));
        }
    }
}

/// The differences that are meant to be, by operation.
fn declared() -> BTreeSet<(String, Difference)> {
    let text = fs::read_to_string(data("golden/differences.json")).expect("the file is there");
    let rows: Vec<Value> = serde_json::from_str(&text).expect("a list");
    let count = rows.len();
    let declared: BTreeSet<_> = rows
        .iter()
        .map(|row| {
            let text = |name: &str| {
                row[name]
                    .as_str()
                    .unwrap_or_else(|| panic!("{name}: {row}"))
            };
            assert!(!text("why").is_empty());
            let change = match text("is") {
                "dropped" => Change::Dropped,
                "added" => Change::Added,
                "renamed" => Change::Renamed(text("to").to_owned()),
                "changed" => Change::Changed,
                other => panic!("{other} is no kind of difference"),
            };
            (
                text("operation").to_owned(),
                (text("path").to_owned(), change),
            )
        })
        .collect();
    assert_eq!(declared.len(), count, "a difference is declared twice");
    declared
}

#[test]
fn every_example_comes_through_without_loss() {
    let mut found = BTreeSet::new();
    let mut examples = 0;
    for documented in spec::operations() {
        let operation = operations::find(documented.name());
        for (_, answer) in documented.examples() {
            let json = answer.to_string();
            let encoded = operation
                .reencode(&json)
                .unwrap_or_else(|fault| panic!("{}: {fault}", documented.name()));
            let mut differences = BTreeSet::new();
            compare("", &answer, &encoded, &mut differences);
            found.extend(
                differences
                    .into_iter()
                    .map(|difference| (documented.name().to_owned(), difference)),
            );
            let again = operation.reencode(&encoded.to_string());
            assert_eq!(again.as_ref(), Ok(&encoded), "{}", documented.name());
            let by_serde = operation.deserialize(&json).ok();
            assert_eq!(by_serde, Some(encoded), "{}", documented.name());
            examples += 1;
        }
    }
    assert!(examples >= 9, "{examples}");
    let declared = declared();
    let undeclared = found
        .difference(&declared)
        .map(|it| format!("not in differences.json: {it:?}"));
    let gone = declared
        .difference(&found)
        .map(|it| format!("in differences.json, but it no longer occurs: {it:?}"));
    none(&undeclared.chain(gone).collect::<Vec<_>>());
}

#[test]
fn every_operation_can_be_called() {
    let documented: BTreeSet<_> = spec::operations()
        .map(|it| (it.service.name.value.as_str(), it.name()))
        .collect();
    let callable: BTreeSet<_> = operations::all()
        .iter()
        .map(|it| (it.service(), it.name()))
        .collect();
    assert_eq!(callable, documented);
    assert_eq!(operations::all().len(), documented.len());
    for documented in spec::operations() {
        assert_ne!(documented.examples().count(), 0, "{}", documented.name());
    }
}

#[test]
fn differences_are_found() {
    let cases = [
        (r#"{"a":1}"#, r#"{"a":1}"#, vec![]),
        (r#"{"a":1}"#, "{}", vec![("a", Change::Dropped)]),
        ("{}", r#"{"a":[]}"#, vec![("a", Change::Added)]),
        (
            r#"{"a":1}"#,
            r#"{"b":1}"#,
            vec![("a", Change::Renamed("b".into()))],
        ),
        (
            r#"{"a":1}"#,
            r#"{"b":2}"#,
            vec![("a", Change::Dropped), ("b", Change::Added)],
        ),
        (r#"{"a":1}"#, r#"{"a":"1"}"#, vec![("a", Change::Changed)]),
        (
            r#"{"a":[{"b":1}]}"#,
            r#"{"a":[{"b":2}]}"#,
            vec![("a[0].b", Change::Changed)],
        ),
        (
            r#"{"a":[1]}"#,
            r#"{"a":[1,2]}"#,
            vec![("a", Change::Changed)],
        ),
        (
            r#"{"a":{"b":null}}"#,
            r#"{"a":{}}"#,
            vec![("a.b", Change::Dropped)],
        ),
    ];
    for (before, after, expected) in cases {
        let read = |text| serde_json::from_str::<Value>(text).expect("JSON");
        let mut found = BTreeSet::new();
        compare("", &read(before), &read(after), &mut found);
        let expected: BTreeSet<_> = expected
            .into_iter()
            .map(|(path, change)| (path.to_owned(), change))
            .collect();
        assert_eq!(found, expected, "{before} {after}");
    }
}
