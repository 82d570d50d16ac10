//! Rate limits, and lengths of time.

use super::Evidence;
use crate::diagnostic::Spanned;

/// Calls per period.
#[derive(Clone, Debug)]
pub struct RateLimit {
    /// Number of calls.
    pub calls: Spanned<u64>,
    /// Length of the period, or `month`.
    pub per: Spanned<Period>,
    /// Who is counted: `account`, `app`, `organisation`, `user` or `ip`.
    pub scope: Spanned<LimitScope>,
    /// Whether the calls of all operations count together.
    pub shared: bool,
    /// What else is known.
    pub doc: Option<Spanned<String>>,
    /// Where the fact comes from, if not from the page.
    pub evidence: Evidence,
}

/// Who is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitScope {
    /// The vendor's account.
    Account,
    /// The application.
    App,
    /// The organisation.
    Organisation,
    /// The user.
    User,
    /// The IP address.
    Ip,
}

/// Length of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// A length of time.
    Span(Span),
    /// A calendar month.
    Month,
}

/// A length of time in milliseconds, and how it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// How many units.
    pub count: u64,
    /// The unit.
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
    /// `ms`
    Millis,
    /// `s`
    Seconds,
    /// `m`
    Minutes,
    /// `h`
    Hours,
    /// `d`
    Days,
}
