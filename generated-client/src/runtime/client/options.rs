//! What a single call may have its own way.

use std::time::Duration;

use crate::runtime::RetryPolicy;

/// What differs from the client's settings for some calls; see [`Client::with`](super::Client::with).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[must_use = "options do nothing until a client has them"]
pub struct CallOptions {
    pub(super) deadline: Option<Duration>,
    pub(super) timeout: Option<Duration>,
    pub(super) retry: Option<RetryPolicy>,
    pub(super) repeat_unsafe: bool,
}

impl CallOptions {
    /// The client's settings.
    pub const fn new() -> Self {
        Self {
            deadline: None,
            timeout: None,
            retry: None,
            repeat_unsafe: false,
        }
    }

    /// Longest time for a call, with all its attempts and waits.
    pub const fn deadline(mut self, limit: Duration) -> Self {
        self.deadline = Some(limit);
        self
    }

    /// Longest time for one attempt, from sending it until its whole answer has arrived.
    pub const fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// When a call is sent again.
    pub const fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// Sends a call again even if it is not idempotent and the service may have carried it out, so that it may be carried
    /// out twice.
    pub const fn repeat_unsafe(mut self) -> Self {
        self.repeat_unsafe = true;
        self
    }
}
