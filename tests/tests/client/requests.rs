//! Every documented request is what the client sends, byte for byte.

use std::collections::BTreeMap;

use codegen::ExampleRequest;
use golden_tests::server::{Received, Reply, Server};
use meeting_client::{DingTalk, Service, TencentMeeting, UnixSeconds};
use serde_json::Value;

use crate::{
    operations::{self, APP_ID, Clients, SECRET_ID, TOKEN},
    spec,
};

/// Request lines as they stand on the vendors' pages, without host and version.
const LINES: &[(&str, &str)] = &[
    ("get_access_token", "POST /v1.0/oauth2/accessToken"),
    ("get_corp_access_token", "POST /v1.0/oauth2/corpAccessToken"),
    ("get_token", "POST /v1.0/oauth2/dingexample/token"),
    (
        "query_cloud_record_video_play_info",
        "GET /v1.0/conference/videoConferences/6139b4xxx/cloudRecords/videos/getPlayInfos\
         ?unionId=WFBkgJvxxx&mediaId=44444444&regionId=cn-shenzhen",
    ),
    (
        "query_conference_info",
        "GET /v1.0/conference/videoConferences/6323d7xxxxx",
    ),
    (
        "start_cloud_record",
        "POST /v1.0/conference/videoConferences/61289f392xxx/cloudRecords/start",
    ),
    (
        "list_corp_records",
        "GET /v1/corp/records?start_time=1611072000&end_time=1613750400&page_size=10&page=1\
         &operator_id=KM4Ss4Th09ogUw1JiK&operator_id_type=1",
    ),
    (
        "list_live_replays_by_meeting_code",
        "GET /v1/meetings/live_play/replays?meeting_code=13418515243&userid=tester&instanceid=1",
    ),
    (
        "list_live_replays_by_meeting_id",
        "GET /v1/meetings/5939741786564101932/live_play/replays?userid=tester&instanceid=1",
    ),
];

/// Bodies as they stand on the vendors' pages.
const BODIES: &[(&str, &str)] = &[
    (
        "get_access_token",
        r#"{"appKey":"example-app-key","appSecret":"example-app-secret"}"#,
    ),
    (
        "get_corp_access_token",
        r#"{"suiteKey":"example-suite-key","suiteSecret":"example-suite-secret","authCorpId":"dingexample","suiteTicket":"example-ticket"}"#,
    ),
    (
        "get_token",
        r#"{"client_id":"example-client-id","client_secret":"example-client-secret","grant_type":"client_credentials"}"#,
    ),
    (
        "start_cloud_record",
        r#"{"unionId":"WFBkgxxx","smallWindowPosition":"relative_right","mode":"speech"}"#,
    ),
];

fn lookup(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text)
}

/// Whether an operation is called without a credential.
fn is_anonymous(name: &str) -> bool {
    ["get_access_token", "get_corp_access_token", "get_token"].contains(&name)
}

#[test]
fn calls_become_the_documented_requests() {
    let mut examples = 0;
    for documented in spec::operations() {
        let name = documented.name();
        let request = operations::find(name).request().expect(name);
        let line = format!("{} {}", request.method(), request.target());
        assert_eq!(Some(line.as_str()), lookup(LINES, name));
        for (example, _) in documented.examples() {
            assert_eq!(line, format!("{} {}", example.method, example.target));
            assert_eq!(request.body().map(json), body(&example), "{name}");
            examples += 1;
        }
        let expected = lookup(BODIES, name);
        assert_eq!(request.body(), expected.map(str::as_bytes), "{name}");
        let content_type = expected.map(|_| "application/json");
        assert_eq!(
            request.headers().get("Content-Type"),
            content_type,
            "{name}"
        );
    }
    assert_eq!(examples, LINES.len());
}

fn json(text: &[u8]) -> Value {
    serde_json::from_slice(text).expect("JSON")
}

fn body(example: &ExampleRequest) -> Option<Value> {
    example.body.as_ref().map(|body| json(body.as_bytes()))
}

#[tokio::test]
async fn requests_are_sent_as_documented() {
    let server = Server::start().await;
    let clients = Clients::of(server.url());
    for documented in spec::operations() {
        let name = documented.name();
        let operation = operations::find(name);
        let (example, answer) = documented.examples().next().expect("an example");
        server.reply(Reply::new(200, answer.to_string()));
        let decoded = operation.send(&clients).await.expect(name);
        assert_eq!(Ok(decoded), operation.reencode(&answer.to_string()));

        let sent = server.only();
        let expected = lookup(LINES, name).expect(name);
        assert_eq!(sent.line, format!("{expected} HTTP/1.1"));
        assert_eq!(sent.text(), lookup(BODIES, name).unwrap_or_default());
        headers(&sent, documented.service.name.value.as_str(), name);
        documented_headers(&sent, &example, name);
    }
}

/// Only what the vendor asks for, and what HTTP needs.
fn headers(sent: &Received, service: &str, name: &str) {
    let mut names: Vec<_> = sent
        .headers
        .iter()
        .map(|(name, _)| name.to_ascii_lowercase())
        .filter(|name| !["accept", "host", "user-agent"].contains(&name.as_str()))
        .collect();
    names.sort();
    let mut expected = vec![];
    if service == "tencent-meeting" {
        expected.extend([
            "appid",
            "content-type",
            "x-tc-key",
            "x-tc-nonce",
            "x-tc-registered",
            "x-tc-signature",
            "x-tc-timestamp",
        ]);
        assert_eq!(sent.header("AppId"), Some(APP_ID));
        assert_eq!(sent.header("X-TC-Key"), Some(SECRET_ID));
        assert_eq!(sent.header("X-TC-Registered"), Some("1"));
        assert_eq!(sent.header("Content-Type"), Some("application/json"));
    } else {
        if !sent.body.is_empty() {
            expected.extend(["content-length", "content-type"]);
            assert_eq!(sent.header("Content-Type"), Some("application/json"));
        }
        let token = (!is_anonymous(name)).then_some(TOKEN);
        assert_eq!(sent.header("x-acs-dingtalk-access-token"), token, "{name}");
        expected.extend(token.map(|_| "x-acs-dingtalk-access-token"));
    }
    assert_eq!(names, expected, "{name}");
}

/// The headers of the page's example; a GET has no body whose type could be told.
fn documented_headers(sent: &Received, example: &ExampleRequest, name: &str) {
    for header in &example.headers {
        match header.name.as_str() {
            "Host" => assert_eq!(format!("https://{}", header.value), DingTalk::BASE_URL),
            "Content-Type" if example.body.is_none() => {}
            "Content-Type" => assert_eq!(sent.header("Content-Type"), Some(header.value.as_str())),
            "x-acs-dingtalk-access-token" => {
                assert!(sent.header(&header.name).is_some(), "{name}");
            }
            other => panic!("{name}: the example's header {other} is not looked at"),
        }
    }
    if let Some(host) = &example.host {
        assert_eq!(host, TencentMeeting::BASE_URL, "{name}");
    }
}

#[test]
fn only_token_operations_are_anonymous() {
    for documented in spec::operations() {
        assert_eq!(
            documented.operation.anonymous,
            is_anonymous(documented.name())
        );
    }
}

/// What a call may leave out, and what it may add to the documented one.
#[test]
fn parameters_that_the_examples_lack() {
    use meeting_client::{
        Endpoint,
        dingtalk::StartCloudRecord,
        tencent_meeting::{
            ListCorpRecords,
            list_corp_records::{OperatorIdType, QueryRecordType},
        },
    };

    let start = StartCloudRecord::new("c1", "u1")
        .request()
        .expect("a request");
    assert_eq!(start.body(), Some(br#"{"unionId":"u1"}"#.as_slice()));

    let records =
        ListCorpRecords::new(UnixSeconds(1), UnixSeconds(2), "o1", OperatorIdType::UserId);
    let target = |call: &ListCorpRecords| call.request().expect("a request").target().to_owned();
    let required = "/v1/corp/records?start_time=1&end_time=2&operator_id=o1&operator_id_type=1";
    assert_eq!(target(&records), required);
    let kinds = BTreeMap::from([
        (0, QueryRecordType::All),
        (1, QueryRecordType::Cloud),
        (2, QueryRecordType::Uploaded),
        (5, QueryRecordType::Unknown(5)),
    ]);
    for (number, kind) in kinds {
        let target = target(&records.clone().query_record_type(kind));
        assert_eq!(target, format!("{required}&query_record_type={number}"));
    }
}
