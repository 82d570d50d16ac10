//! The calls that count for one limit within its period.

use std::{collections::VecDeque, time::Duration};

use crate::runtime::RateLimit;

/// How many ends are kept apart. A larger limit gives places back in so many steps, the last of each step at the right
/// time and the others a little later, so that no limit needs more memory than this.
const STEPS: u32 = 1024;

/// An exact sliding window.
///
/// When the service counts a call, nobody knows: at some moment between its start and its end. So it counts here from the
/// one until a period after the other.
pub(super) struct Span {
    limit: RateLimit,
    period: Duration,
    /// Calls that have started and not ended.
    running: u32,
    /// When calls that have ended stop to count, and how many of them; the earliest first.
    ended: VecDeque<(Duration, u32)>,
    /// The sum of them.
    counting: u32,
}

impl Span {
    pub(super) fn new(limit: RateLimit, period: Duration) -> Self {
        Self {
            limit,
            period,
            running: 0,
            ended: VecDeque::new(),
            counting: 0,
        }
    }

    pub(super) fn limit(&self) -> RateLimit {
        self.limit
    }

    pub(super) fn is_idle(&mut self, now: Duration) -> bool {
        self.forget(now);
        self.running == 0 && self.counting == 0
    }

    pub(super) fn has_room(&mut self, now: Duration) -> bool {
        self.forget(now);
        self.free() > 0
    }

    pub(super) fn start(&mut self) {
        self.running = self.running.saturating_add(1);
    }

    /// A call that has started was not sent.
    pub(super) fn undo(&mut self) {
        self.running = self.running.saturating_sub(1);
    }

    pub(super) fn end(&mut self, now: Duration) {
        self.undo();
        let mut until = now.saturating_add(self.period);
        if self.limit.calls() > STEPS {
            until = round_up(until, self.period / STEPS);
        }
        match self.ended.back_mut() {
            Some((last, calls)) if *last == until => *calls = calls.saturating_add(1),
            _ => self.ended.push_back((until, 1)),
        }
        self.counting = self.counting.saturating_add(1);
    }

    /// The earliest moment at which a call can start if so many start before it; `None` for never.
    ///
    /// It can become later, since calls take their time, but earlier only if one of those before gives up.
    pub(super) fn earliest(&mut self, now: Duration, ahead: usize) -> Option<Duration> {
        self.forget(now);
        let ahead = u32::try_from(ahead).unwrap_or(u32::MAX);
        // A place that is taken is free again one period later at the earliest.
        let rounds = ahead.checked_div(self.limit.calls())?;
        let mut place = ahead % self.limit.calls();
        let rounds = self.period.saturating_mul(rounds);
        if place < self.free() {
            return Some(now.saturating_add(rounds));
        }
        place -= self.free();
        for (until, calls) in &self.ended {
            if place < *calls {
                return Some(until.saturating_add(rounds));
            }
            place -= calls;
        }
        Some(now.saturating_add(self.period).saturating_add(rounds))
    }

    fn free(&self) -> u32 {
        let used = self.running.saturating_add(self.counting);
        self.limit.calls().saturating_sub(used)
    }

    fn forget(&mut self, now: Duration) {
        while let Some(&(until, calls)) = self.ended.front()
            && until <= now
        {
            self.ended.pop_front();
            self.counting = self.counting.saturating_sub(calls);
        }
    }
}

fn round_up(time: Duration, step: Duration) -> Duration {
    let step = step.as_nanos().max(1);
    let rounded = time.as_nanos().div_ceil(step).saturating_mul(step);
    let nanos = u64::try_from(rounded).unwrap_or(u64::MAX);
    Duration::from_nanos(nanos).max(time)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::{LimitScope, Period};

    fn span(calls: u32, millis: u64) -> Span {
        let period = ms(millis);
        let limit = RateLimit::new(calls, Period::Span(period), LimitScope::App);
        Span::new(limit, period)
    }

    const fn ms(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn a_call_counts_until_a_period_after_its_end() {
        let mut span = span(1, 1000);
        assert!(span.has_room(ms(0)));
        span.start();
        assert!(!span.has_room(ms(5000)), "it still runs");
        span.end(ms(5000));
        assert!(!span.has_room(ms(5999)));
        assert!(span.has_room(ms(6000)));
        span.start();
        span.undo();
        assert!(span.has_room(ms(6000)), "it was not sent");
        assert!(span.is_idle(ms(6000)));
    }

    #[test]
    fn the_earliest_start_follows_from_the_places() {
        let mut span = span(3, 1000);
        let at = |millis| Some(ms(millis));
        assert_eq!(span.earliest(ms(0), 0), at(0));
        assert_eq!(span.earliest(ms(0), 2), at(0));
        assert_eq!(span.earliest(ms(0), 3), at(1000));
        assert_eq!(span.earliest(ms(0), 7), at(2000));
        span.start();
        span.start();
        span.end(ms(100));
        // One is free, one from 1100 on, one runs.
        let earliest = [0, 1, 2, 3, 4, 5, 6].map(|ahead| span.earliest(ms(200), ahead));
        let expected = [200, 1100, 1200, 1200, 2100, 2200, 2200].map(at);
        assert_eq!(earliest, expected);
    }

    #[test]
    fn no_call_is_never() {
        let mut span = span(0, 1000);
        assert!(!span.has_room(ms(0)));
        assert_eq!(span.earliest(ms(0), 0), None);
    }

    #[test]
    fn large_limits_need_little_memory_and_let_nobody_through_early() {
        let mut span = span(1_000_000, 60_000);
        for call in 0..1_000_000_u64 {
            let now = Duration::from_micros(call * 60);
            assert!(span.has_room(now));
            span.start();
            span.end(now);
        }
        assert!(span.ended.len() <= 1025, "{}", span.ended.len());
        // The first one ended at 0 and is rounded up to the next step, 58.59375 ms.
        assert!(!span.has_room(Duration::from_nanos(59_999_999_999)));
        assert!(span.has_room(ms(60_000)), "it ended on a step");
        assert!(span.is_idle(ms(120_059)));
    }
}
