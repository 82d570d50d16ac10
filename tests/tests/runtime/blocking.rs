//! Calls that block the thread.

use std::{collections::BTreeSet, thread};

use meeting_client::{
    CallOptions, DingTalk, ErrorKind, RetryPolicy, TencentCredentials, UnixSeconds,
    blocking::Client,
    dingtalk::QueryConferenceInfo,
    mock::{Fault, Injection, MockServer},
    runtime::{Operation, Request},
    tencent_meeting::{
        ListCorpRecords,
        list_corp_records::{OperatorIdType, QueryRecordType},
    },
};
use tokio::runtime::Runtime;

use crate::fast;

fn started() -> (Runtime, MockServer, Client<DingTalk>) {
    let runtime = Runtime::new().expect("a runtime");
    let (server, client) = runtime.block_on(start());
    (runtime, server, client)
}

async fn start() -> (MockServer, Client<DingTalk>) {
    let server = fast::vendors().start().await.expect("a port");
    let token = fast::token(&server).await;
    let client = fast::builder(server.url(), token).build_blocking();
    (server, client.expect("a client"))
}

#[test]
fn threads_can_call() {
    let (_runtime, server, client) = started();
    let call = QueryConferenceInfo::new("c");
    client.send(&call).expect("an answer");
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let (client, call) = (client.clone(), call.clone());
            thread::spawn(move || {
                client
                    .send_with_meta(&call)
                    .map(|answer| answer.meta.status)
            })
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().expect("no panic").expect("an answer"), 200);
    }
    assert_eq!(server.received::<QueryConferenceInfo>().len(), 9);
}

#[test]
fn retries_and_options_are_those_of_every_client() {
    const INFO: &Operation = &Operation::new("info").idempotent();

    let (_runtime, server, client) = started();
    server.inject(Injection::new(Fault::Status(503)).times(2));
    client
        .send(&QueryConferenceInfo::new("c"))
        .expect("an answer");
    server.inject(Injection::new(Fault::Reset));
    let once = client.with(CallOptions::new().retry(RetryPolicy::none()));
    let error = once
        .send(&QueryConferenceInfo::new("c"))
        .expect_err("a reset");
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 1));
    let path = "/v1.0/conference/videoConferences/c";
    let request = Request::get(path).build().expect("a request");
    let answer = client.call(INFO, request).expect("an answer");
    assert!(answer.value["confInfo"].is_object());
}

/// Neither panics nor waits for ever, though nobody should do that: more calls than a task has turns.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_async_runtime_does_not_stand_in_the_way() {
    let (server, client) = start().await;
    let call = QueryConferenceInfo::new("c");
    let task = tokio::spawn({
        let (client, call) = (client.clone(), call.clone());
        async move {
            for _ in 0..300 {
                client.send(&call).expect("an answer");
            }
        }
    });
    task.await.expect("no panic");
    let answer = tokio::task::spawn_blocking(move || client.send(&call));
    answer.await.expect("no panic").expect("an answer");
    assert_eq!(server.received::<QueryConferenceInfo>().len(), 301);
}

/// 250 recordings of a year: every one comes once, in one go as well as from where another walk stopped.
#[test]
fn lists_are_iterators() {
    let runtime = Runtime::new().expect("a runtime");
    let server = fast::vendors().records(250).limits(false).start();
    let server = runtime.block_on(server).expect("a port");
    let credentials = TencentCredentials::new("AKIDtest", "SecretKeyTest", "1234567890");
    let client = fast::builder(server.url(), credentials).without_limits();
    let client = client.build_blocking().expect("a client");
    let year = UnixSeconds(1_609_459_200)..=UnixSeconds(1_640_995_199);
    let call = ListCorpRecords::new(*year.start(), *year.end(), "a", OperatorIdType::UserId)
        .page_size(20)
        .query_record_type(QueryRecordType::All);
    let all = client.windowed(call.clone(), year.clone());
    let ids: BTreeSet<_> = all
        .map(|meeting| meeting.expect("a meeting").meeting_record_id)
        .collect();
    assert_eq!(ids.len(), 250);

    let mut first = client.windowed(call.clone(), year.clone()).read_ahead(0);
    let mut halves = BTreeSet::new();
    for meeting in first.by_ref().take(100) {
        halves.insert(meeting.expect("a meeting").meeting_record_id);
    }
    let position = first.position();
    for meeting in client.windowed(call, year.clone()).resume(&position) {
        assert!(halves.insert(meeting.expect("a meeting").meeting_record_id));
    }
    assert_eq!(halves, ids);

    let month = ListCorpRecords::new(
        *year.start(),
        UnixSeconds(year.start().0 + 31 * 86_400),
        "a",
        OperatorIdType::UserId,
    );
    let pages: Vec<_> = client
        .pages(month.clone())
        .map(|page| page.expect("a page"))
        .collect();
    let items = client.items(month).count();
    let on_pages: usize = pages.iter().map(|page| page.record_meetings.len()).sum();
    assert_eq!(items, on_pages);
    assert_eq!(pages.len(), pages[0].total_page as usize);
}
