//! Updates of one spec, in all the ways in which a spec may be written.

mod added;
mod decisions;
mod edited;

use super::{Updated, unfinished, update};
use crate::{
    Source, Sources,
    diff::{Kind, Silence, changes},
    import::Draft,
    model::{At, Fact, Field, In, Operation},
};

const SERVICE: &str = "\
service: vendor
title: Vendor
host: https://api.vendor.example
credential: bearer
envelopes:
  - { code: code, message: message }
source: { checked: 2026-01-01, evidence: inferred, note: Made up. }
evidence: { inferred: Made up. }
";

/// In blocks and in braces, quoted and plain, with comments everywhere.
pub(super) const SPEC: &str = r#"# Kept as it is.
operation: list_things
summary: List the things.   # two spaces, then a comment
source:
  document: things.txt
  title: Things
  language: en
  checked: 2026-01-01 # by hand
  sha256: "0000000000000000000000000000000000000000000000000000000000000000"

http: GET /v1/things/{shop}
idempotent: true
rate_limit: { calls: 10, per: 1m, scope: app }
permissions:
  any_of:
    - { name: thing.read, doc: Allows reading. }

path:
  shop: { type: string, required: true, doc: The shop. }
query:
  # How many.
  size:
    type: u32 # of a page
    default: 10
    max: 20   # per page

    doc: Entries per page.
  page: { type: u32, default: 1, min: 1, doc: "Page, from 1." }
  kind: {
    type: Kind, # which
    required: true,
    doc: Which things.
  }
  sort: { type: string, default: "name", doc: How to sort. }
  since: { type: unix_seconds, doc: Only newer ones. }

response:
  things: { type: [Thing], doc: The things. }
  total:
    type: u32
    doc: |
      How many there are.

      # not a comment

types:
  Thing:
    doc: A thing.
    fields:
      id: { type: string, doc: Its ID. }
      state: { type: State, doc: Its state. }
      link:
        type: url
        expires: 6h
        doc: Where it is.

enums:
  Kind:
    of: integer
    doc: Kinds of things.
    values: { 1: { name: small, term: little, doc: Small. }, 2: { name: large, term: big, doc: Large. } }
  State:
    of: string
    doc: States of things.
    values:
      open: { name: open, term: open, doc: Open. } # the first
      shut:
        name: shut
        term: closed
        doc: Shut.

window: { from: since, to: since, max: 31d }

errors:
  - { status: 400, code: "1001", name: wrong, class: invalid, message: it is wrong, doc: Wrong. }
  # Comes with two.
  - status: [404, 410]
    code: gone
    name: gone
    class: not_found
    doc: Gone.

examples:
  - request: GET /v1/things/a?kind=1
    response: |
      {
        "total": 1,
        "things": [{ "id": "t1" }]
      }
"#;

const SHA: &str = "1111111111111111111111111111111111111111111111111111111111111111";

fn sources(text: &str) -> Sources {
    let file = |name: &str, text: &str| Source {
        path: format!("specs/vendor/{name}"),
        folder: "vendor".to_owned(),
        name: name.to_owned(),
        text: text.to_owned(),
    };
    Sources::new(vec![
        file("service.yaml", SERVICE),
        file("list_things.yaml", text),
    ])
}

/// What a spec says.
pub(super) fn model(text: &str) -> Operation {
    let mut model = unfinished(&sources(text));
    assert_eq!(model.operations.len(), 1, "{text}");
    model.operations.remove(0)
}

/// A page that says what a spec says.
pub(super) fn page(text: &str) -> Operation {
    let mut page = model(text);
    // Only a spec tells more than a page, and a page's lines are its own.
    page.declared = None;
    for field in page.params.iter_mut().chain(&mut page.response) {
        field.at = line(28);
    }
    page
}

pub(super) fn line(line: u32) -> At {
    At { file: 0, line }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "facts of an operation are optional"
)]
pub(super) fn fact<T>(value: T) -> Option<Fact<T>> {
    Some(Fact::new(value, line(28)))
}

pub(super) fn param<'p>(page: &'p mut Operation, name: &str) -> &'p mut Field {
    let found = page.params.iter_mut().find(|it| it.path == name);
    found.unwrap_or_else(|| panic!("{name}"))
}

pub(super) fn field<'p>(page: &'p mut Operation, path: &str) -> &'p mut Field {
    let found = page.response.iter_mut().find(|it| it.path == path);
    found.unwrap_or_else(|| panic!("{path}"))
}

pub(super) fn query(name: &str) -> Field {
    Field {
        at: line(28),
        path: name.to_owned(),
        location: Some(In::Query),
        required: fact(false),
        ..Field::default()
    }
}

pub(super) fn draft(page: Operation) -> Draft {
    Draft {
        document: "things.txt".to_owned(),
        sha256: SHA.to_owned(),
        title: Some("Things".to_owned()),
        language: "en".to_owned(),
        operations: vec![page],
        ..Draft::default()
    }
}

pub(super) fn run(text: &str, page: &Operation) -> Updated {
    let spec = model(text);
    let changes = changes(&spec, page, Silence::New);
    let draft = draft(page.clone());
    match update(text, &spec, &draft, 0, &changes, Some("2026-02-01")) {
        Ok(updated) => updated,
        Err(error) => panic!("{error}"),
    }
}

/// Changes a page, updates the spec, and compares the text. `replaced` are stretches of the spec
/// with what stands there now; `left` is what a person has to decide. A second update with the
/// same page changes nothing.
pub(super) fn updated(
    change: impl FnOnce(&mut Operation),
    replaced: &[(&str, &str)],
    left: &[Kind],
) {
    updated_text(SPEC, change, replaced, left);
}

pub(super) fn updated_text(
    spec: &str,
    change: impl FnOnce(&mut Operation),
    replaced: &[(&str, &str)],
    left: &[Kind],
) {
    let mut page = page(spec);
    change(&mut page);
    let mut expected = spec
        .replace("checked: 2026-01-01", "checked: 2026-02-01")
        .replace(&"0".repeat(64), SHA);
    for (old, new) in replaced {
        assert_eq!(expected.matches(old).count(), 1, "{old}");
        expected = expected.replace(old, new);
    }
    let first = run(spec, &page);
    assert_eq!(first.text, expected, "{}", diff(&expected, &first.text));
    let kinds: Vec<Kind> = first.left.iter().map(|it| it.kind).collect();
    assert_eq!(kinds, left);
    let again = run(&first.text, &page);
    assert_eq!(again.text, first.text, "{}", diff(&first.text, &again.text));
    let kinds: Vec<Kind> = again.left.iter().map(|it| it.kind).collect();
    assert_eq!(kinds, left);
}

fn diff(old: &str, new: &str) -> String {
    let diff = similar::TextDiff::from_lines(old, new);
    diff.unified_diff().to_string()
}
