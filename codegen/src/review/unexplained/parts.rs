//! One operation on both sides, or what holds for a service: part by part.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::Value;

use super::{
    explain::accounts,
    gaps::{Gap, gaps},
    names::Names,
    records::elsewhere,
};
use crate::{
    diff::{Change, Kind, Part, paired, subject},
    model::{Aspect, At, ErrorRow, Field, Operation},
};

/// Something that differs and that no change accounts for.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) subject: String,
    pub(super) gap: Gap,
    pub(super) old_at: Option<At>,
    pub(super) new_at: Option<At>,
}

/// What changed of an operation, and of its service.
pub(super) struct Known<'a> {
    pub(super) own: &'a [Change],
    pub(super) service: &'a [Change],
    /// The operation's, by both subjects.
    by: HashMap<&'a str, Vec<&'a Change>>,
}

impl<'a> Known<'a> {
    pub(super) fn new(own: &'a [Change], service: &'a [Change]) -> Self {
        let mut by: HashMap<&str, Vec<&Change>> = HashMap::new();
        for change in own {
            by.entry(&change.subject).or_default().push(change);
            if let Some(was) = change.was.as_deref().filter(|it| *it != change.subject) {
                by.entry(was).or_default().push(change);
            }
        }
        Self { own, service, by }
    }

    fn of(&self, subject: &str) -> &[&'a Change] {
        self.by.get(subject).map_or(&[], Vec::as_slice)
    }

    /// Changes of either subject, each once.
    fn both(&self, old: &str, new: &str) -> impl Iterator<Item = &'a Change> {
        let more = if old == new { &[][..] } else { self.of(new) };
        self.of(old).iter().chain(more).copied()
    }
}

/// Compares an operation with itself on the other side, or what services have in common.
pub(super) fn operation(old: &Operation, new: &Operation, known: &Known<'_>) -> Vec<Found> {
    let mut found = whole(old, new, &sides(old.at, new.at), known);
    let parts = paired(old, new);
    let names = Names::of((old, new), &parts);
    found.retain(|it| !names.explain(&it.gap));
    fields(&old.params, &new.params, &parts.params, known, &mut found);
    fields(
        &old.response,
        &new.response,
        &parts.response,
        known,
        &mut found,
    );
    errors(old, new, &parts.errors, known, &mut found);
    found
}

type Sides = (Option<At>, Option<At>);

fn sides(old: At, new: At) -> Sides {
    (Some(old), Some(new))
}

/// What is said of the whole.
pub(super) fn whole<T: Serialize>(old: &T, new: &T, at: &Sides, known: &Known<'_>) -> Vec<Found> {
    let (a, b) = (json(old), json(new));
    let mut left = gaps(&a, &b);
    left.retain(|gap| {
        let of_whole = known.own.iter().filter(|it| !is_part(&it.subject));
        let mut changes = of_whole.chain(known.service.iter().filter(|it| is_shared(it)));
        !(of_service(gap, (&a, &b))
            || changes.any(|it| accounts(it, gap))
            || elsewhere(gap, known.own))
    });
    report("", left, *at)
}

/// Limits of the service are compared with the service; an operation may repeat them.
fn of_service(gap: &Gap, (old, new): (&Value, &Value)) -> bool {
    let (limit, other) = match (&gap.old, &gap.new) {
        (None, Some(limit)) => (limit, old),
        (Some(limit), None) => (limit, new),
        _ => return false,
    };
    let repeats = |it: &Value| it[0] == true && it[1] == limit[1];
    let said = || {
        other["rates"]
            .as_array()
            .is_some_and(|it| it.iter().any(repeats))
    };
    gap.key == "rates" && (limit[0] == true || said())
}

/// What a service says for all of its operations.
fn is_shared(change: &Change) -> bool {
    let aspect = change.aspect.as_str();
    change.subject.is_empty() && matches!(aspect, "host" | "success" | "rate" | "feature")
}

fn is_part(subject: &str) -> bool {
    let section = subject.split('.').next().unwrap_or_default();
    matches!(
        section,
        "path" | "query" | "headers" | "body" | "response" | "errors"
    )
}

fn fields(old: &[Field], new: &[Field], parts: &[Part], known: &Known<'_>, out: &mut Vec<Found>) {
    // Whether all of the part is accounted for: it came or went with what it is in.
    let mut gone = vec![false; parts.len()];
    for (index, part) in parts.iter().enumerate() {
        let (before, after) = (
            part.old.and_then(|it| old.get(it)),
            part.new.and_then(|it| new.get(it)),
        );
        let parent = part.parent.and_then(|it| parts.get(it));
        match (before, after) {
            (Some(before), Some(after)) => {
                let around = parent.map(|it| {
                    let path = |side: &[Field], index: Option<usize>| {
                        index.and_then(|it| side.get(it)).map(plain)
                    };
                    (path(old, it.old), path(new, it.new))
                });
                pair(before, after, around, known, out);
            }
            (Some(field), None) | (None, Some(field)) => {
                let name = subject(field);
                let inherited = part.parent.is_some_and(|it| gone.get(it) == Some(&true));
                let retyped = parent.is_some_and(|parent| {
                    let side = if before.is_some() {
                        (parent.old, old)
                    } else {
                        (parent.new, new)
                    };
                    let around = side.0.and_then(|it| side.1.get(it)).map(subject);
                    let mut changes = around.iter().flat_map(|it| known.of(it));
                    changes.any(|it| it.aspect == Aspect::Type)
                });
                let mut own = known.of(&name).iter();
                let said = own.any(|it| exists(it, before.is_some()))
                    || known.own.iter().any(|it| of_all(it, field));
                gone[index] = said || inherited || retyped;
                if !gone[index] {
                    out.push(one_sided(
                        name,
                        before.map(|it| it.at),
                        after.map(|it| it.at),
                    ));
                }
            }
            (None, None) => {}
        }
    }
}

/// A field came or went.
fn exists(change: &Change, went: bool) -> bool {
    let side = if went { &change.old } else { &change.new };
    change.aspect == Aspect::Exists && change.was.is_none() && side.is_some()
}

/// A change of the operation that takes fields along.
fn of_all(change: &Change, field: &Field) -> bool {
    match change.kind {
        Kind::E20 | Kind::E21 => field.location.is_none(),
        _ => change.aspect == Aspect::Path && field.location == Some(crate::model::In::Path),
    }
}

pub(super) fn one_sided(subject: String, old_at: Option<At>, new_at: Option<At>) -> Found {
    let there = |at: Option<At>| at.map(|_| Value::from("present"));
    Found {
        subject,
        gap: Gap {
            key: "exists".to_owned(),
            held: None,
            old: there(old_at),
            new: there(new_at),
        },
        old_at,
        new_at,
    }
}

/// A path without marks of lists.
pub(super) fn plain(field: &Field) -> String {
    field.path.replace("[]", "")
}

fn pair(
    before: &Field,
    after: &Field,
    around: Option<(Option<String>, Option<String>)>,
    known: &Known<'_>,
    out: &mut Vec<Found>,
) {
    let (was, is) = (subject(before), subject(after));
    let (a, b) = (json(before), json(after));
    if a == b {
        return;
    }
    let mut left = gaps(&a, &b);
    let inside = around.is_some();
    let stays = match around {
        // What it is in may be called otherwise.
        Some((Some(from), Some(to))) => {
            let own = plain(before).strip_prefix(&from).map(str::to_owned);
            own.is_some_and(|own| format!("{to}{own}") == plain(after))
        }
        Some(_) => false,
        None => plain(before) == plain(after),
    };
    // The values of a map are of the map's type.
    let map = |subject: &str| subject.strip_suffix(".*").map(str::to_owned);
    let of_map = map(&was).zip(map(&is));
    left.retain(|gap| {
        let around = of_map.iter().flat_map(|(was, is)| known.both(was, is));
        let mut changes = known.both(&was, &is).chain(around);
        match gap.key.as_str() {
            "path" if stays => false,
            "path" => {
                let renames = |it: &Change| {
                    matches!(
                        it.kind,
                        Kind::P06 | Kind::P29 | Kind::P33 | Kind::R05 | Kind::R06 | Kind::R23
                    )
                };
                let placeholder = known.own.iter().any(|it| of_all(it, before));
                !(changes.any(renames) || placeholder)
            }
            // Nobody sees the name of an argument.
            "declared.rust" if known.own.iter().any(|it| of_all(it, before)) => false,
            // Nobody has to send an answer.
            "required" | "required_when" if before.location.is_none() => false,
            // A part of the request as a whole.
            "location" if inside => false,
            "location" => !changes.any(|it| it.kind == Kind::P16),
            _ => !changes.any(|it| accounts(it, gap)),
        }
    });
    out.extend(report(&is, left, sides(before.at, after.at)));
}

fn errors(
    old: &Operation,
    new: &Operation,
    parts: &[Part],
    known: &Known<'_>,
    out: &mut Vec<Found>,
) {
    let name = |row: &ErrorRow| format!("errors.{}", row.code);
    for part in parts {
        let before = part.old.and_then(|it| old.errors.get(it));
        let after = part.new.and_then(|it| new.errors.get(it));
        match (before, after) {
            (Some(before), Some(after)) => {
                let (was, is) = (name(before), name(after));
                let mut left = gaps(&json(before), &json(after));
                left.retain(|gap| !known.both(&was, &is).any(|it| accounts(it, gap)));
                out.extend(report(&is, left, sides(before.at, after.at)));
            }
            (Some(row), None) | (None, Some(row)) => {
                let mut own = known.of(&name(row)).iter().copied();
                if !own.any(|it| exists(it, before.is_some())) {
                    out.push(one_sided(
                        name(row),
                        before.map(|it| it.at),
                        after.map(|it| it.at),
                    ));
                }
            }
            (None, None) => {}
        }
    }
}

fn report(subject: &str, left: Vec<Gap>, at: Sides) -> Vec<Found> {
    let found = left.into_iter().map(|gap| Found {
        subject: subject.to_owned(),
        gap,
        old_at: at.0,
        new_at: at.1,
    });
    found.collect()
}

/// Nothing of a model fails to be serialised: no keys but texts, no numbers but finite ones.
fn json<T: Serialize>(part: &T) -> Value {
    serde_json::to_value(part).unwrap_or_default()
}
