//! What can go wrong with an answer.

mod alter;
mod check;
mod parse;
#[cfg(test)]
mod tests;

use std::{io::Write as _, time::Duration};

use flate2::{Compression, write::GzEncoder};

use super::{
    HttpReply, OperationSpec, Reason, Received, Refusal, ServiceSpec, Vendor,
    http_reply::Manner,
    refuse::{documented, header, refuse},
};

/// What goes wrong with an answer. The good answer is the one that the call would have got.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// A documented error of the operation or its service, by its code or by its name in the spec.
    Error(String),
    /// This HTTP status, from 200 to 599, without a body.
    Status(u16),
    /// The good answer, so much later.
    Latency(Duration),
    /// The connection is reset, and connecting is refused for so long: the server closes its socket.
    Refuse(Duration),
    /// The connection is reset before anything is sent.
    Reset,
    /// The connection is reset after half the body.
    ResetInBody,
    /// The good answer, its body byte by byte with this pause before each.
    Slow(Duration),
    /// The good answer with the first half of its body, and a `Content-Length` to match.
    Truncated,
    /// The good answer with a `Content-Length` of one byte too much; then the connection is closed.
    TooShort,
    /// The good answer with a body that is JSON but for its end.
    InvalidJson,
    /// A web page with status 403, as from a firewall.
    Html,
    /// What the vendor answers to a banned address; a web page with status 403 if that is not documented.
    Ban,
    /// The refusal of a call too many.
    Throttled,
    /// A redirect with status 302 to the same path, without the query, of another host. A host is reached by `https`
    /// unless it begins with `http://`.
    Redirect(String),
    /// The good answer compressed, with `Content-Encoding: gzip`, whether or not the client accepts that.
    Gzip,
    /// The good answer, followed by blanks.
    Huge {
        /// Length of the body in bytes.
        bytes: u64,
        /// Whether `Content-Length` tells the length.
        declared: bool,
    },
    /// The good answer with one more member in it, and in each object that it holds.
    UnknownField,
    /// The good answer with a value that the spec does not list in the first enum that it holds.
    UnknownValue,
}

impl Fault {
    /// Makes the answer to `call`; `good` makes the good one, and is asked only if that is needed.
    ///
    /// The header `X-Mock-Fault` names the fault, for whoever looks at the traffic.
    pub(in crate::runtime::mock) fn apply(
        &self,
        vendor: Option<&dyn Vendor>,
        service: &ServiceSpec,
        operation: &OperationSpec,
        call: &Received,
        good: &dyn Fn() -> HttpReply,
        id: &str,
    ) -> HttpReply {
        let mut note = self.name().to_owned();
        let reply = match self {
            Self::Error(code) => error(vendor, service, operation, code, id),
            Self::Status(status) => HttpReply::new(*status),
            Self::Latency(delay) => good().delay(*delay),
            Self::Refuse(span) => leaving(HttpReply::new(200), Manner::Refuse(*span)),
            Self::Reset => leaving(HttpReply::new(200), Manner::Reset),
            Self::ResetInBody => leaving(good(), Manner::ResetInBody),
            Self::Slow(pause) => leaving(good(), Manner::Slow(*pause)),
            Self::TooShort => leaving(good(), Manner::TooShort),
            Self::Huge { bytes, declared } => {
                let (bytes, declared) = (*bytes, *declared);
                leaving(good(), Manner::Padded { bytes, declared })
            }
            Self::Truncated => rewrite(good(), |body| body.truncate(body.len() / 2)),
            Self::InvalidJson => rewrite(good(), alter::invalid_json),
            Self::Html => page(),
            Self::Ban => vendor.and_then(Vendor::ban).unwrap_or_else(page),
            Self::Throttled => {
                let refusal = Refusal::new(Reason::Throttled, "too many calls, as planned");
                refuse(vendor, service, Some(operation), &refusal, id)
            }
            Self::Redirect(host) => HttpReply::new(302).header("Location", &other(host, call)),
            Self::Gzip => rewrite(good(), |body| {
                if let Some(compressed) = gzip(body) {
                    *body = compressed;
                }
            })
            .header("Content-Encoding", "gzip"),
            Self::UnknownField => rewrite(good(), |body| {
                alter::json(body, |json| alter::unknown_field(json, operation.response));
            }),
            Self::UnknownValue => rewrite(good(), |body| {
                let path = alter::json(body, |json| alter::unknown_value(json, operation.response));
                note = match path.flatten() {
                    Some(path) => format!("{note}: {path}"),
                    None => format!("{note}: this answer has no enum"),
                };
            }),
        };
        reply.header("X-Mock-Fault", &header(&note))
    }
}

/// A documented error; of another operation of the service if this one does not document it.
fn error(
    vendor: Option<&dyn Vendor>,
    service: &ServiceSpec,
    operation: &OperationSpec,
    code: &str,
    id: &str,
) -> HttpReply {
    std::iter::once(operation)
        .chain(service.operations.iter().copied())
        .find_map(|of| documented(vendor, service, Some(of), code, "as planned", id))
        // Was checked when the fault was planned.
        .unwrap_or_else(|| HttpReply::new(500))
}

fn leaving(mut reply: HttpReply, manner: Manner) -> HttpReply {
    reply.manner = manner;
    reply
}

fn rewrite(mut reply: HttpReply, change: impl FnOnce(&mut Vec<u8>)) -> HttpReply {
    change(&mut reply.body);
    reply
}

/// What a firewall shows.
fn page() -> HttpReply {
    HttpReply::new(403)
        .header("Content-Type", "text/html; charset=utf-8")
        .body(
            "<!DOCTYPE html>\n<html>\n<head><title>403 Forbidden</title></head>\n\
             <body><h1>Forbidden</h1><p>Your request was blocked.</p></body>\n</html>\n",
        )
}

/// The same path elsewhere.
fn other(host: &str, call: &Received) -> String {
    let scheme = if host.contains("://") { "" } else { "https://" };
    format!("{scheme}{host}{}", call.path())
}

fn gzip(body: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(body).ok()?;
    encoder.finish().ok()
}
