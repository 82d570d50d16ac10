//! Additions, folded: what has the same names is one entry.

use std::collections::BTreeMap;

use super::{
    fates::is_back,
    names::{Names, is_inner, is_module},
    sentences::{list, own_name},
};
use crate::{
    diff::Kind,
    doc::{code, inline},
    model::Aspect,
    names::pascal,
    review::Entry,
};

/// One text per kind of owner, as Markdown.
pub(super) fn added(entries: &[&Entry], called: &Names<'_>) -> Vec<String> {
    // Owner, and what it got; operations have none.
    let mut got: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in entries {
        for (owner, name) in names(entry, called) {
            let names = got.entry(owner).or_default();
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let mut alike: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for (owner, mut names) in got {
        names.sort();
        match alike.iter_mut().find(|it| it.0 == names) {
            Some((_, owners)) => owners.push(owner),
            None => alike.push((names, vec![owner])),
        }
    }
    alike
        .into_iter()
        .map(|(names, owners)| {
            let names = list(&names);
            if owners.iter().all(String::is_empty) {
                format!("Add {names}.")
            } else {
                format!("Add {names} to {}.", list(&owners))
            }
        })
        .collect()
}

/// Owner and name of each addition as Markdown, in Rust if it is known how they are called there.
fn names(entry: &Entry, called: &Names<'_>) -> Vec<(String, String)> {
    let is_operation = matches!(entry.kind(), Kind::E01 | Kind::E10);
    let items = entry
        .rust
        .iter()
        .filter(|it| (it.before.is_none() || is_back(it)) && !is_module(it) && !is_inner(it));
    let items: Vec<(String, String)> = items
        .filter_map(|it| match called.short(&it.path).rsplit_once("::") {
            Some((owner, name)) => (!is_operation).then(|| (code(called.today(owner)), code(name))),
            None => Some((String::new(), code(called.short(&it.path)))),
        })
        .collect();
    if !items.is_empty() {
        return items;
    }
    let change = &entry.change;
    let places = entry.places.iter();
    places
        .map(|place| {
            let owner = match place.operation.as_str() {
                "" => "all calls".to_owned(),
                name => code(&pascal(name)),
            };
            let name = own_name(&place.subject);
            match &change.new {
                _ if is_operation => (String::new(), owner),
                _ if place.subject.starts_with("errors.") => {
                    (format!("the errors of {owner}"), code(name))
                }
                Some(value) if matches!(change.aspect, Aspect::Value(_)) => {
                    (format!("{} of {owner}", code(name)), code(value))
                }
                _ if !name.is_empty() => (owner, code(name)),
                Some(value) => (owner, code(value)),
                None => (owner, inline(entry.kind().sentence())),
            }
        })
        .collect()
}
