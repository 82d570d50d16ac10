//! What only has to be known: additions, what hurts nobody, wording. Counted by rule, with names.

use std::collections::BTreeMap;

use super::{
    layout::{Style, WIDTH, clean, columns, cut, ends, paint, wrap},
    places::places,
};
use crate::{
    diff::Kind,
    model::Aspect,
    review::{Entry, Group, Report, present::said::sentence},
};

/// Columns before a count, and before what is listed under it.
const INDENT: usize = 4;
/// Columns of a name.
const NAME: usize = 44;
/// Letters that are shown of what two long values begin with.
const SHARED: usize = 9;
/// Up to so many entries are shown with the operation that they belong to.
const FEW: usize = 4;
/// Lines of a list of names.
const LINES: usize = 3;

/// Entries by their rules, and by what is said of them.
type Kinds<'a> = BTreeMap<(Kind, &'static str), Vec<&'a Entry>>;

pub(super) fn lists(report: &Report, all: bool) -> Vec<Vec<String>> {
    let of = |group: Group| {
        let mut kinds = Kinds::new();
        for entry in report.entries.iter().filter(|it| it.group == group) {
            let said = (entry.kind(), sentence(entry));
            kinds.entry(said).or_default().push(entry);
        }
        kinds
    };
    let lists = [
        list("+ ADDED", "nothing to decide", &of(Group::Added), all),
        list(
            "~ FINE",
            "hurts neither released clients nor code that upgrades",
            &of(Group::Fine),
            all,
        ),
        if all {
            list(
                "· FOLDED",
                "words, order, editions",
                &of(Group::Folded),
                all,
            )
        } else {
            folded(&of(Group::Folded))
        },
    ];
    lists.into_iter().filter(|it| !it.is_empty()).collect()
}

fn list(title: &str, what: &str, kinds: &Kinds<'_>, all: bool) -> Vec<String> {
    if kinds.is_empty() {
        return Vec::new();
    }
    let mut out = vec![format!("{}  {what}", paint(Style::Bold, title))];
    let widest = kinds.values().map(|it| number(it).to_string().len()).max();
    let widest = widest.unwrap_or(1);
    for ((_, sentence), entries) in kinds {
        let counted = format!("{:>widest$} × {sentence}", number(entries));
        if all {
            out.push(format!("{:INDENT$}{counted}", ""));
            for entry in entries {
                single(entry, &mut out);
            }
            continue;
        }
        let few = entries.len() <= FEW;
        let names: Vec<String> = entries.iter().map(|it| placed(it, few)).collect();
        let line = format!("{counted}: {}", names.join(", "));
        let hanging = widest + 3;
        let room = WIDTH - INDENT - hanging;
        // The first line has the count in the columns that the others leave free.
        let (head, tail) = line.split_at(hanging + 1);
        let mut before = head.to_owned();
        for line in wrap(tail, room, LINES) {
            out.push(format!("{:INDENT$}{before}{line}", ""));
            before = " ".repeat(hanging);
        }
    }
    out
}

/// An entry with its places.
fn single(entry: &Entry, out: &mut Vec<String>) {
    let name = format!("{:8}{}", "", name(entry));
    let id = format!("[{}]", clean(&entry.short));
    out.push(ends(&name, &paint(Style::Dim, &id)));
    for line in places(entry, WIDTH - 12, true) {
        out.push(format!("{:12}{line}", ""));
    }
}

fn folded(kinds: &Kinds<'_>) -> Vec<String> {
    if kinds.is_empty() {
        return Vec::new();
    }
    let parts: Vec<String> = kinds
        .iter()
        .map(|((_, sentence), entries)| format!("{} × {sentence}", number(entries)))
        .collect();
    let title = "· FOLDED  ";
    let mut before = paint(Style::Bold, title);
    let mut out = Vec::new();
    for line in wrap(&parts.join(" · "), WIDTH - 10, usize::MAX) {
        out.push(format!("{before}{line}"));
        before = " ".repeat(10);
    }
    out
}

/// Places, since that is what a reader counts.
fn number(entries: &[&Entry]) -> usize {
    entries.iter().map(|it| it.places.len()).sum()
}

/// What an entry is about and, if there is room for it, where.
fn placed(entry: &Entry, few: bool) -> String {
    let name = name(entry);
    match entry.places.as_slice() {
        [place] if few && !place.operation.is_empty() && !place.subject.is_empty() => {
            format!("{name} on {}", cut(&clean(&place.operation), NAME))
        }
        _ => name,
    }
}

/// What an entry is about, in a few words: `get_tide`, `sort ×2`, `state 5 (维修中)`.
fn name(entry: &Entry) -> String {
    let change = &entry.change;
    let value = match (&change.old, &change.new) {
        (Some(old), Some(new)) => became(&clean(old), &clean(new)),
        (Some(value), None) | (None, Some(value)) => cut(&clean(value), NAME),
        (None, None) => String::new(),
    };
    // Codes of errors have dots of their own.
    let last = match change.subject.strip_prefix("errors.") {
        Some(code) => code,
        None => change.subject.rsplit('.').next().unwrap_or_default(),
    };
    let last = cut(&clean(last.trim_end_matches("[]")), NAME);
    let operation = entry.places.first().map_or("", |it| it.operation.as_str());
    let by_name = change.aspect == Aspect::Exists || entry.group == Group::Folded;
    let mut text = match (by_name, last.is_empty()) {
        (true, true) => cut(&clean(operation), NAME),
        (true, false) => last,
        (false, true) => value,
        (false, false) => format!("{last} {value}"),
    };
    if change.aspect == Aspect::Exists && !change.within.is_empty() {
        let within: Vec<String> = change.within.iter().map(|it| clean(it)).collect();
        text = format!("{text} {{{}}}", cut(&within.join(", "), NAME / 2));
    }
    match entry.places.len() {
        1 => text,
        number => format!("{text} ×{number}"),
    }
}

/// Two values; of long ones, what differs.
fn became(old: &str, new: &str) -> String {
    if columns(old).max(columns(new)) <= NAME {
        return format!("{old} → {new}");
    }
    let same = old.chars().zip(new.chars()).take_while(|(a, b)| a == b);
    let skipped = same.count().saturating_sub(SHARED);
    let end = |text: &str| {
        let rest: String = text.chars().skip(skipped).collect();
        let before = if skipped > 0 { "…" } else { "" };
        cut(&format!("{before}{rest}"), NAME)
    };
    format!("{} → {}", end(old), end(new))
}

#[cfg(test)]
mod tests {
    use super::{became, name};
    use crate::{
        diff::Kind,
        review::{Group, present::fixture::Built},
    };

    #[test]
    fn codes_of_errors_are_whole() {
        let error = Built::new(Kind::X01, Group::Added, &["dock errors.params.format"]);
        assert_eq!(name(&error.entry()), "params.format");
        let field = Built::new(Kind::R01, Group::Added, &["dock response.ships[].names[]"]);
        assert_eq!(name(&field.entry()), "names");
    }

    #[test]
    fn of_two_values_what_differs_is_shown() {
        assert_eq!(
            became(
                "10 calls per 60s of one account",
                "600 calls per 60s of one account"
            ),
            "10 calls per 60s of one account → 600 calls per 60s of one account"
        );
        let long = "https://api.harbour.example/with/a/long/path/to";
        assert_eq!(
            became(&format!("{long}/north"), &format!("{long}/south")),
            "…/path/to/north → …/path/to/south"
        );
    }
}
