//! Getting a token: from the store if another process has put one there, from its source otherwise.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures_util::{
    FutureExt as _,
    future::{Either, select},
};

use super::{Fetched, TokenSlot, TokenSource, TokenStore, failure::Failure, held::Held};
use crate::runtime::{
    BoxError, BoxFuture, Channel, Secret, Service, Timer, TokenPlace, credentials::check_token,
};

/// How long others wait for whoever fetches a token and is not heard of any more.
const LEASE: Duration = Duration::from_secs(15);
/// How often whoever fetches is heard of.
const RENEW: Duration = Duration::from_secs(5);
/// How often others look whether the token is there: at first, and at last.
const LOOK: (Duration, Duration) = (Duration::from_millis(20), Duration::from_millis(250));
/// A token with less than this left may have expired when it arrives.
const BRIEF: Duration = Duration::from_secs(1);
/// A token that expires this much later than another is a newer one; less may come from measuring.
const NEWER: Duration = Duration::from_secs(5);

/// `None` if somebody else is replacing the token, which is still good.
pub(super) type Outcome = Result<Option<Held>, Failure>;

/// Everything it takes to get a token.
pub(super) struct Errand<Src, St> {
    pub(super) source: Arc<Src>,
    pub(super) store: Arc<St>,
    pub(super) key: Arc<str>,
    /// Who asks for the lease.
    pub(super) holder: Arc<str>,
    pub(super) timer: Arc<dyn Timer>,
    pub(super) channel: Channel,
    pub(super) place: TokenPlace,
    /// What the service has rejected, so that it must not stay in the store.
    pub(super) rejected: Option<Secret<String>>,
    /// What is to be replaced before it expires.
    pub(super) old: Option<Held>,
    /// Whether to go on without the store if it fails.
    pub(super) lenient: bool,
    /// Whether the store has failed.
    pub(super) alone: bool,
}

impl<Src, St: TokenStore> Errand<Src, St> {
    /// The errand as a future. A source that panics harms nobody but who asked for this token.
    pub(super) fn run<S: Service>(self) -> BoxFuture<'static, Outcome>
    where
        Src: TokenSource<S>,
    {
        let errand = AssertUnwindSafe(self.get()).catch_unwind();
        Box::pin(errand.map(|outcome| {
            outcome.unwrap_or_else(|_| Err(Failure::fetch("the token source panicked".into())))
        }))
    }

    async fn get<S: Service>(mut self) -> Outcome
    where
        Src: TokenSource<S>,
    {
        if let Some(rejected) = self.rejected.take() {
            let evicted = self.store.evict(self.slot(), &rejected).await;
            self.settle(evicted, ())?;
        }
        let mut pause = LOOK.0;
        loop {
            if let Some(held) = self.look().await? {
                return Ok(Some(held));
            }
            if self.lease().await? {
                break;
            }
            if self.old.is_some() {
                return Ok(None);
            }
            self.timer.sleep(pause).await;
            pause = LOOK.1.min(2 * pause);
        }
        let outcome = self.get_alone().await;
        if !self.alone {
            // If this fails, others wait until the lease ends by itself.
            let _ = self.store.release(self.slot(), &self.holder).await;
        }
        outcome.map(Some)
    }

    /// Gets a token while nobody else does.
    async fn get_alone<S: Service>(&mut self) -> Result<Held, Failure>
    where
        Src: TokenSource<S>,
    {
        // Somebody may have put one into the store between the last look and the lease.
        if let Some(held) = self.look().await? {
            return Ok(held);
        }
        let since = self.timer.elapsed();
        let fetched = self.fetch().await.map_err(Failure::fetch)?;
        check_token(fetched.token.expose(), self.place).map_err(Failure::fetch)?;
        let held = Held::new(fetched, since);
        let left = held.left(self.timer.elapsed());
        if !self.alone && left != Some(Duration::ZERO) {
            // The token is good, whether others can have it or not.
            let shared = Fetched::new(held.token.clone(), left);
            let _ = self.store.put(self.slot(), &shared).await;
        }
        Ok(held)
    }

    async fn fetch<S: Service>(&self) -> Result<Fetched, BoxError>
    where
        Src: TokenSource<S>,
    {
        let mut fetch = self.source.fetch(self.channel.clone());
        loop {
            match select(fetch, self.timer.sleep(RENEW)).await {
                Either::Left((fetched, _)) => return fetched,
                Either::Right(((), rest)) => fetch = rest,
            }
            if !self.alone {
                let _ = self.store.lease(self.slot(), &self.holder, LEASE).await;
            }
        }
    }

    /// The token in the store, if it is of use.
    async fn look(&mut self) -> Result<Option<Held>, Failure> {
        if self.alone {
            return Ok(None);
        }
        let since = self.timer.elapsed();
        let found = self.store.get(self.slot()).await;
        let found = self.settle(found, None)?.filter(|it| {
            check_token(it.token.expose(), self.place).is_ok()
                && it.expires_in.is_none_or(|left| left > BRIEF)
        });
        let held = found.map(|it| Held::new(it, since));
        Ok(held.filter(|held| match &self.old {
            None => true,
            Some(old) => match (held.left(since), old.left(since)) {
                (Some(left), Some(rest)) => left > rest.saturating_add(NEWER),
                _ => held.token != old.token,
            },
        }))
    }

    async fn lease(&mut self) -> Result<bool, Failure> {
        if self.alone {
            return Ok(true);
        }
        let leased = self.store.lease(self.slot(), &self.holder, LEASE).await;
        self.settle(leased, true)
    }

    /// What the store said; what to take instead if it failed and that does not matter.
    fn settle<T>(&mut self, result: Result<T, BoxError>, otherwise: T) -> Result<T, Failure> {
        match result {
            Ok(value) => Ok(value),
            Err(_) if self.lenient => {
                // A store that fails once would make every step slow.
                self.alone = true;
                Ok(otherwise)
            }
            Err(error) => Err(Failure::store(error)),
        }
    }

    fn slot(&self) -> TokenSlot<'_> {
        TokenSlot::new(&self.key, &self.timer)
    }
}
