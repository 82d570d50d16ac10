//! What no change accounts for is shown with both values and places.

use super::super::unexplained;
use crate::{
    Sources, check,
    diff::{Difference, Kind, models},
    model::of_specs,
    review::{Side, Unexplained},
    source::Source,
};

const SERVICE: &str = "\
service: vendor
title: Vendor
host: https://api.vendor.example
credential: bearer
envelopes: [{ code: code }]
source: { evidence: inferred, note: Invented., checked: 2026-01-01 }
evidence: { inferred: Invented. }
";

const GET: &str = "\
operation: get_thing
summary: Get a thing.
source: { evidence: inferred, note: Invented., checked: 2026-01-01 }
evidence: { inferred: Invented. }
http: GET /v1/things/{id}
idempotent: true
path:
  id: { type: string, required: true, doc: Which thing. }
query:
  size: { type: u32, max: 50, doc: How many parts. }
  state: { type: State, doc: Which state., evidence: inferred }
response:
  link: { type: string, doc: Where it is. }
  owner: { type: Person, doc: Whose it is. }
types:
  Person:
    doc: A person.
    fields:
      name: { type: string, doc: What they are called. }
enums:
  State:
    of: string
    doc: How it is.
    values:
      open: { name: open, doc: It works. }
      shut: { name: shut, doc: It rests. }
errors:
  - { status: 400, code: bad, name: bad, class: invalid, doc: It is wrong. }
";

fn sources(get: &str) -> Sources {
    let source = |name: &str, text: &str| Source {
        path: format!("specs/vendor/{name}"),
        folder: "vendor".to_owned(),
        name: name.to_owned(),
        text: text.to_owned(),
    };
    Sources::new(vec![
        source("get_thing.yaml", get),
        source("service.yaml", SERVICE),
    ])
}

fn edited(edits: &[(&str, &str)]) -> String {
    let mut get = GET.to_owned();
    for (from, to) in edits {
        assert!(get.contains(from), "{from}");
        get = get.replacen(from, to, 1);
    }
    get
}

/// What is left if some changes are not reported.
fn left(old: &str, new: &str, drop: impl Fn(&mut Vec<Difference>)) -> Vec<Unexplained> {
    let (from, to) = (sources(old), sources(new));
    let (old, new) = (check(&from, Vec::new()), check(&to, Vec::new()));
    assert!(!old.has_errors(), "{:?}", old.diagnostics);
    assert!(!new.has_errors(), "{:?}", new.diagnostics);
    let side = |sources, specs| Side {
        label: String::new(),
        sources,
        specs,
        model: of_specs(sources, specs),
        version: None,
    };
    let (old, new) = (side(&from, &old.specs), side(&to, &new.specs));
    let mut found = models(&old.model, &new.model);
    drop(&mut found);
    unexplained(&old, &new, &found)
}

#[test]
fn a_change_that_is_not_reported_is_shown_with_both_values_and_places() {
    let new = edited(&[
        ("max: 50", "max: 20"),
        ("link: { type: string", "link: { type: url"),
    ]);
    assert_eq!(left(GET, &new, |_| {}), []);
    let without = |kind: Kind| {
        move |all: &mut Vec<Difference>| {
            for it in all {
                it.changes.retain(|it| it.kind != kind);
            }
        }
    };
    let file = || "specs/vendor/get_thing.yaml".to_owned();
    let expected = Unexplained {
        service: "vendor".to_owned(),
        operation: "get_thing".to_owned(),
        subject: "query.size".to_owned(),
        key: "max".to_owned(),
        old: Some("50".to_owned()),
        new: Some("20".to_owned()),
        old_at: Some((file(), 10)),
        new_at: Some((file(), 10)),
    };
    assert_eq!(left(GET, &new, without(Kind::C01)), [expected]);
}

/// Each of these is missed if the change that tells of it is dropped.
#[test]
fn every_change_is_needed() {
    for (from, to) in [
        ("GET /v1/things", "GET /v2/things"),
        ("idempotent: true", "idempotent: true\nretired: 2026-05-24"),
        ("idempotent: true", "idempotent: false"),
        ("  size: { type: u32, max: 50, doc: How many parts. }\n", ""),
        ("max: 50", "max: 20"),
        ("max: 50", "max: 50, required: true"),
        ("link: {", "url: {"),
        ("link: {", "url: { was: link, rust_name: link,"),
        ("link: { type: string", "link: { type: u64"),
        ("link: { type: string", "link: { also: [href], type: string"),
        ("link: { type: string", "link: { wire: either, type: string"),
        (
            "link: { type: string",
            "link: { sensitive: true, type: string",
        ),
        (
            "link: { type: string",
            "link: { presence: always, type: string",
        ),
        (
            "link: { type: string",
            "link: { evidence: inferred, type: string",
        ),
        (
            "link: { type: string",
            "link: { retired: 2026-05-24, type: string",
        ),
        ("Where it is.", "Where it was."),
        ("It rests.", "It sleeps."),
        ("shut: { name: shut", "shut: { name: out"),
        (
            "shut: { name: shut",
            "shut: { deprecated: Not used., name: shut",
        ),
        (
            "shut: { name: shut",
            "shut: { retired: 2026-05-24, name: shut",
        ),
        ("shut: {", "SHUT: {"),
        ("      shut: { name: shut, doc: It rests. }\n", ""),
        ("A person.", "Somebody."),
        ("status: 400", "status: 404"),
        ("status: 400", "status: [400, 404]"),
        ("class: invalid", "class: failed"),
        ("name: bad,", "name: bad_one,"),
        ("code: bad", "code: worse"),
        ("code: bad", "message: bad, code: bad"),
        ("class: invalid", "deprecated: Not used., class: invalid"),
        ("class: invalid", "retired: 2026-05-24, class: invalid"),
    ] {
        let new = edited(&[(from, to)]);
        for (old, new) in [(GET, new.as_str()), (&new, GET)] {
            assert_eq!(left(old, new, |_| {}), [], "{from} → {to}");
            let missed = left(old, new, Vec::clear);
            assert!(!missed.is_empty(), "{from} → {to}");
        }
    }
}
