//! Everything that can go wrong with a call.

mod display;

use std::{error::Error as StdError, fmt};

use super::{Class, ErrorCode, Fault, Operation, Response, TransportError};

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
    /// The service refused the call because there were too many.
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

    /// How often the call was sent or prepared.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Whether the same call may succeed if it is sent again, and sending it again does no harm.
    ///
    /// A call that is not idempotent is only worth repeating if it was certainly not carried out.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let harmless = self.0.unsent || self.0.operation.is_some_and(Operation::is_idempotent);
        match self.0.kind {
            ErrorKind::Throttled => self.0.class != Some(Class::Banned),
            ErrorKind::Transport | ErrorKind::Timeout => harmless && !self.0.hopeless,
            ErrorKind::Api => harmless && self.0.class == Some(Class::Transient),
            // A provider may have called another operation to get a token.
            ErrorKind::Credentials => self
                .0
                .source
                .as_ref()
                .and_then(|source| source.downcast_ref::<Self>())
                .is_some_and(Self::is_retryable),
            ErrorKind::Decode | ErrorKind::InvalidRequest | ErrorKind::TooLarge => false,
        }
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

    pub(super) fn invalid_request(problem: impl Into<String>) -> Self {
        let mut inner = Inner::new(ErrorKind::InvalidRequest);
        inner.problem = Some(problem.into());
        Self(Box::new(inner))
    }

    pub(super) fn credentials(source: BoxError) -> Self {
        let mut inner = Inner::new(ErrorKind::Credentials);
        inner.source = Some(source);
        Self(Box::new(inner))
    }

    pub(super) fn transport(error: TransportError) -> Self {
        let mut inner = Inner::new(error.kind());
        inner.unsent = error.is_unsent();
        inner.hopeless = error.is_hopeless();
        inner.problem = Some(error.to_string());
        inner.source = error.into_source();
        Self(Box::new(inner))
    }

    pub(super) fn api(failure: Failure, response: Response) -> Self {
        let kind = match failure.class {
            Class::Throttled | Class::Banned => ErrorKind::Throttled,
            _ => ErrorKind::Api,
        };
        let mut inner = Inner::new(kind);
        inner.status = Some(response.status);
        inner.code = failure.code;
        inner.message = failure.message;
        inner.detail = failure.detail;
        inner.request_id = failure.request_id;
        inner.class = Some(failure.class);
        inner.body = Some(response.body);
        Self(Box::new(inner))
    }

    pub(super) fn decode(
        problem: String,
        fault: &Fault,
        response: Response,
        request_id: Option<String>,
    ) -> Self {
        let mut inner = Inner::new(ErrorKind::Decode);
        inner.problem = Some(problem);
        inner.path = Some(fault.path()).filter(|path| !path.is_empty());
        inner.status = Some(response.status);
        inner.request_id = request_id;
        inner.body = Some(response.body);
        Self(Box::new(inner))
    }

    /// Adds which call failed.
    pub(super) fn of(mut self, service: &'static str, operation: &'static Operation) -> Self {
        self.0.service = Some(service);
        self.0.operation = Some(operation);
        self
    }
}

impl Inner {
    fn new(kind: ErrorKind) -> Self {
        Self {
            kind,
            service: None,
            operation: None,
            status: None,
            code: None,
            message: None,
            detail: None,
            request_id: None,
            class: None,
            path: None,
            body: None,
            attempts: 1,
            problem: None,
            unsent: false,
            hopeless: false,
            source: None,
        }
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
