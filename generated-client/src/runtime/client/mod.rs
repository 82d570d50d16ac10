//! Calls operations.

mod base;
mod body;
mod builder;
mod channel;
mod exchange;
mod verdict;

pub use builder::ClientBuilder;
pub use channel::Channel;

use std::{fmt, marker::PhantomData, sync::Arc};

use super::{Credentials, Endpoint, Headers, Result, Service, from_json};
use exchange::{Authorize, Exchange};

/// A client of one service. Cheap to clone; clones share connections and credentials.
pub struct Client<S> {
    exchange: Arc<Exchange>,
    credentials: Arc<dyn Authorize>,
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

    /// Calls an operation once.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](super::ErrorKind).
    pub async fn send<E: Endpoint<Service = S>>(&self, call: &E) -> Result<E::Response> {
        Ok(self.send_with_meta(call).await?.value)
    }

    /// Calls an operation once, and tells what came around the body of the answer.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](super::ErrorKind).
    // Compiled once per operation; all that is below is compiled once.
    pub async fn send_with_meta<E: Endpoint<Service = S>>(
        &self,
        call: &E,
    ) -> Result<Answer<E::Response>> {
        let reply = self
            .exchange
            .run(Some(&*self.credentials), E::OPERATION, call.request())
            .await?;
        match from_json(reply.body()) {
            Ok(value) => Ok(Answer {
                value,
                meta: reply.into_meta(),
            }),
            Err(fault) => Err(self.exchange.not_understood(E::OPERATION, reply, &fault)),
        }
    }
}

impl<S> Clone for Client<S> {
    fn clone(&self) -> Self {
        Self {
            exchange: Arc::clone(&self.exchange),
            credentials: Arc::clone(&self.credentials),
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
