//! Calls that block the thread.

use std::thread;

use meeting_client::{
    CallOptions, DingTalk, ErrorKind, RetryPolicy,
    blocking::Client,
    dingtalk::QueryConferenceInfo,
    mock::{Fault, Injection, MockServer},
    runtime::{Operation, Request},
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
