//! Documented calls and errors.

use crate::runtime::Class;

/// A documented call with its answer.
#[derive(Clone, Copy, Debug)]
pub struct ExampleSpec {
    pub(crate) target: &'static str,
    pub(crate) headers: &'static [(&'static str, &'static str)],
    pub(crate) body: Option<&'static str>,
    pub(crate) status: u16,
    pub(crate) response: &'static str,
}

impl ExampleSpec {
    /// A call of this path and query without headers and body, and the body of its answer, with status 200.
    #[must_use]
    pub const fn new(target: &'static str, response: &'static str) -> Self {
        Self {
            target,
            headers: &[],
            body: None,
            status: 200,
            response,
        }
    }

    /// The headers that are parameters.
    #[must_use]
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }

    /// The body of the call.
    #[must_use]
    pub const fn body(mut self, body: &'static str) -> Self {
        self.body = Some(body);
        self
    }

    /// The status of the answer.
    #[must_use]
    pub const fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// Path and query of the call.
    #[must_use]
    pub const fn target(&self) -> &'static str {
        self.target
    }

    /// The headers of the call that are parameters.
    #[must_use]
    pub const fn all_headers(&self) -> &'static [(&'static str, &'static str)] {
        self.headers
    }

    /// The body of the call; `None` if it has none.
    #[must_use]
    pub const fn request_body(&self) -> Option<&'static str> {
        self.body
    }

    /// The body of the answer.
    #[must_use]
    pub const fn response(&self) -> &'static str {
        self.response
    }
}

/// A documented error.
#[derive(Clone, Copy, Debug)]
pub struct ErrorSpec {
    pub(crate) name: &'static str,
    pub(crate) statuses: &'static [u16],
    pub(crate) code: &'static str,
    pub(crate) class: Class,
    pub(crate) message: Option<&'static str>,
}

impl ErrorSpec {
    /// An error with its name in the spec, the statuses that it comes with, and the service's code.
    #[must_use]
    pub const fn new(
        name: &'static str,
        statuses: &'static [u16],
        code: &'static str,
        class: Class,
    ) -> Self {
        Self {
            name,
            statuses,
            code,
            class,
            message: None,
        }
    }

    /// The message, or its template with `%s`.
    #[must_use]
    pub const fn message(mut self, message: &'static str) -> Self {
        self.message = Some(message);
        self
    }

    /// The service's code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// What the error means.
    #[must_use]
    pub const fn class(&self) -> Class {
        self.class
    }
}
