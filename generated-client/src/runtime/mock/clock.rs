//! The server's clock.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, SystemTime},
};

/// How far the clock can be moved: a thousand years, so that every instant has a date of four digits.
const FARTHEST: Duration = Duration::from_secs(1000 * 365 * 24 * 60 * 60);

/// The system's clock plus what it was advanced by.
#[derive(Debug, Default)]
pub(super) struct Clock {
    ahead: Mutex<Duration>,
}

impl Clock {
    /// What the clock shows; never before 1970.
    pub(super) fn now(&self) -> SystemTime {
        let now = SystemTime::now().max(SystemTime::UNIX_EPOCH);
        now.checked_add(self.ahead()).unwrap_or(now)
    }

    /// Moves the clock forward, at most to a thousand years ahead of the system's.
    pub(super) fn advance(&self, span: Duration) {
        let mut ahead = self.ahead.lock().unwrap_or_else(PoisonError::into_inner);
        *ahead = ahead.saturating_add(span).min(FARTHEST);
    }

    /// Shows the system's time again.
    pub(super) fn reset(&self) {
        *self.ahead.lock().unwrap_or_else(PoisonError::into_inner) = Duration::ZERO;
    }

    fn ahead(&self) -> Duration {
        *self.ahead.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The system's clock may be set while a test runs; within a minute is close enough.
    fn is_ahead_by(clock: &Clock, span: Duration) -> bool {
        let expected = SystemTime::now() + span;
        let minute = Duration::from_secs(60);
        (expected - minute..expected + minute).contains(&clock.now())
    }

    #[test]
    fn advances_add_up_until_it_is_reset() {
        let clock = Clock::default();
        assert!(is_ahead_by(&clock, Duration::ZERO));
        clock.advance(Duration::from_secs(7200));
        clock.advance(Duration::from_secs(3600));
        assert!(is_ahead_by(&clock, Duration::from_secs(10_800)));
        clock.reset();
        assert!(is_ahead_by(&clock, Duration::ZERO));
    }

    #[test]
    fn a_date_has_four_digits_however_far_it_is_advanced() {
        let clock = Clock::default();
        clock.advance(Duration::MAX);
        clock.advance(Duration::MAX);
        assert!(is_ahead_by(&clock, Duration::from_secs(31_536_000_000)));
        let date = httpdate::fmt_http_date(clock.now());
        assert!(date.contains(" 30") || date.contains(" 31"), "{date}");
    }
}
