//! The JSON is as `specs/model.schema.json` and `specs/MODEL.md` say.

use std::{collections::BTreeSet, fs, process::Command};

use codegen::{
    import::{Doubt, DoubtKind, Draft, Target},
    model::{self, At, ErrorRow, Example, Fact, Field, In, Kind, Literal, Operation, Rate, Window},
};
use golden_tests::{command, none, workspace};
use serde_json::{Value, json};

use super::{schema::validate, workspace_model};

fn read(path: &str) -> String {
    let path = workspace(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn schema() -> Value {
    serde_json::from_str(&read("specs/model.schema.json")).expect("the schema is JSON")
}

#[test]
fn the_export_is_as_the_schema_says() {
    let (_, model) = workspace_model();
    let value = serde_json::from_str(&model::json(&model)).expect("JSON");
    none(&validate(&schema(), &value));
}

#[test]
fn the_schema_refuses_what_it_should() {
    let (_, model) = workspace_model();
    let good: Value = serde_json::from_str(&model::json(&model)).expect("JSON");
    let wrong: &[(&str, Value)] = &[
        ("/version", json!(2)),
        ("/operations/0/params/0/type", json!("text")),
        ("/operations/0/params/0/required", json!("yes")),
        ("/operations/0/limits/rates/0/calls", json!(-1)),
        ("/operations/0/response/0", json!({"path": "a"})),
        (
            "/operations/0/limits",
            json!({"rate": null, "window_days": null, "more": 1}),
        ),
    ];
    for (pointer, value) in wrong {
        let mut changed = good.clone();
        *changed
            .pointer_mut(pointer)
            .unwrap_or_else(|| panic!("no {pointer}")) = value.clone();
        assert_ne!(
            validate(&schema(), &changed),
            Vec::<String>::new(),
            "{pointer}"
        );
    }
}

fn at(line: u32) -> At {
    At { file: 0, line }
}

/// A draft in which nearly nothing is known, and one thing after another is.
fn draft() -> Draft {
    let size = Field {
        at: at(7),
        path: "page_size".to_owned(),
        location: Some(In::Query),
        kind: Some(Fact::new(Kind::Integer, at(7))),
        default: Some(Fact::new(Literal::Int("10".to_owned()), at(8))),
        ..Field::default()
    };
    let bare = Field {
        path: "a.b".to_owned(),
        ..Field::default()
    };
    Draft {
        document: "page.html".to_owned(),
        sha256: "00".to_owned(),
        language: "en".to_owned(),
        operations: vec![Operation {
            at: at(3),
            name: "list_things".to_owned(),
            params: vec![size, bare.clone()],
            response: vec![bare],
            errors: vec![ErrorRow {
                code: "E1".to_owned(),
                ..ErrorRow::default()
            }],
            rates: vec![Fact::new(
                Rate {
                    calls: 3,
                    per_millis: Some(500),
                    scope: None,
                    shared: false,
                    of_service: false,
                },
                at(9),
            )],
            window: Some(Fact::new(
                Window {
                    from: "a".to_owned(),
                    to: "b".to_owned(),
                    max_millis: 36 * 3_600_000,
                },
                at(9),
            )),
            examples: vec![Example {
                at: at(20),
                request: None,
                status: 200,
                response: Some(Fact::new("{\"a\": 1, // one\n}".to_owned(), at(20))),
            }],
            ..Operation::default()
        }],
        doubts: vec![
            Doubt {
                line: 7,
                kind: DoubtKind::LostCell,
                text: "`page_size`: the cell that says whether it is required is lost".to_owned(),
                target: Some(Target {
                    operation: 0,
                    subject: "query.page_size".to_owned(),
                }),
            },
            Doubt {
                line: 0,
                kind: DoubtKind::Missing,
                text: "no host".to_owned(),
                target: None,
            },
        ],
        ..Draft::default()
    }
}

#[test]
fn a_draft_has_the_same_form_with_its_page_and_doubts() {
    let value: Value = serde_json::from_str(&model::json_of_draft(&draft())).expect("JSON");
    none(&validate(&schema(), &value));
    assert_eq!(
        value["page"],
        json!({"document": "page.html", "sha256": "00", "title": null, "language": "en", "updated": null})
    );
    assert_eq!(
        value["doubts"],
        json!([
            {"line": 7, "kind": "lost-cell",
             "text": "`page_size`: the cell that says whether it is required is lost",
             "operation": 0, "subject": "query.page_size"},
            {"line": 0, "kind": "missing", "text": "no host"}
        ])
    );
    let operation = &value["operations"][0];
    assert_eq!(operation["method"], Value::Null);
    assert_eq!(
        operation["params"],
        json!([
            {"name": "page_size", "in": "query", "type": "integer", "required": null, "values": null,
             "default": 10, "max": null, "line": 7},
            {"name": "a.b", "in": null, "type": null, "required": null, "values": null,
             "default": null, "max": null}
        ])
    );
    assert_eq!(
        operation["response"],
        json!([{"path": "a.b", "type": null, "values": null, "unit": null, "also": [],
                "presence": "unknown", "deprecated": false}])
    );
    assert_eq!(
        operation["errors"],
        json!([{"status": null, "code": "E1", "message": null}])
    );
    assert_eq!(
        operation["limits"],
        json!({
            "rate": {"calls": 3, "per_seconds": 0.5, "scope": null}, "window_days": 1.5,
            "rates": [{"calls": 3, "per_seconds": 0.5, "scope": null}],
            "window": {"from": "a", "to": "b", "max_seconds": 129_600}
        })
    );
    assert_eq!(
        operation["examples"],
        json!([{"status": 200, "body": null, "body_text": "{\"a\": 1, // one\n}", "line": 20}])
    );
}

/// Sections of the schema: name, keys, and those of them that are always there.
fn declared(schema: &Value) -> Vec<(String, BTreeSet<String>, BTreeSet<String>)> {
    let mut sections = vec![("model".to_owned(), schema)];
    let parts = schema["$defs"].as_object().expect("parts");
    sections.extend(parts.iter().map(|(name, part)| (name.clone(), part)));
    let with_keys = sections
        .into_iter()
        .filter(|(_, part)| part.get("properties").is_some());
    with_keys
        .map(|(name, part)| {
            let keys = part["properties"]
                .as_object()
                .expect("keys")
                .keys()
                .cloned();
            let always = part["required"].as_array().into_iter().flatten();
            let always = always.filter_map(Value::as_str).map(str::to_owned);
            (name, keys.collect(), always.collect())
        })
        .collect()
}

#[test]
fn every_key_of_the_schema_is_described_and_every_description_is_of_a_key() {
    let text = read("specs/MODEL.md");
    let (_, chapter) = text
        .split_once("\n## All keys\n")
        .expect("a chapter on all keys");
    let mut described = Vec::new();
    for section in chapter.split("\n### ").skip(1) {
        let name = section.lines().next().unwrap_or_default().trim_matches('`');
        let mut keys = BTreeSet::new();
        let mut always = BTreeSet::new();
        for row in section.lines().filter(|it| it.starts_with("| `")) {
            let (key, what) = row[3..].split_once("` | ").expect("two cells");
            keys.insert(key.to_owned());
            if what.contains("*Always.*") {
                always.insert(key.to_owned());
            }
        }
        described.push((name.to_owned(), keys, always));
    }
    let mut declared = declared(&schema());
    declared.sort();
    described.sort();
    assert_eq!(described, declared);
}

#[test]
fn the_documented_example_is_as_the_schema_says() {
    let text = read("specs/MODEL.md");
    let (_, rest) = text.split_once("```json\n").expect("an example");
    let (example, _) = rest.split_once("```").expect("its end");
    let value = serde_json::from_str(example).expect("JSON");
    none(&validate(&schema(), &value));
}

#[test]
fn the_command_prints_the_model_and_says_which_services_there_are() {
    let xtask = command::build("xtask", &[]);
    let run = |arguments: &[&str]| {
        let output = Command::new(&xtask)
            .args(["export", "model"])
            .args(arguments)
            .current_dir(workspace(""))
            .output()
            .expect("xtask runs");
        (
            output.status.code(),
            String::from_utf8(output.stdout).expect("UTF-8"),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    };
    let (_, model) = workspace_model();
    assert_eq!(run(&[]), (Some(0), model::json(&model), String::new()));

    let (code, out, _) = run(&["--service", "dingtalk"]);
    let value: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(code, Some(0));
    assert_eq!(value["operations"].as_array().map(Vec::len), Some(6));

    let (code, out, error) = run(&["--service", "ding-tolk"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(error.contains("did you mean `dingtalk`?"), "{error}");
    let (code, _, error) = run(&["--service", "zoom"]);
    assert_eq!(code, Some(2));
    assert!(error.contains("dingtalk, tencent-meeting"), "{error}");

    let (code, out, error) = run(&["--specs", "tests/diagnostics/N01-bad-name/specs"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(error.contains("N01"), "{error}");
}
