use std::time::SystemTime;

use super::*;
use crate::runtime::{CallOptions, ErrorKind};

fn client(script: &Script, credentials: &Counting) -> Client<Vendor> {
    let builder = Client::builder(credentials.clone()).transport(script.clone());
    // Neither the policy nor the budget has a say in this.
    let policy = RetryPolicy::none().budget(0, 0);
    builder.retry(policy).without_limits().build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_rejected_token_is_replaced_once_and_at_once() {
    for operation in [READ, WRITE] {
        let credentials = Counting::with_spare(5);
        let script = Script::new([refuse("token"), ok()]);
        assert!(
            call(&client(&script, &credentials), operation)
                .await
                .is_ok()
        );
        assert_eq!(script.times(), [0, 0]);
        assert_eq!(script.header("X-Nonce"), ["nonce-1", "nonce-2"]);
        assert_eq!(credentials.counts().rejected, ["nonce-1"]);

        let credentials = Counting::with_spare(5);
        let script = Script::new([refuse("token"), refuse("token")]);
        let error = call(&client(&script, &credentials), operation)
            .await
            .unwrap_err();
        assert!(error.is_token_rejected());
        assert_eq!((script.count(), error.attempts()), (2, 2));
    }
}

#[tokio::test(start_paused = true)]
async fn without_another_token_the_call_is_over() {
    let credentials = Counting::default();
    let script = Script::new([refuse("token")]);
    let error = call(&client(&script, &credentials), READ)
        .await
        .unwrap_err();
    assert_eq!((script.count(), error.stopped()), (1, None));
    assert_eq!(credentials.counts().rejected, ["nonce-1"]);
}

#[tokio::test(start_paused = true)]
async fn a_new_token_does_not_use_up_an_attempt() {
    let script = Script::new([
        refuse("busy"),
        refuse("token"),
        refuse("busy"),
        refuse("busy"),
        refuse("busy"),
    ]);
    let builder = Client::builder(Counting::with_spare(1)).transport(script.clone());
    let builder = builder.retry(RetryPolicy::new().without_jitter());
    let client = builder.without_limits().build().unwrap();
    let error = call(&client, READ).await.unwrap_err();
    assert_eq!(script.times(), [0, 200, 200, 600, 1400]);
    assert_eq!(error.attempts(), 5);
}

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).unwrap().as_secs()
}

#[tokio::test(start_paused = true)]
async fn a_wrong_clock_is_corrected_once() {
    let hour = 3600 * SECOND;
    for theirs in [SystemTime::now() + hour, SystemTime::now() - hour] {
        let rejected = || Step::Answer(error("clock").header("Date", http_date(theirs)));
        for operation in [READ, WRITE] {
            let script = Script::new([rejected(), ok(), ok()]);
            let client = client(&script, &Counting::default());
            assert!(call(&client, operation).await.is_ok());
            // The offset is kept.
            assert!(call(&client, operation).await.is_ok());
            let sent: Vec<u64> = script
                .header("X-Time")
                .iter()
                .map(|seconds| seconds.parse().unwrap())
                .collect();
            assert!(sent[0].abs_diff(seconds(SystemTime::now())) < 60);
            assert!(sent[1].abs_diff(seconds(theirs)) < 60, "{sent:?}");
            assert!(sent[2].abs_diff(seconds(theirs)) < 60, "{sent:?}");
            assert_eq!(script.times(), [0, 0, 0]);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_clock_is_corrected_only_if_that_changes_something() {
    // No date; the date that the call had; a date that cannot be read.
    for date in [
        None,
        Some(http_date(SystemTime::now())),
        Some("yesterday".to_owned()),
    ] {
        let mut answer = error("clock");
        if let Some(date) = &date {
            answer = answer.header("Date", date.as_str());
        }
        let script = Script::new([Step::Answer(answer)]);
        let error = call(&client(&script, &Counting::default()), READ)
            .await
            .unwrap_err();
        assert_eq!((script.count(), error.class()), (1, Some(Class::ClockSkew)));
    }
    // A service that contradicts itself is asked twice.
    let dated = |time| Step::Answer(error("clock").header("Date", http_date(time)));
    let script = Script::new([
        dated(UNIX_EPOCH + 1000 * SECOND),
        dated(UNIX_EPOCH + 9000 * SECOND),
    ]);
    let error = call(&client(&script, &Counting::default()), READ)
        .await
        .unwrap_err();
    assert_eq!((script.count(), error.attempts()), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn token_and_clock_may_both_be_wrong() {
    let late = SystemTime::now() + 7200 * SECOND;
    let script = Script::new([
        Step::Answer(error("clock").header("Date", http_date(late))),
        refuse("token"),
        ok(),
    ]);
    let client = client(&script, &Counting::with_spare(1));
    assert!(call(&client, WRITE).await.is_ok());
    assert_eq!(script.times(), [0, 0, 0]);
}

/// Credentials that fetch a token through the client's channel.
struct Fetching;

const TOKEN: &Operation = &Operation::new("token").idempotent().anonymous();

struct FetchToken;

impl crate::runtime::Endpoint for FetchToken {
    type Service = Vendor;
    type Response = Json;
    const OPERATION: &'static Operation = TOKEN;

    fn request(&self) -> Result<Request> {
        Request::post("/token").build()
    }
}

impl Credentials<Vendor> for Fetching {
    fn authorize<'a>(&'a self, request: &'a mut Outgoing) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async {
            let channel = request.channel().ok_or("no channel")?.clone();
            let token = channel.send(&FetchToken).await?;
            request.set_secret_header("X-Token", token["token"].to_string())
        })
    }
}

#[tokio::test(start_paused = true)]
async fn tokens_are_fetched_with_retries_of_their_own() {
    let script = Script::new([
        unreachable(),
        Step::Answer(Response::new(200, r#"{"token": 7}"#)),
        ok(),
    ]);
    let builder = Client::builder(Fetching).transport(script.clone());
    let client = builder.without_limits().build().unwrap();
    assert!(call(&client, WRITE).await.is_ok());
    assert_eq!(script.header("X-Token"), ["", "", "7"]);

    // They are not multiplied by those of the call.
    let script = Script::always("busy");
    let builder = Client::builder(Fetching).transport(script.clone());
    let client = builder.without_limits().build().unwrap();
    let error = call(&client, READ).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts()),
        (ErrorKind::Credentials, 0)
    );
    assert_eq!(script.count(), 4);
    assert!(error.is_retryable());
    let options = CallOptions::new().deadline(SECOND);
    assert_eq!(client.with(options).options, options);
}
