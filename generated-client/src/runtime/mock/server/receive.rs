//! Reading a request.

use http_body_util::BodyExt as _;
use hyper::{
    Request, Uri,
    body::{Body as _, Incoming},
    header::EXPECT,
};

use super::super::{HttpReply, Received};

/// The longest body that is read.
pub(super) const MAX_BODY: usize = 16 * 1024 * 1024;

/// How much of a longer body is read and thrown away, so that the client has sent it all when it is told.
const MAX_WASTE: usize = 8 * MAX_BODY;

/// Reads a request to its end, or says why not.
pub(super) async fn receive(request: Request<Incoming>) -> Result<Received, HttpReply> {
    let (head, body) = request.into_parts();
    let waits = head.headers.contains_key(EXPECT);
    let body = read(body, waits).await?;
    let mut received = Received::new(head.method.as_str(), target(&head.uri)).with_body(body);
    for (name, value) in &head.headers {
        let value = String::from_utf8_lossy(value.as_bytes());
        received = received.with_header(name.as_str(), &value);
    }
    Ok(received)
}

/// Path and query, also of an absolute address; of `CONNECT`, the host.
fn target(uri: &Uri) -> String {
    uri.path_and_query()
        .map_or_else(|| uri.to_string(), ToString::to_string)
}

async fn read(mut body: Incoming, waits: bool) -> Result<Vec<u8>, HttpReply> {
    if waits && body.size_hint().lower() > MAX_BODY as u64 {
        // The client has not sent it yet, and need not.
        return Err(too_long());
    }
    let mut bytes = Vec::new();
    let mut count: usize = 0;
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            return Err(refused(400, "the body is malformed"));
        };
        let Some(data) = frame.data_ref() else {
            continue;
        };
        count = count.saturating_add(data.len());
        if count <= MAX_BODY {
            bytes.extend_from_slice(data);
        } else if count <= MAX_WASTE {
            bytes = Vec::new();
        } else {
            break;
        }
    }
    if count > MAX_BODY {
        return Err(too_long());
    }
    Ok(bytes)
}

fn too_long() -> HttpReply {
    refused(413, "the body is longer than 16 MiB")
}

fn refused(status: u16, problem: &str) -> HttpReply {
    HttpReply::new(status)
        .header("Content-Type", "text/plain;charset=utf-8")
        .header("Connection", "close")
        .body(format!("{problem}\n"))
}
