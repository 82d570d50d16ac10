//! The contract between operations and the runtime.

use super::{Class, FromWire, RateLimit, Request, Result, Service};

/// One HTTP operation: what it sends and what it answers with.
///
/// Generated for every operation that has a spec; implement it to call one that has none, with the same credentials and
/// error handling:
///
/// ```
/// use meeting_client::{Client, Result, Service, runtime};
///
/// struct GetRoom<'a> {
///     room_id: &'a str,
/// }
///
/// # enum Vendor {}
/// # impl Service for Vendor {
/// #     const NAME: &'static str = "vendor";
/// #     const TITLE: &'static str = "Vendor";
/// #     const BASE_URL: &'static str = "https://api.vendor.example";
/// #     const PROFILE: &'static runtime::Profile = &runtime::Profile::new();
/// # }
/// impl runtime::Endpoint for GetRoom<'_> {
///     type Service = Vendor;
///     type Response = serde_json::Value;
///     const OPERATION: &'static runtime::Operation =
///         &runtime::Operation::new("get_room").idempotent();
///
///     fn request(&self) -> Result<runtime::Request> {
///         runtime::Request::get("/v1/rooms/{roomId}")
///             .path("roomId", self.room_id)
///             .build()
///     }
/// }
///
/// async fn room(client: &Client<Vendor>) -> Result<serde_json::Value> {
///     client.send(&GetRoom { room_id: "r1" }).await
/// }
/// ```
pub trait Endpoint: Send + Sync {
    /// The service that the operation belongs to.
    type Service: Service;

    /// The body of a successful answer.
    type Response: FromWire + Send;

    /// What is the same for all calls of the operation.
    const OPERATION: &'static Operation;

    /// Encodes the call.
    ///
    /// # Errors
    ///
    /// An error of kind [`InvalidRequest`](super::ErrorKind::InvalidRequest) if a parameter is not within its limits.
    fn request(&self) -> Result<Request>;
}

/// What is the same for all calls of one operation.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    name: &'static str,
    idempotent: bool,
    anonymous: bool,
    no_content: bool,
    host: Option<&'static str>,
    success: Option<Success>,
    errors: &'static [(&'static str, Class)],
    rate_limits: &'static [RateLimit],
}

impl Operation {
    /// An operation that must not be sent twice, needs a credential, and is judged as its service says.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            idempotent: false,
            anonymous: false,
            no_content: false,
            host: None,
            success: None,
            errors: &[],
            rate_limits: &[],
        }
    }

    /// Sending the call twice does no harm.
    #[must_use]
    pub const fn idempotent(mut self) -> Self {
        self.idempotent = true;
        self
    }

    /// The call is sent without a credential.
    #[must_use]
    pub const fn anonymous(mut self) -> Self {
        self.anonymous = true;
        self
    }

    /// A success may come without a body, as with status 204; it is then read as an empty object.
    #[must_use]
    pub const fn no_content(mut self) -> Self {
        self.no_content = true;
        self
    }

    /// The call goes to another scheme and host than the service's, unless the client was given a base URL.
    #[must_use]
    pub const fn host(mut self, host: &'static str) -> Self {
        self.host = Some(host);
        self
    }

    /// A 2xx answer is a success only if the string or number at `path`, a dotted path, equals `equals`.
    #[must_use]
    pub const fn success(mut self, path: &'static str, equals: &'static str) -> Self {
        self.success = Some(Success { path, equals });
        self
    }

    /// The documented error codes and what they mean.
    #[must_use]
    pub const fn errors(mut self, errors: &'static [(&'static str, Class)]) -> Self {
        self.errors = errors;
        self
    }

    /// The limits of this operation, beside those of its service.
    #[must_use]
    pub const fn rate_limits(mut self, limits: &'static [RateLimit]) -> Self {
        self.rate_limits = limits;
        self
    }

    /// The name, in `snake_case`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether sending the call twice does no harm.
    #[must_use]
    pub const fn is_idempotent(&self) -> bool {
        self.idempotent
    }

    /// Whether the call is sent without a credential.
    #[must_use]
    pub const fn is_anonymous(&self) -> bool {
        self.anonymous
    }

    /// Whether a success may come without a body.
    #[must_use]
    pub const fn is_no_content(&self) -> bool {
        self.no_content
    }

    /// Scheme and host, if they differ from the service's.
    #[must_use]
    pub const fn other_host(&self) -> Option<&'static str> {
        self.host
    }

    pub(crate) const fn success_rule(&self) -> Option<Success> {
        self.success
    }

    /// The documented limits of this operation, beside those of its service.
    #[must_use]
    pub const fn documented_limits(&self) -> &'static [RateLimit] {
        self.rate_limits
    }

    /// The documented error codes and what they mean.
    #[must_use]
    pub const fn error_table(&self) -> &'static [(&'static str, Class)] {
        self.errors
    }
}

/// What a body must say for a 2xx answer to be a success.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Success {
    /// Names of members, joined with dots.
    pub(crate) path: &'static str,
    /// A string, or a number as text.
    pub(crate) equals: &'static str,
}
