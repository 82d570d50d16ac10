//! Documented limits: how many calls are let through.

use std::{
    collections::{HashMap, VecDeque},
    fmt,
    sync::{Mutex, PoisonError},
    time::{Duration, SystemTime},
};

use super::{Caller, OperationSpec, Reason, Refusal, ServiceSpec};
use crate::runtime::{LimitScope, Period, RateLimit, UnixSeconds};

/// From this many counters on, those that count nothing any more are looked for.
const FEW_COUNTERS: usize = 1024;

/// Counts accepted calls.
///
/// A span is a sliding window of accepted calls; a month is that of the calendar in UTC. Memory is bounded by the limits:
/// no counter holds more calls than its limit allows.
#[derive(Default)]
pub(super) struct Throttle {
    counters: Mutex<Counters>,
}

#[derive(Default)]
struct Counters {
    by_key: HashMap<Key, Counter>,
    /// With this many counters, those that are empty are removed.
    sweep_at: usize,
}

/// What is counted together.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    service: &'static str,
    /// `None` if the calls of all operations count together.
    operation: Option<&'static str>,
    calls: u32,
    /// `None` for a month.
    span: Option<Duration>,
    scope: LimitScope,
    caller: String,
}

enum Counter {
    /// When calls were accepted, the oldest first.
    Span(VecDeque<SystemTime>),
    /// The number of a month, and the calls accepted in it.
    Month(i64, u32),
}

impl Throttle {
    /// Counts the call if no limit is exceeded.
    pub(super) fn admit(
        &self,
        service: &ServiceSpec,
        operation: &OperationSpec,
        caller: &Caller,
        now: SystemTime,
    ) -> Result<(), Refusal> {
        let mut counted: Vec<(Key, RateLimit)> = Vec::new();
        let limits = service.profile.documented_limits().iter();
        for &limit in limits.chain(operation.operation.documented_limits()) {
            let key = Key::new(service, operation, caller, limit);
            // A limit that is documented twice is counted once.
            if counted.iter().all(|(known, _)| *known != key) {
                counted.push((key, limit));
            }
        }
        let mut counters = self.lock();
        for (key, limit) in &counted {
            let calls = counters
                .by_key
                .get_mut(key)
                .map_or(0, |it| it.calls(key, now));
            if calls >= u64::from(limit.calls()) {
                return Err(exceeded(*limit));
            }
        }
        for (key, _) in counted {
            counters.count(key, now);
        }
        Ok(())
    }

    /// Forgets all calls.
    pub(super) fn reset(&self) {
        *self.lock() = Counters::default();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Counters> {
        self.counters.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Key {
    fn new(
        service: &ServiceSpec,
        operation: &OperationSpec,
        caller: &Caller,
        limit: RateLimit,
    ) -> Self {
        Self {
            service: service.name,
            operation: (!limit.is_shared()).then(|| operation.name()),
            calls: limit.calls(),
            span: match limit.period() {
                Period::Span(span) => Some(span),
                Period::Month => None,
            },
            scope: limit.scope(),
            caller: caller.key(limit.scope()).to_owned(),
        }
    }
}

impl Counters {
    fn count(&mut self, key: Key, now: SystemTime) {
        let is_new = !self.by_key.contains_key(&key);
        if is_new && self.by_key.len() >= self.sweep_at.max(FEW_COUNTERS) {
            self.by_key
                .retain(|key, counter| counter.calls(key, now) > 0);
            self.sweep_at = self.by_key.len() * 2;
        }
        let span = key.span;
        let counter = self.by_key.entry(key).or_insert_with(|| match span {
            Some(_) => Counter::Span(VecDeque::new()),
            None => Counter::Month(month(now), 0),
        });
        match counter {
            Counter::Span(calls) => calls.push_back(now),
            Counter::Month(_, calls) => *calls = calls.saturating_add(1),
        }
    }
}

impl Counter {
    /// The accepted calls that count now; older ones are dropped.
    fn calls(&mut self, key: &Key, now: SystemTime) -> u64 {
        match self {
            Self::Span(calls) => {
                // The clock was set back: the calls count from now on, for no longer than the span.
                for call in calls.iter_mut().rev().take_while(|call| **call > now) {
                    *call = now;
                }
                let span = key.span.unwrap_or_default();
                let is_old =
                    |call: &SystemTime| now.duration_since(*call).is_ok_and(|age| age >= span);
                while calls.front().is_some_and(is_old) {
                    calls.pop_front();
                }
                calls.len() as u64
            }
            Self::Month(counted, calls) => {
                let present = month(now);
                if *counted != present {
                    (*counted, *calls) = (present, 0);
                }
                u64::from(*calls)
            }
        }
    }
}

fn exceeded(limit: RateLimit) -> Refusal {
    let (reason, period) = match limit.period() {
        Period::Span(span) => (Reason::Throttled, In::Span(span)),
        Period::Month => (Reason::Quota, In::Month),
    };
    let calls = limit.calls();
    let noun = if calls == 1 { "call" } else { "calls" };
    let scope = match limit.scope() {
        LimitScope::Account => "account",
        LimitScope::App => "app",
        LimitScope::Organisation => "organisation",
        LimitScope::User => "user",
        LimitScope::Ip => "address",
    };
    let shared = if limit.is_shared() {
        "service"
    } else {
        "operation"
    };
    Refusal::new(
        reason,
        format!("more than {calls} {noun} in {period}, per {scope} and {shared}"),
    )
}

enum In {
    Span(Duration),
    Month,
}

impl fmt::Display for In {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Span(span) if *span == Duration::from_secs(1) => f.write_str("a second"),
            Self::Span(span) => write!(f, "{} seconds", span.as_secs_f64()),
            Self::Month => f.write_str("a month"),
        }
    }
}

/// Months since the beginning of the year 0, in UTC.
fn month(time: SystemTime) -> i64 {
    // Howard Hinnant's `civil_from_days`: years start in March, so that leap days come last.
    let days = UnixSeconds::from(time).0.div_euclid(86_400) + 719_468;
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    (era * 400 + year) * 12 + (5 * day_of_year + 2) / 153 + 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::{Method, Operation, Profile};

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
            "more than 10 calls in 60 seconds, per account and operation"
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
            "more than 0 calls in a second, per address and operation"
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
}
