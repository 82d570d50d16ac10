use std::time::{Duration, SystemTime};

use super::*;
use crate::runtime::Headers;

const MS: Duration = Duration::from_millis(1);

#[test]
fn waits_double_up_to_the_cap() {
    let policy = RetryPolicy::new().without_jitter();
    let waits: Vec<_> = (1..=9)
        .map(|failures| policy.wait(failures, None).as_millis())
        .collect();
    assert_eq!(
        waits,
        [200, 400, 800, 1600, 3200, 6400, 12800, 20000, 20000]
    );
    assert_eq!(policy.wait(u32::MAX, None), Duration::from_secs(20));
    let endless = policy.base(Duration::MAX).cap(Duration::MAX);
    assert_eq!(endless.wait(5, None), Duration::MAX);
}

#[test]
fn the_service_may_ask_for_more_than_the_cap() {
    let policy = RetryPolicy::new().without_jitter();
    let minute = Duration::from_secs(60);
    assert_eq!(policy.wait(1, Some(minute)), minute);
    assert_eq!(policy.wait(2, Some(MS)), 400 * MS);
}

#[test]
fn jitter_is_full() {
    assert_eq!(part_of(200 * MS, 0), Duration::ZERO);
    assert_eq!(part_of(200 * MS, 1 << 63), 100 * MS);
    assert!(part_of(200 * MS, u64::MAX) < 200 * MS);
    assert!(part_of(Duration::MAX, u64::MAX) > Duration::from_secs(1 << 33));

    let policy = RetryPolicy::new();
    let waits: Vec<_> = (0..1000).map(|_| policy.wait(1, None)).collect();
    assert!(waits.iter().all(|wait| *wait < 200 * MS));
    // Every tenth of the range is met; that one of them is missed has a probability of 1e-45.
    for tenth in 0..10 {
        let range = 20 * tenth * MS..20 * (tenth + 1) * MS;
        assert!(waits.iter().any(|wait| range.contains(wait)), "{tenth}");
    }
}

#[test]
fn a_budget_is_a_burst_and_a_part_of_the_calls() {
    let budget = Budget::new(20, 10);
    let take = |times| (0..times).filter(|_| budget.take()).count();
    assert_eq!(take(20), 10);
    // 4 calls do not make a retry, 5 do.
    (0..4).for_each(|_| budget.called());
    assert_eq!(take(1), 0);
    budget.called();
    assert_eq!(take(2), 1);
    // However many calls are made, no more than the burst is saved.
    (0..1000).for_each(|_| budget.called());
    assert_eq!(take(100), 10);
    assert!(!Budget::new(20, 0).take());
}

#[test]
fn retry_after_is_read() {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
    let cases = [
        ("0", Some(0)),
        (" 120 ", Some(120)),
        ("99999999999999999999999", Some(u64::MAX)),
        ("Sun, 06 Nov 1994 08:49:47 GMT", Some(10)),
        ("Sunday, 06-Nov-94 08:49:47 GMT", Some(10)),
        // It is over.
        ("Sun, 06 Nov 1994 08:49:30 GMT", Some(0)),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("soon", None),
        ("+3", None),
    ];
    for (text, expected) in cases {
        let mut headers = Headers::new();
        headers.append("retry-after", text);
        let expected = expected.map(Duration::from_secs);
        assert_eq!(retry_after(&headers, now), expected, "{text}");
    }
    assert_eq!(retry_after(&Headers::new(), now), None);
}

#[test]
fn dates_are_relative_to_the_clock_of_the_service() {
    let headers: Headers = [
        ("Date", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ("Retry-After", "Sun, 06 Nov 1994 08:50:37 GMT"),
    ]
    .into_iter()
    .collect();
    let wrong = SystemTime::UNIX_EPOCH;
    assert_eq!(retry_after(&headers, wrong), Some(Duration::from_secs(60)));
    assert_eq!(
        date(&headers),
        Some(SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777))
    );
}
