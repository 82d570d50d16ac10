//! Limits as the service sees them.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use meeting_client::{
    Client, DingTalk, ErrorKind, HttpTransport, RetryPolicy, TencentCredentials, TencentMeeting,
    Token, Transport, UnixSeconds,
    dingtalk::{QueryCloudRecordVideoPlayInfo, QueryConferenceInfo, StartCloudRecord},
    mock::{self, MockServer},
    runtime::{
        BoxFuture, Limits, RateLimit, Response, SlidingWindow, TransportError, TransportRequest,
    },
    tencent_meeting::{ListCorpRecords, list_corp_records::OperatorIdType},
};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep},
};

const TASKS: usize = 64;

fn records() -> ListCorpRecords {
    ListCorpRecords::new(
        UnixSeconds(1_611_072_000),
        UnixSeconds(1_613_750_400),
        "KM4Ss4Th09ogUw1JiK",
        OperatorIdType::UserId,
    )
}

/// A service in memory: notes when it counts a call, which is some time after it was sent and before it is answered.
#[derive(Clone, Default)]
struct Service(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    counted: Vec<Instant>,
    /// Refuses so many calls more.
    refuses: u32,
}

impl Service {
    fn client(&self, limiter: SlidingWindow) -> Client<TencentMeeting> {
        self.hasty_client(limiter, Duration::from_secs(24 * 3600))
    }

    fn hasty_client(&self, limiter: SlidingWindow, deadline: Duration) -> Client<TencentMeeting> {
        let credentials = TencentCredentials::new("AKIDtest", "SecretKeyTest", "1234567890");
        Client::builder(credentials)
            .transport(self.clone())
            .retry(RetryPolicy::none())
            .deadline(deadline)
            .limiter(limiter)
            .build()
            .expect("a client")
    }

    fn counted(&self) -> Vec<Instant> {
        self.0.lock().expect("a state").counted.clone()
    }
}

impl Transport for Service {
    fn send(&self, _: TransportRequest) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async {
            // As odd as latencies are, and the same in every run.
            let number = self.counted().len() as u64;
            sleep(Duration::from_millis(number * 7919 % 3001)).await;
            let refused = {
                let mut state = self.0.lock().expect("a state");
                state.counted.push(Instant::now());
                let refused = state.refuses > 0;
                state.refuses = state.refuses.saturating_sub(1);
                refused
            };
            sleep(Duration::from_millis(number * 104_729 % 2003)).await;
            if refused {
                let body = r#"{"error_info":{"error_code":190310,"message":"too many"}}"#;
                return Ok(Response::new(400, body));
            }
            let page = mock::example::<ListCorpRecords>();
            let body = serde_json::to_vec(&page).expect("a page");
            Ok(Response::new(200, body))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn ten_calls_a_minute_whatever_the_latency() {
    const ROUNDS: usize = 5;
    let service = Service::default();
    let client = Arc::new(service.client(SlidingWindow::new()));
    let mut tasks = JoinSet::new();
    for _ in 0..TASKS {
        let client = Arc::clone(&client);
        tasks.spawn(async move {
            for _ in 0..ROUNDS {
                client.send(&records()).await.expect("a page");
            }
        });
    }
    tasks.join_all().await;
    let mut counted = service.counted();
    counted.sort();
    assert_eq!(counted.len(), TASKS * ROUNDS);
    let minute = Duration::from_secs(60);
    let least = counted.windows(11).map(|calls| calls[10] - calls[0]).min();
    assert!(least.is_some_and(|least| least >= minute), "{least:?}");
    // Nor are places wasted: 32 rounds of ten, each a minute and the longest latency.
    let span = counted[counted.len() - 1] - counted[0];
    assert!(span <= (minute + Duration::from_secs(5)) * 32, "{span:?}");
    println!(
        "{} calls of {TASKS} tasks in {:.1} minutes; any eleven are at least {least:?} apart",
        counted.len(),
        span.as_secs_f64() / 60.0
    );
}

#[tokio::test(start_paused = true)]
async fn a_call_that_would_come_too_late_fails_at_once() {
    let service = Service::default();
    let window = SlidingWindow::new();
    let client = service.client(window.clone());
    for _ in 0..10 {
        client.send(&records()).await.expect("a page");
    }
    // Of the same account.
    let hasty = service.hasty_client(window, Duration::from_secs(5));
    let start = Instant::now();
    let error = hasty.send(&records()).await.expect_err("it is too late");
    assert_eq!(start.elapsed(), Duration::ZERO);
    assert_eq!(error.kind(), ErrorKind::Throttled);
    let shown = error.to_string();
    assert!(shown.contains("10 calls a minute per account"), "{shown}");
    assert!(error.retry_after().is_some(), "{shown}");
    assert_eq!(service.counted().len(), 10, "it was not sent");
}

#[tokio::test(start_paused = true)]
async fn a_refused_call_holds_up_the_others() {
    let service = Service::default();
    let limits = Limits::documented().operation::<ListCorpRecords>(Vec::<RateLimit>::new());
    let client = service.client(SlidingWindow::with(limits));
    service.0.lock().expect("a state").refuses = 1;
    let error = client.send(&records()).await.expect_err("a refusal");
    assert!(error.is_throttled(), "{error}");
    let start = Instant::now();
    client.send(&records()).await.expect("a page");
    // No limit, so nobody knows better than a second.
    let counted = service.counted();
    assert!(counted[1] - start >= Duration::from_secs(1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_fake_vendor_never_has_to_refuse() {
    let server = MockServer::builder()
        .vendor(mock::FakeDingTalk::new())
        .start()
        .await
        .expect("a server");
    let transport = HttpTransport::builder()
        .no_proxy()
        .build()
        .expect("a transport");
    let client = |credentials: Token| -> Client<DingTalk> {
        Client::builder(credentials)
            .base_url(server.url())
            .transport(transport.clone())
            .retry(RetryPolicy::none())
            .limiter(SlidingWindow::new())
            .build()
            .expect("a client")
    };
    let token = {
        use meeting_client::{NoCredentials, dingtalk::GetAccessToken};
        let anonymous: Client<DingTalk> = Client::builder(NoCredentials)
            .base_url(server.url())
            .transport(transport.clone())
            .build()
            .expect("a client");
        let call = GetAccessToken::new("dingkey", "dingsecret");
        anonymous.send(&call).await.expect("a token").access_token
    };
    let client = Arc::new(client(Token::new(token)));
    let start = Instant::now();
    let mut tasks = JoinSet::new();
    for task in 0..TASKS {
        let client = Arc::clone(&client);
        tasks.spawn(async move {
            for _ in 0..2 {
                let play = QueryCloudRecordVideoPlayInfo::new("c", "u", "m", "r");
                match task % 3 {
                    0 => drop(client.send(&play).await.expect("play info")),
                    1 => drop(
                        client
                            .send(&StartCloudRecord::new("c", "u"))
                            .await
                            .expect("yes"),
                    ),
                    _ => drop(
                        client
                            .send(&QueryConferenceInfo::new("c"))
                            .await
                            .expect("info"),
                    ),
                }
            }
        });
    }
    tasks.join_all().await;
    // 42 or 44 calls of each of three operations, at 20 a second: the last start after two seconds.
    println!("{} calls in {:.2?}", 2 * TASKS, start.elapsed());
    assert_eq!(server.requests().len(), 2 * TASKS + 1);
}
