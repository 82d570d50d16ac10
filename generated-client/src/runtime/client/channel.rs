//! The client's way to its service, for credentials that have to ask for a token.

use std::{fmt, sync::Arc};

use super::{
    CallOptions,
    exchange::{Exchange, Job},
};
use crate::runtime::{Endpoint, Result, Timer};

/// Sends calls that need no credential, through the transport of a client and to its address. Cheap to clone.
#[derive(Clone)]
pub struct Channel(Arc<Exchange>);

impl Channel {
    pub(super) fn new(exchange: Arc<Exchange>) -> Self {
        Self(exchange)
    }

    /// Calls an operation without a credential.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`](crate::runtime::ErrorKind).
    pub async fn send<E: Endpoint>(&self, call: &E) -> Result<E::Response> {
        let job = Job {
            credentials: None,
            operation: E::OPERATION,
            options: &CallOptions::new(),
        };
        Ok(self.0.call(job, call.request()).await?.value)
    }

    /// The client's address, without a slash at the end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        self.0.base_url()
    }

    /// The client's time.
    #[must_use]
    pub fn timer(&self) -> Arc<dyn Timer> {
        Arc::clone(self.0.clock.timer())
    }
}

impl fmt::Debug for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Channel")
            .field("base_url", &self.0.base_url())
            .finish_non_exhaustive()
    }
}
