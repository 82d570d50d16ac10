//! What changed of texts and records: wording, evidence, editions of the page, contradictions.

use std::collections::HashMap;

use super::{Change, Kind, contract, declared::missing};
use crate::model::{Aspect, At, Declared, Disagreement, Fact, Operation, Text};

/// Texts under the same key; those that came or went by themselves are wording too.
pub(super) fn texts(
    subject: &str,
    old: &[Text],
    new: &[Text],
    (old_at, new_at): (At, At),
    out: &mut Vec<Change>,
) {
    // What merely stands at another place of a list did not change.
    let mut new: Vec<&Text> = new.iter().collect();
    let mut old: Vec<&Text> = old.iter().collect();
    old.retain(|from| {
        let same = |it: &&Text| it.text.value == from.text.value && it.family() == from.family();
        let found = new.iter().position(same);
        if let Some(index) = found {
            new.remove(index);
        }
        found.is_none()
    });
    let mut news: HashMap<&str, &Text> = new.iter().map(|it| (it.key.as_str(), *it)).collect();
    for from in old {
        let to = news.remove(from.key.as_str());
        if to.is_none() && belongs(from) {
            continue;
        }
        text(subject, from, Some(&from.text), to.map(|it| &it.text), out);
    }
    let left = new.iter().filter(|it| news.contains_key(it.key.as_str()));
    for to in left.filter(|it| !belongs(it)) {
        text(subject, to, None, Some(&to.text), out);
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

/// Whether a text came or went with what it belongs to, which is a change of its own.
fn belongs(text: &Text) -> bool {
    text.key.starts_with("host ") || matches!(text.key.as_str(), "deprecated" | "reason")
}

/// Texts and evidence of an operation, without what came or went with what it belongs to.
pub(super) fn whole(old: &Operation, new: &Operation, out: &mut Vec<Change>) {
    let (Some(from), Some(to)) = (&old.declared, &new.declared) else {
        return;
    };
    let places = (old.at, new.at);
    let shared = |it: &Declared, other: &Operation| -> Vec<Text> {
        let kept = it.texts.iter().filter(|it| has(other, &it.key));
        kept.cloned().collect()
    };
    texts("", &shared(from, new), &shared(to, old), places, out);
    let shared = |it: &Declared, other: &Operation| -> Vec<(String, String)> {
        let kept = it.evidence.iter().filter(|it| has(other, &it.0));
        kept.cloned().collect()
    };
    evidence("", &shared(from, new), &shared(to, old), places, out);
}

/// Whether an operation has what a text, or evidence, of another edition belongs to.
fn has(operation: &Operation, key: &str) -> bool {
    let Some((what, which)) = key.split_once(' ') else {
        return true;
    };
    let first = which.split(' ').next().unwrap_or_default();
    let reaches = |count: usize| first.parse::<usize>().is_ok_and(|number| number <= count);
    let rates = || operation.rates.iter().filter(|it| !it.value.of_service);
    match what {
        "permission" => operation.permissions.iter().any(|it| it.name == which),
        "rate_limit" => reaches(rates().count()),
        "example" => reaches(operation.examples.len()),
        // Every type has a text.
        "type" => operation.declared.as_ref().is_some_and(|it| {
            let key = format!("type {first}");
            it.texts.iter().any(|text| text.key == key)
        }),
        _ => true,
    }
}

/// A text; what is not the vendor's, but ours, is no rule.
fn text(
    subject: &str,
    of: &Text,
    old: Option<&Fact<String>>,
    new: Option<&Fact<String>>,
    out: &mut Vec<Change>,
) {
    const OURS: [&str; 4] = [
        "evidence ",
        "types evidence ",
        "source note",
        "not_modelled why",
    ];
    let before = out.len();
    wording(subject, old, new, out);
    if OURS.iter().any(|it| of.key.starts_with(it)) {
        for change in out.iter_mut().skip(before) {
            ours(change);
        }
    }
    if let Some(name) = of.key.strip_prefix("permission ") {
        for change in out
            .iter_mut()
            .skip(before)
            .filter(|it| it.kind != Kind::D02)
        {
            change.kind = Kind::A11;
            change.aspect = Aspect::Permission(name.to_owned());
        }
    }
}

fn ours(change: &mut Change) {
    change.kind = Kind::D01;
    change.within.clear();
}

/// What facts rest on: which of them, and the kind of evidence.
pub(super) fn evidence(
    subject: &str,
    old: &[(String, String)],
    new: &[(String, String)],
    (old_at, new_at): (At, At),
    out: &mut Vec<Change>,
) {
    let only = |list: &[(String, String)], other: &[(String, String)]| {
        let lacking = list.iter().filter(|it| !other.contains(it));
        let texts: Vec<String> = lacking
            .map(|(what, kind)| match what.trim() {
                "" => kind.clone(),
                what => format!("{what}: {kind}"),
            })
            .collect();
        (!texts.is_empty()).then(|| texts.join(", "))
    };
    let (a, b) = (only(old, new), only(new, old));
    if a.is_some() || b.is_some() {
        let mut change = Change::new(Kind::D06, subject, Aspect::Told("evidence"));
        (change.old, change.new) = (a, b);
        (change.old_at, change.new_at) = (old_at, new_at);
        out.push(change);
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
        // The parts that are others.
        let only = |list: &[Fact<String>], other: &[Fact<String>]| -> Option<Fact<String>> {
            let parts: Vec<&Fact<String>> = missing(list, other).collect();
            let texts: Vec<&str> = parts.iter().map(|it| it.value.as_str()).collect();
            Some(Fact::new(texts.join(", "), parts.first()?.at))
        };
        let at = |list: &[Fact<String>]| list.first().map(|it| it.at).unwrap_or_default();
        let (a, b) = (
            only(&from.edition, &to.edition),
            only(&to.edition, &from.edition),
        );
        let change = Change::new(Kind::D06, "", Aspect::Told("source"));
        let change = change.values(a.as_ref(), b.as_ref(), String::clone);
        out.push(change.at(at(&from.edition), at(&to.edition)));
    }
}

/// Contradictions that were recorded or settled.
pub(super) fn contradictions(
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
        (name == new.about || old.about == new.about)
            && old.sides.value == new.sides.value
            && old.other_edition == new.other_edition
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
    for before in &from.contradictions {
        let Some(after) = to.contradictions.iter().find(|it| same(before, it)) else {
            continue;
        };
        let start = out.len();
        let subject = change(after).subject;
        wording(&subject, Some(&before.decision), Some(&after.decision), out);
        out.iter_mut().skip(start).for_each(ours);
    }
}
