//! Why no answer arrived.

use std::{error::Error as StdError, fmt, time::Duration};

use crate::runtime::{BoxError, ErrorKind};

/// Why a [`Transport`](super::Transport) has no answer.
#[derive(Debug)]
pub struct TransportError {
    cause: Cause,
    source: Option<BoxError>,
}

#[derive(Debug)]
enum Cause {
    Connect,
    Timeout(Duration),
    TooLarge(usize),
    Refused(String),
    Other,
}

impl TransportError {
    /// There is no connection, so the request was not sent.
    #[must_use]
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self::new(Cause::Connect, Some(source.into()))
    }

    /// The answer did not arrive within `limit`.
    #[must_use]
    pub fn timeout(limit: Duration) -> Self {
        Self::new(Cause::Timeout(limit), None)
    }

    /// The answer's body is larger than `limit` bytes.
    #[must_use]
    pub fn too_large(limit: usize) -> Self {
        Self::new(Cause::TooLarge(limit), None)
    }

    /// The transport cannot send such a request, now or later; `reason` is a sentence for people.
    #[must_use]
    pub fn refused(reason: impl Into<String>) -> Self {
        Self::new(Cause::Refused(reason.into()), None)
    }

    /// Anything else; the service may have received the request.
    #[must_use]
    pub fn other(source: impl Into<BoxError>) -> Self {
        Self::new(Cause::Other, Some(source.into()))
    }

    fn new(cause: Cause, source: Option<BoxError>) -> Self {
        Self { cause, source }
    }

    pub(crate) fn kind(&self) -> ErrorKind {
        match self.cause {
            Cause::Timeout(_) => ErrorKind::Timeout,
            Cause::TooLarge(_) => ErrorKind::TooLarge,
            Cause::Connect | Cause::Refused(_) | Cause::Other => ErrorKind::Transport,
        }
    }

    pub(crate) fn is_unsent(&self) -> bool {
        matches!(self.cause, Cause::Connect | Cause::Refused(_))
    }

    pub(crate) fn is_hopeless(&self) -> bool {
        matches!(self.cause, Cause::Refused(_))
    }

    pub(crate) fn into_source(self) -> Option<BoxError> {
        self.source
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            Cause::Connect => f.write_str("could not connect to the service"),
            Cause::Timeout(limit) => write!(f, "no answer within {limit:?}"),
            Cause::TooLarge(limit) => write!(f, "the answer is larger than {limit} bytes"),
            Cause::Refused(reason) => f.write_str(reason),
            Cause::Other => f.write_str("no answer from the service"),
        }
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = self.source.as_deref()?;
        Some(source)
    }
}
