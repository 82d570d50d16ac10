//! What follows when a service refuses calls although the limits were kept.

use std::time::Duration;

/// Where doubling ends.
pub(in crate::runtime) const LONGEST: Duration = Duration::from_secs(60);
/// The longest that is waited because a service says so.
pub(in crate::runtime) const LONGEST_ASKED: Duration = Duration::from_secs(3600);

/// A time without calls.
#[derive(Default)]
pub(super) struct Pause {
    until: Duration,
    length: Duration,
    /// A call was let through since it ended.
    tried: bool,
}

impl Pause {
    /// When it ends, if it goes on.
    pub(super) fn end(&self, now: Duration) -> Option<Duration> {
        Some(self.until).filter(|until| *until > now)
    }

    /// A call is let through.
    pub(super) fn tried(&mut self) {
        self.tried = true;
    }

    /// Whether it ended so long ago that the next starts afresh.
    pub(super) fn is_over(&self, now: Duration) -> bool {
        now > self.until.saturating_add(self.length.saturating_mul(2))
    }

    /// The service refused a call, and wants the next `after` that, or does not say; `usual` is the pause if nothing is
    /// known.
    pub(super) fn refused(&mut self, now: Duration, after: Option<Duration>, usual: Duration) {
        let after = after.filter(|after| !after.is_zero());
        if let Some(after) = after {
            self.length = after.min(LONGEST_ASKED);
        } else if self.end(now).is_some() {
            // Many calls are under way at once and are refused at once. That is one event.
            return;
        } else if self.length.is_zero() || self.is_over(now) {
            self.length = usual.min(LONGEST);
        } else if self.tried {
            self.length = self.length.saturating_mul(2).min(LONGEST);
        }
        self.until = self.until.max(now.saturating_add(self.length));
        self.tried = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn pauses_double_while_calls_are_refused() {
        let mut pause = Pause::default();
        let mut now = at(100);
        for length in [1, 2, 4, 8, 16, 32, 60, 60] {
            pause.refused(now, None, at(1));
            assert_eq!(pause.end(now), Some(now + at(length)));
            // Others were under way.
            pause.refused(now, None, at(1));
            assert_eq!(pause.end(now), Some(now + at(length)));
            now += at(length);
            assert_eq!(pause.end(now), None);
            pause.tried();
        }
        now += at(121);
        pause.refused(now, None, at(1));
        assert_eq!(pause.end(now), Some(now + at(1)), "that was long ago");
    }

    #[test]
    fn only_calls_after_a_pause_make_the_next_one_longer() {
        let mut pause = Pause::default();
        pause.refused(at(0), None, at(1));
        // A slow call from before the pause.
        pause.refused(at(2), None, at(1));
        assert_eq!(pause.end(at(2)), Some(at(3)));
    }

    #[test]
    fn the_service_may_say_how_long() {
        let mut pause = Pause::default();
        pause.refused(at(0), Some(at(7)), at(1));
        assert_eq!(pause.end(at(0)), Some(at(7)));
        pause.refused(at(1), Some(at(3)), at(1));
        assert_eq!(pause.end(at(1)), Some(at(7)), "the later one counts");
        pause.refused(at(2), Some(at(9)), at(1));
        assert_eq!(pause.end(at(2)), Some(at(11)));
        pause.refused(at(20), Some(Duration::MAX), at(1));
        assert_eq!(pause.end(at(20)), Some(at(3620)), "within reason");
        let mut pause = Pause::default();
        pause.refused(at(0), Some(Duration::ZERO), at(5));
        assert_eq!(pause.end(at(0)), Some(at(5)), "nothing said");
    }

    #[test]
    fn a_long_period_is_cut() {
        let mut pause = Pause::default();
        pause.refused(at(0), None, at(3600));
        assert_eq!(pause.end(at(0)), Some(at(60)));
    }
}
