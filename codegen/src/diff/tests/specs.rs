//! From the text of two specs to what differs.

use crate::{
    Sources,
    diff::{Kind, models},
    model::{Model, of_specs},
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
response:
  link: { type: string, doc: Where it is. }
  owner: { type: Person, doc: Whose it is. }
types:
  Person:
    doc: A person.
    fields:
      name: { type: string, doc: What they are called. }
";

fn model(get: &str) -> Model {
    let source = |name: &str, text: &str| Source {
        path: format!("specs/vendor/{name}"),
        folder: "vendor".to_owned(),
        name: name.to_owned(),
        text: text.to_owned(),
    };
    let sources = Sources::new(vec![
        source("get_thing.yaml", get),
        source("service.yaml", SERVICE),
    ]);
    let (specs, found) = crate::parse::parse(&sources);
    assert!(found.is_empty(), "{found:?}");
    of_specs(&sources, &specs)
}

/// What was found after a replacement, and whether it is eased.
fn found(from: &str, to: &str) -> Vec<(String, String, bool)> {
    assert!(GET.contains(from), "{from}");
    let all = models(&model(GET), &model(&GET.replacen(from, to, 1)));
    all.iter()
        .flat_map(|it| &it.changes)
        .map(|it| (it.kind.id().to_owned(), it.subject.clone(), it.eased))
        .collect()
}

fn one(kind: Kind, subject: &str, eased: bool) -> Vec<(String, String, bool)> {
    vec![(kind.id().to_owned(), subject.to_owned(), eased)]
}

#[test]
fn one_line_of_a_spec_is_one_change() {
    assert_eq!(found("A person", "A person"), []);
    let link = "link: { type: string";
    let url = "url: { type: string, rust_name: link, was: link";
    assert_eq!(found(link, url), one(Kind::R06, "response.url", true));
    let name = "name: { type: string,";
    let gone = "name: { type: string, retired: 2026-05-24,";
    let path = "response.owner.name";
    assert_eq!(found(name, gone), one(Kind::R04, path, true));
    assert_eq!(found("u32", "i64"), one(Kind::P08, "query.size", false));
    assert_eq!(
        found("max: 50", "max: 20"),
        one(Kind::C01, "query.size", false)
    );
    assert_eq!(
        found("idempotent: true", "idempotent: false"),
        one(Kind::E23, "", false)
    );
    assert_eq!(
        found("Which thing.", "It must exist."),
        one(Kind::D02, "path.id", false)
    );
    let secret = "link: { type: string, sensitive: true";
    assert_eq!(found(link, secret), one(Kind::R48, "response.link", false));
    assert_eq!(found("2026-01-01", "2026-02-01"), one(Kind::D06, "", false));
    let retired = "idempotent: true\nretired: 2026-05-24";
    assert_eq!(found("idempotent: true", retired), one(Kind::E02, "", true));
}
