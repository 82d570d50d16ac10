//! What has to be looked at: one block per change, under headings from worst to mildest.

use super::{
    block::Block,
    count,
    layout::{Style, clean, cut, ends, paint},
};
use crate::review::{Entry, Group, Report, Source};

pub(super) fn groups(report: &Report, all: bool) -> Vec<Vec<String>> {
    let groups = [
        Group::Break,
        Group::Silent,
        Group::Risk,
        Group::Source,
        Group::Warn,
        Group::Flagged,
    ];
    let services = report.services.len() > 1;
    groups
        .into_iter()
        .filter_map(|group| {
            let entries: Vec<&Entry> = report
                .entries
                .iter()
                .filter(|it| it.group == group)
                .collect();
            (!entries.is_empty()).then(|| {
                let mut out = vec![heading(group, &entries)];
                for (index, entry) in entries.into_iter().enumerate() {
                    if index > 0 {
                        out.push(String::new());
                    }
                    out.push(title(entry, services));
                    Block::of(entry, all, &mut out);
                }
                out
            })
        })
        .collect()
}

fn heading(group: Group, entries: &[&Entry]) -> String {
    let (style, title, what) = match group {
        Group::Break => (Style::Red, "✖ BREAK", "released clients fail"),
        Group::Silent => (
            Style::Red,
            "✖ SILENT",
            "calls succeed and mean something else, without an error",
        ),
        Group::Risk => (
            Style::Yellow,
            "? RISK",
            "released clients may fail, depending on values or on the vendor",
        ),
        Group::Source => (
            Style::Red,
            "✖ SOURCE BREAK",
            "code that upgrades stops compiling; released clients are fine",
        ),
        Group::Warn => (
            Style::Yellow,
            "! WARNING",
            "code that upgrades compiles, and warns",
        ),
        Group::Flagged => (
            Style::Yellow,
            "⚑ TEXT THAT READS LIKE A RULE",
            "what no key says, a sentence may",
        ),
        Group::Added | Group::Fine | Group::Folded => (Style::Bold, "", ""),
    };
    let undecided = entries.iter().filter(|it| it.is_undecided()).count();
    let needed = entries.iter().any(|it| it.needs_decision());
    let right = match (undecided, needed) {
        (0, true) => "decided".to_owned(),
        (0, false) => "no decision".to_owned(),
        (number, _) => paint(Style::Bold, &format!("decide {number}")),
    };
    ends(&format!("{}  {what}", paint(style, title)), &right)
}

fn title(entry: &Entry, services: bool) -> String {
    let left = format!(
        "  {}  {}  {}",
        paint(Style::Bold, &format!("[{}]", clean(&entry.short))),
        entry.kind().id(),
        entry.kind().sentence(),
    );
    let mut right = Vec::new();
    if matches!(entry.group, Group::Break | Group::Silent | Group::Risk) {
        right.push(
            match entry.verdict.source {
                Source::Ok => "code compiles",
                Source::Warn => "code warns",
                Source::Risk => "code may break",
                Source::Break => "code breaks",
            }
            .to_owned(),
        );
    }
    if services {
        right.push(cut(&clean(&entry.service), 30));
    }
    if entry.places.len() > 1 {
        right.push(count(entry.places.len(), "place"));
    }
    ends(&left, &paint(Style::Dim, &right.join(" · ")))
}
