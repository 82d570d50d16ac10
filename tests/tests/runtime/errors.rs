//! The page about errors shows what the client really says.

use std::{collections::BTreeSet, fs, time::Duration};

use golden_tests::workspace;
use meeting_client::{
    Client, ClientBuilder, DingTalk, Error, ErrorKind, HttpTransport, RetryPolicy,
    TencentCredentials, TencentMeeting, Token, UnixSeconds,
    dingtalk::{QueryConferenceInfo, StartCloudRecord},
    mock::{HttpReply, MockServer, Reply},
    runtime::Json,
    tencent_meeting::{ListCorpRecords, list_corp_records::OperatorIdType},
};
use serde_json::json;

/// The lines of the page that are set apart.
fn documented() -> BTreeSet<String> {
    let page = fs::read_to_string(workspace("generated-client/docs/errors.md")).expect("a page");
    let blocks = page.split("```text\n").skip(1);
    blocks
        .map(|block| block.split("\n```").next().unwrap_or_default().to_owned())
        .collect()
}

fn settings<S: meeting_client::Service>(builder: ClientBuilder<S>) -> Client<S> {
    let transport = HttpTransport::builder().no_proxy().build();
    builder
        .transport(transport.expect("a transport"))
        // As often as by default, and at once.
        .retry(RetryPolicy::new().base(Duration::ZERO))
        .without_limits()
        .build()
        .expect("a client")
}

fn tencent(server: &MockServer) -> ClientBuilder<TencentMeeting> {
    Client::builder(TencentCredentials::new("id", "key", "app")).base_url(server.url())
}

fn dingtalk(url: &str) -> ClientBuilder<DingTalk> {
    Client::builder(Token::new("token")).base_url(url)
}

fn records() -> ListCorpRecords {
    let (from, to) = (UnixSeconds(1_611_072_000), UnixSeconds(1_613_750_400));
    ListCorpRecords::new(from, to, "admin", OperatorIdType::UserId)
}

fn answer(status: u16, body: &Json) -> Reply {
    let reply = HttpReply::json(status, body);
    Reply::http(
        reply
            .header("X-TC-Trace", "T-1")
            .header("x-acs-request-id", "T-1"),
    )
}

async fn of_tencent(reply: Reply) -> Error {
    let server = MockServer::start().await;
    server.on::<ListCorpRecords>().respond(reply);
    let client = settings(tencent(&server).max_response_bytes(1024));
    client.send(&records()).await.expect_err("an error")
}

async fn of_dingtalk(reply: Reply) -> Error {
    let server = MockServer::start().await;
    server.on::<QueryConferenceInfo>().respond(reply);
    let client = settings(dingtalk(server.url()));
    let call = QueryConferenceInfo::new("c");
    client.send(&call).await.expect_err("an error")
}

#[tokio::test]
async fn every_line_of_the_page_is_what_the_client_says() {
    let refused = json!({ "error_info": { "error_code": 500_014, "message": "账号无权限" } });
    let throttled = json!({
        "code": "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", "message": "too many", "requestid": "T-1"
    });
    let mut odd = json!({
        "total_count": 1, "current_size": 1, "current_page": 1, "total_page": 1,
        "record_meetings": [{ "meeting_record_id": "1", "meeting_id": "2" }]
    });
    odd["record_meetings"][0]["state"] = json!("three");

    let slow = MockServer::start().await;
    slow.on::<StartCloudRecord>().delay(Duration::from_secs(60));
    let hasty = settings(dingtalk(slow.url()).timeout(Duration::from_millis(50)));
    let timeout = hasty.send(&StartCloudRecord::new("c", "u")).await;

    let deaf = settings(dingtalk("http://127.0.0.1:9"));
    let transport = deaf.send(&QueryConferenceInfo::new("c")).await;

    let idle = MockServer::start().await;
    let invalid = settings(tencent(&idle))
        .send(&records().page_size(21))
        .await;

    let errors = [
        (ErrorKind::Api, of_tencent(answer(400, &refused)).await),
        (
            ErrorKind::Throttled,
            of_dingtalk(answer(403, &throttled)).await,
        ),
        (ErrorKind::Transport, transport.expect_err("an error")),
        (ErrorKind::Timeout, timeout.expect_err("an error")),
        (ErrorKind::Decode, of_tencent(answer(200, &odd)).await),
        (ErrorKind::Credentials, credentials().await),
        (ErrorKind::InvalidRequest, invalid.expect_err("an error")),
        (ErrorKind::TooLarge, of_tencent(Reply::example()).await),
    ];
    let mut said = BTreeSet::new();
    for (kind, error) in errors {
        assert_eq!(error.kind(), kind, "{error}");
        said.insert(error.to_string());
    }
    assert_eq!(documented(), said);
}

async fn credentials() -> Error {
    let server = MockServer::start().await;
    let body =
        json!({ "code": "InvalidAuthentication", "message": "no such app", "requestid": "T-1" });
    server
        .on::<meeting_client::dingtalk::GetAccessToken>()
        .respond(answer(400, &body));
    let app = meeting_client::DingTalkApp::new("key", "secret");
    let client = settings(Client::builder(app).base_url(server.url()));
    let call = QueryConferenceInfo::new("c");
    client.send(&call).await.expect_err("an error")
}
