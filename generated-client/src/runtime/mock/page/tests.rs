use std::collections::BTreeSet;

use serde_json::json;

use super::*;
use crate::runtime::{
    Method, Operation,
    mock::{
        ExampleSpec, Location, ParamSpec, Received, WindowSpec,
        read::{Strict, read},
    },
};

static MEETING: [FieldSpec; 4] = [
    FieldSpec::new("meeting_id", Kind::String).always(),
    FieldSpec::new("media_start_time", Kind::UnixMillis),
    FieldSpec::new("subject", Kind::String),
    FieldSpec::new("record_type", Kind::Integers(&[0, 2])),
];

/// Like the list of an account's recordings.
static RECORDS: OperationSpec =
    OperationSpec::new(&Operation::new("records"), Method::Get, "/records")
        .params(&[
            ParamSpec::new(Location::Query, "start_time", Kind::UnixSeconds),
            ParamSpec::new(Location::Query, "end_time", Kind::UnixSeconds),
            ParamSpec::new(Location::Query, "page_size", Kind::U32)
                .default("10")
                .at_most(20),
            ParamSpec::new(Location::Query, "page", Kind::U32).default("1"),
        ])
        .response(&[
            FieldSpec::new("total_count", Kind::U32).always(),
            FieldSpec::new("current_size", Kind::U32).always(),
            FieldSpec::new("current_page", Kind::U32).always(),
            FieldSpec::new("total_page", Kind::U32).always(),
            FieldSpec::new("record_meetings", Kind::List(&Kind::Object(&MEETING))),
            FieldSpec::new("note", Kind::String).when(&[("total_count", "0")]),
        ])
        .examples(&[ExampleSpec::new(
            "/records",
            r#"{"record_meetings":[{"meeting_id":"1362742106635911111"}]}"#,
        )])
        .pages(
            PageSpec::new("record_meetings")
                .page("page")
                .pages("total_page")
                .size("page_size")
                .count("current_size"),
        )
        .window(WindowSpec::new("start_time", "end_time", 31 * 86_400));

/// Cursors, and everything within an object.
static THINGS: OperationSpec =
    OperationSpec::new(&Operation::new("things"), Method::Get, "/things")
        .params(&[
            ParamSpec::new(Location::Query, "filter", Kind::String),
            ParamSpec::new(Location::Query, "cursor", Kind::String),
            ParamSpec::new(Location::Query, "limit", Kind::U32),
        ])
        .response(&[FieldSpec::new(
            "data",
            Kind::Object(&[
                FieldSpec::new("list", Kind::List(&Kind::Object(&MEETING))),
                FieldSpec::new("total", Kind::U64).text(),
                FieldSpec::new("next", Kind::String),
                FieldSpec::new("more", Kind::Bool),
            ]),
        )])
        .pages(
            PageSpec::new("data.list")
                .cursor("cursor")
                .size("limit")
                .total("data.total")
                .next("data.next")
                .more("data.more"),
        );

/// Offsets and numbers as cursors; pages from 0.
static OFFSETS: OperationSpec =
    OperationSpec::new(&Operation::new("offsets"), Method::Get, "/offsets")
        .params(&[ParamSpec::new(Location::Query, "skip", Kind::U64)])
        .response(&[FieldSpec::new("list", Kind::List(&Kind::Object(&MEETING)))])
        .pages(PageSpec::new("list").offset("skip"));
static NUMBERS: OperationSpec =
    OperationSpec::new(&Operation::new("numbers"), Method::Get, "/numbers")
        .params(&[
            ParamSpec::new(Location::Query, "after", Kind::I64),
            ParamSpec::new(Location::Query, "page", Kind::I64),
        ])
        .response(&[
            FieldSpec::new("next", Kind::I64).always(),
            FieldSpec::new("list", Kind::List(&Kind::Object(&MEETING))),
        ])
        .pages(
            PageSpec::new("list")
                .cursor("after")
                .next("next")
                .page("page")
                .first(0),
        );

fn page(data: &DataSet, spec: &OperationSpec, query: &str) -> Result<Json, String> {
    filtered(data, spec, query, &|_| true)
}

fn filtered(
    data: &DataSet,
    spec: &OperationSpec,
    query: &str,
    includes: &dyn Fn(&Json) -> bool,
) -> Result<Json, String> {
    let call = Received::new("GET", format!("{}?{query}", spec.path));
    let arguments = read(spec, &call, &[], Some(Strict::default())).unwrap();
    let page = data.page(spec, &arguments, includes);
    page.map_err(|refusal| refusal.problem)
}

fn ids(list: &Json) -> Vec<String> {
    let list = list.as_array().unwrap();
    let id = |item: &Json| item["meeting_id"].as_str().unwrap().to_owned();
    list.iter().map(id).collect()
}

#[test]
fn pages_follow_each_other_from_the_newest() {
    let data = DataSet::new(45, 1);
    let mut seen = BTreeSet::new();
    let mut before = i64::MAX;
    for (number, size) in [(1, 20), (2, 20), (3, 5)] {
        let page = page(&data, &RECORDS, &format!("page_size=20&page={number}")).unwrap();
        assert_eq!(page["total_count"], json!(45));
        assert_eq!(page["total_page"], json!(3));
        assert_eq!(page["current_page"], json!(number));
        assert_eq!(page["current_size"], json!(size));
        assert_eq!(page.get("note"), None);
        let items = page["record_meetings"].as_array().unwrap();
        assert_eq!(items.len(), size);
        for item in items {
            let time = item["media_start_time"].as_i64().unwrap();
            assert!(time < before);
            before = time;
        }
        seen.extend(ids(&page["record_meetings"]));
    }
    assert_eq!(seen.len(), 45);
    assert!(
        seen.iter().all(|id| (18..=20).contains(&id.len())),
        "{seen:?}"
    );
    assert_eq!(
        page(&data, &RECORDS, "page_size=20&page=4").unwrap_err(),
        "`page` must be at most 3"
    );
    assert_eq!(
        page(&data, &RECORDS, "page=0").unwrap_err(),
        "`page` must be at least 1"
    );
    assert_eq!(
        page(&data, &RECORDS, "page=1&page_size=0").unwrap_err(),
        "`page_size` must be at least 1"
    );
    assert_eq!(
        page(&data, &RECORDS, "page=4294967295").unwrap_err(),
        "`page` must be at most 5"
    );
    // The documented default is ten.
    let first = page(&data, &RECORDS, "").unwrap();
    assert_eq!(
        (&first["current_size"], &first["total_page"]),
        (&json!(10), &json!(5))
    );
}

#[test]
fn the_same_seed_makes_the_same_entries() {
    let first = page(&DataSet::new(45, 1), &RECORDS, "").unwrap();
    assert_eq!(first, page(&DataSet::new(45, 1), &RECORDS, "").unwrap());
    assert_ne!(first, page(&DataSet::new(45, 2), &RECORDS, "").unwrap());
}

#[test]
fn the_first_page_is_there_even_if_nothing_is_on_it() {
    for data in [DataSet::new(0, 1), DataSet::new(45, 1)] {
        // 2020.
        let empty = page(&data, &RECORDS, "start_time=1577836800&end_time=1577923200").unwrap();
        assert_eq!(empty["total_count"], json!(0));
        assert_eq!(empty["total_page"], json!(0));
        assert_eq!(empty["current_page"], json!(1));
        assert_eq!(empty["record_meetings"], json!([]));
        assert_eq!(empty["note"], json!("note 0"));
        let second = page(
            &data,
            &RECORDS,
            "start_time=1577836800&end_time=1577923200&page=2",
        );
        assert_eq!(second.unwrap_err(), "`page` must be at most 1");
    }
}

#[test]
fn windows_and_filters_select() {
    let data = DataSet::new(1000, 1);
    // February 2021: 28 of 365 days, 76.7 of 1000 entries; the last may be just after.
    let february = "start_time=1612137600&end_time=1614556799";
    let all = page(&data, &RECORDS, february).unwrap();
    let total = all["total_count"].as_u64().unwrap();
    assert!((76..=78).contains(&total), "{total}");
    let uploads = filtered(&data, &RECORDS, "page=2", &|item| {
        item["record_type"] == json!(2)
    });
    let uploads = uploads.unwrap();
    let total = uploads["total_count"].as_u64().unwrap();
    assert!((400..=600).contains(&total), "{total}");
    let items = uploads["record_meetings"].as_array().unwrap();
    assert!(items.len() == 10 && items.iter().all(|item| item["record_type"] == json!(2)));
}

#[test]
fn cursors_lead_to_the_end() {
    let data = DataSet::new(45, 1);
    let mut seen = Vec::new();
    let mut query = "limit=20".to_owned();
    for size in [20, 20, 5] {
        let page = page(&data, &THINGS, &query).unwrap();
        let page = &page["data"];
        assert_eq!(page["total"], json!("45"));
        assert_eq!(page["more"], json!(size == 20));
        assert_eq!(page.get("next").is_some(), size == 20);
        assert_eq!(page["list"].as_array().unwrap().len(), size);
        seen.extend(ids(&page["list"]));
        query = format!(
            "limit=20&cursor={}",
            page["next"].as_str().unwrap_or_default()
        );
    }
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 45);
    // An empty cursor is none.
    assert_eq!(
        ids(&page(&data, &THINGS, &query).unwrap()["data"]["list"])[0],
        seen[0]
    );
}

#[test]
fn cursors_that_nobody_issued_are_refused() {
    let data = DataSet::new(45, 1);
    let first = page(&data, &THINGS, "limit=20").unwrap();
    let cursor = first["data"]["next"].as_str().unwrap();
    assert!(page(&data, &THINGS, &format!("limit=5&cursor={cursor}")).is_ok());
    let cases = [
        // Of another query.
        format!("filter=x&cursor={cursor}"),
        format!("cursor={cursor}0"),
        format!("cursor=0{cursor}"),
        "cursor=20".to_owned(),
        "cursor=-".to_owned(),
        "cursor=%E5%8F%96".to_owned(),
    ];
    for query in cases {
        assert_eq!(
            page(&data, &THINGS, &query).unwrap_err(),
            "`cursor` is no cursor of an answer to this query",
            "{query}"
        );
    }
}

#[test]
fn sizes_without_a_limit_have_one() {
    let data = DataSet::new(5000, 1);
    let items = |query| {
        page(&data, &THINGS, query).unwrap()["data"]["list"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(items("limit=4000000000"), 1000);
    assert_eq!(items(""), 20);
}

#[test]
fn offsets_and_numbers_are_places() {
    let data = DataSet::new(45, 1);
    let all = ids(&page(&data, &OFFSETS, "").unwrap()["list"]);
    let some = ids(&page(&data, &OFFSETS, "skip=15").unwrap()["list"]);
    assert_eq!((all.len(), some.len()), (20, 20));
    assert_eq!(all[15..], some[..5]);
    let none = page(&data, &OFFSETS, "skip=18446744073709551615").unwrap();
    assert_eq!(none["list"], json!([]));

    let first = page(&data, &NUMBERS, "").unwrap();
    assert_eq!(first["next"], json!(20));
    let last = page(&data, &NUMBERS, "after=40").unwrap();
    assert_eq!(
        (&last["next"], last["list"].as_array().unwrap().len()),
        (&json!(0), 5)
    );
    assert!(page(&data, &NUMBERS, "after=46").is_err());
    assert!(page(&data, &NUMBERS, "after=-1").is_err());
    // Pages 0 to 2.
    assert_eq!(
        page(&data, &NUMBERS, "page=2").unwrap()["list"]
            .as_array()
            .unwrap()
            .len(),
        5
    );
    assert_eq!(
        page(&data, &NUMBERS, "page=3").unwrap_err(),
        "`page` must be at most 2"
    );
}
