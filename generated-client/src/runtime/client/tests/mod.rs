//! Calls with all their attempts, through a transport in memory and on a clock that stands still.

mod deadline;
mod limits;
mod refused;
mod retries;
mod seen;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use super::{Client, ClientBuilder};
use crate::runtime::{
    Answer, BoxError, BoxFuture, Class, Credentials, Envelope, Json, LimitScope, Operation,
    Outgoing, Period, Profile, RateLimit, Request, Response, Result, RetryPolicy, Service,
    TokioTimer, Transport, TransportError, TransportRequest,
};

pub(super) const MS: Duration = Duration::from_millis(1);
pub(super) const SECOND: Duration = Duration::from_secs(1);

/// A service with a code for every class that matters here.
pub(super) enum Vendor {}

impl Service for Vendor {
    const NAME: &'static str = "vendor";
    const TITLE: &'static str = "Vendor";
    const BASE_URL: &'static str = "https://vendor.example";
    const PROFILE: &'static Profile = &Profile::new()
        .envelopes(&[Envelope::new("code").message("message")])
        .errors(&[
            ("many", Class::Throttled),
            ("month", Class::Quota),
            ("banned", Class::Banned),
            ("token", Class::TokenRejected),
            ("clock", Class::ClockSkew),
            ("busy", Class::Transient),
            ("gone", Class::NotFound),
        ]);
}

pub(super) const READ: &Operation = &Operation::new("read").idempotent();
pub(super) const WRITE: &Operation = &Operation::new("write");
pub(super) const LIMITED: &Operation = &Operation::new("limited").rate_limits(&[RateLimit::new(
    10,
    Period::Span(Duration::from_secs(5)),
    LimitScope::App,
)]);

/// What the service does with a call.
pub(super) enum Step {
    Answer(Response),
    Fail(TransportError),
    /// It answers so much later.
    Slow(Duration, Response),
    Hang,
}

/// A call as it arrived.
pub(super) struct Arrival {
    /// Since the service was made.
    pub(super) at: Duration,
    pub(super) request: TransportRequest,
}

/// Does what it was told to, in order, and then the last thing again and again.
#[derive(Clone)]
pub(super) struct Script(Arc<Mutex<State>>);

struct State {
    start: tokio::time::Instant,
    steps: VecDeque<Step>,
    arrivals: Vec<Arrival>,
}

impl Script {
    pub(super) fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Self(Arc::new(Mutex::new(State {
            start: tokio::time::Instant::now(),
            steps: steps.into_iter().collect(),
            arrivals: Vec::new(),
        })))
    }

    /// Answers with a code, again and again.
    pub(super) fn always(code: &str) -> Self {
        Self::new((0..100).map(|_| refuse(code)))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    pub(super) fn count(&self) -> usize {
        self.state().arrivals.len()
    }

    /// When calls arrived, in milliseconds.
    pub(super) fn times(&self) -> Vec<u128> {
        let state = self.state();
        let times = state.arrivals.iter().map(|arrival| arrival.at.as_millis());
        times.collect()
    }

    /// A header of each call.
    pub(super) fn header(&self, name: &str) -> Vec<String> {
        let state = self.state();
        let values = state.arrivals.iter().map(|arrival| {
            let value = arrival.request.headers.get(name);
            value.unwrap_or_default().to_owned()
        });
        values.collect()
    }

    pub(super) fn timeouts(&self) -> Vec<Duration> {
        let state = self.state();
        let limits = state.arrivals.iter().map(|arrival| arrival.request.timeout);
        limits.collect()
    }

    /// A client without jitter, without limits.
    pub(super) fn builder(&self) -> ClientBuilder<Vendor> {
        Client::builder(Counting::default())
            .transport(self.clone())
            .timer(TokioTimer::new())
            .retry(RetryPolicy::new().without_jitter())
            .without_limits()
    }

    pub(super) fn client(&self) -> Client<Vendor> {
        self.builder().build().unwrap()
    }
}

impl Transport for Script {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<Response, TransportError>> {
        let step = {
            let mut state = self.state();
            let at = state.start.elapsed();
            state.arrivals.push(Arrival { at, request });
            state.steps.pop_front().expect("a call too many")
        };
        Box::pin(async {
            match step {
                Step::Answer(response) => Ok(response),
                Step::Fail(error) => Err(error),
                Step::Slow(delay, response) => {
                    tokio::time::sleep(delay).await;
                    Ok(response)
                }
                Step::Hang => std::future::pending().await,
            }
        })
    }
}

pub(super) fn ok() -> Step {
    Step::Answer(Response::new(200, "{}"))
}

pub(super) fn error(code: &str) -> Response {
    Response::new(400, format!(r#"{{"code":"{code}","message":"no"}}"#))
}

pub(super) fn refuse(code: &str) -> Step {
    Step::Answer(error(code))
}

pub(super) fn broken() -> Step {
    Step::Fail(TransportError::other("connection reset"))
}

pub(super) fn unreachable() -> Step {
    Step::Fail(TransportError::connect("connection refused"))
}

/// Credentials that count how often they are asked, and know new ones as often as they are told.
#[derive(Clone, Default)]
pub(super) struct Counting(Arc<Mutex<Counts>>);

#[derive(Default)]
pub(super) struct Counts {
    pub(super) asked: u32,
    /// Tokens that are left after the first.
    pub(super) spare: u32,
    /// What was rejected.
    pub(super) rejected: Vec<String>,
}

impl Counting {
    pub(super) fn with_spare(spare: u32) -> Self {
        let counting = Self::default();
        counting.counts().spare = spare;
        counting
    }

    pub(super) fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap()
    }
}

impl Credentials<Vendor> for Counting {
    fn authorize<'a>(&'a self, request: &'a mut Outgoing) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async {
            self.counts().asked += 1;
            let asked = self.counts().asked;
            let seconds = request.now().duration_since(UNIX_EPOCH)?.as_secs();
            request.set_header("X-Time", seconds.to_string())?;
            request.set_secret_header("X-Nonce", format!("nonce-{asked}"))
        })
    }

    fn rejected<'a>(&'a self, request: &'a Outgoing) -> BoxFuture<'a, bool> {
        let nonce = request.headers().get("X-Nonce").unwrap_or_default();
        let mut counts = self.counts();
        counts.rejected.push(nonce.to_owned());
        let has_spare = counts.spare > 0;
        counts.spare = counts.spare.saturating_sub(1);
        Box::pin(std::future::ready(has_spare))
    }

    fn account(&self) -> String {
        "app-1".to_owned()
    }
}

pub(super) async fn call(
    client: &Client<Vendor>,
    operation: &'static Operation,
) -> Result<Answer<Json>> {
    client
        .call(operation, Request::get("/v1/thing").build()?)
        .await
}

/// The words of an error.
pub(super) async fn words(client: &Client<Vendor>, operation: &'static Operation) -> String {
    call(client, operation).await.unwrap_err().to_string()
}

pub(super) fn http_date(time: SystemTime) -> String {
    httpdate::fmt_http_date(time)
}
