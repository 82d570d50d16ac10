//! Calls that no limit lets through in time.

use std::{fmt, time::Duration};

use crate::runtime::{LimitScope, Period, RateLimit};

/// A call that cannot be sent before its deadline, or not in this month.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Overload {
    /// The limit that stands in the way; `None` if the service has refused calls and waits for a while.
    pub limit: Option<RateLimit>,
    /// How long it would have to wait at least; `None` if nobody can tell.
    pub wait: Option<Duration>,
}

impl Overload {
    /// Refuses a call.
    #[must_use]
    pub const fn new(limit: Option<RateLimit>, wait: Option<Duration>) -> Self {
        Self { limit, wait }
    }
}

impl fmt::Display for Overload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.limit {
            Some(limit) => write!(f, "the limit of {limit} is used up")?,
            None => f.write_str("the service has refused calls")?,
        }
        if let Some(wait) = self.wait {
            write!(f, "; the next call can be sent in {}", Brief(wait))?;
        }
        // Nobody waits that long, and an account may have paid for more.
        match &self.limit {
            Some(limit) if limit.period() == Period::Month => f.write_str(
                "; if the account has another limit, the client's `Limits` have to say so",
            ),
            _ => Ok(()),
        }
    }
}

impl std::error::Error for Overload {}

impl fmt::Display for RateLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let calls = self.calls();
        let noun = if calls == 1 { "call" } else { "calls" };
        write!(f, "{calls} {noun} ")?;
        match self.period() {
            Period::Span(span) if span == Duration::from_secs(1) => f.write_str("a second")?,
            Period::Span(span) if span == Duration::from_secs(60) => f.write_str("a minute")?,
            Period::Span(span) => write!(f, "in {}", Brief(span))?,
            Period::Month => f.write_str("a month")?,
        }
        f.write_str(match self.scope() {
            LimitScope::Account => " per account",
            LimitScope::App => " per app",
            LimitScope::Organisation => " per organisation",
            LimitScope::User => " per user",
            LimitScope::Ip => " per address",
        })
    }
}

/// A length of time as people say it.
pub(in crate::runtime) struct Brief(pub(in crate::runtime) Duration);

impl fmt::Display for Brief {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const HOUR: u64 = 3600;
        const DAY: u64 = 24 * HOUR;
        let seconds = self.0.as_secs();
        match seconds {
            0 => write!(f, "{} ms", self.0.as_millis()),
            1..10 => write!(f, "{:.1} s", self.0.as_secs_f64()),
            10..120 => write!(f, "{seconds} s"),
            120..7200 => write!(f, "{} min", seconds / 60),
            7200..172_800 => write!(f, "{} h", seconds / HOUR),
            _ => write!(f, "{} days", seconds / DAY),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_which_limit_and_how_long() {
        let minute = Period::Span(Duration::from_secs(60));
        let records = RateLimit::new(10, minute, LimitScope::Account);
        let month = RateLimit::new(5000, Period::Month, LimitScope::Organisation);
        let odd = Period::Span(Duration::from_millis(1500));
        let odd = RateLimit::new(1, odd, LimitScope::Ip);
        let wait = |millis| Some(Duration::from_millis(millis));
        let cases = [
            (
                Overload::new(Some(records), wait(41_200)),
                "the limit of 10 calls a minute per account is used up; the next call can be sent in 41 s",
            ),
            (
                Overload::new(Some(month), wait(86_400_000 * 3)),
                "the limit of 5000 calls a month per organisation is used up; the next call can be sent in 3 days; if the \
                 account has another limit, the client's `Limits` have to say so",
            ),
            (
                Overload::new(Some(odd), None),
                "the limit of 1 call in 1.5 s per address is used up",
            ),
            (
                Overload::new(None, wait(250)),
                "the service has refused calls; the next call can be sent in 250 ms",
            ),
        ];
        for (overload, says) in cases {
            assert_eq!(overload.to_string(), says);
        }
    }
}
