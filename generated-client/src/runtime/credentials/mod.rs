//! How a call shows who asks.

mod token;

pub use token::{NoCredentials, Token};
pub(in crate::runtime) use token::{check_token, put_token};

use std::{fmt, time::SystemTime};

use super::{
    BoxError, BoxFuture, Channel, Headers, Method, Service,
    headers::{is_name, is_value},
    request::encode::{append_query, percent_encode},
};

/// Adds to a request what its service needs to know who asks: a token, a signature.
///
/// Asked once for each time that a call is sent, so that signatures are never used twice.
pub trait Credentials<S: Service>: Send + Sync {
    /// Adds headers or query parameters to `request`.
    fn authorize<'a>(&'a self, request: &'a mut Outgoing) -> BoxFuture<'a, Result<(), BoxError>>;

    /// Learns that the service rejected what [`authorize`](Self::authorize) added to `request`, and says whether it would
    /// now add something else, so that the call is worth sending once more.
    fn rejected<'a>(&'a self, request: &'a Outgoing) -> BoxFuture<'a, bool> {
        let _ = request;
        Box::pin(std::future::ready(false))
    }

    /// Whose calls count together when limits are kept: the same for all clients of one app or account. Not a secret.
    fn account(&self) -> String {
        String::new()
    }
}

impl<S: Service, C: Credentials<S> + ?Sized> Credentials<S> for std::sync::Arc<C> {
    fn authorize<'a>(&'a self, request: &'a mut Outgoing) -> BoxFuture<'a, Result<(), BoxError>> {
        (**self).authorize(request)
    }

    fn rejected<'a>(&'a self, request: &'a Outgoing) -> BoxFuture<'a, bool> {
        (**self).rejected(request)
    }

    fn account(&self) -> String {
        (**self).account()
    }
}

/// A request that waits for credentials. What they see here is what is sent, byte for byte.
///
/// `Debug` shows neither the query nor the body, which may hold secrets.
pub struct Outgoing {
    pub(super) method: Method,
    pub(super) base_url: String,
    pub(super) target: String,
    pub(super) headers: Headers,
    pub(super) body: Option<Vec<u8>>,
    /// What no message may repeat.
    pub(super) secrets: Vec<String>,
    /// The time of day as the service sees it; `None` for the system's.
    pub(super) now: Option<SystemTime>,
    /// The client's way to the service.
    pub(super) channel: Option<Channel>,
}

impl Outgoing {
    /// A request without headers and body.
    #[must_use]
    pub fn new(method: Method, base_url: impl Into<String>, target: impl Into<String>) -> Self {
        Self {
            method,
            base_url: base_url.into(),
            target: target.into(),
            headers: Headers::new(),
            body: None,
            secrets: Vec::new(),
            now: None,
            channel: None,
        }
    }

    /// The same request with a body, for tests of credentials that sign it.
    #[must_use]
    pub fn with_body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// The time of day as the service sees it: the system's, corrected once the service has complained about it.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        self.now.unwrap_or_else(SystemTime::now)
    }

    /// Calls operations that need no credential, such as one that fetches a token; `None` outside of a client.
    #[must_use]
    pub fn channel(&self) -> Option<&Channel> {
        self.channel.as_ref()
    }

    /// The HTTP method.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// Scheme and host, and perhaps the start of a path, without a slash at the end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Path and query, relative to the base URL.
    #[must_use]
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The header fields so far.
    #[must_use]
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// The body; empty if there is none.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        self.body.as_deref().unwrap_or_default()
    }

    /// Sets a header that everyone may see.
    ///
    /// # Errors
    ///
    /// If the value has other characters than visible ASCII, with spaces between them only. The error names the header
    /// and not the value.
    pub fn set_header(&mut self, name: &str, value: impl Into<String>) -> Result<(), BoxError> {
        let value = value.into();
        if !is_name(name) || !is_value(&value) {
            return Err(format!("the header `{name}` cannot carry this value").into());
        }
        self.headers.set(name, value);
        Ok(())
    }

    /// Sets a header that is kept out of logs, and whose value is struck out of the service's messages.
    ///
    /// # Errors
    ///
    /// See [`set_header`](Self::set_header).
    pub fn set_secret_header(
        &mut self,
        name: &str,
        value: impl Into<String>,
    ) -> Result<(), BoxError> {
        let value = value.into();
        self.set_header(name, value.clone())?;
        self.headers.hide(name);
        self.secrets.push(value);
        Ok(())
    }

    /// Appends a query parameter that is kept out of logs, like a secret header.
    pub fn append_query(&mut self, name: &str, value: &str) {
        append_query(&mut self.target, name, value);
        let mut encoded = String::new();
        percent_encode(&mut encoded, value);
        self.secrets.extend([value.to_owned(), encoded]);
    }
}

impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outgoing")
            .field("method", &self.method)
            .field("base_url", &self.base_url)
            .field("path", &self.target.split('?').next().unwrap_or_default())
            .field("headers", &self.headers)
            .field("body_bytes", &self.body().len())
            .finish_non_exhaustive()
    }
}
