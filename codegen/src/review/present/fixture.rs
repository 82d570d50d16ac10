//! A report with something under every heading, made by hand, for the tests of all formats.

mod built;
mod changes;

pub(in crate::review) use built::Built;

use std::collections::BTreeMap;

use crate::{
    diff::{Change, Kind},
    model::{Aspect, At},
    review::{
        Bump, Eased, Edition, Entry, Group, Location, Report, Source, Spot, Stale, StaleApproval,
        Summary, Unexplained, Wire, Words,
        approvals::Approval,
        examples::{Answer, Example, Request},
        report::hex,
        rust::Item,
    },
};

/// Two services, of which one changed a lot.
pub(in crate::review) fn report() -> Report {
    let entries = changes::all();
    Report {
        old: edition("origin/main", 9, ("2026-03-06", "2026-03-09"), "0.15.0"),
        new: edition("working tree", 11, ("2026-05-24", "2026-05-24"), "0.15.0"),
        services: vec!["harbour".to_owned(), "lighthouse".to_owned()],
        titles: [("harbour", "Harbour"), ("lighthouse", "Lighthouse")]
            .map(|(name, title)| (name.to_owned(), title.to_owned()))
            .into(),
        summary: summary(&entries),
        examples: examples(),
        unexplained: Vec::new(),
        stale: stale(),
        approvals: Vec::new(),
        entries,
    }
}

/// The same, with differences that no rule explains.
pub(in crate::review) fn with_unexplained() -> Report {
    let unexplained = vec![
        Unexplained {
            service: "harbour".to_owned(),
            operation: "list_voyages".to_owned(),
            subject: "query.page_size".to_owned(),
            key: "declared.style".to_owned(),
            old: Some("\"comma\"".to_owned()),
            new: Some("\"pipe\"".to_owned()),
            old_at: Some(("specs/harbour/list_voyages.yaml".to_owned(), 31)),
            new_at: Some(("specs/harbour/list_voyages.yaml".to_owned(), 34)),
        },
        Unexplained {
            service: "lighthouse".to_owned(),
            operation: String::new(),
            subject: String::new(),
            key: "hosts".to_owned(),
            old: None,
            new: Some("[\"https://north.example\"]".to_owned()),
            old_at: None,
            new_at: Some(("specs/lighthouse/service.yaml".to_owned(), 6)),
        },
    ];
    Report {
        unexplained,
        ..report()
    }
}

/// Two equal states.
pub(in crate::review) fn unchanged() -> Report {
    let report = report();
    Report {
        new: Edition {
            label: "working tree".to_owned(),
            ..report.old.clone()
        },
        summary: summary(&[]),
        entries: Vec::new(),
        examples: report.examples.into_iter().filter(is_same).collect(),
        stale: Vec::new(),
        approvals: Vec::new(),
        ..report
    }
}

fn is_same(example: &Example) -> bool {
    example.request == Request::Same && example.answer == Answer::Reads
}

fn edition(label: &str, operations: usize, (first, last): (&str, &str), version: &str) -> Edition {
    Edition {
        label: label.to_owned(),
        operations,
        services: vec!["harbour".to_owned(), "lighthouse".to_owned()],
        checked: Some((first.to_owned(), last.to_owned())),
        version: Some(version.to_owned()),
    }
}

fn summary(entries: &[Entry]) -> Summary {
    let mut wires = BTreeMap::new();
    let mut sources = BTreeMap::new();
    for entry in entries {
        *wires.entry(entry.verdict.wire).or_insert(0) += 1;
        *sources.entry(entry.verdict.source).or_insert(0) += 1;
    }
    let eased = |entry: &Entry| match &entry.easing {
        Some(eased) => (eased.source, eased.bump),
        None => (entry.verdict.source, entry.verdict.bump),
    };
    let eased: Vec<_> = entries.iter().map(eased).collect();
    let worst = |bumps: &mut dyn Iterator<Item = Bump>| bumps.max().unwrap_or(Bump::None);
    let count = |kind| entries.iter().filter(|it| it.kind() == kind).count();
    Summary {
        wire: wires.keys().max().copied().unwrap_or(Wire::Ok),
        source: sources.keys().max().copied().unwrap_or(Source::Ok),
        bump: worst(&mut entries.iter().map(|it| it.verdict.bump)),
        eased: (
            eased.iter().map(|it| it.0).max().unwrap_or(Source::Ok),
            worst(&mut eased.iter().map(|it| it.1)),
        ),
        lines: entries.iter().filter(|it| it.easing.is_some()).count(),
        undecided: entries.iter().filter(|it| it.is_undecided()).count(),
        touched: if entries.is_empty() { 0 } else { 8 },
        added: count(Kind::E01),
        removed: count(Kind::E02),
        reworded: count(Kind::D05),
        wires,
        sources,
    }
}

fn examples() -> Vec<Example> {
    let example = |operation: &str, number, request, answer| Example {
        service: "harbour".to_owned(),
        operation: operation.to_owned(),
        number,
        request,
        answer,
    };
    let lost = "response.voyages[0].files[0].download_url";
    vec![
        example(
            "get_voyage",
            1,
            Request::Same,
            Answer::Loses(vec![
                (
                    lost.to_owned(),
                    "reads as missing; the answer has `link`".to_owned(),
                ),
                (
                    "response.voyages[0].state".to_owned(),
                    "reads as the unknown value 5".to_owned(),
                ),
            ]),
        ),
        example(
            "list_berths",
            1,
            Request::Differs {
                before: "POST /v1/berths/list HTTP/1.1\nhost: api.harbour.example\ncontent-type: application/json\n\n{\n  \"port\": \"p1\",\n  \"pageSize\": 100\n}".to_owned(),
                after: "POST /v1/berths/list HTTP/1.1\nhost: api.harbour.example\ncontent-type: application/json\n\n{\n  \"port_id\": \"p1\",\n  \"pageSize\": 100\n}".to_owned(),
            },
            Answer::Reads,
        ),
        example("list_crew", 1, Request::Same, Answer::Reads),
        example(
            "list_voyages",
            1,
            Request::Refused {
                released: false,
                sent: "GET /v1/voyages?page_size=100 HTTP/1.1\nhost: api.harbour.example\n".to_owned(),
                why: "query.page_size must be at most 50".to_owned(),
            },
            Answer::None,
        ),
        example(
            "list_voyages",
            2,
            Request::None,
            Answer::Fails(
                "response.total".to_owned(),
                "expected an integer, found a string".to_owned(),
            ),
        ),
    ]
}

fn stale() -> Vec<StaleApproval> {
    let approval = |rule: &str, subject: &str, because: &str, until: Option<&str>| Approval {
        rule: rule.to_owned(),
        places: vec![("get_voyage".to_owned(), subject.to_owned())],
        old: Some("seconds".to_owned()),
        new: Some("milliseconds".to_owned()),
        because: because.to_owned(),
        date: "2026-02-01".to_owned(),
        until: until.map(str::to_owned),
    };
    let stale = |approval, why| StaleApproval {
        service: "harbour".to_owned(),
        approval,
        why,
    };
    vec![
        stale(
            approval(
                "R32",
                "response.docked_for",
                "the vendor promised to take it back",
                Some("2026-04-30"),
            ),
            Stale::Expired,
        ),
        stale(
            approval("R32", "response.left_after", "no caller uses it", None),
            Stale::Unmatched,
        ),
    ]
}

/// Compares what a format prints with a file of `golden/`, or writes the file if `BLESS` is `1`.
pub(in crate::review) fn golden(name: &str, found: &str) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/review/present/golden");
    let path = std::path::Path::new(folder).join(name);
    if std::env::var("BLESS").is_ok_and(|it| it == "1") {
        std::fs::write(&path, found).expect("the file can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        expected, found,
        "if {name} is right: BLESS=1 cargo test -p codegen"
    );
}
