//! Documented limits: how many calls are let through.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
    time::{Duration, SystemTime},
};

use super::{Caller, OperationSpec, Reason, Refusal, ServiceSpec};
use crate::runtime::{LimitScope, Period, RateLimit, limiter::calendar::month};

/// From this many counters on, those that count nothing any more are looked for.
const FEW_COUNTERS: usize = 1024;

/// Counts accepted calls.
///
/// A span is a sliding window of accepted calls; a month is that of the calendar in UTC. Memory is bounded by the limits:
/// no counter holds more calls than its limit allows.
#[derive(Default)]
pub(super) struct Throttle {
    counters: Mutex<Counters>,
}

#[derive(Default)]
struct Counters {
    by_key: HashMap<Key, Counter>,
    /// With this many counters, those that are empty are removed.
    sweep_at: usize,
}

/// What is counted together.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    service: &'static str,
    /// `None` if the calls of all operations count together.
    operation: Option<&'static str>,
    calls: u32,
    /// `None` for a month.
    span: Option<Duration>,
    scope: LimitScope,
    caller: String,
}

enum Counter {
    /// When calls were accepted, the oldest first.
    Span(VecDeque<SystemTime>),
    /// The number of a month, and the calls accepted in it.
    Month(i64, u32),
}

impl Throttle {
    /// Counts the call if no limit is exceeded.
    pub(super) fn admit(
        &self,
        service: &ServiceSpec,
        operation: &OperationSpec,
        caller: &Caller,
        now: SystemTime,
    ) -> Result<(), Refusal> {
        let mut counted: Vec<(Key, RateLimit)> = Vec::new();
        let limits = service.profile.documented_limits().iter();
        for &limit in limits.chain(operation.operation.documented_limits()) {
            let key = Key::new(service, operation, caller, limit);
            // A limit that is documented twice is counted once.
            if counted.iter().all(|(known, _)| *known != key) {
                counted.push((key, limit));
            }
        }
        let mut counters = self.lock();
        for (key, limit) in &counted {
            let calls = counters
                .by_key
                .get_mut(key)
                .map_or(0, |it| it.calls(key, now));
            if calls >= u64::from(limit.calls()) {
                return Err(exceeded(*limit));
            }
        }
        for (key, _) in counted {
            counters.count(key, now);
        }
        Ok(())
    }

    /// Forgets all calls.
    pub(super) fn reset(&self) {
        *self.lock() = Counters::default();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Counters> {
        self.counters.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Key {
    fn new(
        service: &ServiceSpec,
        operation: &OperationSpec,
        caller: &Caller,
        limit: RateLimit,
    ) -> Self {
        Self {
            service: service.name,
            operation: (!limit.is_shared()).then(|| operation.name()),
            calls: limit.calls(),
            span: match limit.period() {
                Period::Span(span) => Some(span),
                Period::Month => None,
            },
            scope: limit.scope(),
            caller: caller.key(limit.scope()).to_owned(),
        }
    }
}

impl Counters {
    fn count(&mut self, key: Key, now: SystemTime) {
        let is_new = !self.by_key.contains_key(&key);
        if is_new && self.by_key.len() >= self.sweep_at.max(FEW_COUNTERS) {
            self.by_key
                .retain(|key, counter| counter.calls(key, now) > 0);
            self.sweep_at = self.by_key.len() * 2;
        }
        let span = key.span;
        let counter = self.by_key.entry(key).or_insert_with(|| match span {
            Some(_) => Counter::Span(VecDeque::new()),
            None => Counter::Month(month(now), 0),
        });
        match counter {
            Counter::Span(calls) => calls.push_back(now),
            Counter::Month(_, calls) => *calls = calls.saturating_add(1),
        }
    }
}

impl Counter {
    /// The accepted calls that count now; older ones are dropped.
    fn calls(&mut self, key: &Key, now: SystemTime) -> u64 {
        match self {
            Self::Span(calls) => {
                // The clock was set back: the calls count from now on, for no longer than the span.
                for call in calls.iter_mut().rev().take_while(|call| **call > now) {
                    *call = now;
                }
                let span = key.span.unwrap_or_default();
                let is_old =
                    |call: &SystemTime| now.duration_since(*call).is_ok_and(|age| age >= span);
                while calls.front().is_some_and(is_old) {
                    calls.pop_front();
                }
                calls.len() as u64
            }
            Self::Month(counted, calls) => {
                let present = month(now);
                if *counted != present {
                    (*counted, *calls) = (present, 0);
                }
                u64::from(*calls)
            }
        }
    }
}

fn exceeded(limit: RateLimit) -> Refusal {
    let reason = match limit.period() {
        Period::Span(_) => Reason::Throttled,
        Period::Month => Reason::Quota,
    };
    let shared = if limit.is_shared() {
        "service"
    } else {
        "operation"
    };
    Refusal::new(reason, format!("more than {limit} and {shared}"))
}

#[cfg(test)]
mod tests;
