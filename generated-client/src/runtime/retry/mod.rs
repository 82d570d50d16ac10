//! When a call is sent again, and after how long.

mod after;
mod budget;
#[cfg(test)]
mod tests;

pub(super) use after::{date, retry_after};
pub(super) use budget::Budget;

use std::{
    hash::{BuildHasher as _, RandomState},
    time::Duration,
};

/// When a call is sent again, and after how long.
///
/// Only what may succeed the next time is sent again, and never a call that is not idempotent after an attempt that the
/// service may have carried out; see [`CallOptions::repeat_unsafe`](super::CallOptions::repeat_unsafe). What the service
/// refused because of too many calls was not carried out.
///
/// The wait before the attempt `n + 1` is a random time up to `base * 2^(n - 1)` and up to the cap, but at least what the
/// service asked for with `Retry-After`.
///
/// An attempt with a new token after the old one was rejected, or with a corrected clock, is no retry in this sense: it
/// happens at once, once per call, and whatever the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "a policy does nothing until a client or a call has it"]
pub struct RetryPolicy {
    attempts: u32,
    base: Duration,
    cap: Duration,
    jitter: bool,
    budget: Option<(u32, u32)>,
}

impl RetryPolicy {
    /// Up to 4 attempts; waits that grow from 200 ms to 20 s; retries for at most a fifth of the calls, with 10 beyond
    /// that in a burst.
    pub const fn new() -> Self {
        Self {
            attempts: 4,
            base: Duration::from_millis(200),
            cap: Duration::from_secs(20),
            jitter: true,
            budget: Some((20, 10)),
        }
    }

    /// No retries.
    pub const fn none() -> Self {
        Self::new().attempts(1)
    }

    /// How often a call is sent at most, the first time included; 0 is taken for 1.
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = if attempts == 0 { 1 } else { attempts };
        self
    }

    /// Longest wait before the second attempt; it doubles with every further one.
    pub const fn base(mut self, base: Duration) -> Self {
        self.base = base;
        self
    }

    /// Longest wait, unless the service asks for more.
    pub const fn cap(mut self, cap: Duration) -> Self {
        self.cap = cap;
        self
    }

    /// Always waits for the longest time. For tests: programs that fail together should not come back together.
    pub const fn without_jitter(mut self) -> Self {
        self.jitter = false;
        self
    }

    /// How many retries a client may add to its calls: `percent` of their number, and `burst` beyond that. A service in
    /// trouble is then not called a multiple of what it is called in good times.
    ///
    /// Counted per client, by the policy that it was built with; what a single call's policy says here has no effect.
    pub const fn budget(mut self, percent: u32, burst: u32) -> Self {
        self.budget = Some((percent, burst));
        self
    }

    /// Retries are not counted: of the whole client, or, as the policy of a single call, of this call.
    pub const fn without_budget(mut self) -> Self {
        self.budget = None;
        self
    }

    pub(super) const fn max_attempts(&self) -> u32 {
        self.attempts
    }

    pub(super) const fn longest(&self) -> Duration {
        self.cap
    }

    pub(super) const fn has_budget(&self) -> bool {
        self.budget.is_some()
    }

    pub(super) fn new_budget(&self) -> Option<Budget> {
        self.budget
            .map(|(percent, burst)| Budget::new(percent, burst))
    }

    /// How long to wait after `failures` failed attempts; at least `floor`.
    pub(super) fn wait(&self, failures: u32, floor: Option<Duration>) -> Duration {
        let doublings = failures.saturating_sub(1).min(31);
        let longest = self.base.saturating_mul(1 << doublings).min(self.cap);
        let wait = if self.jitter {
            part_of(longest, random())
        } else {
            longest
        };
        wait.max(floor.unwrap_or_default())
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}

/// The same part of `longest` as `random` is of all numbers.
fn part_of(longest: Duration, random: u64) -> Duration {
    let nanos = (longest.as_nanos().min(u128::from(u64::MAX)) * u128::from(random)) >> 64;
    Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
}

/// Every state has a random key of its own.
fn random() -> u64 {
    RandomState::new().hash_one(0_u8)
}
