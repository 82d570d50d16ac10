//! What a test is told when the calls were not as expected.

use std::panic::{AssertUnwindSafe, catch_unwind};

use meeting_client::{
    dingtalk::{QueryConferenceInfo, StartCloudRecord, start_cloud_record::RecordLayout},
    mock::{Fault, Injection, MockServer},
    tencent_meeting::{ListCorpRecords, ListLiveReplaysByMeetingCode},
};

use crate::clients::{dingtalk, records, tencent};

/// The text of the panic that `action` ends with.
fn panic_of(action: impl FnOnce()) -> String {
    let payload = catch_unwind(AssertUnwindSafe(action)).expect_err("a panic");
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => (*payload.downcast::<&str>().expect("a text")).to_owned(),
    }
}

#[tokio::test]
async fn a_call_that_never_came() {
    let server = MockServer::start().await;
    server.on::<QueryConferenceInfo>();
    server.on::<ListCorpRecords>().param("page", 2).times(2);
    server
        .on::<StartCloudRecord>()
        .with(StartCloudRecord::new("c", "u").mode(RecordLayout::Grid))
        .times(1..=2);
    server.on::<ListLiveReplaysByMeetingCode>().times(0);
    tencent(&server)
        .send(&records().page(2))
        .await
        .expect("an answer");
    assert_eq!(
        panic_of(|| drop(server)),
        "\
the calls were not as expected
  missing:
    query_conference_info: expected at least 1 call, got 0
    list_corp_records: expected 2 calls, got 1
        with `page` 2
    start_cloud_record: expected 1 to 2 calls, got 0
        equal to StartCloudRecord { conference_id: \"c\", union_id: \"u\", small_window_position: None, mode: Some(Grid) }"
    );
}

#[tokio::test]
async fn a_call_that_nobody_expected() {
    let server = MockServer::start().await;
    server.on::<ListCorpRecords>().param("page", 2);
    server.on::<QueryConferenceInfo>().times(1);
    let client = tencent(&server);
    let error = client.send(&records().page(1)).await.expect_err("an error");
    assert_eq!(error.status(), Some(400));
    assert!(error.to_string().contains("unexpected call"), "{error}");
    assert!(!error.is_retryable());
    client.send(&records()).await.expect_err("an error");
    client.send(&records().page(2)).await.expect("an answer");

    let client = dingtalk(&server);
    for _ in 0..2 {
        let _ = client.send(&QueryConferenceInfo::new("c")).await;
    }
    let _ = client.send(&StartCloudRecord::new("c", "u")).await;
    assert_eq!(
        panic_of(|| server.verify()),
        "\
the calls were not as expected
  unexpected:
    GET /v1/corp/records (list_corp_records): `page` was 1 instead of 2
    GET /v1/corp/records (list_corp_records): `page` was left out instead of 2
    GET /v1.0/conference/videoConferences/c (query_conference_info): it came after 1 call
    POST /v1.0/conference/videoConferences/c/cloudRecords/start (start_cloud_record): no expectation is for this operation"
    );
    // What was reported is forgotten.
    server.verify();
}

#[tokio::test]
async fn a_whole_call_that_differs() {
    let server = MockServer::start().await;
    server
        .on::<StartCloudRecord>()
        .with(StartCloudRecord::new("c", "u"));
    let call = StartCloudRecord::new("c", "other");
    let _ = dingtalk(&server).send(&call).await;
    let report = panic_of(|| drop(server));
    let difference = "StartCloudRecord { conference_id: \"c\", union_id: \"other\", small_window_position: None, \
                      mode: None } is not StartCloudRecord { conference_id: \"c\", union_id: \"u\", \
                      small_window_position: None, mode: None }";
    assert!(report.contains(difference), "{report}");
}

#[tokio::test]
async fn a_test_that_fails_already_is_told_nothing_more() {
    let server = MockServer::start().await;
    server.on::<QueryConferenceInfo>();
    // A second panic would abort the process.
    let text = panic_of(move || {
        let _server = server;
        panic!("the test's own words");
    });
    assert_eq!(text, "the test's own words");
}

#[tokio::test]
async fn expectations_that_cannot_be_met_are_refused_at_once() {
    let server = MockServer::start().await;
    let text = panic_of(|| {
        server.on::<ListCorpRecords>().param("page_sise", 2);
    });
    assert_eq!(
        text,
        "list_corp_records has no parameter `page_sise`, but `start_time`, `end_time`, `page_size`, `page`, \
         `operator_id`, `operator_id_type`, `query_record_type`"
    );
    let text = panic_of(|| {
        server.on::<ListCorpRecords>().reply_error("190005");
    });
    assert!(
        text.contains("190005") && text.contains("190004") && text.contains("190310"),
        "{text}"
    );
    let text = panic_of(|| {
        server.inject(Injection::new(Fault::Error("roomClosed".into())).on::<ListCorpRecords>());
    });
    assert!(text.contains("roomClosed"), "{text}");
    // The expectations stand all the same.
    assert!(panic_of(|| server.verify()).contains("list_corp_records"));
}
