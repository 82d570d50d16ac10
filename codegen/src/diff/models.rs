//! All changes between two models of specs: services once, then operation by operation.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{
    Change, Kind, Silence, alike::unique, changes, operation::blank, service::service_changes,
    stubs,
};
use crate::model::{Aspect, Model, Operation, Service};

/// One operation, or what holds for a whole service, on both sides.
#[derive(Clone, Debug)]
pub struct Difference {
    /// Name of the service, on the new side if it is there.
    pub service: String,
    /// Name of the operation; empty for what holds for all operations of the service.
    pub name: String,
    /// Index in the old model: of the operation, or of the service.
    pub old: Option<usize>,
    /// Index in the new model: of the operation, or of the service.
    pub new: Option<usize>,
    /// What changed.
    pub changes: Vec<Change>,
}

/// Compares two models of specs. What did not change is left out; sorted by service, then its
/// own entry, then operations by name.
#[must_use]
pub fn models(old: &Model, new: &Model) -> Vec<Difference> {
    let pairs = Pairs::of(old, new);
    let mut all = services(old, new, &pairs);
    for (from, to) in pairs.of_old.iter().enumerate() {
        let before = &old.operations[from];
        match to {
            Some(to) => {
                let after = &new.operations[*to];
                let mut found = changes(before, after, Silence::Counts);
                if follows(before, old, after, new) {
                    found.retain(|it| it.kind != Kind::E14);
                }
                if before.service != after.service {
                    let path = |it: &Operation| format!("{}::{}", it.service, it.name);
                    let change = Change::new(Kind::E13, "", Aspect::Told("service"));
                    let change = change.old(path(before), before.at);
                    found.insert(0, change.new_value(path(after), after.at));
                }
                all.push(entry(after, Some(from), Some(*to), found));
            }
            None => all.push(entry(before, Some(from), None, vec![removed(before, new)])),
        }
    }
    for (to, from) in pairs.of_new.iter().enumerate() {
        if from.is_none() {
            let operation = &new.operations[to];
            all.push(entry(
                operation,
                None,
                Some(to),
                vec![added(operation, old)],
            ));
        }
    }
    all.retain(|it| !it.changes.is_empty());
    all.sort_by(|a, b| (&a.service, &a.name).cmp(&(&b.service, &b.name)));
    all
}

/// Whether an operation's Cargo feature is another one only because that of its service is.
fn follows(before: &Operation, old: &Model, after: &Operation, new: &Model) -> bool {
    let group = |operation: &Operation, model: &Model| {
        let service = model
            .services
            .iter()
            .find(|it| it.name == operation.service);
        let of = |it: &Operation| Some(it.declared.as_ref()?.feature.as_ref()?.value.clone());
        let prefix = service.and_then(|it| of(&it.common)).unwrap_or_default();
        let own = of(operation).unwrap_or_default();
        own.strip_prefix(&prefix).map(str::to_owned)
    };
    before.service == after.service && group(before, old) == group(after, new)
}

fn entry(
    operation: &Operation,
    old: Option<usize>,
    new: Option<usize>,
    changes: Vec<Change>,
) -> Difference {
    Difference {
        service: operation.service.clone(),
        name: operation.name.clone(),
        old,
        new,
        changes,
    }
}

/// What holds for all operations. A service that came or went is its operations; one whose
/// operations all moved to a new one is that one.
fn services(old: &Model, new: &Model, pairs: &Pairs<'_>) -> Vec<Difference> {
    let found = service_pairs(old, new, pairs).into_iter();
    found
        .map(|(from, to)| {
            let (before, after) = (&old.services[from], &new.services[to]);
            let mut changes = service_changes(before, after);
            let names = |model: &'_ Model, service: &Service| -> HashSet<String> {
                let all = model.operations.iter();
                let own = all.filter(|it| it.service == service.name);
                own.map(|it| it.name.clone()).collect()
            };
            if !before.retired.is_empty() || !after.retired.is_empty() {
                let alive = (names(old, before), names(new, after));
                stubs::operations(before, after, &alive, &mut changes);
            }
            Difference {
                service: after.name.clone(),
                name: String::new(),
                old: Some(from),
                new: Some(to),
                changes,
            }
        })
        .collect()
}

fn service_pairs(old: &Model, new: &Model, pairs: &Pairs<'_>) -> Vec<(usize, usize)> {
    let known: HashMap<&str, usize> = names(&old.services).collect();
    let added: HashMap<&str, usize> = names(&new.services)
        .filter(|(name, _)| !known.contains_key(name))
        .collect();
    let mut found: Vec<(usize, usize)> = names(&new.services)
        .filter_map(|(name, to)| Some((*known.get(name)?, to)))
        .collect();
    let stays: HashSet<&str> = names(&new.services).map(|it| it.0).collect();
    // Where the operations of those that are gone are now.
    let mut moved: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (from, to) in pairs.of_old.iter().enumerate() {
        let (before, after) = (&old.operations[from], to.map(|to| &new.operations[to]));
        if let Some(after) = after
            && !stays.contains(before.service.as_str())
            && let Some(from) = known.get(before.service.as_str())
            && let Some(to) = added.get(after.service.as_str())
        {
            moved.entry(*from).or_default().insert(*to);
        }
    }
    let single = moved.into_iter().filter(|(_, to)| to.len() == 1);
    found.extend(single.filter_map(|(from, to)| Some((from, to.into_iter().next()?))));
    found
}

fn names(services: &[Service]) -> impl Iterator<Item = (&str, usize)> {
    services
        .iter()
        .enumerate()
        .map(|(index, it)| (it.name.as_str(), index))
}

/// Which operation is which: by name, by an earlier name, by its address.
struct Pairs<'a> {
    old: &'a [Operation],
    new: &'a [Operation],
    of_old: Vec<Option<usize>>,
    of_new: Vec<Option<usize>>,
}

impl<'a> Pairs<'a> {
    fn of(old: &'a Model, new: &'a Model) -> Self {
        let mut pairs = Self {
            old: &old.operations,
            new: &new.operations,
            of_old: vec![None; old.operations.len()],
            of_new: vec![None; new.operations.len()],
        };
        let named = |it: &Operation| Some((it.service.clone(), it.name.clone()));
        pairs.by(named, named);
        // Renamed, or the renaming was taken back.
        let was = |it: &Operation| {
            let was = it.declared.as_ref()?.was.as_ref()?;
            Some((it.service.clone(), was.value.clone()))
        };
        pairs.by(named, was);
        pairs.by(was, named);
        let address = |it: &Operation| Some((it.service.clone(), address(it)?));
        pairs.by(address, address);
        let elsewhere = |it: &Operation| {
            let host = it.host.as_ref()?;
            Some((host.value.clone(), self::address(it)?))
        };
        pairs.by(elsewhere, elsewhere);
        pairs
    }

    fn by<K: std::hash::Hash + Eq>(
        &mut self,
        old: impl Fn(&Operation) -> Option<K>,
        new: impl Fn(&Operation) -> Option<K>,
    ) {
        let olds = self.old.iter().enumerate();
        let olds = olds.filter(|(index, _)| self.of_old[*index].is_none());
        let news = self.new.iter().enumerate();
        let news = news.filter(|(index, _)| self.of_new[*index].is_none());
        let found = unique(
            olds.filter_map(|(index, it)| Some((old(it)?, index))),
            news.filter_map(|(index, it)| Some((new(it)?, index))),
        );
        for (from, to) in found {
            self.of_old[from] = Some(to);
            self.of_new[to] = Some(from);
        }
    }
}

/// Method and path, without names of placeholders.
fn address(operation: &Operation) -> Option<String> {
    let (method, path) = (operation.method.as_ref()?, operation.path.as_ref()?);
    Some(format!("{} {}", method.value, blank(&path.value)))
}

fn written(operation: &Operation) -> String {
    let parts = [&operation.method, &operation.path];
    let parts: Vec<&str> = parts
        .into_iter()
        .flatten()
        .map(|it| it.value.as_str())
        .collect();
    parts.join(" ")
}

/// An operation that is gone, or only kept as `retired`.
fn removed(old: &Operation, new: &Model) -> Change {
    let service = new.services.iter().find(|it| it.name == old.service);
    let kept = service.and_then(|it| it.retired.iter().find(|it| it.subject == old.name));
    let sunset = old.declared.as_ref().and_then(|it| it.sunset.as_ref());
    let checked = |it: &Operation| it.declared.as_ref()?.checked.clone();
    // The day of the removal, or else the last day on which somebody looked at the pages.
    let day = kept
        .map(|it| it.since.value.clone())
        .filter(|since| is_date(since))
        .or_else(|| {
            let of_service = new.operations.iter().filter(|it| it.service == old.service);
            of_service.filter_map(checked).max()
        });
    let kind = match (sunset, day) {
        (None, _) => Kind::E02,
        (Some(sunset), Some(day)) if day >= sunset.value => Kind::E03,
        (Some(_), _) => Kind::E04,
    };
    let mut change = Change::new(kind, "", Aspect::Exists).old(written(old), old.at);
    if let Some(kept) = kept {
        change.eased = true;
        change = change.new_value(format!("retired: {}", kept.since.value), kept.since.at);
    } else if let Some(service) = service {
        change.new_at = service.common.at;
    }
    change
}

fn is_date(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// A new operation, or another version of one that stays.
fn added(new: &Operation, old: &Model) -> Change {
    let versions: BTreeMap<String, &Operation> = old
        .operations
        .iter()
        .filter(|it| it.service == new.service)
        .filter_map(|it| Some((unversioned(it)?, it)))
        .collect();
    let beside = unversioned(new).and_then(|it| versions.get(&it).copied());
    match beside {
        Some(beside) => Change::new(Kind::E10, "", Aspect::Exists)
            .old(written(beside), beside.at)
            .new_value(written(new), new.at),
        None => Change::new(Kind::E01, "", Aspect::Exists).new_value(written(new), new.at),
    }
}

/// The address without the number in a part such as `v2`; nothing if it has no such part.
fn unversioned(operation: &Operation) -> Option<String> {
    let address = address(operation)?;
    let is_version = |part: &str| {
        let number = part.strip_prefix('v');
        number.is_some_and(|it| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit()))
    };
    let mut found = false;
    let parts: Vec<&str> = address
        .split('/')
        .map(|part| {
            found |= is_version(part);
            if is_version(part) { "v" } else { part }
        })
        .collect();
    found.then(|| parts.join("/"))
}
