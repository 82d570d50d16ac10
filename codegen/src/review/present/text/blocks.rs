//! What has to be looked at: one block per change, under headings from worst to mildest.

use super::{
    block::Block,
    count,
    layout::{Style, clean, cut, ends, paint},
};
use crate::review::{
    Entry, Group, Report, Source,
    present::said::{is_swapped, sentence},
};

/// A heading: of entries of its group, those that it is true of.
struct Heading {
    group: Group,
    style: Style,
    title: &'static str,
    what: &'static str,
    is_of: fn(&Entry) -> bool,
}

impl Heading {
    const fn new(group: Group, style: Style, title: &'static str, what: &'static str) -> Self {
        let is_of = |_: &Entry| true;
        Self {
            group,
            style,
            title,
            what,
            is_of,
        }
    }

    const fn of(mut self, is_of: fn(&Entry) -> bool) -> Self {
        self.is_of = is_of;
        self
    }
}

/// From worst to mildest.
const HEADINGS: [Heading; 8] = [
    Heading::new(Group::Break, Style::Red, "✖ BREAK", "released clients fail"),
    Heading::new(
        Group::Silent,
        Style::Red,
        "✖ SILENT",
        "calls succeed and mean something else, without an error",
    ),
    Heading::new(
        Group::Risk,
        Style::Yellow,
        "? RISK",
        "released clients may fail, depending on values or on the vendor",
    ),
    Heading::new(
        Group::Source,
        Style::Red,
        "✖ SWAPPED",
        "code that upgrades compiles, and sends one argument as another",
    )
    .of(is_swapped),
    Heading::new(
        Group::Source,
        Style::Red,
        "✖ SOURCE BREAK",
        "code that upgrades stops compiling; released clients are fine",
    )
    .of(|it| it.verdict.source == Source::Break && !is_swapped(it)),
    Heading::new(
        Group::Source,
        Style::Yellow,
        "? SOURCE RISK",
        "code that upgrades may not compile; released clients are fine",
    )
    .of(|it| it.verdict.source < Source::Break),
    Heading::new(
        Group::Warn,
        Style::Yellow,
        "! WARNING",
        "code that upgrades compiles, and warns",
    ),
    Heading::new(
        Group::Flagged,
        Style::Yellow,
        "⚑ TEXT THAT READS LIKE A RULE",
        "what no key says, a sentence may",
    ),
];

pub(super) fn groups(report: &Report, all: bool) -> Vec<Vec<String>> {
    let services = report.services.len() > 1;
    HEADINGS
        .iter()
        .filter_map(|heading| {
            let entries: Vec<&Entry> = report
                .entries
                .iter()
                .filter(|it| it.group == heading.group && (heading.is_of)(it))
                .collect();
            (!entries.is_empty()).then(|| {
                let mut out = vec![headed(heading, &entries)];
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

fn headed(heading: &Heading, entries: &[&Entry]) -> String {
    let undecided = entries.iter().filter(|it| it.is_undecided()).count();
    let needed = entries.iter().any(|it| it.needs_decision());
    let right = match (undecided, needed) {
        (0, true) => "decided".to_owned(),
        (0, false) => "no decision".to_owned(),
        (number, _) => paint(Style::Bold, &format!("decide {number}")),
    };
    let title = paint(heading.style, heading.title);
    ends(&format!("{title}  {}", heading.what), &right)
}

fn title(entry: &Entry, services: bool) -> String {
    let left = format!(
        "  {}  {}  {}",
        paint(Style::Bold, &format!("[{}]", clean(&entry.short))),
        entry.kind().id(),
        sentence(entry),
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
