//! Keeps calls within the limits that a service documents, before the service has to refuse them.

pub(in crate::runtime) mod calendar;
mod clock;
mod gate;
mod limits;
mod overload;
mod pause;
mod queue;
mod quota;
mod routes;
mod span;
mod window;

#[cfg(feature = "redis")]
pub(super) use calendar::rest_of_month;
pub use limits::Limits;
pub(super) use overload::Brief;
pub use overload::Overload;
#[cfg(feature = "redis")]
pub(super) use pause::{LONGEST as LONGEST_PAUSE, LONGEST_ASKED};
pub use window::SlidingWindow;

use std::{fmt, sync::Arc, time::Duration};

use super::{BoxFuture, Operation, Period, Profile, RateLimit, Timer};

/// Keeps calls within limits.
pub trait Limiter: Send + Sync + 'static {
    /// Waits until a call may be sent. Callers that wait are served in the order in which they came.
    ///
    /// The call counts from now until its [`Permit`] is dropped, and for the period of its limits after that: only then is
    /// it certain that the service counts it no longer.
    ///
    /// # Errors
    ///
    /// [`Overload`], at once, if it could not be sent before its deadline.
    fn admit<'a>(&'a self, call: &'a Admission<'a>) -> BoxFuture<'a, Result<Permit, Overload>>;

    /// Learns that the service refused a call because there were too many; `retry_after` is when it wants the next, if it
    /// said so.
    fn throttled(&self, call: &Admission<'_>, retry_after: Option<Duration>);
}

/// A call that wants to be sent.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Admission<'a> {
    /// The service.
    pub service: &'static str,
    /// The service's limits.
    pub profile: &'static Profile,
    /// The operation, with limits of its own.
    pub operation: &'static Operation,
    /// Whose calls count together.
    pub account: &'a str,
    /// When waiting makes no sense any more, by the timer; `None` for never.
    pub deadline: Option<Duration>,
    /// The client's time. An `Arc`, since permits end later than calls are admitted.
    pub timer: &'a Arc<dyn Timer>,
}

impl<'a> Admission<'a> {
    pub(crate) fn new(
        service: &'static str,
        profile: &'static Profile,
        operation: &'static Operation,
        account: &'a str,
        deadline: Option<Duration>,
        timer: &'a Arc<dyn Timer>,
    ) -> Self {
        Self {
            service,
            profile,
            operation,
            account,
            deadline,
            timer,
        }
    }

    /// All limits that the call counts for.
    pub fn limits(&self) -> impl Iterator<Item = &'static RateLimit> {
        let service = self.profile.documented_limits().iter();
        service.chain(self.operation.documented_limits())
    }
}

impl fmt::Debug for Admission<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Admission")
            .field("service", &self.service)
            .field("operation", &self.operation.name())
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}

/// Leave to send one call. To be dropped when its answer has arrived, or when it is given up.
#[must_use = "the call counts until this is dropped"]
pub struct Permit(Option<Box<dyn FnOnce() + Send>>);

impl Permit {
    /// Leave that nobody counts.
    pub fn free() -> Self {
        Self(None)
    }

    /// Leave whose end is told.
    pub fn new(ended: impl FnOnce() + Send + 'static) -> Self {
        Self(Some(Box::new(ended)))
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if let Some(ended) = self.0.take() {
            ended();
        }
    }
}

impl fmt::Debug for Permit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Permit").finish_non_exhaustive()
    }
}

/// How long to wait after a refused call if nothing is known.
pub(super) fn usual_pause(limits: impl Iterator<Item = RateLimit>) -> Duration {
    let span = |limit: RateLimit| match limit.period() {
        Period::Span(span) => Some(span),
        Period::Month => None,
    };
    limits
        .filter_map(span)
        .min()
        .unwrap_or(Duration::from_secs(1))
}

// They pause Tokio's time.
#[cfg(all(test, feature = "tokio"))]
mod tests;
