//! Ranges that are split: what lies between two windows.

use golden_tests::vendors::acme::{ListEvents, ListThings};
use meeting_client::{ErrorKind, UnixMillis, UnixSeconds};

use super::{DAY, Script, YEAR, acme, meetings, records, server, tencent, things};

#[tokio::test]
async fn what_happens_between_two_windows_is_listed_once() {
    let server = server(80, 5).await;
    let client = acme(&server);
    let call = ListThings::new("space", "tenant").limit(3);
    let year = |from| UnixSeconds(from)..=UnixSeconds(YEAR[1]);
    let mut all = Vec::new();
    let mut items = client.windowed(call.clone(), year(YEAR[0])).items();
    while let Some(item) = items.next().await {
        all.push(item.expect("a thing"));
    }
    assert_eq!(all.len(), 80);
    // These times are whole seconds: each is in both windows if they meet there.
    for thing in all
        .iter()
        .filter(|it| it.created.expect("a time").0 > YEAR[0] + 31 * DAY)
        .take(3)
    {
        let created = thing.created.expect("a time").0;
        let from = created - 31 * DAY;
        let wanted = all
            .iter()
            .filter(|it| it.created.expect("a time").0 >= from)
            .count();
        let walk = || client.windowed(call.clone(), year(from)).items();
        let mut items = walk();
        let mut ids = Vec::new();
        while let Some(item) = items.next().await {
            ids.push(item.expect("a thing").id);
            // Saved and taken up again after each entry.
            let saved = serde_json::to_string(&items.position()).expect("JSON");
            items = walk().resume(&serde_json::from_str(&saved).expect("saved"));
        }
        assert_eq!(ids.len(), wanted);
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), wanted, "no thing twice");
    }
}

#[tokio::test]
async fn what_happens_within_the_second_between_is_not_missed() {
    let server = server(200, 6).await;
    let client = tencent(&server);
    let range = |from, to| UnixSeconds(from)..=UnixSeconds(to);
    let all = |from, to| {
        let mut items = client
            .windowed(records().page_size(20), range(from, to))
            .items();
        async move {
            let mut times = Vec::new();
            while let Some(item) = items.next().await {
                times.push(item.expect("a meeting").media_start_time.expect("a time").0);
            }
            times.sort_unstable();
            times
        }
    };
    let times = all(YEAR[0], YEAR[1]).await;
    assert_eq!(times.len(), 200);
    let mut tried = 0;
    for time in times
        .iter()
        .filter(|it| **it > (YEAR[0] + 31 * DAY) * 1000)
        .take(10)
    {
        // The window ends in the second of the meeting, most often before it.
        let from = time.div_euclid(1000) - 31 * DAY;
        let wanted: Vec<_> = times
            .iter()
            .copied()
            .filter(|it| *it >= from * 1000)
            .collect();
        assert_eq!(all(from, YEAR[1]).await, wanted);
        tried += i32::from(time % 1000 != 0);
    }
    assert!(tried > 5);
}

#[tokio::test(start_paused = true)]
async fn windows_are_asked_for_one_after_the_other_from_their_first_page() {
    let script = Script::new([
        meetings(&["a"], 2),
        meetings(&["b"], 2),
        meetings(&["c"], 1),
    ]);
    let client = script.client();
    let range = UnixSeconds(0)..=UnixSeconds(40 * DAY);
    // The page and the interval of the call itself mean nothing.
    let mut items = client.windowed(records().page(7), range.clone()).items();
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(item.expect("a meeting").meeting_record_id);
    }
    assert_eq!(ids, ["a", "b", "c"]);
    let operator = "operator_id=admin&operator_id_type=1&query_record_type=0";
    let wanted = [
        format!("/v1/corp/records?start_time=0&end_time=2678400&{operator}"),
        format!("/v1/corp/records?start_time=0&end_time=2678400&page=2&{operator}"),
        format!("/v1/corp/records?start_time=2678400&end_time=3456000&{operator}"),
    ];
    assert_eq!(script.targets(), wanted);
    let calls = client.windowed(records().page(7), range).calls();
    let targets = calls.map(|call| {
        let request = meeting_client::Endpoint::request(&call).expect("a call");
        request.target().to_owned()
    });
    let operator = format!("page=7&{operator}");
    let wanted = [
        format!("/v1/corp/records?start_time=0&end_time=2678400&{operator}"),
        format!("/v1/corp/records?start_time=2678400&end_time=3456000&{operator}"),
    ];
    assert_eq!(targets.collect::<Vec<_>>(), wanted);
}

#[tokio::test(start_paused = true)]
async fn a_walk_that_ended_goes_on_when_the_range_has_grown() {
    let first = r#","from":1"#;
    let thing = |id: &str, created: i64| {
        things(&[id], first).replace(r#""owner""#, &format!(r#""created":{created},"owner""#))
    };
    let script = Script::new([thing("a", 100), thing("a", 100), thing("b", 150)]);
    let client = script.client();
    let call = ListThings::new("space", "tenant");
    let mut items = client
        .windowed(call.clone(), UnixSeconds(0)..=UnixSeconds(100))
        .items();
    assert_eq!(
        items
            .next()
            .await
            .expect("one")
            .expect("a thing")
            .id
            .as_str(),
        "a"
    );
    assert!(items.next().await.is_none());
    let ended = items.position();
    // The same range: nothing is asked for.
    let same = client.windowed(call.clone(), UnixSeconds(0)..=UnixSeconds(100));
    assert!(same.items().resume(&ended).next().await.is_none());
    assert_eq!(script.targets().len(), 1);
    // What was listed last comes again, and is left out.
    let longer = client.windowed(call, UnixSeconds(0)..=UnixSeconds(200));
    let mut longer = longer.items().resume(&ended);
    assert!(longer.next().await.is_none());
    assert!(script.targets()[1].contains("from=100&to=200"));
}

#[tokio::test(start_paused = true)]
async fn a_cursor_starts_anew_in_every_window() {
    let events = |id: &str, at: i64, after: u64| {
        format!(r#"{{"code":0,"events":[{{"id":"{id}","at":{at}}}],"after":{after}}}"#)
    };
    let week = 7 * 86_400_000;
    let script = Script::new([
        events("a", 1, 5),
        events("b", week, 0),
        events("b", week, 5),
        events("c", week + 5, 0),
    ]);
    let client = script.client();
    let call = ListEvents::new(UnixMillis(0), UnixMillis(0), 99_u64);
    let mut items = client
        .windowed(call, UnixMillis(0)..=UnixMillis(week + 9))
        .items();
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(item.expect("an event").id);
    }
    assert_eq!(ids, ["a", "b", "c"]);
    let wanted = [
        format!(r#"{{"begin":0,"end":{week},"after":0}}"#),
        format!(r#"{{"begin":0,"end":{week},"after":5}}"#),
        format!(r#"{{"begin":{week},"end":{},"after":0}}"#, week + 9),
        format!(r#"{{"begin":{week},"end":{},"after":5}}"#, week + 9),
    ];
    assert_eq!(script.bodies(), wanted);
}

#[tokio::test]
async fn a_range_that_ends_before_it_starts_is_refused() {
    let client = Script::new([meetings(&[], 1)]).client();
    let windows = || client.windowed(records(), UnixSeconds(9)..=UnixSeconds(8));
    let mut items = windows().items();
    let error = items.next().await.expect("an error").expect_err("an error");
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert_eq!(
        error.to_string(),
        "tencent-meeting list_corp_records: invalid request: the range ends before it starts"
    );
    assert!(items.next().await.is_none());
    assert_eq!(windows().calls().count(), 0);
}
