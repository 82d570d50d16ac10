//! The limiter of one process.

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    time::Duration,
};

use super::{
    Admission, Limiter, Limits, Overload, Permit,
    clock::Clock,
    gate::Slot,
    quota::Share,
    routes::{Route, Routes},
};
use crate::runtime::{BoxFuture, Timer};

/// Keeps the calls of one process within limits, exactly: no stretch of time as long as a limit's period holds more calls
/// than the limit allows, however long each of them takes.
///
/// Every client has one of its own unless it is given another. Clones share what they count, so clients that call with the
/// same account share one:
///
/// ```
/// # use meeting_client::runtime::SlidingWindow;
/// let limiter = SlidingWindow::new();
/// let for_another_client = limiter.clone();
/// ```
///
/// Calls of one operation and account are let through in the order in which they came. A call that gives up waiting hands
/// its turn on. A month's limit that is used up refuses at once, whatever the deadline; months are those of the calendar in
/// UTC, and what was called before the process started is not known.
///
/// When the service refuses calls nevertheless, no further call of that operation and account is let through for as long as
/// it asks (an hour at most), or else for the shortest period of the operation's limits (60 seconds at most, one second if
/// there is no limit); twice as long if it goes on, up to 60 seconds.
///
/// Memory is bounded by the limits and the accounts that called within them.
#[derive(Clone, Default)]
pub struct SlidingWindow(Arc<Shared>);

#[derive(Default)]
struct Shared {
    limits: Limits,
    time: OnceLock<Arc<dyn Timer>>,
    routes: Mutex<Routes>,
}

impl SlidingWindow {
    /// Keeps the limits that the services document.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps other limits.
    #[must_use]
    pub fn with(limits: Limits) -> Self {
        Self(Arc::new(Shared {
            limits,
            ..Shared::default()
        }))
    }

    /// Number of accounts and operations that it keeps in mind.
    #[cfg(all(test, feature = "tokio"))]
    pub(super) fn known(&self) -> usize {
        self.routes().known
    }

    fn clock(&self, call: &Admission<'_>) -> Clock {
        Clock::new(&self.0.time, call.timer)
    }

    fn routes(&self) -> MutexGuard<'_, Routes> {
        self.0.routes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn pass(&self, call: &Admission<'_>) -> Result<Permit, Overload> {
        let clock = self.clock(call);
        let Some(route) = self.routes().find(&self.0.limits, call, &clock) else {
            return Ok(Permit::free());
        };
        let deadline = call.deadline.map(|deadline| clock.deadline(deadline));
        let held = Held::take(&route, &clock, deadline).await?;
        Ok(Permit::new(move || held.end()))
    }
}

impl Limiter for SlidingWindow {
    fn admit<'a>(&'a self, call: &'a Admission<'a>) -> BoxFuture<'a, Result<Permit, Overload>> {
        Box::pin(self.pass(call))
    }

    fn throttled(&self, call: &Admission<'_>, retry_after: Option<Duration>) {
        let clock = self.clock(call);
        let usual = super::usual_pause(self.0.limits.of(call));
        let route = self.routes().open(&self.0.limits, call, &clock);
        route.line.refused(&clock, retry_after, usual);
    }
}

impl fmt::Debug for SlidingWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SlidingWindow")
            .field("limits", &self.0.limits)
            .finish_non_exhaustive()
    }
}

/// What a call takes up while it runs. Dropping it gives everything back.
struct Held {
    shares: Vec<Share>,
    slots: Vec<Slot>,
}

impl Held {
    async fn take(
        route: &Route,
        clock: &Clock,
        deadline: Option<Duration>,
    ) -> Result<Self, Overload> {
        let shares = route.quotas.iter().map(|quota| quota.take(clock));
        let shares = shares.collect::<Result<_, _>>()?;
        for gate in &route.common {
            gate.check(clock, deadline)?;
        }
        // The operation's own limits first: who waits there must not stand in the way of other operations.
        let mut slots = vec![route.line.pass(clock, deadline).await?];
        for gate in &route.common {
            slots.push(gate.pass(clock, deadline).await?);
        }
        // Calls may have been refused while this one waited for others.
        while let Some(pause) = route.line.paused(clock) {
            if deadline.is_some_and(|deadline| clock.now().saturating_add(pause) > deadline) {
                return Err(Overload::new(None, Some(pause)));
            }
            clock.sleep(pause).await;
        }
        Ok(Self { shares, slots })
    }

    fn end(self) {
        self.slots.into_iter().for_each(Slot::end);
        self.shares.into_iter().for_each(Share::end);
    }
}
