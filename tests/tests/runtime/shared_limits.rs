//! Two processes that keep a limit together.

use std::{
    env,
    process::{Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use meeting_client::{
    Client, DingTalk, HttpTransport, NoCredentials, RetryPolicy, Token,
    dingtalk::{GetAccessToken, QueryCloudRecordVideoPlayInfo, QueryConferenceInfo},
    mock::{FakeDingTalk, MockServer},
    runtime::{Limiter, Redis, RedisWindow, SlidingWindow},
};
use tokio::task::JoinSet;

use crate::redis_server::RedisServer;

const PROCESSES: usize = 2;
/// Of each process, one call each.
const TASKS: usize = 32;
/// Tells a child process where the vendor is, with what token, and where Redis is, if anywhere.
const CHILD: &str = "MEETING_CLIENT_TEST_SHARED_LIMITS";

fn client(url: &str, token: &str, limiter: impl Limiter) -> Client<DingTalk> {
    let transport = HttpTransport::builder().no_proxy().build();
    Client::builder(Token::new(token))
        .base_url(url)
        .transport(transport.expect("a transport"))
        .retry(RetryPolicy::none())
        .limiter(limiter)
        .build()
        .expect("a client")
}

/// Not a test: what each of the processes does.
#[tokio::test]
#[ignore = "a part of the other test"]
async fn child() {
    let Ok(told) = env::var(CHILD) else {
        return;
    };
    let told: Vec<&str> = told.split(' ').collect();
    let client = Arc::new(match told[..] {
        [url, token, redis] => {
            let redis = Redis::new(redis).expect("an address");
            client(url, token, RedisWindow::new(redis))
        }
        [url, token] => client(url, token, SlidingWindow::new()),
        _ => panic!("told {told:?}"),
    });
    let mut tasks = JoinSet::new();
    for task in 0..TASKS {
        let client = Arc::clone(&client);
        tasks.spawn(async move {
            if task % 2 == 0 {
                let play = QueryCloudRecordVideoPlayInfo::new("c", "u", "m", "r");
                client.send(&play).await.map(drop)
            } else {
                let info = QueryConferenceInfo::new("c");
                client.send(&info).await.map(drop)
            }
        });
    }
    for result in tasks.join_all().await {
        result.unwrap_or_else(|error| panic!("{error}"));
    }
}

/// How many of the processes got all their answers, and how long they took.
async fn run(redis: Option<&str>) -> (usize, Duration) {
    let server = MockServer::builder()
        .vendor(FakeDingTalk::new())
        .start()
        .await
        .expect("a server");
    let transport = HttpTransport::builder().no_proxy().build();
    let anonymous: Client<DingTalk> = Client::builder(NoCredentials)
        .base_url(server.url())
        .transport(transport.expect("a transport"))
        .build()
        .expect("a client");
    let call = GetAccessToken::new("dingkey", "dingsecret");
    let token = anonymous.send(&call).await.expect("a token").access_token;
    let mut told = format!("{} {}", server.url(), token.expose());
    if let Some(redis) = redis {
        told = format!("{told} {redis}");
    }
    let start = Instant::now();
    let children = (0..PROCESSES).map(|_| {
        Command::new(env::current_exe().expect("this program"))
            .args(["shared_limits::child", "--exact", "--ignored"])
            .env(CHILD, &told)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a process")
    });
    let children: Vec<_> = children.collect();
    let mut good = 0;
    for mut child in children {
        let wait = tokio::task::spawn_blocking(move || child.wait());
        let status = wait.await.expect("a thread").expect("a process");
        good += usize::from(status.success());
    }
    assert_eq!(server.requests().len(), PROCESSES * TASKS + 1);
    (good, start.elapsed())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_keep_the_limit_together() {
    let Some(redis) = RedisServer::start() else {
        return;
    };
    // 32 calls of each of two operations at 20 a second.
    let (good, span) = run(Some(&redis.url())).await;
    println!("{PROCESSES} processes, {TASKS} tasks each, in {span:.2?}: {good} without a refusal");
    assert_eq!(good, PROCESSES);
    assert!(span >= Duration::from_secs(1), "{span:?}");
    // The test can fail: on their own, each of them keeps the limit, and together they do not.
    // Unless one of them starts so late that the other is done.
    for _ in 0..3 {
        if run(None).await.0 < PROCESSES {
            return;
        }
    }
    panic!("nobody was refused");
}
