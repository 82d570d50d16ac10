//! What needs no row of its own: lists, folded.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{
    change::both,
    code::{block, span},
    section::Section,
    table::name,
};
use crate::{
    diff::Kind,
    review::{
        Entry, Group, Report, Stale, StaleApproval, Unexplained,
        present::{headline::count, said::sentence},
    },
};

/// Most places that are named with a change.
const NAMED: usize = 6;

/// Most lines of a text.
const LINES: usize = 12;

pub(super) fn unexplained(report: &Report) -> Section {
    let gaps = count(report.unexplained.len(), "difference", "differences");
    let open = format!("**{gaps} that no rule explains:** nobody can say what they do.\n\n");
    let side = |it: &Option<String>| it.as_deref().map_or_else(|| "nothing".to_owned(), span);
    let gap = |it: &Unexplained| {
        let place = [&it.service, &it.operation, &it.subject].map(String::as_str);
        let (place, key) = (span(&place.join(" ")), span(&it.key));
        format!("- {place}, {key}: {} → {}\n", side(&it.old), side(&it.new))
    };
    Section::new(2, open, &report.unexplained, gap, "")
}

pub(super) fn flagged(report: &Report, entries: &[&Entry]) -> Section {
    let texts = count(entries.len(), "text that reads", "texts that read");
    let text = |it: &Option<String>| it.clone().unwrap_or_default();
    let title = format!("⚑ {texts} like a rule");
    Section::folded(2, &title, entries, |it| {
        let (old, new) = (text(&it.change.old), text(&it.change.new));
        let lines = both(&old, &new, LINES);
        format!("{}\n{}\n", line(report, it), block("diff", &lines))
    })
}

pub(super) fn stale(report: &Report) -> Section {
    let approvals = count(report.stale.len(), "approval is", "approvals are");
    let stale = |it: &StaleApproval| {
        let approval = &it.approval;
        let mut place = it.service.clone();
        if let Some((operation, subject)) = approval.places.first() {
            let _ = write!(place, " {operation} {subject}");
        }
        let why = match it.why {
            Stale::Expired => "expired",
            Stale::Unmatched => "matches nothing any more",
        };
        format!(
            "- {} {} of {}: {why}; it was approved because {}\n",
            span(&approval.rule),
            span(&place),
            span(&approval.date),
            span(&approval.because)
        )
    };
    Section::folded(
        1,
        &format!("⌛ {approvals} of no use"),
        &report.stale,
        stale,
    )
}

pub(super) fn decided(report: &Report) -> Section {
    let entries = report.entries.iter();
    let entries: Vec<_> = entries
        .filter_map(|it| Some((it, it.decision.as_ref()?)))
        .collect();
    let title = format!("☑ {} approved", entries.len());
    Section::folded(1, &title, &entries, |(entry, decision)| {
        let until = decision.until.as_ref();
        let until = until.map_or_else(String::new, |it| format!(" until {}", span(it)));
        let line = line(report, entry);
        let because = span(&decision.because);
        format!("{}, because {because}{until}\n", line.trim_end())
    })
}

pub(super) fn warnings(report: &Report) -> Section {
    let entries = others(report, |it| it.group == Group::Warn);
    let changes = count(entries.len(), "change makes", "changes make");
    plain(report, &format!("⚠️ {changes} the compiler warn"), &entries)
}

pub(super) fn added(report: &Report) -> Section {
    let entries = others(report, |it| it.group == Group::Added);
    let totals = totals(&entries).into_iter();
    let totals = totals.map(|(kind, places)| format!("{places} × {}", kind.sentence()));
    let totals: Vec<_> = totals.collect();
    plain(report, &format!("+ {}", totals.join(", ")), &entries)
}

pub(super) fn first_stated(report: &Report) -> Section {
    let entries = others(report, |it| it.group == Group::Fine && is_first(it));
    let title = format!("~ {} stated for the first time", entries.len());
    plain(report, &title, &entries)
}

pub(super) fn fine(report: &Report) -> Section {
    let entries = others(report, |it| match it.group {
        Group::Warn | Group::Added | Group::Folded => false,
        Group::Fine => !is_first(it),
        _ => true,
    });
    let changes = count(entries.len(), "other change", "other changes");
    plain(report, &format!("= {changes} without harm"), &entries)
}

/// Only counts: wording is not worth a line each.
pub(super) fn folded(report: &Report) -> Section {
    let entries = others(report, |it| it.group == Group::Folded);
    let totals: Vec<_> = totals(&entries).into_iter().collect();
    let places = count(totals.iter().map(|it| it.1).sum(), "place", "places");
    let title = format!("· {places} with other words or another order");
    Section::folded(1, &title, &totals, |(kind, places)| {
        format!("- {} {}: {places}\n", kind.id(), kind.sentence())
    })
}

fn is_first(entry: &Entry) -> bool {
    entry.change.old.is_none() && entry.change.new.is_some()
}

/// Those that need no decision and have none.
fn others(report: &Report, is_one: impl Fn(&Entry) -> bool) -> Vec<&Entry> {
    let entries = report.entries.iter();
    let entries = entries.filter(|it| !it.needs_decision() && it.decision.is_none());
    entries.filter(|it| is_one(it)).collect()
}

/// Number of places of each kind of change.
fn totals(entries: &[&Entry]) -> BTreeMap<Kind, usize> {
    let mut kinds = BTreeMap::new();
    for entry in entries {
        *kinds.entry(entry.kind()).or_insert(0) += entry.places.len();
    }
    kinds
}

/// A line for each, with its values.
fn plain(report: &Report, title: &str, entries: &[&Entry]) -> Section {
    Section::folded(1, title, entries, |it| {
        let values = [&it.change.old, &it.change.new];
        let values: Vec<_> = values.into_iter().flatten().map(|it| span(it)).collect();
        let places = places(report, it);
        let kind = it.kind();
        let colon = if values.is_empty() { "" } else { ": " };
        format!(
            "- {} {}: {places}{colon}{}\n",
            kind.id(),
            sentence(it),
            values.join(" → ")
        )
    })
}

/// A line with the identifier to approve with.
fn line(report: &Report, entry: &Entry) -> String {
    let (id, kind) = (span(&entry.short), entry.kind());
    let places = places(report, entry);
    format!("- {id} {} {}: {places}\n", kind.id(), sentence(entry))
}

fn places(report: &Report, entry: &Entry) -> String {
    let places = entry.places.iter().take(NAMED);
    let named = places.map(|it| span(&name(report, &entry.service, it)));
    let named = named.collect::<Vec<_>>().join(", ");
    match entry.places.len().checked_sub(NAMED + 1) {
        Some(more) => format!("{named} and {} more", more + 1),
        None => named,
    }
}
