//! Calls operations.

mod attempt;
mod base;
mod body;
mod builder;
mod channel;
mod clock;
mod exchange;
mod options;
mod repeat;
// They pause Tokio's time.
#[cfg(all(test, feature = "tokio"))]
mod tests;
mod verdict;

pub use builder::ClientBuilder;
pub use channel::Channel;
pub use options::CallOptions;

use std::{fmt, marker::PhantomData, sync::Arc};

use super::{Credentials, Endpoint, FromWire, Headers, Json, Operation, Request, Result, Service};
use exchange::{Authorize, Exchange, Job};

/// A client of one service. Cheap to clone; clones share connections, credentials, limits and the retry budget.
///
/// A call keeps to the documented limits, has a deadline, and is sent again where that may help and does no harm; see
/// [`RetryPolicy`](super::RetryPolicy). Its future can be dropped at any time.
pub struct Client<S> {
    exchange: Arc<Exchange>,
    credentials: Arc<dyn Authorize>,
    options: CallOptions,
    service: PhantomData<fn() -> S>,
}

/// A successful answer, with what came around its body.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Answer<T> {
    /// The body.
    pub value: T,
    /// Everything else.
    pub meta: Meta,
}

/// What came around the body of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Meta {
    /// The HTTP status.
    pub status: u16,
    /// The service's id of the call; `None` if it sent none.
    pub request_id: Option<String>,
    /// The header fields.
    pub headers: Headers,
}

impl<S: Service> Client<S> {
    /// Starts a client that calls with `credentials`.
    pub fn builder(credentials: impl Credentials<S> + 'static) -> ClientBuilder<S> {
        ClientBuilder::new(credentials)
    }

    /// A client that calls with `credentials` over HTTP and has every setting at its default.
    ///
    /// # Errors
    ///
    /// An error of kind [`Transport`](super::ErrorKind::Transport) if TLS cannot be set up.
    #[cfg(feature = "reqwest")]
    pub fn new(credentials: impl Credentials<S> + 'static) -> Result<Self> {
        Self::builder(credentials).build()
    }

    /// The same client with other options for its calls, in place of those it has.
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self {
            options,
            ..self.clone()
        }
    }

    /// Calls an operation.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](super::ErrorKind).
    pub async fn send<E: Endpoint<Service = S>>(&self, call: &E) -> Result<E::Response> {
        Ok(self.send_with_meta(call).await?.value)
    }

    /// Calls an operation, and tells what came around the body of the answer.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](super::ErrorKind).
    pub async fn send_with_meta<E: Endpoint<Service = S>>(
        &self,
        call: &E,
    ) -> Result<Answer<E::Response>> {
        self.run(E::OPERATION, call.request()).await
    }

    /// Calls an operation that has no spec, with the credentials, limits and retries that every call has.
    ///
    /// What is only called in one place needs no more than this; for more than that, implement [`Endpoint`].
    ///
    /// ```
    /// use meeting_client::{
    ///     Client, Result, Service,
    ///     runtime::{Json, Operation, Request},
    /// };
    ///
    /// const GET_ROOM: &Operation = &Operation::new("get_room").idempotent();
    ///
    /// async fn room<S: Service>(client: &Client<S>, room_id: &str) -> Result<Json> {
    ///     let request = Request::get("/v1/rooms/{roomId}").path("roomId", room_id);
    ///     Ok(client.call(GET_ROOM, request.build()?).await?.value)
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](super::ErrorKind).
    pub async fn call(
        &self,
        operation: &'static Operation,
        request: Request,
    ) -> Result<Answer<Json>> {
        self.run(operation, Ok(request)).await
    }

    async fn run<T: FromWire + Send>(
        &self,
        operation: &'static Operation,
        request: Result<Request>,
    ) -> Result<Answer<T>> {
        let job = Job {
            credentials: Some(&*self.credentials),
            operation,
            options: &self.options,
        };
        self.exchange.call(job, request).await
    }
}

impl<S> Clone for Client<S> {
    fn clone(&self) -> Self {
        Self {
            exchange: Arc::clone(&self.exchange),
            credentials: Arc::clone(&self.credentials),
            options: self.options,
            service: PhantomData,
        }
    }
}

impl<S: Service> fmt::Debug for Client<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("service", &S::NAME)
            .field("base_url", &self.exchange.base_url())
            .finish_non_exhaustive()
    }
}
