//! The client's way to its service, for credentials that have to ask for a token.

use std::{fmt, sync::Arc};

use super::exchange::Exchange;
use crate::runtime::{Endpoint, Result, from_json};

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
        let reply = self.0.run(None, E::OPERATION, call.request()).await?;
        match from_json(reply.body()) {
            Ok(value) => Ok(value),
            Err(fault) => Err(self.0.not_understood(E::OPERATION, reply, &fault)),
        }
    }
}

impl fmt::Debug for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Channel")
            .field("base_url", &self.0.base_url())
            .finish_non_exhaustive()
    }
}
