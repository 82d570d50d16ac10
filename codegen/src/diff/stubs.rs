//! What the client kept of something that the vendor removed, and what becomes of that.

use std::collections::HashSet;

use super::{Change, Kind, change::retired, forest::subject, wording};
use crate::model::{Aspect, Operation, Retired, Service, literal_text};

/// Compares what two specs of an operation, or of what holds for a service, keep. `out` has all else
/// that changed.
pub(super) fn operation(old: &Operation, new: &Operation, out: &mut Vec<Change>) {
    if retired(old).is_empty() && retired(new).is_empty() {
        return;
    }
    let names = Names::of(out);
    let mut found = Vec::new();
    let (alive_before, alive) = (living(old), living(new));
    for gone in retired(old) {
        let at = names.new_of(plain(gone));
        let key = (at.clone(), gone.value.clone());
        match kept(new, &key) {
            Some(kept) => wording::wording(&at, Some(&gone.since), Some(&kept.since), &mut found),
            None if alive.contains(&key) || names.is_gone(plain(gone)) => {}
            None => found.push(
                of(gone, &at, true)
                    .old(text(gone), gone.since.at)
                    .at(old.at, new.at),
            ),
        }
    }
    for come in retired(new) {
        let at = names.old_of(plain(come));
        let key = (at.clone(), come.value.clone());
        let known = kept(old, &key).is_some() || alive_before.contains(&key);
        if !known && !names.is_new(plain(come)) {
            let change = of(come, plain(come), false).new_value(text(come), come.since.at);
            found.push(change.at(old.at, new.at));
        }
    }
    out.append(&mut found);
}

/// Operations of which one of two specs keeps only the name; `alive` are the others, on both sides.
pub(super) fn operations(
    old: &Service,
    new: &Service,
    (alive_before, alive): &(HashSet<String>, HashSet<String>),
    out: &mut Vec<Change>,
) {
    let change = |kind, it: &Retired| {
        Change::new(kind, format!("operations.{}", it.subject), Aspect::Exists)
    };
    let (old_at, new_at) = (old.common.at, new.common.at);
    for gone in &old.retired {
        let kept = new.retired.iter().find(|it| it.subject == gone.subject);
        if let Some(kept) = kept {
            let subject = format!("operations.{}", gone.subject);
            wording::wording(&subject, Some(&gone.since), Some(&kept.since), out);
        } else if !alive.contains(&gone.subject) {
            let mut change = change(Kind::E03, gone).old(text(gone), gone.since.at);
            change.covered = true;
            out.push(change.at(old_at, new_at));
        }
    }
    for come in &new.retired {
        let known = old.retired.iter().any(|it| it.subject == come.subject);
        if !known && !alive_before.contains(&come.subject) {
            let change = change(Kind::E01, come).new_value(text(come), come.since.at);
            out.push(change.at(old_at, new_at));
        }
    }
}

fn text(it: &Retired) -> String {
    format!("retired: {}", it.since.value)
}

fn plain(it: &Retired) -> &str {
    it.subject.trim_end_matches("[]")
}

/// What the client kept goes, or came without anything before it.
fn of(it: &Retired, subject: &str, gone: bool) -> Change {
    let section = subject.split('.').next().unwrap_or_default();
    let kind = match (section, it.value.is_some(), gone) {
        ("errors", _, true) => Kind::X02,
        ("errors", _, false) => Kind::X01,
        ("response", true, true) => Kind::V08,
        ("response", true, false) => Kind::V06,
        (_, true, true) => Kind::V02,
        (_, true, false) => Kind::V01,
        ("response", _, true) => Kind::R04,
        ("response", _, false) => Kind::R01,
        (_, _, true) => Kind::P04,
        (_, _, false) => Kind::P01,
    };
    let aspect = match &it.value {
        Some(value) => Aspect::Value(value.clone()),
        None => Aspect::Exists,
    };
    let mut change = Change::new(kind, subject, aspect);
    // The vendor removed it before.
    change.covered = gone;
    change
}

type Key = (String, Option<String>);

fn kept<'a>(operation: &'a Operation, key: &Key) -> Option<&'a Retired> {
    retired(operation)
        .iter()
        .find(|it| plain(it) == key.0 && it.value == key.1)
}

/// Subjects, and values of them, that are there.
fn living(operation: &Operation) -> HashSet<Key> {
    let mut found: HashSet<Key> = operation
        .errors
        .iter()
        .map(|it| (format!("errors.{}", it.code), None))
        .collect();
    for field in operation.params.iter().chain(&operation.response) {
        let values = field.values.iter().map(|it| Some(literal_text(&it.wire)));
        found.extend(values.map(|it| (subject(field), it)));
        found.insert((subject(field), None));
    }
    found
}

/// Subjects that are called otherwise, came, or went.
struct Names {
    renamed: Vec<(String, String)>,
    gone: Vec<String>,
    new: Vec<String>,
}

impl Names {
    fn of(changes: &[Change]) -> Self {
        let mut names = Self {
            renamed: Vec::new(),
            gone: Vec::new(),
            new: Vec::new(),
        };
        for change in changes {
            match &change.was {
                Some(was) => names.renamed.push((was.clone(), change.subject.clone())),
                None if change.aspect != Aspect::Exists => {}
                None if change.new.is_none() => names.gone.push(change.subject.clone()),
                None if change.old.is_none() => names.new.push(change.subject.clone()),
                None => {}
            }
        }
        // The innermost first.
        names
            .renamed
            .sort_by_key(|it| std::cmp::Reverse(it.0.len()));
        names
    }

    fn new_of(&self, subject: &str) -> String {
        let renamed = self
            .renamed
            .iter()
            .map(|(old, new)| (old.as_str(), new.as_str()));
        moved(subject, renamed)
    }

    fn old_of(&self, subject: &str) -> String {
        let renamed = self
            .renamed
            .iter()
            .map(|(old, new)| (new.as_str(), old.as_str()));
        moved(subject, renamed)
    }

    fn is_gone(&self, subject: &str) -> bool {
        self.gone.iter().any(|it| rest(subject, it).is_some())
    }

    fn is_new(&self, subject: &str) -> bool {
        self.new.iter().any(|it| rest(subject, it).is_some())
    }
}

fn moved<'a>(subject: &str, mut names: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let found = names.find_map(|(from, to)| Some(format!("{to}{}", rest(subject, from)?)));
    found.unwrap_or_else(|| subject.to_owned())
}

/// What follows a subject, if `whole` is it or something in it.
fn rest<'a>(whole: &'a str, subject: &str) -> Option<&'a str> {
    let rest = whole.strip_prefix(subject)?;
    (rest.is_empty() || rest.starts_with(['.', '['])).then_some(rest)
}
