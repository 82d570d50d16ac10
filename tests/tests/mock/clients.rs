//! Clients of a fake server.

use std::time::Duration;

use meeting_client::{
    Client, Credentials, DingTalk, HttpTransport, NoCredentials, RetryPolicy, Service,
    TencentCredentials, TencentMeeting, Token, UnixSeconds,
    dingtalk::GetAccessToken,
    mock::{FakeDingTalk, FakeTencentMeeting, MockServer, MockServerBuilder},
    tencent_meeting::{ListCorpRecords, list_corp_records::OperatorIdType},
};

/// A client of a server on loopback, whatever proxy the environment names.
pub(crate) fn client<S: Service>(
    server: &MockServer,
    credentials: impl Credentials<S> + 'static,
) -> Client<S> {
    let transport = HttpTransport::builder().no_proxy().build();
    Client::builder(credentials)
        .base_url(server.url())
        .transport(transport.expect("a transport"))
        .timeout(Duration::from_secs(10))
        .retry(RetryPolicy::none())
        .without_limits()
        .build()
        .expect("a client")
}

/// A client whose token nobody checks.
pub(crate) fn dingtalk(server: &MockServer) -> Client<DingTalk> {
    client(server, Token::new("token-hunter2"))
}

/// A client with the key that fake vendors know.
pub(crate) fn tencent(server: &MockServer) -> Client<TencentMeeting> {
    let credentials = TencentCredentials::new("AKIDtest", "SecretKeyTest", "1234567890");
    client(server, credentials.sdk_id("9876543210"))
}

/// A client with a token that the fake vendor has just issued.
pub(crate) async fn let_in(server: &MockServer) -> Client<DingTalk> {
    let anonymous: Client<DingTalk> = client(server, NoCredentials);
    let answer = anonymous
        .send(&GetAccessToken::new("dingkey", "dingsecret"))
        .await
        .expect("a token");
    client(server, Token::new(answer.access_token))
}

/// Both vendors.
pub(crate) fn vendors() -> MockServerBuilder {
    MockServer::builder()
        .vendor(FakeDingTalk::new())
        .vendor(FakeTencentMeeting::new())
}

/// The documented call: 31 days.
pub(crate) fn records() -> ListCorpRecords {
    ListCorpRecords::new(
        UnixSeconds(1_611_072_000),
        UnixSeconds(1_613_750_400),
        "KM4Ss4Th09ogUw1JiK",
        OperatorIdType::UserId,
    )
}
