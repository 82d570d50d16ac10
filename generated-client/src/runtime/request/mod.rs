//! A call in HTTP terms, before it has a host and credentials.

mod builder;
pub(super) mod checks;
pub(super) mod encode;
mod limits;
mod param;
#[cfg(test)]
mod tests;

pub use builder::RequestBuilder;
pub use limits::{Bounded, Length, Moment};
pub use param::{Param, ParamList};

use std::{borrow::Cow, fmt};

use super::Headers;

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

impl Method {
    /// The method as it stands in the request line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An encoded call: everything of a request that an operation decides.
///
/// Made by a [`RequestBuilder`](super::RequestBuilder). `Debug` shows neither parameters nor the body, which may hold
/// secrets.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    pub(super) method: Method,
    pub(super) template: Cow<'static, str>,
    pub(super) target: String,
    pub(super) headers: Headers,
    pub(super) body: Option<Vec<u8>>,
}

impl Request {
    /// The HTTP method.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// The path without parameters, as in `/v1/meetings/{meetingId}`.
    #[must_use]
    pub fn template(&self) -> &str {
        &self.template
    }

    /// Path and query, exactly as they are sent.
    #[must_use]
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The headers that the operation sets.
    #[must_use]
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// The body; `None` if there is none.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.body.as_deref()
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("template", &self.template)
            .field("headers", &self.headers)
            .field("body_bytes", &self.body.as_ref().map_or(0, Vec::len))
            .finish_non_exhaustive()
    }
}
