//! A call that a test expects, and how often.

use std::{
    fmt,
    ops::{RangeFrom, RangeInclusive},
    time::Duration,
};

use super::{Arguments, Location, OperationSpec, Reply};
use crate::runtime::Json;

/// How often a call is expected: a number, `1..=3`, or `2..`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    pub(super) least: usize,
    pub(super) most: usize,
}

impl From<usize> for Times {
    fn from(times: usize) -> Self {
        Self {
            least: times,
            most: times,
        }
    }
}

impl From<RangeInclusive<usize>> for Times {
    fn from(times: RangeInclusive<usize>) -> Self {
        Self {
            least: *times.start(),
            most: *times.end(),
        }
    }
}

impl From<RangeFrom<usize>> for Times {
    fn from(times: RangeFrom<usize>) -> Self {
        Self {
            least: times.start,
            most: usize::MAX,
        }
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let calls = |count: usize| if count == 1 { "call" } else { "calls" };
        match (self.least, self.most) {
            (_, 0) => f.write_str("no call"),
            (least, usize::MAX) => write!(f, "at least {least} {}", calls(least)),
            (least, most) if least == most => write!(f, "{least} {}", calls(least)),
            (least, most) => write!(f, "{least} to {most} calls"),
        }
    }
}

/// A call that a test expects.
pub(super) struct Expectation {
    pub(super) spec: &'static OperationSpec,
    pub(super) params: Vec<Expected>,
    pub(super) whole: Option<Whole>,
    pub(super) replies: Vec<Reply>,
    /// `None`: at least once, or once per entry of a sequence.
    pub(super) times: Option<Times>,
    pub(super) delay: Duration,
    pub(super) calls: usize,
}

/// The value that a parameter has to have.
pub(super) struct Expected {
    pub(super) location: Location,
    pub(super) name: &'static str,
    pub(super) value: Json,
}

/// How a received call differs from the expected one; `None` if it does not.
pub(super) type Difference = Box<dyn Fn(&Arguments<'_>) -> Option<String> + Send>;

/// A call that has to be equal as a whole.
pub(super) struct Whole {
    pub(super) shown: String,
    pub(super) differs: Difference,
}

impl Expectation {
    pub(super) fn new(spec: &'static OperationSpec) -> Self {
        Self {
            spec,
            params: Vec::new(),
            whole: None,
            replies: vec![Reply::example()],
            times: None,
            delay: Duration::ZERO,
            calls: 0,
        }
    }

    pub(super) fn times(&self) -> Times {
        self.times.unwrap_or_else(|| match self.replies.len() {
            1 => (1..).into(),
            length => length.into(),
        })
    }

    /// Why a call is not the expected one; `None` if it is.
    pub(super) fn refuses(&self, arguments: &Arguments<'_>) -> Option<String> {
        for expected in &self.params {
            let sent = arguments.value(expected.location, expected.name);
            if sent != Some(&expected.value) {
                let sent = sent.map_or_else(|| "left out".to_owned(), ToString::to_string);
                return Some(format!(
                    "`{}` was {sent} instead of {}",
                    expected.name, expected.value
                ));
            }
        }
        if let Some(whole) = &self.whole
            && let Some(difference) = (whole.differs)(arguments)
        {
            return Some(difference);
        }
        let times = self.times();
        (self.calls >= times.most).then(|| format!("it came after {times}"))
    }

    /// Counts a call, and says what to answer.
    pub(super) fn take(&mut self) -> Reply {
        let last = self.replies.len().saturating_sub(1);
        let reply = self.replies.get(self.calls.min(last)).cloned();
        self.calls += 1;
        let mut reply = reply.unwrap_or_else(Reply::example);
        reply.delay += self.delay;
        reply
    }

    /// What is missing; `None` if nothing is.
    pub(super) fn unmet(&self) -> Option<String> {
        let times = self.times();
        if self.calls >= times.least {
            return None;
        }
        let name = self.spec.name();
        let mut lines = vec![format!("{name}: expected {times}, got {}", self.calls)];
        let params = self.params.iter();
        lines.extend(params.map(|it| format!("    with `{}` {}", it.name, it.value)));
        let whole = self.whole.iter();
        lines.extend(whole.map(|it| format!("    equal to {}", it.shown)));
        Some(lines.join("\n"))
    }
}
