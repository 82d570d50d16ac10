//! Refuses what the service would refuse, before it is sent.

use std::fmt;

use super::{Bounded, Length, Moment, RequestBuilder};

impl RequestBuilder {
    /// Requires an integer, if present, to be at least `limit`.
    pub fn at_least(mut self, name: &str, value: impl Bounded, limit: i64) -> Self {
        if value.bounded().is_some_and(|number| number < limit.into()) {
            self.report_at_least(name, &limit);
        }
        self
    }

    /// Requires an integer, if present, to be at most `limit`.
    pub fn at_most(mut self, name: &str, value: impl Bounded, limit: i64) -> Self {
        if value.bounded().is_some_and(|number| number > limit.into()) {
            self.report_at_most(name, &limit);
        }
        self
    }

    /// Requires a number, if present, to be at least `limit`.
    pub fn at_least_f64(mut self, name: &str, value: impl Into<Option<f64>>, limit: f64) -> Self {
        // NaN is within no limits.
        if value
            .into()
            .is_some_and(|number| number < limit || number.is_nan())
        {
            self.report_at_least(name, &limit);
        }
        self
    }

    /// Requires a number, if present, to be at most `limit`.
    pub fn at_most_f64(mut self, name: &str, value: impl Into<Option<f64>>, limit: f64) -> Self {
        if value
            .into()
            .is_some_and(|number| number > limit || number.is_nan())
        {
            self.report_at_most(name, &limit);
        }
        self
    }

    /// Requires a text or list, if present, to have at least `limit` characters or entries.
    pub fn min_length<L: Length + ?Sized>(mut self, name: &str, value: &L, limit: usize) -> Self {
        if value.length().is_some_and(|length| length < limit) {
            self.report(|| format!("`{name}` must have at least {}", Count(limit, L::UNIT)));
        }
        self
    }

    /// Requires a text or list, if present, to have at most `limit` characters or entries.
    pub fn max_length<L: Length + ?Sized>(mut self, name: &str, value: &L, limit: usize) -> Self {
        if value.length().is_some_and(|length| length > limit) {
            self.report(|| format!("`{name}` must have at most {}", Count(limit, L::UNIT)));
        }
        self
    }

    /// Requires an interval, if both ends are present, not to end before it starts and to be at most `max_seconds` long.
    pub fn window(
        mut self,
        from_name: &str,
        from: impl Moment,
        to_name: &str,
        to: impl Moment,
        max_seconds: u64,
    ) -> Self {
        if let (Some(from), Some(to)) = (from.millis(), to.millis()) {
            if to < from {
                self.report(|| format!("`{to_name}` must not be before `{from_name}`"));
            } else if to - from > i128::from(max_seconds) * 1000 {
                self.report(|| {
                    format!(
                        "`{from_name}` and `{to_name}` must be at most {} apart",
                        Span(max_seconds)
                    )
                });
            }
        }
        self
    }

    /// Refuses the call, because the operation no longer exists; `since` is a date or a reason.
    pub fn retired(mut self, since: &str) -> Self {
        self.report(|| format!("the service no longer has this operation ({since})"));
        self
    }

    fn report_at_least(&mut self, name: &str, limit: &dyn fmt::Display) {
        self.report(|| format!("`{name}` must be at least {limit}"));
    }

    fn report_at_most(&mut self, name: &str, limit: &dyn fmt::Display) {
        self.report(|| format!("`{name}` must be at most {limit}"));
    }
}

/// How many of what, in words for one and for several.
pub(crate) struct Count<N>(pub(crate) N, pub(crate) [&'static str; 2]);

impl<N: fmt::Display + PartialEq + From<u8>> fmt::Display for Count<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [one, several] = self.1;
        let unit = if self.0 == N::from(1) { one } else { several };
        write!(f, "{} {unit}", self.0)
    }
}

/// A number of seconds for people.
pub(crate) struct Span(pub(crate) u64);

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            seconds if seconds > 0 && seconds.is_multiple_of(86_400) => {
                Count(seconds / 86_400, ["day", "days"]).fmt(f)
            }
            seconds if seconds > 0 && seconds.is_multiple_of(3600) => {
                Count(seconds / 3600, ["hour", "hours"]).fmt(f)
            }
            seconds => Count(seconds, ["second", "seconds"]).fmt(f),
        }
    }
}
