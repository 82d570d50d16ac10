//! One change under the keys that programs see.

use serde::Serialize;

use crate::review::{
    self as review, Entry, Group, Location, Spot, approvals::Approval, present::said, rust::Item,
};

#[derive(Serialize)]
pub(super) struct Change<'a> {
    fp: &'a str,
    short: &'a str,
    rule: &'static str,
    sentence: &'static str,
    hint: &'static str,
    severity: &'static str,
    wire: &'static str,
    source: &'static str,
    bump: &'static str,
    eased: Option<Eased<'a>>,
    service: &'a str,
    node: String,
    subject: &'a str,
    was: Option<&'a str>,
    aspect: &'static str,
    old: Option<&'a str>,
    new: Option<&'a str>,
    places: Vec<Place<'a>>,
    rust: Vec<Rust<'a>>,
    words: Words<'a>,
    possible_rename: bool,
    within: &'a [String],
    group: &'static str,
    needs_decision: bool,
    decision: Option<Decision<'a>>,
}

impl<'a> Change<'a> {
    pub(super) fn of(entry: &'a Entry) -> Self {
        let change = &entry.change;
        let verdict = entry.verdict;
        let place = entry.places.first();
        Self {
            fp: &entry.id,
            short: &entry.short,
            rule: change.kind.id(),
            sentence: said::sentence(entry),
            hint: said::hint(entry),
            severity: verdict.severity.as_str(),
            wire: verdict.wire.as_str(),
            source: verdict.source.as_str(),
            bump: verdict.bump.as_str(),
            eased: entry.easing.as_ref().map(Eased::of),
            service: &entry.service,
            node: place.map_or_else(String::new, |it| node(&entry.service, it)),
            subject: &change.subject,
            was: change.was.as_deref(),
            aspect: change.aspect.as_str(),
            old: change.old.as_deref(),
            new: change.new.as_deref(),
            places: entry.places.iter().map(Place::of).collect(),
            rust: entry.rust.iter().map(Rust::of).collect(),
            words: Words::of(&entry.words),
            possible_rename: change.possible_rename,
            within: &change.within,
            group: group(entry.group),
            needs_decision: entry.needs_decision(),
            decision: entry.decision.as_ref().map(Decision::of),
        }
    }
}

/// A place in one word: `tencent-meeting/list_corp_records#query.page_size`.
pub(in crate::review::present) fn node(service: &str, place: &Location) -> String {
    format!("{service}/{}#{}", place.operation, place.subject)
}

fn group(group: Group) -> &'static str {
    match group {
        Group::Break => "break",
        Group::Silent => "silent",
        Group::Risk => "risk",
        Group::Source => "source",
        Group::Warn => "warn",
        Group::Flagged => "flagged",
        Group::Added => "added",
        Group::Fine => "fine",
        Group::Folded => "folded",
    }
}

#[derive(Serialize)]
struct Eased<'a> {
    line: &'a str,
    at: Option<At<'a>>,
    source: &'static str,
    bump: &'static str,
}

impl<'a> Eased<'a> {
    fn of(eased: &'a review::Eased) -> Self {
        Self {
            line: &eased.line,
            at: eased.at.as_ref().map(At::of),
            source: eased.source.as_str(),
            bump: eased.bump.as_str(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct At<'a> {
    file: &'a str,
    line: u32,
}

impl<'a> At<'a> {
    pub(super) fn of((file, line): &'a (String, u32)) -> Self {
        Self { file, line: *line }
    }
}

#[derive(Serialize)]
struct Place<'a> {
    operation: &'a str,
    subject: &'a str,
    was: Option<&'a str>,
    base: Option<Lines<'a>>,
    head: Option<Lines<'a>>,
}

#[derive(Serialize)]
struct Lines<'a> {
    file: &'a str,
    line: u32,
    excerpt: &'a str,
}

impl<'a> Place<'a> {
    fn of(place: &'a Location) -> Self {
        let lines = |spot: &'a Spot| Lines {
            file: &spot.file,
            line: spot.line,
            excerpt: &spot.excerpt,
        };
        Self {
            operation: &place.operation,
            subject: &place.subject,
            was: place.was.as_deref(),
            base: place.old.as_ref().map(lines),
            head: place.new.as_ref().map(lines),
        }
    }
}

#[derive(Serialize)]
struct Rust<'a> {
    item: &'a str,
    before: Option<&'a str>,
    after: Option<&'a str>,
    error: Option<CompilerError<'a>>,
}

#[derive(Serialize)]
struct CompilerError<'a> {
    code: &'a str,
    message: &'a str,
}

impl<'a> Rust<'a> {
    fn of(item: &'a Item) -> Self {
        let error = item.error.as_ref();
        Self {
            item: &item.path,
            before: item.before.as_deref(),
            after: item.after.as_deref(),
            error: error.map(|(code, message)| CompilerError { code, message }),
        }
    }
}

#[derive(Serialize)]
struct Words<'a> {
    term: BothSides<'a>,
    doc: BothSides<'a>,
    evidence: Vec<Evidence<'a>>,
    page: Option<&'a str>,
}

#[derive(Serialize)]
struct BothSides<'a> {
    before: Option<&'a str>,
    after: Option<&'a str>,
}

#[derive(Serialize)]
struct Evidence<'a> {
    aspect: &'a str,
    kind: &'a str,
}

impl<'a> Words<'a> {
    fn of(words: &'a review::Words) -> Self {
        let both = |(before, after): &'a (Option<String>, Option<String>)| BothSides {
            before: before.as_deref(),
            after: after.as_deref(),
        };
        let evidence = words.evidence.iter();
        Self {
            term: both(&words.term),
            doc: both(&words.doc),
            evidence: evidence
                .map(|(aspect, kind)| Evidence { aspect, kind })
                .collect(),
            page: words.page.as_deref(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct Decision<'a> {
    rule: &'a str,
    places: Vec<Approved<'a>>,
    old: Option<&'a str>,
    new: Option<&'a str>,
    because: &'a str,
    date: &'a str,
    until: Option<&'a str>,
}

#[derive(Serialize)]
struct Approved<'a> {
    operation: &'a str,
    subject: &'a str,
}

impl<'a> Decision<'a> {
    pub(super) fn of(approval: &'a Approval) -> Self {
        let places = approval.places.iter();
        Self {
            rule: &approval.rule,
            places: places
                .map(|(operation, subject)| Approved { operation, subject })
                .collect(),
            old: approval.old.as_deref(),
            new: approval.new.as_deref(),
            because: &approval.because,
            date: &approval.date,
            until: approval.until.as_deref(),
        }
    }
}
