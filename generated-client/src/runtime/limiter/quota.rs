//! Calls of a calendar month.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::SystemTime,
};

use super::{
    Overload,
    calendar::{month, rest_of_month},
    clock::Clock,
};
use crate::runtime::RateLimit;

/// Counts the calls of a month. Nobody waits for the next one.
pub(super) struct Quota {
    limit: RateLimit,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    month: i64,
    /// Calls that ended in this month.
    ended: u32,
    /// Calls that have started and not ended. Which month they will count for, nobody knows, so they count for this one.
    running: u32,
}

impl Quota {
    pub(super) fn new(limit: RateLimit) -> Self {
        Self {
            limit,
            state: Mutex::default(),
        }
    }

    pub(super) fn take(self: &Arc<Self>, clock: &Clock) -> Result<Share, Overload> {
        let now = clock.wall();
        let mut state = self.lock(now);
        if state.ended.saturating_add(state.running) >= self.limit.calls() {
            return Err(Overload::new(Some(self.limit), rest_of_month(now)));
        }
        state.running += 1;
        Ok(Share {
            quota: Arc::clone(self),
            clock: clock.clone(),
            ended: false,
        })
    }

    /// Whether it can be forgotten.
    pub(super) fn is_idle(&self, clock: &Clock) -> bool {
        let state = self.lock(clock.wall());
        state.ended == 0 && state.running == 0
    }

    fn lock(&self, now: SystemTime) -> MutexGuard<'_, State> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let present = month(now);
        // A clock that is set back a little at the start of a month does not bring last month's calls back.
        if present > state.month || present < state.month - 1 {
            state.month = present;
            state.ended = 0;
        }
        state
    }
}

/// A call that counts. Dropping it says that the call was not sent.
pub(super) struct Share {
    quota: Arc<Quota>,
    clock: Clock,
    ended: bool,
}

impl Share {
    /// The call is over.
    pub(super) fn end(mut self) {
        self.ended = true;
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut state = self.quota.lock(self.clock.wall());
        state.running = state.running.saturating_sub(1);
        if self.ended {
            state.ended = state.ended.saturating_add(1);
        }
    }
}
