//! Everything that can go wrong with a call.

mod display;
mod make;
mod stop;

pub use stop::Stop;

use std::{error::Error as StdError, fmt, time::Duration};

use super::{Class, ErrorCode, Operation};

/// The result of a call.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Any error.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// No answer arrived: no connection, no TLS, or the connection broke.
    Transport,
    /// No answer arrived in time.
    Timeout,
    /// The service answered with an error.
    Api,
    /// The service answered with success, but not with what is documented.
    Decode,
    /// The service refused the call because there were too many, or the client kept it back for that reason.
    Throttled,
    /// The credentials could not be obtained, or cannot be sent.
    Credentials,
    /// The call or the client's configuration is wrong; nothing was sent.
    InvalidRequest,
    /// The answer is larger than the client accepts.
    TooLarge,
}

/// Why a call failed.
///
/// One type for all operations, so that calls compose with `?`. `Display` says in one line all that a person needs;
/// neither it nor `Debug` shows secrets or the body.
pub struct Error(Box<Inner>);

/// Boxed, because a large error makes every result of a call large.
struct Inner {
    kind: ErrorKind,
    service: Option<&'static str>,
    operation: Option<&'static Operation>,
    status: Option<u16>,
    code: Option<String>,
    message: Option<String>,
    detail: Option<String>,
    request_id: Option<String>,
    class: Option<Class>,
    path: Option<String>,
    body: Option<Vec<u8>>,
    attempts: u32,
    stop: Option<Stop>,
    retry_after: Option<Duration>,
    /// Our own words for what went wrong.
    problem: Option<String>,
    /// Whether the service cannot have seen the call.
    unsent: bool,
    /// Whether sending the same call again cannot help.
    hopeless: bool,
    source: Option<BoxError>,
}

/// What a service said about a call that it did not carry out.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) detail: Option<String>,
    pub(super) request_id: Option<String>,
    pub(super) class: Class,
}

impl Error {
    /// What kind of thing went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The operation that was called, in `snake_case`; `None` if the error is not about a call.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation.map(Operation::name)
    }

    /// The service that was called; `None` if the error is not about a call.
    #[must_use]
    pub fn service(&self) -> Option<&'static str> {
        self.0.service
    }

    /// The HTTP status; `None` if no answer arrived.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The service's error code as it was sent, numbers as their digits; `None` if the answer had none.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The service's error code as the enum of an operation; `None` if the answer had none.
    #[must_use]
    pub fn code_as<E: ErrorCode>(&self) -> Option<E> {
        self.code().map(E::from_code)
    }

    /// The service's message, meant for people; match on the code instead.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// What else the service said, such as the permissions that are missing.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        self.0.detail.as_deref()
    }

    /// The service's id of the call, which its support asks for.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// What the service's error means; `None` if the service did not report one.
    #[must_use]
    pub fn class(&self) -> Option<Class> {
        self.0.class
    }

    /// Where in the body the value stands that could not be read, as in `record_meetings[0].state`.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// The body of the answer as it was sent, which may hold secrets; `None` if no answer arrived.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.0.body.as_deref()
    }

    /// How often sending the call was tried; 0 if it never came to that.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Why the call was not sent again, though it might have succeeded later; `None` if that would not have helped, or if
    /// the policy allows no retries.
    #[must_use]
    pub fn stopped(&self) -> Option<Stop> {
        self.0.stop
    }

    /// When the next attempt makes sense, counted from the answer: what the service said in `Retry-After`, or when the
    /// client's limiter would have room. `None` if nobody knows.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Whether the same call may succeed if it is sent again, and sending it again does no harm.
    ///
    /// A call that is not idempotent is only worth repeating if it was certainly not carried out.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.is_temporary() && self.is_harmless()
    }

    /// Whether there were too many calls.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        self.0.kind == ErrorKind::Throttled
    }

    /// Whether what the call is about does not exist.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.0.class == Some(Class::NotFound)
    }

    /// Whether the caller is not allowed to do this.
    #[must_use]
    pub fn is_permission(&self) -> bool {
        self.0.class == Some(Class::Permission)
    }

    /// Whether the service rejected the token, so that a new one may help.
    #[must_use]
    pub fn is_token_rejected(&self) -> bool {
        self.0.class == Some(Class::TokenRejected)
    }

    /// Whether the same call may succeed if it is sent again.
    pub(super) fn is_temporary(&self) -> bool {
        match self.0.kind {
            ErrorKind::Throttled => self.0.class != Some(Class::Banned) && !self.0.hopeless,
            ErrorKind::Transport | ErrorKind::Timeout => !self.0.hopeless,
            ErrorKind::Api => self.0.class == Some(Class::Transient),
            // A provider may have called another operation to get a token.
            ErrorKind::Credentials => self.inner_call().is_some_and(Self::is_retryable),
            ErrorKind::Decode | ErrorKind::InvalidRequest | ErrorKind::TooLarge => false,
        }
    }

    /// The call that failed while this one was prepared.
    fn inner_call(&self) -> Option<&Self> {
        let mut source: Option<&(dyn StdError + 'static)> = self.source();
        while let Some(error) = source {
            if let Some(inner) = error.downcast_ref() {
                return Some(inner);
            }
            source = error.source();
        }
        None
    }

    /// Whether sending the call again does no harm.
    pub(super) fn is_harmless(&self) -> bool {
        self.0.unsent
            || self.is_throttled()
            || self.0.operation.is_some_and(Operation::is_idempotent)
    }

    /// Whether the service refused the call because there were too many in a short time.
    pub(super) fn is_refusal(&self) -> bool {
        self.0.class == Some(Class::Throttled)
    }

    /// Whether the call was not sent because there was no time.
    pub(super) fn is_too_late(&self) -> bool {
        let kept = matches!(self.0.kind, ErrorKind::Timeout | ErrorKind::Throttled);
        kept && self.0.unsent
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &self.0;
        f.debug_struct("Error")
            .field("kind", &inner.kind)
            .field("service", &inner.service)
            .field("operation", &self.operation())
            .field("status", &inner.status)
            .field("code", &inner.code)
            .field("message", &inner.message)
            .field("detail", &inner.detail)
            .field("request_id", &inner.request_id)
            .field("class", &inner.class)
            .field("path", &inner.path)
            .field("problem", &inner.problem)
            .field("attempts", &inner.attempts)
            .field("stopped", &inner.stop)
            .field("retry_after", &inner.retry_after)
            .field("body_bytes", &inner.body.as_ref().map(Vec::len))
            .field("source", &inner.source)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = self.0.source.as_deref()?;
        Some(source)
    }
}
