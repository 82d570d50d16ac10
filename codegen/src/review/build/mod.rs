//! Fills a report: changes are found, judged, put together by what they say, and sorted by how bad they are.

mod entries;
mod spots;
mod summary;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;

use super::{Edition, Report, Side, examples::examples, unexplained::unexplained};
use crate::diff;

/// Compares two states of the specs.
#[must_use]
pub fn report(old: &Side<'_>, new: &Side<'_>) -> Report {
    let found = diff::models(&old.model, &new.model);
    let entries = entries::entries(old, new, &found);
    let (before, after) = (edition(old), edition(new));
    let mut services = [before.services.as_slice(), &after.services].concat();
    services.sort();
    services.dedup();
    Report {
        summary: summary::summary(&entries, &found, (&old.model, &new.model)),
        old: before,
        new: after,
        titles: titles(old, new),
        services,
        entries,
        examples: examples(old, new, &found),
        unexplained: unexplained(old, new, &found),
        stale: Vec::new(),
        approvals: Vec::new(),
    }
}

fn titles(old: &Side<'_>, new: &Side<'_>) -> BTreeMap<String, String> {
    let services = old.specs.services.iter().chain(&new.specs.services);
    let titles = services.map(|it| (it.name.value.clone(), it.title.value.clone()));
    titles.collect()
}

fn edition(side: &Side<'_>) -> Edition {
    let days = side
        .model
        .operations
        .iter()
        .filter_map(|it| it.declared.as_ref()?.checked.as_ref());
    let services = side.model.services.iter().map(|it| it.name.clone());
    let mut services: Vec<String> = services.collect();
    services.sort();
    let span = days.clone().min().zip(days.max());
    Edition {
        label: side.label.clone(),
        operations: side.model.operations.len(),
        services,
        checked: span.map(|(first, last)| (first.clone(), last.clone())),
        version: side.version.clone(),
    }
}
