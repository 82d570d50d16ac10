//! How many calls a service accepts, as its spec documents it.

use std::time::Duration;

/// A documented limit: so many calls in so much time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RateLimit {
    calls: u32,
    period: Period,
    scope: LimitScope,
    shared: bool,
}

impl RateLimit {
    /// At most `calls` in every `period`, counted per `scope` and operation.
    #[must_use]
    pub const fn new(calls: u32, period: Period, scope: LimitScope) -> Self {
        Self {
            calls,
            period,
            scope,
            shared: false,
        }
    }

    /// The calls of all operations count together.
    #[must_use]
    pub const fn shared(mut self) -> Self {
        self.shared = true;
        self
    }

    /// Number of calls in a period.
    #[must_use]
    pub const fn calls(&self) -> u32 {
        self.calls
    }

    /// In what time.
    #[must_use]
    pub const fn period(&self) -> Period {
        self.period
    }

    /// Whose calls are counted together.
    #[must_use]
    pub const fn scope(&self) -> LimitScope {
        self.scope
    }

    /// Whether the calls of all operations count together.
    #[must_use]
    pub const fn is_shared(&self) -> bool {
        self.shared
    }
}

/// The time in which calls are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Period {
    /// Every stretch of time of this length.
    Span(Duration),
    /// A calendar month.
    Month,
}

/// Whose calls are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LimitScope {
    /// An account of the service.
    Account,
    /// An application.
    App,
    /// An organisation.
    Organisation,
    /// A user.
    User,
    /// An IP address.
    Ip,
}
