//! What changed of what only specs say of an operation.

use std::collections::HashMap;

use super::{
    Change, Kind, Notice, access,
    wording::{contradictions, source, whole, wording},
};
use crate::model::{Aspect, At, Declared, Fact, Operation};

/// Compares two specs. `renamed` has the old paths of fields that are called otherwise now.
pub(super) fn operation(
    old: &Operation,
    new: &Operation,
    renamed: &HashMap<String, String>,
    out: &mut Vec<Change>,
) {
    let (Some(from), Some(to)) = (&old.declared, &new.declared) else {
        return;
    };
    let places = (old.at, new.at);
    names(old, new, out);
    features(from, to, places, out);
    if let (Some(a), Some(b)) = (&from.idempotent, &to.idempotent)
        && a.value != b.value
    {
        let text = |safe: &bool| safe.to_string();
        let mut change = Change::new(Kind::E23, "", Aspect::Told("idempotent"));
        // They do without a second attempt that would do no harm.
        change.covered = b.value;
        out.push(change.values(Some(a), Some(b), text));
    }
    credentials(from, to, places, out);
    operator(old, new, out);
    access::permission_terms(old, new, out);
    sunset(old, new, out);
    whole(old, new, out);
    source(from, to, out);
    contradictions(from, to, renamed, places, out);
}

/// The operation's name, and that of its type. The old name has to stay as an alias to be eased.
fn names(old: &Operation, new: &Operation, out: &mut Vec<Change>) {
    let (Some(from), Some(to)) = (&old.declared, &new.declared) else {
        return;
    };
    if from.rust == to.rust && old.name == new.name {
        // An alias for an earlier name came or went.
        let (a, b) = (from.was.as_ref(), to.was.as_ref());
        if a.map(|it| &it.value) != b.map(|it| &it.value) {
            let mut change = Change::new(Kind::E12, "", Aspect::Told("was"))
                .values(a, b, String::clone)
                .at(old.at, new.at);
            change.eased = a.is_none();
            out.push(change);
        }
        return;
    }
    let known = to.was.as_ref().is_some_and(|it| it.value == old.name);
    let mut change = Change::new(Kind::E12, "", Aspect::Told("operation"))
        .old(format!("{}::{}", old.name, from.rust), old.at)
        .new_value(format!("{}::{}", new.name, to.rust), new.at);
    change.possible_rename = old.name != new.name && !known;
    change.eased = known;
    out.push(change);
}

pub(super) fn features(
    from: &Declared,
    to: &Declared,
    (old_at, new_at): (At, At),
    out: &mut Vec<Change>,
) {
    let (a, b) = (from.feature.as_ref(), to.feature.as_ref());
    if a.map(|it| &it.value) != b.map(|it| &it.value) {
        let mut change = Change::new(Kind::E14, "", Aspect::Told("feature"))
            .values(a, b, String::clone)
            .at(old_at, new_at);
        // What needs no feature any more is always there.
        change.eased = b.is_none();
        out.push(change);
    }
}

/// Kinds of credential that work, and whether one is needed at all.
fn credentials(from: &Declared, to: &Declared, (old_at, new_at): (At, At), out: &mut Vec<Change>) {
    if from.anonymous != to.anonymous {
        let kind = if to.anonymous { Kind::A08 } else { Kind::A01 };
        let text = |anonymous| if anonymous { "none" } else { "needed" };
        let mut change = Change::new(kind, "", Aspect::Told("anonymous"))
            .old(text(from.anonymous), old_at)
            .new_value(text(to.anonymous), new_at);
        // The client of the service is built from the same.
        if kind == Kind::A01 {
            change.notice = Notice::Unseen;
        }
        out.push(change);
    }
    // A spec that lists none says nothing.
    if from.accepted.is_empty() || to.accepted.is_empty() {
        let list = |facts: &[Fact<String>]| {
            let names: Vec<&str> = facts.iter().map(|it| it.value.as_str()).collect();
            Some(Fact::new(names.join(", "), facts.first()?.at))
        };
        let (a, b) = (list(&from.accepted), list(&to.accepted));
        if a.is_some() || b.is_some() {
            let change = Change::new(Kind::D01, "", Aspect::Told("accepted"));
            let change = change.values(a.as_ref(), b.as_ref(), String::clone);
            out.push(change.at(old_at, new_at));
        }
        return;
    }
    let change = |kind| Change::new(kind, "", Aspect::Told("accepted"));
    for gone in missing(&from.accepted, &to.accepted) {
        out.push(
            change(Kind::A07)
                .old(&gone.value, gone.at)
                .at(old_at, new_at),
        );
    }
    for come in missing(&to.accepted, &from.accepted) {
        let change = change(Kind::A08).new_value(&come.value, come.at);
        out.push(change.at(old_at, new_at));
    }
}

/// What the first list has and the second lacks.
pub(super) fn missing<'a>(
    all: &'a [Fact<String>],
    known: &'a [Fact<String>],
) -> impl Iterator<Item = &'a Fact<String>> {
    all.iter()
        .filter(|it| !known.iter().any(|other| other.value == it.value))
}

fn operator(old: &Operation, new: &Operation, out: &mut Vec<Change>) {
    let (a, b) = (old.operator.as_ref(), new.operator.as_ref());
    if let (Some(a), Some(b)) = (a, b) {
        wording("", Some(a), Some(b), out);
    } else if a.is_some() || b.is_some() {
        let kind = if b.is_some() { Kind::A02 } else { Kind::A04 };
        let change = Change::new(kind, "", Aspect::Told("operator"));
        out.push(change.values(a, b, String::clone).at(old.at, new.at));
    }
}

/// The date on which the vendor switches it off.
fn sunset(old: &Operation, new: &Operation, out: &mut Vec<Change>) {
    let date = |it: &Operation| it.declared.as_ref()?.sunset.clone();
    let (from, to) = (date(old), date(new));
    let kind = match (&from, &to) {
        (None, Some(_)) => Kind::D10,
        // Dates sort as texts. A deprecation that went took its date along.
        (Some(a), Some(b)) if b.value < a.value => Kind::D11,
        (Some(a), Some(b)) if b.value > a.value => Kind::D12,
        (Some(_), None) if old.deprecated.is_none() || new.deprecated.is_some() => Kind::D12,
        _ => return,
    };
    let change = Change::new(kind, "", Aspect::Told("sunset"));
    out.push(
        change
            .values(from.as_ref(), to.as_ref(), String::clone)
            .at(old.at, new.at),
    );
}
