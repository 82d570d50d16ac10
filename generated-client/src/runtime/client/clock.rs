//! What time it is, for the client and for its service.

use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    task::Poll,
    time::{Duration, SystemTime},
};

use crate::runtime::Timer;

/// `Date` has whole seconds, so a smaller difference says nothing.
const NOTICEABLE: i64 = 1000;

/// The client's timer, and how far the service's clock is ahead.
pub(super) struct Clock {
    timer: Arc<dyn Timer>,
    /// In milliseconds.
    offset: AtomicI64,
}

impl Clock {
    pub(super) fn new(timer: Arc<dyn Timer>) -> Self {
        Self {
            timer,
            offset: AtomicI64::new(0),
        }
    }

    pub(super) fn timer(&self) -> &Arc<dyn Timer> {
        &self.timer
    }

    /// Time since a moment that stays the same.
    pub(super) fn elapsed(&self) -> Duration {
        self.timer.elapsed()
    }

    /// How far the service's clock is ahead, in milliseconds, as far as known.
    pub(super) fn offset(&self) -> i64 {
        self.offset.load(Ordering::Relaxed)
    }

    /// The time of day as the service sees it if its clock is `offset` ahead.
    pub(super) fn now(&self, offset: i64) -> SystemTime {
        let wall = self.timer.wall();
        let span = Duration::from_millis(offset.unsigned_abs());
        let moved = if offset < 0 {
            wall.checked_sub(span)
        } else {
            wall.checked_add(span)
        };
        moved.unwrap_or(wall)
    }

    /// Learns the service's time of day. Whether a request that was made with the offset `used` would now carry another
    /// time.
    pub(super) fn learn(&self, date: SystemTime, used: i64) -> bool {
        let offset = millis_between(self.timer.wall(), date);
        let differs = offset.abs_diff(used) > NOTICEABLE.unsigned_abs();
        if differs {
            self.offset.store(offset, Ordering::Relaxed);
        }
        differs
    }

    /// What comes of `future`; `None` if it takes longer than `limit`.
    pub(super) async fn within<T>(
        &self,
        limit: Duration,
        future: impl Future<Output = T>,
    ) -> Option<T> {
        let mut future = pin!(future);
        let mut sleep = None;
        std::future::poll_fn(|context| {
            if let Poll::Ready(value) = future.as_mut().poll(context) {
                return Poll::Ready(Some(value));
            }
            // What is ready at once needs no timer.
            let sleep = sleep.get_or_insert_with(|| self.timer.sleep(limit));
            sleep.as_mut().poll(context).map(|()| None)
        })
        .await
    }
}

fn millis_between(from: SystemTime, to: SystemTime) -> i64 {
    let millis = |span: Duration| i64::try_from(span.as_millis()).unwrap_or(i64::MAX);
    match to.duration_since(from) {
        Ok(ahead) => millis(ahead),
        Err(behind) => -millis(behind.duration()),
    }
}

#[cfg(all(test, feature = "tokio"))]
mod tests {
    use super::*;
    use crate::runtime::TokioTimer;

    #[test]
    fn a_date_corrects_the_time_once() {
        let clock = Clock::new(Arc::new(TokioTimer::new()));
        let hour = Duration::from_secs(3600);
        assert!(!clock.learn(SystemTime::now(), 0));
        assert_eq!(clock.offset(), 0);

        assert!(clock.learn(SystemTime::now() + hour, 0));
        let offset = clock.offset();
        assert!((3_590_000..=3_600_000).contains(&offset), "{offset}");
        // A request that was already made with the right time is not worth repeating; one with the old time is.
        assert!(!clock.learn(SystemTime::now() + hour, offset));
        assert!(clock.learn(SystemTime::now() + hour, 0));

        assert!(clock.learn(SystemTime::now() - hour, offset));
        assert!(clock.now(clock.offset()) < SystemTime::now() - hour / 2);
    }

    #[test]
    fn no_date_is_too_far_away() {
        let clock = Clock::new(Arc::new(TokioTimer::new()));
        for offset in [i64::MAX, i64::MIN, 0] {
            let _ = clock.now(offset);
        }
        assert!(clock.learn(SystemTime::UNIX_EPOCH, 0));
        assert!(clock.now(clock.offset()) < SystemTime::UNIX_EPOCH + Duration::from_secs(60));
    }

    #[tokio::test(start_paused = true)]
    async fn what_takes_too_long_is_given_up() {
        let clock = Clock::new(Arc::new(TokioTimer::new()));
        let second = Duration::from_secs(1);
        let slow = tokio::time::sleep(2 * second);
        assert_eq!(clock.within(second, slow).await, None);
        assert_eq!(clock.elapsed(), second);
        let quick = tokio::time::sleep(second);
        assert_eq!(clock.within(2 * second, quick).await, Some(()));
        let never = clock.within(Duration::ZERO, std::future::pending::<()>());
        assert_eq!(never.await, None);
        assert_eq!(clock.within(Duration::ZERO, async { 1 }).await, Some(1));
    }
}
