//! All findings taken together.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    diff::{Difference, Kind},
    model::Model,
    review::{Bump, Entry, Group, Source, Summary, Wire},
};

pub(super) fn summary(
    entries: &[Entry],
    found: &[Difference],
    (old, new): (&Model, &Model),
) -> Summary {
    let mut wires = BTreeMap::new();
    let mut sources = BTreeMap::new();
    for entry in entries {
        *wires.entry(entry.verdict.wire).or_insert(0) += 1;
        *sources.entry(entry.verdict.source).or_insert(0) += 1;
    }
    let eased = |it: &Entry| match &it.easing {
        Some(easing) => (easing.source, easing.bump),
        None => (it.verdict.source, it.verdict.bump),
    };
    let bumps = entries.iter().map(|it| it.verdict.bump);
    let mut summary = Summary {
        wire: wires.keys().max().copied().unwrap_or(Wire::Ok),
        source: sources.keys().max().copied().unwrap_or(Source::Ok),
        bump: bumps.max().unwrap_or(Bump::None),
        eased: (
            entries
                .iter()
                .map(|it| eased(it).0)
                .max()
                .unwrap_or(Source::Ok),
            entries
                .iter()
                .map(|it| eased(it).1)
                .max()
                .unwrap_or(Bump::None),
        ),
        lines: entries.iter().filter(|it| it.easing.is_some()).count(),
        wires,
        sources,
        undecided: entries.iter().filter(|it| it.is_undecided()).count(),
        touched: 0,
        added: 0,
        removed: 0,
        reworded: 0,
    };
    let more = more_than_wording(entries);
    let whole = whole(entries);
    summary.touched = on_both_sides(&whole, old, new);
    for it in found.iter().filter(|it| !it.name.is_empty()) {
        let is = |kinds: &[Kind]| it.changes.iter().any(|change| kinds.contains(&change.kind));
        if it.old.is_none() {
            summary.added += 1;
        } else if it.new.is_none() && is(&[Kind::E02, Kind::E03, Kind::E04]) {
            summary.removed += 1;
        } else if whole.contains(it.service.as_str()) {
            // Counted with all others of the service.
        } else if more.contains(&(it.service.as_str(), it.name.as_str())) {
            summary.touched += 1;
        } else {
            summary.reworded += 1;
        }
    }
    summary
}

/// Services of which something changed that every call has to do with.
fn whole(entries: &[Entry]) -> BTreeSet<&str> {
    let hurts = |it: &&Entry| it.verdict.wire > Wire::Ok || it.verdict.source > Source::Ok;
    let all = |it: &Entry| {
        let mut places = it.places.iter();
        places.any(|place| place.operation.is_empty() && !place.subject.starts_with("operations."))
    };
    let entries = entries.iter().filter(hurts).filter(|it| all(it));
    entries.map(|it| it.service.as_str()).collect()
}

/// How many operations of some services both sides have.
fn on_both_sides(services: &BTreeSet<&str>, old: &Model, new: &Model) -> usize {
    let names = |model: &Model| -> BTreeSet<(String, String)> {
        let operations = model.operations.iter();
        let operations = operations.filter(|it| services.contains(it.service.as_str()));
        operations
            .map(|it| (it.service.clone(), it.name.clone()))
            .collect()
    };
    names(old).intersection(&names(new)).count()
}

/// Operations with an entry that is not folded.
fn more_than_wording(entries: &[Entry]) -> BTreeSet<(&str, &str)> {
    let entries = entries.iter().filter(|it| it.group != Group::Folded);
    entries
        .flat_map(|entry| {
            let places = entry.places.iter();
            places.map(|it| (entry.service.as_str(), it.operation.as_str()))
        })
        .collect()
}
