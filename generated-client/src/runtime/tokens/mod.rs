//! Access tokens that are fetched, shared, replaced in time, and dropped when the service rejects them.

mod errand;
mod failure;
mod held;
mod memory;
mod slot;
mod source;
mod store;
#[cfg(all(test, feature = "tokio"))]
mod tests;

pub use memory::MemoryStore;
pub use source::{FetchWith, Fetched, TokenSource};
pub use store::{TokenSlot, TokenStore};

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use super::{
    BoxError, BoxFuture, Channel, Credentials, Outgoing, Secret, Service, TokenService,
    credentials::put_token,
};
use errand::Errand;
use slot::{Slot, Step};

/// Credentials that fetch their token when it is needed.
///
/// - However many calls wait for a token, it is fetched once. A call that is cancelled meanwhile takes nothing from the
///   others. If fetching fails, all that waited hear why, and the next call tries again.
/// - A token is replaced 10 minutes before it expires, up to a minute earlier by chance, so that clients do not ask
///   together; one that lives for less than 50 minutes, after about four fifths of its life. One call waits for the new
///   token, at most 5 seconds; the others go on with the old one. If there is none to be had, the old one serves until it
///   expires, and every half minute a call tries again.
/// - A token that the service rejects is dropped, unless there already is another, and the call is sent once more.
/// - Each service and each address has a token of its own.
///
/// Clones share their tokens. Time is that of the client that calls first.
///
/// # Sharing
///
/// With a [`store`](Self::store) several clients or processes share a token: one fetches it, the others wait and read it.
/// If whoever fetches it is not heard of for 15 seconds, another one does.
pub struct Tokens<Src, St = MemoryStore> {
    source: Arc<Src>,
    store: Arc<St>,
    lenient: bool,
    slots: Arc<Mutex<Vec<Arc<Slot>>>>,
}

impl<Src> Tokens<Src> {
    /// Tokens from `source`, shared with nobody but clones.
    #[must_use]
    pub fn new(source: Src) -> Self {
        Self {
            source: Arc::new(source),
            store: Arc::default(),
            lenient: false,
            slots: Arc::default(),
        }
    }

    /// Keeps the tokens in `store`, for all that use the same store.
    #[must_use]
    pub fn store<St: TokenStore>(self, store: St) -> Tokens<Src, St> {
        Tokens {
            source: self.source,
            store: Arc::new(store),
            lenient: self.lenient,
            slots: Arc::default(),
        }
    }
}

impl<F> Tokens<FetchWith<F>> {
    /// Tokens from a function, for what hands out tokens in a way of its own. `key` tells whose they are; see
    /// [`TokenSource::key`].
    ///
    /// ```
    /// use meeting_client::runtime::{Fetched, Tokens};
    ///
    /// let tokens = Tokens::fetch_with("vault:meetings", |_channel| async {
    ///     // Ask a vault here.
    ///     Ok(Fetched::new("token", None))
    /// });
    /// # fn check<S: meeting_client::TokenService>(_: impl meeting_client::Credentials<S>) {}
    /// # fn checked<S: meeting_client::TokenService>() {
    /// #     check::<S>(Tokens::fetch_with("", |_| async { Ok(Fetched::new("", None)) }));
    /// # }
    /// # let _ = tokens;
    /// ```
    #[must_use]
    pub fn fetch_with<R>(key: impl Into<String>, fetch: F) -> Self
    where
        F: Fn(Channel) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Fetched, BoxError>> + Send + 'static,
    {
        Self::new(FetchWith::new(key.into(), fetch))
    }
}

impl<Src, St> Tokens<Src, St> {
    /// Fetches tokens for this client alone while the store fails.
    ///
    /// Otherwise calls that need a token then fail with an error of kind
    /// [`Credentials`](crate::runtime::ErrorKind::Credentials) that says so: where a new token puts an end to the one
    /// before, processes that know nothing of each other would take it from each other with every call.
    #[must_use]
    pub fn fetch_without_store(mut self) -> Self {
        self.lenient = true;
        self
    }

    async fn token<S: TokenService>(&self, channel: &Channel) -> Result<Secret<String>, BoxError>
    where
        Src: TokenSource<S>,
        St: TokenStore,
    {
        let slot = self.slot(channel);
        loop {
            let step = slot.step(|rejected, old| {
                let errand = Errand {
                    source: Arc::clone(&self.source),
                    store: Arc::clone(&self.store),
                    key: Arc::clone(&slot.key),
                    holder: Arc::clone(&slot.holder),
                    timer: Arc::clone(&slot.timer),
                    channel: channel.clone(),
                    place: S::PLACE,
                    rejected,
                    old,
                    lenient: self.lenient,
                    alone: false,
                };
                errand.run()
            });
            match step {
                Step::Use(token) => return Ok(token),
                Step::Wait(ride) => {
                    if let Some(token) = ride.arrive().await {
                        return token;
                    }
                }
            }
        }
    }

    fn slot<S: Service>(&self, channel: &Channel) -> Arc<Slot>
    where
        Src: TokenSource<S>,
    {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let base_url = channel.base_url();
        let known = slots
            .iter()
            .find(|it| it.service == S::NAME && it.base_url == base_url);
        if let Some(slot) = known {
            return Arc::clone(slot);
        }
        let source = self.source.key();
        let slot = Arc::new(Slot::new(S::NAME, base_url, &source, channel.timer()));
        slots.push(Arc::clone(&slot));
        slot
    }
}

impl<S: TokenService, Src: TokenSource<S>, St: TokenStore> Credentials<S> for Tokens<Src, St> {
    fn authorize<'a>(&'a self, request: &'a mut Outgoing) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            let channel = request
                .channel()
                .ok_or("outside of a client no access token can be fetched")?
                .clone();
            let token = self.token::<S>(&channel).await?;
            put_token(&token, S::PLACE, request)
        })
    }

    fn rejected<'a>(&'a self, request: &'a Outgoing) -> BoxFuture<'a, bool> {
        let again = request
            .channel()
            .is_some_and(|channel| self.slot::<S>(channel).reject(&request.secrets));
        Box::pin(std::future::ready(again))
    }

    fn account(&self) -> String {
        self.source.key()
    }
}

impl<Src, St> Clone for Tokens<Src, St> {
    fn clone(&self) -> Self {
        Self {
            source: Arc::clone(&self.source),
            store: Arc::clone(&self.store),
            lenient: self.lenient,
            slots: Arc::clone(&self.slots),
        }
    }
}

impl<Src: fmt::Debug, St: fmt::Debug> fmt::Debug for Tokens<Src, St> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens")
            .field("source", &self.source)
            .field("store", &self.store)
            .finish_non_exhaustive()
    }
}
