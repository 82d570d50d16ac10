//! What answers say about time.

use std::time::{Duration, SystemTime};

use crate::runtime::Headers;

/// The service's time of day.
pub(crate) fn date(headers: &Headers) -> Option<SystemTime> {
    httpdate::parse_http_date(headers.get("Date")?).ok()
}

/// When the service wants the next call: a number of seconds, or a date; `None` if it does not say so, or not in a way
/// that can be read.
///
/// A date is compared with the service's own clock, if the answer tells it, and with `now` otherwise.
pub(crate) fn retry_after(headers: &Headers, now: SystemTime) -> Option<Duration> {
    let text = headers.get("Retry-After")?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More than fits is as good as for ever.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let then = httpdate::parse_http_date(text).ok()?;
    let now = date(headers).unwrap_or(now);
    Some(then.duration_since(now).unwrap_or_default())
}
