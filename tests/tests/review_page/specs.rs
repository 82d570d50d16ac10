//! What two invented vendors say before and after a change.

use codegen::{
    check,
    model::of_specs,
    review::{Report, Side, report},
};
use golden_tests::memory;

const HARBOUR: &str = "\
service: harbour
title: Harbour
host: https://api.harbour.example
credential: bearer
envelopes: [{ code: code }]
source: { evidence: inferred, note: Invented., checked: 2026-03-06 }
evidence: { inferred: Invented. }
";

const VOYAGES: &str = "\
operation: list_voyages
summary: List voyages.
source: { evidence: inferred, note: Invented., checked: 2026-03-06 }
evidence: { inferred: Invented. }
http: GET /v1/voyages
idempotent: true
query:
  port: { type: string, required: true, term: 港口编号, doc: Port to look at. }
  limit: { type: u32, max: 100, doc: How many to list. }
response:
  count: { type: u32, doc: How many there are. }
  file_url: { type: string, term: 下载地址, doc: Where the list can be had as a file. }
  note: { type: string, doc: What the master says. }
";

const LIGHTHOUSE: &str = "\
service: lighthouse
title: Lighthouse
host: https://api.lighthouse.example
credential: bearer
envelopes: [{ code: code }]
source: { evidence: inferred, note: Invented., checked: 2026-03-06 }
evidence: { inferred: Invented. }
";

const LAMP: &str = "\
operation: get_lamp
summary: Get a lamp.
source: { evidence: inferred, note: Invented., checked: 2026-03-06 }
evidence: { inferred: Invented. }
http: GET /v1/lamps/{id}
idempotent: true
path:
  id: { type: string, required: true, doc: Which lamp. }
response:
  lit: { type: bool, doc: Whether it burns. }
errors:
  - { status: 400, code: '4001', name: no_such_lamp, class: not_found, doc: There is no such lamp. }
";

/// What the vendors say otherwise.
const CHANGES: [(&str, &str); 6] = [
    (
        "limit: { type: u32, max: 100",
        "limit: { type: u32, max: 50",
    ),
    ("  file_url: {", "  link: { was: file_url,"),
    ("term: 下载地址", "term: 链接地址"),
    (
        "  note: { type: string, doc: What the master says. }",
        "  note: { type: string, doc: What the captain says. }\n  flag: { type: string, doc: Its flag. }",
    ),
    ("status: 400", "status: 404"),
    ("type: bool", "type: string"),
];

/// What becomes of it.
pub(crate) fn changed() -> Report {
    let old = [HARBOUR, VOYAGES, LIGHTHOUSE, LAMP].map(str::to_owned);
    let mut new = old.clone();
    for (from, to) in CHANGES {
        assert!(new.iter().any(|it| it.contains(from)), "{from}");
        new = new.map(|it| it.replace(from, to));
    }
    let sources = |texts: &[String; 4]| {
        memory(&[
            ("harbour/service.yaml", &texts[0]),
            ("harbour/list_voyages.yaml", &texts[1]),
            ("lighthouse/service.yaml", &texts[2]),
            ("lighthouse/get_lamp.yaml", &texts[3]),
        ])
    };
    let (old, new) = (sources(&old), sources(&new));
    let (before, after) = (check(&old, Vec::new()), check(&new, Vec::new()));
    for checked in [&before, &after] {
        assert!(!checked.has_errors(), "{:#?}", checked.diagnostics);
    }
    let side = |label: &str, sources, specs| Side {
        label: label.to_owned(),
        sources,
        specs,
        model: of_specs(sources, specs),
        version: Some("0.3.1".to_owned()),
    };
    report(
        &side("origin/main", &old, &before.specs),
        &side("working tree", &new, &after.specs),
    )
}
