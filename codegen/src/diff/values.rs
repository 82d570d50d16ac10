//! Values of enums that came, went, or are spelled or explained in another way.

use std::collections::{HashMap, HashSet};

use super::{Change, Kind, Notice, Silence, alike::unique, fields::Pair, words};
use crate::model::{Aspect, Field, Kind as Type, Value, literal_text};

/// Compares the values of a field. `spelled`: all of them are spelled anew, which was reported.
pub(super) fn compare(pair: &Pair<'_>, spelled: bool, out: &mut Vec<Change>) {
    let (old, new) = (&pair.old.values, &pair.new.values);
    let request = pair.is_request();
    if pair.old.kind.as_ref().map(|fact| fact.value) == Some(Type::Boolean) {
        // What true and false mean is no list of values.
        return;
    }
    if old.is_empty() || new.is_empty() {
        let (kind, values) = match (request, old.is_empty()) {
            _ if old.is_empty() == new.is_empty() => return,
            (true, true) => (Kind::V04, new),
            (false, true) => (Kind::R29, new),
            _ if pair.silence == Silence::New => return,
            (true, false) => (Kind::V05, old),
            (false, false) => (Kind::R30, old),
        };
        let mut change = pair.change(kind, Aspect::Type).at(pair.old.at, pair.new.at);
        change.within = values.iter().map(text).collect();
        let list = values
            .iter()
            .map(|it| literal_text(&it.wire))
            .collect::<Vec<_>>();
        let at = values.first().map(|it| it.at).unwrap_or_default();
        out.push(if old.is_empty() {
            change.new_value(list.join(", "), at)
        } else {
            change.old(list.join(", "), at)
        });
        return;
    }
    let pairs = matching(pair);
    for (index, value) in old.iter().enumerate() {
        let aspect = Aspect::Value(literal_text(&value.wire));
        match pairs[index] {
            None if spelled => {}
            None => {
                let kind = if request { Kind::V02 } else { Kind::V08 };
                let mut change = pair.change(kind, aspect).old(text(value), value.at);
                change.retired_in(pair.retired, Some(&literal_text(&value.wire)));
                out.push(change.at(pair.old.at, pair.new.at));
            }
            Some(to) => {
                let to = &new[to];
                let wire = literal_text(&to.wire);
                let respelled = wire != literal_text(&value.wire);
                let counts = pair.silence == Silence::Counts;
                // One that is spelled anew says what it is called now.
                if counts && !respelled && value.name != to.name {
                    let change = pair.change(Kind::R48, aspect.clone());
                    let mut change = change.old(&value.name, value.at).new_value(&to.name, to.at);
                    // The name went along with the meaning: code that writes it means the same as before.
                    let is_kept = new.iter().any(|it| it.name == value.name);
                    if is_kept && reworded(value, to, counts) == Some(Kind::V10) {
                        change.notice = Notice::Unseen;
                    }
                    out.push(change);
                }
                let kind = if respelled {
                    if request { Kind::V03 } else { Kind::V09 }
                } else if let Some(kind) = reworded(value, to, counts) {
                    kind
                } else {
                    continue;
                };
                if spelled && respelled {
                    continue;
                }
                let mut change = pair
                    .change(kind, aspect)
                    .old(text(value), value.at)
                    .new_value(text(to), to.at);
                let known = was_of(pair.new, &wire) == Some(literal_text(&value.wire));
                change.possible_rename = respelled && !known;
                change.eased = respelled && !value.name.is_empty() && value.name == to.name;
                out.push(change);
            }
        }
    }
    for (index, value) in new.iter().enumerate() {
        if !spelled && !pairs.contains(&Some(index)) {
            let kind = if request { Kind::V01 } else { Kind::V06 };
            let change = pair
                .change(kind, Aspect::Value(literal_text(&value.wire)))
                .new_value(text(value), value.at);
            out.push(change.at(pair.old.at, pair.new.at));
        }
    }
}

/// What a spec says of how a value was spelled before.
fn was_of(field: &Field, wire: &str) -> Option<String> {
    let declared = field.declared.as_ref()?;
    let value = declared.values.iter().find(|it| it.wire == wire)?;
    value.was.clone()
}

/// Both lists in their order, if what they have in common stands in another one.
pub(super) fn reordered(old: &[String], new: &[String]) -> Option<(String, String)> {
    let (in_old, in_new): (HashSet<&String>, HashSet<&String>) =
        (old.iter().collect(), new.iter().collect());
    let before: Vec<&String> = old.iter().filter(|it| in_new.contains(it)).collect();
    let after: Vec<&String> = new.iter().filter(|it| in_old.contains(it)).collect();
    (before != after).then(|| (old.join(", "), new.join(", ")))
}

/// For each old value, the new one: the same, else the one that was spelled so, else the only one of that name,
/// else the only one with the same words, else the one at the same position, unless the words contradict it.
fn matching(pair: &Pair<'_>) -> Vec<Option<usize>> {
    let (old, new) = (&pair.old.values, &pair.new.values);
    let mut wires: HashMap<String, usize> = HashMap::new();
    for (index, value) in new.iter().enumerate() {
        wires.entry(literal_text(&value.wire)).or_insert(index);
    }
    let mut pairs: Vec<Option<usize>> = old
        .iter()
        .map(|value| wires.get(&literal_text(&value.wire)).copied())
        .collect();
    let mut taken: Vec<bool> = vec![false; new.len()];
    for index in pairs.iter().flatten() {
        taken[*index] = true;
    }
    for (to, value) in new.iter().enumerate() {
        let Some(was) = was_of(pair.new, &literal_text(&value.wire)) else {
            continue;
        };
        let from = old.iter().position(|it| literal_text(&it.wire) == was);
        if let Some(from) = from
            && pairs[from].is_none()
            && !taken[to]
        {
            pairs[from] = Some(to);
            taken[to] = true;
        }
    }
    let words_of = |value: &Value| {
        let words = value.term.as_deref().map(words::plain);
        words.filter(|words| !words.is_empty())
    };
    let left = |pairs: &[Option<usize>]| -> Vec<usize> {
        (0..old.len()).filter(|it| pairs[*it].is_none()).collect()
    };
    let free = |taken: &[bool]| -> Vec<usize> { (0..new.len()).filter(|it| !taken[*it]).collect() };
    // Pages name no values.
    let name_of = |value: &Value| Some(value.name.clone()).filter(|it| !it.is_empty());
    for by_name in [true, false] {
        let key = |value: &Value| {
            if by_name {
                name_of(value)
            } else {
                words_of(value)
            }
        };
        let olds = left(&pairs).into_iter();
        let news = free(&taken).into_iter();
        let same = unique(
            olds.filter_map(|it| Some((key(&old[it])?, it))),
            news.filter_map(|it| Some((key(&new[it])?, it))),
        );
        for (from, to) in same {
            pairs[from] = Some(to);
            taken[to] = true;
        }
    }
    for from in left(&pairs) {
        if let (Some(to), Some(false)) = (new.get(from), taken.get(from))
            && (words_of(&old[from]).is_none() || words_of(to).is_none())
        {
            pairs[from] = Some(from);
            taken[from] = true;
        }
    }
    pairs
}

/// Whether the words for a value differ, and how.
fn reworded(old: &Value, new: &Value, counts: bool) -> Option<Kind> {
    // In specs, the same in another spelling is another text.
    let other = counts && old.term != new.term;
    let (Some(old), Some(new)) = (old.term.as_deref(), new.term.as_deref()) else {
        return other.then_some(Kind::V11);
    };
    if words::plain(old) == words::plain(new) {
        other.then_some(Kind::V11)
    } else if words::bare(old) == words::bare(new) {
        Some(Kind::V11)
    } else {
        Some(Kind::V10)
    }
}

/// `3 (transcoded)`
fn text(value: &Value) -> String {
    let wire = literal_text(&value.wire);
    match &value.term {
        Some(term) if !term.is_empty() && *term != wire => format!("{wire} ({term})"),
        _ => wire,
    }
}
