//! Rate limits, and lengths of time.

use super::Evidence;
use crate::diagnostic::Spanned;

/// Calls per period.
#[derive(Clone, Debug)]
pub struct RateLimit {
    pub calls: Spanned<u64>,
    pub per: Spanned<Period>,
    pub scope: Spanned<LimitScope>,
    /// Whether the calls of all operations count together.
    pub shared: bool,
    pub doc: Option<Spanned<String>>,
    pub evidence: Evidence,
}

/// Who is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitScope {
    Account,
    App,
    Organisation,
    User,
    Ip,
}

/// Length of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    Span(Span),
    Month,
}

/// A length of time in milliseconds, and how it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub count: u64,
    pub unit: TimeUnit,
}

impl Span {
    /// Its length in milliseconds.
    #[must_use]
    pub fn millis(self) -> u64 {
        let unit: u64 = match self.unit {
            TimeUnit::Millis => 1,
            TimeUnit::Seconds => 1_000,
            TimeUnit::Minutes => 60_000,
            TimeUnit::Hours => 3_600_000,
            TimeUnit::Days => 86_400_000,
        };
        self.count.saturating_mul(unit)
    }
}

/// Units of a [`Span`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    Millis,
    Seconds,
    Minutes,
    Hours,
    Days,
}
