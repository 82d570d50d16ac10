//! Lengths of time and sizes.

use std::time::Duration;

/// A length of time in seconds.
///
/// ```compile_fail
/// # use meeting_client::{Millis, Seconds};
/// let length: Seconds = Millis(1500).into();
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seconds(
    /// Number of seconds.
    pub i64,
);

/// A length of time in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Millis(
    /// Number of milliseconds.
    pub i64,
);

/// A size in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bytes(
    /// Number of bytes.
    pub u64,
);

impl Seconds {
    /// The same length as the standard library's type; `None` if negative.
    #[must_use]
    pub fn to_duration(self) -> Option<Duration> {
        u64::try_from(self.0).ok().map(Duration::from_secs)
    }
}

impl Millis {
    /// The same length as the standard library's type; `None` if negative.
    #[must_use]
    pub fn to_duration(self) -> Option<Duration> {
        u64::try_from(self.0).ok().map(Duration::from_millis)
    }
}

/// Rounds down to the second.
impl From<Duration> for Seconds {
    fn from(length: Duration) -> Self {
        Self(i64::try_from(length.as_secs()).unwrap_or(i64::MAX))
    }
}

/// Rounds down to the millisecond.
impl From<Duration> for Millis {
    fn from(length: Duration) -> Self {
        Self(i64::try_from(length.as_millis()).unwrap_or(i64::MAX))
    }
}

impl From<u64> for Bytes {
    fn from(bytes: u64) -> Self {
        Self(bytes)
    }
}

impl From<Bytes> for u64 {
    fn from(bytes: Bytes) -> Self {
        bytes.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_convert_to_durations() {
        assert_eq!(Seconds(90).to_duration(), Some(Duration::from_secs(90)));
        assert_eq!(Seconds(-1).to_duration(), None);
        assert_eq!(Millis(90).to_duration(), Some(Duration::from_millis(90)));
        assert_eq!(Millis(-1).to_duration(), None);
        assert_eq!(Seconds::from(Duration::from_millis(1999)), Seconds(1));
        assert_eq!(Millis::from(Duration::from_millis(1999)), Millis(1999));
        assert_eq!(Seconds::from(Duration::MAX), Seconds(i64::MAX));
        assert_eq!(Millis::from(Duration::MAX), Millis(i64::MAX));
    }

    #[test]
    fn sizes_convert_to_integers() {
        assert_eq!(Bytes::from(480_236_476), Bytes(480_236_476));
        assert_eq!(u64::from(Bytes(7)), 7);
    }
}
