//! The time that all users of a limiter share.

use std::{
    sync::{Arc, OnceLock},
    time::{Duration, SystemTime},
};

use crate::runtime::{BoxFuture, Timer};

/// The time of a limiter, as one call sees it.
#[derive(Clone)]
pub(super) struct Clock {
    /// Clients that share a limiter have timers that started at different moments, so one timer tells the time.
    time: Arc<dyn Timer>,
    /// The call's own, which knows where the call runs.
    timer: Arc<dyn Timer>,
}

impl Clock {
    pub(super) fn new(first: &OnceLock<Arc<dyn Timer>>, timer: &Arc<dyn Timer>) -> Self {
        Self {
            time: Arc::clone(first.get_or_init(|| Arc::clone(timer))),
            timer: Arc::clone(timer),
        }
    }

    pub(super) fn now(&self) -> Duration {
        self.time.elapsed()
    }

    /// A deadline by the call's own timer.
    pub(super) fn deadline(&self, deadline: Duration) -> Duration {
        let left = deadline.saturating_sub(self.timer.elapsed());
        self.now().saturating_add(left)
    }

    pub(super) fn wall(&self) -> SystemTime {
        self.timer.wall()
    }

    pub(super) fn sleep(&self, span: Duration) -> BoxFuture<'static, ()> {
        self.timer.sleep(span)
    }
}
