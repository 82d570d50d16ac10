//! The same calls for programs without an async runtime: each blocks its thread until it is over.
//!
#![cfg_attr(
    all(feature = "reqwest", feature = "tencent-meeting-records"),
    doc = "```no_run"
)]
#![cfg_attr(
    not(all(feature = "reqwest", feature = "tencent-meeting-records")),
    doc = "```ignore"
)]
//! use meeting_client::tencent_meeting::list_corp_records::{ListCorpRecords, OperatorIdType};
//! use meeting_client::{TencentCredentials, UnixSeconds, blocking};
//!
//! # fn main() -> meeting_client::Result<()> {
//! let credentials = TencentCredentials::new("secret id", "secret key", "app id");
//! let client = blocking::Client::new(credentials)?;
//! let call = ListCorpRecords::new(
//!     UnixSeconds(1_611_072_000),
//!     UnixSeconds(1_613_750_400),
//!     "administrator",
//!     OperatorIdType::UserId,
//! );
//! println!("{} recordings", client.send(&call)?.total_count);
//! # Ok(())
//! # }
//! ```
//!
//! Connections and timers live on a thread of their own, so nothing here panics or locks up within an async runtime; but it
//! blocks the thread, which such a runtime needs for other things: use [`tokio::task::spawn_blocking`] there, or better
//! the async client.

mod engine;
mod walk;

pub use walk::Walk;

use std::{fmt, sync::Arc};

use super::{
    Answer, CallOptions, ClientBuilder, Credentials, Endpoint, Error, Json, Operation, Request,
    Result, Service,
};
use engine::Engine;

/// A client whose calls block the thread. Cheap to clone; clones share connections, credentials, limits and the thread that
/// the connections live on.
pub struct Client<S> {
    client: super::Client<S>,
    engine: Arc<Engine>,
}

impl<S: Service> Client<S> {
    /// A client that calls with `credentials` over HTTP and has every setting at its default.
    ///
    /// # Errors
    ///
    /// See [`ClientBuilder::build_blocking`].
    #[cfg(feature = "reqwest")]
    pub fn new(credentials: impl Credentials<S> + 'static) -> Result<Self> {
        Self::builder(credentials).build_blocking()
    }

    /// Starts a client that calls with `credentials`; its end is [`ClientBuilder::build_blocking`].
    pub fn builder(credentials: impl Credentials<S> + 'static) -> ClientBuilder<S> {
        super::Client::builder(credentials)
    }

    /// A client that makes its calls through `client`.
    ///
    /// # Errors
    ///
    /// An error of kind [`Transport`](super::ErrorKind::Transport) if the system gives no thread.
    pub fn over(client: super::Client<S>) -> Result<Self> {
        let engine = Engine::start().map_err(Error::no_thread)?;
        Ok(Self {
            client,
            engine: Arc::new(engine),
        })
    }

    /// The async client that makes the calls.
    #[must_use]
    pub fn inner(&self) -> &super::Client<S> {
        &self.client
    }

    /// The same client with other options for its calls, in place of those it has.
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self {
            client: self.client.with(options),
            engine: Arc::clone(&self.engine),
        }
    }

    /// Calls an operation.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](super::ErrorKind).
    pub fn send<E: Endpoint<Service = S>>(&self, call: &E) -> Result<E::Response> {
        self.wait(self.client.send(call))
    }

    /// Calls an operation, and tells what came around the body of the answer.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](super::ErrorKind).
    pub fn send_with_meta<E: Endpoint<Service = S>>(
        &self,
        call: &E,
    ) -> Result<Answer<E::Response>> {
        self.wait(self.client.send_with_meta(call))
    }

    /// Calls an operation that has no spec; see [`Client::call`](super::Client::call).
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](super::ErrorKind).
    pub fn call(&self, operation: &'static Operation, request: Request) -> Result<Answer<Json>> {
        self.wait(self.client.call(operation, request))
    }

    /// Blocks until anything else is over that the [async client](Self::inner) can do.
    pub fn wait<F: Future>(&self, future: F) -> F::Output {
        self.engine.wait(future)
    }
}

impl<S: Service> ClientBuilder<S> {
    /// The client, for calls that block the thread.
    ///
    /// # Errors
    ///
    /// See [`build`](Self::build); and an error of kind [`Transport`](super::ErrorKind::Transport) if the system gives no
    /// thread.
    pub fn build_blocking(self) -> Result<Client<S>> {
        Client::over(self.build()?)
    }
}

impl<S> Clone for Client<S> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            engine: Arc::clone(&self.engine),
        }
    }
}

impl<S: Service> fmt::Debug for Client<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.client.fmt(f)
    }
}
