//! Why a call was not sent again.

use std::{fmt, time::Duration};

use crate::runtime::limiter::Brief;

/// Why a call that might have succeeded later was not sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stop {
    /// It was sent as often as its policy allows.
    Attempts,
    /// The client's calls failed so often that it has used up its retries.
    Budget,
    /// The next attempt would not have been over before the deadline of the call, this long after its start.
    Deadline(Duration),
    /// The service wants the next attempt so much later, which is after the deadline.
    RetryAfter(Duration),
    /// The operation is not idempotent, and the service may have carried it out.
    Unsafe,
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Attempts => f.write_str("no attempt is left"),
            Self::Budget => f.write_str("the retry budget is used up"),
            Self::Deadline(limit) => write!(f, "the deadline of {} leaves no time", Brief(*limit)),
            Self::RetryAfter(wait) => write!(
                f,
                "the service wants the next attempt in {}, after the deadline",
                Brief(*wait)
            ),
            Self::Unsafe => f.write_str("the service may have carried it out"),
        }
    }
}
