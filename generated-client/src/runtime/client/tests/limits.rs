use std::sync::atomic::{AtomicU32, Ordering};

use super::*;
use crate::runtime::{Admission, CallOptions, ErrorKind, Limiter, Overload, Permit, Stop};

/// Lets so many calls through, each after a wait, and keeps what it sees.
#[derive(Clone, Default)]
struct Gate(Arc<Inner>);

#[derive(Default)]
struct Inner {
    room: AtomicU32,
    wait: Duration,
    /// Permits that were not given back.
    held: Arc<AtomicU32>,
    most: AtomicU32,
    refusals: Mutex<Vec<(String, Option<Duration>)>>,
}

impl Gate {
    fn new(room: u32, wait: Duration) -> Self {
        Self(Arc::new(Inner {
            room: AtomicU32::new(room),
            wait,
            ..Inner::default()
        }))
    }

    fn held(&self) -> u32 {
        self.0.held.load(Ordering::SeqCst)
    }
}

impl Limiter for Gate {
    fn admit<'a>(&'a self, call: &'a Admission<'a>) -> BoxFuture<'a, Result<Permit, Overload>> {
        Box::pin(async {
            assert_eq!((call.service, call.account), ("vendor", "app-1"));
            if self.0.room.load(Ordering::SeqCst) == 0 {
                let limit = call.limits().next().copied();
                return Err(Overload::new(limit, Some(42 * SECOND)));
            }
            tokio::time::sleep(self.0.wait).await;
            self.0.room.fetch_sub(1, Ordering::SeqCst);
            let held = Arc::clone(&self.0.held);
            held.fetch_add(1, Ordering::SeqCst);
            self.0.most.fetch_max(self.held(), Ordering::SeqCst);
            Ok(Permit::new(move || {
                held.fetch_sub(1, Ordering::SeqCst);
            }))
        })
    }

    fn throttled(&self, call: &Admission<'_>, retry_after: Option<Duration>) {
        let refusal = (call.operation.name().to_owned(), retry_after);
        self.0.refusals.lock().unwrap().push(refusal);
    }
}

fn client(script: &Script, gate: &Gate) -> Client<Vendor> {
    script.builder().limiter(gate.clone()).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn every_attempt_has_its_turn() {
    let gate = Gate::new(9, SECOND);
    let script = Script::new([refuse("busy"), refuse("busy"), ok()]);
    assert!(call(&client(&script, &gate), READ).await.is_ok());
    assert_eq!(script.times(), [1000, 2200, 3600]);
    // No turn is kept while the client waits for the next attempt.
    assert_eq!((gate.held(), gate.0.most.load(Ordering::SeqCst)), (0, 1));
}

#[tokio::test(start_paused = true)]
async fn a_turn_lasts_until_the_answer_and_is_given_back_by_whoever_gives_up() {
    let gate = Gate::new(9, Duration::ZERO);
    let script = Script::new([Step::Hang]);
    let client = client(&script, &gate);
    {
        let mut calling = std::pin::pin!(call(&client, READ));
        assert!(futures_poll(calling.as_mut()).await.is_none());
        tokio::time::sleep(SECOND).await;
        assert!(futures_poll(calling.as_mut()).await.is_none());
        assert_eq!((gate.held(), script.count()), (1, 1));
    }
    assert_eq!(gate.held(), 0);
}

/// Polls once.
async fn futures_poll<F: Future>(mut future: std::pin::Pin<&mut F>) -> Option<F::Output> {
    std::future::poll_fn(|context| {
        std::task::Poll::Ready(match future.as_mut().poll(context) {
            std::task::Poll::Ready(value) => Some(value),
            std::task::Poll::Pending => None,
        })
    })
    .await
}

#[tokio::test(start_paused = true)]
async fn a_call_that_cannot_be_sent_in_time_is_not_sent() {
    let gate = Gate::new(0, SECOND);
    let script = Script::new([]);
    let error = call(&client(&script, &gate), LIMITED).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Throttled, 0));
    assert_eq!((error.class(), error.status()), (None, None));
    assert!(error.is_throttled() && error.is_retryable());
    assert_eq!(error.retry_after(), Some(42 * SECOND));
    assert_eq!(
        error.to_string(),
        "vendor limited: the limit of 10 calls in 5.0 s per app is used up; the next call can be sent in 42 s, \
         not sent: the deadline of 2 min leaves no time"
    );
}

#[tokio::test(start_paused = true)]
async fn what_the_service_said_last_is_told() {
    let gate = Gate::new(1, Duration::ZERO);
    let script = Script::new([refuse("busy")]);
    let error = call(&client(&script, &gate), READ).await.unwrap_err();
    assert_eq!((error.code(), error.attempts()), (Some("busy"), 1));
    assert_eq!(error.stopped(), Some(Stop::Deadline(120 * SECOND)));
}

#[tokio::test(start_paused = true)]
async fn the_limiter_hears_of_refusals() {
    let gate = Gate::new(9, Duration::ZERO);
    let asked = Step::Answer(error("many").header("Retry-After", "3"));
    let script = Script::new([asked, refuse("many"), refuse("busy"), refuse("banned")]);
    assert!(call(&client(&script, &gate), LIMITED).await.is_err());
    let refusals = gate.0.refusals.lock().unwrap();
    let name = || "limited".to_owned();
    assert_eq!(*refusals, [(name(), Some(3 * SECOND)), (name(), None)]);
}

#[tokio::test(start_paused = true)]
async fn a_long_wait_is_followed_by_a_new_signature() {
    for (wait, nonce) in [(29 * SECOND, "nonce-1"), (60 * SECOND, "nonce-2")] {
        let gate = Gate::new(1, wait);
        let script = Script::new([ok()]);
        assert!(call(&client(&script, &gate), READ).await.is_ok());
        assert_eq!(script.header("X-Nonce"), [nonce]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_limiter_that_hangs_is_left_at_the_deadline() {
    let gate = Gate::new(1, 1000 * SECOND);
    let script = Script::new([]);
    let client = client(&script, &gate).with(CallOptions::new().deadline(9 * SECOND));
    let start = tokio::time::Instant::now();
    let error = call(&client, READ).await.unwrap_err();
    assert_eq!(
        (start.elapsed(), error.kind()),
        (9 * SECOND, ErrorKind::Timeout)
    );
    assert_eq!(error.attempts(), 0);
}

#[tokio::test(start_paused = true)]
async fn documented_limits_are_kept_unless_told_otherwise() {
    let script = Script::new((0..22).map(|_| ok()));
    let builder = || Client::builder(Counting::default()).transport(script.clone());
    let client = builder().build().unwrap();
    for _ in 0..11 {
        assert!(call(&client, LIMITED).await.is_ok());
    }
    let times = script.times();
    assert_eq!(times[..10], [0; 10]);
    assert!((5000..5100).contains(&times[10]), "{times:?}");

    let free = builder().without_limits().build().unwrap();
    for _ in 0..11 {
        assert!(call(&free, LIMITED).await.is_ok());
    }
    assert_eq!(script.times()[11..], [times[10]; 11]);
}
