//! Months of the calendar, in UTC.

use std::time::{Duration, SystemTime};

use crate::runtime::UnixSeconds;

const DAY: i64 = 86_400;

/// Months since the beginning of the year 0.
pub(in crate::runtime) fn month(time: SystemTime) -> i64 {
    // Howard Hinnant's `civil_from_days`: years start in March, so that leap days come last.
    let days = UnixSeconds::from(time).0.div_euclid(DAY) + 719_468;
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    (era * 400 + year) * 12 + (5 * day_of_year + 2) / 153 + 2
}

/// How long a month goes on after `time`; `None` where no calendar reaches.
pub(in crate::runtime) fn rest_of_month(time: SystemTime) -> Option<Duration> {
    let since_epoch = time.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    let next = u64::try_from(start(month(time) + 1)).ok()?;
    Duration::from_secs(next).checked_sub(since_epoch)
}

/// When a month starts, in seconds since 1970.
fn start(month: i64) -> i64 {
    // The reverse, `days_from_civil`, for the first day of a month.
    let (year, month) = (month.div_euclid(12), month.rem_euclid(12));
    let (year, from_march) = if month < 2 {
        (year - 1, month + 10)
    } else {
        (year, month - 2)
    };
    let day_of_year = (153 * from_march + 2) / 5;
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    (year * 365 + leap_days + day_of_year - 719_468) * DAY
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn months_begin_and_end_where_the_calendar_says() {
        // By `date -u -d … +%s`.
        let starts = [
            (1970, 1, 0),
            (2000, 2, 949_363_200),
            (2000, 3, 951_868_800),
            (2023, 12, 1_701_388_800),
            (2024, 1, 1_704_067_200),
            (2024, 2, 1_706_745_600),
            (2024, 3, 1_709_251_200),
            (2100, 3, 4_107_542_400),
        ];
        for (year, number, seconds) in starts {
            let present = year * 12 + number - 1;
            assert_eq!(month(at(seconds)), present, "{year}-{number}");
            assert_eq!(
                start(present),
                i64::try_from(seconds).expect("a time"),
                "{year}-{number}"
            );
            if let Some(before) = seconds.checked_sub(1) {
                assert_eq!(month(at(before)), present - 1, "{year}-{number}");
                assert_eq!(rest_of_month(at(before)), Some(Duration::from_secs(1)));
            }
        }
        // The whole of a leap year's February.
        let february = Duration::from_secs(29 * 86_400);
        assert_eq!(rest_of_month(at(1_706_745_600)), Some(february));
    }

    #[test]
    fn no_time_is_too_odd() {
        let before = SystemTime::UNIX_EPOCH - Duration::from_secs(1);
        assert_eq!(month(before), 1969 * 12 + 11);
        assert_eq!(rest_of_month(before), None);
    }
}
