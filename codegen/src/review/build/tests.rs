//! Two states of one small service.

use crate::{
    Sources, check,
    model::of_specs,
    review::{Bump, Entry, Group, Report, Side, Source as Code, Wire, examples::Answer, report},
    source::Source,
};

const SERVICE: &str = "\
service: vendor
title: Vendor
host: https://api.vendor.example
credential: bearer
envelopes: [{ code: code }]
rate_limit: { calls: 10, per: 1s, scope: app }
source: { evidence: inferred, note: Invented., checked: 2026-01-01 }
evidence: { inferred: Invented. }
";

const TYPES: &str = "\
types:
  Thing:
    doc: A thing.
    fields:
      id: { type: string, presence: always, doc: Which one. }
      link: { type: string, term: 链接, doc: Where it is. }
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
response:
  thing: { type: Thing, doc: The thing. }
";

const LIST: &str = "\
operation: list_things
summary: List things.
source: { evidence: inferred, note: Invented., checked: 2026-02-01 }
evidence: { inferred: Invented. }
http: GET /v1/things
idempotent: true
query:
  page_size: { type: u32, max: 50, doc: How many per page. }
response:
  things: { type: [Thing], doc: The things. }
";

/// Compares the specs with the same after some replacements.
fn changed(replacements: &[(&str, &str)]) -> Report {
    let plain = [SERVICE, TYPES, GET, LIST].map(str::to_owned);
    let mut edited = plain.clone();
    for (from, to) in replacements {
        assert!(edited.iter().any(|it| it.contains(from)), "{from}");
        edited = edited.map(|it| it.replace(from, to));
    }
    compared(plain, edited)
}

fn compared(old: [String; 4], new: [String; 4]) -> Report {
    let (old, new) = (sources(old), sources(new));
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
        &side("before", &old, &before.specs),
        &side("after", &new, &after.specs),
    )
}

fn sources(texts: [String; 4]) -> Sources {
    let names = ["service", "types", "get_thing", "list_things"];
    let files = names.into_iter().zip(texts).map(|(name, text)| Source {
        path: format!("specs/vendor/{name}.yaml"),
        folder: "vendor".to_owned(),
        name: format!("{name}.yaml"),
        text,
    });
    Sources::new(files.collect())
}

fn kinds(report: &Report) -> Vec<&str> {
    report.entries.iter().map(|it| it.kind().id()).collect()
}

fn places(entry: &Entry) -> Vec<(&str, &str)> {
    let places = entry.places.iter();
    places
        .map(|it| (it.operation.as_str(), it.subject.as_str()))
        .collect()
}

#[test]
fn nothing_changed() {
    let report = changed(&[]);
    assert!(report.entries.is_empty());
    let summary = report.summary;
    assert_eq!(
        (
            summary.wire,
            summary.source,
            summary.bump,
            summary.undecided
        ),
        (Wire::Ok, Code::Ok, Bump::None, 0)
    );
    assert_eq!(report.services, ["vendor"]);
    assert_eq!(report.old.operations, 2);
    let span = ("2026-01-01".to_owned(), "2026-02-01".to_owned());
    assert_eq!(report.new.checked, Some(span));
    assert_eq!(report.new.version.as_deref(), Some("0.3.1"));
}

#[test]
fn a_change_of_a_shared_type_is_one_entry() {
    let report = changed(&[("link: { type: string", "url: { type: string, was: link")]);
    assert_eq!(kinds(&report), ["R06"]);
    let entry = &report.entries[0];
    assert_eq!(
        places(entry),
        [
            ("get_thing", "response.thing.url"),
            ("list_things", "response.things[].url")
        ]
    );
    assert_eq!((entry.group, report.summary.undecided), (Group::Silent, 1));
    assert_eq!(report.summary.touched, 2);
    assert_eq!(entry.words.term.0.as_deref(), Some("链接"));
    assert_eq!(entry.words.doc.1.as_deref(), Some("Where it is."));
    let spots = (&entry.places[0].old, &entry.places[0].new);
    let line = |it: &Option<crate::review::Spot>| it.as_ref().map(|it| (it.file.clone(), it.line));
    let types = Some(("specs/vendor/types.yaml".to_owned(), 6));
    assert_eq!((line(spots.0), line(spots.1)), (types.clone(), types));
    let old = spots.0.as_ref().map(|it| it.excerpt.as_str());
    assert!(old.is_some_and(|it| it.contains("link: { type: string, term: 链接")));
}

#[test]
fn what_holds_for_a_service_is_one_entry() {
    let report = changed(&[("calls: 10", "calls: 5")]);
    assert_eq!(kinds(&report), ["L01"]);
    assert_eq!(places(&report.entries[0]), [("", "")]);
    // Every call has to do with it.
    assert_eq!(report.summary.touched, 2);
}

#[test]
fn the_worst_comes_first_and_wording_last() {
    let report = changed(&[
        ("The things.", "All things."),
        ("max: 50", "max: 20"),
        (
            "link: {",
            "size: { type: u64, doc: How large. }\n      link: {",
        ),
        ("id: { type: string, presence: always", "id: { type: string"),
        ("summary: Get a thing.", "summary: Get one thing."),
    ]);
    assert_eq!(kinds(&report), ["R07", "C01", "R01", "D01", "D01"]);
    let groups: Vec<Group> = report.entries.iter().map(|it| it.group).collect();
    let expected = [
        Group::Break,
        Group::Break,
        Group::Added,
        Group::Folded,
        Group::Folded,
    ];
    assert_eq!(groups, expected);
    assert_eq!(report.summary.undecided, 2);
    assert_eq!(
        (
            report.summary.wire,
            report.summary.source,
            report.summary.bump
        ),
        (Wire::Break, Code::Break, Bump::Major)
    );
}

#[test]
fn identifiers_depend_on_what_changed_and_on_nothing_else() {
    let first = changed(&[("max: 50", "max: 20")]);
    let again = changed(&[
        ("max: 50", "max: 20"),
        ("How many per page.", "Entries per page."),
        ("query:", "# A comment.\nquery:"),
    ]);
    let other = changed(&[("max: 50", "max: 10")]);
    let id = |report: &Report| report.entries[0].id.clone();
    assert_eq!(id(&first), id(&again));
    assert_ne!(id(&first), id(&other));
    assert_eq!(id(&first).len(), 16);
    for entry in &again.entries {
        assert!(entry.id.starts_with(&entry.short) && entry.short.len() >= 4);
        let same = again
            .entries
            .iter()
            .filter(|it| it.id.starts_with(&entry.short));
        assert_eq!(same.count(), 1);
    }
}

#[test]
fn of_a_service_that_is_gone_nothing_is_eased() {
    let old = sources([SERVICE, TYPES, GET, LIST].map(str::to_owned));
    let new = Sources::new(Vec::new());
    let (before, after) = (check(&old, Vec::new()), check(&new, Vec::new()));
    let side = |sources, specs| Side {
        label: String::new(),
        sources,
        specs,
        model: of_specs(sources, specs),
        version: None,
    };
    let report = report(&side(&old, &before.specs), &side(&new, &after.specs));
    assert_eq!(report.old.services, ["vendor"]);
    assert!(report.new.services.is_empty());
    assert_eq!(report.summary.removed, 2);
    assert_eq!(report.summary.lines, 0);
}

#[test]
fn what_is_said_of_a_field_stays_with_it_when_it_is_retired() {
    let report = changed(&[(
        "      link: { type: string, term: 链接, doc: Where it is. }",
        "      link: { type: string, retired: 2026-02-01, term: 链接, doc: Where it is. }",
    )]);
    let entry = report.entries.iter().find(|it| it.kind().id() == "R04");
    let words = &entry.expect("it is gone").words;
    assert_eq!(words.term.0.as_deref(), Some("链接"));
    assert_eq!(words.term.0, words.term.1);
    assert_eq!(words.doc.0.as_deref(), Some("Where it is."));
    assert_eq!(words.doc.0, words.doc.1);
}

#[test]
fn every_entry_of_a_list_that_loses_a_value_is_counted() {
    let example = |name: &str| {
        format!(
            "  things: {{ type: [Thing], doc: The things. }}\nexamples:\n  - request: GET \
             https://api.vendor.example/v1/things\n    response: |\n      \
             {{\"things\": [{{\"id\": \"1\", \"{name}\": \"a\"}}, \
             {{\"id\": \"2\", \"{name}\": \"b\"}}]}}\n"
        )
    };
    let plain = "  things: { type: [Thing], doc: The things. }\n";
    let old = [SERVICE, TYPES, GET, &LIST.replace(plain, &example("link"))].map(str::to_owned);
    let new = old.clone().map(|it| it.replace("link", "url"));
    let (old, new) = (sources(old), sources(new));
    let (before, after) = (check(&old, Vec::new()), check(&new, Vec::new()));
    assert!(!before.has_errors(), "{:#?}", before.diagnostics);
    let side = |sources, specs| Side {
        label: String::new(),
        sources,
        specs,
        model: of_specs(sources, specs),
        version: None,
    };
    let report = report(&side(&old, &before.specs), &side(&new, &after.specs));
    let what = "is `None`; the answer has it as `url`".to_owned();
    assert_eq!(
        report.examples[0].answer,
        Answer::Loses(vec![
            ("things[0].link".to_owned(), what.clone()),
            ("things[1].link".to_owned(), what),
        ])
    );
}

#[test]
fn what_is_called_otherwise_has_words_on_both_sides() {
    let list = |permission: &str, value: &str, term: &str| {
        let kind = "  kind: { type: Kind, doc: Which kind. }\nresponse:\n";
        let enums = format!(
            "enums:\n  Kind:\n    of: string\n    doc: A kind.\n    values:\n      \
             {value}: {{ name: large, term: {term}, doc: It is {value}. }}\n      \
             small: {{ name: small, term: 小, doc: Small ones. }}\n"
        );
        let needs = format!(
            "permissions: {{ all_of: [{{ name: {permission}, term: {term} }}] }}\nquery:\n"
        );
        let text = LIST
            .replace("response:\n", kind)
            .replace("query:\n", &needs);
        [SERVICE, TYPES, GET, &format!("{text}{enums}")].map(str::to_owned)
    };
    let report = compared(
        list("things.read", "big", "大"),
        list("things.view", "huge", "巨"),
    );
    let terms = |id: &str| -> Vec<(Option<&str>, Option<&str>)> {
        let entries = report.entries.iter().filter(|it| it.kind().id() == id);
        entries
            .map(|it| (it.words.term.0.as_deref(), it.words.term.1.as_deref()))
            .collect()
    };
    assert_eq!(terms("V03"), [(Some("大"), Some("巨"))]);
    assert_eq!(terms("A05"), [(Some("大"), Some("巨"))]);
}
