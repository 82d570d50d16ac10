//! What a call through the client costs beside the same call written by hand with `reqwest`.
//!
//! Both ask the same server, a process of its own on loopback, for the same answer and decode all of it. Counted are the
//! processor time and the allocations of the calling process. Rounds are interleaved and the least of each counts, over several connections, so that
//! figures of one run can be compared.
//!
//! `cargo bench -p meeting-client --bench call_overhead`

#![allow(clippy::cast_precision_loss, reason = "figures are rounded")]

use std::{
    alloc::System,
    env,
    error::Error,
    fs,
    hint::black_box,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use meeting_client::{
    Client, DingTalk, HttpTransport, RetryPolicy, Token,
    dingtalk::QueryConferenceInfo,
    runtime::{LimitScope, Limits, Period, RateLimit, SlidingWindow},
};
use serde::Deserialize;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

type Fallible<T> = Result<T, Box<dyn Error>>;

/// New connections.
const SETTINGS: usize = 12;
const ROUNDS: usize = 5;
const CALLS: u32 = 400;
const SERVE: &str = "serve-for-call-overhead";

/// The documented example.
const BODY: &str = r#"{"confInfo":{"activeNum":10,"attendNum":15,"confDuration":1000000,"conferenceId":"6323dxxxxx","creatorId":"2iPOLxxxxx","creatorNick":"小钉","externalLinkUrl":"https://meeting.dingtalk.io/app?roomCode=42726xxx&token=1_7ac9xxx","invitedNum":20,"startTime":1664175001000,"status":1,"title":"标题","roomCode":"4272xxxxx","endTime":1663294270000,"scheduleConferenceId":"4331d******","bizType":"0","cloudRecordStatus":0,"cloudRecordOwnerUnionId":"A***EiE","minutesStatus":0,"minutesOwnerUnionId":"A***EiE","extensionAppSettings":[{"appId":"29****","appCode":"Coo*****","autoOpenMode":0,"extensionAppBizData":"****"}]}}"#;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    conf_info: Info,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "as in a program that reads some of it")]
struct Info {
    conference_id: String,
    title: Option<String>,
    status: Option<u32>,
    biz_type: Option<String>,
    creator_id: Option<String>,
    creator_nick: Option<String>,
    external_link_url: Option<String>,
    room_code: Option<String>,
    schedule_conference_id: Option<String>,
    start_time: Option<i64>,
    end_time: Option<i64>,
    conf_duration: Option<i64>,
    active_num: Option<u32>,
    attend_num: Option<u32>,
    invited_num: Option<u32>,
    cloud_record_status: Option<u32>,
    cloud_record_owner_union_id: Option<String>,
    minutes_status: Option<u32>,
    minutes_owner_union_id: Option<String>,
    #[serde(default)]
    extension_app_settings: Vec<Setting>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "as in a program that reads some of it")]
struct Setting {
    app_id: Option<String>,
    app_code: Option<String>,
    auto_open_mode: Option<u32>,
    extension_app_biz_data: Option<String>,
}

/// The call as one writes it on the first day.
async fn by_hand(http: &reqwest::Client, base: &str, id: &str) -> Fallible<Answer> {
    let answer = http
        .get(format!("{base}/v1.0/conference/videoConferences/{id}"))
        .header("x-acs-dingtalk-access-token", "token")
        .timeout(Duration::from_secs(30))
        .send()
        .await?
        .error_for_status()?;
    Ok(serde_json::from_slice(&answer.bytes().await?)?)
}

fn main() -> Fallible<()> {
    if env::args().any(|argument| argument == SERVE) {
        return serve();
    }
    let mut server = Command::new(env::current_exe()?)
        .arg(SERVE)
        .stdout(Stdio::piped())
        .spawn()?;
    let result = measure(&mut server);
    server.kill()?;
    server.wait()?;
    result
}

fn measure(server: &mut Child) -> Fallible<()> {
    let mut url = String::new();
    BufReader::new(server.stdout.take().ok_or("no output")?).read_line(&mut url)?;
    let url = url.trim();

    let mut rows = [
        Row::new("reqwest by hand"),
        Row::new("client, limits and retries off"),
        Row::new("client"),
    ];
    for _ in 0..SETTINGS {
        compare(url, &mut rows)?;
    }
    let base = rows[0].clone();
    println!(
        "{:<32}{:>16}{:>20}{:>20}",
        "", "processor", "allocations", "bytes allocated"
    );
    for row in rows {
        let ratio = |mine: f64, other: f64| format!("{:>5.2} ×", mine / other);
        println!(
            "{:<32}{:>8.1} µs{}{:>12.0}{}{:>12.0}{}",
            row.name,
            row.micros,
            ratio(row.micros, base.micros),
            row.allocations,
            ratio(row.allocations, base.allocations),
            row.bytes,
            ratio(row.bytes, base.bytes),
        );
    }
    Ok(())
}

/// Compares over new connections: where the system puts the other end of one makes it dear or cheap for as long as it lives.
fn compare(url: &str, rows: &mut [Row; 3]) -> Fallible<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .user_agent("bench")
        .build()?;
    let builder = || -> Fallible<_> {
        let transport = HttpTransport::builder().no_proxy().build()?;
        Ok(Client::<DingTalk>::builder(Token::new("token"))
            .base_url(url)
            .transport(transport))
    };
    let plain = builder()?
        .without_limits()
        .retry(RetryPolicy::none())
        .build()?;
    // The documented 20 calls a second would be what is measured.
    let often = RateLimit::new(
        100_000,
        Period::Span(Duration::from_secs(1)),
        LimitScope::App,
    );
    let limits = Limits::documented().service::<DingTalk>(vec![often]);
    let full = builder()?.limiter(SlidingWindow::with(limits)).build()?;
    let call = QueryConferenceInfo::new("6323d7xxxxx");

    for _ in 0..ROUNDS {
        rows[0].round(|| {
            let answer = runtime.block_on(by_hand(&http, url, "6323d7xxxxx"))?;
            black_box(answer.conf_info.conference_id);
            Ok(())
        })?;
        for (row, client) in [(1, &plain), (2, &full)] {
            rows[row].round(|| {
                black_box(runtime.block_on(client.send(&call))?);
                Ok(())
            })?;
        }
    }
    Ok(())
}

/// The least that a call cost, of all rounds.
#[derive(Clone)]
struct Row {
    name: &'static str,
    micros: f64,
    allocations: f64,
    bytes: f64,
}

impl Row {
    fn new(name: &'static str) -> Self {
        Self {
            name,
            micros: f64::INFINITY,
            allocations: f64::INFINITY,
            bytes: f64::INFINITY,
        }
    }

    fn round(&mut self, mut call: impl FnMut() -> Fallible<()>) -> Fallible<()> {
        let region = Region::new(ALLOCATOR);
        let start = processor_time();
        for _ in 0..CALLS {
            call()?;
        }
        let spent = processor_time().saturating_sub(start);
        let change = region.change();
        let calls = f64::from(CALLS);
        self.micros = self.micros.min(spent.as_secs_f64() * 1e6 / calls);
        let allocations = change.allocations + change.reallocations;
        self.allocations = self.allocations.min(allocations as f64 / calls);
        self.bytes = self.bytes.min(change.bytes_allocated as f64 / calls);
        Ok(())
    }
}

/// What this thread has had of a processor; what time it is, where that cannot be read.
fn processor_time() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let spent = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = spent.and_then(|text| text.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// Answers every request of every connection alike.
fn serve() -> Fallible<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("http://{}", listener.local_addr()?);
    for stream in listener.incoming() {
        let stream = stream?;
        thread::spawn(move || answer(stream));
    }
    Ok(())
}

fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Acs-Request-Id: R-1\r\nContent-Length: {}\r\n\r\n",
        BODY.len()
    );
    let reply = [head.as_bytes(), BODY.as_bytes()].concat();
    let mut received = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let length = stream.read(&mut chunk)?;
        if length == 0 {
            return Ok(());
        }
        received.extend_from_slice(&chunk[..length]);
        if received.ends_with(b"\r\n\r\n") {
            received.clear();
            stream.write_all(&reply)?;
        }
    }
}
