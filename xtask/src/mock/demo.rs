//! `cargo xtask demo`: every operation, called through the client at a fake of its vendor.

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use meeting_client::{
    Client, DingTalk, Endpoint, HttpTransport, NoCredentials, Result as CallResult, RetryPolicy,
    Seconds, Secret, TencentCredentials, TencentMeeting, Token, UnixSeconds,
    dingtalk::{
        GetAccessToken, GetCorpAccessToken, GetToken, QueryCloudRecordVideoPlayInfo,
        QueryConferenceInfo, StartCloudRecord, start_cloud_record::RecordLayout,
    },
    mock::{Fault, Injection, MockServer},
    runtime::Credentials,
    tencent_meeting::{
        ListCorpRecords, ListLiveReplaysByMeetingCode, ListLiveReplaysByMeetingId,
        list_corp_records::OperatorIdType,
        types::{InstanceId, MeetingInfo},
    },
};

use super::{Credentials as Settings, vendors};
use crate::{
    output::{self, BOLD, DIM, RED, RESET, Result},
    table::table,
};

/// More calls than any limit that the specs document for a second or a minute.
const MANY: usize = 50;

pub(super) async fn run() -> Result<ExitCode> {
    let start = Instant::now();
    let settings = Settings::default();
    let mut server = MockServer::builder().records(10_000);
    for service in vendors::SERVICES {
        server = vendors::play(server, service, &settings);
    }
    let server = server.start().await?;
    let stage = Stage {
        url: server.url().to_owned(),
        transport: HttpTransport::builder().no_proxy().build()?,
        settings,
    };
    output::print(&format!(
        "{BOLD}{}{RESET}  plays DingTalk and Tencent Meeting\n\n",
        stage.url
    ))?;

    let mut rows = Vec::new();
    let token = stage.tokens(&mut rows).await?;
    let dingtalk = stage.client(Token::new(token))?;
    stage.conference(&dingtalk, &mut rows).await?;
    let tencent = stage.client(stage.tencent_credentials())?;
    stage.meetings(&tencent, &mut rows).await?;
    output::print(&report(&rows))?;

    output::print(&throttled(&tencent).await?)?;
    output::print(&rejected(&stage, &server, &dingtalk).await?)?;
    output::print(&format!("\n{DIM}{:.1?}{RESET}\n", start.elapsed()))?;
    Ok(ExitCode::SUCCESS)
}

/// Where calls go, and with what credentials.
struct Stage {
    url: String,
    transport: HttpTransport,
    settings: Settings,
}

/// A call and what came back.
struct Row {
    line: String,
    cells: Vec<String>,
}

impl Stage {
    fn client<S: meeting_client::Service>(
        &self,
        credentials: impl Credentials<S> + 'static,
    ) -> CallResult<Client<S>> {
        Client::builder(credentials)
            .base_url(self.url.as_str())
            .transport(self.transport.clone())
            // What the fake vendor says is to be seen, all of it.
            .retry(RetryPolicy::none())
            .without_limits()
            .build()
    }

    fn tencent_credentials(&self) -> TencentCredentials {
        let it = &self.settings;
        TencentCredentials::new(
            it.secret_id.as_str(),
            it.secret_key.as_str(),
            it.app_id.as_str(),
        )
        .sdk_id(it.sdk_id.as_str())
    }

    /// Fetches a token in each of the three ways, and returns that of the internal app.
    async fn tokens(&self, rows: &mut Vec<Row>) -> CallResult<Secret<String>> {
        let it = &self.settings;
        let client: Client<DingTalk> = self.client(NoCredentials)?;
        let call = GetAccessToken::new(it.app_key.as_str(), it.app_secret.as_str());
        let token = called(&client, &call, rows, |answer| lifetime(answer.expire_in)).await?;
        let call = GetCorpAccessToken::new(
            it.suite_key.as_str(),
            it.suite_secret.as_str(),
            "dingexample",
            "ticket",
        );
        called(&client, &call, rows, |answer| lifetime(answer.expire_in)).await?;
        let call = GetToken::new("dingexample", it.app_key.as_str(), it.app_secret.as_str());
        called(&client, &call, rows, |answer| lifetime(answer.expires_in)).await?;
        Ok(token.access_token)
    }

    async fn conference(&self, client: &Client<DingTalk>, rows: &mut Vec<Row>) -> CallResult<()> {
        called(
            client,
            &QueryConferenceInfo::new("6323d7xxxxx"),
            rows,
            |it| {
                format!(
                    "{}, {}",
                    shown(it.conf_info.title.as_ref()),
                    shown(it.conf_info.status.as_ref())
                )
            },
        )
        .await?;
        let call = StartCloudRecord::new("61289f392xxx", "WFBkgxxx").mode(RecordLayout::Speech);
        called(client, &call, rows, |it| format!("code {}", it.code)).await?;
        let call = QueryCloudRecordVideoPlayInfo::new(
            "6139b4xxx",
            "WFBkgJvxxx",
            "44444444",
            "cn-shenzhen",
        );
        called(client, &call, rows, |it| {
            format!(
                "{} bytes, {} ms",
                shown(it.file_size.map(|size| size.0)),
                shown(it.duration.map(|length| length.0))
            )
        })
        .await?;
        Ok(())
    }

    async fn meetings(
        &self,
        client: &Client<TencentMeeting>,
        rows: &mut Vec<Row>,
    ) -> CallResult<()> {
        called(client, &records(), rows, |it| {
            format!(
                "page {} of {}, {} of {} meetings",
                it.current_page,
                it.total_page,
                it.record_meetings.len(),
                it.total_count
            )
        })
        .await?;
        let call = ListLiveReplaysByMeetingCode::new("13418515243", "tester", InstanceId::Pc);
        called(client, &call, rows, |it| replays(&it.meeting_info_list)).await?;
        let call = ListLiveReplaysByMeetingId::new("5939741786564101932", "tester", InstanceId::Pc);
        called(client, &call, rows, |it| replays(&it.meeting_info_list)).await?;
        Ok(())
    }
}

/// 31 days of recordings, the most that one call may ask for.
fn records() -> ListCorpRecords {
    ListCorpRecords::new(
        UnixSeconds(1_611_072_000),
        UnixSeconds(1_613_750_400),
        "administrator",
        OperatorIdType::UserId,
    )
    .page_size(20)
}

fn lifetime(expires: Option<Seconds>) -> String {
    format!("a token, good for {} s", shown(expires.map(|it| it.0)))
}

fn replays(meetings: &[MeetingInfo]) -> String {
    let replays: usize = meetings.iter().map(|it| it.live_replay_list.len()).sum();
    format!("{} meeting, {replays} replays", meetings.len())
}

fn shown(value: Option<impl std::fmt::Debug>) -> String {
    value.map_or_else(|| "nothing".to_owned(), |value| format!("{value:?}"))
}

/// Sends a call, and adds what came back to the table.
async fn called<E: Endpoint>(
    client: &Client<E::Service>,
    call: &E,
    rows: &mut Vec<Row>,
    words: impl Fn(&E::Response) -> String,
) -> CallResult<E::Response> {
    let request = call.request()?;
    let start = Instant::now();
    let answer = client.send_with_meta(call).await?;
    let elapsed = start.elapsed();
    rows.push(Row {
        line: format!("{} {}", request.method(), request.target()),
        cells: vec![
            E::OPERATION.name().to_owned(),
            answer.meta.status.to_string(),
            format!("{:.1} ms", elapsed.as_secs_f64() * 1000.0),
            words(&answer.value),
        ],
    });
    Ok(answer.value)
}

/// The table; under each row stands the request line, which may be long.
fn report(rows: &[Row]) -> String {
    let cells: Vec<_> = rows.iter().map(|row| row.cells.clone()).collect();
    let text = table(&["operation", "status", "time", "what came back"], &cells);
    let mut lines = text.lines();
    let mut out = format!("{DIM}{}{RESET}\n", lines.next().unwrap_or_default());
    for (line, row) in lines.zip(rows) {
        out.extend([line, "\n  ", DIM, &row.line, RESET, "\n"]);
    }
    out
}

/// Calls until the vendor has enough.
async fn throttled(client: &Client<TencentMeeting>) -> Result<String> {
    for _ in 0..MANY {
        if let Err(error) = client.send(&records()).await {
            return Ok(titled("Too many calls within a minute", &error.to_string()));
        }
    }
    Err(format!("{MANY} calls were not throttled").into())
}

/// Lets the token expire, fetches a new one, and makes the vendor send a value that no spec lists.
async fn rejected(stage: &Stage, server: &MockServer, client: &Client<DingTalk>) -> Result<String> {
    let call = QueryConferenceInfo::new("6323d7xxxxx");
    server.advance(Duration::from_secs(7200));
    let Err(error) = client.send(&call).await else {
        return Err("a token outlived its two hours".into());
    };
    let mut out = titled("A token that is two hours old", &error.to_string());

    let token = stage.tokens(&mut Vec::new()).await?;
    let client = stage.client(Token::new(token))?;
    server.inject(Injection::new(Fault::UnknownValue).on::<QueryConferenceInfo>());
    let answer = client.send(&call).await?;
    let status = format!(
        "no error: conf_info.status is {}",
        shown(answer.conf_info.status)
    );
    out.push_str(&titled("A value that no spec lists", &status));
    Ok(out)
}

fn titled(title: &str, text: &str) -> String {
    let colour = if text.starts_with("no error") {
        ""
    } else {
        RED
    };
    format!("\n{BOLD}{title}{RESET}\n  {colour}{text}{RESET}\n")
}
