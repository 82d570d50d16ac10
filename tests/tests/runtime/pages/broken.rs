//! Services whose pages do not lead on.

use std::fmt::Write as _;

use golden_tests::vendors::acme::{ListParts, ListThings};
use meeting_client::{
    Error, ErrorKind,
    runtime::{Items, Paged},
};

use super::{Script, meetings, records, server, tencent, things};

/// The number of entries before the error, and the error, after which nothing comes.
async fn walk<E: Paged>(mut items: Items<E>) -> (usize, Error) {
    let mut count = 0;
    loop {
        assert!(count < 1000, "a loop");
        match items.next().await.expect("no end") {
            Ok(_) => count += 1,
            Err(error) => {
                assert!(items.next().await.is_none());
                return (count, error);
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_repeated_page_is_an_error() {
    let script = Script::new([meetings(&["a", "b"], 9)]);
    let (count, error) = walk(script.client().items(records())).await;
    assert_eq!((count, script.targets().len()), (2, 2));
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.path(), Some("record_meetings"));
    assert_eq!(
        error.to_string(),
        "tencent-meeting list_corp_records: the answer is not as documented: `record_meetings`: expected other entries \
         than on the page before, found the same"
    );
    assert!(!error.is_retryable());
}

#[tokio::test(start_paused = true)]
async fn a_repeated_page_is_noticed_whatever_its_links() {
    let page = |sign: &str| {
        things(&["a"], r#","next":"c"#).replace(
            "\"owner\"",
            &format!(r#""link":"https://x.example/?s={sign}","owner""#),
        )
    };
    let answers: Vec<_> = (0..9)
        .map(|it| format!("{}{it}\"}}", page(&it.to_string()).trim_end_matches('}')))
        .collect();
    let script = Script::new(answers);
    let (count, error) = walk(script.client().items(ListThings::new("s", "t"))).await;
    assert_eq!((count, error.path()), (1, Some("items")));
}

#[tokio::test(start_paused = true)]
async fn a_cursor_that_does_not_move_is_an_error() {
    let script = Script::new([
        things(&["a"], r#","next":"c1""#),
        things(&["b"], r#","next":"c1""#),
    ]);
    let (count, error) = walk(script.client().items(ListThings::new("s", "t"))).await;
    assert_eq!((count, error.path()), (1, Some("next")));
    assert!(
        error
            .to_string()
            .ends_with("`next`: expected a cursor that moves, found the one that was sent"),
        "{error}"
    );
    // Even if it is the caller's.
    let script = Script::new([things(&["a"], r#","next":"c1""#)]);
    let call = ListThings::new("s", "t").cursor("c1");
    let (count, error) = walk(script.client().items(call)).await;
    assert_eq!((count, error.path()), (0, Some("next")));
}

#[tokio::test(start_paused = true)]
async fn cursors_in_a_circle_are_an_error() {
    let pages: Vec<_> = (0..100)
        .map(|it| things(&[&format!("t{it}")], &format!(r#","next":"c{}""#, it % 3)))
        .collect();
    let script = Script::new(pages);
    let (count, error) = walk(script.client().items(ListThings::new("s", "t"))).await;
    assert!(count < 12, "{count}");
    assert_eq!(error.path(), Some("next"));
}

#[tokio::test(start_paused = true)]
async fn a_missing_cursor_is_an_error_if_there_is_more() {
    let script = Script::new([things(&["a"], r#","more":true"#)]);
    let (count, error) = walk(script.client().items(ListThings::new("s", "t"))).await;
    assert_eq!((count, error.path()), (0, Some("next")));
}

#[tokio::test(start_paused = true)]
async fn totals_may_shrink_and_grow() {
    let part = |ids: &[&str], total: u32| {
        let mut parts = String::new();
        for id in ids {
            let _ = write!(
                parts,
                "{}{{\"id\":\"{id}\"}}",
                if parts.is_empty() { "" } else { "," }
            );
        }
        format!(r#"{{"code":0,"result":{{"page":{{"parts":[{parts}]}},"total":{total}}}}}"#)
    };
    for (answers, wanted) in [
        (vec![part(&["a", "b"], 9), part(&["c"], 3)], 3),
        (vec![part(&["a", "b"], 9), part(&[], 1)], 2),
        (
            vec![part(&["a", "b"], 3), part(&["c"], 4), part(&["d"], 4)],
            4,
        ),
        (vec![part(&[], 0)], 0),
    ] {
        let script = Script::new(answers.clone());
        let mut items = script.client().items(ListParts::new());
        let mut count = 0;
        while let Some(item) = items.next().await {
            item.expect("a part");
            count += 1;
        }
        assert_eq!((count, script.targets().len()), (wanted, answers.len()));
    }
    let script = Script::new([part(&["a"], 9), part(&[], 9)]);
    let (count, error) = walk(script.client().items(ListParts::new())).await;
    assert_eq!((count, error.path()), (1, Some("result.page.parts")));
    // Numbered pages: the latest number counts.
    let script = Script::new([meetings(&["a"], 5), meetings(&["b"], 2)]);
    let mut items = script.client().items(records());
    let mut count = 0;
    while let Some(item) = items.next().await {
        item.expect("a meeting");
        count += 1;
    }
    assert_eq!(count, 2);
}

#[tokio::test]
async fn an_error_of_the_service_ends_the_walk_where_it_can_be_resumed() {
    use meeting_client::mock::{Fault, Injection};
    let server = server(60, 1).await;
    let client = tencent(&server);
    let walk = || {
        client
            .windowed(
                records().page_size(5),
                super::UnixSeconds(super::YEAR[0])..=super::UnixSeconds(super::YEAR[1]),
            )
            .items()
    };
    let mut items = walk().read_ahead(0);
    let mut count = 0;
    while count < 13 {
        items.next().await.expect("more").expect("a meeting");
        count += 1;
    }
    server.inject(Injection::new(Fault::Error("500014".into())));
    let error = loop {
        match items.next().await.expect("an error") {
            Ok(_) => count += 1,
            Err(error) => break error,
        }
    };
    assert!(error.is_permission());
    assert!(items.next().await.is_none());
    let mut rest = walk().resume(&items.position());
    while let Some(item) = rest.next().await {
        item.expect("a meeting");
        count += 1;
    }
    assert_eq!(count, 60);
}
