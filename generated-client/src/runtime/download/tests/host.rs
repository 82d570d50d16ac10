//! A server that sends files, well or badly.

use std::{
    fmt::Write as _,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
    task::JoinHandle,
};

/// A server on loopback; each connection carries one request.
pub(super) struct Host {
    url: String,
    requests: Arc<Mutex<Vec<Request>>>,
    task: JoinHandle<()>,
}

/// The head of a request.
#[derive(Clone)]
pub(super) struct Request(String);

/// What is written before the connection ends.
pub(super) struct Reply {
    head: String,
    body: Vec<u8>,
    hang: bool,
}

impl Host {
    /// Answers the n-th request, from 1, with what `answer` says.
    pub(super) async fn start(
        answer: impl Fn(usize, &Request) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        let task = tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    match stream.read_u8().await {
                        Ok(byte) => head.push(byte),
                        Err(_) => break,
                    }
                }
                let request = Request(String::from_utf8(head).unwrap());
                let number = {
                    let mut seen = seen.lock().unwrap();
                    seen.push(request.clone());
                    seen.len()
                };
                let reply = answer(number, &request);
                let _ = stream.write_all(reply.head.as_bytes()).await;
                let _ = stream.write_all(&reply.body).await;
                let _ = stream.flush().await;
                if reply.hang {
                    tokio::spawn(async move {
                        let _stream = stream;
                        std::future::pending::<()>().await;
                    });
                }
            }
        });
        Self {
            url,
            requests,
            task,
        }
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    pub(super) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Request {
    pub(super) fn text(&self) -> &str {
        &self.0
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.0.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// The first byte that is asked for.
    pub(super) fn start(&self) -> Option<usize> {
        let range = self.header("range")?.strip_prefix("bytes=")?;
        range.strip_suffix('-')?.parse().ok()
    }
}

impl Reply {
    pub(super) fn new(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Self {
        let mut head = format!("HTTP/1.1 {status} x\r\nconnection: close\r\n");
        for (name, value) in headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        Self {
            head: head + "\r\n",
            body: body.to_vec(),
            hang: false,
        }
    }

    /// The whole file.
    pub(super) fn whole(content: &[u8], headers: &[(&str, &str)]) -> Self {
        let length = content.len().to_string();
        let mut all = vec![("content-length", length.as_str())];
        all.extend_from_slice(headers);
        Self::new(200, &all, content)
    }

    /// A file without an announced size, in pieces.
    pub(super) fn pieces(content: &[u8], headers: &[(&str, &str)]) -> Self {
        let mut body = Vec::new();
        for piece in content.chunks(1000) {
            body.extend_from_slice(format!("{:x}\r\n", piece.len()).as_bytes());
            body.extend_from_slice(piece);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"0\r\n\r\n");
        let mut all = vec![("transfer-encoding", "chunked")];
        all.extend_from_slice(headers);
        Self::new(200, &all, &body)
    }

    /// The end of a file.
    pub(super) fn rest(content: &[u8], start: usize, headers: &[(&str, &str)]) -> Self {
        let range = format!("bytes {start}-{}/{}", content.len() - 1, content.len());
        let length = (content.len() - start).to_string();
        let mut all = vec![
            ("content-range", range.as_str()),
            ("content-length", length.as_str()),
        ];
        all.extend_from_slice(headers);
        Self::new(206, &all, &content[start..])
    }

    /// What a good storage service answers about a file with a tag.
    pub(super) fn good(request: &Request, content: &[u8], etag: &str) -> Self {
        let headers = [("etag", etag), ("content-type", "video/mp4")];
        match request.start() {
            Some(start)
                if request.header("if-range").is_none_or(|tag| tag == etag)
                    && start < content.len() =>
            {
                Self::rest(content, start, &headers)
            }
            Some(start) if start >= content.len() => {
                let range = format!("bytes */{}", content.len());
                Self::new(416, &[("content-range", &range)], b"")
            }
            _ => Self::whole(content, &headers),
        }
    }

    /// Closes the connection after so many bytes of the body.
    pub(super) fn cut(mut self, size: usize) -> Self {
        self.body.truncate(size);
        self
    }

    /// Says nothing more, and keeps the connection.
    pub(super) fn hang(mut self) -> Self {
        self.hang = true;
        self
    }
}
