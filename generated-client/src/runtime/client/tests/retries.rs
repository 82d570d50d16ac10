use std::time::SystemTime;

use super::*;
use crate::runtime::{CallOptions, ErrorKind, Stop};

#[tokio::test(start_paused = true)]
async fn what_may_pass_is_sent_again_with_growing_waits() {
    let script = Script::always("busy");
    let error = call(&script.client(), READ).await.unwrap_err();
    assert_eq!(script.times(), [0, 200, 600, 1400]);
    assert_eq!(
        (error.attempts(), error.stopped()),
        (4, Some(Stop::Attempts))
    );
    assert_eq!(
        error.to_string(),
        "vendor read: HTTP 400 busy: no, after 4 attempts"
    );
    // Each attempt is authorized anew.
    let nonces = script.header("X-Nonce");
    assert_eq!(nonces, ["nonce-1", "nonce-2", "nonce-3", "nonce-4"]);
}

#[tokio::test(start_paused = true)]
async fn a_success_ends_it() {
    let script = Script::new([broken(), Step::Answer(Response::new(503, "")), ok()]);
    assert!(call(&script.client(), READ).await.is_ok());
    assert_eq!(script.times(), [0, 200, 600]);
}

#[tokio::test(start_paused = true)]
async fn what_cannot_pass_is_sent_once() {
    for code in ["gone", "month", "banned", "unheard-of"] {
        let script = Script::always(code);
        let error = call(&script.client(), READ).await.unwrap_err();
        assert_eq!((script.count(), error.attempts()), (1, 1), "{code}");
        assert_eq!(error.stopped(), None, "{code}");
        assert!(!error.is_retryable(), "{code}");
    }
    let refused = Step::Fail(TransportError::refused("no such scheme"));
    let large = Step::Fail(TransportError::too_large(1));
    let odd = Step::Answer(Response::new(200, "<html>"));
    for step in [refused, large, odd] {
        let script = Script::new([step]);
        let error = call(&script.client(), READ).await.unwrap_err();
        assert_eq!((script.count(), error.stopped()), (1, None), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_may_have_been_carried_out_is_not_repeated() {
    let late = || Step::Fail(TransportError::timeout(SECOND));
    for step in [
        broken,
        late,
        || refuse("busy"),
        || Step::Answer(Response::new(502, "")),
    ] {
        let script = Script::new([step()]);
        let error = call(&script.client(), WRITE).await.unwrap_err();
        assert_eq!((script.count(), error.stopped()), (1, Some(Stop::Unsafe)));
        assert!(!error.is_retryable());

        // Unless the caller says so.
        let script = Script::new([step(), step(), ok()]);
        let brave = script.client().with(CallOptions::new().repeat_unsafe());
        assert!(call(&brave, WRITE).await.is_ok());
        assert_eq!(script.count(), 3);
    }
    let script = Script::new([broken()]);
    assert_eq!(
        words(&script.client(), WRITE).await,
        "vendor write: no answer from the service, not sent again: the service may have carried it out"
    );
}

#[tokio::test(start_paused = true)]
async fn what_was_certainly_not_carried_out_is_repeated() {
    let script = Script::new([unreachable(), refuse("many"), ok()]);
    assert!(call(&script.client(), WRITE).await.is_ok());
    assert_eq!(script.times(), [0, 200, 600]);

    // Each attempt is looked at on its own.
    let script = Script::new([unreachable(), broken()]);
    let error = call(&script.client(), WRITE).await.unwrap_err();
    assert_eq!((error.attempts(), error.stopped()), (2, Some(Stop::Unsafe)));
    assert_eq!(
        error.to_string(),
        "vendor write: no answer from the service, after 2 attempts: the service may have carried it out"
    );
}

#[tokio::test(start_paused = true)]
async fn retries_can_be_switched_off() {
    let script = Script::new([refuse("busy"), refuse("busy"), ok(), refuse("many")]);
    let client = script.builder().retry(RetryPolicy::none()).build().unwrap();
    let error = call(&client, READ).await.unwrap_err();
    assert_eq!(error.to_string(), "vendor read: HTTP 400 busy: no");
    assert_eq!((error.attempts(), error.stopped()), (1, None));
    // Or on for a call.
    let patient = client.with(CallOptions::new().retry(RetryPolicy::new()));
    assert!(call(&patient, READ).await.is_ok());
    assert!(call(&client, READ).await.unwrap_err().is_throttled());
    assert_eq!(script.count(), 4);
}

#[tokio::test(start_paused = true)]
async fn retry_after_is_a_lower_bound() {
    let asked = |value: &str| Step::Answer(error("many").header("Retry-After", value));
    let in_ten = http_date(SystemTime::now() + 10 * SECOND);
    let dated = Step::Answer(
        error("busy")
            .header("Date", http_date(UNIX_EPOCH + 100 * SECOND))
            .header("Retry-After", http_date(UNIX_EPOCH + 107 * SECOND)),
    );
    let script = Script::new([asked("30"), dated, asked("0"), ok()]);
    assert!(call(&script.client(), READ).await.is_ok());
    assert_eq!(script.times(), [0, 30_000, 37_000, 37_800]);

    // The real clock goes on while this one stands still.
    let script = Script::new([asked(&in_ten), ok()]);
    assert!(call(&script.client(), READ).await.is_ok());
    assert!((8_000..=10_000).contains(&script.times()[1]));
}

#[tokio::test(start_paused = true)]
async fn a_wait_beyond_the_deadline_is_not_begun() {
    let answer = error("many").header("Retry-After", "300");
    let script = Script::new([Step::Answer(answer)]);
    let start = tokio::time::Instant::now();
    let error = call(&script.client(), READ).await.unwrap_err();
    assert_eq!(start.elapsed(), Duration::ZERO);
    assert_eq!(error.stopped(), Some(Stop::RetryAfter(300 * SECOND)));
    assert_eq!(error.retry_after(), Some(300 * SECOND));
    assert_eq!(
        error.to_string(),
        "vendor read: HTTP 400 many: no, not sent again: the service wants the next attempt in 5 min, \
         after the deadline"
    );
}

#[tokio::test(start_paused = true)]
async fn throttled_calls_wait_for_the_period_of_their_limit() {
    let script = Script::new([refuse("many"), ok()]);
    assert!(call(&script.client(), LIMITED).await.is_ok());
    assert_eq!(script.times(), [0, 5000]);
}

#[tokio::test(start_paused = true)]
async fn the_budget_is_shared_by_the_calls_of_a_client() {
    let script = Script::always("busy");
    let policy = RetryPolicy::new().attempts(3).budget(20, 10);
    let client = script.builder().retry(policy).build().unwrap();
    // 5 calls take the whole burst, 2 retries each.
    for _ in 0..5 {
        let error = call(&client, READ).await.unwrap_err();
        assert_eq!(error.attempts(), 3);
    }
    let mut attempts = Vec::new();
    for _ in 0..10 {
        let error = call(&client.clone(), READ).await.unwrap_err();
        if error.attempts() == 1 {
            assert_eq!(error.stopped(), Some(Stop::Budget));
            assert_eq!(
                error.to_string(),
                "vendor read: HTTP 400 busy: no, not sent again: the retry budget is used up"
            );
        }
        attempts.push(error.attempts());
    }
    // 14 calls that found the bucket not full gave a fifth of a retry each.
    assert_eq!(attempts.iter().map(|number| number - 1).sum::<u32>(), 2);
    // A call that may do without takes nothing.
    let free = CallOptions::new().retry(policy.without_budget());
    assert_eq!(
        call(&client.with(free), READ).await.unwrap_err().attempts(),
        3
    );
}

#[tokio::test(start_paused = true)]
async fn calls_that_never_left_have_no_attempt() {
    let script = Script::new([]);
    let problem = Request::get("no-slash").build().unwrap_err();
    assert_eq!(
        (problem.kind(), problem.attempts()),
        (ErrorKind::InvalidRequest, 0)
    );
    assert_eq!(script.count(), 0);
}
