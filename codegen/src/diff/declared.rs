//! What changed of what only specs say of an operation.

use std::collections::HashMap;

use super::{Change, Kind, access, contract};
use crate::model::{Aspect, At, Declared, Disagreement, Fact, Operation, Text};

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
        let change = Change::new(Kind::E23, "", Aspect::Told("idempotent"));
        out.push(change.values(Some(a), Some(b), text));
    }
    credentials(from, to, places, out);
    operator(old, new, out);
    access::permission_terms(old, new, out);
    sunset(old, new, out);
    texts("", &from.texts, &to.texts, places, out);
    source(from, to, out);
    contradictions(from, to, renamed, places, out);
}

/// The operation's name, and that of its type. The old name has to stay as an alias to be eased.
fn names(old: &Operation, new: &Operation, out: &mut Vec<Change>) {
    let (Some(from), Some(to)) = (&old.declared, &new.declared) else {
        return;
    };
    if from.rust == to.rust && old.name == new.name {
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
        out.push(
            Change::new(kind, "", Aspect::Told("anonymous"))
                .old(text(from.anonymous), old_at)
                .new_value(text(to.anonymous), new_at),
        );
    }
    // A spec that lists none says nothing.
    if from.accepted.is_empty() || to.accepted.is_empty() {
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
    let same = match (a, b) {
        (Some(a), Some(b)) => contract::rewording(&a.value, &b.value).is_none(),
        (None, None) => true,
        _ => false,
    };
    if !same {
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

/// Texts under the same key; those that came or went are wording too.
pub(super) fn texts(
    subject: &str,
    old: &[Text],
    new: &[Text],
    (old_at, new_at): (At, At),
    out: &mut Vec<Change>,
) {
    let mut news: HashMap<&str, &Text> = new.iter().map(|it| (it.key.as_str(), it)).collect();
    for from in old {
        let to = news.remove(from.key.as_str());
        if from.key == "deprecated" && to.is_none() {
            continue;
        }
        wording(subject, Some(&from.text), to.map(|it| &it.text), out);
    }
    let left = new.iter().filter(|it| news.contains_key(it.key.as_str()));
    for to in left.filter(|it| it.key != "deprecated") {
        wording(subject, None, Some(&to.text), out);
    }
    for change in out
        .iter_mut()
        .filter(|it| it.old.is_none() || it.new.is_none())
    {
        if change.old_at == At::default() {
            change.old_at = old_at;
        }
        if change.new_at == At::default() {
            change.new_at = new_at;
        }
    }
}

/// One text on both sides.
pub(super) fn wording(
    subject: &str,
    old: Option<&Fact<String>>,
    new: Option<&Fact<String>>,
    out: &mut Vec<Change>,
) {
    let text = |fact: Option<&Fact<String>>| fact.map_or("", |it| it.value.trim()).to_owned();
    if let Some((kind, lifted)) = contract::rewording(&text(old), &text(new)) {
        let aspect = Aspect::Told("text");
        let mut change = Change::new(kind, subject, aspect).values(old, new, String::clone);
        change.within = lifted;
        out.push(change);
    }
}

/// Where the page is, and which edition of it was read.
pub(super) fn source(from: &Declared, to: &Declared, out: &mut Vec<Change>) {
    let same = |a: &[Fact<String>], b: &[Fact<String>]| {
        let values = |list: &[Fact<String>]| -> Vec<String> {
            list.iter().map(|it| it.value.clone()).collect()
        };
        values(a) == values(b)
    };
    let (a, b) = (from.page.as_ref(), to.page.as_ref());
    if a.map(|it| &it.value) != b.map(|it| &it.value) {
        let change = Change::new(Kind::D07, "", Aspect::Told("source"));
        out.push(change.values(a, b, String::clone));
    } else if !same(&from.edition, &to.edition) {
        let text = |list: &[Fact<String>]| -> String {
            let parts: Vec<&str> = list.iter().map(|it| it.value.as_str()).collect();
            parts.join(", ")
        };
        let at = |list: &[Fact<String>]| list.first().map(|it| it.at).unwrap_or_default();
        out.push(
            Change::new(Kind::D06, "", Aspect::Told("source"))
                .old(text(&from.edition), at(&from.edition))
                .new_value(text(&to.edition), at(&to.edition)),
        );
    }
}

/// Contradictions that were recorded or settled.
fn contradictions(
    from: &Declared,
    to: &Declared,
    renamed: &HashMap<String, String>,
    (old_at, new_at): (At, At),
    out: &mut Vec<Change>,
) {
    // Under the new name, where there is one.
    let about = |it: &Disagreement| {
        let (section, path) = it.about.split_once('.')?;
        Some(format!("{section}.{}", renamed.get(path)?))
    };
    let same = |old: &Disagreement, new: &Disagreement| {
        let name = about(old).unwrap_or_else(|| old.about.clone());
        (name == new.about || old.about == new.about) && old.sides.value == new.sides.value
    };
    let change = |it: &Disagreement| {
        let kind = if it.other_edition {
            Kind::D17
        } else {
            Kind::D04
        };
        // The subjects of contradictions are those of changes, save names of types and `http`.
        let subject = if it.about.contains('.') {
            it.about.clone()
        } else {
            String::new()
        };
        Change::new(kind, subject, Aspect::Told("contradiction"))
    };
    for gone in from
        .contradictions
        .iter()
        .filter(|it| !to.contradictions.iter().any(|new| same(it, new)))
    {
        let change = change(gone).old(&gone.sides.value, gone.sides.at);
        out.push(change.at(old_at, new_at));
    }
    for come in to
        .contradictions
        .iter()
        .filter(|it| !from.contradictions.iter().any(|old| same(old, it)))
    {
        let change = change(come).new_value(&come.sides.value, come.sides.at);
        out.push(change.at(old_at, new_at));
    }
}
