//! The one place where bytes leave and enter the process.

mod failure;
#[cfg(feature = "reqwest")]
mod http;

pub use failure::TransportError;
#[cfg(feature = "reqwest")]
pub use http::{HttpTransport, HttpTransportBuilder};

use std::{fmt, pin::Pin, sync::Arc, time::Duration};

use super::{Headers, Method};

/// A future whose type does not grow with the call that made it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends requests: over HTTP in production, from memory in tests.
pub trait Transport: Send + Sync {
    /// Sends a request and waits for the whole answer.
    ///
    /// Implementations send [`target`](TransportRequest::target) byte for byte, since it may be signed, do not follow
    /// redirects, and observe the request's limits.
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<Response, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<Response, TransportError>> {
        (**self).send(request)
    }
}

/// A request as it leaves the process.
///
/// `Debug` shows neither the query nor the body, which may hold secrets.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TransportRequest {
    /// The HTTP method.
    pub method: Method,
    /// Scheme and host, and perhaps the start of a path, without a slash at the end.
    pub base_url: String,
    /// Path and query, to be appended to the base URL.
    pub target: String,
    /// The header fields.
    pub headers: Headers,
    /// The body; `None` if there is none.
    pub body: Option<Vec<u8>>,
    /// Largest body that is accepted in the answer.
    pub max_response_bytes: usize,
    /// Longest time from the start until the whole answer has arrived.
    pub timeout: Duration,
}

impl TransportRequest {
    /// A request without headers and body, with the limits that clients have by default.
    #[must_use]
    pub fn new(method: Method, base_url: impl Into<String>, target: impl Into<String>) -> Self {
        Self {
            method,
            base_url: base_url.into(),
            target: target.into(),
            headers: Headers::new(),
            body: None,
            max_response_bytes: 16 << 20,
            timeout: Duration::from_secs(30),
        }
    }

    /// The whole URL.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}{}", self.base_url, self.target)
    }
}

impl fmt::Debug for TransportRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportRequest")
            .field("method", &self.method)
            .field("base_url", &self.base_url)
            .field("path", &self.target.split('?').next().unwrap_or_default())
            .field("headers", &self.headers)
            .field("body_bytes", &self.body.as_ref().map_or(0, Vec::len))
            .field("max_response_bytes", &self.max_response_bytes)
            .field("timeout", &self.timeout)
            .finish()
    }
}

/// An HTTP answer.
///
/// `Debug` shows the length of the body only.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The header fields.
    pub headers: Headers,
    /// The whole body.
    pub body: Vec<u8>,
}

impl Response {
    /// An answer without headers.
    #[must_use]
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Headers::new(),
            body: body.into(),
        }
    }

    /// The same answer with one more header.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.append(name, value);
        self
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body_bytes", &self.body.len())
            .finish()
    }
}
