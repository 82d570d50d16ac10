//! Writing an answer.

use std::{sync::Arc, time::SystemTime};

use hyper::{
    HeaderMap, Method, Response, StatusCode,
    header::{CONTENT_LENGTH, DATE, HeaderName, HeaderValue, TRAILER, TRANSFER_ENCODING},
};

use super::{
    super::{HttpReply, http_reply::Manner},
    body::Payload,
    socket::Line,
};
use crate::runtime::Headers;

/// Brings an answer into the HTTP library's terms; `None` if the connection is reset instead.
///
/// What cannot be sent becomes status 500 with a text that says why.
pub(super) fn respond(
    reply: HttpReply,
    method: &Method,
    now: SystemTime,
    line: Arc<Line>,
) -> Option<Response<Payload>> {
    let (status, mut headers, body) = match head(&reply) {
        Ok((status, headers)) => (status, headers, reply.body),
        Err(problem) => {
            let text = format!("the mock server cannot send this answer: {problem}\n");
            (
                StatusCode::INTERNAL_SERVER_ERROR,
                HeaderMap::new(),
                text.into(),
            )
        }
    };
    let bare = matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
    let silent = bare || method == Method::HEAD;
    match reply.manner {
        Manner::Reset | Manner::Refuse(_) => return None,
        // There is no body to be in the middle of.
        Manner::ResetInBody if silent => return None,
        _ => {}
    }
    if !headers.contains_key(DATE) {
        let date = httpdate::fmt_http_date(now);
        headers.extend(HeaderValue::try_from(date).ok().map(|date| (DATE, date)));
    }
    let mut response = Response::new(if bare {
        Payload::new(Vec::new(), Manner::Whole, line)
    } else {
        Payload::new(body, reply.manner, line)
    });
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Some(response)
}

fn head(reply: &HttpReply) -> Result<(StatusCode, HeaderMap), String> {
    // 1xx announces an answer and is none.
    let status = StatusCode::from_u16(reply.status)
        .ok()
        .filter(|status| !status.is_informational())
        .ok_or_else(|| format!("{} is not the status of an answer", reply.status))?;
    Ok((status, fields(&reply.headers)?))
}

/// The fields without those that say where the body ends: they follow from the manner.
fn fields(headers: &Headers) -> Result<HeaderMap, String> {
    let mut map = HeaderMap::new();
    for (name, value) in headers.iter() {
        let key = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| format!("{name:?} is not the name of a header"))?;
        if [CONTENT_LENGTH, TRANSFER_ENCODING, TRAILER].contains(&key) {
            continue;
        }
        let value = HeaderValue::from_bytes(value.as_bytes())
            .map_err(|_| format!("the header `{name}` cannot have this value"))?;
        map.try_append(key, value)
            .map_err(|_| "there are too many headers".to_owned())?;
    }
    Ok(map)
}
