//! Answers that end badly, late, slowly or not soon.

use std::time::Instant;

use super::*;

const GET: &str = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
const CLOSE: &str = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

/// What comes before the connection ends, and how it ends.
async fn end(fixture: &Fixture, request: &str) -> (String, io::Result<()>) {
    let mut stream = fixture.connect().await;
    stream.write_all(request.as_bytes()).await.unwrap();
    let (bytes, end) = until_end(&mut stream).await;
    (String::from_utf8(bytes).unwrap(), end)
}

fn is_reset(end: &io::Result<()>) -> bool {
    end.as_ref().map_err(io::Error::kind) == Err(io::ErrorKind::ConnectionReset)
}

#[tokio::test]
async fn reset_before_the_answer() {
    let fixture = Fixture::manner("0123456789", Manner::Reset).await;
    for request in [
        GET,
        "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
    ] {
        let (bytes, end) = end(&fixture, request).await;
        assert_eq!(bytes, "");
        assert!(is_reset(&end), "{end:?}");
    }
    fixture.wait_for_connections(0).await;
}

#[tokio::test]
async fn reset_in_the_middle_of_the_body() {
    for (body, length, half) in [
        ("0123456789", "content-length: 10", "01234"),
        ("012", "content-length: 3", "0"),
        ("0", "content-length: 1", ""),
        ("", "content-length: 1", ""),
    ] {
        let fixture = Fixture::manner(body, Manner::ResetInBody).await;
        let (answer, end) = end(&fixture, GET).await;
        assert_eq!(split(&answer), (vec!["HTTP/1.1 200 OK", length], half));
        assert!(is_reset(&end), "{end:?}");
    }
}

#[tokio::test]
async fn reset_in_the_middle_of_a_body_that_fills_all_buffers() {
    // More than the system and the HTTP library buffer: the client reads while the server writes.
    let length = 16 * 1024 * 1024;
    let fixture = Fixture::start(move |_| {
        let mut reply = HttpReply::new(200).body(vec![b'a'; length]);
        reply.manner = Manner::ResetInBody;
        reply
    })
    .await;
    let (answer, end) = end(&fixture, GET).await;
    assert!(is_reset(&end), "{end:?}");
    let (head, body) = split(&answer);
    assert_eq!(head[1], format!("content-length: {length}"));
    // A reset takes along what is on its way.
    assert!(
        body.len() <= length / 2 && body.len() > length / 8,
        "{}",
        body.len()
    );
}

#[tokio::test]
async fn where_there_is_no_body_a_reset_in_it_comes_before_the_answer() {
    let fixture = Fixture::manner("0123456789", Manner::ResetInBody).await;
    let (bytes, end) = end(&fixture, "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").await;
    assert_eq!(bytes, "");
    assert!(is_reset(&end), "{end:?}");
}

#[tokio::test]
async fn a_length_of_one_byte_too_much() {
    for (body, length) in [("ok", "content-length: 3"), ("", "content-length: 1")] {
        let fixture = Fixture::manner(body, Manner::TooShort).await;
        let (answer, end) = end(&fixture, GET).await;
        assert_eq!(split(&answer), (vec!["HTTP/1.1 200 OK", length], body));
        end.unwrap();
    }
}

#[tokio::test]
async fn slow_bytes_come_one_by_one() {
    let pause = Duration::from_millis(10);
    let fixture = Fixture::manner("abcd", Manner::Slow(pause)).await;
    let mut stream = fixture.connect().await;
    let start = Instant::now();
    stream.write_all(GET.as_bytes()).await.unwrap();
    let head = until(&mut stream, "\r\n\r\n").await;
    assert!(head.contains("content-length: 4\r\n"));
    let mut buffer = [0; 16];
    for (at, byte) in (1..).zip(b"abcd") {
        // However much was asked for.
        assert_eq!(stream.read(&mut buffer).await.unwrap(), 1);
        assert_eq!(buffer[0], *byte);
        assert!(start.elapsed() >= pause * at);
    }
    // The connection can be used again.
    assert_eq!(fixture.server.connections(), 1);
}

#[tokio::test]
async fn a_padded_body_is_followed_by_blanks() {
    for (bytes, expected) in [(6, "{}    "), (2, "{}"), (1, "{}"), (0, "{}")] {
        let declared = Manner::Padded {
            bytes,
            declared: true,
        };
        let fixture = Fixture::manner("{}", declared).await;
        let (answer, end) = end(&fixture, CLOSE).await;
        end.unwrap();
        let (head, body) = split(&answer);
        assert!(head.contains(&&*format!("content-length: {}", expected.len())));
        assert_eq!(body, expected);
    }
    let undeclared = Manner::Padded {
        bytes: 6,
        declared: false,
    };
    let fixture = Fixture::manner("{}", undeclared).await;
    let (answer, end) = end(&fixture, CLOSE).await;
    end.unwrap();
    let (head, body) = split(&answer);
    assert!(head.contains(&"transfer-encoding: chunked"), "{head:?}");
    assert!(!answer.contains("content-length"));
    assert_eq!(body, "2\r\n{}\r\n4\r\n    \r\n0\r\n\r\n");
}

#[tokio::test]
async fn a_long_padded_body_arrives_whole() {
    let total: usize = 8 * 1024 * 1024 + 1;
    for declared in [true, false] {
        let bytes = total as u64;
        let fixture = Fixture::manner("{}", Manner::Padded { bytes, declared }).await;
        let mut stream = fixture.connect().await;
        // Without chunks there is nothing to take apart.
        stream.write_all(b"GET / HTTP/1.0\r\n\r\n").await.unwrap();
        let head = until(&mut stream, "\r\n\r\n").await;
        let length = format!("content-length: {total}\r\n");
        assert_eq!(head.contains(&length), declared);
        let (body, end) = until_end(&mut stream).await;
        end.unwrap();
        assert_eq!(body.len(), total);
        assert_eq!(body[..2], *b"{}");
        assert!(body[2..].iter().all(|byte| *byte == b' '));
    }
}

#[tokio::test]
async fn a_body_without_end_ends_when_the_client_hangs_up() {
    for declared in [true, false] {
        let endless = Manner::Padded {
            bytes: u64::MAX,
            declared,
        };
        let fixture = Fixture::manner("{}", endless).await;
        let mut stream = fixture.connect().await;
        stream.write_all(GET.as_bytes()).await.unwrap();
        until(&mut stream, "{}").await;
        drop(stream);
        fixture.wait_for_connections(0).await;
    }
}

#[tokio::test]
async fn a_delayed_answer_comes_later() {
    let delay = Duration::from_millis(30);
    let fixture = Fixture::start(move |call| ok(call).delay(delay)).await;
    let start = Instant::now();
    let (answer, end) = end(&fixture, CLOSE).await;
    end.unwrap();
    assert!(start.elapsed() >= delay);
    assert!(answer.ends_with("\r\n\r\nok"));
}

#[tokio::test]
async fn a_client_may_hang_up_during_a_delay_or_a_pause() {
    for (delay, manner) in [
        (Duration::MAX, Manner::Whole),
        (Duration::ZERO, Manner::Slow(Duration::MAX)),
    ] {
        let fixture = Fixture::start(move |_| reply("ok", manner).delay(delay)).await;
        let mut stream = fixture.connect().await;
        stream.write_all(GET.as_bytes()).await.unwrap();
        eventually(async || fixture.received().len() == 1).await;
        assert_eq!(fixture.server.connections(), 1);
        drop(stream);
        fixture.wait_for_connections(0).await;
    }
}
