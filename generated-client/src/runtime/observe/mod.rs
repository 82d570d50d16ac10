//! Seeing what a client does, without seeing what it sends.

mod drift;
mod span;
#[cfg(all(test, feature = "tokio"))]
mod tests;

pub(crate) use drift::report;
pub(crate) use span::{Plan, Span};

use std::time::Duration;

use super::{Class, ErrorKind, Method};

/// Hears what a client does: for metrics, logs, alarms. Every method does nothing unless it is written.
///
/// Called on the task of the call, so it should be quick. Nothing that it hears holds a parameter, a header or a body.
///
/// Counters and histograms for a metrics library, here those of the standard library:
///
/// ```
/// use std::{
///     collections::BTreeMap,
///     sync::{Arc, Mutex, PoisonError},
///     time::Duration,
/// };
///
/// use meeting_client::runtime::{Attempt, Call, Observer};
///
/// /// How often an operation was called, how often that failed, and how long it took.
/// #[derive(Clone, Debug, Default)]
/// struct Numbers {
///     calls: u64,
///     failures: u64,
///     retries: u64,
///     time: Duration,
///     time_in_queue: Duration,
/// }
///
/// #[derive(Clone, Default)]
/// struct Metrics(Arc<Mutex<BTreeMap<&'static str, Numbers>>>);
///
/// impl Metrics {
///     fn count(&self, operation: &'static str, change: impl FnOnce(&mut Numbers)) {
///         let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
///         change(all.entry(operation).or_default());
///     }
/// }
///
/// impl Observer for Metrics {
///     fn attempt(&self, attempt: &Attempt<'_>) {
///         self.count(attempt.operation, |numbers| {
///             numbers.retries += u64::from(attempt.retry_in.is_some());
///             numbers.time_in_queue += attempt.waited;
///         });
///     }
///
///     fn call(&self, call: &Call<'_>) {
///         self.count(call.operation, |numbers| {
///             numbers.calls += 1;
///             numbers.failures += u64::from(call.failure.is_some());
///             numbers.time += call.duration;
///         });
///     }
/// }
///
/// let metrics = Metrics::default();
/// // Client::builder(credentials).observer(metrics.clone()).build()?;
/// # let _ = metrics;
/// ```
pub trait Observer: Send + Sync + 'static {
    /// An attempt is over.
    fn attempt(&self, attempt: &Attempt<'_>) {
        let _ = attempt;
    }

    /// A call is over.
    fn call(&self, call: &Call<'_>) {
        let _ = call;
    }

    /// An answer was not as documented. Only clients that look for it tell it.
    fn drift(&self, drift: &Drift<'_>) {
        let _ = drift;
    }
}

/// One time that a call was sent, or could not be sent.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attempt<'a> {
    /// The service.
    pub service: &'static str,
    /// The operation, in `snake_case`.
    pub operation: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path without parameters.
    pub template: &'a str,
    /// 1 for the first.
    pub number: u32,
    /// The HTTP status; `None` if no answer arrived.
    pub status: Option<u16>,
    /// The service's error code; `None` if there is none.
    pub code: Option<&'a str>,
    /// The service's request id.
    pub request_id: Option<&'a str>,
    /// What kind of failure it was; `None` for a success.
    pub failure: Option<ErrorKind>,
    /// What the failure means; `None` if the service did not report one.
    pub class: Option<Class>,
    /// How long it waited for the limiter.
    pub waited: Duration,
    /// From the first byte sent until the whole answer had arrived.
    pub duration: Duration,
    /// When the next attempt follows; `None` if this was the last.
    pub retry_in: Option<Duration>,
}

/// A call with all its attempts.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Call<'a> {
    /// The service.
    pub service: &'static str,
    /// The operation, in `snake_case`.
    pub operation: &'static str,
    /// Number of attempts; 0 if none was made.
    pub attempts: u32,
    /// What kind of failure it was; `None` for a success.
    pub failure: Option<ErrorKind>,
    /// The service's error code; `None` if there is none.
    pub code: Option<&'a str>,
    /// From the start until the answer was judged.
    pub duration: Duration,
}

/// Something in an answer that the spec does not document, or that it documents and the answer lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Drift<'a> {
    /// The service.
    pub service: &'static str,
    /// The operation, in `snake_case`.
    pub operation: &'static str,
    /// Where in the answer, without positions in lists and names in maps: `record_meetings[].state`, `labels{}.name`;
    /// empty for the whole answer.
    pub path: &'a str,
    /// What it is.
    pub kind: DriftKind,
}

/// What an answer has that it should not have, or the reverse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DriftKind {
    /// A member that the spec does not have.
    UnknownField,
    /// A value of an enum that the spec does not list.
    UnknownValue,
    /// A member that every answer should have.
    MissingField,
    /// A value of another type than documented.
    UnexpectedType,
}
