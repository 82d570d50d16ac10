//! What changed of the way from page to page.

use std::collections::{HashMap, HashSet};

use super::{Change, Kind, Silence};
use crate::model::{Aspect, Operation, Pagination};

/// Keys of which each way from page to page has one.
const WAYS: [&str; 3] = ["page", "cursor", "offset"];

/// Names of the parameters with the number of entries per page.
pub(super) fn page_sizes<'a>(old: &'a Operation, new: &'a Operation) -> Vec<&'a str> {
    [&old.pagination, &new.pagination]
        .into_iter()
        .flatten()
        .flat_map(|pagination| &pagination.value.keys)
        .filter(|(key, _)| key == "size")
        .map(|(_, name)| name.as_str())
        .collect()
}

/// The way from page to page. `renamed` are paths of parameters and fields that are called
/// otherwise now, which was reported.
pub(super) fn pagination(
    old: &Operation,
    new: &Operation,
    silence: Silence,
    renamed: &HashMap<String, String>,
    out: &mut Vec<Change>,
) {
    let (Some(from), Some(to)) = (&old.pagination, &new.pagination) else {
        whole_pagination(old, new, silence, out);
        return;
    };
    let get = |keys: &[(String, String)], key: &str| {
        let entry = keys.iter().find(|(name, _)| name == key);
        entry.map(|(_, value)| value.clone())
    };
    let (before, after) = (&from.value.keys, &to.value.keys);
    let mut keys: Vec<&str> = before.iter().map(|(key, _)| key.as_str()).collect();
    keys.extend(after.iter().map(|(key, _)| key.as_str()));
    let mut seen = HashSet::new();
    keys.retain(|key| seen.insert(*key));
    for way in WAYS {
        let (gone, kept) = (get(before, way), get(after, way));
        if gone.is_some() && kept.is_none() && silence == Silence::Counts {
            out.push(
                Change::new(Kind::L05, "", Aspect::Pagination(way.to_owned()))
                    .values(Some(from), Some(to), way_text)
                    .at(old.at, to.at),
            );
        }
    }
    for key in keys {
        let (a, b) = (get(before, key), get(after, key));
        let counts = silence == Silence::Counts;
        // The first page is 1 where nobody says so; other keys that came or went change what is
        // followed, unless the whole way is another one, which was reported.
        let first = |it: Option<String>| it.or_else(|| (key == "first").then(|| "1".to_owned()));
        let (a, b) = if counts { (first(a), first(b)) } else { (a, b) };
        let (a, b) = match (a, b) {
            (Some(a), Some(b)) => (a, b),
            (a, b) if counts && matches!(key, "more" | "size" | "count" | "total") && a != b => {
                let kind = match key {
                    "more" | "total" => Kind::L08,
                    _ => Kind::L07,
                };
                let mut change = Change::new(kind, "", Aspect::Pagination(key.to_owned()));
                if let Some(a) = a {
                    change = change.old(a, from.at);
                }
                if let Some(b) = b {
                    change = change.new_value(b, to.at);
                }
                out.push(change.at(from.at, to.at));
                continue;
            }
            _ => continue,
        };
        if a == b || renamed.get(&a) == Some(&b) {
            continue;
        }
        let kind = match key {
            "first" => Kind::L11,
            "more" | "pages" | "next" | "total" if counts => Kind::L08,
            _ => Kind::L07,
        };
        // Of a page both follow from one sentence: the smallest number is that of the first page.
        if !counts
            && kind == Kind::L11
            && let Some(page) = get(after, "page")
        {
            out.retain(|it| {
                let of_page = it
                    .subject
                    .rsplit_once('.')
                    .is_some_and(|(_, name)| name == page);
                let same = it.old.as_ref() == Some(&a) && it.new.as_ref() == Some(&b);
                !(it.aspect == Aspect::Min && of_page && same)
            });
        }
        out.push(
            Change::new(kind, "", Aspect::Pagination(key.to_owned()))
                .old(a, from.at)
                .new_value(b, to.at),
        );
    }
}

/// A list that has pages now, or none any more.
fn whole_pagination(old: &Operation, new: &Operation, silence: Silence, out: &mut Vec<Change>) {
    if silence == Silence::New {
        return;
    }
    let (from, to) = (old.pagination.as_ref(), new.pagination.as_ref());
    let (kind, way) = match (from, to) {
        (None, Some(_)) => (Kind::L06, "items"),
        (Some(_), None) => (Kind::L05, "items"),
        _ => return,
    };
    let mut change = Change::new(kind, "", Aspect::Pagination(way.to_owned()));
    // Released clients ask for pages by parameters that are still there.
    change.covered = kind == Kind::L05
        && from.is_some_and(|it| {
            let mut ways = it
                .value
                .keys
                .iter()
                .filter(|it| WAYS.contains(&it.0.as_str()));
            ways.all(|(_, name)| new.params.iter().any(|it| it.path == *name))
        });
    out.push(change.values(from, to, way_text).at(old.at, new.at));
}

/// `cursor next_token`
fn way_text(pagination: &Pagination) -> String {
    let mut keys = pagination.keys.iter();
    let way = keys.find(|it| WAYS.contains(&it.0.as_str()));
    way.map_or_else(String::new, |(way, name)| format!("{way} {name}"))
}
