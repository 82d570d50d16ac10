//! The JSON is as `reviews/diff.schema.json` and `reviews/DIFF.md` say.

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::{Value, json};

use super::json as print;
use crate::review::{Report, present::fixture};

#[path = "../../../../../tests/tests/model/schema.rs"]
mod schema;

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../reviews")
        .join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn declared() -> Value {
    serde_json::from_str(&read("diff.schema.json")).expect("the schema is JSON")
}

fn reports() -> Vec<Report> {
    let mut released = fixture::report();
    released.examples[0].request = crate::review::examples::Request::Refused {
        released: true,
        sent: "GET /".to_owned(),
        why: "too long".to_owned(),
    };
    vec![
        fixture::report(),
        fixture::with_unexplained(),
        fixture::unchanged(),
        released,
    ]
}

fn printed(report: &Report) -> Value {
    serde_json::from_str(&print(report)).expect("JSON")
}

#[test]
fn the_output_is_as_the_schema_says() {
    for report in reports() {
        assert_eq!(
            schema::validate(&declared(), &printed(&report)),
            Vec::<String>::new()
        );
        assert!(print(&report).ends_with("}\n"));
        assert_eq!(print(&report), print(&report.clone()));
    }
}

#[test]
fn the_schema_refuses_what_it_should() {
    let good = printed(&fixture::report());
    let wrong: &[(&str, Value)] = &[
        ("/version", json!(2)),
        ("/changes/0/wire", json!("breaks")),
        ("/changes/0/places/0/head/line", json!(0)),
        ("/summary/undecided", json!(-1)),
        ("/examples/0/request", json!({"result": "same"})),
        ("/head", json!(null)),
    ];
    for (pointer, value) in wrong {
        let mut changed = good.clone();
        *changed
            .pointer_mut(pointer)
            .unwrap_or_else(|| panic!("no {pointer}")) = value.clone();
        assert_ne!(
            schema::validate(&declared(), &changed),
            Vec::<String>::new(),
            "{pointer}"
        );
    }
}

/// Keys of a section with a value other than `null`, as `section.key`.
fn said(root: &Value, name: &str, section: &Value, value: &Value, found: &mut BTreeSet<String>) {
    for (key, member) in value.as_object().into_iter().flatten() {
        if member.is_null() {
            continue;
        }
        found.insert(format!("{name}.{key}"));
        let schema = &section["properties"][key];
        let alternatives = [schema, &schema["anyOf"][0], &schema["items"]];
        let reference = alternatives.iter().find_map(|it| it["$ref"].as_str());
        let Some(reference) = reference else { continue };
        let part = root.pointer(&reference[1..]).expect("a part");
        let name = reference.rsplit('/').next().expect("a name");
        match member.as_array() {
            Some(items) => items
                .iter()
                .for_each(|item| said(root, name, part, item, found)),
            None => said(root, name, part, member, found),
        }
    }
}

fn sections(schema: &Value) -> Vec<(&str, &Value)> {
    let parts = schema["$defs"].as_object().expect("parts");
    let parts = parts.iter().map(|(name, part)| (name.as_str(), part));
    std::iter::once(("report", schema)).chain(parts).collect()
}

#[test]
fn every_key_of_the_schema_occurs_and_is_always_there() {
    let schema = declared();
    let mut expected = BTreeSet::new();
    for (name, section) in sections(&schema) {
        let keys = section["properties"].as_object().expect("keys");
        let required = section["required"].as_array().expect("a list");
        let required: BTreeSet<_> = required.iter().filter_map(Value::as_str).collect();
        assert_eq!(
            keys.keys().map(String::as_str).collect::<BTreeSet<_>>(),
            required
        );
        expected.extend(keys.keys().map(|key| format!("{name}.{key}")));
    }
    let mut found = BTreeSet::new();
    for report in reports() {
        said(&schema, "report", &schema, &printed(&report), &mut found);
    }
    assert_eq!(found, expected);
}

#[test]
fn every_key_is_described_and_every_description_is_of_a_key() {
    let text = read("DIFF.md");
    let (_, chapter) = text
        .split_once("\n## All keys\n")
        .expect("a chapter on all keys");
    let described: BTreeSet<_> = chapter
        .split("\n### ")
        .skip(1)
        .flat_map(|section| {
            let name = section.lines().next().unwrap_or_default().trim_matches('`');
            let rows = section.lines().filter_map(|it| it.strip_prefix("| `"));
            rows.map(move |row| {
                let (key, _) = row.split_once("` | ").expect("two cells");
                format!("{name}.{key}")
            })
        })
        .collect();
    let schema = declared();
    let keys: BTreeSet<_> = sections(&schema)
        .into_iter()
        .flat_map(|(name, section)| {
            let keys = section["properties"].as_object().expect("keys");
            keys.keys().map(move |key| format!("{name}.{key}"))
        })
        .collect();
    assert_eq!(described, keys);
}

#[test]
fn the_documented_example_is_as_the_schema_says() {
    let text = read("DIFF.md");
    let (_, rest) = text.split_once("```json\n").expect("an example");
    let (example, _) = rest.split_once("```").expect("its end");
    let value = serde_json::from_str(example).expect("JSON");
    assert_eq!(schema::validate(&declared(), &value), Vec::<String>::new());
}

#[test]
fn a_change_has_its_verdicts_values_and_places() {
    let value = printed(&fixture::report());
    let changes = value["changes"].as_array().expect("changes");
    let renamed = changes
        .iter()
        .find(|it| it["rule"] == "R06")
        .expect("a renamed field");
    assert_eq!(renamed["wire"], "silent");
    assert_eq!(renamed["source"], "break");
    assert_eq!(renamed["severity"], "critical");
    assert_eq!(
        renamed["eased"],
        json!({
            "line": "rust_name: download_url",
            "at": {"file": "specs/harbour/types.yaml", "line": 41},
            "source": "ok", "bump": "patch"
        })
    );
    assert_eq!(
        renamed["node"],
        "harbour/get_voyage#response.voyages[].files[].link"
    );
    assert_eq!(renamed["places"][1]["operation"], "list_voyages");
    assert_eq!(renamed["places"][1]["head"]["line"], 24);
    assert_eq!(
        renamed["rust"][0]["error"],
        json!({"code": "E0609", "message": "no field `download_url` on type `VoyageFile`"})
    );
    assert_eq!(value["summary"]["next"]["as_written"], "0.16.0");
}

#[test]
fn what_cannot_be_seen_is_escaped_and_not_lost() {
    let mut report = fixture::report();
    let label = "a\u{9b}31m\u{202e}\u{1b}[0m\u{e0041}\n中 👍";
    report.old.label = label.to_owned();
    let text = print(&report);
    assert!(text.contains(r#""label": "a\u009b31m\u202e\u001b[0m\udb40\udc41\n中 👍""#));
    assert_eq!(printed(&report)["base"]["label"], label);
}
