//! Tokens of `DingTalk`: fetched, used, rejected, replaced.

use std::{error::Error as _, time::Duration};

use meeting_client::{
    Client, Credentials, DingTalk, DingTalkApp, DingTalkSuite, DingTalkUnified, Error, ErrorKind,
    HttpTransport, Secret, SuiteTicket,
    dingtalk::{
        GetAccessToken, GetCorpAccessToken, GetToken, QueryConferenceInfo, StartCloudRecord,
    },
    mock::{FakeDingTalk, Fault, Injection, MockServer},
};

/// The vendor without its limits, which are not what is tested here.
pub(crate) async fn vendor() -> MockServer {
    let server = MockServer::builder()
        .vendor(FakeDingTalk::new())
        .limits(false);
    server.start().await.expect("a port")
}

/// A client of a server on loopback, whatever proxy the environment names.
pub(crate) fn client(
    url: &str,
    credentials: impl Credentials<DingTalk> + 'static,
) -> Client<DingTalk> {
    let transport = HttpTransport::builder().no_proxy().build();
    Client::builder(credentials)
        .base_url(url)
        .transport(transport.expect("a transport"))
        .without_limits()
        .build()
        .expect("a client")
}

/// Calls that need a token, all at once.
pub(crate) async fn calls(count: usize, client: &Client<DingTalk>) {
    let tasks: Vec<_> = (0..count)
        .map(|number| {
            let client = client.clone();
            tokio::spawn(async move {
                let call = QueryConferenceInfo::new(format!("c{number}"));
                client.send(&call).await.map(drop)
            })
        })
        .collect();
    for task in tasks {
        task.await.expect("no panic").expect("an answer");
    }
}

fn app() -> impl Credentials<DingTalk> + 'static {
    DingTalkApp::new("dingkey", "dingsecret")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_calls_fetch_one_token() {
    let server = vendor().await;
    let client = client(server.url(), app());
    calls(1000, &client).await;
    let fetches = server.received::<GetAccessToken>();
    assert_eq!(fetches, [GetAccessToken::new("dingkey", "dingsecret")]);
    assert_eq!(server.received::<QueryConferenceInfo>().len(), 1000);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_token_that_has_gone_stale_is_replaced_once() {
    let server = vendor().await;
    let client = client(server.url(), app());
    calls(1, &client).await;
    // The vendor's clock runs ahead: the client takes its token for fresh.
    server.advance(Duration::from_secs(7200));
    calls(100, &client).await;
    assert_eq!(server.received::<GetAccessToken>().len(), 2);
}

#[tokio::test]
async fn a_call_that_was_refused_for_its_token_is_sent_again_whatever_it_does() {
    let server = vendor().await;
    let client = client(server.url(), app());
    calls(1, &client).await;
    server.advance(Duration::from_secs(7200));
    let call = StartCloudRecord::new("c1", "u1");
    client.send(&call).await.expect("a start");
    assert_eq!(server.received::<StartCloudRecord>().len(), 2);
    assert_eq!(server.received::<GetAccessToken>().len(), 2);
}

#[tokio::test]
async fn a_token_that_is_always_rejected_is_an_error() {
    let server = vendor().await;
    let client = client(server.url(), app());
    let refused = Fault::Error("InvalidAuthentication".to_owned());
    server.inject(Injection::new(refused).on::<QueryConferenceInfo>().always());
    let call = QueryConferenceInfo::new("c1");
    let error = client.send(&call).await.expect_err("no token helps");
    assert!(error.is_token_rejected(), "{error}");
    assert_eq!(error.attempts(), 2);
    assert_eq!(server.received::<GetAccessToken>().len(), 2);
}

#[tokio::test]
async fn every_company_has_a_token_of_its_own() {
    let server = vendor().await;
    let ticket = SuiteTicket::new("ticket1");
    let company = |corp: &str| {
        let app = DingTalkSuite::new("suitekey", "suitesecret", corp, ticket.clone());
        client(server.url(), app)
    };
    let (one, two) = (company("ding1"), company("ding2"));
    calls(10, &one).await;
    ticket.set("ticket2");
    calls(10, &two).await;
    calls(10, &one).await;
    let fetch = |corp, ticket| GetCorpAccessToken::new("suitekey", "suitesecret", corp, ticket);
    assert_eq!(
        server.received::<GetCorpAccessToken>(),
        [fetch("ding1", "ticket1"), fetch("ding2", "ticket2")]
    );
    let mut tokens: Vec<_> = server
        .requests()
        .iter()
        .filter_map(|it| it.header("x-acs-dingtalk-access-token").map(str::to_owned))
        .collect();
    tokens.sort();
    tokens.dedup();
    assert_eq!(tokens.len(), 2);
}

#[tokio::test]
async fn tickets_come_from_functions_too() {
    let server = vendor().await;
    let tickets = || async { Ok(Secret::from("ticket3")) };
    let app = DingTalkSuite::new("suitekey", "suitesecret", "ding1", tickets);
    calls(1, &client(server.url(), app)).await;
    let fetch = GetCorpAccessToken::new("suitekey", "suitesecret", "ding1", "ticket3");
    assert_eq!(server.received::<GetCorpAccessToken>(), [fetch]);

    let app = DingTalkSuite::new("suitekey", "suitesecret", "ding1", SuiteTicket::default());
    let error = client(server.url(), app)
        .send(&QueryConferenceInfo::new("c1"))
        .await
        .expect_err("no ticket, no token");
    assert_eq!(
        chain(&error).last().map(String::as_str),
        Some("the vendor has not pushed a suite ticket yet")
    );
}

#[tokio::test]
async fn the_unified_token_is_used_too() {
    let server = vendor().await;
    let app = DingTalkUnified::new("ding/1", "dingkey", "dingsecret");
    calls(10, &client(server.url(), app)).await;
    assert_eq!(
        server.received::<GetToken>(),
        [GetToken::new("ding/1", "dingkey", "dingsecret")]
    );
}

/// An error and its causes, each in its own words.
pub(crate) fn chain(error: &Error) -> Vec<String> {
    let mut texts = vec![error.to_string()];
    let mut source = error.source();
    while let Some(error) = source {
        texts.push(error.to_string());
        source = error.source();
    }
    texts
}

#[tokio::test]
async fn a_wrong_secret_is_told_and_not_shown() {
    let server = vendor().await;
    let client = client(server.url(), DingTalkApp::new("dingkey", "secret-hunter2"));
    let call = QueryConferenceInfo::new("c1");
    let error = client.send(&call).await.expect_err("a wrong secret");
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(!error.is_retryable());
    let texts = chain(&error);
    assert_eq!(texts[1], "no access token could be fetched");
    assert!(
        texts[2].starts_with("dingtalk get_access_token: HTTP 400"),
        "{texts:?}"
    );
    assert!(!format!("{error:?} {texts:?}").contains("hunter2"));
    // A wrong secret does not become right.
    assert_eq!(server.received::<GetAccessToken>().len(), 1);
    assert_eq!(server.received::<QueryConferenceInfo>().len(), 0);
}

#[tokio::test]
async fn a_token_service_that_fails_for_a_moment_is_asked_again() {
    let server = vendor().await;
    let client = client(server.url(), app());
    let broken = Injection::new(Fault::Status(503)).on::<GetAccessToken>();
    server.inject(broken);
    calls(10, &client).await;
    assert_eq!(server.received::<GetAccessToken>().len(), 2);
}
