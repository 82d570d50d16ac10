//! What becomes of every fault, how often a call is sent, and how often it arrives.

use std::time::Duration;

use meeting_client::{
    CallOptions, Class, Client, DingTalk, Endpoint, ErrorKind, RetryPolicy, Stop, UnixSeconds,
    dingtalk::{QueryConferenceInfo, StartCloudRecord},
    mock::{Fault, Injection, MockServer, Mockable},
    runtime::{Operation, Request},
    tencent_meeting::{ListCorpRecords, list_corp_records::OperatorIdType},
};

use crate::fast;

async fn dingtalk(server: &MockServer) -> Client<DingTalk> {
    let token = fast::token(server).await;
    let client = fast::builder(server.url(), token).build();
    client.expect("a client")
}

/// The kind of an error, and its class.
type Failure = Option<(ErrorKind, Option<Class>)>;

/// What became of a call, and how often it arrived.
#[derive(Debug, PartialEq)]
struct Outcome {
    failure: Failure,
    stopped: Option<Stop>,
    attempts: usize,
    arrivals: usize,
}

async fn meet<E>(call: &E, fault: &Fault) -> Outcome
where
    E: Mockable + Endpoint<Service = DingTalk>,
{
    let server = fast::vendors().start().await.expect("a port");
    let mut client = dingtalk(&server).await;
    if matches!(fault, Fault::Slow(_)) {
        // A fifth of a second.
        client = client.with(CallOptions::new().timeout(Duration::from_secs(20)));
    }
    server.inject(Injection::new(fault.clone()).on::<E>().always());
    let error = client.send(call).await.err();
    let arrivals = server.received::<E>().len();
    Outcome {
        failure: error.as_ref().map(|error| (error.kind(), error.class())),
        stopped: error.as_ref().and_then(meeting_client::Error::stopped),
        attempts: error.map_or(arrivals, |error| error.attempts() as usize),
        arrivals,
    }
}

/// Every fault, what it becomes, and whether it is worth another attempt: never, if that does no harm, or always.
fn faults() -> Vec<(Fault, Failure, Worth)> {
    use Worth::{Always, Harmless, Never};

    let api = |class| Some((ErrorKind::Api, Some(class)));
    let throttled = |class| Some((ErrorKind::Throttled, Some(class)));
    let no_answer = Some((ErrorKind::Transport, None));
    let decode = Some((ErrorKind::Decode, None));
    let large = |declared| Fault::Huge {
        bytes: 1 << 30,
        declared,
    };
    let error = |code: &str| Fault::Error(code.to_owned());
    let second = Duration::from_secs(1);
    vec![
        (error("Missingbody"), api(Class::Invalid), Never),
        (
            error("InvalidAuthentication"),
            api(Class::TokenRejected),
            Never,
        ),
        (error("systemBusy"), throttled(Class::Throttled), Always),
        (
            error("Forbidden.AccessDenied.ApiCountLimitForOrg"),
            api(Class::Quota),
            Never,
        ),
        (Fault::Status(401), api(Class::Permission), Never),
        (Fault::Status(404), api(Class::NotFound), Never),
        (Fault::Status(429), throttled(Class::Throttled), Always),
        (Fault::Status(500), api(Class::Transient), Harmless),
        (Fault::Status(503), api(Class::Transient), Harmless),
        (Fault::Latency(second / 20), None, Never),
        (Fault::Refuse(60 * second), no_answer, Harmless),
        (Fault::Reset, no_answer, Harmless),
        (Fault::ResetInBody, no_answer, Harmless),
        (
            Fault::Slow(second / 10),
            Some((ErrorKind::Timeout, None)),
            Harmless,
        ),
        (Fault::Truncated, decode, Never),
        (Fault::TooShort, no_answer, Harmless),
        (Fault::InvalidJson, decode, Never),
        (Fault::Html, throttled(Class::Banned), Never),
        (Fault::Ban, throttled(Class::Banned), Never),
        (Fault::Throttled, throttled(Class::Throttled), Always),
        (
            Fault::Redirect("elsewhere.example".to_owned()),
            api(Class::Failed),
            Never,
        ),
        (Fault::Gzip, decode, Never),
        (large(true), Some((ErrorKind::TooLarge, None)), Never),
        (large(false), Some((ErrorKind::TooLarge, None)), Never),
        (Fault::UnknownField, None, Never),
        (Fault::UnknownValue, None, Never),
    ]
}

#[derive(Clone, Copy, PartialEq)]
enum Worth {
    Never,
    Harmless,
    Always,
}

#[tokio::test]
async fn what_every_fault_becomes() {
    for (fault, failure, worth) in faults() {
        let found = meet(&QueryConferenceInfo::new("c"), &fault).await;
        let attempts = if worth == Worth::Never { 1 } else { 3 };
        let expected = Outcome {
            failure,
            stopped: (worth != Worth::Never).then_some(Stop::Attempts),
            attempts,
            arrivals: match fault {
                // The others find nobody there.
                Fault::Refuse(_) => 1,
                _ => attempts,
            },
        };
        assert_eq!(found, expected, "{fault:?}");
    }
}

#[tokio::test]
async fn a_recording_is_never_started_twice() {
    for (fault, failure, worth) in faults() {
        if fault == Fault::UnknownValue {
            // Its answers have no enum.
            continue;
        }
        let found = meet(&StartCloudRecord::new("c", "u"), &fault).await;
        // Its success rule reads the body first.
        let unread = matches!(fault, Fault::Truncated | Fault::InvalidJson | Fault::Gzip);
        let failure = if unread {
            Some((ErrorKind::Api, Some(Class::Failed)))
        } else {
            failure
        };
        let expected = Outcome {
            failure,
            stopped: match worth {
                Worth::Never => None,
                Worth::Harmless => Some(Stop::Unsafe),
                Worth::Always => Some(Stop::Attempts),
            },
            // Only what the service refused is sent again.
            attempts: if worth == Worth::Always { 3 } else { 1 },
            arrivals: if worth == Worth::Always { 3 } else { 1 },
        };
        assert_eq!(found, expected, "{fault:?}");
    }
}

#[tokio::test]
async fn whoever_wants_it_twice_says_so() {
    let server = fast::vendors().start().await.expect("a port");
    let client = dingtalk(&server).await;
    let call = StartCloudRecord::new("c", "u");
    server.inject(Injection::new(Fault::Reset).on::<StartCloudRecord>());
    let brave = client.with(CallOptions::new().repeat_unsafe());
    brave.send(&call).await.expect("a recording");
    assert_eq!(server.received::<StartCloudRecord>(), [call.clone(), call]);
}

#[tokio::test]
async fn a_recording_is_started_once_somebody_is_there() {
    let server = fast::vendors().start().await.expect("a port");
    let token = fast::token(&server).await;
    let policy = RetryPolicy::new().attempts(100).without_budget();
    let client = fast::builder::<DingTalk>(server.url(), token)
        .retry(policy)
        .build()
        .expect("a client");
    server.refuse_for(Duration::from_millis(300));
    let call = StartCloudRecord::new("c", "u");
    client.send(&call).await.expect("a recording");
    assert_eq!(server.received::<StartCloudRecord>(), [call]);
}

fn records() -> ListCorpRecords {
    let (from, to) = (UnixSeconds(1_611_072_000), UnixSeconds(1_613_750_400));
    ListCorpRecords::new(from, to, "admin", OperatorIdType::UserId)
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_corrected_by_the_first_call() {
    let server = fast::vendors().start().await.expect("a port");
    let client = fast::tencent(&server);
    server.advance(Duration::from_secs(3600));
    client.send(&records()).await.expect("a page");
    assert_eq!(server.requests().len(), 2);
    client.send(&records()).await.expect("a page");
    assert_eq!(server.requests().len(), 3);
    // And again, when it changes.
    server.advance(Duration::from_secs(3600));
    client.send(&records()).await.expect("a page");
    assert_eq!(server.requests().len(), 5);
}

#[tokio::test]
async fn every_attempt_is_signed_anew() {
    let server = fast::vendors().start().await.expect("a port");
    server.inject(Injection::new(Fault::Status(500)).times(2));
    // The vendor refuses a nonce that it knows.
    fast::tencent(&server)
        .send(&records())
        .await
        .expect("a page");
    let mut nonces: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.header("X-TC-Nonce").map(str::to_owned))
        .collect();
    nonces.dedup();
    assert_eq!(nonces.len(), 3);
}

#[tokio::test]
async fn operations_without_a_spec_are_calls_like_others() {
    const RECORDS: &Operation = &Operation::new("records").idempotent();

    let server = fast::vendors().start().await.expect("a port");
    let client = fast::tencent(&server);
    server.inject(Injection::new(Fault::Reset));
    let request = Request::get("/v1/corp/records")
        .query("start_time", "1611072000")
        .query("end_time", "1613750400")
        .query("operator_id", "admin")
        .query("operator_id_type", "1");
    let request = request.build().expect("a request");
    let answer = client.call(RECORDS, request).await.expect("a page");
    assert!(answer.value["total_count"].is_u64());
    assert_eq!(server.requests().len(), 2);

    let unknown = Request::get("/v1/nothing").build().expect("a request");
    let error = client
        .call(RECORDS, unknown)
        .await
        .expect_err("no such path");
    assert!(error.is_not_found());
    assert_eq!(error.operation(), Some("records"));
}
