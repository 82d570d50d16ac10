//! The entry of the changelog, in the words of those who use the client.
//!
//! Names are those of Rust, what released versions do is said where they are wrong, and nothing asks
//! the reader to know how the specs are written.

mod added;
mod fates;
mod names;
mod sentences;

#[cfg(test)]
mod tests;

use crate::{
    diff::Kind,
    doc,
    review::{Bump, Entry, Group, Report, Source, Wire, next},
};

/// Where a change is told. In the order of the entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Breaking,
    Changed,
    Deprecated,
    Added,
    Fixed,
    Documentation,
}

/// The entry of the changelog, in the words of those who use the client.
#[must_use]
pub fn changelog(report: &Report) -> String {
    let mut out = heading(report);
    for service in &report.services {
        let entries: Vec<&Entry> = report
            .entries
            .iter()
            .filter(|it| it.service == *service)
            .collect();
        if entries.is_empty() {
            continue;
        }
        out.push(String::new());
        let title = report.titles.get(service).unwrap_or(service);
        out.push(format!("### {}", doc::line(title)));
        let of = |section| -> Vec<&Entry> {
            let entries = entries.iter().copied();
            entries.filter(|it| self::section(it) == section).collect()
        };
        let names = names::Names::of(&entries);
        let told = |section| sentences::sentences(&of(section), &names);
        part("⚠️ Breaking", &told(Section::Breaking), &mut out);
        part("Changed", &told(Section::Changed), &mut out);
        part("Deprecated", &told(Section::Deprecated), &mut out);
        part(
            "Added",
            &added::added(&of(Section::Added), &names),
            &mut out,
        );
        part("Fixed", &told(Section::Fixed), &mut out);
        part(
            "Documentation",
            &documentation(&of(Section::Documentation), &names),
            &mut out,
        );
    }
    if report.entries.is_empty() {
        out.push(String::new());
        out.push("Nothing changed.".to_owned());
    }
    out.join("\n") + "\n"
}

/// Texts that read like a rule are told one by one, others are counted.
fn documentation(entries: &[&Entry], names: &names::Names<'_>) -> Vec<String> {
    let (rules, others): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|it| it.kind() == Kind::D02);
    let mut lines = sentences::sentences(&rules, names);
    let words: usize = others.iter().map(|it| it.places.len()).sum();
    if words > 0 {
        let places = if words == 1 { "place" } else { "places" };
        lines.push(format!(
            "Texts, examples or links read differently in {words} {places}."
        ));
    }
    lines
}

fn part(title: &str, sentences: &[String], out: &mut Vec<String>) {
    if sentences.is_empty() {
        return;
    }
    out.push(String::new());
    out.push(format!("#### {title}"));
    for sentence in sentences {
        out.extend(doc::bullet(sentence));
    }
}

/// The version as the specs are written, and as a remark the one with the suggested lines.
fn heading(report: &Report) -> Vec<String> {
    let summary = &report.summary;
    let known = report.old.version.as_ref().or(report.new.version.as_ref());
    let version = |bump: Bump| {
        let now = known?;
        next(now, bump).filter(|next| next != now)
    };
    let written = version(summary.bump);
    let mut out = vec![format!("## {}", written.as_deref().unwrap_or("Unreleased"))];
    let eased = version(summary.eased.1);
    if let Some(eased) = eased.filter(|it| Some(it) != written.as_ref()) {
        let lines = match summary.lines {
            1 => "line that the comparison suggests".to_owned(),
            number => format!("{number} lines that the comparison suggests"),
        };
        out.push(format!("<!-- {eased} with the {lines} -->"));
    }
    out
}

fn section(entry: &Entry) -> Section {
    use Kind::{A03, A04, A08, C02, C04, C06, C08, C10, E20, E23, G01, L02, P07, R44};
    let verdict = entry.verdict;
    match (entry.group, entry.kind()) {
        (_, R44) => Section::Changed,
        (Group::Added, _) | (_, E20) => Section::Added,
        (Group::Flagged | Group::Folded, _) => Section::Documentation,
        (_, A03 | A04 | A08 | C02 | C04 | C06 | C08 | L02 | P07) => Section::Fixed,
        _ if verdict.wire == Wire::Break || verdict.source >= Source::Risk => Section::Breaking,
        _ if verdict.wire > Wire::Ok => Section::Changed,
        _ if verdict.source == Source::Warn => Section::Deprecated,
        (_, C10 | E23 | G01) => Section::Changed,
        _ => Section::Documentation,
    }
}
