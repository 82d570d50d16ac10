//! What is on the page, in its order.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    card::{self, Card},
    head::{self, Side, Verdict},
    lines::{self, Line},
};
use crate::review::{Entry, Group, Report, Stale, examples};

/// The page.
#[derive(Serialize)]
pub(super) struct Page<'a> {
    old: Side<'a>,
    new: Side<'a>,
    facts: String,
    verdicts: [Verdict; 3],
    undecided: usize,
    needing: usize,
    unexplained: Vec<Unexplained<'a>>,
    nav: Vec<Service<'a>>,
    sections: Vec<Section<'a>>,
    examples: Vec<Example<'a>>,
    unchanged: usize,
    stale: Vec<StaleApproval<'a>>,
}

#[derive(Serialize)]
struct Unexplained<'a> {
    place: String,
    key: &'a str,
    old_at: Option<String>,
    new_at: Option<String>,
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct Service<'a> {
    name: &'a str,
    operations: Vec<Operation<'a>>,
}

#[derive(Serialize)]
struct Operation<'a> {
    name: &'a str,
    first: &'a str,
    undecided: usize,
    entries: usize,
}

#[derive(Serialize)]
struct Section<'a> {
    key: &'static str,
    title: &'static str,
    folded: bool,
    counts: String,
    entries: usize,
    cards: Vec<Card<'a>>,
}

#[derive(Serialize)]
struct Example<'a> {
    title: String,
    request: Option<&'static str>,
    why: Option<&'a str>,
    lines: Vec<Line>,
    answer: Option<&'static str>,
    details: Vec<(&'a str, &'a str)>,
}

#[derive(Serialize)]
struct StaleApproval<'a> {
    service: &'a str,
    rule: &'a str,
    why: String,
    because: &'a str,
    places: Vec<String>,
}

/// What is on the page.
pub(super) fn page(report: &Report) -> Page<'_> {
    let examples: Vec<_> = report.examples.iter().filter_map(example).collect();
    Page {
        old: head::side(&report.old),
        new: head::side(&report.new),
        facts: head::facts(&report.summary),
        verdicts: head::verdicts(report),
        undecided: report.summary.undecided,
        needing: report
            .entries
            .iter()
            .filter(|it| it.needs_decision())
            .count(),
        unexplained: report.unexplained.iter().map(unexplained).collect(),
        nav: nav(report),
        sections: sections(&report.entries),
        unchanged: report.examples.len() - examples.len(),
        examples,
        stale: report.stale.iter().map(stale).collect(),
    }
}

fn unexplained(it: &crate::review::Unexplained) -> Unexplained<'_> {
    let at = |at: &Option<(String, u32)>| at.as_ref().map(|(file, line)| format!("{file}:{line}"));
    let words = [&it.service, &it.operation, &it.subject];
    let words: Vec<_> = words
        .into_iter()
        .filter(|it| !it.is_empty())
        .map(String::as_str)
        .collect();
    Unexplained {
        place: words.join(" "),
        key: &it.key,
        old_at: at(&it.old_at),
        new_at: at(&it.new_at),
        lines: lines::compare(it.old.as_deref(), it.new.as_deref()),
    }
}

/// Operations with the number of their entries that are more than wording.
fn nav(report: &Report) -> Vec<Service<'_>> {
    let mut found: BTreeMap<&str, BTreeMap<&str, Operation<'_>>> = BTreeMap::new();
    for entry in report.entries.iter().filter(|it| it.group != Group::Folded) {
        let operations = found.entry(&entry.service).or_default();
        for name in card::operations(entry) {
            let operation = operations.entry(name).or_insert(Operation {
                name,
                first: &entry.id,
                undecided: 0,
                entries: 0,
            });
            operation.entries += 1;
            operation.undecided += usize::from(entry.is_undecided());
        }
    }
    let services = found.into_iter().map(|(name, operations)| Service {
        name,
        operations: operations.into_values().collect(),
    });
    services.collect()
}

fn sections(entries: &[Entry]) -> Vec<Section<'_>> {
    let mut groups: BTreeMap<Group, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        groups.entry(entry.group).or_default().push(entry);
    }
    let sections = groups.into_iter().map(|(group, entries)| {
        let (key, title) = heading(group);
        Section {
            key,
            title,
            folded: group == Group::Folded,
            counts: counts(&entries),
            entries: entries.len(),
            cards: entries.into_iter().map(card::card).collect(),
        }
    });
    sections.collect()
}

fn heading(group: Group) -> (&'static str, &'static str) {
    match group {
        Group::Break => ("break", "Released clients fail"),
        Group::Silent => ("silent", "Released clients go on, and mean something else"),
        Group::Risk => ("risk", "Released clients may fail"),
        Group::Source => ("source", "Code that upgrades does not compile, or may not"),
        Group::Warn => ("warn", "Code that upgrades gets a warning"),
        Group::Flagged => ("flagged", "Texts that read like a rule"),
        Group::Added => ("added", "Added"),
        Group::Fine => ("fine", "Everything else that hurts nobody"),
        Group::Folded => ("folded", "Wording and order"),
    }
}

/// How often each rule occurs.
fn counts(entries: &[&Entry]) -> String {
    let mut rules = BTreeMap::<_, usize>::new();
    for entry in entries {
        *rules.entry(entry.kind()).or_default() += entry.places.len();
    }
    let words: Vec<_> = rules
        .into_iter()
        .map(|(kind, count)| format!("{} × {count} {}", kind.id(), kind.sentence()))
        .collect();
    words.join(" · ")
}

/// An example of which anything changed.
fn example(it: &examples::Example) -> Option<Example<'_>> {
    use examples::{Answer, Request};
    let (request, why, lines) = match &it.request {
        Request::None | Request::Same => (None, None, Vec::new()),
        Request::Differs { before, after } => (
            Some("other bytes are sent"),
            None,
            lines::compare(Some(before), Some(after)),
        ),
        Request::Refused {
            released,
            sent,
            why,
        } => {
            let (says, old, new) = if *released {
                ("released clients cannot send it", None, Some(sent.as_str()))
            } else {
                (
                    "the client generated anew cannot send it",
                    Some(sent.as_str()),
                    None,
                )
            };
            (Some(says), Some(why.as_str()), lines::compare(old, new))
        }
    };
    let (answer, details) = match &it.answer {
        Answer::None | Answer::Reads => (None, Vec::new()),
        Answer::Loses(lost) => (
            Some("released clients read it and lose something"),
            lost.iter()
                .map(|(at, what)| (at.as_str(), what.as_str()))
                .collect(),
        ),
        Answer::Fails(at, why) => (
            Some("released clients cannot read it"),
            vec![(at.as_str(), why.as_str())],
        ),
        Answer::Error(why) => (
            Some("released clients take it for an error"),
            vec![("", why.as_str())],
        ),
    };
    if request.is_none() && answer.is_none() {
        return None;
    }
    Some(Example {
        title: format!("{} {}, example {}", it.service, it.operation, it.number),
        request,
        why,
        lines,
        answer,
        details,
    })
}

fn stale(it: &crate::review::StaleApproval) -> StaleApproval<'_> {
    let approval = &it.approval;
    StaleApproval {
        service: &it.service,
        rule: &approval.rule,
        why: match (it.why, &approval.until) {
            (Stale::Unmatched, _) => "matches no change".to_owned(),
            (Stale::Expired, Some(until)) => format!("expired on {until}"),
            (Stale::Expired, None) => "expired".to_owned(),
        },
        because: &approval.because,
        places: approval
            .places
            .iter()
            .map(|(operation, subject)| format!("{operation} {subject}"))
            .collect(),
    }
}
