//! What a test expects, and what it has answered.

use std::time::{Duration, Instant};

use meeting_client::{
    DingTalk, ErrorKind, TencentMeeting,
    dingtalk::{
        QueryConferenceInfo, StartCloudRecord,
        query_conference_info::{ConferenceStatus, QueryConferenceInfoError},
        start_cloud_record::{RecordLayout, SmallWindowPosition},
    },
    mock::{self, HttpReply, MockServer, MockableService as _, OperationSpec, Reply},
    runtime::Json,
    tencent_meeting::{
        ListCorpRecords, ListLiveReplaysByMeetingCode, ListLiveReplaysByMeetingId,
        list_corp_records::{ListCorpRecordsError, QueryRecordType},
        types::InstanceId,
    },
};

use crate::clients::{dingtalk, records, tencent};

#[tokio::test]
async fn an_example_is_the_answer_unless_a_test_says_otherwise() {
    let server = MockServer::start().await;
    server.on::<QueryConferenceInfo>();
    server.on::<ListCorpRecords>().reply_example();
    let answer = dingtalk(&server)
        .send(&QueryConferenceInfo::new("6323d7xxxxx"))
        .await
        .expect("the example");
    assert_eq!(answer.conf_info.status, Some(ConferenceStatus::Ended));
    let page = tencent(&server)
        .send(&records())
        .await
        .expect("the example");
    assert_eq!(page.total_count, 2);
    assert_eq!(
        page.record_meetings[1].meeting_id, "18113044044021111111",
        "twenty digits"
    );
}

#[tokio::test]
async fn answers_are_typed() {
    let server = MockServer::start().await;
    let mut answer = mock::example::<ListCorpRecords>();
    answer.total_count = 41;
    answer.record_meetings.truncate(1);
    answer.record_meetings[0].subject = Some("周会 \"weekly\"".to_owned());
    server.on::<ListCorpRecords>().reply(answer.clone());
    let received = tencent(&server).send(&records()).await.expect("an answer");
    assert_eq!(received, answer);
}

#[tokio::test]
async fn errors_are_in_the_format_of_the_service() {
    let server = MockServer::start().await;
    server
        .on::<QueryConferenceInfo>()
        .reply_error(QueryConferenceInfoError::RoomNotFound);
    server.on::<ListCorpRecords>().reply_error("500014");

    let error = dingtalk(&server)
        .send(&QueryConferenceInfo::new("c"))
        .await
        .expect_err("an error");
    assert_eq!(
        error.code_as(),
        Some(QueryConferenceInfoError::RoomNotFound)
    );
    assert!(error.request_id().is_some(), "{error}");

    let error = tencent(&server)
        .send(&records())
        .await
        .expect_err("an error");
    assert_eq!(
        error.code_as(),
        Some(ListCorpRecordsError::AccountNotPermitted)
    );
    assert_eq!(error.status(), Some(400));
    assert!(error.is_permission());
}

/// Every error row of every operation and of its service.
#[tokio::test]
async fn every_documented_error_can_be_played() {
    let server = MockServer::start().await;
    let services = [DingTalk::SPEC, TencentMeeting::SPEC];
    let mut played = 0;
    for service in services {
        for spec in service.all_operations() {
            for row in spec.error_table() {
                let error = play(&server, spec, row.code()).await;
                assert_eq!(error.code(), Some(row.code()), "{}", spec.name());
                assert_eq!(error.class(), Some(row.class()), "{}", spec.name());
                played += 1;
            }
        }
    }
    // Seven, five and five of DingTalk's conference operations; three of the recordings.
    assert_eq!(played, 7 + 5 + 5 + 3);
}

async fn play(server: &MockServer, spec: &OperationSpec, code: &str) -> meeting_client::Error {
    use meeting_client::dingtalk::QueryCloudRecordVideoPlayInfo as PlayInfo;
    let result = match spec.name() {
        "query_cloud_record_video_play_info" => {
            server.on::<PlayInfo>().reply_error(code).times(1);
            let call = PlayInfo::new("c", "u", "m", "r");
            dingtalk(server).send(&call).await.map(drop)
        }
        "query_conference_info" => {
            server
                .on::<QueryConferenceInfo>()
                .reply_error(code)
                .times(1);
            let call = QueryConferenceInfo::new("c");
            dingtalk(server).send(&call).await.map(drop)
        }
        "start_cloud_record" => {
            server.on::<StartCloudRecord>().reply_error(code).times(1);
            let call = StartCloudRecord::new("c", "u");
            dingtalk(server).send(&call).await.map(drop)
        }
        "list_corp_records" => {
            server.on::<ListCorpRecords>().reply_error(code).times(1);
            tencent(server).send(&records()).await.map(drop)
        }
        other => panic!("{other} has a table of errors and is not called here"),
    };
    result.expect_err("an error")
}

#[tokio::test]
async fn answers_come_one_after_the_other() {
    let server = MockServer::start().await;
    let page = mock::example::<ListCorpRecords>();
    server.on::<ListCorpRecords>().reply_sequence([
        Reply::error(ListCorpRecordsError::NetworkTimeout),
        Reply::http(HttpReply::new(502)),
        Reply::answer(&page),
    ]);
    let client = tencent(&server);
    let first = client.send(&records()).await.expect_err("an error");
    assert_eq!(first.code(), Some("41"));
    let second = client.send(&records()).await.expect_err("an error");
    assert_eq!((second.status(), second.code()), (Some(502), None));
    assert_eq!(client.send(&records()).await.expect("an answer"), page);
}

#[tokio::test]
async fn a_delay_counts_against_the_timeout() {
    let server = MockServer::start().await;
    server
        .on::<QueryConferenceInfo>()
        .delay(Duration::from_millis(120));
    let start = Instant::now();
    let call = QueryConferenceInfo::new("c");
    dingtalk(&server).send(&call).await.expect("an answer");
    assert!(start.elapsed() >= Duration::from_millis(120));

    server.verify();
    server
        .on::<QueryConferenceInfo>()
        .respond(Reply::example().delay(Duration::from_secs(60)));
    let hasty = meeting_client::Client::builder(meeting_client::Token::new("t"))
        .base_url(server.url())
        .timeout(Duration::from_millis(50))
        .retry(meeting_client::RetryPolicy::none())
        .build()
        .expect("a client");
    let error = hasty.send(&call).await.expect_err("a timeout");
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn calls_are_told_apart_by_their_parameters() {
    let server = MockServer::start().await;
    let mut answer = mock::example::<ListCorpRecords>();
    for (page, total) in [(1, 11), (2, 22)] {
        answer.total_count = total;
        server
            .on::<ListCorpRecords>()
            .param("page", page)
            .param("query_record_type", QueryRecordType::All)
            .reply(answer.clone());
    }
    let client = tencent(&server);
    let call = records().query_record_type(QueryRecordType::All);
    let second = client.send(&call.clone().page(2)).await.expect("page 2");
    let first = client.send(&call.page(1)).await.expect("page 1");
    assert_eq!((first.total_count, second.total_count), (11, 22));
}

#[tokio::test]
async fn whole_calls_are_compared() {
    let server = MockServer::start().await;
    let call = StartCloudRecord::new("c/1 会议", "u")
        .mode(RecordLayout::Speech)
        .small_window_position(SmallWindowPosition::from("new_corner"));
    server.on::<StartCloudRecord>().with(call.clone()).times(1);
    server
        .on::<StartCloudRecord>()
        .reply_error("roomClosed")
        .times(1);
    let client = dingtalk(&server);
    let other = StartCloudRecord::new("c/1 会议", "u");
    let error = client.send(&other).await.expect_err("the second");
    assert_eq!(error.code(), Some("roomClosed"));
    assert_eq!(client.send(&call).await.expect("the first").code, "200");
    assert_eq!(server.received::<StartCloudRecord>(), [other, call]);
}

/// What was sent is what comes back, with every parameter set.
#[tokio::test]
async fn received_calls_are_read_back() {
    let server = MockServer::start().await;
    server.on::<ListLiveReplaysByMeetingCode>();
    server.on::<ListLiveReplaysByMeetingId>();
    server.on::<ListCorpRecords>();
    let client = tencent(&server);
    let by_code =
        ListLiveReplaysByMeetingCode::new("134 185+1/5&24%3", "用户", InstanceId::from(99));
    let by_id = ListLiveReplaysByMeetingId::new("live_play/replays", "a=b", InstanceId::Pc);
    let page = records()
        .page(3)
        .page_size(20)
        .query_record_type(QueryRecordType::Uploaded);
    client.send(&by_code).await.expect("an answer");
    client.send(&by_id).await.expect("an answer");
    client.send(&page).await.expect("an answer");
    assert_eq!(server.received::<ListLiveReplaysByMeetingCode>(), [by_code]);
    assert_eq!(server.received::<ListLiveReplaysByMeetingId>(), [by_id]);
    assert_eq!(server.received::<ListCorpRecords>(), [page]);
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    assert_eq!(
        requests[1].target(),
        "/v1/meetings/live_play%2Freplays/live_play/replays?userid=a%3Db&instanceid=1"
    );
    assert_eq!(requests[1].header("x-tc-KEY"), Some("AKIDtest"));
}

#[tokio::test]
async fn calls_without_a_spec_of_their_own_can_be_answered_too() {
    let server = MockServer::start().await;
    let body: Json = serde_json::json!({ "code": "200", "new": [1, 2, 3] });
    server
        .on::<StartCloudRecord>()
        .respond(Reply::answer(&body));
    let call = StartCloudRecord::new("c", "u");
    let answer = dingtalk(&server).send(&call).await.expect("an answer");
    assert_eq!(answer.code, "200");
}
