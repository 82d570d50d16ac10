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
