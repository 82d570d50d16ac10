//! The HTTP transport against a server on loopback that reads and writes raw bytes.

use std::{error::Error as _, fmt::Write as _, net::SocketAddr, time::Duration};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use meeting_client::{
    Client, DingTalk, Endpoint, ErrorKind, HttpTransport, RetryPolicy, TencentCredentials,
    TencentMeeting, Token, Transport,
    runtime::{Method, Operation, Request, Response, TransportError, TransportRequest},
};
use sha2::Sha256;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
    time::{Instant, sleep},
};

use crate::common::{PlayInfo, StartRecord, TOKEN, words};

/// Answers one connection with `answer`, and returns what the client sent.
async fn serve(answer: impl Into<Vec<u8>>) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = url(listener.local_addr().unwrap());
    let answer = answer.into();
    let sent = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let request = read_request(&mut stream).await;
        // The client may hang up before it has read everything.
        let _ = stream.write_all(&answer).await;
        request
    });
    (url, sent)
}

fn url(address: SocketAddr) -> String {
    format!("http://{address}")
}

/// Head and body of a request.
async fn read_request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let count = stream.read(&mut chunk).await.unwrap();
        bytes.extend_from_slice(&chunk[..count]);
        let text = String::from_utf8(bytes.clone()).unwrap();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "))
                .map_or(0, |length| length.parse().unwrap());
            if body.len() == length {
                return text;
            }
        }
        assert_ne!(count, 0, "the client hung up");
    }
}

/// Environments with a proxy must not matter here.
fn transport() -> HttpTransport {
    HttpTransport::builder()
        .no_proxy()
        .connect_timeout(Duration::from_secs(5))
        .build()
        .unwrap()
}

fn client(url: &str) -> Client<DingTalk> {
    Client::builder(Token::new(TOKEN))
        .base_url(url)
        .transport(transport())
        .retry(RetryPolicy::none())
        .without_limits()
        .build()
        .unwrap()
}

async fn get(url: &str, target: &str, limit: usize) -> Result<Response, TransportError> {
    let mut request = TransportRequest::new(Method::Get, url, target);
    request.max_response_bytes = limit;
    request.timeout = Duration::from_secs(5);
    transport().send(request).await
}

fn answer(body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nX-Acs-Request-Id: R1\r\n\r\n{body}",
        body.len()
    )
}

#[tokio::test]
async fn a_call_without_body() {
    let (url, sent) = serve(answer(r#"{"status":1}"#)).await;
    let answer = client(&url).send_with_meta(&PlayInfo).await.unwrap();
    assert_eq!(answer.value.status, Some(1));
    assert_eq!(answer.meta.request_id.as_deref(), Some("R1"));
    let sent = sent.await.unwrap();
    let mut lines = sent.lines();
    assert_eq!(
        lines.next(),
        Some("GET /v1.0/conference/videoConferences/6139b4/play?unionId=WFBk%20gJv HTTP/1.1")
    );
    let mut headers: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
    headers.sort_unstable();
    let host = format!("host: {}", url.strip_prefix("http://").unwrap());
    assert_eq!(
        headers,
        [
            "accept: */*",
            &host,
            "user-agent: meeting-client/0.1.0",
            "x-acs-dingtalk-access-token: token-hunter2",
        ]
    );
}

#[tokio::test]
async fn a_call_with_body() {
    let (url, sent) = serve(answer(r#"{"code":"200"}"#)).await;
    client(&format!("{url}/gateway/"))
        .send(&StartRecord)
        .await
        .unwrap();
    let sent = sent.await.unwrap();
    let (head, body) = sent.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with(
        "POST /gateway/v1.0/conference/videoConferences/6139b4/cloudRecords/start HTTP/1.1\r\n"
    ));
    assert!(
        head.contains("\r\ncontent-type: application/json\r\n"),
        "{head}"
    );
    assert_eq!(body, r#"{"unionId":"WFBk"}"#);
}

#[tokio::test]
async fn what_was_signed_is_what_is_sent() {
    let target =
        "/v1/a%2Fb/..%2F/c%20d/~!$&'()*+,;=:@?userid=123%2B123&x=%E4%BC%9A&y=a,b&empty=&z=~";
    let (url, sent) = serve(answer("{}")).await;
    get(&url, target, 100).await.unwrap();
    let sent = sent.await.unwrap();
    assert_eq!(sent.split(' ').nth(1), Some(target));
}

/// An operation whose every part has to be encoded.
struct Awkward;

impl Endpoint for Awkward {
    type Service = TencentMeeting;
    type Response = serde_json::Value;
    const OPERATION: &'static Operation = &Operation::new("awkward");

    fn request(&self) -> meeting_client::Result<Request> {
        Request::post("/v1/meetings/{id}/cancel")
            .path("id", "a/b 会")
            .query("user id", "123+123&'~\"<>")
            .json("reason", "取消 \u{1}")
            .build()
    }
}

#[tokio::test]
async fn the_signature_covers_the_bytes_on_the_wire() {
    const KEY: &str = "a-key";
    let (url, sent) = serve(answer("{}")).await;
    let client: Client<TencentMeeting> =
        Client::builder(TencentCredentials::new("an-id", KEY, "1"))
            .base_url(url)
            .transport(transport())
            .build()
            .unwrap();
    client.send(&Awkward).await.unwrap();
    let sent = sent.await.unwrap();
    let (head, body) = sent.split_once("\r\n\r\n").unwrap();
    let header = |name: &str| {
        let start = format!("{name}: ");
        head.lines()
            .find_map(|line| line.strip_prefix(&start))
            .unwrap()
    };
    let text = format!(
        "POST\nX-TC-Key={}&X-TC-Nonce={}&X-TC-Timestamp={}\n{}\n{body}",
        header("x-tc-key"),
        header("x-tc-nonce"),
        header("x-tc-timestamp"),
        head.split(' ').nth(1).unwrap(),
    );
    let mut mac = Hmac::<Sha256>::new_from_slice(KEY.as_bytes()).unwrap();
    mac.update(text.as_bytes());
    let mut digest = String::new();
    for byte in mac.finalize().into_bytes() {
        write!(digest, "{byte:02x}").unwrap();
    }
    assert_eq!(header("x-tc-signature"), STANDARD.encode(digest));
    assert_eq!(header("content-type"), "application/json");
    assert_eq!(body, "{\"reason\":\"取消 \\u0001\"}");
}

#[tokio::test]
async fn what_would_be_changed_is_not_sent() {
    let cases = [
        "/a/../b",
        "/a/./b",
        "/%2e%2e/b",
        "/a b",
        "/a\\b",
        "/a#b",
        "/?a=b c",
        "/?a=\"b\"",
        "/中",
        "/a\tb",
        "",
    ];
    for target in cases {
        let error = get("http://127.0.0.1:1", target, 100).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "the URL would not be sent as it was signed",
            "{target}"
        );
    }
}

#[tokio::test]
async fn large_answers_are_refused() {
    let announced = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n";
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n5\r\nghijk\r\n0\r\n\r\n";
    let until_the_end = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabcdefghijk";
    for answer in [announced, chunked, until_the_end] {
        let (url, _sent) = serve(answer).await;
        let error = get(&url, "/", 10).await.unwrap_err();
        assert_eq!(error.to_string(), "the answer is larger than 10 bytes");
    }
    for answer in [chunked, until_the_end] {
        let (url, _sent) = serve(answer).await;
        assert_eq!(get(&url, "/", 11).await.unwrap().body, b"abcdefghijk");
    }
}

#[tokio::test]
async fn a_client_says_that_an_answer_is_large() {
    let (url, _sent) = serve(answer("{\"status\": 1}")).await;
    let client: Client<DingTalk> = Client::builder(Token::new(TOKEN))
        .base_url(url)
        .transport(transport())
        .max_response_bytes(5)
        .build()
        .unwrap();
    let error = client.send(&PlayInfo).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert_eq!(
        words(&error),
        "dingtalk play_info: the answer is larger than 5 bytes"
    );
}

#[tokio::test]
async fn slow_answers_are_given_up() {
    // Headers arrive in time, the body does not.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = url(listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{")
            .await
            .unwrap();
        sleep(Duration::from_secs(60)).await;
    });
    let client: Client<DingTalk> = Client::builder(Token::new(TOKEN))
        .base_url(url)
        .transport(transport())
        .timeout(Duration::from_millis(50))
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    let start = Instant::now();
    let error = client.send(&PlayInfo).await.unwrap_err();
    assert!(start.elapsed() < Duration::from_secs(30));
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(words(&error), "dingtalk play_info: no answer within 50ms");
    server.abort();
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let other = listener.local_addr().unwrap();
    for status in [
        "301 Moved",
        "302 Found",
        "307 Temporary Redirect",
        "308 Permanent Redirect",
    ] {
        let (url, _sent) = serve(format!(
            "HTTP/1.1 {status}\r\nLocation: http://{other}/x?token=hunter2\r\nContent-Length: 0\r\n\r\n"
        ))
        .await;
        let error = client(&url).send(&PlayInfo).await.unwrap_err();
        assert_eq!(
            words(&error),
            format!(
                "dingtalk play_info: HTTP {}: redirect to {other} not followed",
                &status[..3]
            )
        );
    }
    let visited = tokio::time::timeout(Duration::from_millis(20), listener.accept()).await;
    assert!(visited.is_err());
}

#[tokio::test]
async fn nobody_listens() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = url(listener.local_addr().unwrap());
    drop(listener);
    let error = client(&url).send(&StartRecord).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.is_retryable());
    assert_eq!(
        words(&error),
        "dingtalk start_cloud_record: could not connect to the service"
    );
    assert!(error.source().is_some());
}

#[tokio::test]
async fn a_connection_that_breaks() {
    for answer in [
        "",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{",
        "nonsense\r\n\r\n",
    ] {
        let (url, sent) = serve(answer).await;
        let error = client(&url).send(&PlayInfo).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport);
        assert_eq!(
            words(&error),
            "dingtalk play_info: no answer from the service"
        );
        // The query may hold secrets.
        let mut source = error.source();
        while let Some(cause) = source {
            assert!(!cause.to_string().contains("unionId"), "{cause}");
            source = cause.source();
        }
        assert!(error.is_retryable());
        sent.await.unwrap();
    }
}

#[cfg(not(feature = "rustls"))]
#[tokio::test]
async fn https_needs_a_feature() {
    let error = client("https://127.0.0.1:1")
        .send(&PlayInfo)
        .await
        .unwrap_err();
    assert_eq!(
        words(&error),
        "dingtalk play_info: an https address needs the Cargo feature `rustls` of meeting-client"
    );
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn a_client_needs_no_more_than_credentials() {
    assert!(Client::<DingTalk>::new(Token::new(TOKEN)).is_ok());
}
