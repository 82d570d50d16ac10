//! One change in full: specs and Rust before and after, and the vendor's words.

use std::fmt::Write as _;

use similar::{ChangeTag, TextDiff};

use super::{
    code::{block, html, lines, span},
    section::Section,
    table::{name, source, wire},
};
use crate::review::{
    Entry, Location, Report, Spot,
    present::{headline::count, said},
    rust::Item,
};

/// Most places and items that are named.
const NAMED: usize = 8;

/// Most lines of a text that are compared.
const LONGEST: usize = 400;

pub(super) fn changes(report: &Report, entries: &[&Entry]) -> Section {
    Section::new(5, "", entries, |it| change(report, it), "")
}

fn change(report: &Report, entry: &Entry) -> String {
    let kind = entry.kind();
    let place = entry.places.first();
    let subject = place.map_or_else(String::new, |it| html(&name(report, &entry.service, it)));
    let mut out = format!(
        "<details><summary>{} {} {}: {subject}</summary>\n\n",
        html(&entry.short),
        kind.id(),
        said::sentence(entry),
    );
    let (clients, code) = (wire(entry.verdict.wire), source(entry.verdict.source));
    let _ = writeln!(
        out,
        "Released clients: {clients}. Code that upgrades: {code}."
    );
    if said::is_swapped(entry) {
        out.push_str("It compiles as it is, and sends one argument as another.\n");
    }
    let _ = writeln!(out, "{}", said::hint(entry));
    if let Some(place) = place {
        out.push_str(&spec(place));
    }
    if entry.places.len() > 1 {
        out.push_str("\nAlso at:\n");
    }
    for place in entry.places.iter().skip(1).take(NAMED) {
        let _ = writeln!(out, "- {}", span(&name(report, &entry.service, place)));
    }
    if let Some(more) = entry.places.len().checked_sub(NAMED + 2) {
        let _ = writeln!(out, "- {} more", more + 1);
    }
    let items: Vec<_> = entry.rust.iter().take(NAMED).flat_map(item).collect();
    if !items.is_empty() {
        let _ = write!(out, "\n{}", block("diff", &items));
    }
    if let Some(more) = entry.rust.len().checked_sub(NAMED + 1) {
        let _ = writeln!(out, "\n{} more items.", more + 1);
    }
    out.push_str(&words(entry));
    if let Some(eased) = &entry.easing {
        let _ = write!(out, "\nOne line: {}", span(&eased.line));
        if let Some((file, line)) = &eased.at {
            let _ = write!(out, " in {}", span(&format!("{file}:{line}")));
        }
        let _ = writeln!(out, " → {}", source(eased.source));
    }
    out + "\n</details>\n"
}

fn spec(place: &Location) -> String {
    let at = |spot: &Spot| span(&format!("{}:{}", spot.file, spot.line));
    let excerpt = |spot: &Option<Spot>| {
        spot.as_ref()
            .map_or("", |it| it.excerpt.as_str())
            .to_owned()
    };
    let ends = [&place.old, &place.new];
    let ends: Vec<_> = ends.into_iter().flatten().map(at).collect();
    if ends.is_empty() {
        return String::new();
    }
    let both = both(&excerpt(&place.old), &excerpt(&place.new), 3 * NAMED);
    let ends = ends.join(" → ");
    if both.is_empty() {
        return format!("\n{ends}\n");
    }
    format!("\n{ends}\n\n{}", block("diff", &both))
}

/// Two texts as one of at most so many lines, with marks at the lines that are only in one of them.
pub(super) fn both(old: &str, new: &str, most: usize) -> Vec<String> {
    let cut = |text: &str| {
        let mut lines = lines(text);
        let more = lines.len().saturating_sub(LONGEST);
        lines.truncate(LONGEST);
        (lines, more)
    };
    let ((old, old_more), (new, new_more)) = (cut(old), cut(new));
    let old: Vec<&str> = old.iter().map(String::as_str).collect();
    let new: Vec<&str> = new.iter().map(String::as_str).collect();
    let diff = TextDiff::from_slices(&old, &new);
    let marked = diff.iter_all_changes().map(|it| {
        let mark = match it.tag() {
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
            ChangeTag::Equal => ' ',
        };
        format!("{mark} {}", it.value())
    });
    let mut out = marked.collect();
    shorten(&mut out, most, old_more.max(new_more));
    out
}

/// Leaves out what is too much, of lines of which more are left out already, and says so.
fn shorten(lines: &mut Vec<String>, most: usize, left_out: usize) {
    let more = lines.len().saturating_sub(most) + left_out;
    lines.truncate(most);
    if more > 0 {
        lines.push(format!("  … and {} more", count(more, "line", "lines")));
    }
}

fn item(item: &Item) -> Vec<String> {
    let mut out = Vec::new();
    let mut all = |mark: &str, text: &str| {
        out.extend(lines(text).into_iter().map(|it| format!("{mark} {it}")));
    };
    all("#", &item.path);
    if item.before == item.after {
        all(" ", item.before.as_deref().unwrap_or_default());
    } else {
        all("-", item.before.as_deref().unwrap_or_default());
        all("+", item.after.as_deref().unwrap_or_default());
    }
    if let Some((code, message)) = &item.error {
        all("!", &format!("{code}: {message}"));
    }
    shorten(&mut out, 2 * NAMED, 0);
    out
}

/// The vendor's words, if they are others now.
fn words(entry: &Entry) -> String {
    let mut all = Vec::new();
    for (old, new) in [&entry.words.term, &entry.words.doc] {
        if old != new {
            let text = |it: &Option<String>| it.clone().unwrap_or_default();
            all.extend(both(&text(old), &text(new), NAMED));
        }
    }
    let mut out = String::new();
    if !all.is_empty() {
        let _ = write!(out, "\nThe vendor's words:\n\n{}", block("diff", &all));
    }
    if let Some(page) = &entry.words.page {
        let _ = writeln!(out, "\nPage: {}", span(page));
    }
    out
}
