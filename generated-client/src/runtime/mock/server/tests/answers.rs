//! What a client sees of a well-behaved answer.

use super::*;

const CLOSE: &str = "Host: a\r\nConnection: close\r\n\r\n";

#[tokio::test]
async fn status_headers_and_body() {
    let fixture = Fixture::start(|_| {
        HttpReply::new(403)
            .header("Content-Type", "text/plain")
            .header("X-Two", "a")
            .header("X-Two", "b")
            .body("no\u{e9}")
    })
    .await;
    let answer = fixture
        .exchange(&format!("GET / HTTP/1.1\r\n{CLOSE}"))
        .await;
    let (mut head, body) = split(&answer);
    head.sort_unstable();
    assert_eq!(
        head,
        [
            "HTTP/1.1 403 Forbidden",
            "connection: close",
            "content-length: 4",
            "content-type: text/plain",
            "x-two: a",
            "x-two: b",
        ]
    );
    assert_eq!(body, "no\u{e9}");
}

#[tokio::test]
async fn the_date_is_the_clocks() {
    let clock = Arc::new(Clock::default());
    clock.advance(Duration::from_secs(7200));
    let handler = Arc::new(|call: Received| match call.target() {
        "/own" => HttpReply::new(200).header("Date", "Sun, 06 Nov 1994 08:49:37 GMT"),
        _ => HttpReply::new(200),
    });
    let server = Server::start(0, Arc::clone(&clock), handler).await.unwrap();
    let fixture = Fixture {
        server,
        received: Arc::default(),
    };
    let answer = fixture
        .exchange(&format!("GET / HTTP/1.1\r\n{CLOSE}"))
        .await;
    let date = answer.lines().find_map(|line| line.strip_prefix("date: "));
    let date = httpdate::parse_http_date(date.unwrap()).unwrap();
    let ahead = date.duration_since(std::time::SystemTime::now()).unwrap();
    assert!((7100..=7200).contains(&ahead.as_secs()), "{ahead:?}");

    let own = fixture
        .exchange(&format!("GET /own HTTP/1.1\r\n{CLOSE}"))
        .await;
    assert_eq!(own.matches("date: ").count(), 1);
    assert!(own.contains("date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"));
}

#[tokio::test]
async fn a_connection_takes_several_requests() {
    let fixture = Fixture::start(|call| HttpReply::new(200).body(call.target())).await;
    let mut stream = fixture.connect().await;
    for target in ["/a", "/b"] {
        let request = format!("GET {target} HTTP/1.1\r\nHost: a\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let answer = until(&mut stream, target).await;
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert!(!answer.contains("connection:"), "{answer}");
    }
    assert_eq!(fixture.server.connections(), 1);
}

#[tokio::test]
async fn requests_may_come_before_the_answers_to_earlier_ones() {
    let fixture = Fixture::start(|call| {
        let millis = if call.target() == "/first" { 20 } else { 0 };
        HttpReply::new(200)
            .body(call.target())
            .delay(Duration::from_millis(millis))
    })
    .await;
    let answers = fixture
        .exchange(&format!(
            "POST /first HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab\
             GET /second HTTP/1.1\r\nHost: a\r\n\r\nGET /third HTTP/1.1\r\n{CLOSE}"
        ))
        .await;
    let bodies: Vec<_> = answers
        .split("HTTP/1.1 200 OK\r\n")
        .filter_map(|answer| answer.split_once("\r\n\r\n"))
        .map(|(_, body)| body)
        .collect();
    assert_eq!(bodies, ["/first", "/second", "/third"]);
}

#[tokio::test]
async fn http_1_0_gets_its_own_version_and_the_connection_is_closed() {
    let fixture = Fixture::start(ok).await;
    let answer = fixture.exchange("GET / HTTP/1.0\r\n\r\n").await;
    let (head, body) = split(&answer);
    assert_eq!(head, ["HTTP/1.0 200 OK", "content-length: 2"]);
    assert_eq!(body, "ok");
    // Without chunks, the end of the connection is the end of the body.
    let padded = Manner::Padded {
        bytes: 4,
        declared: false,
    };
    let fixture = Fixture::manner("ok", padded).await;
    let answer = fixture.exchange("GET / HTTP/1.0\r\n\r\n").await;
    assert_eq!(split(&answer), (vec!["HTTP/1.0 200 OK"], "ok  "));
}

#[tokio::test]
async fn head_is_answered_without_a_body() {
    for (manner, length) in [
        (Manner::Whole, "content-length: 5"),
        (Manner::Slow(Duration::from_secs(60)), "content-length: 5"),
        (Manner::TooShort, "content-length: 6"),
        (
            Manner::Padded {
                bytes: 9,
                declared: true,
            },
            "content-length: 9",
        ),
    ] {
        let fixture = Fixture::manner("12345", manner).await;
        let answer = fixture
            .exchange(&format!("HEAD / HTTP/1.1\r\n{CLOSE}"))
            .await;
        let (head, body) = split(&answer);
        assert_eq!(head, ["HTTP/1.1 200 OK", "connection: close", length]);
        assert_eq!(body, "");
    }
}

#[tokio::test]
async fn statuses_without_a_body_have_none() {
    for status in [204, 304] {
        let fixture = Fixture::start(move |_| HttpReply::new(status).body("x")).await;
        let answer = fixture
            .exchange(&format!("GET / HTTP/1.1\r\n{CLOSE}"))
            .await;
        let (head, body) = split(&answer);
        assert_eq!(head.len(), 2, "{head:?}");
        assert!(head[0].contains(&status.to_string()));
        assert_eq!(body, "");
    }
}

#[tokio::test]
async fn an_answer_that_http_cannot_carry_says_so() {
    for (reply, problem) in [
        (HttpReply::new(99), "99 is not the status of an answer"),
        (HttpReply::new(100), "100 is not the status of an answer"),
        (HttpReply::new(101), "101 is not the status of an answer"),
        (HttpReply::new(1000), "1000 is not the status of an answer"),
        (
            HttpReply::new(200).header("a b", "c"),
            "\"a b\" is not the name of a header",
        ),
        (
            HttpReply::new(200).header("X-A", "hunter2\r\nX-B: c"),
            "the header `X-A` cannot have this value",
        ),
    ] {
        let fixture = Fixture::start(move |_| reply.clone()).await;
        let answer = fixture
            .exchange(&format!("GET / HTTP/1.1\r\n{CLOSE}"))
            .await;
        let (head, body) = split(&answer);
        assert_eq!(head[0], "HTTP/1.1 500 Internal Server Error");
        let expected = format!("the mock server cannot send this answer: {problem}\n");
        assert_eq!(body, expected);
    }
}

#[tokio::test]
async fn the_length_is_counted_whatever_the_answer_claims() {
    let fixture = Fixture::start(|_| {
        HttpReply::new(200)
            .header("Content-Length", "7")
            .header("Transfer-Encoding", "chunked")
            .body("ok")
    })
    .await;
    let answer = fixture
        .exchange(&format!("GET / HTTP/1.1\r\n{CLOSE}"))
        .await;
    let (mut head, body) = split(&answer);
    head.sort_unstable();
    assert_eq!(
        head,
        ["HTTP/1.1 200 OK", "connection: close", "content-length: 2"]
    );
    assert_eq!(body, "ok");
}

#[tokio::test]
async fn a_handler_that_panics_ends_its_connection_only() {
    let fixture = Fixture::start(|call| match call.target() {
        "/panic" => std::panic::resume_unwind(Box::new(())),
        _ => ok(call),
    })
    .await;
    let answer = fixture
        .exchange(&format!("GET /panic HTTP/1.1\r\n{CLOSE}"))
        .await;
    assert_eq!(answer, "");
    let answer = fixture
        .exchange(&format!("GET / HTTP/1.1\r\n{CLOSE}"))
        .await;
    assert!(answer.ends_with("\r\n\r\nok"));
}
