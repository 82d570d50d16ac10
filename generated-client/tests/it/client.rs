//! What clients send, how they are configured, and what happens if no answer arrives.

use std::{error::Error as _, io, time::Duration};

use crate::common::{Fake, PlayInfo, StartRecord, TOKEN, words};
use meeting_client::{
    Client, DingTalk, ErrorKind, NoCredentials, Secret, Service, TencentCredentials,
    TencentMeeting, Token, TokenService,
    runtime::{
        BoxError, BoxFuture, Credentials, Endpoint, Method, Operation, Outgoing, Profile, Request,
        Response, Result, TokenPlace, TransportError,
    },
};

const GOOD: &str = r#"{"status":1}"#;

#[tokio::test]
async fn calls_carry_token_and_name() {
    let fake = Fake::answering(200, GOOD);
    fake.dingtalk().send(&PlayInfo).await.unwrap();
    let request = fake.request();
    assert_eq!(request.method, Method::Get);
    assert_eq!(request.base_url, "https://api.dingtalk.io");
    assert_eq!(
        request.target,
        "/v1.0/conference/videoConferences/6139b4/play?unionId=WFBk%20gJv"
    );
    assert_eq!(request.body, None);
    assert_eq!(
        request.headers.iter().collect::<Vec<_>>(),
        [
            ("User-Agent", "meeting-client/0.1.0"),
            ("x-acs-dingtalk-access-token", TOKEN),
        ]
    );
    assert_eq!(request.timeout, Duration::from_secs(30));
    assert_eq!(request.max_response_bytes, 16 * 1024 * 1024);
    let debug = format!("{request:?}");
    assert!(
        !debug.contains("hunter2") && !debug.contains("WFBk"),
        "{debug}"
    );
}

#[tokio::test]
async fn settings_reach_the_transport() {
    let fake = Fake::answering(200, r#"{"code":"200"}"#);
    let client: Client<DingTalk> = Client::builder(NoCredentials)
        .transport(fake.clone())
        .base_url("https://api.dingtalk.com/")
        .timeout(Duration::from_secs(5))
        .max_response_bytes(1000)
        .user_agent("test")
        .build()
        .unwrap();
    client.send(&StartRecord).await.unwrap();
    let request = fake.request();
    assert_eq!(
        request.url(),
        "https://api.dingtalk.com/v1.0/conference/videoConferences/6139b4/cloudRecords/start"
    );
    assert_eq!(request.body.as_deref(), Some(&br#"{"unionId":"WFBk"}"#[..]));
    assert_eq!(
        request.headers.iter().collect::<Vec<_>>(),
        [("Content-Type", "application/json"), ("User-Agent", "test")]
    );
    assert_eq!(request.timeout, Duration::from_secs(5));
    assert_eq!(request.max_response_bytes, 1000);
    assert_eq!(
        format!("{client:?}"),
        "Client { service: \"dingtalk\", base_url: \"https://api.dingtalk.com\", .. }"
    );
}

#[test]
fn wrong_settings_are_refused() {
    let build = |base_url: &str, agent: &str| {
        Client::<DingTalk>::builder(NoCredentials)
            .transport(Fake::default())
            .base_url(base_url)
            .user_agent(agent)
            .build()
            .unwrap_err()
    };
    let error = build("https://a/?token=hunter2", "x");
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert_eq!(
        words(&error),
        "invalid request: the base URL must not have a query or a fragment"
    );
    assert_eq!(
        words(&build("https://a", "x\n")),
        "invalid request: the user agent must consist of visible ASCII characters"
    );
}

#[tokio::test]
async fn answers_tell_what_came_around_them() {
    let response = Response::new(201, GOOD)
        .header("X-Acs-Trace-Id", "T1")
        .header("X-Other", "o");
    let fake = Fake::with(Ok(response));
    let answer = fake.dingtalk().send_with_meta(&PlayInfo).await.unwrap();
    assert_eq!(answer.value.status, Some(1));
    assert_eq!(answer.meta.status, 201);
    assert_eq!(answer.meta.request_id.as_deref(), Some("T1"));
    assert_eq!(answer.meta.headers.get("x-other"), Some("o"));
}

#[tokio::test]
async fn signed_calls_carry_their_headers() {
    let body = r#"{"total_count":0}"#;
    let fake = Fake::answering(200, body);
    let credentials = TencentCredentials::new("my-id", "hunter2-key", "my-app");
    let client: Client<TencentMeeting> = Client::builder(credentials)
        .transport(fake.clone())
        .build()
        .unwrap();
    let call = crate::common::records::ListCorpRecords::new(
        meeting_client::UnixSeconds(0),
        meeting_client::UnixSeconds(1),
        "a",
        crate::common::records::OperatorIdType::UserId,
    );
    client.send(&call).await.unwrap();
    let request = fake.request();
    let names: Vec<_> = request.headers.iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "User-Agent",
            "X-TC-Key",
            "X-TC-Timestamp",
            "X-TC-Nonce",
            "X-TC-Signature",
            "AppId",
            "X-TC-Registered",
            "Content-Type",
        ]
    );
    let debug = format!("{request:?}");
    assert!(
        !debug.contains("hunter2") && !debug.contains("my-id"),
        "{debug}"
    );
}

#[tokio::test]
async fn a_token_that_cannot_be_sent_is_refused() {
    for (token, expected) in [
        (
            "hunter2\r\nX-Evil: 1",
            "the header `x-acs-dingtalk-access-token` cannot carry this value",
        ),
        ("", "the access token is empty"),
    ] {
        let fake = Fake::default();
        let client: Client<DingTalk> = Client::builder(Token::new(token))
            .transport(fake.clone())
            .build()
            .unwrap();
        let error = client.send(&PlayInfo).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert_eq!(
            words(&error),
            format!("dingtalk play_info: the credentials cannot be used: {expected}")
        );
        assert_eq!(error.source().unwrap().to_string(), expected);
        assert_eq!(fake.count(), 0);
    }
}

#[tokio::test]
async fn no_answer() {
    type Case = (fn() -> TransportError, ErrorKind, &'static str, bool, bool);
    // The last two: whether it is worth repeating a call that may be repeated, and one that may not.
    let cases: [Case; 5] = [
        (
            || TransportError::connect(io::Error::other("refused")),
            ErrorKind::Transport,
            "could not connect to the service",
            true,
            true,
        ),
        (
            || TransportError::timeout(Duration::from_secs(30)),
            ErrorKind::Timeout,
            "no answer within 30s",
            true,
            false,
        ),
        (
            || TransportError::too_large(1000),
            ErrorKind::TooLarge,
            "the answer is larger than 1000 bytes",
            false,
            false,
        ),
        (
            || TransportError::refused("no TLS"),
            ErrorKind::Transport,
            "no TLS",
            false,
            false,
        ),
        (
            || TransportError::other(io::Error::other("reset")),
            ErrorKind::Transport,
            "no answer from the service",
            true,
            false,
        ),
    ];
    for (make, kind, expected, again, again_anyway) in cases {
        let fake = Fake::with(Err(make()));
        let error = fake.dingtalk().send(&PlayInfo).await.unwrap_err();
        assert_eq!(error.kind(), kind);
        assert_eq!(words(&error), format!("dingtalk play_info: {expected}"));
        assert_eq!((error.status(), error.body()), (None, None));
        assert_eq!(error.is_retryable(), again, "{expected}");
        let fake = Fake::with(Err(make()));
        let error = fake.dingtalk().send(&StartRecord).await.unwrap_err();
        assert_eq!(error.is_retryable(), again_anyway, "{expected}");
    }
}

#[tokio::test]
async fn a_service_that_failed_may_have_started_recording() {
    let body = r#"{"code":"x","message":"m"}"#;
    let error = Fake::answering(500, body)
        .dingtalk()
        .send(&StartRecord)
        .await
        .unwrap_err();
    assert!(!error.is_retryable());
    let error = Fake::answering(429, body)
        .dingtalk()
        .send(&StartRecord)
        .await
        .unwrap_err();
    assert!(error.is_retryable());
}

/// A service of the caller's, which takes its token in the query.
enum Other {}

impl Service for Other {
    const NAME: &'static str = "other";
    const TITLE: &'static str = "Other";
    const BASE_URL: &'static str = "https://other.example";
    const PROFILE: &'static Profile = &Profile::new()
        .success("errcode", "0")
        .secret_headers(&["X-Key"]);
}

impl TokenService for Other {
    const PLACE: TokenPlace = TokenPlace::Query("access_token");
}

struct Plain;

impl Endpoint for Plain {
    type Service = Other;
    type Response = serde_json::Value;
    const OPERATION: &'static Operation = &Operation::new("plain").host("https://second.example");

    fn request(&self) -> Result<Request> {
        Request::get("/x")
            .header("X-Key", &Secret::new("hunter2".to_owned()))
            .build()
    }
}

struct Anonymous;

impl Endpoint for Anonymous {
    type Service = Other;
    type Response = serde_json::Value;
    const OPERATION: &'static Operation = &Operation::new("anonymous").anonymous();

    fn request(&self) -> Result<Request> {
        Request::delete("/y").build()
    }
}

fn other(fake: &Fake) -> meeting_client::ClientBuilder<Other> {
    Client::builder(Token::new("to ken-hunter2")).transport(fake.clone())
}

#[tokio::test]
async fn services_of_the_callers_own() {
    let fake = Fake::answering(200, r#"{"errcode":0,"x":[1]}"#);
    let value = other(&fake).build().unwrap().send(&Plain).await.unwrap();
    assert_eq!(value["x"][0], 1);
    assert_eq!(
        fake.request().url(),
        "https://second.example/x?access_token=to%20ken-hunter2"
    );
    assert!(!format!("{:?}", fake.request()).contains("hunter2"));

    // No envelope, but a rule; the service repeats what was sent.
    for body in [
        r#"{"errcode":"to ken-hunter2"}"#,
        r#"{"errcode":"GET /x?access_token=to%20ken-hunter2"}"#,
    ] {
        let fake = Fake::answering(200, body);
        let error = other(&fake)
            .build()
            .unwrap()
            .send(&Plain)
            .await
            .unwrap_err();
        let text = words(&error);
        assert!(
            text.starts_with("other plain: HTTP 200: `errcode` is "),
            "{text}"
        );
        assert!(text.ends_with("*** instead of 0"), "{text}");
    }
}

#[tokio::test]
async fn the_callers_address_goes_before_all_others() {
    let fake = Fake::answering(200, r#"{"errcode":0}"#);
    let client = other(&fake).base_url("http://127.0.0.1:1").build().unwrap();
    client.send(&Plain).await.unwrap();
    assert_eq!(fake.request().base_url, "http://127.0.0.1:1");
}

#[tokio::test]
async fn anonymous_calls_need_no_credentials() {
    let fake = Fake::answering(200, r#"{"errcode":0}"#);
    other(&fake)
        .build()
        .unwrap()
        .send(&Anonymous)
        .await
        .unwrap();
    assert_eq!(fake.request().url(), "https://other.example/y");
    assert_eq!(fake.request().method, Method::Delete);
}

/// Credentials that call the service themselves, as providers of tokens do.
struct Provider(Client<DingTalk>);

impl Credentials<DingTalk> for Provider {
    fn authorize<'a>(&'a self, request: &'a mut Outgoing) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async {
            self.0.send(&PlayInfo).await?;
            request.set_header("X-Done", "1")
        })
    }
}

#[tokio::test]
async fn credentials_may_fail_for_a_while() {
    for (inner, again) in [
        (TransportError::timeout(Duration::ZERO), true),
        (TransportError::too_large(1), false),
    ] {
        let provider = Provider(Fake::with(Err(inner)).dingtalk());
        let client = Client::builder(provider)
            .transport(Fake::default())
            .build()
            .unwrap();
        let error = client.send(&StartRecord).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert!(
            error
                .source()
                .unwrap()
                .to_string()
                .starts_with("dingtalk play_info: ")
        );
        assert_eq!(error.is_retryable(), again);
    }
}
