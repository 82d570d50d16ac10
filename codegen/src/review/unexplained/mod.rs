//! What differs between two models though no change says so: a gap in the rules.
//!
//! The models are compared without any rule, as they are serialised, so that a key that is added to them
//! is compared from then on. A table says which change accounts for which key.

mod explain;
mod gaps;
mod names;
mod parts;
mod records;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use self::{
    gaps::text,
    parts::{Found, Known},
};
use super::{Side, Unexplained};
use crate::{
    diff::{Change, Difference},
    model::{At, Model, Operation, Service},
};

/// Compares the two models without any rule, and lists what `found` does not account for.
///
/// Not compared are the order of what has none, evidence that a contradiction holds, and whether an
/// operation repeats what its service says.
#[must_use]
pub(super) fn unexplained(
    old: &Side<'_>,
    new: &Side<'_>,
    found: &[Difference],
) -> Vec<Unexplained> {
    let pairs = Pairs::of(&old.model, &new.model, found);
    let mut list = Vec::new();
    let mut push = |service: &str, operation: &str, all: Vec<Found>| {
        list.extend(
            all.into_iter()
                .map(|it| entry(old, new, (service, operation), it)),
        );
    };
    for (before, after, own) in pairs.services() {
        let known = Known::new(own, &[]);
        let at = (Some(before.common.at), Some(after.common.at));
        let mut own = parts::whole(before, after, &at, &known);
        own.retain(|it| !pairs.say_of_operation(&after.name, it));
        push(&after.name, "", own);
        let mut common = parts::operation(&before.common, &after.common, &known);
        common.retain(|it| !pairs.come_with_types(&after.name, it));
        push(&after.name, "", common);
    }
    let mut bytes = (Vec::new(), Vec::new());
    for (before, after, own) in pairs.operations() {
        if same(before, after, &mut bytes) {
            continue;
        }
        let known = Known::new(own, pairs.of_service(&after.service));
        let all = parts::operation(before, after, &known);
        push(&after.service, &after.name, all);
    }
    for (operation, is_old) in pairs.alone() {
        let at = Some(operation.at);
        let (old_at, new_at) = if is_old { (at, None) } else { (None, at) };
        let all = vec![parts::one_sided(String::new(), old_at, new_at)];
        push(&operation.service, &operation.name, all);
    }
    list
}

/// Whether two operations are equal in all parts and in their order; quick, since most are.
fn same(old: &Operation, new: &Operation, (a, b): &mut (Vec<u8>, Vec<u8>)) -> bool {
    write(old, a) && write(new, b) && a == b
}

fn write(operation: &Operation, out: &mut Vec<u8>) -> bool {
    out.clear();
    let parts = (
        operation,
        &operation.params,
        &operation.response,
        &operation.errors,
    );
    parts
        .serialize(&mut serde_json::Serializer::new(out))
        .is_ok()
}

/// Which operation and service is which, as the differences have it; those without one have the same
/// name on both sides.
struct Pairs<'a> {
    old: &'a Model,
    new: &'a Model,
    found: &'a [Difference],
    /// The entries of services, by their names.
    services: HashMap<&'a str, &'a Difference>,
}

impl<'a> Pairs<'a> {
    fn of(old: &'a Model, new: &'a Model, found: &'a [Difference]) -> Self {
        let of_service = found.iter().filter(|it| it.name.is_empty());
        Self {
            old,
            new,
            found,
            services: of_service.map(|it| (it.service.as_str(), it)).collect(),
        }
    }

    fn of_service(&self, name: &str) -> &'a [Change] {
        self.services
            .get(name)
            .map_or(&[], |it| it.changes.as_slice())
    }

    /// Whether it is the name of an operation that is kept as `retired`, of which something is said.
    fn say_of_operation(&self, service: &str, found: &Found) -> bool {
        let record = found.gap.old.as_ref().or(found.gap.new.as_ref());
        let name = record.and_then(|it| it["subject"].as_str());
        let mut known = self.of_operations();
        found.gap.key == "retired"
            && known.any(|it| it.service == service && Some(it.name.as_str()) == name)
    }

    /// Whether it is a text of a type that is called otherwise, or came or went, where it is used.
    fn come_with_types(&self, service: &str, found: &Found) -> bool {
        let mut own = self.of_operations().filter(|it| it.service == service);
        own.any(|it| records::comes_with_types(&found.gap, &it.changes))
    }

    fn services(&self) -> impl Iterator<Item = (&'a Service, &'a Service, &'a [Change])> {
        self.new.services.iter().filter_map(|after| {
            let entry = self.services.get(after.name.as_str());
            let before = match entry.and_then(|it| it.old) {
                Some(index) => self.old.services.get(index)?,
                None => self.old.services.iter().find(|it| it.name == after.name)?,
            };
            Some((before, after, self.of_service(&after.name)))
        })
    }

    fn of_operations(&self) -> impl Iterator<Item = &'a Difference> {
        let all = self.found.iter();
        all.filter(|it| !it.name.is_empty() && !it.changes.is_empty())
    }

    fn operations(&self) -> Vec<(&'a Operation, &'a Operation, &'a [Change])> {
        let mut pairs = Vec::new();
        for it in self.of_operations() {
            let before = it.old.and_then(|index| self.old.operations.get(index));
            let after = it.new.and_then(|index| self.new.operations.get(index));
            if let (Some(before), Some(after)) = (before, after) {
                pairs.push((before, after, it.changes.as_slice()));
            }
        }
        let (left_old, left_new) = self.left();
        let known: HashMap<_, _> = left_old.into_iter().map(|it| (key(it), it)).collect();
        for after in left_new {
            if let Some(before) = known.get(&key(after)) {
                pairs.push((before, after, &[]));
            }
        }
        pairs
    }

    /// Operations on one side of which no change says that they came or went.
    fn alone(&self) -> Vec<(&'a Operation, bool)> {
        let (left_old, left_new) = self.left();
        let names =
            |list: &[&'a Operation]| -> HashSet<_> { list.iter().map(|it| key(it)).collect() };
        let (in_old, in_new) = (names(&left_old), names(&left_new));
        let gone = left_old.into_iter().filter(|it| !in_new.contains(&key(it)));
        let come = left_new.into_iter().filter(|it| !in_old.contains(&key(it)));
        gone.map(|it| (it, true))
            .chain(come.map(|it| (it, false)))
            .collect()
    }

    /// Operations of which nothing is said.
    fn left(&self) -> (Vec<&'a Operation>, Vec<&'a Operation>) {
        let indexes = |side: fn(&Difference) -> Option<usize>| -> HashSet<usize> {
            self.of_operations().filter_map(side).collect()
        };
        let rest = |model: &'a Model, known: &HashSet<usize>| -> Vec<&'a Operation> {
            let all = model.operations.iter().enumerate();
            all.filter(|(index, _)| !known.contains(index))
                .map(|(_, it)| it)
                .collect()
        };
        (
            rest(self.old, &indexes(|it| it.old)),
            rest(self.new, &indexes(|it| it.new)),
        )
    }
}

fn key(operation: &Operation) -> (&str, &str) {
    (&operation.service, &operation.name)
}

fn entry(
    old: &Side<'_>,
    new: &Side<'_>,
    (service, operation): (&str, &str),
    found: Found,
) -> Unexplained {
    let place = |side: &Side<'_>, at: Option<At>| {
        let at = at?;
        let file = side.sources.files().get(at.file as usize)?;
        Some((file.path.clone(), at.line))
    };
    let gap = found.gap;
    let key = match &gap.held {
        Some(entry) => format!("{} of {entry}", gap.key),
        None => gap.key,
    };
    Unexplained {
        service: service.to_owned(),
        operation: operation.to_owned(),
        subject: found.subject,
        key,
        old: gap.old.as_ref().map(text),
        new: gap.new.as_ref().map(text),
        old_at: place(old, found.old_at),
        new_at: place(new, found.new_at),
    }
}
