//! The passing of time.

use std::time::{Duration, SystemTime};

use super::BoxFuture;

/// The passing of time: real in production, virtual in tests.
pub trait Timer: Send + Sync + 'static {
    /// Time since a moment that stays the same; it never goes back.
    fn elapsed(&self) -> Duration;

    /// The time of day, which signatures carry.
    fn wall(&self) -> SystemTime;

    /// Waits.
    fn sleep(&self, span: Duration) -> BoxFuture<'static, ()>;
}

/// Time as Tokio knows it, which stands still in tests that pause it.
#[cfg(feature = "tokio")]
#[derive(Clone, Debug)]
pub struct TokioTimer {
    start: tokio::time::Instant,
}

#[cfg(feature = "tokio")]
impl TokioTimer {
    /// A timer that starts now.
    #[must_use]
    pub fn new() -> Self {
        Self {
            start: tokio::time::Instant::now(),
        }
    }
}

#[cfg(feature = "tokio")]
impl Default for TokioTimer {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(feature = "tokio")]
impl Timer for TokioTimer {
    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, span: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(span))
    }
}
