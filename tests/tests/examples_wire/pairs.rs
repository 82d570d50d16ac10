//! Two operations, and what becomes of their examples when they change.

use codegen::{
    check,
    review::examples::{Answer, Example, Request},
};
use golden_tests::{memory, render, wire_diff::Edition};

pub(super) const SERVICE: &str = "\
service: vendor
title: Vendor
host: https://api.vendor.example
credential: bearer
envelopes: [{ code: code, message: message }]
source: { evidence: inferred, note: Invented., checked: 2026-01-01 }
";

pub(super) const FIND: &str = "\
operation: find_things
summary: Find things.
source: { evidence: inferred, note: Invented., checked: 2026-01-01 }
http: GET /v1/{space}/things
idempotent: true
path:
  space: { type: string, required: true, doc: Where to look. }
query:
  size: { type: u32, max: 50, doc: How many. }
  tags: { type: [string], doc: What the things have in common. }
  since: { type: unix_seconds, doc: First instant. }
  until: { type: unix_seconds, doc: Last instant. }
  kind: { type: Kind, doc: Which things. }
headers:
  X-Trace: { type: string, doc: Trace of the call. }
response:
  total: { type: u32, presence: always, doc: Number of all things. }
  things: { type: [Thing], doc: The things. }
types:
  Thing:
    doc: A thing.
    fields:
      id: { type: string, presence: always, doc: Which one. }
      title: { type: string, doc: What it is called. }
      weight: { type: f64, doc: How heavy it is. }
      labels: { type: [string], doc: What it is like. }
      state: { type: State, doc: How it is. }
enums:
  Kind:
    of: integer
    doc: Which things.
    values:
      1: { name: small, doc: Small ones. }
      2: { name: large, doc: Large ones. }
  State:
    of: string
    doc: How things are.
    values:
      open: { name: open, doc: Open. }
      shut: { name: shut, doc: Shut. }
window: { from: since, to: until, max: 31d }
examples:
  - request: |
      GET /v1/a%20b/things?size=20&tags=x&tags=y&since=1700000000&until=1700086400&kind=2
      X-Trace: t-1
    response: |
      {
        \"total\": 1,
        \"things\": [{ \"id\": \"t1\", \"title\": \"One\", \"weight\": 1.5, \"labels\": [\"new\"], \"state\": \"open\" }]
      }
";

pub(super) const FOUND: &str = "GET https://api.vendor.example/v1/a%20b/things\
    ?size=20&tags=x&tags=y&since=1700000000&until=1700086400&kind=2\nX-Trace: t-1";

pub(super) const MAKE: &str = "\
operation: make_thing
summary: Make a thing.
source: { evidence: inferred, note: Invented., checked: 2026-01-01 }
http: POST /v1/things
idempotent: false
query:
  mode: { type: string, doc: How to make it. }
body:
  name: { type: string, required: true, doc: What to call it. }
  count: { type: u32, doc: How many. }
  ratio: { type: f64, doc: Part of the whole. }
  size: { type: Size, doc: How large it is. }
  parts: { type: [Part], doc: What it is made of. }
types:
  Size:
    doc: A size.
    fields:
      width: { type: u32, required: true, doc: Width. }
      depth: { type: u32, doc: Depth. }
  Part:
    doc: A part.
    fields:
      code: { type: string, required: true, doc: Which part. }
examples:
  - request: |
      POST /v1/things?mode=fast

      {
        \"parts\": [{ \"code\": \"a\" }, { \"code\": \"b\" }],
        \"size\": { \"width\": 3, \"depth\": 4 }, \"ratio\": 1, \"count\": 5, \"name\": \"box \\u4e2d\"
      }
";

pub(super) const MADE: &str = "POST https://api.vendor.example/v1/things?mode=fast\n\
    Content-Type: application/json\n\n\
    {\"name\":\"box 中\",\"count\":5,\"ratio\":1.0,\"size\":{\"width\":3,\"depth\":4},\
    \"parts\":[{\"code\":\"a\"},{\"code\":\"b\"}]}";

pub(super) fn edition(service: &str, operation: &str) -> Edition {
    let name = if operation.starts_with(&FIND[..22]) {
        "vendor/find_things.yaml"
    } else {
        "vendor/make_thing.yaml"
    };
    let sources = memory(&[("vendor/service.yaml", service), (name, operation)]);
    let checked = check(&sources, Vec::new());
    assert!(!checked.has_errors(), "{}", render(&sources, &checked));
    let specs = checked.specs;
    Edition { sources, specs }
}

/// A text with replacements, each of which occurs.
pub(super) fn edited(text: &str, edits: &[(&str, &str)]) -> String {
    edits.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    })
}

/// What becomes of the only example of an operation.
pub(super) fn changed(text: &str, edits: &[(&str, &str)]) -> Example {
    let found = edition(SERVICE, text).to(&edition(SERVICE, &edited(text, edits)));
    let [example] = &found[..] else {
        panic!("{found:#?}");
    };
    example.clone()
}

pub(super) fn differs(before: &str, after: &str) -> Request {
    Request::Differs {
        before: before.to_owned(),
        after: after.to_owned(),
    }
}

pub(super) fn refused(released: bool, sent: &str, why: &str) -> Request {
    Request::Refused {
        released,
        sent: sent.to_owned(),
        why: why.to_owned(),
    }
}

pub(super) fn loses(path: &str, what: &str) -> Answer {
    Answer::Loses(vec![(path.to_owned(), what.to_owned())])
}
