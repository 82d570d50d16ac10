//! A synthetic data set: entries spread over the year 2021, and which of them a call asks for.

use std::{
    collections::VecDeque,
    ops::Range,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use super::{
    Arguments, Kind, OperationSpec,
    entry::{Maker, first_instant},
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
        }
    }

    /// The success of an operation, with its documented members, for operations that have neither pages nor examples.
    pub(super) fn object(&self, spec: &OperationSpec) -> Json {
        let mut maker = Maker::new(self.seed(spec), 0, START);
        maker.object(spec.response, None)
    }

    /// The seed of an operation's entries.
    pub(super) fn seed(&self, spec: &OperationSpec) -> u64 {
        hash(self.seed, spec.name().as_bytes())
    }

    /// Makes the entry with this number.
    pub(super) fn maker(&self, spec: &OperationSpec, entry: &Kind, index: u32) -> Maker {
        let time = Times::new(self, spec, entry).at(index);
        Maker::new(self.seed(spec), index.into(), time)
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
mod tests {
    use serde_json::json;

    use super::*;
    use crate::runtime::{
        Method, Operation,
        mock::{FieldSpec, Location, ParamSpec, WindowSpec},
    };

    static MILLIS: Kind = Kind::Object(&[FieldSpec::new("time", Kind::UnixMillis)]);
    static SECONDS: Kind = Kind::Object(&[FieldSpec::new("time", Kind::UnixSeconds)]);

    static LIST: OperationSpec = OperationSpec::new(&Operation::new("list"), Method::Get, "/list")
        .params(&[
            ParamSpec::new(Location::Query, "from", Kind::UnixSeconds),
            ParamSpec::new(Location::Query, "to", Kind::UnixMillis),
        ])
        .window(WindowSpec::new("from", "to", 31 * 86_400));

    fn arguments(from: Option<i64>, to: Option<i64>) -> Arguments<'static> {
        let from = from.map(|from| ((Location::Query, "from"), json!(from)));
        let to = to.map(|to| ((Location::Query, "to"), json!(to)));
        Arguments {
            spec: &LIST,
            values: from.into_iter().chain(to).collect(),
        }
    }

    fn times(data: &DataSet, entry: &Kind) -> Vec<i64> {
        let times = Times::new(data, &LIST, entry);
        (0..data.records).map(|index| times.at(index)).collect()
    }

    #[test]
    fn times_are_spread_over_the_year_in_order() {
        for records in [1, 2, 365, 10_000] {
            let data = DataSet::new(records, 3);
            let times = times(&data, &MILLIS);
            assert!(times.is_sorted());
            for (index, time) in times.iter().enumerate() {
                // A part of the year for each entry.
                let length = i64::try_from(YEAR / records).unwrap();
                let from = START + i64::try_from(index).unwrap() * length;
                assert!(
                    (from..=from + length + 10_000).contains(time),
                    "{records} {index}"
                );
            }
        }
        let most = DataSet::new(u64::MAX, 3);
        let last = Times::new(&most, &LIST, &MILLIS).at(u32::MAX - 1);
        let end = START + i64::try_from(YEAR).unwrap();
        // 7.3 milliseconds for each.
        assert!((end - 8..end).contains(&last), "{last}");
        let data = DataSet::new(1000, 3);
        assert_eq!(times(&data, &MILLIS), times(&data, &MILLIS));
        assert_ne!(
            times(&data, &MILLIS),
            times(&DataSet::new(1000, 4), &MILLIS)
        );
        assert!(times(&data, &SECONDS).iter().all(|time| time % 1000 == 0));
    }

    #[test]
    fn windows_include_both_ends() {
        let data = DataSet::new(1000, 3);
        let times = times(&data, &SECONDS);
        let select = |from: Option<i64>, to: Option<i64>| {
            let query = (
                hash(0, format!("{from:?}").as_bytes()),
                hash(0, format!("{to:?}").as_bytes()),
            );
            let selection = data.select(&LIST, &SECONDS, query, &arguments(from, to), &|_| true);
            let Some(Selection::All(range)) = selection.get() else {
                panic!("not all are included");
            };
            range.clone()
        };
        let (first, last) = (times[100], times[200]);
        assert_eq!(select(Some(first / 1000), Some(last)), 100..201);
        assert_eq!(select(Some(first / 1000 + 1), Some(last - 1)), 101..200);
        assert_eq!(select(None, Some(last)), 0..201);
        assert_eq!(select(Some(first / 1000), None), 100..1000);
        assert_eq!(select(None, None), 0..1000);
        // Before and after the year.
        assert_eq!(select(Some(0), Some(START - 1)).len(), 0);
        assert_eq!(select(Some(1_640_995_200), Some(i64::MAX)).len(), 0);
    }

    #[test]
    fn what_is_not_included_is_left_out_and_asked_once() {
        let data = DataSet::new(100, 3);
        let asked = std::sync::atomic::AtomicU32::new(0);
        let includes = |item: &Json| {
            asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            item["time"].as_i64().unwrap() % 2 == 0
        };
        let even: Vec<u32> = times(&data, &MILLIS)
            .iter()
            .zip(0..)
            .filter_map(|(time, index)| (time % 2 == 0).then_some(index))
            .collect();
        for _ in 0..2 {
            let selection = data.select(&LIST, &MILLIS, (1, 1), &arguments(None, None), &includes);
            let selection = selection.get().unwrap();
            assert_eq!(selection, &Selection::Some(even.clone()));
            assert_eq!(selection.at(0), even.last().copied());
            assert_eq!(selection.at(selection.len()), None);
        }
        assert_eq!(asked.into_inner(), 100);
    }

    #[test]
    fn few_queries_are_kept() {
        let data = DataSet::new(1, 3);
        for query in 0..100 {
            data.select(&LIST, &MILLIS, (query, 0), &arguments(None, None), &|_| {
                true
            });
        }
        let kept = data.kept.lock().unwrap();
        let queries: Vec<u64> = kept.iter().map(|(query, _)| query.0).collect();
        assert_eq!(queries, [99, 98, 97, 96, 95, 94, 93, 92]);
    }

    #[test]
    fn no_entries() {
        let data = DataSet::new(0, 3);
        let all = data.select(&LIST, &MILLIS, (0, 0), &arguments(None, None), &|_| true);
        assert_eq!(
            (all.get().unwrap().len(), all.get().unwrap().at(0)),
            (0, None)
        );
    }
}
