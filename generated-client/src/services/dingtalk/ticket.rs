//! Tickets that `DingTalk` pushes to third-party apps.

use std::{
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

use crate::runtime::{BoxError, BoxFuture, Secret};

/// Knows the latest suite ticket of a third-party app. Functions do that return a future of a ticket.
pub trait TicketSource: Send + Sync + 'static {
    /// The latest ticket.
    ///
    /// # Errors
    ///
    /// Whatever stood in the way.
    fn ticket(&self) -> BoxFuture<'static, Result<Secret<String>, BoxError>>;
}

impl<F, R> TicketSource for F
where
    F: Fn() -> R + Send + Sync + 'static,
    R: Future<Output = Result<Secret<String>, BoxError>> + Send + 'static,
{
    fn ticket(&self) -> BoxFuture<'static, Result<Secret<String>, BoxError>> {
        Box::pin(self())
    }
}

/// A suite ticket, and those that follow it. Clones share it: keep one where the vendor's pushes arrive.
#[derive(Clone, Default)]
pub struct SuiteTicket(Arc<RwLock<Option<Secret<String>>>>);

impl SuiteTicket {
    /// Starts with a ticket. The [`default`](Default) starts without one, so that no token can be fetched yet.
    pub fn new(ticket: impl Into<Secret<String>>) -> Self {
        Self(Arc::new(RwLock::new(Some(ticket.into()))))
    }

    /// Puts another ticket in its place.
    pub fn set(&self, ticket: impl Into<Secret<String>>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(ticket.into());
    }
}

impl TicketSource for SuiteTicket {
    fn ticket(&self) -> BoxFuture<'static, Result<Secret<String>, BoxError>> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let ticket = kept.clone();
        let missing = "the vendor has not pushed a suite ticket yet";
        Box::pin(std::future::ready(ticket.ok_or_else(|| missing.into())))
    }
}

impl fmt::Debug for SuiteTicket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SuiteTicket").finish_non_exhaustive()
    }
}
