//! What an operation says about the interval that it can be asked for.

use crate::runtime::{Endpoint, UnixMillis, UnixSeconds};

/// An operation that lists what lies in an interval of limited length. Implemented by generated code.
pub trait Windowed: Endpoint + Clone + 'static {
    /// The type of both ends, which tells their unit.
    type Instant: Timestamp;

    /// How long the interval may be.
    const WINDOW: Window;

    /// Asks for another interval.
    fn set_window(&mut self, from: Self::Instant, to: Self::Instant);
}

/// How long an interval may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    pub(super) max_seconds: u64,
}

impl Window {
    /// The parameters with the start and the end, and how many seconds they may be apart.
    #[must_use]
    pub const fn new(from: &'static str, to: &'static str, max_seconds: u64) -> Self {
        Self {
            from,
            to,
            max_seconds,
        }
    }
}

/// A point in time whose type tells the unit: [`UnixSeconds`] or [`UnixMillis`].
pub trait Timestamp: Copy + Send + Sync + 'static + sealed::Timestamp {}

impl Timestamp for UnixSeconds {}
impl Timestamp for UnixMillis {}

pub(super) mod sealed {
    use crate::runtime::{UnixMillis, UnixSeconds};

    pub trait Timestamp {
        /// Milliseconds in a unit.
        const UNIT: i64;

        fn from_units(units: i64) -> Self;

        /// Units since the Unix epoch.
        fn units(self) -> i64;
    }

    impl Timestamp for UnixSeconds {
        const UNIT: i64 = 1000;

        fn from_units(units: i64) -> Self {
            Self(units)
        }

        fn units(self) -> i64 {
            self.0
        }
    }

    impl Timestamp for UnixMillis {
        const UNIT: i64 = 1;

        fn from_units(units: i64) -> Self {
            Self(units)
        }

        fn units(self) -> i64 {
            self.0
        }
    }
}

/// A range of time, and how it is split. Not generic: compiled once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    pub(super) from: i64,
    pub(super) to: i64,
    /// Longest window, in units.
    pub(super) most: i64,
    /// Milliseconds in a unit.
    pub(super) unit: i64,
}

impl Range {
    pub(super) fn of<E: Windowed>(from: E::Instant, to: E::Instant) -> Self {
        use sealed::Timestamp as _;
        let unit = <E::Instant as sealed::Timestamp>::UNIT;
        let seconds = i64::try_from(E::WINDOW.max_seconds).unwrap_or(i64::MAX);
        Self {
            from: from.units(),
            to: to.units(),
            // Whatever a spec says, every window leads on.
            most: seconds.saturating_mul(1000 / unit).max(1),
            unit,
        }
    }

    /// The window that starts here.
    pub(super) fn window(&self, from: i64) -> (i64, i64) {
        (from, from.saturating_add(self.most).min(self.to))
    }

    /// The window after one that ends here; `None` if that was the last.
    ///
    /// The instant between two windows is part of both. Services compare times that are finer than the parameters: with
    /// windows that start a second after the last one ended, what happened within that second would be in neither.
    pub(super) fn after(&self, to: i64) -> Option<(i64, i64)> {
        (to < self.to).then(|| self.window(to))
    }
}
