//! A service that has what the real ones lack.

use codegen::model::{self, Format, Kind, Model, Unit};
use serde_json::{Value, json};

use super::{facts_of, field, model_of, operation};

const SERVICE: &str = "\
service: acme
title: Acme
host: https://api.acme.example
credential: none
envelopes:
  - { code: code }
success: { field: ok, equals: 1 }
source: { checked: 2026-01-01, evidence: sdk, note: Invented. }
";

const TYPES: &str = "\
types:
  Tag:
    doc: A tag.
    fields:
      label: { type: string, presence: always, doc: Its label. }
";

const SEND: &str = "\
operation: send_report
summary: Send a report.
source: { checked: 2026-01-01, evidence: sdk, note: Invented. }
http: POST /v1/reports/{id}
host: https://reports.acme.example
idempotent: false
rate_limit:
  - { calls: 5, per: 1m, scope: user }
  - { calls: 100, per: 24h, scope: app }
permissions:
  all_of: [{ name: write }]
  any_of: [{ name: admin }, { name: owner }]
deprecated: Use the new one.

path:
  id: { type: string, required: true, doc: ID of the report. }
query:
  kinds: { type: [Kind], style: comma, max_length: 3, doc: Kinds of things. }
  level: { type: u32, wire: string, deprecated: No longer looked at., doc: Level. }
  old: { type: string, retired: 2025-01-01, doc: Gone. }
headers:
  X-Trace: { type: string, required: when tracing is on, doc: ID of the trace. }
body:
  report: { type: Report, required: true, doc: The report. }
  limit: { type: u64, min: 1, max: 18446744073709551615, unit: fen, doc: A sum of money. }

response:
  ok: { type: u32, presence: always, doc: Whether it was taken. }
  tree: { type: Node, when: it was asked for, doc: A tree. }
  labels: { type: { string: Tag }, doc: Tags by name. }
  grid: { type: [[u32]], doc: Rows of cells. }
  raw: { type: json, reason: It is anything., doc: Anything. }
  links: { type: [url], doc: Links. }
  weight: { type: f64, wire: either, doc: Weight. }
  gone: { type: string, retired: no longer sent, doc: Gone. }

types:
  Report:
    doc: A report.
    fields:
      title: { type: string, required: true, min_length: 2, doc: Title. }
      lines: { type: [Line], doc: Lines. }
  Line:
    doc: A line of a report.
    fields:
      at: { type: unix_seconds, required: when it is known, doc: Time. }
      text: { type: string, default: none, doc: Text. }
  Node:
    doc: A node of a tree.
    fields:
      name: { type: string, presence: always, doc: Name. }
      children: { type: [Node], doc: Nodes below. }

enums:
  Kind:
    of: string
    doc: Kind of a thing.
    values:
      b: { name: second, term: B, doc: The second. }
      a: { name: first, doc: The first. }
      c: { name: third, retired: gone, doc: The third. }

errors:
  - { status: [400, 404], code: E1, name: e_one, class: not_found, message: no such thing, doc: Nothing there. }

examples:
  - request: |
      POST /v1/reports/r1?level=1
      X-Trace: t

      {\"report\": {\"title\": \"ab\"}}
    response: |
      {\"ok\": 1, \"weight\": 1.50, \"raw\": {\"z\": 12345678901234567890123, \"a\": null}}
";

fn acme() -> Model {
    model_of(&[
        ("acme/service.yaml", SERVICE),
        ("acme/types.yaml", TYPES),
        ("acme/send_report.yaml", SEND),
    ])
}

fn exported() -> Value {
    let all: Value = serde_json::from_str(&model::json(&acme())).expect("JSON");
    all["operations"][0].clone()
}

#[test]
fn parameters_of_a_body_are_flat_too() {
    let model = acme();
    let send = operation(&model, "send_report");
    let subjects: Vec<String> = send
        .params
        .iter()
        .map(codegen::model::Field::subject)
        .collect();
    assert_eq!(
        subjects,
        [
            "path.id",
            "query.kinds",
            "query.level",
            "headers.X-Trace",
            "body.report",
            "body.report.title",
            "body.report.lines",
            "body.report.lines[].at",
            "body.report.lines[].text",
            "body.limit",
        ]
    );
    assert_eq!(
        facts_of(send, "body.report.lines[].at"),
        [
            "existence:",
            "place: body",
            "type: integer",
            "format: instant",
            "unit: seconds",
            "required: it is known",
        ]
    );
    assert_eq!(
        facts_of(send, "body.report.title"),
        [
            "existence:",
            "place: body",
            "type: string",
            "required: true",
            "least length: 2"
        ]
    );
    assert_eq!(
        facts_of(send, "body.report.lines[].text"),
        [
            "existence:",
            "place: body",
            "type: string",
            "required: false",
            "default: none"
        ]
    );
}

#[test]
fn answers_with_trees_maps_and_grids_have_paths() {
    let model = acme();
    let send = operation(&model, "send_report");
    let fields: Vec<(&str, Option<String>)> = send
        .response
        .iter()
        .map(|it| (it.path.as_str(), it.type_text()))
        .collect();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        fields,
        [
            ("ok", text("integer")),
            ("tree", text("object")),
            ("tree.name", text("string")),
            ("tree.children", text("array of object")),
            ("labels", text("object")),
            ("labels.*", text("object")),
            ("labels.*.label", text("string")),
            ("grid", text("array of array")),
            ("grid[]", text("array of integer")),
            ("raw", None),
            ("links", text("array of string")),
            ("weight", text("number")),
        ]
    );
    let links = field(send, "response.links");
    assert_eq!(links.format.as_ref().map(|it| it.value), Some(Format::Url));
    assert_eq!(
        facts_of(send, "response.tree"),
        ["existence:", "type: object", "presence: it was asked for"]
    );
}

#[test]
fn enums_keep_their_order_and_lose_what_is_gone() {
    let model = acme();
    let send = operation(&model, "send_report");
    let kinds = field(send, "query.kinds");
    assert_eq!(kinds.items, Some(Kind::String));
    assert_eq!(
        facts_of(send, "query.kinds"),
        [
            "existence:",
            "place: query",
            "type: array of string",
            "required: false",
            "value b: b",
            "value a: a",
            "greatest length: 3",
        ]
    );
}

#[test]
fn units_and_the_notation_on_the_wire_are_kept() {
    let model = acme();
    let send = operation(&model, "send_report");
    let level = field(send, "query.level");
    assert_eq!(level.type_text().as_deref(), Some("string"));
    let limit = field(send, "body.limit");
    let unit = limit.unit.as_ref().map(|it| it.value.clone());
    assert_eq!(unit, Some(Unit::Other("fen".to_owned())));
}

#[test]
fn the_operation_speaks_before_its_service() {
    let model = acme();
    let send = operation(&model, "send_report");
    assert_eq!(
        facts_of(send, "")[..13],
        [
            "existence:",
            "method: POST",
            "host: https://reports.acme.example",
            "path: /v1/reports/{id}",
            "deprecation:",
            "calls per 60s: 5",
            "who is counted per 60s: user",
            "calls per 1d: 100",
            "who is counted per 1d: app",
            "sign of success: ok = 1",
            "permission write: write",
            "permission admin: admin",
            "permission owner: owner",
        ]
    );
    assert_eq!(send.any_permission, Some(false));
    assert_eq!(
        facts_of(send, "errors.E1"),
        [
            "existence:",
            "status 400: 400",
            "message: no such thing",
            "status 404: 404"
        ]
    );
}

#[test]
fn the_export_keeps_what_may_be_unknown_and_every_digit() {
    let it = exported();
    assert_eq!(it["deprecated"], true);
    assert_eq!(it["deprecated_reason"], "Use the new one.");
    assert_eq!(it["permissions"], json!(["write", "admin", "owner"]));
    assert_eq!(it["permission_mode"], "all_of");
    let params = it["params"].as_array().expect("a list");
    assert_eq!(
        params[3],
        json!({"name": "X-Trace", "in": "header", "type": "string", "required": null, "values": null,
               "default": null, "max": null, "required_when": "tracing is on", "line": 22})
    );
    assert_eq!(params[7]["name"], "report.lines[].at");
    assert_eq!(params[7]["in"], "body");
    assert_eq!(it["errors"][0]["status"], 400);
    assert_eq!(it["errors"][1]["status"], 404);
    let text = model::json(&acme());
    for digits in [
        "\"max\": 18446744073709551615",
        "1.50",
        "12345678901234567890123",
    ] {
        assert!(text.contains(digits), "{digits}");
    }
    // Members keep their order.
    let z = text.find("\"z\":").expect("z");
    assert!(text[z..].contains("\"a\": null") || text[z..].contains("\"a\":null"));
}

#[test]
fn retired_operations_are_left_out() {
    let retired = SEND.replace("deprecated: Use the new one.", "retired: 2025-01-01");
    let model = model_of(&[
        ("acme/service.yaml", SERVICE),
        ("acme/types.yaml", TYPES),
        ("acme/send_report.yaml", &retired),
    ]);
    assert!(model.operations.is_empty());
    assert_eq!(
        model::json(&model),
        "{\"version\": 1, \"operations\": []}\n"
    );
}
