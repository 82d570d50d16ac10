//! What the script needs: how entries are filtered, and what the files of approvals say.

use std::fmt::Write as _;

use serde::Serialize;

use super::card;
use crate::{
    doc,
    review::{
        Entry, Group, Report,
        approvals::{self, Approvals},
        report::hex,
    },
};

#[derive(Serialize)]
struct Data<'a> {
    /// Equal for equal reports, so that unfinished work is found again.
    digest: String,
    /// First lines of a file of approvals.
    head: &'static str,
    entries: Vec<Item<'a>>,
    recorded: Vec<Recorded<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    service: &'a str,
    operations: Vec<&'a str>,
    wire: &'static str,
    source: &'static str,
    needs: bool,
    folded: bool,
    rule: &'static str,
    at: Vec<String>,
    old: Option<String>,
    new: Option<String>,
    decision: Option<Decision<'a>>,
}

#[derive(Serialize)]
struct Decision<'a> {
    because: &'a str,
    until: Option<&'a str>,
}

#[derive(Serialize)]
struct Recorded<'a> {
    service: &'a str,
    rule: &'a str,
    at: Vec<String>,
    old: Option<&'a str>,
    new: Option<&'a str>,
    because: &'a str,
    date: &'a str,
    until: Option<&'a str>,
}

/// The data as JSON that ends no element and begins no comment, wherever a browser reads it.
pub(super) fn json(report: &Report) -> String {
    let mut data = Data {
        digest: String::new(),
        head: approvals::HEAD,
        entries: report.entries.iter().map(item).collect(),
        recorded: report.approvals.iter().flat_map(recorded).collect(),
    };
    // Numbers, texts and lists always become JSON.
    let text = |data: &Data<'_>| serde_json::to_string(data).unwrap_or_default();
    data.digest = hex(text(&data).as_bytes());
    escaped(&text(&data))
}

/// What could end an element, begin a comment or hide can only stand within strings, where its number
/// says the same.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        if matches!(letter, '<' | '>' | '&') || doc::is_hidden(letter) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(letter);
        }
    }
    out
}

fn item(entry: &Entry) -> Item<'_> {
    let approval = approvals::of(entry, "", "", None);
    Item {
        id: &entry.id,
        service: &entry.service,
        operations: card::operations(entry),
        wire: entry.verdict.wire.as_str(),
        source: entry.verdict.source.as_str(),
        needs: entry.needs_decision(),
        folded: entry.group == Group::Folded,
        rule: entry.kind().id(),
        at: approval.places.iter().map(approvals::place).collect(),
        old: approval.old,
        new: approval.new,
        decision: entry.decision.as_ref().map(|it| Decision {
            because: &it.because,
            until: it.until.as_deref(),
        }),
    }
}

fn recorded(of: &Approvals) -> impl Iterator<Item = Recorded<'_>> {
    of.approvals.iter().map(|it| Recorded {
        service: &of.service,
        rule: &it.rule,
        at: it.places.iter().map(approvals::place).collect(),
        old: it.old.as_deref(),
        new: it.new.as_deref(),
        because: &it.because,
        date: &it.date,
        until: it.until.as_deref(),
    })
}
