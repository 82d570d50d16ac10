//! The token of one client: who uses it, who replaces it, who waits.

use std::{
    hash::{BuildHasher as _, RandomState},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use futures_util::{
    FutureExt as _,
    future::{Either, Shared, select},
};

use super::{errand::Outcome, held::Held};
use crate::runtime::{BoxError, BoxFuture, Secret, Timer};

/// How long a call waits for a new token while the old one is good.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long nobody tries to replace a token early after that has failed.
const FAILED: Duration = Duration::from_secs(30);
/// How long nobody tries if somebody else does.
const TAKEN: Duration = Duration::from_secs(5);
/// An errand on which nobody went on for so long has probably lost its connection.
const STALE: Duration = Duration::from_secs(10);

/// The token of one service at one address.
pub(super) struct Slot {
    pub(super) service: &'static str,
    pub(super) base_url: String,
    /// Its name in the store.
    pub(super) key: Arc<str>,
    /// Who this is for the store.
    pub(super) holder: Arc<str>,
    pub(super) timer: Arc<dyn Timer>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    /// What the service has rejected, until there is another.
    rejected: Option<Secret<String>>,
    flight: Option<Flight>,
    flights: u64,
    /// Not to be replaced early before this.
    quiet: Duration,
}

type Errand = Shared<BoxFuture<'static, Outcome>>;

/// An errand under way. No task of its own drives it: those that wait do, and whoever is left goes on.
struct Flight {
    number: u64,
    errand: Errand,
    riders: usize,
    /// When the last rider left.
    left: Duration,
}

/// What a call that needs a token does.
pub(super) enum Step {
    Use(Secret<String>),
    Wait(Ride),
}

/// A call on an errand.
pub(super) struct Ride {
    slot: Arc<Slot>,
    number: u64,
    errand: Errand,
    /// Good enough if the errand fails.
    old: Option<Held>,
}

impl Slot {
    pub(super) fn new(
        service: &'static str,
        base_url: &str,
        source: &str,
        timer: Arc<dyn Timer>,
    ) -> Self {
        Self {
            service,
            base_url: base_url.to_owned(),
            key: format!("{service} {base_url} {source}").into(),
            holder: holder().into(),
            timer,
            state: Mutex::default(),
        }
    }

    /// What a call does that needs a token now. `start` makes an errand, told what was rejected and what is to be replaced.
    pub(super) fn step(
        self: &Arc<Self>,
        start: impl FnOnce(Option<Secret<String>>, Option<Held>) -> BoxFuture<'static, Outcome>,
    ) -> Step {
        let now = self.timer.elapsed();
        let mut state = self.lock();
        let good = state.held.clone().filter(|it| !it.is_expired(now));
        let busy = state.flight.as_ref().is_some_and(|it| it.riders > 0);
        if let Some(held) = &good {
            // One call replaces the token, all others go on with the old one.
            if !held.is_old(now) || busy || now < state.quiet {
                return Step::Use(held.token.clone());
            }
        }
        let is_stale = |it: &mut Flight| it.riders == 0 && now.saturating_sub(it.left) > STALE;
        state.flight.take_if(is_stale);
        let State {
            rejected,
            flight,
            flights,
            ..
        } = &mut *state;
        let flight = flight.get_or_insert_with(|| {
            *flights += 1;
            Flight {
                number: *flights,
                errand: start(rejected.clone(), good.clone()).shared(),
                riders: 0,
                left: now,
            }
        });
        flight.riders += 1;
        Step::Wait(Ride {
            slot: Arc::clone(self),
            number: flight.number,
            errand: flight.errand.clone(),
            old: good,
        })
    }

    /// Learns that the service rejected a call that carried `secrets`. Whether the next may carry another token.
    pub(super) fn reject(&self, secrets: &[String]) -> bool {
        let mut state = self.lock();
        let sent = |held: &mut Held| secrets.contains(held.token.expose());
        // A token that has come since stays.
        if let Some(held) = state.held.take_if(sent) {
            state.rejected = Some(held.token);
            // Not a matter of refreshing early any more.
            state.quiet = Duration::ZERO;
        }
        !secrets.is_empty()
    }

    /// Keeps what an errand brought; those that come later change nothing.
    fn land(&self, number: u64, outcome: &Outcome) {
        let now = self.timer.elapsed();
        let mut state = self.lock();
        if state.flight.take_if(|it| it.number == number).is_none() {
            return;
        }
        match outcome {
            Ok(Some(held)) => {
                state.held = Some(held.clone());
                state.rejected = None;
                state.quiet = Duration::ZERO;
            }
            Ok(None) => state.quiet = now.saturating_add(TAKEN),
            Err(_) => state.quiet = now.saturating_add(FAILED),
        }
    }

    /// Ends an errand that takes too long, unless somebody else needs it.
    fn give_up(&self, number: u64) {
        let now = self.timer.elapsed();
        let mut state = self.lock();
        state.quiet = now.saturating_add(FAILED);
        let alone = |it: &mut Flight| it.number == number && it.riders <= 1;
        state.flight.take_if(alone);
    }

    fn leave(&self, number: u64) {
        let now = self.timer.elapsed();
        let mut state = self.lock();
        if let Some(flight) = state.flight.as_mut().filter(|it| it.number == number) {
            flight.riders = flight.riders.saturating_sub(1);
            flight.left = now;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ride {
    /// Waits for a token; `None` if there is none and the caller has to look again.
    pub(super) async fn arrive(mut self) -> Option<Result<Secret<String>, BoxError>> {
        let errand = self.errand.clone();
        let outcome = match self.old {
            None => errand.await,
            Some(_) => match select(errand, self.slot.timer.sleep(PATIENCE)).await {
                Either::Left((outcome, _)) => outcome,
                Either::Right(_) => {
                    self.slot.give_up(self.number);
                    Ok(None)
                }
            },
        };
        self.slot.land(self.number, &outcome);
        let now = self.slot.timer.elapsed();
        match (outcome, self.old.take()) {
            (Ok(Some(held)), _) => Some(Ok(held.token)),
            (_, Some(old)) if !old.is_expired(now) => Some(Ok(old.token)),
            // With an old token that has expired meanwhile, there may still be another.
            (Ok(None), _) | (Err(_), Some(_)) => None,
            (Err(failure), None) => Some(Err(failure.into())),
        }
    }
}

impl Drop for Ride {
    fn drop(&mut self) {
        self.slot.leave(self.number);
    }
}

/// A name that no other slot has, here or elsewhere.
fn holder() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let random = || RandomState::new().hash_one(count);
    format!("{:016x}{:016x}-{count}", random(), random())
}
