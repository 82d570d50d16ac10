//! Time that passes quickly, for clients whose service is on loopback.

use std::time::{Duration, Instant, SystemTime};

use meeting_client::{
    Client, ClientBuilder, Credentials, DingTalk, HttpTransport, NoCredentials, RetryPolicy,
    Service, TencentCredentials, TencentMeeting, Token,
    dingtalk::GetAccessToken,
    mock::{FakeDingTalk, FakeTencentMeeting, MockServer, MockServerBuilder},
    runtime::{BoxFuture, Timer},
};

/// So many times as fast as it really does.
const FACTOR: u32 = 100;

/// A clock on which a second takes 10 ms. The time of day is the real one.
pub(crate) struct Fast(Instant);

impl Fast {
    pub(crate) fn new() -> Self {
        Self(Instant::now())
    }
}

impl Timer for Fast {
    fn elapsed(&self) -> Duration {
        self.0.elapsed().saturating_mul(FACTOR)
    }

    fn wall(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, span: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(span / FACTOR))
    }
}

/// A client on a fast clock, with three attempts and without limits; it has a real minute for a call.
pub(crate) fn builder<S: Service>(
    url: &str,
    credentials: impl Credentials<S> + 'static,
) -> ClientBuilder<S> {
    let transport = HttpTransport::builder().no_proxy().build();
    let minute = Duration::from_secs(60) * FACTOR;
    Client::builder(credentials)
        .base_url(url)
        .transport(transport.expect("a transport"))
        .timer(Fast::new())
        .timeout(minute)
        .deadline(minute)
        .retry(RetryPolicy::new().attempts(3))
        .without_limits()
}

/// Both vendors, which refuse no call for being one too many.
pub(crate) fn vendors() -> MockServerBuilder {
    MockServer::builder()
        .vendor(FakeDingTalk::new())
        .vendor(FakeTencentMeeting::new())
        .limits(false)
}

/// A token that the fake vendor has just issued.
pub(crate) async fn token(server: &MockServer) -> Token {
    let anonymous: Client<DingTalk> = builder(server.url(), NoCredentials)
        .build()
        .expect("a client");
    let call = GetAccessToken::new("dingkey", "dingsecret");
    Token::new(anonymous.send(&call).await.expect("a token").access_token)
}

/// The key that the fake vendor knows.
pub(crate) fn key() -> TencentCredentials {
    TencentCredentials::new("AKIDtest", "SecretKeyTest", "1234567890")
}

pub(crate) fn tencent(server: &MockServer) -> Client<TencentMeeting> {
    builder(server.url(), key()).build().expect("a client")
}
