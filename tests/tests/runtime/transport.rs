//! Connections, and answers in a form that nobody asked for.

use std::time::Duration;

use meeting_client::{
    Client, DingTalk, ErrorKind, HttpTransport, RetryPolicy, Token,
    dingtalk::QueryConferenceInfo,
    mock::{Fault, MockServer},
};

fn client(server: &MockServer, transport: HttpTransport) -> Client<DingTalk> {
    Client::builder(Token::new("token"))
        .base_url(server.url())
        .transport(transport)
        .retry(RetryPolicy::none())
        .without_limits()
        .build()
        .expect("a client")
}

#[tokio::test]
async fn compressed_answers_are_neither_asked_for_nor_unpacked() {
    let server = MockServer::start().await;
    server.on::<QueryConferenceInfo>().reply_fault(Fault::Gzip);
    let transport = HttpTransport::builder().no_proxy().build();
    let client = client(&server, transport.expect("a transport"));
    let call = QueryConferenceInfo::new("c");
    let error = client.send(&call).await.expect_err("an error");
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(
        error.to_string(),
        "dingtalk query_conference_info: the answer is not as documented: a compressed body, which was not asked for (request mock-000000000001)"
    );
    // The magic number of gzip.
    assert_eq!(error.body().map(|body| &body[..2]), Some(&[0x1f, 0x8b][..]));
    assert_eq!(server.requests()[0].header("Accept-Encoding"), None);
}

/// How many connections are open once a few calls are over.
async fn left_open(transport: HttpTransport) -> usize {
    let server = MockServer::start().await;
    server.on::<QueryConferenceInfo>();
    let client = client(&server, transport);
    let call = QueryConferenceInfo::new("c");
    for _ in 0..3 {
        client.send(&call).await.expect("an answer");
    }
    // One that is closed is not gone at once.
    for _ in 0..100 {
        if server.connections() == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    server.connections()
}

#[tokio::test]
async fn connections_are_kept_as_long_as_is_wanted() {
    let builder = HttpTransport::builder().no_proxy();
    let transport = builder.clone().build().expect("a transport");
    assert_eq!(left_open(transport).await, 1);
    let transport = builder.pool_max_idle_per_host(0).build();
    assert_eq!(left_open(transport.expect("a transport")).await, 0);
}
