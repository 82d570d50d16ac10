//! What a handler is told of a request.

use super::*;

const HOST: &str = "Host: localhost:1\r\nConnection: close\r\n";

/// The only request that was received.
async fn sent(request: &str) -> Received {
    let fixture = Fixture::start(ok).await;
    let answer = fixture.exchange(request).await;
    assert!(answer.starts_with("HTTP/1."), "{answer}");
    let mut received = fixture.received();
    assert_eq!(received.len(), 1, "{answer}");
    received.remove(0)
}

#[tokio::test]
async fn targets_come_byte_for_byte() {
    for target in [
        "/",
        "/v1/records",
        "/v1//a/../b/",
        "/a%2Fb%2f/%E4%B8%AD?x=%20+&y=a%26b",
        "/?",
        "/a?b?c",
        "/?a=1&a=2&&",
    ] {
        let received = sent(&format!("GET {target} HTTP/1.1\r\n{HOST}\r\n")).await;
        assert_eq!(received.target(), target);
        assert_eq!(received.method(), "GET");
    }
}

#[tokio::test]
async fn an_absolute_address_is_cut_to_path_and_query() {
    for (address, target) in [
        ("http://api.example:8080/v1/a%20b?c=%2F", "/v1/a%20b?c=%2F"),
        ("http://api.example", "/"),
    ] {
        let received = sent(&format!("GET {address} HTTP/1.1\r\n{HOST}\r\n")).await;
        assert_eq!(received.target(), target);
    }
}

#[tokio::test]
async fn headers_are_found_in_any_case() {
    let received = sent(&format!(
        "GET / HTTP/1.1\r\n{HOST}x-tc-KEY: AKID\r\nX-Empty:\r\nx-two: a\r\nX-TWO:  b \r\n\r\n"
    ))
    .await;
    assert_eq!(received.header("X-TC-Key"), Some("AKID"));
    assert_eq!(received.header("X-Empty"), Some(""));
    let two = received.headers().iter().filter(|it| it.0 == "x-two");
    assert_eq!(two.map(|it| it.1).collect::<Vec<_>>(), ["a", "b"]);
}

#[tokio::test]
async fn a_body_with_its_length() {
    let received = sent(&format!(
        "POST / HTTP/1.1\r\n{HOST}Content-Length: 4\r\n\r\n{{\"\u{e9}"
    ))
    .await;
    assert_eq!(received.method(), "POST");
    assert_eq!(received.body(), "{\"\u{e9}".as_bytes());
}

#[tokio::test]
async fn a_body_in_chunks() {
    let received = sent(&format!(
        "PUT / HTTP/1.1\r\n{HOST}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nX: y\r\n\r\n"
    ))
    .await;
    assert_eq!(received.body(), b"abc0123456789");
}

#[tokio::test]
async fn who_asks_whether_to_send_a_body_is_told_to() {
    let fixture = Fixture::start(ok).await;
    let mut stream = fixture.connect().await;
    let head =
        format!("POST / HTTP/1.1\r\n{HOST}Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let line = until(&mut stream, "\r\n\r\n").await;
    assert_eq!(line, "HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(b"abc").await.unwrap();
    let (answer, end) = until_end(&mut stream).await;
    end.unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 200 OK\r\n"));
    assert_eq!(fixture.received()[0].body(), b"abc");
}

#[tokio::test]
async fn who_asks_whether_to_send_too_much_is_told_not_to() {
    let fixture = Fixture::start(ok).await;
    let answer = fixture
        .exchange(
            "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 16777217\r\n\r\n",
        )
        .await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    assert_eq!(fixture.received(), []);
}

#[tokio::test]
async fn a_body_of_16_mib_is_read_and_one_byte_more_is_refused() {
    let fixture = Fixture::start(ok).await;
    for (length, status) in [(16_777_216, "200"), (16_777_217, "413")] {
        for framing in [
            format!("Content-Length: {length}\r\n\r\n"),
            format!("Transfer-Encoding: chunked\r\n\r\n{length:x}\r\n"),
        ] {
            let mut stream = fixture.connect().await;
            let head = format!("POST / HTTP/1.1\r\n{HOST}{framing}");
            stream.write_all(head.as_bytes()).await.unwrap();
            stream.write_all(&vec![b'a'; length]).await.unwrap();
            if framing.starts_with('T') {
                stream.write_all(b"\r\n0\r\n\r\n").await.unwrap();
            }
            let (answer, end) = until_end(&mut stream).await;
            end.unwrap();
            let answer = String::from_utf8(answer).unwrap();
            assert_eq!(answer[9..12], *status, "{answer}");
        }
    }
    let lengths = fixture.received();
    let lengths = lengths.iter().map(|it| it.body().len());
    assert_eq!(lengths.collect::<Vec<_>>(), [16_777_216; 2]);
}

#[tokio::test]
async fn a_malformed_body_is_refused() {
    let fixture = Fixture::start(ok).await;
    let answer = fixture
        .exchange("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")
        .await;
    let (head, body) = split(&answer);
    assert_eq!(head[0], "HTTP/1.1 400 Bad Request");
    assert!(head.contains(&"connection: close"));
    assert_eq!(body, "the body is malformed\n");
    assert_eq!(fixture.received(), []);
}

#[tokio::test]
async fn what_is_not_http_is_refused_and_the_server_goes_on() {
    let fixture = Fixture::start(ok).await;
    for rubbish in [
        "\u{16}\u{3}\u{1}\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    ] {
        let mut stream = fixture.connect().await;
        stream.write_all(rubbish.as_bytes()).await.unwrap();
        let (answer, _) = until_end(&mut stream).await;
        assert!(!answer.starts_with(b"HTTP/1.1 200"), "{rubbish:?}");
    }
    let many = "X: y\r\n".repeat(101);
    let answer = fixture
        .exchange(&format!("GET / HTTP/1.1\r\n{HOST}{many}\r\n"))
        .await;
    assert!(answer.starts_with("HTTP/1.1 431 "), "{answer}");
    assert_eq!(fixture.received(), []);
    let answer = fixture
        .exchange(&format!("GET / HTTP/1.1\r\n{HOST}\r\n"))
        .await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}
