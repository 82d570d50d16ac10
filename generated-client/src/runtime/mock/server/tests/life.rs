//! Starting, refusing, stopping.

use std::time::Instant;

use super::*;

const GET: &str = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
const CLOSE: &str = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

async fn is_refused(fixture: &Fixture) -> bool {
    let error = TcpStream::connect(fixture.server.address()).await.err();
    error.map(|error| error.kind()) == Some(io::ErrorKind::ConnectionRefused)
}

/// A connection on which a request was answered.
async fn used(fixture: &Fixture) -> TcpStream {
    let mut stream = fixture.connect().await;
    stream.write_all(GET.as_bytes()).await.unwrap();
    until(&mut stream, "ok").await;
    stream
}

#[tokio::test]
async fn it_listens_on_loopback_at_the_port_asked_for_if_that_is_free() {
    let fixture = Fixture::start(ok).await;
    let address = fixture.server.address();
    assert!(address.ip().is_loopback());
    let again = Server::start(address.port(), Arc::default(), Arc::new(|it| ok(&it))).await;
    let error = again.err().map(|error| error.kind());
    assert_eq!(error, Some(io::ErrorKind::AddrInUse));
    drop(fixture);
    eventually(async || {
        let again = Server::start(address.port(), Arc::default(), Arc::new(|it| ok(&it))).await;
        again.is_ok_and(|again| again.address() == address)
    })
    .await;
}

#[tokio::test]
async fn open_connections_are_counted() {
    let fixture = Fixture::start(ok).await;
    assert_eq!(fixture.server.connections(), 0);
    let first = used(&fixture).await;
    let second = used(&fixture).await;
    assert_eq!(fixture.server.connections(), 2);
    drop((first, second));
    fixture.wait_for_connections(0).await;
}

#[tokio::test]
async fn connecting_is_refused_at_once_and_later_accepted_at_the_same_port() {
    let fixture = Fixture::start(ok).await;
    let mut open = used(&fixture).await;
    let start = Instant::now();
    fixture.server.refuse_for(Duration::from_millis(30));
    assert!(is_refused(&fixture).await);
    let (rest, _) = until_end(&mut open).await;
    assert_eq!(rest, b"");
    fixture.wait_for_connections(0).await;
    eventually(async || !is_refused(&fixture).await).await;
    assert!(start.elapsed() >= Duration::from_millis(30));
    assert!(fixture.exchange(CLOSE).await.ends_with("ok"));
}

#[tokio::test]
async fn a_refused_time_can_be_extended_but_not_shortened() {
    let fixture = Fixture::start(ok).await;
    let start = Instant::now();
    fixture.server.refuse_for(Duration::from_millis(10));
    sleep(Duration::from_millis(1)).await;
    fixture.server.refuse_for(Duration::from_millis(50));
    fixture.server.refuse_for(Duration::ZERO);
    eventually(async || !is_refused(&fixture).await).await;
    assert!(start.elapsed() >= Duration::from_millis(51));
    fixture.server.refuse_for(Duration::MAX);
    assert!(is_refused(&fixture).await);
}

#[tokio::test]
async fn an_answer_can_shut_the_door() {
    let fixture = Fixture::start(|call| match call.target() {
        "/" => ok(call),
        _ => reply("", Manner::Refuse(Duration::from_millis(30))),
    })
    .await;
    let mut other = used(&fixture).await;
    let mut stream = fixture.connect().await;
    stream
        .write_all(b"GET /shut HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .unwrap();
    let (bytes, end) = until_end(&mut stream).await;
    assert_eq!(bytes, b"");
    assert_eq!(
        end.map_err(|error| error.kind()),
        Err(io::ErrorKind::ConnectionReset)
    );
    assert!(is_refused(&fixture).await);
    assert_eq!(until_end(&mut other).await.0, b"");
    eventually(async || !is_refused(&fixture).await).await;
    assert!(fixture.exchange(CLOSE).await.ends_with("ok"));
}

#[tokio::test]
async fn stopping_lets_running_answers_finish() {
    let delay = Duration::from_millis(50);
    let fixture = Fixture::start(move |call| match call.target() {
        "/" => ok(call),
        _ => ok(call).delay(delay),
    })
    .await;
    let mut idle = used(&fixture).await;
    let mut fresh = fixture.connect().await;
    let mut running = fixture.connect().await;
    running
        .write_all(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .unwrap();
    eventually(async || fixture.received().len() == 2).await;
    let start = Instant::now();
    fixture.server.stop().await;
    assert!(start.elapsed() < Duration::from_millis(900));
    assert!(is_refused(&fixture).await);
    assert_eq!(fixture.server.connections(), 0);
    let (answer, end) = until_end(&mut running).await;
    end.unwrap();
    assert!(answer.ends_with(b"\r\n\r\nok"));
    for stream in [&mut idle, &mut fresh] {
        assert_eq!(until_end(stream).await.0, b"");
    }
    // For good, and as often as one likes.
    fixture.server.refuse_for(Duration::ZERO);
    fixture.server.stop().await;
    assert!(is_refused(&fixture).await);
}

#[tokio::test]
async fn stopping_waits_for_a_second_at_most() {
    let fixture = Fixture::start(|call| ok(call).delay(Duration::MAX)).await;
    let mut stream = fixture.connect().await;
    stream.write_all(GET.as_bytes()).await.unwrap();
    eventually(async || fixture.received().len() == 1).await;
    let start = Instant::now();
    fixture.server.stop().await;
    assert!((1000..5000).contains(&start.elapsed().as_millis()));
    assert_eq!(fixture.server.connections(), 0);
    assert_eq!(until_end(&mut stream).await.0, b"");
}

#[tokio::test]
async fn dropping_closes_everything_and_forgets_the_handler() {
    let kept = Arc::new(());
    let in_handler = Arc::clone(&kept);
    let fixture = Fixture::start(move |call| {
        let _ = &in_handler;
        match call.target() {
            "/" => ok(call),
            _ => ok(call).delay(Duration::MAX),
        }
    })
    .await;
    let mut idle = used(&fixture).await;
    let mut running = fixture.connect().await;
    running
        .write_all(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .unwrap();
    eventually(async || fixture.received().len() == 2).await;
    let address = fixture.server.address();
    drop(fixture);
    let error = TcpStream::connect(address).await.err();
    assert_eq!(
        error.map(|error| error.kind()),
        Some(io::ErrorKind::ConnectionRefused)
    );
    for stream in [&mut idle, &mut running] {
        assert_eq!(until_end(stream).await.0, b"");
    }
    eventually(async || Arc::strong_count(&kept) == 1).await;
}

#[tokio::test]
async fn many_connections_leave_nothing_behind() {
    let fixture = Fixture::start(ok).await;
    for _ in 0..300 {
        assert!(fixture.exchange(CLOSE).await.ends_with("ok"));
    }
    fixture.wait_for_connections(0).await;
    assert!(fixture.server.site.state().connections.len() < 3);
}
