use super::*;
use crate::runtime::{CallOptions, ErrorKind, Stop};

#[tokio::test(start_paused = true)]
async fn a_service_that_hangs_is_left_at_the_deadline() {
    let script = Script::new([Step::Hang, Step::Hang, Step::Hang, Step::Hang]);
    let start = tokio::time::Instant::now();
    let error = call(&script.client(), READ).await.unwrap_err();
    // 30 s for each attempt, and less for the last.
    assert_eq!(script.times(), [0, 30_200, 60_600, 91_400]);
    assert_eq!(start.elapsed(), 120 * SECOND);
    assert_eq!(
        script.timeouts(),
        [30 * SECOND, 30 * SECOND, 30 * SECOND, 28_600 * MS]
    );
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 4));
    assert_eq!(
        error.to_string(),
        "vendor read: no answer within 28.6s, after 4 attempts"
    );
}

#[tokio::test(start_paused = true)]
async fn a_deadline_may_come_before_the_timeout() {
    let script = Script::new([Step::Hang]);
    let hasty = script
        .client()
        .with(CallOptions::new().deadline(3 * SECOND));
    let start = tokio::time::Instant::now();
    let error = call(&hasty, READ).await.unwrap_err();
    assert_eq!(start.elapsed(), 3 * SECOND);
    assert_eq!(error.stopped(), Some(Stop::Deadline(3 * SECOND)));
    assert_eq!(
        error.to_string(),
        "vendor read: no answer within 3s, not sent again: the deadline of 3.0 s leaves no time"
    );
}

#[tokio::test(start_paused = true)]
async fn the_timeout_of_a_call_is_its_own() {
    let script = Script::new([Step::Hang, Step::Slow(SECOND, Response::new(200, "{}"))]);
    let hasty = script.client().with(CallOptions::new().timeout(2 * SECOND));
    assert!(call(&hasty, READ).await.is_ok());
    assert_eq!(script.times(), [0, 2200]);
}

#[tokio::test(start_paused = true)]
async fn a_retry_that_would_come_too_late_is_not_waited_for() {
    let script = Script::always("busy");
    let client = script.builder().deadline(SECOND).build().unwrap();
    let start = tokio::time::Instant::now();
    let error = call(&client, READ).await.unwrap_err();
    // The third wait would end at 1.4 s.
    assert_eq!(script.times(), [0, 200, 600]);
    assert_eq!(start.elapsed(), 600 * MS);
    assert_eq!(error.stopped(), Some(Stop::Deadline(SECOND)));
    assert_eq!(error.code(), Some("busy"));
}

/// Credentials that never know what to add.
struct Endless;

impl Credentials<Vendor> for Endless {
    fn authorize<'a>(&'a self, _: &'a mut Outgoing) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn credentials_have_until_the_deadline() {
    let client = Client::builder(Endless)
        .transport(Script::new([]))
        .deadline(7 * SECOND)
        .build()
        .unwrap();
    let start = tokio::time::Instant::now();
    let error = call(&client, WRITE).await.unwrap_err();
    assert_eq!(start.elapsed(), 7 * SECOND);
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 0));
    assert!(error.is_retryable());
    assert_eq!(
        error.to_string(),
        "vendor write: the call could not be sent in time, not sent: the deadline of 7.0 s leaves no time"
    );
}

#[tokio::test(start_paused = true)]
async fn no_time_is_enough_for_what_takes_none() {
    let script = Script::new([ok()]);
    let client = script.builder().deadline(Duration::ZERO).build().unwrap();
    assert!(call(&client, READ).await.is_ok());
    let endless = script
        .builder()
        .deadline(Duration::MAX)
        .timeout(Duration::MAX);
    script.state().steps.push_back(ok());
    assert!(call(&endless.build().unwrap(), READ).await.is_ok());
}
