//! What speaks for two fields being the same, and for no others being it.

use std::collections::{HashMap, HashSet};

use super::words;
use crate::model::{Field, Kind, literal_text};

pub(super) fn kind(field: &Field) -> Option<Kind> {
    field.kind.as_ref().map(|fact| fact.value)
}

pub(super) fn values_alike(a: &Field, b: &Field) -> bool {
    let set = |field: &Field| -> HashSet<String> {
        let wire = field.values.iter().map(|it| literal_text(&it.wire));
        wire.collect()
    };
    a.values.is_empty() || b.values.is_empty() || set(a) == set(b)
}

/// The vendor's words for a field.
pub(super) fn said(field: &Field) -> impl Iterator<Item = String> {
    [&field.term, &field.text]
        .into_iter()
        .flatten()
        .map(|fact| words::plain(&fact.value))
        .filter(|text| !text.is_empty())
}

pub(super) fn words_alike(a: &Field, b: &Field) -> bool {
    let known: Vec<String> = said(b).collect();
    let mut any = false;
    for text in said(a) {
        any = true;
        // A term often begins the description that the page has for it.
        if known
            .iter()
            .any(|it| it.starts_with(&text) || text.starts_with(it.as_str()))
        {
            return true;
        }
    }
    !any || known.is_empty()
}

/// Pairs of entries whose key occurs once on each side.
pub(super) fn unique<K: std::hash::Hash + Eq>(
    olds: impl Iterator<Item = (K, usize)>,
    news: impl Iterator<Item = (K, usize)>,
) -> Vec<(usize, usize)> {
    let mut all: HashMap<K, (Vec<usize>, Vec<usize>)> = HashMap::new();
    for (key, index) in olds {
        all.entry(key).or_default().0.push(index);
    }
    for (key, index) in news {
        all.entry(key).or_default().1.push(index);
    }
    let mut pairs: Vec<(usize, usize)> = all
        .into_values()
        .filter_map(|(olds, news)| match (olds.as_slice(), news.as_slice()) {
            ([old], [new]) => Some((*old, *new)),
            _ => None,
        })
        .collect();
    pairs.sort_unstable();
    pairs
}
