//! Pages that are asked for ahead of time, and walks that are given up.

use std::{sync::atomic::Ordering, time::Duration};

use golden_tests::vendors::acme::{ListParts, ListThings};
use meeting_client::{
    ErrorKind,
    runtime::{Items, Pages, Windows},
    tencent_meeting::ListCorpRecords,
};

use super::{Script, meetings, records, things};

/// Time for tasks to do what they can.
async fn a_while() {
    tokio::time::sleep(Duration::from_secs(5)).await;
}

fn nine_pages() -> Script {
    let page = |it| meetings(&[&format!("a{it}"), &format!("b{it}")], 9);
    Script::new((1..=9).map(page))
}

#[tokio::test(start_paused = true)]
async fn pages_are_read_ahead_while_nobody_waits() {
    for (ahead, wanted) in [(0, 1), (1, 2), (3, 2), (usize::MAX, 2)] {
        let script = nine_pages();
        let mut items = script.client().items(records()).read_ahead(ahead);
        assert_eq!(
            script.targets().len(),
            0,
            "nothing happens before it is needed"
        );
        items.next().await.expect("more").expect("a meeting");
        a_while().await;
        assert_eq!(script.targets().len(), wanted, "{ahead}");
        assert_eq!(script.answered.load(Ordering::SeqCst), wanted, "{ahead}");
        // Whoever looks in starts the page after it.
        for more in 1..=4 {
            items.next().await.expect("more").expect("a meeting");
            a_while().await;
            let page = more / 2 + 1;
            let limit = page + ahead.min(9);
            assert!(script.targets().len() <= limit, "{ahead} {more}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_is_read_beyond_the_end() {
    let script = Script::new([meetings(&["a"], 2), meetings(&["b"], 2)]);
    let mut items = script.client().items(records()).read_ahead(9);
    while let Some(item) = items.next().await {
        item.expect("a meeting");
        a_while().await;
    }
    assert_eq!(script.targets().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn an_answer_is_there_however_long_an_entry_takes() {
    let script = nine_pages();
    let mut items = script.client().items(records());
    for _ in 0..18 {
        items.next().await.expect("more").expect("a meeting");
        // Far beyond every deadline.
        tokio::time::sleep(Duration::from_secs(3600)).await;
    }
    assert!(items.next().await.is_none());
    assert_eq!(script.targets().len(), 9, "no page twice");
}

#[tokio::test(start_paused = true)]
async fn dropping_a_walk_stops_what_is_under_way() {
    let mut script = nine_pages();
    script.silent_from = 1;
    let mut items = script.client().items(records());
    items.next().await.expect("more").expect("a meeting");
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(
        (
            script.targets().len(),
            script.dropped.load(Ordering::SeqCst)
        ),
        (2, 0)
    );
    drop(items);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(script.dropped.load(Ordering::SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn waiting_for_an_entry_can_be_given_up() {
    let script = nine_pages();
    for ahead in [0, 1] {
        let before = script.targets().len();
        let mut items = script.client().items(records()).read_ahead(ahead);
        let mut count = 0;
        let mut given_up = 0;
        while count < 2 * (9 - before.min(8)) {
            match tokio::time::timeout(Duration::from_millis(3), items.next()).await {
                Ok(item) => {
                    item.expect("more").expect("a meeting");
                    count += 1;
                }
                Err(_) => given_up += 1,
            }
            if before > 0 {
                break;
            }
        }
        assert!(given_up > 0 || before > 0);
    }
    assert_eq!(
        script.targets().len(),
        10,
        "nine pages, and one of the second walk"
    );
}

#[tokio::test(start_paused = true)]
async fn a_position_is_that_of_the_entry_whatever_was_read_ahead() {
    let script = nine_pages();
    let mut items = script.client().items(records()).read_ahead(5);
    for _ in 0..3 {
        items.next().await.expect("more").expect("a meeting");
        a_while().await;
    }
    let saved = serde_json::to_value(items.position()).expect("JSON");
    assert_eq!((&saved["place"], &saved["index"]), (&"2".into(), &1.into()));
}

#[tokio::test(start_paused = true)]
async fn positions_of_other_walks_are_refused() {
    let script = Script::new([things(&["a", "b"], r#","next":"c""#)]);
    let mut items = script.client().items(ListThings::new("s", "t"));
    items.next().await.expect("more").expect("a thing");
    let position = items.position();
    let mut other = script.client().items(ListParts::new()).resume(&position);
    let error = other.next().await.expect("an error").expect_err("an error");
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(
        error
            .to_string()
            .ends_with("the position is of another operation")
    );
    // Pages of another length would not have the entry in that place.
    let script = nine_pages();
    let mut items = script.client().items(records().page_size(5));
    items.next().await.expect("more").expect("a meeting");
    let position = items.position();
    let mut other = script.client().items(records()).resume(&position);
    let error = other.next().await.expect("an error").expect_err("an error");
    assert!(error.to_string().ends_with("another page size"), "{error}");
    // A cursor does not depend on it.
    let script = Script::new([things(&["a", "b"], r#","next":"c""#), things(&["x"], "")]);
    let mut items = script.client().items(ListThings::new("s", "t"));
    for _ in 0..2 {
        items.next().await.expect("more").expect("a thing");
    }
    let longer = ListThings::new("s", "t").limit(50);
    let mut items = script.client().items(longer).resume(&items.position());
    assert!(items.next().await.expect("more").is_ok());
}

#[test]
fn walks_can_be_sent_to_other_threads() {
    fn is_send<T: Send + Unpin + 'static>() {}
    is_send::<Items<ListCorpRecords>>();
    is_send::<Pages<ListCorpRecords>>();
    is_send::<Windows<ListCorpRecords>>();
}
