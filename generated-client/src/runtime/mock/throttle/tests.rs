use super::*;
use crate::runtime::{LimitScope, Method, Operation, Profile, UnixSeconds};

const SECOND: Duration = Duration::from_secs(1);

/// The limits of `DingTalk`, with smaller numbers.
static SERVICE: ServiceSpec = ServiceSpec::new(
    "vendor",
    "Vendor",
    &Profile::new().rate_limits(&[
        RateLimit::new(2, Period::Span(SECOND), LimitScope::App),
        RateLimit::new(5, Period::Month, LimitScope::Organisation).shared(),
    ]),
);

/// The same limit as the service's is no second one.
static FIRST: OperationSpec = OperationSpec::new(
    &Operation::new("first").rate_limits(&[RateLimit::new(
        2,
        Period::Span(SECOND),
        LimitScope::App,
    )]),
    Method::Get,
    "/first",
);
static SECOND_OPERATION: OperationSpec =
    OperationSpec::new(&Operation::new("second"), Method::Get, "/second");

/// Ten calls a minute per account, as the list of recordings allows.
static RECORDS: OperationSpec = OperationSpec::new(
    &Operation::new("records").rate_limits(&[RateLimit::new(
        10,
        Period::Span(Duration::from_secs(60)),
        LimitScope::Account,
    )]),
    Method::Get,
    "/records",
);
static PLAIN: ServiceSpec = ServiceSpec::new("plain", "Plain", &Profile::new());

fn at(seconds: i64, millis: u64) -> SystemTime {
    UnixSeconds(seconds).to_system_time().unwrap() + Duration::from_millis(millis)
}

#[test]
fn spans_slide() {
    let throttle = Throttle::default();
    let admit = |seconds: i64, millis| {
        let now = at(1_611_072_000 + seconds, millis);
        throttle.admit(&PLAIN, &RECORDS, &Caller::new("a"), now)
    };
    // One call every five seconds: ten in the minute from 0 to 45.
    for call in 0..10 {
        assert_eq!(admit(call * 5, 0), Ok(()), "{call}");
    }
    let refusal = admit(59, 999).unwrap_err();
    assert_eq!(refusal.reason, Reason::Throttled);
    assert_eq!(
        refusal.problem,
        "more than 10 calls a minute per account and operation"
    );
    // The call at 0 is out of the window, the one at 5 is not; refused calls were not counted.
    assert_eq!(admit(60, 0), Ok(()));
    assert!(admit(60, 0).is_err());
    assert_eq!(admit(65, 0), Ok(()));
    assert!(admit(69, 0).is_err());
}

#[test]
fn limits_count_per_operation_caller_and_month() {
    let throttle = Throttle::default();
    let january = at(1_611_072_000, 0);
    let admit = |operation: &OperationSpec, caller: &Caller, now| {
        throttle
            .admit(&SERVICE, operation, caller, now)
            .map_err(|refusal| refusal.reason)
    };
    let one = Caller::new("app 1").organisation("org");
    let two = Caller::new("app 2").organisation("org");
    assert_eq!(admit(&FIRST, &one, january), Ok(()));
    assert_eq!(admit(&FIRST, &one, january), Ok(()));
    assert_eq!(admit(&FIRST, &one, january), Err(Reason::Throttled));
    assert_eq!(admit(&SECOND_OPERATION, &one, january), Ok(()));
    assert_eq!(admit(&FIRST, &two, january), Ok(()));
    assert_eq!(admit(&FIRST, &two, january), Ok(()));
    // Five calls of the organisation.
    assert_eq!(admit(&SECOND_OPERATION, &two, january), Err(Reason::Quota));
    let elsewhere = Caller::new("app 3");
    assert_eq!(admit(&FIRST, &elsewhere, january), Ok(()));
    // 2021-01-31T23:59:59Z and a second later.
    assert_eq!(
        admit(&FIRST, &one, at(1_612_137_599, 0)),
        Err(Reason::Quota)
    );
    assert_eq!(admit(&FIRST, &one, at(1_612_137_600, 0)), Ok(()));
}

#[test]
fn a_clock_that_is_set_back_blocks_for_a_span_at_most() {
    let throttle = Throttle::default();
    let admit = |seconds| throttle.admit(&SERVICE, &FIRST, &Caller::new("a"), at(seconds, 0));
    assert_eq!(admit(10_000), Ok(()));
    assert_eq!(admit(10_000), Ok(()));
    assert!(admit(5_000).is_err());
    assert_eq!(admit(5_001), Ok(()));
}

#[test]
fn calls_are_forgotten() {
    let throttle = Throttle::default();
    let now = at(0, 0);
    for caller in 0..5 * FEW_COUNTERS {
        let later = now + SECOND * u32::try_from(caller).unwrap();
        throttle
            .admit(&PLAIN, &RECORDS, &Caller::new(caller.to_string()), later)
            .unwrap();
    }
    assert!(throttle.lock().by_key.len() <= FEW_COUNTERS);
    let admit = || throttle.admit(&SERVICE, &FIRST, &Caller::new("a"), now);
    assert!(admit().is_ok() && admit().is_ok() && admit().is_err());
    throttle.reset();
    assert_eq!(admit(), Ok(()));
}

#[test]
fn a_limit_of_no_calls_refuses_all() {
    static NONE: OperationSpec = OperationSpec::new(
        &Operation::new("none").rate_limits(&[RateLimit::new(
            0,
            Period::Span(SECOND),
            LimitScope::Ip,
        )]),
        Method::Get,
        "/none",
    );
    let refused = Throttle::default().admit(&PLAIN, &NONE, &Caller::default(), at(0, 0));
    assert_eq!(
        refused.unwrap_err().problem,
        "more than 0 calls a second per address and operation"
    );
}

#[test]
fn months_are_those_of_the_calendar() {
    // Seconds and the month that they are in, from the table of a calendar.
    let cases = [
        (0, 1970, 1),
        (-1, 1969, 12),
        (951_782_400, 2000, 2), // 2000-02-29
        (951_868_800, 2000, 3), // 2000-03-01
        (1_609_459_199, 2020, 12),
        (1_609_459_200, 2021, 1),
        (1_614_556_799, 2021, 2), // 2021-02-28T23:59:59Z
        (1_614_556_800, 2021, 3),
    ];
    for (seconds, year, number) in cases {
        assert_eq!(month(at(seconds, 0)), year * 12 + number - 1, "{seconds}");
    }
}
