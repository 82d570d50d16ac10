//! Tokens that several processes share through a real Redis.

use std::{
    env,
    process::{Command, Stdio},
    sync::Arc,
    time::Duration,
};

use meeting_client::{
    DingTalkSuite, ErrorKind, Redis, RedisStore, Secret, SuiteTicket, Tokens,
    dingtalk::{GetCorpAccessToken, QueryConferenceInfo},
    mock::MockServer,
    runtime::{Fetched, Timer, TokenSlot, TokenStore, TokioTimer},
};

use crate::{
    redis_server::RedisServer,
    tokens::{calls, chain, client, vendor},
};

const REDIS: &str = "TEST_REDIS_URL";
const VENDOR: &str = "TEST_VENDOR_URL";
/// Tasks of one process.
const TASKS: usize = 50;

fn store(url: &str) -> RedisStore {
    RedisStore::new(Redis::new(url).expect("an address").prefix("test:"))
}

/// Every fetch of this one brings another token.
fn suite(redis: &str) -> Tokens<DingTalkSuite, RedisStore> {
    let ticket = SuiteTicket::new("ticket");
    DingTalkSuite::new("suitekey", "suitesecret", "ding1", ticket).store(store(redis))
}

fn fetches(server: &MockServer) -> usize {
    server.received::<GetCorpAccessToken>().len()
}

/// Processes of their own, each with many calls at once.
async fn processes(count: usize, redis: &str, vendor: &str) {
    let children: Vec<_> = (0..count)
        .map(|_| {
            Command::new(env::current_exe().expect("a path"))
                .args(["redis_tokens::process", "--exact", "--ignored"])
                .env(REDIS, redis)
                .env(VENDOR, vendor)
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .expect("a process")
        })
        .collect();
    for child in children {
        // The fake vendor runs in this process.
        let wait = tokio::task::spawn_blocking(|| child.wait_with_output());
        let output = wait.await.expect("no panic").expect("an end");
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{text}");
        assert!(text.contains("1 passed"), "{text}");
    }
}

#[tokio::test]
#[ignore = "other tests start it, each time as a process of its own"]
async fn process() {
    let (Ok(redis), Ok(vendor)) = (env::var(REDIS), env::var(VENDOR)) else {
        return;
    };
    calls(TASKS, &client(&vendor, suite(&redis))).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_fetch_one_token_between_them() {
    let Some(redis) = RedisServer::start() else {
        return;
    };
    let server = vendor().await;
    // So slow that all processes need the token while one fetches it.
    server
        .on::<GetCorpAccessToken>()
        .delay(Duration::from_millis(500));
    processes(4, &redis.url(), server.url()).await;
    assert_eq!(fetches(&server), 1);
    assert_eq!(server.received::<QueryConferenceInfo>().len(), 4 * TASKS);

    // A process that comes later finds it.
    calls(TASKS, &client(server.url(), suite(&redis.url()))).await;
    assert_eq!(fetches(&server), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rejected_token_is_replaced_once_for_all() {
    let Some(redis) = RedisServer::start() else {
        return;
    };
    let server = vendor().await;
    let one = client(server.url(), suite(&redis.url()));
    let two = client(server.url(), suite(&redis.url()));
    calls(TASKS, &one).await;
    calls(TASKS, &two).await;
    assert_eq!(fetches(&server), 1);

    server.advance(Duration::from_secs(7200));
    calls(TASKS, &one).await;
    calls(TASKS, &two).await;
    processes(2, &redis.url(), server.url()).await;
    assert_eq!(fetches(&server), 2);
}

#[tokio::test]
async fn without_redis_calls_go_on_as_long_as_they_can() {
    let Some(mut redis) = RedisServer::start() else {
        return;
    };
    let server = vendor().await;
    let one = client(server.url(), suite(&redis.url()));
    calls(1, &one).await;
    redis.stop();
    // It has a token.
    calls(10, &one).await;
    assert_eq!(fetches(&server), 1);

    let two = client(server.url(), suite(&redis.url()));
    let call = QueryConferenceInfo::new("c1");
    let error = two.send(&call).await.expect_err("no token");
    assert_eq!(error.kind(), ErrorKind::Credentials);
    let texts = chain(&error);
    assert_eq!(texts[1], "the store of access tokens failed");
    assert_eq!(texts[2], "Redis refused the connection");
    assert_eq!(fetches(&server), 1);

    let three = client(server.url(), suite(&redis.url()).fetch_without_store());
    calls(TASKS, &three).await;
    assert_eq!(fetches(&server), 2);

    // Nobody has to be told that it is back.
    redis.restart();
    calls(TASKS, &two).await;
    assert_eq!(fetches(&server), 3);
}

#[tokio::test]
async fn the_store_keeps_what_it_promises() {
    let Some(mut redis) = RedisServer::start() else {
        return;
    };
    let store = store(&redis.url());
    let timer: Arc<dyn Timer> = Arc::new(TokioTimer::new());
    let slot = TokenSlot::new("vendor 钉钉 app:one", &timer);
    let get = async || store.get(slot).await.expect("Redis");
    assert_eq!(get().await, None);

    let token = Fetched::new("t1", Some(Duration::from_secs(100)));
    store.put(slot, &token).await.expect("Redis");
    let found = get().await.expect("a token");
    assert_eq!(found.token.expose(), "t1");
    let left = found.expires_in.expect("a life");
    let limits = Duration::from_secs(95)..=Duration::from_secs(100);
    assert!(limits.contains(&left), "{left:?}");

    let other = TokenSlot::new("vendor 钉钉 app:two", &timer);
    assert_eq!(store.get(other).await.expect("Redis"), None);

    let evict = async |token: &str| store.evict(slot, &Secret::from(token)).await;
    evict("t0").await.expect("Redis");
    assert_eq!(get().await.map(|it| it.token), Some("t1".into()));
    evict("t1").await.expect("Redis");
    assert_eq!(get().await, None);

    // No key stays for ever, and none expires before it is there.
    let day = Duration::from_secs(24 * 3600);
    for (life, kept) in [
        (None, day),
        (Some(Duration::MAX), 365 * day),
        (Some(Duration::from_nanos(1)), Duration::ZERO),
    ] {
        let token = Fetched::new("t2", life);
        store.put(slot, &token).await.expect("Redis");
        let left = get().await.and_then(|it| it.expires_in).unwrap_or_default();
        assert!(
            left <= kept.max(Duration::from_millis(1)),
            "{left:?} of {kept:?}"
        );
        assert!(
            left + Duration::from_secs(5) >= kept,
            "{left:?} of {kept:?}"
        );
    }

    // A broken connection is made anew.
    redis.restart();
    assert_eq!(get().await, None);
}

#[tokio::test]
async fn one_holder_has_the_lease() {
    let Some(redis) = RedisServer::start() else {
        return;
    };
    let store = store(&redis.url());
    let timer: Arc<dyn Timer> = Arc::new(TokioTimer::new());
    let slot = TokenSlot::new("vendor app:one", &timer);
    let lease = async |holder: &str, millis| {
        let span = Duration::from_millis(millis);
        store.lease(slot, holder, span).await.expect("Redis")
    };
    assert!(lease("a", 60_000).await);
    assert!(!lease("b", 60_000).await);
    assert!(lease("a", 60_000).await);
    store.release(slot, "b").await.expect("Redis");
    assert!(!lease("b", 60_000).await);
    store.release(slot, "a").await.expect("Redis");
    assert!(lease("b", 100).await);
    assert!(!lease("a", 100).await);
    tokio::time::sleep(Duration::from_millis(150)).await;
    assert!(lease("a", 60_000).await);
}

#[tokio::test]
async fn addresses_and_passwords_do_not_show() {
    let error = Redis::new("redis://user:hunter2@").expect_err("no host");
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(
        error
            .to_string()
            .contains("the address of Redis is not valid"),
        "{error}"
    );
    let redis = Redis::new("redis://user:hunter2@127.0.0.1:1/").expect("an address");
    for text in [
        format!("{error:?} {error}"),
        format!("{redis:?} {:?}", RedisStore::new(redis.clone())),
    ] {
        assert!(!text.contains("hunter2"), "{text}");
    }
}
