//! The head of the page: the two states, and all findings taken together.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::review::{Bump, Edition, Report, Source, Summary, Wire, next};

/// One of the two states.
#[derive(Serialize)]
pub(super) struct Side<'a> {
    label: &'a str,
    read: String,
    operations: usize,
}

/// One part of the verdict.
#[derive(Serialize)]
pub(super) struct Verdict {
    title: &'static str,
    worst: &'static str,
    lines: Vec<String>,
}

pub(super) fn side(edition: &Edition) -> Side<'_> {
    Side {
        label: &edition.label,
        read: match &edition.checked {
            None => String::new(),
            Some((first, last)) if first == last => format!("pages read {first}"),
            Some((first, last)) => format!("pages read {first} to {last}"),
        },
        operations: edition.operations,
    }
}

pub(super) fn facts(summary: &Summary) -> String {
    format!(
        "{} operations changed · {} added · {} removed · {} with other words only",
        summary.touched, summary.added, summary.removed, summary.reworded
    )
}

pub(super) fn verdicts(report: &Report) -> [Verdict; 3] {
    let summary = &report.summary;
    let wires = [
        (Wire::Break, "failing"),
        (Wire::Silent, "quietly wrong"),
        (Wire::Risk, "failing for some"),
    ];
    let sources = [
        (Source::Break, "not compiling"),
        (Source::Risk, "perhaps not compiling"),
        (Source::Warn, "compiling with a warning"),
    ];
    let mut upgrade = counted(&sources, &summary.sources);
    let with = match summary.lines {
        0 => None,
        1 => Some("with the suggested line".to_owned()),
        lines => Some(format!("with the {lines} suggested lines")),
    };
    if let Some(with) = &with {
        upgrade.push(format!("{with}: at worst {}", summary.eased.0.as_str()));
    }
    [
        Verdict {
            title: "Released clients",
            worst: summary.wire.as_str(),
            lines: counted(&wires, &summary.wires),
        },
        Verdict {
            title: "Code that upgrades",
            worst: summary.source.as_str(),
            lines: upgrade,
        },
        Verdict {
            title: "Next version",
            worst: summary.bump.as_str(),
            lines: versions(report.old.version.as_deref(), summary, with.as_deref()),
        },
    ]
}

/// How many changes have which effect, worst first, without those of which there are none.
fn counted<K: Ord>(words: &[(K, &str)], counts: &BTreeMap<K, usize>) -> Vec<String> {
    let some: Vec<_> = words
        .iter()
        .filter_map(|(key, words)| match counts.get(key) {
            None | Some(0) => None,
            Some(count) => Some(format!("{count} {words}")),
        })
        .collect();
    if some.is_empty() {
        return vec!["nothing to notice".to_owned()];
    }
    some
}

/// The next version as it is and with the suggested lines; what it would be below and from 1.0 on.
fn versions(now: Option<&str>, summary: &Summary, with: Option<&str>) -> Vec<String> {
    let (bump, eased) = (summary.bump, summary.eased.1);
    let mut lines = Vec::new();
    let known = now.and_then(|now| Some((now, next(now, bump)?, next(now, eased)?)));
    if let Some((now, then, _)) = &known {
        lines.push(format!("{now} → {then}"));
    }
    if let (Some((now, _, then)), Some(with)) = (&known, with) {
        lines.push(format!("{with}: {now} → {then}"));
    }
    let part = |bump| match bump {
        Bump::None => "none",
        Bump::Patch => "the third number",
        Bump::Minor => "the second number",
        Bump::Major => "the first number",
    };
    let below = match bump {
        Bump::Major => Bump::Minor,
        Bump::Minor => Bump::Patch,
        other => other,
    };
    lines.push(format!("0.x: {}", part(below)));
    lines.push(format!("from 1.0 on: {}", part(bump)));
    lines
}
