//! Workflow commands, shown beside the lines of a change on GitHub.

use std::fmt::Write as _;

use super::{
    headline::{Level, count, figures, versions},
    said::sentence,
};
use crate::{
    doc,
    render::{escape, property},
    review::{Entry, Report, Spot, Unexplained},
};

/// How many annotations of a kind GitHub shows.
const MOST: usize = 10;

/// Longest text that is quoted, in characters.
const LONGEST: usize = 1000;

/// Workflow commands, shown beside the lines of a change on GitHub: the worst of what is undecided,
/// and the figures.
#[must_use]
pub fn github(report: &Report) -> String {
    let gaps = report.unexplained.iter().map(unexplained);
    let undecided = report.entries.iter().filter(|it| it.is_undecided());
    let mut all: Vec<String> = gaps.chain(undecided.map(entry)).collect();
    let left_out = all.len().saturating_sub(MOST);
    all.truncate(MOST);

    let mut message = format!(
        "{}. Next version: {}.",
        figures(report),
        visible(&versions(report))
    );
    let _ = write!(message, " Undecided: {}.", report.summary.undecided);
    if left_out > 0 {
        let _ = write!(message, " {left_out} more: cargo xtask diff");
    }
    if !report.stale.is_empty() {
        let _ = write!(message, " Approvals of no use: {}.", report.stale.len());
    }
    all.push(command("notice", None, "cargo xtask diff", &message));
    all.concat()
}

fn entry(entry: &Entry) -> String {
    let (kind, verdict) = (entry.kind(), entry.verdict);
    let place = entry.places.first();
    let subject = place.map(|it| [&entry.service, &it.operation, &it.subject]);
    let subject: Vec<&str> = subject.iter().flatten().map(|it| it.as_str()).collect();
    let mut message = format!("{}: {}", subject.join(" ").trim(), sentence(entry));
    let _ = match (&entry.change.old, &entry.change.new) {
        (Some(old), Some(new)) => write!(message, "\n{old} → {new}"),
        (Some(old), None) => write!(message, "\nwas: {old}"),
        (None, Some(new)) => write!(message, "\n{new}"),
        (None, None) => Ok(()),
    };
    if let Some(more) = entry.places.len().checked_sub(2) {
        let more = count(more + 1, "more place", "more places");
        let _ = write!(message, "\nand at {more}");
    }
    let _ = write!(
        message,
        "\nreleased clients: {}; code that upgrades: {}",
        verdict.wire.as_str(),
        verdict.source.as_str()
    );
    for (code, text) in entry.rust.iter().filter_map(|it| it.error.as_ref()).take(1) {
        let _ = write!(message, "\n{code}: {text}");
    }
    if let Some(eased) = &entry.easing {
        let _ = write!(
            message,
            "\none line: {} → {}",
            eased.line,
            eased.source.as_str()
        );
    }
    let (old, new) = place.map_or((None, None), |it| (it.old.as_ref(), it.new.as_ref()));
    if let (Some(old), None) = (old, &entry.change.new) {
        let _ = write!(message, "\n{}:{} was:\n{}", old.file, old.line, old.excerpt);
    }
    let _ = write!(
        message,
        "\ncargo xtask approve {} --because \"…\"",
        entry.short
    );
    let level = match Level::of(entry) {
        Level::Error => "error",
        Level::Warning | Level::Note => "warning",
    };
    let at = new.or(old).map(|Spot { file, line, .. }| (file, *line));
    let title = format!("{} {}", kind.id(), sentence(entry));
    command(level, at, &title, &message)
}

fn unexplained(gap: &Unexplained) -> String {
    let message = format!(
        "{} {} {}: no rule explains that `{}` differs\nbefore: {}\nafter: {}",
        gap.service,
        gap.operation,
        gap.subject,
        gap.key,
        gap.old.as_deref().unwrap_or("nothing"),
        gap.new.as_deref().unwrap_or("nothing"),
    );
    let at = gap.new_at.as_ref().or(gap.old_at.as_ref());
    let at = at.map(|(file, line)| (file, *line));
    command("error", at, "unexplained difference", &message)
}

fn command(level: &str, at: Option<(&String, u32)>, title: &str, message: &str) -> String {
    let at = at.map(|(file, line)| format!("file={},line={line},", property(&visible(file))));
    format!(
        "::{level} {}title={}::{}\n",
        at.unwrap_or_default(),
        property(&visible(title)),
        escape(&visible(message)),
    )
}

/// A text of bearable length, in which only lines end, and everything can be seen.
fn visible(text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(doc::visible).collect();
    for line in &mut lines {
        if let Some((end, _)) = line.char_indices().nth(LONGEST) {
            line.truncate(end);
            line.push('…');
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::github;
    use crate::review::{Report, present::fixture};

    #[test]
    fn what_is_gone_is_quoted_beside_the_line_where_it_was() {
        let text = github(&fixture::report());
        let line = text
            .lines()
            .find(|it| it.contains("title=E02 "))
            .expect("the operation that was removed");
        assert_eq!(
            line,
            "::error file=specs/harbour/list_pilots.yaml,line=18,title=E02 operation removed that was never called deprecated\
             ::harbour list_pilots: operation removed that was never called deprecated%0Awas: GET /v1/pilots\
             %0Areleased clients: break; code that upgrades: break\
             %0AE0432: unresolved import `meeting_client::harbour::ListPilots`\
             %0Aone line: retired: 2026-05-24 → warn\
             %0Aspecs/harbour/list_pilots.yaml:18 was:%0A  :%0A    type: string%0A    doc: As the page of list_pilots says.\
             %0Acargo xtask approve SHORT --because \"…\""
                .replace("SHORT", &short(&fixture::report(), "E02"))
        );
    }

    fn short(report: &Report, rule: &str) -> String {
        let entry = report.entries.iter().find(|it| it.kind().id() == rule);
        entry.expect("an entry").short.clone()
    }

    #[test]
    fn approved_changes_are_left_out_and_lesser_ones_are_warnings() {
        let text = github(&fixture::report());
        assert!(!text.contains("title=C07"));
        assert!(!text.contains("title=E01"));
        assert!(text.contains("::warning file=specs/harbour/list_anchors.yaml,line=23,title=C09 "));
        assert!(text.ends_with(
            "::notice title=cargo xtask diff::3 breaking, 3 silent, 2 at risk, 5 source breaks, 2 new operations, \
             1 removed operation. Next version: 0.16.0. Undecided: 8. Approvals of no use: 2.\n"
        ));
    }

    #[test]
    fn gaps_come_first_and_never_more_than_ten_annotations() {
        let mut report = fixture::with_unexplained();
        let undecided: Vec<_> = report
            .entries
            .iter()
            .filter(|it| it.is_undecided())
            .collect();
        let many: Vec<_> = undecided
            .iter()
            .cycle()
            .take(50)
            .map(|&it| it.clone())
            .collect();
        report.entries = many;
        let text = github(&report);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 11);
        assert_eq!(
            lines[0],
            "::error file=specs/harbour/list_voyages.yaml,line=34,title=unexplained difference::harbour list_voyages \
             query.page_size: no rule explains that `declared.style` differs%0Abefore: \"comma\"%0Aafter: \"pipe\""
        );
        assert!(lines[10].contains(" 42 more: cargo xtask diff"));
        assert_eq!(github(&fixture::unchanged()).lines().count(), 1);
    }

    #[test]
    fn nothing_of_a_spec_becomes_a_command() {
        let mut report = fixture::report();
        let hostile = "x\r\n::error file=a,line=1::b\n::stop-commands::t\u{1b}[31m%0A\u{2028}::set-output name=a::b";
        report.old.version = Some(hostile.to_owned());
        report.services = vec![hostile.to_owned()];
        for entry in &mut report.entries {
            entry.service = hostile.to_owned();
            entry.change.old = Some(hostile.to_owned());
            entry.change.new = None;
            for place in &mut entry.places {
                place.operation = hostile.to_owned();
                place.new = None;
                for spot in place.old.iter_mut().chain(&mut place.new) {
                    spot.file = format!("a,line=7,title=x::y{hostile}");
                    spot.excerpt = hostile.to_owned();
                }
            }
        }
        let text = github(&report);
        assert_eq!(text.lines().count(), 9);
        for line in text.lines() {
            assert!(!line.contains(|c: char| c.is_control()), "{line}");
            let command = line.strip_prefix("::").expect("a command");
            let (properties, _) = command.split_once("::").expect("a message");
            let (level, properties) = properties.split_once(' ').expect("properties");
            assert!(["error", "warning", "notice"].contains(&level));
            let keys: Vec<_> = properties
                .split(',')
                .map(|it| it.split_once('=').expect("key and value").0)
                .collect();
            let all = ["file", "line", "title"];
            assert!(keys == all || keys == all[2..], "{properties}");
        }
    }
}
