//! What was compared, and the three verdicts that matter: released clients, upgrading, version.

use super::{
    count,
    layout::{Style, WIDTH, clean, columns, padded, paint, wrap},
};
use crate::review::{Bump, Edition, Report, Source, Wire, next};

/// Columns that the names of the services may take.
const NAMES: usize = 32;
/// Columns before a verdict.
const LABEL: usize = 20;

/// The one line of a comparison that found nothing.
pub(super) fn nothing(report: &Report) -> String {
    let sides = (clean(&report.old.label), clean(&report.new.label));
    let operations = count(report.new.operations, "operation");
    let line = format!(
        "Nothing changed: {} and {} say the same of {operations}.",
        sides.0, sides.1
    );
    format!("{}\n", wrap(&line, WIDTH, usize::MAX).join("\n"))
}

pub(super) fn head(report: &Report) -> Vec<String> {
    let mut out = title(report);
    out.push(String::new());
    verdict(&mut out, "RELEASED CLIENTS", &[released(report)]);
    verdict(&mut out, "AFTER UPGRADING", &upgrading(report));
    verdict(&mut out, "NEXT VERSION", &version(report));
    out
}

fn verdict(out: &mut Vec<String>, label: &str, lines: &[String]) {
    let mut label = label;
    for line in lines {
        let before = format!("  {}", paint(Style::Bold, label));
        out.push(format!("{}{line}", padded(&before, LABEL + 1)));
        label = "";
    }
}

fn title(report: &Report) -> Vec<String> {
    let (old, new) = (&report.old, &report.new);
    let services: Vec<String> = report.services.iter().map(|it| clean(it)).collect();
    let mut name = services.join(", ");
    if columns(&name) > NAMES {
        name = count(services.len(), "service");
    }
    let indent = (columns(&name) + 3).max(12);
    let room = WIDTH - indent;
    let first = format!("{} .. {}", clean(&old.label), clean(&new.label));
    let mut lines = wrap(&first, room, 3);
    if let Some(pages) = pages(old, new) {
        let pages = wrap(&pages, room, 2);
        lines.extend(pages.iter().map(|it| paint(Style::Dim, it)));
    }
    for (sides, what, style) in [
        ((old, new), "removed", Style::Red),
        ((new, old), "added", Style::Green),
    ] {
        let only = sides
            .0
            .services
            .iter()
            .filter(|it| !sides.1.services.contains(it));
        for name in only {
            let name = clean(name);
            let line = format!("service {what}: {name}, with its client and its feature");
            lines.extend(wrap(&line, room, 2).iter().map(|it| paint(style, it)));
        }
    }
    let summary = &report.summary;
    let parts = [
        format!("{} touched", count(summary.touched, "operation")),
        format!("{} added", summary.added),
        format!("{} removed", summary.removed),
        format!("{} with other words only", summary.reworded),
    ];
    lines.extend(wrap(&parts.join(" · "), room, 3));
    let mut before = padded(&paint(Style::Bold, &name), indent);
    let mut out = Vec::new();
    for line in lines {
        out.push(format!("{before}{line}"));
        before = " ".repeat(indent);
    }
    out
}

/// When the pages were read on which the two states rest.
fn pages(old: &Edition, new: &Edition) -> Option<String> {
    let days = |edition: &Edition| {
        let (first, last) = edition.checked.as_ref()?;
        let (first, last) = (clean(first), clean(last));
        Some(if first == last {
            first
        } else {
            format!("{first} to {last}")
        })
    };
    let line = match (days(old), days(new)) {
        (None, None) => return None,
        (Some(old), Some(new)) if old == new => format!("pages read {old}, and not since"),
        (Some(old), Some(new)) => format!("pages read {old} → {new}"),
        (Some(old), None) => format!("pages read {old} → not known when"),
        (None, Some(new)) => format!("pages read {new}"),
    };
    Some(line)
}

fn released(report: &Report) -> String {
    let of = |wire| report.summary.wires.get(&wire).copied().unwrap_or(0);
    let parts = [
        (of(Wire::Break), "failing", Style::Red),
        (of(Wire::Silent), "quietly wrong", Style::Red),
        (of(Wire::Risk), "maybe", Style::Yellow),
    ];
    if parts.iter().all(|it| it.0 == 0) {
        return paint(Style::Green, "fine");
    }
    let parts: Vec<String> = parts
        .into_iter()
        .map(|(number, what, style)| {
            let part = format!("{number} {what}");
            if number == 0 {
                part
            } else {
                paint(style, &part)
            }
        })
        .collect();
    parts.join(" · ")
}

/// Breaks as written, and those that are left once every suggested line is taken.
fn upgrading(report: &Report) -> Vec<String> {
    let written = |source| report.summary.sources.get(&source).copied().unwrap_or(0);
    let eased = |source| {
        let entries = report.entries.iter();
        let with_line = entries.map(|it| match &it.easing {
            Some(eased) => eased.source,
            None => it.verdict.source,
        });
        with_line.filter(|it| *it == source).count()
    };
    let parts = |of: &dyn Fn(Source) -> usize| {
        let parts = [
            (of(Source::Break), "source break", Style::Red),
            (of(Source::Risk), "possible break", Style::Yellow),
            (of(Source::Warn), "warning", Style::Yellow),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|it| it.0 > 0)
            .map(|(number, what, style)| paint(style, &count(number, what)))
            .collect();
        parts.join(" · ")
    };
    let before = parts(&written);
    if before.is_empty() {
        return vec![paint(Style::Green, "compiles as before")];
    }
    let after = parts(&eased);
    if report.summary.lines == 0 || before == after {
        return vec![before];
    }
    let after = match after.as_str() {
        "" => paint(Style::Green, "compiles"),
        _ => after,
    };
    let lines = count(report.summary.lines, "suggested line");
    let after = format!("→ {after} with the {lines}");
    if columns(&before) + 1 + columns(&after) > WIDTH - LABEL - 1 {
        return vec![before, after];
    }
    vec![format!("{before} {after}")]
}

/// The next version as written and with the suggested lines; then what it would be from 1.0 on.
fn version(report: &Report) -> Vec<String> {
    let summary = &report.summary;
    let (written, eased) = (summary.bump, summary.eased.1);
    let words = |bump: Bump| match bump {
        Bump::None => "no release",
        other => other.as_str(),
    };
    let both = |written: &str, eased: &str| {
        if summary.lines == 0 {
            written.to_owned()
        } else if written == eased {
            format!("{written} with or without the lines")
        } else {
            format!("{written} as written · {eased} with the lines")
        }
    };
    let bumps = both(words(written), words(eased));
    let known = report.old.version.as_ref().or(report.new.version.as_ref());
    let numbers = known.and_then(|now| Some((now, next(now, written)?, next(now, eased)?)));
    let Some((now, written_as, eased_as)) = numbers else {
        return vec![bumps];
    };
    if written == Bump::None {
        return vec![format!("{now} stays: the generated client is the same")];
    }
    let first = format!("{now} → {}", both(&written_as, &eased_as));
    let mut lines = vec![first];
    if now.starts_with("0.") {
        lines.push(paint(Style::Dim, &format!("from 1.0 on: {bumps}")));
    }
    lines
}
