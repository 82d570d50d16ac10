//! The limiter of one process, on virtual time.

mod deadlines;
mod limits;
mod month;
mod order;
mod refused;
mod walk;

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use super::*;
use crate::runtime::{Endpoint, LimitScope, Request, Result, Service, TokioTimer};

/// Tokio's time, which these tests pause, with a time of day that follows it.
struct Time {
    tokio: TokioTimer,
    start: SystemTime,
}

impl Time {
    fn at(start: SystemTime) -> Arc<dyn Timer> {
        Arc::new(Self {
            tokio: TokioTimer::new(),
            start,
        })
    }
}

fn time() -> Arc<dyn Timer> {
    // 2024-01-01.
    Time::at(SystemTime::UNIX_EPOCH + Duration::from_secs(1_704_067_200))
}

impl Timer for Time {
    fn elapsed(&self) -> Duration {
        self.tokio.elapsed()
    }

    fn wall(&self) -> SystemTime {
        self.start + self.elapsed()
    }

    fn sleep(&self, span: Duration) -> BoxFuture<'static, ()> {
        self.tokio.sleep(span)
    }
}

const fn per(calls: u32, millis: u64) -> RateLimit {
    let period = Period::Span(Duration::from_millis(millis));
    RateLimit::new(calls, period, LimitScope::Account)
}

const MONTHLY: RateLimit = RateLimit::new(3, Period::Month, LimitScope::Organisation).shared();

/// No limits of the service.
static FREE: Profile = Profile::new();
/// Two calls a second, of all operations.
static SHARED: Profile = Profile::new().rate_limits(const { &[per(2, 1000).shared()] });
/// Two calls a second, of each operation and all accounts.
static BY_ADDRESS: Profile = {
    const LIMIT: RateLimit =
        RateLimit::new(2, Period::Span(Duration::from_secs(1)), LimitScope::Ip);
    Profile::new().rate_limits(&[LIMIT])
};
static QUOTA: Profile = Profile::new().rate_limits(&[MONTHLY]);

/// Ten calls a minute.
static RECORDS: Operation = Operation::new("records").rate_limits(const { &[per(10, 60_000)] });
/// Two calls a second.
static QUICK: Operation = Operation::new("quick").rate_limits(const { &[per(2, 1000)] });
static PLAIN: Operation = Operation::new("plain");
static NEVER: Operation = Operation::new("never").rate_limits(const { &[per(0, 1000)] });

enum Vendor {}

impl Service for Vendor {
    const NAME: &'static str = "vendor";
    const TITLE: &'static str = "Vendor";
    const BASE_URL: &'static str = "https://api.vendor.example";
    const PROFILE: &'static Profile = &FREE;
}

struct Records;

impl Endpoint for Records {
    type Service = Vendor;
    type Response = crate::runtime::Json;
    const OPERATION: &'static Operation = &RECORDS;

    fn request(&self) -> Result<Request> {
        Request::get("/v1/records").build()
    }
}

const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn call<'a>(
    profile: &'static Profile,
    operation: &'static Operation,
    account: &'a str,
    timer: &'a Arc<dyn Timer>,
) -> Admission<'a> {
    Admission::new("vendor", profile, operation, account, None, timer)
}

fn until(call: Admission<'_>, deadline: Duration) -> Admission<'_> {
    Admission {
        deadline: Some(deadline),
        ..call
    }
}

/// Whether a call is let through at once.
async fn passes(limiter: &impl Limiter, call: Admission<'_>) -> bool {
    let mut admit = limiter.admit(&call);
    let found =
        std::future::poll_fn(|context| std::task::Poll::Ready(admit.as_mut().poll(context)));
    matches!(found.await, std::task::Poll::Ready(Ok(_)))
}
