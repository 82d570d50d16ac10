//! What changed of the operation itself: its address, its examples.

use std::collections::{HashMap, HashSet};

use super::{
    Change, Kind, Silence,
    change::{Step, step},
};
use crate::model::{
    Aspect, At, Example, Fact, Literal, Operation, Own, compact, lines_text, literal_text,
};

/// What the path templates say about placeholders.
#[derive(Default)]
pub(super) struct Placeholders {
    /// Old names with the new ones at the same positions.
    pub(super) renamed: HashMap<String, String>,
    /// Names in the old template.
    old: HashSet<String>,
    /// Names in the new template.
    new: HashSet<String>,
    /// Whether both templates are known.
    known: bool,
}

impl Placeholders {
    /// Whether the templates tell all about a parameter that has no row on the new side: it still
    /// stands in the path, or the path has changed.
    pub(super) fn explain_old(&self, name: &str) -> bool {
        self.known && self.old.contains(name)
    }

    /// Whether the templates tell all about a parameter that has no row on the old side.
    pub(super) fn explain_new(&self, name: &str) -> bool {
        self.known && self.new.contains(name)
    }
}

/// Method, host and path; returns what the paths say about placeholders.
pub(super) fn address(
    old: &Operation,
    new: &Operation,
    silence: Silence,
    out: &mut Vec<Change>,
) -> Placeholders {
    let push = |kind, aspect, from: Option<&Fact<String>>, to: Option<&Fact<String>>| {
        Change::new(kind, "", aspect)
            .values(from, to, String::clone)
            .at(old.at, new.at)
    };
    let same = |a: &String, b: &String| a.eq_ignore_ascii_case(b);
    let (from, to) = (old.method.as_ref(), new.method.as_ref());
    if step(from, to, silence, same).is_some() {
        out.push(push(Kind::E11, Aspect::Method, from, to));
    }
    let (from, to) = (old.host.as_ref(), new.host.as_ref());
    let same = |a: &String, b: &String| {
        a.trim_end_matches('/')
            .eq_ignore_ascii_case(b.trim_end_matches('/'))
    };
    if own(old, new, |own| own.host) && step(from, to, silence, same).is_some() {
        // Two specs: the old host is not there any more.
        let kind = match silence {
            Silence::Counts => Kind::G02,
            Silence::New => Kind::G01,
        };
        out.push(push(kind, Aspect::Host, from, to));
    }
    let (from, to) = (old.path.as_ref(), new.path.as_ref());
    match (from, to) {
        (Some(a), Some(b)) => {
            if let Some(kind) = path_kind(&a.value, &b.value) {
                out.push(push(kind, Aspect::Path, from, to));
            }
        }
        _ if step(from, to, silence, |_, _| true).is_some() => {
            out.push(push(Kind::E06, Aspect::Path, from, to));
        }
        _ => {}
    }
    let (from, to) = (old.success.as_ref(), new.success.as_ref());
    if own(old, new, |own| own.success) {
        success((from, to), (old.at, new.at), silence, out);
    }
    let (from, to) = (old.deprecated.as_ref(), new.deprecated.as_ref());
    match step(from, to, silence, |_, _| true) {
        // With a date, that is another change.
        Some(Step::First) if silence == Silence::Counts && sunset(new) && !sunset(old) => {}
        Some(Step::First) => out.push(push(Kind::D09, Aspect::Deprecated, from, to)),
        Some(_) => out.push(push(Kind::D12, Aspect::Deprecated, from, to)),
        None => {}
    }
    placeholders(old, new)
}

/// What the paths say about placeholders.
pub(super) fn placeholders(old: &Operation, new: &Operation) -> Placeholders {
    let (Some(old), Some(new)) = (&old.path, &new.path) else {
        return Placeholders::default();
    };
    let (before, after) = (names(&old.value), names(&new.value));
    let mut renamed = HashMap::new();
    if before.len() == after.len() {
        let pairs = before.iter().zip(&after).filter(|(a, b)| a != b);
        // Names that merely changed places are no renaming.
        let pairs = pairs.filter(|(a, b)| !after.contains(a) && !before.contains(b));
        renamed.extend(pairs.map(|(a, b)| (a.clone(), b.clone())));
    }
    Placeholders {
        renamed,
        old: before.into_iter().collect(),
        new: after.into_iter().collect(),
        known: true,
    }
}

/// What a body must say to be a success. A number is no text there.
pub(super) fn success(
    (from, to): (Option<&Fact<Success>>, Option<&Fact<Success>>),
    (old_at, new_at): (At, At),
    silence: Silence,
    out: &mut Vec<Change>,
) {
    let text = |(field, value): &Success| match value {
        Literal::Text(text) if text.parse::<f64>().is_ok() => format!("{field} is \"{text}\""),
        value => format!("{field} is {}", literal_text(value)),
    };
    let same = |a: &Success, b: &Success| match silence {
        Silence::Counts => text(a) == text(b),
        Silence::New => a.0 == b.0 && super::change::same_literal(&a.1, &b.1),
    };
    if step(from, to, silence, same).is_some() {
        let change = Change::new(Kind::R41, "", Aspect::Success);
        out.push(change.values(from, to, text).at(old_at, new_at));
    }
}

type Success = (String, Literal);

/// Whether one of two specs says it itself. What only their services say is compared there.
fn own(old: &Operation, new: &Operation, has: impl Fn(Own) -> bool) -> bool {
    match (&old.declared, &new.declared) {
        (Some(old), Some(new)) => has(old.own) || has(new.own),
        _ => true,
    }
}

fn sunset(operation: &Operation) -> bool {
    let declared = operation.declared.as_ref();
    declared.is_some_and(|it| it.sunset.is_some())
}

/// Whether only one of two specs has an answer with fields.
pub(super) fn content(old: &Operation, new: &Operation, out: &mut Vec<Change>) -> bool {
    let kind = match (old.response.as_slice(), new.response.as_slice()) {
        ([], [_, ..]) => Kind::E20,
        ([_, ..], []) => Kind::E21,
        _ => return false,
    };
    let text = |operation: &Operation| match operation.response.len() {
        0 => "no fields".to_owned(),
        1 => "1 field".to_owned(),
        more => format!("{more} fields"),
    };
    out.push(
        Change::new(kind, "", Aspect::Told("response"))
            .old(text(old), old.at)
            .new_value(text(new), new.at),
    );
    true
}

fn path_kind(old: &str, new: &str) -> Option<Kind> {
    if old == new {
        return None;
    }
    let (a, b) = (blank(old), blank(new));
    let (before, after) = (names(old).len(), names(new).len());
    let loose = |path: &str| path.trim_end_matches('/').to_lowercase();
    Some(if a == b {
        Kind::E07
    } else if loose(&a) == loose(&b) {
        Kind::E15
    } else if before < after {
        Kind::E08
    } else if before > after {
        Kind::E09
    } else {
        Kind::E06
    })
}

/// Names of the placeholders of a template.
fn names(path: &str) -> Vec<String> {
    let parts = path.split('{').skip(1);
    parts
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name.to_owned())
        .collect()
}

/// A template without the names of its placeholders.
pub(super) fn blank(path: &str) -> String {
    let mut parts = path.split('{');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str("{}");
        out.push_str(part.split_once('}').map_or("", |(_, rest)| rest));
    }
    out
}

/// Examples, by their position.
pub(super) fn examples(old: &Operation, new: &Operation, silence: Silence, out: &mut Vec<Change>) {
    let most = old.examples.len().max(new.examples.len());
    for index in 0..most {
        let (from, to) = (old.examples.get(index), new.examples.get(index));
        let mut compare =
            |aspect: Aspect, text: fn(&Example) -> Option<&Fact<String>>| {
                let (a, b) = (from.and_then(text), to.and_then(text));
                if step(a, b, silence, |a, b| a == b || shape(a) == shape(b)).is_some() {
                    let change = Change::new(Kind::D03, format!("examples[{index}]"), aspect)
                        .values(a, b, String::clone);
                    let at = |example: Option<&Example>, operation: &Operation| {
                        example.map_or(operation.at, |example| example.at)
                    };
                    out.push(change.at(at(from, old), at(to, new)));
                }
            };
        compare(Aspect::Request(index), |it| it.request.as_ref());
        compare(Aspect::Response(index), |it| it.response.as_ref());
        if let (Some(a), Some(b), Silence::Counts) = (from, to, silence)
            && a.status != b.status
        {
            let change = Change::new(
                Kind::D03,
                format!("examples[{index}]"),
                Aspect::Told("status"),
            );
            let change = change.old(a.status.to_string(), a.at);
            out.push(change.new_value(b.status.to_string(), b.at));
        }
    }
}

/// An example without its layout.
pub(crate) fn shape(text: &str) -> String {
    compact(text).unwrap_or_else(|| lines_text(text))
}
