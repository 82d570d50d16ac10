//! Tokens in memory.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use super::{Fetched, TokenSlot, TokenStore};
use crate::runtime::{BoxError, BoxFuture, Secret, Timer};

/// Keeps tokens in memory. Clones share them, so that several [`Tokens`](super::Tokens) in one process fetch one token
/// between them, such as the tokens of a company that are made anew for every request of a web server.
///
/// Time is that of the client that first uses it.
#[derive(Clone, Default)]
pub struct MemoryStore(Arc<Mutex<Memory>>);

#[derive(Default)]
struct Memory {
    timer: Option<Arc<dyn Timer>>,
    tokens: HashMap<String, Kept<Secret<String>>>,
    leases: HashMap<String, Kept<String>>,
}

struct Kept<T> {
    value: T,
    /// `None` for never.
    expires: Option<Duration>,
}

impl<T> Kept<T> {
    fn is_good(&self, now: Duration) -> bool {
        self.expires.is_none_or(|expires| now < expires)
    }
}

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn with<'a, T: Send + 'a>(
        &self,
        slot: TokenSlot<'_>,
        act: impl FnOnce(&mut Memory, Duration) -> T,
    ) -> BoxFuture<'a, Result<T, BoxError>> {
        let mut memory = self.lock();
        let now = memory
            .timer
            .get_or_insert_with(|| Arc::clone(slot.timer))
            .elapsed();
        Box::pin(std::future::ready(Ok(act(&mut memory, now))))
    }

    fn lock(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TokenStore for MemoryStore {
    fn get<'a>(&'a self, slot: TokenSlot<'a>) -> BoxFuture<'a, Result<Option<Fetched>, BoxError>> {
        self.with(slot, |memory, now| {
            let kept = memory.tokens.get(slot.key).filter(|it| it.is_good(now))?;
            Some(Fetched {
                token: kept.value.clone(),
                expires_in: kept.expires.map(|expires| expires.saturating_sub(now)),
            })
        })
    }

    fn put<'a>(
        &'a self,
        slot: TokenSlot<'a>,
        token: &'a Fetched,
    ) -> BoxFuture<'a, Result<(), BoxError>> {
        self.with(slot, |memory, now| {
            // Whoever stopped asking does not take memory for ever.
            memory.tokens.retain(|_, it| it.is_good(now));
            memory.leases.retain(|_, it| it.is_good(now));
            let kept = Kept {
                value: token.token.clone(),
                expires: token.expires_in.map(|life| now.saturating_add(life)),
            };
            memory.tokens.insert(slot.key.to_owned(), kept);
        })
    }

    fn evict<'a>(
        &'a self,
        slot: TokenSlot<'a>,
        token: &'a Secret<String>,
    ) -> BoxFuture<'a, Result<(), BoxError>> {
        self.with(slot, |memory, _| {
            if memory
                .tokens
                .get(slot.key)
                .is_some_and(|it| it.value == *token)
            {
                memory.tokens.remove(slot.key);
            }
        })
    }

    fn lease<'a>(
        &'a self,
        slot: TokenSlot<'a>,
        holder: &'a str,
        span: Duration,
    ) -> BoxFuture<'a, Result<bool, BoxError>> {
        self.with(slot, |memory, now| {
            let taken = memory.leases.get(slot.key);
            if taken.is_some_and(|it| it.is_good(now) && it.value != holder) {
                return false;
            }
            let kept = Kept {
                value: holder.to_owned(),
                expires: Some(now.saturating_add(span)),
            };
            memory.leases.insert(slot.key.to_owned(), kept);
            true
        })
    }

    fn release<'a>(
        &'a self,
        slot: TokenSlot<'a>,
        holder: &'a str,
    ) -> BoxFuture<'a, Result<(), BoxError>> {
        self.with(slot, |memory, _| {
            if memory
                .leases
                .get(slot.key)
                .is_some_and(|it| it.value == holder)
            {
                memory.leases.remove(slot.key);
            }
        })
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryStore")
            .field("tokens", &self.lock().tokens.len())
            .finish()
    }
}
