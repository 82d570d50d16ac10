//! What goes wrong on purpose, as the client sees it.

use std::time::{Duration, Instant};

use meeting_client::{
    Class, Error, ErrorKind, Result, RetryPolicy,
    dingtalk::{
        QueryConferenceInfo,
        query_conference_info::{ConferenceStatus, QueryConferenceInfoResponse},
    },
    mock::{Fault, Injection, MockServer},
    tencent_meeting::{ListCorpRecords, list_corp_records::RecordState},
};

use crate::{
    clients::{self, dingtalk, let_in, records, tencent, vendors},
    raw::Raw,
};

async fn with(fault: Fault) -> Result<QueryConferenceInfoResponse> {
    let server = MockServer::start().await;
    server
        .on::<QueryConferenceInfo>()
        .reply_fault(fault)
        .times(1);
    dingtalk(&server).send(&QueryConferenceInfo::new("c")).await
}

async fn error_of(fault: Fault) -> Error {
    let shown = format!("{fault:?}");
    with(fault).await.expect_err(&shown)
}

#[tokio::test]
async fn connections_break() {
    for fault in [Fault::Reset, Fault::ResetInBody, Fault::TooShort] {
        let error = error_of(fault.clone()).await;
        assert_eq!(error.kind(), ErrorKind::Transport, "{fault:?}: {error}");
        assert_eq!(error.status(), None, "{fault:?}");
        // Reading twice does no harm.
        assert!(error.is_retryable(), "{fault:?}");
    }
}

#[tokio::test]
async fn nobody_listens_for_a_while() {
    let server = MockServer::start().await;
    let client = dingtalk(&server);
    let call = QueryConferenceInfo::new("c");
    server
        .on::<QueryConferenceInfo>()
        .reply_fault(Fault::Refuse(Duration::from_millis(300)))
        .times(1);
    server.on::<QueryConferenceInfo>();
    let error = client.send(&call).await.expect_err("a reset");
    assert_eq!(error.kind(), ErrorKind::Transport);
    let error = client.send(&call).await.expect_err("a refusal");
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.to_string().contains("connect"), "{error}");
    let start = Instant::now();
    while client.send(&call).await.is_err() {
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "it never came back"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn bodies_are_not_what_they_should_be() {
    for fault in [Fault::Truncated, Fault::InvalidJson, Fault::Gzip] {
        let error = error_of(fault.clone()).await;
        assert_eq!(error.kind(), ErrorKind::Decode, "{fault:?}: {error}");
        assert_eq!(error.status(), Some(200), "{fault:?}");
    }
}

#[tokio::test]
async fn what_stands_before_the_service_answers() {
    let error = error_of(Fault::Html).await;
    assert_eq!(
        (error.status(), error.class()),
        (Some(403), Some(Class::Banned))
    );
    let error = error_of(Fault::Status(503)).await;
    assert_eq!(
        (error.status(), error.class()),
        (Some(503), Some(Class::Transient))
    );
    assert!(error.is_retryable());
    let error = error_of(Fault::Status(429)).await;
    assert!(error.is_throttled());
    let error = error_of(Fault::Redirect("http://elsewhere.example".to_owned())).await;
    assert_eq!(error.status(), Some(302));
    assert!(error.to_string().contains("elsewhere.example"), "{error}");
}

#[tokio::test]
async fn vendors_ban_and_throttle() {
    let server = vendors().start().await.expect("a port");
    let client = let_in(&server).await;
    let call = QueryConferenceInfo::new("c");
    server.inject(Injection::new(Fault::Ban));
    let error = client.send(&call).await.expect_err("a ban");
    assert_eq!(error.class(), Some(Class::Banned));
    assert_eq!(error.code(), Some("1111"));

    // A burst: as many as were planned, and then no more.
    server.inject(Injection::new(Fault::Throttled).times(3));
    for _ in 0..3 {
        let error = client.send(&call).await.expect_err("throttling");
        assert!(error.is_throttled());
        assert_eq!(
            (error.status(), error.code()),
            (
                Some(403),
                Some("Forbidden.AccessDenied.QpsLimitForAppkeyAndApi")
            )
        );
    }
    client.send(&call).await.expect("an answer");

    server.inject(Injection::new(Fault::Throttled).on::<ListCorpRecords>());
    client.send(&call).await.expect("another operation");
    let error = tencent(&server)
        .send(&records())
        .await
        .expect_err("throttling");
    assert_eq!(error.code(), Some("190310"));
}

#[tokio::test]
async fn documented_errors_hit_their_operation() {
    let server = vendors().start().await.expect("a port");
    let (dingtalk, tencent) = (let_in(&server).await, tencent(&server));
    let call = QueryConferenceInfo::new("c");
    // Only Tencent documents this one: DingTalk's calls are left alone.
    server.inject(Injection::new(Fault::Error("500014".to_owned())));
    server.inject(Injection::new(Fault::Error("roomNotFound".to_owned())).always());
    for _ in 0..3 {
        let error = dingtalk.send(&call).await.expect_err("an error");
        assert_eq!(error.code(), Some("roomNotFound"));
    }
    let error = tencent.send(&records()).await.expect_err("an error");
    assert_eq!(error.code(), Some("500014"));
    tencent.send(&records()).await.expect("a page");
    server.clear_faults();
    dingtalk.send(&call).await.expect("an answer");
}

#[tokio::test]
async fn slow_bytes_run_into_the_timeout() {
    let server = MockServer::start().await;
    server
        .on::<QueryConferenceInfo>()
        .reply_fault(Fault::Slow(Duration::from_millis(20)));
    let client = meeting_client::Client::builder(meeting_client::Token::new("t"))
        .base_url(server.url())
        .timeout(Duration::from_millis(150))
        .retry(RetryPolicy::none())
        .build()
        .expect("a client");
    let error = client
        .send(&QueryConferenceInfo::new("c"))
        .await
        .expect_err("a timeout");
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

/// Told or not, a body of a gibibyte is not read into memory.
#[tokio::test]
async fn a_gibibyte_is_too_large() {
    for declared in [true, false] {
        let error = error_of(Fault::Huge {
            bytes: 1 << 30,
            declared,
        })
        .await;
        assert_eq!(error.kind(), ErrorKind::TooLarge, "{declared}: {error}");
    }
}

#[tokio::test]
async fn answers_grow() {
    let plain = with(Fault::UnknownField).await.expect("an answer");
    assert_eq!(plain.conf_info.status, Some(ConferenceStatus::Ended));

    let changed = with(Fault::UnknownValue).await.expect("an answer");
    assert!(
        matches!(changed.conf_info.status, Some(ConferenceStatus::Unknown(_))),
        "{:?}",
        changed.conf_info.status
    );
    let server = MockServer::start().await;
    server
        .on::<ListCorpRecords>()
        .reply_fault(Fault::UnknownValue);
    let page = tencent(&server).send(&records()).await.expect("a page");
    let unknown = page.record_meetings.iter().any(|meeting| {
        matches!(meeting.state, RecordState::Unknown(_))
            || format!("{meeting:?}").contains("Unknown(")
    });
    assert!(unknown, "{page:?}");
}

#[tokio::test]
async fn faults_are_planned_over_http_too() {
    let server = vendors().start().await.expect("a port");
    let client = clients::let_in(&server).await;
    let call = QueryConferenceInfo::new("c");
    let plan = |body: &str| Raw::post("/__mock/faults", body);

    let answer = plan(
        r#"{"fault":"error","code":"roomNotFound","operation":"query_conference_info","times":2}"#,
    )
    .send(&server)
    .await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let listed = Raw::get("/__mock/faults").send(&server).await.json();
    assert_eq!(listed["faults"][0]["times"], 2);
    assert_eq!(listed["faults"][0]["operation"], "query_conference_info");
    for _ in 0..2 {
        let error = client.send(&call).await.expect_err("an error");
        assert_eq!(error.code(), Some("roomNotFound"));
    }
    client.send(&call).await.expect("an answer");

    plan(r#"{"fault":"html","times":"always","delay_ms":1}"#)
        .send(&server)
        .await;
    for _ in 0..3 {
        client.send(&call).await.expect_err("a page");
    }
    Raw::get("/__mock/faults")
        .method("DELETE")
        .send(&server)
        .await;
    client.send(&call).await.expect("an answer");

    Raw::post("/__mock/clock", r#"{"advance_s":7200}"#)
        .send(&server)
        .await;
    let error = client.send(&call).await.expect_err("an old token");
    assert!(error.is_token_rejected());
}

/// What is wrong, and what there is instead.
#[tokio::test]
async fn the_control_endpoint_explains_itself() {
    let server = vendors().start().await.expect("a port");
    let cases = [
        (Raw::post("/__mock/faults", "{"), "not JSON"),
        (Raw::post("/__mock/faults", "[]"), "JSON object"),
        (Raw::post("/__mock/faults", r#"{"fault":"htm"}"#), "html"),
        (
            Raw::post("/__mock/faults", r#"{"fault":"html","colour":1}"#),
            "colour",
        ),
        (Raw::post("/__mock/faults", r#"{"fault":"error"}"#), "code"),
        (
            Raw::post("/__mock/faults", r#"{"fault":"html","times":-1}"#),
            "`times`",
        ),
        (
            Raw::post("/__mock/faults", r#"{"fault":"html","operation":"list"}"#),
            "list_corp_records",
        ),
        (
            Raw::post(
                "/__mock/faults",
                r#"{"fault":"error","code":"1","operation":"list_corp_records"}"#,
            ),
            "190004",
        ),
        (Raw::post("/__mock/clock", r#"{"advance":1}"#), "advance_s"),
        (
            Raw::post("/__mock/clock", r#"{"advance_s":-1}"#),
            "advance_s",
        ),
        (Raw::get("/__mock/fault"), "/__mock/faults"),
        (Raw::get("/__mock/headers/list"), "list_corp_records"),
    ];
    for (request, expected) in cases {
        let answer = request.send(&server).await;
        let problem = answer.json()["problem"]
            .as_str()
            .expect("a problem")
            .to_owned();
        assert_eq!(answer.status, 400, "{problem}");
        assert!(problem.contains(expected), "{expected}: {problem}");
    }
    let overview = Raw::get("/__mock").send(&server).await.json();
    let kinds = overview["kinds_of_faults"]
        .as_array()
        .expect("a list")
        .len();
    assert!(kinds >= 17, "{overview}");
    assert_eq!(
        overview["services"][0]["operations"]
            .as_array()
            .map(Vec::len),
        Some(6)
    );
    assert_eq!(
        overview["services"][1]["operations"]
            .as_array()
            .map(Vec::len),
        Some(3)
    );
}
