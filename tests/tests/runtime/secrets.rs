//! Nothing that the client says shows a secret: not its errors, its `Debug`, its spans, its observers or its panics.

use std::{
    error::Error as StdError,
    fmt::Debug,
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use meeting_client::{
    Client, ClientBuilder, DingTalk, DingTalkApp, Downloader, HttpTransport, Redis, RetryPolicy,
    Secret, Service, TencentCredentials, TencentMeeting, Token, UnixSeconds,
    dingtalk::{GetAccessToken, GetToken, QueryCloudRecordVideoPlayInfo, QueryConferenceInfo},
    mock::{Fault, HttpReply, MockServer, Reply},
    runtime::{Attempt, Call, Drift, Observer},
    tencent_meeting::{ListCorpRecords, list_corp_records::OperatorIdType},
};
use serde_json::json;
use tracing_subscriber::fmt::format::FmtSpan;

/// Every planted secret has this in it.
const PLANTED: &str = "hunter2";
const TOKEN: &str = "token-hunter2-token";
const SECRET_ID: &str = "id-hunter2-id";
const SECRET_KEY: &str = "key-hunter2-key";

/// All that was said.
#[derive(Clone, Default)]
struct Said(Arc<Mutex<String>>);

impl Said {
    fn push(&self, text: &str) {
        let mut said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        said.push_str(text);
        said.push('\n');
    }

    /// An error with all of its causes, in all forms.
    fn error(&self, error: &(dyn StdError + 'static)) {
        let mut next = Some(error);
        while let Some(error) = next {
            self.push(&format!("{error} {error:?} {error:#?}"));
            next = error.source();
        }
    }

    fn debug(&self, value: &dyn Debug) {
        self.push(&format!("{value:?} {value:#?}"));
    }

    fn take(&self) -> String {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl io::Write for Said {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.push(&String::from_utf8_lossy(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Observer for Said {
    fn attempt(&self, attempt: &Attempt<'_>) {
        self.debug(attempt);
    }

    fn call(&self, call: &Call<'_>) {
        self.debug(call);
    }

    fn drift(&self, drift: &Drift<'_>) {
        self.debug(drift);
    }
}

fn built<S: Service>(builder: ClientBuilder<S>, url: &str, said: &Said) -> Client<S> {
    let transport = HttpTransport::builder().no_proxy().build();
    let client = builder
        .base_url(url)
        .transport(transport.expect("a transport"))
        .retry(RetryPolicy::new().base(Duration::ZERO))
        .without_limits()
        .timeout(Duration::from_millis(500))
        .observer(said.clone())
        .drift_reports(true)
        .build();
    let client = client.expect("a client");
    said.debug(&client);
    client
}

fn dingtalk(url: &str, said: &Said) -> Client<DingTalk> {
    said.debug(&Token::new(TOKEN));
    built(Client::builder(Token::new(TOKEN)), url, said)
}

fn tencent(url: &str, said: &Said) -> Client<TencentMeeting> {
    let credentials = TencentCredentials::new(SECRET_ID, SECRET_KEY, "app");
    said.debug(&credentials);
    built(Client::builder(credentials), url, said)
}

fn records() -> ListCorpRecords {
    let (from, to) = (UnixSeconds(1_611_072_000), UnixSeconds(1_613_750_400));
    ListCorpRecords::new(from, to, "admin", OperatorIdType::UserId)
}

/// Answers that repeat what the service was sent, in Chinese sentences without a space.
fn echoes(secret: &str) -> Vec<HttpReply> {
    let text = format!("错误：令牌「{secret}」无效，请重试{secret}。");
    let dingtalk =
        json!({ "code": format!("无效{secret}令牌"), "message": text, "requestid": "1" });
    let detail = json!({
        "code": "Forbidden.AccessDenied.AccessTokenPermissionDenied", "message": text,
        "accessdenieddetail": { "requiredScopes": [format!("权限{secret}")] }
    });
    let tencent = json!({ "error_info": { "error_code": 190_004, "message": text } });
    let html = format!("<html><body>令牌{secret}</body></html>");
    let location = format!("https://elsewhere.example/登录?token={secret}");
    let location: String = location.chars().filter(char::is_ascii).collect();
    vec![
        HttpReply::json(400, &dingtalk),
        HttpReply::json(403, &detail),
        HttpReply::json(400, &tencent),
        HttpReply::new(500).body(text.clone()),
        HttpReply::new(200).body(text),
        HttpReply::new(403)
            .header("Content-Type", "text/html")
            .body(html),
        HttpReply::new(302).header("Location", &location),
        HttpReply::json(
            200,
            &json!({ "confInfo": secret, "record_meetings": secret }),
        ),
    ]
}

async fn answers_that_repeat_secrets(said: &Said) {
    for reply in echoes(TOKEN) {
        let server = MockServer::start().await;
        server.on::<QueryConferenceInfo>().reply_http(reply);
        let call = QueryConferenceInfo::new("c");
        let result = dingtalk(server.url(), said).send(&call).await;
        said.error(&result.expect_err("an error"));
        said.debug(&server.requests());
    }
    for reply in echoes(SECRET_ID) {
        let server = MockServer::start().await;
        server.on::<ListCorpRecords>().reply_http(reply);
        let result = tencent(server.url(), said).send(&records()).await;
        said.error(&result.expect_err("an error"));
        said.debug(&server);
        said.debug(&server.requests());
    }
}

async fn connections_that_break(said: &Said) {
    for fault in [
        Fault::Reset,
        Fault::ResetInBody,
        Fault::Slow(Duration::from_secs(1)),
    ] {
        let server = MockServer::start().await;
        server.on::<ListCorpRecords>().reply_fault(fault);
        let result = tencent(server.url(), said).send(&records()).await;
        said.error(&result.expect_err("an error"));
    }
    let nobody = dingtalk("http://127.0.0.1:9", said);
    let result = nobody.send(&QueryConferenceInfo::new("c")).await;
    said.error(&result.expect_err("an error"));
}

async fn tokens_and_apps(said: &Said) {
    let server = MockServer::start().await;
    let echo = json!({ "code": "InvalidAuthentication", "message": "密钥secret-hunter2不对" });
    server
        .on::<GetAccessToken>()
        .respond(Reply::http(HttpReply::json(400, &echo)));
    let app = DingTalkApp::new("key", "secret-hunter2");
    said.debug(&app);
    let client = built(Client::builder(app), server.url(), said);
    let result = client.send(&QueryConferenceInfo::new("c")).await;
    said.error(&result.expect_err("an error"));
    said.debug(&GetAccessToken::new("key", "secret-hunter2"));
    said.debug(&GetToken::new("corp", "id", "secret-hunter2").clone());
    if let Err(error) = Redis::new("redis://user:pass-hunter2@:bad/x") {
        said.error(&error);
    }
    if let Ok(redis) = Redis::new("redis://user:pass-hunter2@127.0.0.1:9/0") {
        said.debug(&redis);
    }
}

async fn answers_with_links(said: &Said) {
    let server = MockServer::start().await;
    let link = format!("{}/files/x.mp4?签名=token-hunter2", server.url());
    let answer = json!({ "playUrl": link, "mp4FileUrl": link, "size": 5, "new_field": link });
    server
        .on::<QueryCloudRecordVideoPlayInfo>()
        .respond(Reply::answer(&answer));
    let call = QueryCloudRecordVideoPlayInfo::new("c", "u", "m", "r");
    let answer = dingtalk(server.url(), said)
        .send(&call)
        .await
        .expect("links");
    said.debug(&answer);
    let folder = tempfile::tempdir().expect("a folder");
    let downloader = Downloader::builder()
        .attempts(1)
        .build()
        .expect("a downloader");
    for link in [
        answer.mp4_file_url.expect("a link"),
        Secret::from("http://127.0.0.1:9/token-hunter2".to_owned()),
        Secret::from("ftp://token-hunter2/文件".to_owned()),
    ] {
        let download = downloader.download(&link, folder.path().join("x.mp4"));
        said.debug(&download);
        said.error(&download.await.expect_err("an error"));
    }
    // No operation has that path, and the test is not about what the server expects.
    said.push(&panic_of(|| server.verify()));
}

/// The text of a panic.
fn panic_of(action: impl FnOnce()) -> String {
    match catch_unwind(AssertUnwindSafe(action)) {
        Ok(()) => String::new(),
        Err(payload) => payload
            .downcast_ref::<String>()
            .cloned()
            .unwrap_or_default(),
    }
}

#[tokio::test]
async fn nothing_that_is_said_shows_a_secret() {
    let said = Said::default();
    let writer = said.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let guard = tracing::subscriber::set_default(subscriber);
    answers_that_repeat_secrets(&said).await;
    connections_that_break(&said).await;
    tokens_and_apps(&said).await;
    answers_with_links(&said).await;
    let client = tencent("http://127.0.0.1:9", &said);
    said.push(&panic_of(|| panic!("{client:?} {:?}", records())));
    drop(guard);
    let text = said.take();
    let shown: Vec<_> = text.lines().filter(|line| line.contains(PLANTED)).collect();
    assert_eq!(shown, [""; 0]);
    // Something was said: spans, attempts, errors.
    for expected in [
        "meeting_client.attempt",
        "Attempt {",
        "Drift {",
        "令牌「***」无效",
        "elsewhere.example",
        "Secret(***)",
    ] {
        assert!(text.contains(expected), "{expected} is missing:\n{text}");
    }
}
