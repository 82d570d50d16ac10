//! What the fake vendors answer, request by request. Each row names the spec that says so, and the words in it.

mod dingtalk;
mod limits;
mod tencent;
mod tokens;

use std::{
    fs,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use golden_tests::workspace;
use meeting_client::mock::MockServer;
use serde_json::{Value, json};

use crate::{
    clients::vendors,
    raw::{Answer, Raw},
};

const DINGTALK: &str = "specs/dingtalk/service.yaml";
const TENCENT: &str = "specs/tencent-meeting/service.yaml";
const INTERNAL: &str = "specs/dingtalk/get_access_token.yaml";
const THIRD_PARTY: &str = "specs/dingtalk/get_corp_access_token.yaml";
const UNIFIED: &str = "specs/dingtalk/get_token.yaml";
const CONFERENCE: &str = "specs/dingtalk/query_conference_info.yaml";
const PLAY_INFO: &str = "specs/dingtalk/query_cloud_record_video_play_info.yaml";
const START: &str = "specs/dingtalk/start_cloud_record.yaml";
const RECORDS: &str = "specs/tencent-meeting/list_corp_records.yaml";
const BY_CODE: &str = "specs/tencent-meeting/list_live_replays_by_meeting_code.yaml";
const BY_ID: &str = "specs/tencent-meeting/list_live_replays_by_meeting_id.yaml";

/// A request, what comes back, and why.
struct Row {
    what: &'static str,
    /// A spec, and words of it that the answer follows from.
    from: (&'static str, &'static str),
    request: Raw,
    status: u16,
    code: &'static str,
}

fn row(
    what: &'static str,
    from: (&'static str, &'static str),
    request: Raw,
    status: u16,
    code: &'static str,
) -> Row {
    Row {
        what,
        from,
        request,
        status,
        code,
    }
}

/// Sends all rows, and complains about all that differ.
async fn check(server: &MockServer, rows: Vec<Row>) {
    let mut complaints = Vec::new();
    for row in rows {
        let spec = fs::read_to_string(workspace(row.from.0)).expect("a spec");
        // Texts of specs are wrapped.
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words(&spec).contains(&words(row.from.1)) {
            complaints.push(format!("{}: {:?} does not say so", row.what, row.from));
        }
        let answer = row.request.send(server).await;
        let seen = (answer.status, answer.code());
        if seen != (row.status, row.code.to_owned()) {
            complaints.push(format!(
                "{}: expected {} {}, got {seen:?}\n{}",
                row.what, row.status, row.code, answer.head
            ));
        }
    }
    golden_tests::none(&complaints);
}

async fn start() -> MockServer {
    vendors().start().await.expect("a port")
}

/// Calls beyond the limits, for tables of many rows.
async fn unlimited() -> MockServer {
    vendors().limits(false).start().await.expect("a port")
}

/// Seconds since the epoch, by the system's clock.
fn now() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.expect("a clock").as_secs()
}

fn app() -> Raw {
    Raw::post(
        "/v1.0/oauth2/accessToken",
        r#"{"appKey":"dingkey","appSecret":"dingsecret"}"#,
    )
}

fn suite(company: &str) -> Raw {
    let body = json!({
        "suiteKey": "suitekey", "suiteSecret": "suitesecret", "authCorpId": company, "suiteTicket": "t"
    });
    Raw::post("/v1.0/oauth2/corpAccessToken", body.to_string())
}

fn unified(company: &str, id: &str, secret: &str) -> Raw {
    let body = json!({
        "client_id": id, "client_secret": secret, "grant_type": "client_credentials"
    });
    Raw::post(format!("/v1.0/oauth2/{company}/token"), body.to_string())
}

async fn token(server: &MockServer, request: Raw, member: &str) -> String {
    let answer = request.send(server).await;
    let json = answer.json();
    json[member]
        .as_str()
        .unwrap_or_else(|| panic!("{answer:?}"))
        .to_owned()
}

fn conference() -> Raw {
    Raw::get("/v1.0/conference/videoConferences/6323d7xxxxx")
}

const LIST: &str = "/v1/corp/records?start_time=1611072000&end_time=1613750400&operator_id=admin\
                    &operator_id_type=1";
