//! An audit as JSON.

use serde_json::{Map, Value, json};

use super::{Audit, Audited, Check, Finding, Outcome, Row};
use crate::{model::At, source::Sources};

/// Version of the form.
pub const VERSION: u32 = 1;

/// An audit for programs.
///
/// ```json
/// {"version": 1,
///  "pages": [{"name": "things.html", "operations": 1, "error": null, "used": true}],
///  "operations": [{"service": "acme", "name": "list_things", "spec": "specs/acme/list_things.yaml",
///    "page": "things.html", "found_by": "sha256",
///    "table": {"types": {"confirmed": 3, "contradicted-recorded": 0, "contradicted": 0,
///      "not-on-page-explained": 0, "not-on-page": 0, "page-only-explained": 0, "page-only": 0}},
///    "facts": [{"row": "types", "subject": "query.page", "aspect": "type", "text": "…",
///      "outcome": "confirmed", "spec": {"value": "integer", "file": "…", "line": 7},
///      "page": {"value": "integer", "line": 12}, "why": null}]}],
///  "totals": {"confirmed": 3},
///  "findings": [{"kind": "contradicted", "service": "acme", "operation": "list_things",
///    "file": "…", "line": 7, "page": "things.html", "page_line": 12, "message": "…", "help": "…"}]}
/// ```
///
/// Operations that are on a used page and in no spec are findings without a service. Lines are
/// `null` where none is known, and so is what does not apply. Rows without facts are left out.
#[must_use]
pub fn json(sources: &Sources, audit: &Audit) -> Value {
    let pages = audit.pages.iter().map(|it| {
        json!({
            "name": it.name,
            "operations": it.operations.as_ref().ok(),
            "error": it.operations.as_ref().err(),
            "used": it.used,
        })
    });
    let operations = audit.operations.iter().map(|it| operation(sources, it));
    let findings = audit
        .findings()
        .map(|(it, found)| finding(sources, Some(it), found));
    let left = audit.left();
    let left = left.iter().map(|found| finding(sources, None, found));
    let totals = counts(|outcome| audit.count(None, outcome));
    json!({
        "version": VERSION,
        "pages": pages.collect::<Vec<_>>(),
        "operations": operations.collect::<Vec<_>>(),
        "totals": totals,
        "findings": findings.chain(left).collect::<Vec<_>>(),
    })
}

fn counts(count: impl Fn(Outcome) -> usize) -> Value {
    let pairs = Outcome::ALL.map(|outcome| (outcome.as_str().to_owned(), count(outcome).into()));
    Value::Object(Map::from_iter(pairs))
}

fn operation(sources: &Sources, it: &Audited) -> Value {
    let rows = Row::ALL
        .into_iter()
        .filter(|row| it.checks.iter().any(|check| check.row() == *row));
    let table = rows.map(|row| {
        let counts = counts(|outcome| it.count(Some(row), outcome));
        (row.as_str().to_owned(), counts)
    });
    json!({
        "service": it.service,
        "name": it.name,
        "spec": path(sources, it.at),
        "page": it.page.as_ref().map(|(name, _)| name),
        "found_by": it.page.as_ref().map(|(_, by)| by.as_str()),
        "table": Value::Object(table.collect()),
        "facts": it.checks.iter().map(|check| fact(sources, check)).collect::<Vec<_>>(),
    })
}

fn fact(sources: &Sources, it: &Check) -> Value {
    let spec = it.spec.as_ref().map(
        |(value, at)| json!({ "value": value, "file": path(sources, *at), "line": line(at.line) }),
    );
    let page = it
        .page
        .as_ref()
        .map(|(value, number)| json!({ "value": value, "line": line(*number) }));
    json!({
        "row": it.row().as_str(),
        "subject": it.subject,
        "aspect": it.aspect.as_str(),
        "text": it.phrase(),
        "outcome": it.outcome.as_str(),
        "spec": spec,
        "page": page,
        "why": it.why,
    })
}

fn finding(sources: &Sources, of: Option<&Audited>, it: &Finding) -> Value {
    json!({
        "kind": it.kind,
        "service": of.map(|of| &of.service),
        "operation": of.map(|of| &of.name),
        "file": of.and_then(|_| path(sources, it.at)),
        "line": of.and_then(|_| line(it.at.line)),
        "page": it.page.as_ref().map(|(name, _)| name),
        "page_line": it.page.as_ref().and_then(|(_, number)| line(*number)),
        "message": it.message,
        "help": it.help,
    })
}

fn line(number: u32) -> Option<u32> {
    (number > 0).then_some(number)
}

fn path(sources: &Sources, at: At) -> Option<&str> {
    let file = sources.files().get(at.file as usize)?;
    Some(&file.path)
}
