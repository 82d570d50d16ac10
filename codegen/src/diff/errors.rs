//! What changed of the table of errors.

use std::collections::{HashMap, VecDeque};

use super::{
    Change, Kind, Silence,
    alike::unique,
    change::{Step, retired, step},
    wording, words,
};
use crate::model::{Aspect, ErrorRow, Operation};

pub(super) fn compare(old: &Operation, new: &Operation, silence: Silence, out: &mut Vec<Change>) {
    let pairs = matching(&old.errors, &new.errors);
    let mut of_new = vec![false; new.errors.len()];
    for (index, from) in old.errors.iter().enumerate() {
        if let Some(to) = pairs[index] {
            of_new[to] = true;
            row(from, &new.errors[to], silence, out);
            // A row of the spec with several statuses says it once.
            let mut found = Vec::new();
            declared(from, &new.errors[to], silence, &mut found);
            found.retain(|it| !out.contains(it));
            out.append(&mut found);
        } else if silence == Silence::Counts && knows(&new.errors, from) {
            let change = change(Kind::X03, from, Aspect::Exists);
            let change = change.values(from.status.as_ref(), None, u64::to_string);
            out.push(change.at(old.at, new.at));
        } else {
            let mut change = change(Kind::X02, from, Aspect::Exists).old(text(from), from.at);
            change.retired_in(retired(new), None);
            out.push(change.at(old.at, new.at));
        }
    }
    for (to, _) in new
        .errors
        .iter()
        .zip(&of_new)
        .filter(|(_, paired)| !**paired)
    {
        if silence == Silence::Counts && knows(&old.errors, to) {
            let change = change(Kind::X03, to, Aspect::Exists);
            let change = change.values(None, to.status.as_ref(), u64::to_string);
            out.push(change.at(old.at, new.at));
            continue;
        }
        let kind = match to.class.as_str() {
            // Of a page, the class is a guess.
            "throttled" if silence == Silence::Counts => Kind::X13,
            _ => Kind::X01,
        };
        out.push(
            change(kind, to, Aspect::Exists)
                .new_value(text(to), to.at)
                .at(old.at, new.at),
        );
    }
}

/// Whether a table has the code, with another status: one that came or went is no error of its own.
fn knows(rows: &[ErrorRow], row: &ErrorRow) -> bool {
    rows.iter().any(|it| it.code == row.code)
}

fn change(kind: Kind, row: &ErrorRow, aspect: Aspect) -> Change {
    Change::new(kind, format!("errors.{}", row.code), aspect)
}

fn text(row: &ErrorRow) -> String {
    let status = row.status.as_ref().map(|it| it.value.to_string());
    let message = row.message.as_ref().map(|it| it.value.clone());
    let parts: Vec<String> = [status, message].into_iter().flatten().collect();
    if parts.is_empty() {
        row.code.clone()
    } else {
        parts.join(" ")
    }
}

/// What changed between two rows for the same error.
fn row(old: &ErrorRow, new: &ErrorRow, silence: Silence, out: &mut Vec<Change>) {
    let was = (old.code != new.code).then(|| format!("errors.{}", old.code));
    let mut push = |mut change: Change| {
        change.was.clone_from(&was);
        out.push(change.at(old.at, new.at));
    };
    if old.code != new.code {
        let mut change = change(Kind::X04, new, Aspect::Exists)
            .old(&old.code, old.at)
            .new_value(&new.code, new.at);
        change.possible_rename = true;
        push(change);
    }
    let (from, to) = (old.status.as_ref(), new.status.as_ref());
    if step(from, to, silence, |a, b| a == b).is_some() {
        let good = |status: Option<u64>| status.is_some_and(|it| (200..300).contains(&it));
        let status = |fact: Option<&crate::model::Fact<u64>>| fact.map(|it| it.value);
        let both = from.is_some() && to.is_some();
        let kind = if both && good(status(from)) != good(status(to)) {
            Kind::X09
        } else {
            Kind::X03
        };
        push(change(kind, new, status_aspect(old, new)).values(from, to, u64::to_string));
    }
    let (from, to) = (old.message.as_ref(), new.message.as_ref());
    let counts = silence == Silence::Counts;
    let same =
        |a: &String, b: &String| a == b || !counts && a.split_whitespace().eq(b.split_whitespace());
    if step(from, to, silence, same).is_some() {
        push(change(Kind::X05, new, Aspect::Message).values(from, to, String::clone));
    }
    let (from, to) = (old.term.as_ref(), new.term.as_ref());
    let same = |a: &String, b: &String| words::plain(a) == words::plain(b);
    if let Some(Step::Changed(..)) = step(from, to, silence, same) {
        push(change(Kind::X07, new, Aspect::Exists).values(from, to, String::clone));
    } else if counts {
        let mut found = Vec::new();
        wording::wording("", from, to, &mut found);
        for it in found {
            let text = Change::new(it.kind, format!("errors.{}", new.code), it.aspect);
            push(text.values(from, to, String::clone));
        }
    }
}

/// What only specs say of an error.
fn declared(old: &ErrorRow, new: &ErrorRow, silence: Silence, out: &mut Vec<Change>) {
    let (Some(from), Some(to)) = (&old.declared, &new.declared) else {
        return;
    };
    if silence == Silence::New {
        return;
    }
    let subject = format!("errors.{}", new.code);
    let (a, b) = (from.class.as_ref(), to.class.as_ref());
    if a.map(|it| &it.value) != b.map(|it| &it.value) {
        let change = change(Kind::X06, new, Aspect::Told("class"));
        out.push(change.values(a, b, String::clone).at(old.at, new.at));
    }
    if from.rust != to.rust {
        out.push(
            change(Kind::R48, new, Aspect::Told("rust_name"))
                .old(&from.rust, old.at)
                .new_value(&to.rust, new.at),
        );
    }
    let (a, b) = (from.deprecated.as_ref(), to.deprecated.as_ref());
    let kind = match (a, b) {
        (None, Some(_)) => Some(Kind::V16),
        (Some(_), None) => Some(Kind::D12),
        _ => None,
    };
    if let Some(kind) = kind {
        let change = change(kind, new, Aspect::Deprecated);
        out.push(change.values(a, b, String::clone).at(old.at, new.at));
    } else {
        wording::wording(&subject, a, b, out);
    }
    wording::wording(&subject, from.doc.as_ref(), to.doc.as_ref(), out);
    let places = (old.at, new.at);
    wording::evidence(&subject, &from.evidence, &to.evidence, places, out);
}

/// The status of the old side, which tells rows with the same code apart.
fn status_aspect(old: &ErrorRow, new: &ErrorRow) -> Aspect {
    let status = status(old).or(status(new));
    Aspect::Status(status.map(|it| it.to_string()).unwrap_or_default())
}

/// For each old row, the new one: same code and status, same code, the only one of that name, the only
/// one with the same words and status, the only one at the same place with the same status.
pub(super) fn matching(old: &[ErrorRow], new: &[ErrorRow]) -> Vec<Option<usize>> {
    let mut matcher = Matcher {
        old,
        new,
        of_old: vec![None; old.len()],
        of_new: vec![None; new.len()],
    };
    matcher.in_order(|row| Some((row.code.clone(), status(row), message(row))));
    matcher.in_order(|row| Some((row.code.clone(), status(row), None)));
    matcher.in_order(|row| Some((row.code.clone(), None, None)));
    // Of specs, names say which error it is.
    matcher.uniquely(|row, _| Some((status(row), name(row)?, None)));
    matcher.uniquely(|row, _| Some((None, name(row)?, None)));
    // A table without statuses says nothing about them.
    let none = |rows: &[ErrorRow]| rows.iter().all(|row| row.status.is_none());
    let silent = none(old) || none(new);
    let status = |row: &ErrorRow| status(row).filter(|_| !silent);
    matcher.uniquely(|row, _| Some((status(row), message(row)?, term(row))));
    matcher.uniquely(|row, _| Some((status(row), message(row)?, None)));
    matcher.uniquely(|row, _| Some((status(row), term(row)?, None)));
    // Another name contradicts that it is the same.
    if !old.iter().chain(new).all(|row| name(row).is_some()) {
        matcher.uniquely(|row, gap| Some((status(row), format!("{gap:?}"), None)));
    }
    matcher.of_old
}

type Key = (Option<u64>, String, Option<String>);

struct Matcher<'a> {
    old: &'a [ErrorRow],
    new: &'a [ErrorRow],
    of_old: Vec<Option<usize>>,
    of_new: Vec<Option<usize>>,
}

impl Matcher<'_> {
    fn in_order(
        &mut self,
        key: impl Fn(&ErrorRow) -> Option<(String, Option<u64>, Option<String>)>,
    ) {
        let mut free: HashMap<_, VecDeque<usize>> = HashMap::new();
        for (index, row) in self.new.iter().enumerate() {
            if let (None, Some(key)) = (self.of_new[index], key(row)) {
                free.entry(key).or_default().push_back(index);
            }
        }
        for (index, row) in self.old.iter().enumerate() {
            if self.of_old[index].is_none()
                && let Some(key) = key(row)
                && let Some(to) = free.get_mut(&key).and_then(VecDeque::pop_front)
            {
                self.of_old[index] = Some(to);
                self.of_new[to] = Some(index);
            }
        }
    }

    fn uniquely(&mut self, key: impl Fn(&ErrorRow, (Option<usize>, usize)) -> Option<Key>) {
        let gaps_old = gaps(self.of_old.iter().enumerate().map(|(i, it)| it.map(|_| i)));
        let gaps_new = gaps(self.of_new.iter().copied());
        let olds = self.old.iter().enumerate().zip(gaps_old);
        let news = self.new.iter().enumerate().zip(gaps_new);
        let olds = olds.filter_map(|((i, row), gap)| Some((key(row, gap?)?, i)));
        let news = news.filter_map(|((i, row), gap)| Some((key(row, gap?)?, i)));
        for (from, to) in unique(olds, news) {
            if compatible(&self.old[from], &self.new[to]) {
                self.of_old[from] = Some(to);
                self.of_new[to] = Some(from);
            }
        }
    }
}

/// For each free row, the paired one before it, and how far away that is.
fn gaps(rows: impl Iterator<Item = Option<usize>>) -> Vec<Option<(Option<usize>, usize)>> {
    let mut before = None;
    let mut distance = 0;
    rows.map(|paired| {
        if paired.is_some() {
            before = paired;
            distance = 0;
            None
        } else {
            distance += 1;
            Some((before, distance))
        }
    })
    .collect()
}

/// Whether neither messages nor terms contradict that two rows are the same error; its name in a spec settles it.
fn compatible(old: &ErrorRow, new: &ErrorRow) -> bool {
    let agree = |a: Option<String>, b: Option<String>| match (a, b) {
        (Some(a), Some(b)) => Some(a == b),
        _ => None,
    };
    let answers = [
        agree(message(old), message(new)),
        agree(term(old), term(new)),
    ];
    let named = name(old).is_some() && name(old) == name(new);
    named || answers.contains(&Some(true)) || !answers.contains(&Some(false))
}

fn name(row: &ErrorRow) -> Option<String> {
    row.declared.as_ref().map(|it| it.rust.clone())
}

fn status(row: &ErrorRow) -> Option<u64> {
    row.status.as_ref().map(|it| it.value)
}

fn message(row: &ErrorRow) -> Option<String> {
    row.message
        .as_ref()
        .map(|it| words::plain(&it.value))
        .filter(|text| !text.is_empty())
}

fn term(row: &ErrorRow) -> Option<String> {
    row.term
        .as_ref()
        .map(|it| words::plain(&it.value))
        .filter(|text| !text.is_empty())
}
