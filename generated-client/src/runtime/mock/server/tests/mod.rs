//! The server against clients that write and read raw bytes.

mod answers;
mod ends;
mod life;
mod requests;

use std::{
    io,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::{sleep, timeout},
};

use super::{
    super::{HttpReply, Received, clock::Clock, http_reply::Manner},
    Server,
};

/// A server and what it has received.
struct Fixture {
    server: Server,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Fixture {
    /// A server that answers everything with `answer`.
    async fn start(answer: impl Fn(&Received) -> HttpReply + Send + Sync + 'static) -> Self {
        let received = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&received);
        let handler = Arc::new(move |call: Received| {
            let reply = answer(&call);
            kept.lock().unwrap().push(call);
            reply
        });
        let server = Server::start(0, Arc::default(), handler).await.unwrap();
        Self { server, received }
    }

    /// A server whose answers leave in this manner.
    async fn manner(body: &'static str, manner: Manner) -> Self {
        Self::start(move |_| reply(body, manner)).await
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.server.address()).await.unwrap()
    }

    /// Sends `request` on a connection of its own and reads what comes until the server closes it.
    async fn exchange(&self, request: &str) -> String {
        let mut stream = self.connect().await;
        stream.write_all(request.as_bytes()).await.unwrap();
        let (bytes, end) = until_end(&mut stream).await;
        end.unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    /// Waits until so many connections are open.
    async fn wait_for_connections(&self, count: usize) {
        eventually(async || self.server.connections() == count).await;
    }
}

fn reply(body: &str, manner: Manner) -> HttpReply {
    let mut reply = HttpReply::new(200).body(body);
    reply.manner = manner;
    reply
}

fn ok(_: &Received) -> HttpReply {
    HttpReply::new(200).body("ok")
}

/// What comes until the connection ends, and how it ends.
async fn until_end(stream: &mut TcpStream) -> (Vec<u8>, io::Result<()>) {
    let mut bytes = Vec::new();
    let read = stream.read_to_end(&mut bytes);
    let end = timeout(Duration::from_secs(5), read).await;
    let end = end.expect("the connection does not end");
    (bytes, end.map(|_| ()))
}

/// What comes until it ends with `end`.
async fn until(stream: &mut TcpStream, end: &str) -> String {
    let mut bytes = Vec::new();
    let read = async {
        while !bytes.ends_with(end.as_bytes()) {
            bytes.push(stream.read_u8().await.unwrap());
        }
    };
    let done = timeout(Duration::from_secs(5), read).await;
    let text = String::from_utf8(bytes).unwrap();
    assert!(done.is_ok(), "only this came: {text:?}");
    text
}

async fn eventually(mut is_so: impl AsyncFnMut() -> bool) {
    let wait = async {
        while !is_so().await {
            sleep(Duration::from_millis(1)).await;
        }
    };
    assert!(timeout(Duration::from_secs(5), wait).await.is_ok());
}

/// Status line and headers without the date, and the body.
fn split(answer: &str) -> (Vec<&str>, &str) {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let lines = head.split("\r\n");
    let lines = lines.filter(|line| !line.starts_with("date: "));
    (lines.collect(), body)
}
