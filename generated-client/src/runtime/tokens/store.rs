//! Where tokens are kept for others: other clients, other processes.

use std::{sync::Arc, time::Duration};

use super::Fetched;
use crate::runtime::{BoxError, BoxFuture, Secret, Timer};

/// Keeps tokens that several clients or processes share.
///
/// Each client keeps its token itself as long as it is good, and asks the store only when it needs another. So the store
/// is asked a few times an hour, not once per call.
pub trait TokenStore: Send + Sync + 'static {
    /// The token of a slot, with what is left of its life; `None` if there is none or it has expired.
    ///
    /// # Errors
    ///
    /// If the store fails; so do all other methods.
    fn get<'a>(&'a self, slot: TokenSlot<'a>) -> BoxFuture<'a, Result<Option<Fetched>, BoxError>>;

    /// Puts a token into a slot, in place of the one that is there. It disappears when it expires.
    fn put<'a>(
        &'a self,
        slot: TokenSlot<'a>,
        token: &'a Fetched,
    ) -> BoxFuture<'a, Result<(), BoxError>>;

    /// Empties a slot if `token` is in it, in one step. A newer token stays.
    fn evict<'a>(
        &'a self,
        slot: TokenSlot<'a>,
        token: &'a Secret<String>,
    ) -> BoxFuture<'a, Result<(), BoxError>>;

    /// Gives `holder` the right to fetch the token of a slot, for `span`; `false` if somebody else has it. Whoever has it
    /// already has it for `span` from now on.
    fn lease<'a>(
        &'a self,
        slot: TokenSlot<'a>,
        holder: &'a str,
        span: Duration,
    ) -> BoxFuture<'a, Result<bool, BoxError>>;

    /// Takes the right to fetch back from `holder`, who does not need it any more.
    fn release<'a>(
        &'a self,
        slot: TokenSlot<'a>,
        holder: &'a str,
    ) -> BoxFuture<'a, Result<(), BoxError>>;
}

/// Which token is meant.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct TokenSlot<'a> {
    /// Service, address and key of the source; not a secret.
    pub key: &'a str,
    /// The client's time, for stores that have none of their own.
    pub timer: &'a Arc<dyn Timer>,
}

impl<'a> TokenSlot<'a> {
    /// A slot, for tests of stores.
    #[must_use]
    pub fn new(key: &'a str, timer: &'a Arc<dyn Timer>) -> Self {
        Self { key, timer }
    }
}
