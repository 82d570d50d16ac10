//! What becomes of each kind of fact. The page is the spec's own model with one thing changed.

use super::{judge::Judge, operation::Described, records::Records};
use crate::{
    check::check,
    import::{Doubt, DoubtKind, Draft, Target},
    model::{self, At, Fact, Field, Format, In, Kind, Literal, Operation, Unit},
    source::{Source, Sources},
};

const SERVICE: &str = "service: harbour
title: Harbour
host: https://api.harbour.example
credential: { header: X-Harbour-Token }
envelopes: [{ code: code }]
source: { checked: 2026-01-02, evidence: sdk, note: The vendor's SDK. }
";

const SHIPS: &str = r#"operation: list_ships
summary: List the ships of a port.
source:
  document: ships.md
  title: List ships
  language: en
  checked: 2026-01-02
  sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
evidence:
  example: The example has it.
  sibling: The page about piers says so.

http: GET /v1/ports/{portId}/ships
idempotent: true
rate_limit: { calls: 10, per: 60s, scope: account }

path:
  portId: { type: string, required: true, doc: ID of the port. }
query:
  kind: { type: ShipKind, default: 1, doc: Kind of ship. }
  page_size: { type: u32, max: 50, doc: Ships per page., evidence: { limits: sibling } }

response:
  total: { type: u32, presence: always, doc: Number of ships., evidence: { presence: example } }
  ships: { type: [Ship], doc: The ships. }

types:
  Ship:
    doc: A ship.
    fields:
      id: { type: string, doc: ID of the ship. }
      weight: { type: u64, unit: tons, also: [mass], doc: Weight of the ship. }

enums:
  ShipKind:
    of: integer
    doc: Kind of a ship.
    values:
      1: { name: sail, doc: With sails. }
      2: { name: steam, doc: With an engine. }

pagination: { items: ships, page: page_size, pages: total }

errors:
  - { status: 400, code: "1001", name: bad_port, class: invalid, message: bad port, doc: There is no such port. }

examples:
  - request: GET /v1/ports/p1/ships?kind=1
    response: |
      { "total": 1, "ships": [ { "id": "s1", "mass": 700 } ] }

contradictions:
  - about: response.ships[].weight
    table: The field is called weight.
    example: The field is called mass.
    chosen: Both are read.
    why: Either may be the mistake.
    seen: { "response.ships[0].mass": 700 }

not_modelled:
  - { what: The parameter debug., why: It is for the vendor. }
"#;

/// Everything that is not simply confirmed, after the page's operation and doubts were changed.
fn differences(change: impl FnOnce(&mut Operation, &mut Vec<Doubt>)) -> Vec<String> {
    let source = |name: &str, text: &str| Source {
        path: format!("specs/harbour/{name}"),
        folder: "harbour".to_owned(),
        name: name.to_owned(),
        text: text.to_owned(),
    };
    let sources = Sources::new(vec![
        source("list_ships.yaml", SHIPS),
        source("service.yaml", SERVICE),
    ]);
    let checked = check(&sources, Vec::new());
    let messages: Vec<_> = checked.diagnostics.iter().map(|it| &it.message).collect();
    assert!(!checked.has_errors(), "{messages:?}");
    let model = model::of_specs(&sources, &checked.specs);
    let mut page = model.operations[0].clone();
    let mut doubts = Vec::new();
    change(&mut page, &mut doubts);
    let draft = Draft {
        operations: vec![page],
        doubts,
        ..Draft::default()
    };
    let service = &checked.specs.services[0];
    let described = Described {
        service,
        spec: &service.operations[0],
        resolved: &model.operations[0],
    };
    let records = Records::new(&described);
    let judge = Judge::new(&described, &records, &draft, 0, &draft.operations[0]);
    judge
        .checks()
        .into_iter()
        .filter(|(check, _)| check.outcome != super::Outcome::Confirmed)
        .map(|(check, hint)| {
            let why = check.why.as_ref().or(hint.as_ref());
            let why = why.map_or_else(String::new, |why| format!(" ({why})"));
            format!("{} {}{why}", check.outcome.as_str(), check.phrase())
        })
        .collect()
}

fn param<'a>(page: &'a mut Operation, path: &str) -> &'a mut Field {
    let mut params = page.params.iter_mut();
    params.find(|it| it.path == path).expect("a parameter")
}

fn field<'a>(page: &'a mut Operation, path: &str) -> &'a mut Field {
    let mut fields = page.response.iter_mut();
    fields.find(|it| it.path == path).expect("a field")
}

fn at() -> At {
    At { file: 0, line: 7 }
}

fn int(digits: &str) -> Fact<Literal> {
    Fact::new(Literal::Int(digits.to_owned()), at())
}

fn new_param(name: &str, location: In) -> Field {
    Field {
        at: at(),
        path: name.to_owned(),
        location: Some(location),
        kind: Some(Fact::new(Kind::String, at())),
        ..Field::default()
    }
}

#[test]
fn a_page_that_says_the_same_confirms_everything() {
    assert_eq!(differences(|_, _| ()), Vec::<String>::new());
}

#[test]
fn what_the_page_says_otherwise_is_contradicted_unless_that_is_recorded() {
    assert_eq!(
        differences(|page, _| param(page, "kind").default = Some(int("2"))),
        ["contradicted `query.kind`: default `1`"]
    );
    assert_eq!(
        differences(|page, _| param(page, "page_size").max = Some(int("20"))),
        [
            "contradicted-recorded `query.page_size`: largest value `50` (sibling: The page about piers says so.)"
        ]
    );
    // What is recorded is about the name.
    assert_eq!(
        differences(|page, _| {
            let unit = Unit::Other("kilograms".to_owned());
            field(page, "ships[].weight").unit = Some(Fact::new(unit, at()));
        }),
        ["contradicted `response.ships[].weight`: unit `tons`"]
    );
    assert_eq!(
        differences(|page, _| {
            let why = "no longer sent".to_owned();
            field(page, "ships[].weight").deprecated = Some(Fact::new(why, at()));
        }),
        ["page-only `response.ships[].weight`: deprecation"]
    );
    assert_eq!(
        differences(|page, _| field(page, "ships[].weight").unit = None),
        ["not-on-page `response.ships[].weight`: unit `tons`"]
    );
    assert_eq!(
        differences(|page, _| {
            page.host = Some(Fact::new("https://other.example".to_owned(), at()));
        }),
        ["contradicted the call: host `https://api.harbour.example`"]
    );
    assert_eq!(
        differences(|page, _| page.errors[0].status = Some(Fact::new(404, at()))),
        [
            "contradicted `errors.1001`: status 400",
            "page-only `errors.1001`: status 404"
        ]
    );
    assert_eq!(
        differences(|page, _| {
            let text = r#"{ "total": 2, "ships": [ { "id": "s1", "mass": 700 } ] }"#;
            page.examples[0].response = Some(Fact::new(text.to_owned(), at()));
        }),
        ["contradicted the call: answer of example 1"]
    );
}

#[test]
fn what_the_page_does_not_say_needs_evidence() {
    assert_eq!(
        differences(|page, _| param(page, "page_size").max = None),
        [
            "not-on-page-explained `query.page_size`: largest value `50` (sibling: The page about piers says so.)"
        ]
    );
    assert_eq!(
        differences(|page, _| param(page, "kind").default = None),
        ["not-on-page `query.kind`: default `1`"]
    );
    assert_eq!(
        differences(|page, _| page.host = None),
        [
            "not-on-page-explained the call: host `https://api.harbour.example` (of the service: The vendor's SDK.)"
        ]
    );
    assert_eq!(
        differences(|page, _| param(page, "portId").required = None),
        [
            "not-on-page-explained `path.portId`: required `true` (a part of the path cannot be left out)"
        ]
    );
}

#[test]
fn a_lost_cell_is_no_evidence() {
    let lost = |subject: &str| Doubt {
        line: 12,
        kind: DoubtKind::LostCell,
        text: "lost".to_owned(),
        target: Some(Target {
            operation: 0,
            subject: subject.to_owned(),
        }),
    };
    assert_eq!(
        differences(|page, doubts| {
            param(page, "kind").required = None;
            doubts.push(lost("query.kind"));
        }),
        ["not-on-page `query.kind`: required `false` (the page lost the cell, line 12)"]
    );
    assert_eq!(
        differences(|page, doubts| {
            field(page, "total").always = None;
            doubts.push(lost("response.total"));
        }),
        [
            "not-on-page-explained `response.total`: presence `always` (example: The example has it. (the page lost the cell, line 12))"
        ]
    );
}

#[test]
fn what_only_the_page_has_needs_a_record() {
    assert_eq!(
        differences(|page, _| {
            page.params.push(new_param("debug", In::Query));
            page.params.push(new_param("limit", In::Query));
            page.params.push(new_param("x-harbour-token", In::Header));
        }),
        [
            "page-only-explained `query.debug` (not_modelled: It is for the vendor.)",
            "page-only `query.limit`",
            "page-only-explained `headers.x-harbour-token` (it is the credential of the service)"
        ]
    );
    assert_eq!(
        differences(|page, _| {
            let value = &mut param(page, "kind").values[1];
            value.wire = Literal::Int("3".to_owned());
        }),
        [
            "contradicted `query.kind`: value 2",
            "page-only `query.kind`: value 3"
        ]
    );
    assert_eq!(
        differences(|page, _| {
            field(page, "ships[].id").format = Some(Fact::new(Format::Url, at()));
        }),
        ["page-only `response.ships[].id`: format `url`"]
    );
}

#[test]
fn what_was_moved_or_renamed_is_the_same_thing() {
    assert_eq!(
        differences(|page, _| {
            field(page, "ships[].weight").path = "ships[].mass".to_owned();
            field(page, "ships[].mass").also.clear();
        }),
        [
            "contradicted-recorded `response.ships[].weight` (contradiction about response.ships[].weight: Both are read.)"
        ]
    );
    assert_eq!(
        differences(|page, _| param(page, "kind").location = Some(In::Body)),
        ["contradicted `query.kind`: place `query`"]
    );
    assert_eq!(
        differences(|page, _| field(page, "ships[].id").path = "id".to_owned()),
        ["contradicted `response.ships[].id`"]
    );
}

#[test]
fn numbers_are_integers_if_the_page_shows_only_such() {
    let number = |page: &mut Operation| {
        field(page, "total").kind = Some(Fact::new(Kind::Number, at()));
    };
    assert_eq!(differences(|page, _| number(page)), Vec::<String>::new());
    assert_eq!(
        differences(|page, _| {
            number(page);
            page.examples.clear();
        }),
        [
            "contradicted `response.total`: type `integer`",
            "not-on-page the call: request of example 1",
            "not-on-page the call: answer of example 1"
        ]
    );
}

#[test]
fn conclusions_need_no_evidence_as_long_as_the_page_has_what_they_name() {
    assert_eq!(
        differences(|page, _| page.pagination = None),
        [
            "not-on-page-explained the call: pagination key items `ships` (concluded from what the page says of its parts)",
            "not-on-page-explained the call: pagination key page `page_size` (concluded from what the page says of its parts)",
            "not-on-page-explained the call: pagination key pages `total` (concluded from what the page says of its parts)"
        ]
    );
}
