//! A synthetic data set: entries spread over the year 2021, and which of them a call asks for.

use std::{
    collections::VecDeque,
    ops::Range,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use super::{
    Arguments, Kind, OperationSpec,
    entry::{Maker, first_instant},
    files::{Files, Links},
    random::{Random, hash},
    read::millis,
};
use crate::runtime::Json;

/// 2021-01-01T00:00:00Z, in milliseconds since the Unix epoch.
const START: i64 = 1_609_459_200_000;
/// The milliseconds of 2021.
const YEAR: u64 = 365 * 86_400_000;
/// The selections of so many different queries are kept.
const KEPT: usize = 8;

/// Entries of every operation that has pages, made when they are asked for, from a seed.
///
/// The entries are numbered in the order of their times. Calls see the newest first.
pub(super) struct DataSet {
    records: u32,
    seed: u64,
    /// The last queries, the latest first.
    kept: Mutex<VecDeque<(Query, Arc<OnceLock<Selection>>)>>,
    /// Scheme, host and port of the server, and what it serves.
    files: OnceLock<(Arc<str>, Files)>,
}

/// A query without what says which page of it is wanted, as a hash.
pub(super) type Query = (u64, u64);

/// The entries of a query, by their numbers, in ascending order.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Selection {
    All(Range<u32>),
    Some(Vec<u32>),
}

impl DataSet {
    /// So many entries of each operation; at most 4,294,967,295.
    pub(super) fn new(records: u64, seed: u64) -> Self {
        Self {
            records: u32::try_from(records).unwrap_or(u32::MAX),
            seed,
            kept: Mutex::default(),
            files: OnceLock::new(),
        }
    }

    /// Lets links lead to files that are served.
    pub(super) fn link_to(&self, url: &str, files: Files) {
        // Set once, when the server has started.
        let _ = self.files.set((url.into(), files));
    }

    fn links(&self) -> Option<Links> {
        let (url, files) = self.files.get()?;
        Some(files.links(url))
    }

    /// The success of an operation, with its documented members, for operations that have neither pages nor examples.
    pub(super) fn object(&self, spec: &OperationSpec) -> Json {
        let mut maker = Maker::new(self.seed(spec), 0, START).links(self.links());
        maker.object(spec.response, None)
    }

    /// The seed of an operation's entries.
    pub(super) fn seed(&self, spec: &OperationSpec) -> u64 {
        hash(self.seed, spec.name().as_bytes())
    }

    /// Makes the entry with this number.
    pub(super) fn maker(&self, spec: &OperationSpec, entry: &Kind, index: u32) -> Maker {
        let time = Times::new(self, spec, entry).at(index);
        Maker::new(self.seed(spec), index.into(), time).links(self.links())
    }

    /// The entries that a call asks for: those in its window that are included.
    ///
    /// Entries outside the window are not made, and the last few queries are remembered.
    pub(super) fn select(
        &self,
        spec: &OperationSpec,
        entry: &Kind,
        query: Query,
        arguments: &Arguments<'_>,
        includes: &dyn Fn(&Json) -> bool,
    ) -> Arc<OnceLock<Selection>> {
        let selection = self.kept(query);
        // Calls for the same query wait for the first, instead of doing the same.
        selection.get_or_init(|| {
            let times = Times::new(self, spec, entry);
            let range = times.range(window(spec, arguments), self.records);
            let seed = self.seed(spec);
            let is_included = |index: &u32| {
                let maker = Maker::new(seed, (*index).into(), times.at(*index));
                includes(&maker.sketch().entry(entry, None))
            };
            let found: Vec<u32> = range.clone().filter(is_included).collect();
            if found.len() == range.len() {
                Selection::All(range)
            } else {
                Selection::Some(found)
            }
        });
        selection
    }

    /// The place for the selection of a query, filled or not.
    fn kept(&self, query: Query) -> Arc<OnceLock<Selection>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|(known, _)| *known == query);
        let found = place.and_then(|place| kept.remove(place));
        let (_, selection) = found.unwrap_or_default();
        kept.push_front((query, Arc::clone(&selection)));
        kept.truncate(KEPT);
        selection
    }
}

impl Selection {
    /// The number of entries.
    pub(super) fn len(&self) -> u64 {
        match self {
            Self::All(range) => range.len() as u64,
            Self::Some(indices) => indices.len() as u64,
        }
    }

    /// The number of the entry at a place, counted from the newest, which is at 0.
    pub(super) fn at(&self, place: u64) -> Option<u32> {
        let from_oldest = self.len().checked_sub(place)?.checked_sub(1)?;
        match self {
            Self::All(range) => range.start.checked_add(u32::try_from(from_oldest).ok()?),
            Self::Some(indices) => indices.get(usize::try_from(from_oldest).ok()?).copied(),
        }
    }
}

/// When entries are, in milliseconds since the Unix epoch.
struct Times {
    records: u32,
    seed: u64,
    /// Entries that show seconds have no time in between.
    unit: i64,
}

impl Times {
    fn new(data: &DataSet, spec: &OperationSpec, entry: &Kind) -> Self {
        let unit = match first_instant(entry, 8) {
            Some(Kind::UnixSeconds) => 1000,
            _ => 1,
        };
        Self {
            records: data.records.max(1),
            seed: data.seed(spec) ^ 1,
            unit,
        }
    }

    /// Spread evenly, but somewhere within the even part of the year, so that the order is that of the numbers.
    fn at(&self, index: u32) -> i64 {
        let part = |index: u128| index * u128::from(YEAR) / u128::from(self.records);
        let from = part(index.into());
        let length = u64::try_from(part(u128::from(index) + 1) - from).unwrap_or_default();
        let from = u64::try_from(from).unwrap_or_default();
        let jitter = Random::new(hash(self.seed, &index.to_le_bytes())).below(length);
        let time = START.saturating_add_unsigned(from + jitter);
        time - time.rem_euclid(self.unit)
    }

    /// The entries whose times lie in an interval, both ends included.
    fn range(&self, (from, to): (i128, i128), records: u32) -> Range<u32> {
        let first = |is_in: &dyn Fn(i128) -> bool| {
            let mut places = 0..records;
            while !places.is_empty() {
                let middle = places.start + (places.end - places.start) / 2;
                if is_in(self.at(middle).into()) {
                    places.end = middle;
                } else {
                    places.start = middle + 1;
                }
            }
            places.start
        };
        let start = first(&|time| time >= from);
        start..first(&|time| time > to).max(start)
    }
}

/// The interval that a call asks for, in milliseconds since the Unix epoch.
fn window(spec: &OperationSpec, arguments: &Arguments<'_>) -> (i128, i128) {
    let end = |name: &str| {
        let param = spec.params.iter().find(|param| param.name == name)?;
        millis(&param.kind, &arguments.find(name)?)
    };
    let window = spec.window.as_ref();
    let from = window.and_then(|window| end(window.from));
    let to = window.and_then(|window| end(window.to));
    (from.unwrap_or(i128::MIN), to.unwrap_or(i128::MAX))
}

#[cfg(test)]
mod tests;
