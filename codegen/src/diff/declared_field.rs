//! What changed of what only specs say of a parameter or field.

use super::{
    Change, Kind, Notice, Silence,
    change::step,
    fields::{Pair, is_argument},
    values, wording,
};
use crate::model::{Aspect, DeclaredField, Fact, Field, Kind as Type, literal_text};

/// Kinds that break code only through another type in Rust.
const BY_TYPE: &[Kind] = &[
    Kind::P10,
    Kind::P11,
    Kind::P12,
    Kind::P13,
    Kind::P14,
    Kind::V04,
    Kind::V05,
    Kind::V17,
    Kind::R07,
    Kind::R08,
    Kind::R14,
    Kind::R15,
    Kind::R16,
    Kind::R17,
    Kind::R18,
    Kind::R19,
    Kind::R20,
    Kind::R21,
    Kind::R22,
    Kind::R29,
    Kind::R30,
    Kind::R31,
    Kind::R32,
    Kind::R33,
    Kind::R34,
    Kind::R35,
    Kind::R36,
];

/// Compares two specs; `before` is the length of `out` before the field was looked at.
pub(super) fn compare(pair: &Pair<'_>, before: usize, out: &mut Vec<Change>) {
    let (Some(from), Some(to)) = (&pair.old.declared, &pair.new.declared) else {
        return;
    };
    if pair.silence == Silence::New {
        return;
    }
    untyped(pair, before, out);
    wire(pair, from, to, before, out);
    rust(pair, from, to, before, out);
    texts(pair, from, to, out);
}

/// From anything to something, or the reverse.
fn untyped(pair: &Pair<'_>, before: usize, out: &mut Vec<Change>) {
    let known = |field: &Field| match (&field.kind, field.items) {
        (None, _) => false,
        (Some(kind), items) => kind.value != crate::model::Kind::Array || items.is_some(),
    };
    let kind = match (known(pair.old), known(pair.new)) {
        (false, true) => Kind::R35,
        (true, false) => Kind::R36,
        _ => return,
    };
    if out
        .get(before..)
        .is_some_and(|it| it.iter().any(|it| it.aspect == Aspect::Type))
    {
        return;
    }
    out.push(retyped(pair, kind));
}

/// From anything to something, or the reverse, with both types. What a page does not tell is no type.
pub(super) fn retyped(pair: &Pair<'_>, kind: Kind) -> Change {
    let change = pair.change(kind, Aspect::Type);
    let change = match pair.silence {
        Silence::New => change,
        Silence::Counts => change
            .old(type_of(pair.old), pair.old.at)
            .new_value(type_of(pair.new), pair.new.at),
    };
    change.at(pair.old.at, pair.new.at)
}

/// How the value is written.
fn wire(
    pair: &Pair<'_>,
    from: &DeclaredField,
    to: &DeclaredField,
    before: usize,
    out: &mut Vec<Change>,
) {
    let places = |change: Change| change.at(pair.old.at, pair.new.at);
    let style = |field: &DeclaredField| {
        field
            .style
            .as_ref()
            .map_or("repeat", |it| it.value.as_str())
            .to_owned()
    };
    // What was one value had no style.
    let list = |field: &Field| {
        field
            .kind
            .as_ref()
            .is_some_and(|it| it.value == Type::Array)
    };
    let become_list = !list(pair.old) && list(pair.new);
    if style(from) != style(to) && !become_list {
        let at =
            |it: &Option<Fact<String>>, field: &Field| it.as_ref().map_or(field.at, |it| it.at);
        out.push(
            pair.change(Kind::P15, Aspect::Told("style"))
                .old(style(from), at(&from.style, pair.old))
                .new_value(style(to), at(&to.style, pair.new)),
        );
    }
    let (a, b) = (from.pattern.as_ref(), to.pattern.as_ref());
    if step(a, b, pair.silence, |a, b| a == b).is_some() {
        let kind = if b.is_some() { Kind::C05 } else { Kind::C06 };
        let change = pair.change(kind, Aspect::Told("pattern"));
        out.push(places(change.values(a, b, String::clone)));
    }
    let typed = |it: &Change| it.aspect == Aspect::Type;
    if out.get(before..).is_some_and(|it| it.iter().any(typed)) {
        return;
    }
    either(pair, from, to, out);
    if let (Some(a), Some(b)) = (from.width, to.width)
        && a != b
    {
        let kind = match (pair.is_request(), b > a) {
            (true, true) => Kind::P08,
            (true, false) => Kind::P09,
            (false, true) => Kind::R12,
            (false, false) => Kind::R13,
        };
        let change = pair.change(kind, Aspect::Told("type"));
        let (a, b) = (from.ty.as_ref(), to.ty.as_ref());
        out.push(places(change.values(a, b, String::clone)));
    }
}

/// Whether a number may come as a string, or the reverse.
fn either(pair: &Pair<'_>, from: &DeclaredField, to: &DeclaredField, out: &mut Vec<Change>) {
    use crate::model::Kind::{Array, String};
    let text = match (&pair.old.kind, pair.old.items) {
        (Some(kind), Some(items)) if kind.value == Array => items == String,
        (kind, _) => kind.as_ref().is_some_and(|it| it.value == String),
    };
    let kind = match (&from.either, &to.either, text, pair.is_request()) {
        (None, Some(_), ..) => Kind::R52,
        // Of both forms one is left.
        (Some(_), None, true, true) => Kind::P10,
        (Some(_), None, true, false) => Kind::R16,
        (Some(_), None, false, true) => Kind::P11,
        (Some(_), None, false, false) => Kind::R17,
        _ => return,
    };
    let both = |_: &std::string::String| "number or string".to_owned();
    let (a, b) = (from.either.as_ref(), to.either.as_ref());
    let mut change = pair.change(kind, Aspect::Told("wire")).values(a, b, both);
    // Released clients read both forms; what is sent has the form of its type either way.
    change.covered = from.either.is_some() || pair.is_request();
    if change.old.is_none() {
        change = change.old(type_of(pair.old), pair.old.at);
    }
    if change.new.is_none() {
        change = change.new_value(type_of(pair.new), pair.new.at);
    }
    out.push(change);
}

fn type_of(field: &Field) -> String {
    field.type_text().unwrap_or_else(|| "anything".to_owned())
}

/// Name and type in Rust, where nothing else explains that they are others.
fn rust(
    pair: &Pair<'_>,
    from: &DeclaredField,
    to: &DeclaredField,
    before: usize,
    out: &mut Vec<Change>,
) {
    let same_type = from.ty.as_ref().map(|it| &it.value) == to.ty.as_ref().map(|it| &it.value);
    // What moves between the parameters and an object is a setter here and a field there.
    let parent = |subject: &str| subject.rsplit_once('.').map(|it| it.0.to_owned());
    let moved = pair
        .was
        .is_some_and(|was| parent(was) != parent(pair.subject));
    let mut explained = same_type || moved;
    // Whoever calls a setter with the old type does so with the new one as well.
    let taken = pair.is_request()
        && !pair.new.path.contains('.')
        && is_taken(from.ty.as_ref(), to.ty.as_ref());
    for change in out.iter_mut().skip(before) {
        explained |= matches!(
            change.aspect,
            Aspect::Type
                | Aspect::Format
                | Aspect::Unit
                | Aspect::Required
                | Aspect::Presence
                | Aspect::Told("type" | "wire")
        );
        if same_type && BY_TYPE.contains(&change.kind) {
            change.eased = true;
        }
        if taken && BY_TYPE.contains(&change.kind) {
            change.notice = Notice::Unseen;
        }
        // Released clients read numbers and strings alike.
        let read = change.kind == Kind::R17 || change.kind == Kind::R16 && same_type;
        change.covered |= read && from.either.is_some();
    }
    // That a value is kept out of logs is no matter of its shape.
    explained &= pair.old.sensitive == pair.new.sensitive;
    if !explained {
        let (a, b) = (from.ty.as_ref(), to.ty.as_ref());
        let mut change =
            pair.change(Kind::R48, Aspect::Told("rust_type"))
                .values(a, b, String::clone);
        change.eased = to
            .type_was
            .as_ref()
            .is_some_and(|was| a.is_some_and(|it| it.value == with_name(b, was)));
        if taken {
            change.notice = Notice::Unseen;
        }
        out.push(change);
    } else if from.type_was != to.type_was {
        // An alias of the type came or went.
        let mut change = pair.change(Kind::R48, Aspect::Told("type_was"));
        change.old.clone_from(&from.type_was);
        change.new.clone_from(&to.type_was);
        change.eased = from.type_was.is_none();
        out.push(change.at(pair.old.at, pair.new.at));
    }
    if from.rust != to.rust && !pair.named {
        let change = pair.change(Kind::R48, Aspect::Told("rust_name"));
        let mut change = change
            .old(&from.rust, pair.old.at)
            .new_value(&to.rust, pair.new.at);
        if is_argument(pair.old) && is_argument(pair.new) {
            change.notice = Notice::Unseen;
        }
        out.push(change);
    }
}

/// Whether what is given as one type is taken as another without a word: the runtime converts it.
fn is_taken(from: Option<&Fact<String>>, to: Option<&Fact<String>>) -> bool {
    let (Some(from), Some(to)) = (from, to) else {
        return false;
    };
    matches!(
        (from.value.as_str(), to.value.as_str()),
        ("UnixSeconds", "UnixMillis") | ("String", "Secret<String>")
    )
}

/// The new type with the earlier name in it: an alias that stays for this name eases the change.
fn with_name(ty: Option<&Fact<String>>, was: &str) -> String {
    let ty = ty.map_or("", |it| it.value.as_str());
    let inner = ty.rsplit('<').next().unwrap_or(ty).trim_end_matches('>');
    let name = inner.rsplit("::").next().unwrap_or(inner);
    ty.replacen(inner, &inner.replacen(name, was, 1), 1)
}

/// Texts about the field and its values, and values that should no longer be used.
fn texts(pair: &Pair<'_>, from: &DeclaredField, to: &DeclaredField, out: &mut Vec<Change>) {
    let start = out.len();
    let places = (pair.old.at, pair.new.at);
    wording::texts(pair.subject, &from.texts, &to.texts, places, out);
    wording::evidence(pair.subject, &from.evidence, &to.evidence, places, out);
    for old in &from.values {
        let same = |it: &&crate::model::DeclaredValue| {
            it.wire == old.wire || it.was.as_ref() == Some(&old.wire)
        };
        let Some(new) = to.values.iter().find(same) else {
            continue;
        };
        wording::wording(pair.subject, old.doc.as_ref(), new.doc.as_ref(), out);
        let value = format!("{} ", new.wire);
        let of_value = |list: &[(String, String)]| -> Vec<(String, String)> {
            let list = list.iter();
            list.map(|(aspect, kind)| (format!("{value}{aspect}"), kind.clone()))
                .collect()
        };
        let (a, b) = (of_value(&old.evidence), of_value(&new.evidence));
        wording::evidence(pair.subject, &a, &b, places, out);
        // Another spelling that is read as well.
        if old.was != new.was && new.was.as_ref() != Some(&old.wire) {
            let mut change = pair.change(Kind::P07, Aspect::Value(new.wire.clone()));
            change.old.clone_from(&old.was);
            change.new.clone_from(&new.was);
            out.push(change.at(places.0, places.1));
        }
        let (a, b) = (old.deprecated.as_ref(), new.deprecated.as_ref());
        if a.is_some() && b.is_some() {
            wording::wording(pair.subject, a, b, out);
        }
        let kind = match (&old.deprecated, &new.deprecated) {
            (None, Some(_)) => Kind::V16,
            (Some(_), None) => Kind::D12,
            _ => continue,
        };
        let change = pair.change(kind, Aspect::Value(new.wire.clone()));
        out.push(change.values(a, b, String::clone).at(places.0, places.1));
    }
    let wires = |field: &Field| -> Vec<String> {
        field
            .values
            .iter()
            .map(|it| literal_text(&it.wire))
            .collect()
    };
    if let Some((a, b)) = values::reordered(&wires(pair.old), &wires(pair.new)) {
        let change = pair.change(Kind::V13, Aspect::Told("order"));
        out.push(change.old(a, places.0).new_value(b, places.1));
    }
    for change in out.iter_mut().skip(start) {
        change.was = pair.was.map(str::to_owned);
    }
}
