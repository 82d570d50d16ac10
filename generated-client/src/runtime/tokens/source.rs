//! Where tokens come from.

use std::{fmt, time::Duration};

use crate::runtime::{BoxError, BoxFuture, Channel, Secret, Service};

/// Fetches tokens for a service.
///
/// [`Tokens`](super::Tokens) makes [`Credentials`](crate::runtime::Credentials) of it, which call it as rarely as possible.
pub trait TokenSource<S: Service>: Send + Sync + 'static {
    /// Asks for a token: through `channel`, which is the client's way to the service, or in any other way.
    ///
    /// # Errors
    ///
    /// Whatever stood in the way. An [`Error`](crate::runtime::Error) keeps what it knows: whoever called hears whether
    /// trying again may help.
    fn fetch(&self, channel: Channel) -> BoxFuture<'static, Result<Fetched, BoxError>>;

    /// Whose token it is: the same for all tokens that may stand in for each other, another for every other app and
    /// company. Not a secret; it becomes part of the names under which tokens are stored.
    fn key(&self) -> String;
}

/// A token, and how long it is good for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fetched {
    /// The token.
    pub token: Secret<String>,
    /// How long it is good for from now on; `None` if nobody knows, so that it is used until the service rejects it.
    pub expires_in: Option<Duration>,
}

impl Fetched {
    /// A token that is good for `expires_in`; for `None`, until the service rejects it.
    #[must_use]
    pub fn new(token: impl Into<Secret<String>>, expires_in: Option<Duration>) -> Self {
        Self {
            token: token.into(),
            expires_in,
        }
    }
}

/// Fetches tokens with a function; see [`Tokens::fetch_with`](super::Tokens::fetch_with).
#[derive(Clone)]
pub struct FetchWith<F> {
    key: String,
    fetch: F,
}

impl<F> FetchWith<F> {
    pub(super) fn new(key: String, fetch: F) -> Self {
        Self { key, fetch }
    }
}

impl<S, F, R> TokenSource<S> for FetchWith<F>
where
    S: Service,
    F: Fn(Channel) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Fetched, BoxError>> + Send + 'static,
{
    fn fetch(&self, channel: Channel) -> BoxFuture<'static, Result<Fetched, BoxError>> {
        Box::pin((self.fetch)(channel))
    }

    fn key(&self) -> String {
        self.key.clone()
    }
}

impl<F> fmt::Debug for FetchWith<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FetchWith")
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}
