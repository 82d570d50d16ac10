//! Two limiters and a real Redis. Skipped where there is no `redis-server`.

use std::{
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::Instant,
};

use super::*;
use crate::runtime::{Limiter, Operation, Overload, Profile, Timer, TokioTimer};

struct Server {
    process: Child,
    url: String,
}

impl Server {
    /// On a port of its own, keeping nothing.
    async fn start() -> Option<Self> {
        let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = socket.local_addr().expect("an address").port();
        drop(socket);
        let process = Command::new("redis-server")
            .args(["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
            .args(["--port", &port.to_string()])
            .stdout(Stdio::null())
            .spawn();
        let Ok(process) = process else {
            println!("skipped: there is no redis-server here");
            return None;
        };
        let url = format!("redis://127.0.0.1:{port}/");
        let server = Self { process, url };
        for _ in 0..500 {
            if tokio::net::TcpStream::connect(("127.0.0.1", port))
                .await
                .is_ok()
            {
                return Some(server);
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("redis-server does not listen");
    }

    /// As another process would have it.
    fn window(&self) -> RedisWindow {
        RedisWindow::new(Redis::new(&self.url).expect("an address"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

const fn per(calls: u32, millis: u64) -> RateLimit {
    let period = Period::Span(Duration::from_millis(millis));
    RateLimit::new(calls, period, LimitScope::Account)
}

static FREE: Profile = Profile::new();
static QUICK: Operation = Operation::new("quick").rate_limits(const { &[per(2, 300)] });
static BUSY: Operation = Operation::new("busy").rate_limits(const { &[per(20, 300)] });
static SLOW: Operation = Operation::new("slow").rate_limits(const { &[per(1, 60_000)] });
static QUOTA: Operation = Operation::new("quota")
    .rate_limits(const { &[RateLimit::new(3, Period::Month, LimitScope::Organisation).shared()] });

fn timer() -> Arc<dyn Timer> {
    Arc::new(TokioTimer::new())
}

fn call<'a>(operation: &'static Operation, timer: &'a Arc<dyn Timer>) -> Admission<'a> {
    Admission::new("vendor", &FREE, operation, "a", None, timer)
}

fn within_millis(call: Admission<'_>, millis: u64) -> Admission<'_> {
    let deadline = call.timer.elapsed() + Duration::from_millis(millis);
    Admission {
        deadline: Some(deadline),
        ..call
    }
}

#[tokio::test]
async fn calls_count_together_until_a_period_after_their_end() {
    let Some(server) = Server::start().await else {
        return;
    };
    let (one, other, timer) = (server.window(), server.window(), timer());
    let first = one.admit(&call(&QUICK, &timer)).await.expect("a place");
    drop(other.admit(&call(&QUICK, &timer)).await.expect("a place"));
    let start = Instant::now();
    drop(other.admit(&call(&QUICK, &timer)).await.expect("a place"));
    assert!(
        start.elapsed() >= Duration::from_millis(295),
        "{:?}",
        start.elapsed()
    );
    // The first one still runs, and the third counts.
    let found = one.admit(&within_millis(call(&QUICK, &timer), 200)).await;
    assert_eq!(found.err().and_then(|it| it.limit), Some(per(2, 300)));
    drop(first);
    let start = Instant::now();
    drop(one.admit(&call(&QUICK, &timer)).await.expect("a place"));
    // Not as late as if nobody had said that it is over.
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn a_deadline_that_cannot_be_met_fails_at_once() {
    let Some(server) = Server::start().await else {
        return;
    };
    let (one, other, timer) = (server.window(), server.window(), timer());
    drop(one.admit(&call(&SLOW, &timer)).await.expect("a place"));
    let start = Instant::now();
    let found = other
        .admit(&within_millis(call(&SLOW, &timer), 50_000))
        .await;
    let overload = found.expect_err("no place");
    assert_eq!(overload.limit, Some(per(1, 60_000)));
    assert!(
        overload
            .wait
            .is_some_and(|wait| wait > Duration::from_secs(50))
    );
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn whoever_gives_up_leaves_nothing_behind() {
    let Some(server) = Server::start().await else {
        return;
    };
    let (one, other, timer) = (server.window(), server.window(), timer());
    let held = [
        one.admit(&call(&QUICK, &timer)).await.expect("a place"),
        one.admit(&call(&QUICK, &timer)).await.expect("a place"),
    ];
    for millis in [0, 1, 2, 3, 5, 20] {
        let call = call(&QUICK, &timer);
        let waits = tokio::time::timeout(Duration::from_millis(millis), other.admit(&call));
        assert!(waits.await.is_err());
    }
    drop(held);
    tokio::time::sleep(Duration::from_millis(350)).await;
    let soon = within_millis(call(&QUICK, &timer), 200);
    assert!(other.admit(&soon).await.is_ok());
    assert!(other.admit(&soon).await.is_ok());
}

#[tokio::test]
async fn months_count_together() {
    let Some(server) = Server::start().await else {
        return;
    };
    let (one, other, timer) = (server.window(), server.window(), timer());
    let quota = call(&QUOTA, &timer);
    for window in [&one, &other, &one] {
        drop(window.admit(&quota).await.expect("a place"));
    }
    for window in [&one, &other] {
        let overload: Overload = window.admit(&quota).await.expect_err("no place");
        assert_eq!(
            overload.limit.map(|limit| limit.period()),
            Some(Period::Month)
        );
        assert!(overload.wait.is_some());
    }
}

#[tokio::test]
async fn a_refusal_reaches_the_other_process() {
    let Some(server) = Server::start().await else {
        return;
    };
    let (one, other, timer) = (server.window(), server.window(), timer());
    one.throttled(&call(&BUSY, &timer), Some(Duration::from_secs(40)));
    // Redis hears of it in the background.
    let overload = loop {
        let call = within_millis(call(&BUSY, &timer), 20_000);
        match other.admit(&call).await {
            Err(overload) => break overload,
            Ok(permit) => drop(permit),
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    };
    assert_eq!(overload.limit, None);
    assert!(
        overload
            .wait
            .is_some_and(|wait| wait > Duration::from_secs(20))
    );
}

#[tokio::test]
async fn without_redis_each_process_keeps_the_limits() {
    let redis = Redis::new("redis://127.0.0.1:1/").expect("an address");
    let (window, timer) = (RedisWindow::new(redis), timer());
    let start = Instant::now();
    for _ in 0..3 {
        drop(window.admit(&call(&QUICK, &timer)).await.expect("a place"));
    }
    assert!(
        start.elapsed() >= Duration::from_millis(300),
        "{:?}",
        start.elapsed()
    );
}

#[tokio::test(flavor = "current_thread")]
async fn a_crowd_keeps_the_limit() {
    let Some(server) = Server::start().await else {
        return;
    };
    let windows = [server.window(), server.window()];
    let origin = Instant::now();
    let tasks: Vec<_> = (0..64_u64)
        .map(|number| {
            let window = windows[usize::from(number % 2 == 0)].clone();
            tokio::spawn(async move {
                let timer = timer();
                let permit = window.admit(&call(&BUSY, &timer)).await.expect("a place");
                let start = origin.elapsed();
                tokio::time::sleep(Duration::from_millis(number * 7 % 40)).await;
                let end = origin.elapsed();
                drop(permit);
                (start, end)
            })
        })
        .collect();
    let mut stays = Vec::new();
    for task in tasks {
        stays.push(task.await.expect("a task"));
    }
    // Redis' clock and this one may differ by what a machine does in between.
    let period = Duration::from_millis(298);
    for (moment, _) in &stays {
        let counts = |stay: &&(Duration, Duration)| stay.0 <= *moment && *moment < stay.1 + period;
        assert!(stays.iter().filter(counts).count() <= 20, "{moment:?}");
    }
}
