//! Signatures of Tencent Meeting, computed again from the bytes that arrived.

use std::{
    collections::BTreeSet,
    time::{SystemTime, UNIX_EPOCH},
};

use golden_tests::{
    server::{Received, Reply, Server},
    signing::Signed,
};
use meeting_client::{
    Endpoint, Result, TencentMeeting, UnixSeconds,
    runtime::{Operation, Request},
    tencent_meeting::{
        ListCorpRecords, ListLiveReplaysByMeetingCode, ListLiveReplaysByMeetingId,
        list_corp_records::OperatorIdType, types::InstanceId,
    },
};
use serde_json::Value;

use crate::operations::{self, Clients, SECRET_ID, SECRET_KEY};

/// The signature of a request, from nothing but what arrived and the key.
fn signature(sent: &Received) -> String {
    let header = |name: &str| {
        sent.header(name)
            .unwrap_or_else(|| panic!("{name} is missing"))
    };
    Signed {
        key: header("X-TC-Key"),
        nonce: header("X-TC-Nonce"),
        timestamp: header("X-TC-Timestamp"),
        method: sent.method(),
        target: sent.target(),
        body: sent.text(),
    }
    .with(SECRET_KEY)
}

fn check(sent: &Received) {
    let found = sent.header("X-TC-Signature").expect("a signature");
    assert_eq!(found, signature(sent), "{sent:?}");
    assert_eq!(found.len(), 88);
    assert_eq!(sent.header("X-TC-Key"), Some(SECRET_ID));

    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("a clock")
        .as_secs();
    let timestamp: u64 = sent
        .header("X-TC-Timestamp")
        .and_then(|text| text.parse().ok())
        .expect("seconds");
    // The vendor allows five minutes.
    assert!(now.abs_diff(timestamp) < 60, "{timestamp} {now}");
    let nonce: i64 = sent
        .header("X-TC-Nonce")
        .and_then(|text| text.parse().ok())
        .expect("a number of at most 64 bits");
    assert!(nonce > 0);
    assert!(sent.line.ends_with(" HTTP/1.1"), "{}", sent.line);
    assert!(!sent.line.contains(SECRET_KEY) && !sent.text().contains(SECRET_KEY));
}

#[tokio::test]
async fn documented_calls() {
    let server = Server::start().await;
    let clients = Clients::of(server.url());
    server.reply(Reply::new(200, "{}"));
    let mut signed = 0;
    for operation in operations::all() {
        // Whether the answer can be read does not matter here.
        let _ = operation.send(&clients).await;
        let sent = server.only();
        if operation.service() == "tencent-meeting" {
            check(&sent);
            signed += 1;
        } else {
            assert_eq!(sent.header("X-TC-Signature"), None);
        }
    }
    assert_eq!(signed, 3);
}

/// Texts that have to be encoded before they are signed.
const AWKWARD: &[&str] = &[
    "a+b",
    "a b",
    "会议",
    "a/b?c#d",
    "%2e%2e",
    "a&b=c",
    "'()*!~",
    "\"<>\\^`{|}",
    "\u{7f}\n",
];

#[tokio::test]
async fn calls_that_have_to_be_encoded() {
    let server = Server::start().await;
    let clients = Clients::of(server.url());
    server.reply(Reply::new(200, r#"{"meeting_number":0}"#));
    for text in AWKWARD {
        let by_id = ListLiveReplaysByMeetingId::new(*text, *text, InstanceId::Web);
        clients.tencent.send(&by_id).await.expect("an answer");
        check(&server.only());
        let by_code = ListLiveReplaysByMeetingCode::new(*text, *text, InstanceId::Unknown(99));
        clients.tencent.send(&by_code).await.expect("an answer");
        check(&server.only());
        let records = ListCorpRecords::new(
            UnixSeconds(1),
            UnixSeconds(2),
            *text,
            OperatorIdType::UserId,
        );
        let _ = clients.tencent.send(&records).await;
        check(&server.only());
    }
}

/// An operation without a spec; those with one have no body.
struct Cancel;

impl Endpoint for Cancel {
    type Service = TencentMeeting;
    type Response = Value;
    const OPERATION: &'static Operation = &Operation::new("cancel");

    fn request(&self) -> Result<Request> {
        Request::post("/v1/meetings/{meetingId}/cancel")
            .path("meetingId", "7567454748865986567")
            .json("userid", "test1")
            .json("reason_detail", "取消会议 \"&+\n")
            .build()
    }
}

#[tokio::test]
async fn bodies_are_signed() {
    let server = Server::start().await;
    let clients = Clients::of(server.url());
    server.reply(Reply::new(200, "{}"));
    clients.tencent.send(&Cancel).await.expect("an answer");
    let sent = server.only();
    assert_eq!(
        sent.text(),
        r#"{"userid":"test1","reason_detail":"取消会议 \"&+\n"}"#
    );
    check(&sent);
    // The test itself would notice a change of any part.
    let right = signature(&sent);
    let mut other = sent.clone();
    other.body.push(b' ');
    assert_ne!(signature(&other), right);
    for (from, to) in [("POST", "PUT"), ("cancel", "Cancel"), ("cancel", "cancel?")] {
        let mut other = sent.clone();
        other.line = other.line.replace(from, to);
        assert_ne!(signature(&other), right, "{to}");
    }
    for name in ["x-tc-key", "x-tc-nonce", "x-tc-timestamp"] {
        let mut other = sent.clone();
        let mut headers = other.headers.iter_mut();
        let found = headers.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.expect(name).1.push('0');
        assert_ne!(signature(&other), right, "{name}");
    }
}

/// The vendor refuses a nonce that comes twice within five minutes.
#[tokio::test]
async fn every_call_has_a_nonce_of_its_own() {
    let server = Server::start().await;
    let clients = Clients::of(server.url());
    let refused = r#"{"error_info":{"error_code":190301,"message":"replayed"}}"#;
    server.reply(Reply::new(400, refused));
    let call = ListLiveReplaysByMeetingId::new("1", "u", InstanceId::Pc);
    for _ in 0..20 {
        let error = clients.tencent.send(&call).await.expect_err("refused");
        assert!(error.is_retryable());
    }
    let sent = server.take();
    assert!(sent.len() >= 20);
    sent.iter().for_each(check);
    let different = |name| {
        let values: BTreeSet<_> = sent.iter().map(|it| it.header(name)).collect();
        values.len()
    };
    assert_eq!(different("X-TC-Nonce"), sent.len());
    assert_eq!(different("X-TC-Signature"), sent.len());
}
