//! What differs between services but not between operations of one service.

use super::{Class, RateLimit, endpoint::Success};

/// A family of operations that share a host, a credential and an error format.
pub trait Service: Send + Sync + 'static {
    /// The name in messages, such as `tencent-meeting`.
    const NAME: &'static str;

    /// The name for people.
    const TITLE: &'static str;

    /// Scheme and host, without a slash at the end.
    const BASE_URL: &'static str;

    /// How answers are judged.
    const PROFILE: &'static Profile;
}

/// A service that takes an access token.
pub trait TokenService: Service {
    /// Where the token is put.
    const PLACE: TokenPlace;
}

/// Where an access token is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenPlace {
    /// In the header with this name.
    Header(&'static str),
    /// In `Authorization`, after `Bearer`.
    Bearer,
    /// In the query parameter with this name.
    Query(&'static str),
}

/// How the answers of a service are judged.
#[derive(Clone, Copy, Debug)]
pub struct Profile {
    envelopes: &'static [Envelope],
    request_id_headers: &'static [&'static str],
    success: Option<Success>,
    errors: &'static [(&'static str, Class)],
    secret_headers: &'static [&'static str],
    rate_limits: &'static [RateLimit],
}

impl Profile {
    /// A service that tells errors by the HTTP status alone.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            envelopes: &[],
            request_id_headers: &[],
            success: None,
            errors: &[],
            secret_headers: &[],
            rate_limits: &[],
        }
    }

    /// What error bodies look like; the first that matches applies.
    #[must_use]
    pub const fn envelopes(mut self, envelopes: &'static [Envelope]) -> Self {
        self.envelopes = envelopes;
        self
    }

    /// Response headers that carry the service's request id; the first that is there applies.
    #[must_use]
    pub const fn request_id_headers(mut self, names: &'static [&'static str]) -> Self {
        self.request_id_headers = names;
        self
    }

    /// What a 2xx body must say to be a success, unless an operation has a rule of its own.
    #[must_use]
    pub const fn success(mut self, path: &'static str, equals: &'static str) -> Self {
        self.success = Some(Success { path, equals });
        self
    }

    /// Error codes of all operations and what they mean.
    #[must_use]
    pub const fn errors(mut self, errors: &'static [(&'static str, Class)]) -> Self {
        self.errors = errors;
        self
    }

    /// Request headers that hold credentials and must not appear in logs.
    #[must_use]
    pub const fn secret_headers(mut self, names: &'static [&'static str]) -> Self {
        self.secret_headers = names;
        self
    }

    /// The limits of every operation.
    #[must_use]
    pub const fn rate_limits(mut self, limits: &'static [RateLimit]) -> Self {
        self.rate_limits = limits;
        self
    }

    /// The documented limits of every operation.
    #[must_use]
    pub const fn documented_limits(&self) -> &'static [RateLimit] {
        self.rate_limits
    }

    pub(crate) const fn all_envelopes(&self) -> &'static [Envelope] {
        self.envelopes
    }

    pub(crate) const fn id_headers(&self) -> &'static [&'static str] {
        self.request_id_headers
    }

    pub(crate) const fn success_rule(&self) -> Option<Success> {
        self.success
    }

    pub(crate) const fn error_table(&self) -> &'static [(&'static str, Class)] {
        self.errors
    }

    pub(crate) const fn hidden_headers(&self) -> &'static [&'static str] {
        self.secret_headers
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self::new()
    }
}

/// Where an error body keeps what; all paths are names of members, joined with dots.
#[derive(Clone, Copy, Debug)]
pub struct Envelope {
    pub(crate) code: &'static str,
    pub(crate) message: Option<&'static str>,
    pub(crate) request_id: Option<&'static str>,
    pub(crate) detail: Option<&'static str>,
    pub(crate) when: Option<&'static str>,
    pub(crate) class: Option<Class>,
}

impl Envelope {
    /// An error body with its code at this path; it applies where a string or a number is found there.
    #[must_use]
    pub const fn new(code: &'static str) -> Self {
        Self {
            code,
            message: None,
            request_id: None,
            detail: None,
            when: None,
            class: None,
        }
    }

    /// Where the message is.
    #[must_use]
    pub const fn message(mut self, path: &'static str) -> Self {
        self.message = Some(path);
        self
    }

    /// Where the request id is.
    #[must_use]
    pub const fn request_id(mut self, path: &'static str) -> Self {
        self.request_id = Some(path);
        self
    }

    /// Where more information is, a string or a list of strings.
    #[must_use]
    pub const fn detail(mut self, path: &'static str) -> Self {
        self.detail = Some(path);
        self
    }

    /// What has to be there as well, where the code alone could stand in a good answer.
    #[must_use]
    pub const fn when(mut self, path: &'static str) -> Self {
        self.when = Some(path);
        self
    }

    /// What an error with this body means, if its code is in no table.
    #[must_use]
    pub const fn class(mut self, class: Class) -> Self {
        self.class = Some(class);
        self
    }
}
