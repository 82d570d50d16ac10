//! Walks through lists: pages, windows, positions.

mod ahead;
mod broken;
mod everything;
mod windows;

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, SystemTime},
};

use golden_tests::vendors;
use meeting_client::{
    Client, HttpTransport, NoCredentials, RetryPolicy, Service, TencentCredentials, TencentMeeting,
    Token, UnixSeconds,
    mock::{
        Caller, FakeTencentMeeting, MockServer, MockableService, Received, Refusal, ServiceSpec,
        Vendor,
    },
    runtime::{BoxFuture, Response, Transport, TransportError, TransportRequest},
    tencent_meeting::{
        ListCorpRecords,
        list_corp_records::{OperatorIdType, QueryRecordType},
    },
};

/// 2021-01-01 and 2022-01-01, in UTC: the data set's year.
const YEAR: [i64; 2] = [1_609_459_200, 1_640_995_200];
const DAY: i64 = 86_400;

/// A vendor that lets everybody in.
struct FakeAcme;

impl Vendor for FakeAcme {
    fn spec(&self) -> &'static ServiceSpec {
        <vendors::Acme as MockableService>::SPEC
    }

    fn authorize(&self, _call: &Received, _now: SystemTime) -> Result<Caller, Refusal> {
        Ok(Caller::new("everybody"))
    }
}

async fn server(records: u64, seed: u64) -> MockServer {
    let server = MockServer::builder()
        .vendor(FakeTencentMeeting::new())
        .vendor(FakeAcme);
    let server = server.records(records).seed(seed).limits(false);
    server.start().await.expect("a port")
}

fn tencent(server: &MockServer) -> Client<TencentMeeting> {
    let credentials = TencentCredentials::new("AKIDtest", "SecretKeyTest", "1234567890");
    let transport = HttpTransport::builder().no_proxy().build();
    Client::builder(credentials)
        .base_url(server.url())
        .transport(transport.expect("a transport"))
        .without_limits()
        .build()
        .expect("a client")
}

fn acme(server: &MockServer) -> Client<vendors::Acme> {
    let transport = HttpTransport::builder().no_proxy().build();
    Client::builder(Token::new("token-hunter2"))
        .base_url(server.url())
        .transport(Successful(transport.expect("a transport")))
        .without_limits()
        .build()
        .expect("a client")
}

/// Makes successes of pages from the data set, which does not know what tells success.
struct Successful(HttpTransport);

impl Transport for Successful {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move {
            let mut response = self.0.send(request).await?;
            let mut body: serde_json::Value = serde_json::from_slice(&response.body).expect("JSON");
            body["code"] = 0.into();
            response.body = body.to_string().into_bytes();
            Ok(response)
        })
    }
}

/// All recordings of January, uploaded ones among them.
fn records() -> ListCorpRecords {
    let [from, to] = [YEAR[0], YEAR[0] + 31 * DAY].map(UnixSeconds);
    ListCorpRecords::new(from, to, "admin", OperatorIdType::UserId)
        .query_record_type(QueryRecordType::All)
}

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit.max(1)
    }

    fn between(&mut self, from: i64, to: i64) -> i64 {
        let distance = u64::try_from(to - from).expect("an interval");
        from + i64::try_from(self.below(distance + 1)).expect("small")
    }
}

/// A service in memory: answers the calls in order, and repeats the last answer.
#[derive(Clone)]
struct Script {
    answers: Arc<Vec<String>>,
    calls: Arc<Mutex<Vec<TransportRequest>>>,
    /// Calls from this one on are never answered.
    silent_from: usize,
    answered: Arc<AtomicUsize>,
    /// Calls that were given up before they were answered.
    dropped: Arc<AtomicUsize>,
}

impl Script {
    fn new<T: Into<String>>(answers: impl IntoIterator<Item = T>) -> Self {
        Self {
            answers: Arc::new(answers.into_iter().map(Into::into).collect()),
            calls: Arc::default(),
            silent_from: usize::MAX,
            answered: Arc::default(),
            dropped: Arc::default(),
        }
    }

    fn client<S: Service>(&self) -> Client<S>
    where
        NoCredentials: meeting_client::Credentials<S>,
    {
        Client::builder(NoCredentials)
            .transport(self.clone())
            .without_limits()
            .retry(RetryPolicy::none())
            .build()
            .expect("a client")
    }

    /// Paths and queries of the calls so far.
    fn targets(&self) -> Vec<String> {
        let calls = self.calls.lock().expect("no panic");
        calls.iter().map(|call| call.target.clone()).collect()
    }

    fn bodies(&self) -> Vec<String> {
        let calls = self.calls.lock().expect("no panic");
        let body = |call: &TransportRequest| call.body.clone().unwrap_or_default();
        let text = |call| String::from_utf8(body(call)).expect("text");
        calls.iter().map(text).collect()
    }
}

/// Counts a call that ends without an answer.
struct Waiting(Arc<AtomicUsize>, bool);

impl Drop for Waiting {
    fn drop(&mut self) {
        if !self.1 {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
}

impl Transport for Script {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move {
            let mut waiting = Waiting(Arc::clone(&self.dropped), false);
            let number = {
                let mut calls = self.calls.lock().expect("no panic");
                calls.push(request);
                calls.len() - 1
            };
            if number >= self.silent_from {
                std::future::pending::<()>().await;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
            waiting.1 = true;
            self.answered.fetch_add(1, Ordering::SeqCst);
            let answer = self.answers.get(number).or(self.answers.last());
            Ok(Response::new(200, answer.expect("an answer").as_str()))
        })
    }
}

/// A page of Acme's things.
fn things(ids: &[&str], rest: &str) -> String {
    let items: Vec<_> = ids
        .iter()
        .map(|id| format!(r#"{{"id":"{id}","owner":{{"id":"o"}}}}"#))
        .collect();
    format!(r#"{{"code":0,"items":[{}]{rest}}}"#, items.join(","))
}

/// A page of recordings.
fn meetings(ids: &[&str], pages: u32) -> String {
    let items: Vec<_> = ids
        .iter()
        .map(|id| format!(r#"{{"meeting_record_id":"{id}","meeting_id":"m","state":3}}"#))
        .collect();
    format!(
        r#"{{"total_count":9,"current_size":9,"current_page":1,"total_page":{pages},"record_meetings":[{}]}}"#,
        items.join(",")
    )
}
