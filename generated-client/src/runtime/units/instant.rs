//! Points in time.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A point in time in seconds since the Unix epoch.
///
/// There is no conversion from a bare integer, so that seconds and milliseconds cannot be mixed up unnoticed:
///
/// ```compile_fail
/// let start: meeting_client::UnixSeconds = 1_611_072_000.into();
/// ```
///
/// ```compile_fail
/// # use meeting_client::{UnixMillis, UnixSeconds};
/// let start: UnixSeconds = UnixMillis(1_611_072_000_000).into();
/// ```
///
/// ```
/// # use meeting_client::{UnixMillis, UnixSeconds};
/// # use std::time::SystemTime;
/// let start = UnixSeconds(1_611_072_000);
/// let now: UnixSeconds = SystemTime::now().into();
/// assert!(start < now);
/// assert_eq!(UnixMillis::from(start), UnixMillis(1_611_072_000_000));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixSeconds(
    /// Seconds since the Unix epoch; negative before it.
    pub i64,
);

/// A point in time in milliseconds since the Unix epoch.
///
/// There is no conversion from a bare integer:
///
/// ```compile_fail
/// let start: meeting_client::UnixMillis = 1_611_072_000_000.into();
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixMillis(
    /// Milliseconds since the Unix epoch; negative before it.
    pub i64,
);

impl UnixSeconds {
    /// The present, according to the system's clock, rounded down.
    #[must_use]
    pub fn now() -> Self {
        SystemTime::now().into()
    }

    /// The same point in time as the standard library's type; `None` beyond what the platform can represent.
    #[must_use]
    pub fn to_system_time(self) -> Option<SystemTime> {
        offset(self.0, Duration::from_secs(self.0.unsigned_abs()))
    }
}

impl UnixMillis {
    /// The present, according to the system's clock, rounded down.
    #[must_use]
    pub fn now() -> Self {
        SystemTime::now().into()
    }

    /// The second that this point in time is in.
    #[must_use]
    pub fn floor_seconds(self) -> UnixSeconds {
        UnixSeconds(self.0.div_euclid(1000))
    }

    /// The same point in time as the standard library's type; `None` beyond what the platform can represent.
    #[must_use]
    pub fn to_system_time(self) -> Option<SystemTime> {
        offset(self.0, Duration::from_millis(self.0.unsigned_abs()))
    }
}

/// The point in time that lies `distance` after the epoch, or before it if `sign` is negative.
fn offset(sign: i64, distance: Duration) -> Option<SystemTime> {
    if sign < 0 {
        UNIX_EPOCH.checked_sub(distance)
    } else {
        UNIX_EPOCH.checked_add(distance)
    }
}

/// Rounds down to the second.
impl From<SystemTime> for UnixSeconds {
    fn from(time: SystemTime) -> Self {
        Self(units_since_epoch(time, 1_000_000_000))
    }
}

/// Rounds down to the millisecond.
impl From<SystemTime> for UnixMillis {
    fn from(time: SystemTime) -> Self {
        Self(units_since_epoch(time, 1_000_000))
    }
}

fn units_since_epoch(time: SystemTime, nanos_per_unit: u128) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos() / nanos_per_unit).unwrap_or(i64::MAX),
        Err(error) => {
            // Away from zero, which is down before the epoch.
            let before = error.duration().as_nanos().div_ceil(nanos_per_unit);
            i64::try_from(before).map_or(i64::MIN, |before| -before)
        }
    }
}

/// Exact, except that points in time 292 million years away become the last that milliseconds can represent.
impl From<UnixSeconds> for UnixMillis {
    fn from(seconds: UnixSeconds) -> Self {
        Self(seconds.0.saturating_mul(1000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64, millis: u64) -> SystemTime {
        let whole = UnixSeconds(seconds).to_system_time().unwrap();
        whole + Duration::from_millis(millis)
    }

    #[test]
    fn times_round_down() {
        let cases = [
            (at(0, 0), 0, 0),
            (at(1_611_072_000, 0), 1_611_072_000, 1_611_072_000_000),
            (at(1_611_072_000, 999), 1_611_072_000, 1_611_072_000_999),
            (at(-1, 0), -1, -1000),
            (at(-1, 1), -1, -999),
            (at(-1, 999), -1, -1),
        ];
        for (time, seconds, millis) in cases {
            assert_eq!(UnixSeconds::from(time), UnixSeconds(seconds));
            assert_eq!(UnixMillis::from(time), UnixMillis(millis));
            assert_eq!(UnixMillis(millis).to_system_time(), Some(time));
            assert_eq!(UnixMillis(millis).floor_seconds(), UnixSeconds(seconds));
        }
    }

    #[test]
    fn seconds_become_millis_without_overflow() {
        assert_eq!(UnixMillis::from(UnixSeconds(-2)), UnixMillis(-2000));
        assert_eq!(
            UnixMillis::from(UnixSeconds(i64::MAX)),
            UnixMillis(i64::MAX)
        );
        assert_eq!(
            UnixMillis::from(UnixSeconds(i64::MIN)),
            UnixMillis(i64::MIN)
        );
    }
}
