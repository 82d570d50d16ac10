//! An HTTP server on loopback that keeps the bytes it receives and answers what it was told to.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// Answers all requests alike until it is told otherwise. Stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    url: String,
    state: Arc<Mutex<State>>,
    accepting: JoinHandle<()>,
}

#[derive(Debug, Default)]
struct State {
    reply: Reply,
    received: Vec<Received>,
}

/// A request as it came over the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The request line, without the line break.
    pub line: String,
    /// Names and values, in order.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// What the server answers.
#[derive(Clone, Debug)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Default for Reply {
    fn default() -> Self {
        Self::new(200, "")
    }
}

impl Reply {
    /// An answer that carries nothing but its body and the length of it.
    #[must_use]
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
        }
    }

    /// The same answer with one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} x\r\n", self.status);
        for (name, value) in &self.headers {
            head.extend([name.as_str(), ": ", value, "\r\n"]);
        }
        let length = self.body.len().to_string();
        head.extend(["Content-Length: ", &length, "\r\n\r\n"]);
        [head.as_bytes(), &self.body].concat()
    }
}

impl Received {
    /// The method.
    #[must_use]
    pub fn method(&self) -> &str {
        self.line.split(' ').next().unwrap_or_default()
    }

    /// Path and query, byte for byte.
    #[must_use]
    pub fn target(&self) -> &str {
        self.line.split(' ').nth(1).unwrap_or_default()
    }

    /// The only value of a header, found without regard to case; `None` if it is absent.
    ///
    /// # Panics
    ///
    /// If the header was sent more than once.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self
            .headers
            .iter()
            .filter(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str());
        let first = values.next();
        assert_eq!(values.next(), None, "{name} was sent twice");
        first
    }

    /// The body as text.
    ///
    /// # Panics
    ///
    /// If it is not UTF-8.
    #[must_use]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the body is UTF-8")
    }
}

impl Server {
    /// Starts to listen at a free port.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&shared)));
            }
        });
        Self {
            url: format!("http://{address}"),
            state,
            accepting,
        }
    }

    /// Scheme, host and port.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Answers every request from now on with `reply`.
    pub fn reply(&self, reply: Reply) {
        lock(&self.state).reply = reply;
    }

    /// Everything received since this was last asked.
    #[must_use]
    pub fn take(&self) -> Vec<Received> {
        std::mem::take(&mut lock(&self.state).received)
    }

    /// The only request received since this was last asked.
    ///
    /// # Panics
    ///
    /// If there was none, or more than one.
    #[must_use]
    pub fn only(&self) -> Received {
        let mut received = self.take();
        assert_eq!(received.len(), 1, "{received:?}");
        received.remove(0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn serve(mut stream: TcpStream, state: Arc<Mutex<State>>) {
    while let Some(request) = read(&mut stream).await {
        let answer = {
            let mut state = lock(&state);
            state.received.push(request);
            state.reply.bytes()
        };
        if stream.write_all(&answer).await.is_err() {
            return;
        }
    }
}

/// One request; `None` if the client has hung up.
async fn read(stream: &mut TcpStream) -> Option<Received> {
    let mut bytes = Vec::new();
    loop {
        if let Some(request) = parse(&bytes) {
            return Some(request);
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
}

/// The request that `bytes` hold, once it is complete.
fn parse(bytes: &[u8]) -> Option<Received> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    // A request line that is not UTF-8 is kept recognisable, so that a test can complain about it.
    let head = String::from_utf8_lossy(&bytes[..end]);
    let mut lines = head.split("\r\n");
    let line = lines.next()?.to_owned();
    let headers = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect();
    let mut request = Received {
        line,
        headers,
        body: bytes[end + 4..].to_vec(),
    };
    let length = request
        .header("content-length")
        .map_or(0, |length| length.parse().unwrap_or(usize::MAX));
    if request.body.len() < length {
        return None;
    }
    request.body.truncate(length);
    Some(request)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_read_when_they_are_complete() {
        let whole = b"POST /a?b=c HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}";
        for end in 0..whole.len() {
            assert_eq!(parse(&whole[..end]), None, "{end}");
        }
        let request = parse(whole).expect("a request");
        assert_eq!(request.method(), "POST");
        assert_eq!(request.target(), "/a?b=c");
        assert_eq!(request.header("HOST"), Some("x"));
        assert_eq!(request.header("absent"), None);
        assert_eq!(request.text(), "{}");
    }

    #[test]
    fn replies_say_how_long_they_are() {
        let reply = Reply::new(404, "no").header("X-TC-Trace", "T1");
        assert_eq!(
            String::from_utf8_lossy(&reply.bytes()),
            "HTTP/1.1 404 x\r\nX-TC-Trace: T1\r\nContent-Length: 2\r\n\r\nno"
        );
    }
}
