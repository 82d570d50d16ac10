//! What the fake vendors answer, request by request. Each row names the spec that says so, and the words in it.

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

#[tokio::test]
async fn tokens_are_issued() {
    let server = unlimited().await;
    let answer = app().send(&server).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.json()["expireIn"], 7200, "two hours");
    let answer = unified("ding1", "dingkey", "dingsecret")
        .send(&server)
        .await;
    assert_eq!(answer.json()["expires_in"], 7200);

    // "Asking again while a token is valid returns the same token and renews it."
    let first = token(&server, app(), "accessToken").await;
    server.advance(Duration::from_secs(7199));
    assert_eq!(token(&server, app(), "accessToken").await, first);
    server.advance(Duration::from_secs(7199));
    let answer = conference().token(&first).send(&server).await;
    assert_eq!(answer.status, 200, "renewed: {answer:?}");
    server.advance(Duration::from_secs(2));
    assert_ne!(token(&server, app(), "accessToken").await, first);

    // "Asking again returns a new token."
    let one = token(&server, suite("ding1"), "accessToken").await;
    let two = token(&server, suite("ding1"), "accessToken").await;
    let three = token(&server, suite("ding2"), "accessToken").await;
    assert!(one != two && two != three && one != three);
    for token in [one, two, three] {
        assert_eq!(conference().token(&token).send(&server).await.status, 200);
    }
}

#[tokio::test]
async fn token_operations_refuse() {
    let server = unlimited().await;
    let form = "appKey=dingkey&appSecret=dingsecret";
    let wrong = "The access token is wrong or has expired";
    let missing = "The body is missing or is not JSON";
    let rows = vec![
        row(
            "issued",
            (INTERNAL, "POST /v1.0/oauth2/accessToken"),
            app(),
            200,
            "ok",
        ),
        row(
            "issued",
            (THIRD_PARTY, "POST /v1.0/oauth2/corpAccessToken"),
            suite("d"),
            200,
            "ok",
        ),
        row(
            "issued",
            (UNIFIED, "POST /v1.0/oauth2/{corpId}/token"),
            unified("d", "dingkey", "dingsecret"),
            200,
            "ok",
        ),
        row(
            "a form",
            (INTERNAL, "a form is answered with HTTP 400 `Missingbody`"),
            Raw::post("/v1.0/oauth2/accessToken", form)
                .header("Content-Type", "application/x-www-form-urlencoded"),
            400,
            "Missingbody",
        ),
        row(
            "a form that says that it is JSON",
            (DINGTALK, missing),
            Raw::post("/v1.0/oauth2/accessToken", form),
            400,
            "Missingbody",
        ),
        row(
            "no body",
            (DINGTALK, missing),
            Raw::post("/v1.0/oauth2/accessToken", ""),
            400,
            "Missingbody",
        ),
        row(
            "a list",
            (DINGTALK, missing),
            Raw::post("/v1.0/oauth2/accessToken", "[1]"),
            400,
            "Missingbody",
        ),
        row(
            "no appSecret",
            (INTERNAL, "appSecret: { type: string, required: true"),
            Raw::post("/v1.0/oauth2/accessToken", r#"{"appKey":"dingkey"}"#),
            400,
            "Missingbody",
        ),
        row(
            "a wrong secret",
            (DINGTALK, wrong),
            Raw::post(
                "/v1.0/oauth2/accessToken",
                r#"{"appKey":"dingkey","appSecret":"dingsecre"}"#,
            ),
            400,
            "InvalidAuthentication",
        ),
        row(
            "the suite's key at the internal app's operation",
            (INTERNAL, "app_types: [internal]"),
            Raw::post(
                "/v1.0/oauth2/accessToken",
                r#"{"appKey":"suitekey","appSecret":"suitesecret"}"#,
            ),
            400,
            "InvalidAuthentication",
        ),
        row(
            "both types of app",
            (UNIFIED, "app_types: [internal, third_party]"),
            unified("d", "suitekey", "suitesecret"),
            200,
            "ok",
        ),
        row(
            "a wrong secret",
            (DINGTALK, wrong),
            unified("d", "dingkey", "suitesecret"),
            400,
            "InvalidAuthentication",
        ),
        row(
            "another grant",
            (UNIFIED, "value: client_credentials"),
            {
                let body = r#"{"client_id":"dingkey","client_secret":"dingsecret","grant_type":"password"}"#;
                Raw::post("/v1.0/oauth2/d/token", body)
            },
            400,
            "Missingbody",
        ),
    ];
    check(&server, rows).await;
}

#[tokio::test]
async fn dingtalk_refuses() {
    let server = unlimited().await;
    let token = token(&server, app(), "accessToken").await;
    let rejected = "status: 400 code: InvalidAuthentication";
    let start = "/v1.0/conference/videoConferences/c/cloudRecords/start";
    let play = "/v1.0/conference/videoConferences/c/cloudRecords/videos/getPlayInfos";
    let rows = vec![
        row(
            "good",
            (
                CONFERENCE,
                "GET /v1.0/conference/videoConferences/{conferenceId}",
            ),
            conference().token(&token),
            200,
            "ok",
        ),
        row(
            "no token",
            (DINGTALK, rejected),
            conference(),
            400,
            "InvalidAuthentication",
        ),
        row(
            "an empty token",
            (DINGTALK, rejected),
            conference().token(""),
            400,
            "InvalidAuthentication",
        ),
        row(
            "a wrong token",
            (DINGTALK, rejected),
            conference().token("d27c05xxx"),
            400,
            "InvalidAuthentication",
        ),
        row(
            "good, with names in any case, a charset, and unknown members",
            (
                START,
                "POST /v1.0/conference/videoConferences/{conferenceId}/cloudRecords/start",
            ),
            Raw::post(
                start,
                r#"{"unionId":"u","mode":"new_mode","more":{"a":[1]}}"#,
            )
            .token(&token),
            200,
            "ok",
        ),
        row(
            "no unionId",
            (START, "code: paramsError"),
            Raw::post(start, r#"{"mode":"grid"}"#).token(&token),
            400,
            "paramsError",
        ),
        row(
            "null is nothing",
            (START, "code: paramsError"),
            Raw::post(start, r#"{"unionId":null}"#).token(&token),
            400,
            "paramsError",
        ),
        row(
            "a number",
            (START, "unionId: type: string"),
            Raw::post(start, r#"{"unionId":12}"#).token(&token),
            400,
            "paramsError",
        ),
        row(
            "no body",
            (DINGTALK, "The body is missing or is not JSON"),
            Raw::post(start, "").token(&token),
            400,
            "Missingbody",
        ),
        row(
            "the token comes before the parameters",
            (DINGTALK, rejected),
            Raw::post(start, "{}"),
            400,
            "InvalidAuthentication",
        ),
        row(
            "good",
            (
                PLAY_INFO,
                "GET /v1.0/conference/videoConferences/{conferenceId}/cloudRecords/videos/getPlayInfos",
            ),
            Raw::get(format!("{play}?unionId=u&mediaId=m&regionId=r")).token(&token),
            200,
            "ok",
        ),
        row(
            "no mediaId",
            (PLAY_INFO, "code: paramsError"),
            Raw::get(format!("{play}?unionId=u&regionId=r")).token(&token),
            400,
            "paramsError",
        ),
        row(
            "an id with a slash, encoded",
            (CONFERENCE, "{conferenceId}"),
            Raw::get("/v1.0/conference/videoConferences/a%2Fb").token(&token),
            200,
            "ok",
        ),
        row(
            "an id with a slash, as the vendor's SDK sends it",
            (
                DINGTALK,
                "Path parameters are percent-encoded, which the vendor's SDKs leave out",
            ),
            Raw::get("/v1.0/conference/videoConferences/a/b").token(&token),
            404,
            "no operation has this path",
        ),
        row(
            "another method",
            (
                CONFERENCE,
                "GET /v1.0/conference/videoConferences/{conferenceId}",
            ),
            conference().method("DELETE").token(&token),
            405,
            "this path takes GET",
        ),
    ];
    check(&server, rows).await;
    server.advance(Duration::from_secs(7201));
    let expired = row(
        "an old token",
        (DINGTALK, "has expired"),
        conference().token(&token),
        400,
        "InvalidAuthentication",
    );
    check(&server, vec![expired]).await;
}

#[tokio::test]
async fn tencent_verifies() {
    let server = unlimited().await;
    let at = now();
    let good = || Raw::get(LIST).signed("1", at);
    let missing = "A required header is missing";
    let unknown = "The vendor does not know the secret ID or the app";
    let skew = "The timestamp is more than five minutes off";
    let mut rows = vec![
        row("good", (RECORDS, "GET /v1/corp/records"), good(), 200, "ok"),
        row(
            "the same again",
            (
                TENCENT,
                "Nonce and timestamp were used before within five minutes",
            ),
            good(),
            400,
            "190301",
        ),
        row(
            "a fresh nonce",
            (TENCENT, "sign anew"),
            Raw::get(LIST).signed("2", at),
            200,
            "ok",
        ),
        row(
            "the same nonce at another time",
            (TENCENT, "Nonce and timestamp"),
            Raw::get(LIST).signed("1", at - 1),
            200,
            "ok",
        ),
        row(
            "a nonce of 19 digits",
            (TENCENT, "nonce used twice"),
            Raw::get(LIST).signed("9223372036854775807", at),
            200,
            "ok",
        ),
        row(
            "nearly five minutes late",
            (TENCENT, skew),
            Raw::get(LIST).signed("3", at - 295),
            200,
            "ok",
        ),
        row(
            "nearly five minutes early",
            (TENCENT, skew),
            Raw::get(LIST).signed("4", at + 295),
            200,
            "ok",
        ),
        row(
            "more than five minutes late",
            (TENCENT, skew),
            Raw::get(LIST).signed("5", at - 310),
            400,
            "190300",
        ),
        row(
            "more than five minutes early",
            (TENCENT, skew),
            Raw::get(LIST).signed("6", at + 310),
            400,
            "190300",
        ),
        row(
            "milliseconds",
            (TENCENT, skew),
            Raw::get(LIST).signed("7", at * 1000),
            400,
            "190300",
        ),
        row(
            "another key",
            (TENCENT, "The signature is wrong"),
            Raw::get(LIST).signed_by("AKIDtest", "WrongKey", "8", at),
            400,
            "200003",
        ),
        row(
            "base64 of the digest itself",
            (TENCENT, "such as one in base64 of the raw digest"),
            Raw::get(LIST).signed("9", at).header(
                "X-TC-Signature",
                "r7C3Jw4ZQXcvtsZmh+0oT9i0wL7m0G3gRk1pV9ZbX2M=",
            ),
            400,
            "200003",
        ),
        row(
            "an unknown id",
            (TENCENT, unknown),
            Raw::get(LIST).signed_by("AKIDother", "SecretKeyTest", "10", at),
            400,
            "190303",
        ),
        row(
            "an unknown app",
            (TENCENT, unknown),
            Raw::get(LIST).signed("11", at).header("AppId", "1"),
            400,
            "190303",
        ),
        row(
            "an unknown SDK",
            (TENCENT, unknown),
            Raw::get(LIST).signed("12", at).header("SdkId", "1"),
            400,
            "190303",
        ),
        row(
            "no SdkId, which most callers have not",
            (
                TENCENT,
                "credential_headers: [X-TC-Key, X-TC-Signature, X-TC-Nonce, X-TC-Timestamp, AppId, SdkId",
            ),
            Raw::get(LIST).signed("13", at).without("SdkId"),
            200,
            "ok",
        ),
        row(
            "signed before it was encoded",
            (TENCENT, "over another encoding than was sent"),
            {
                let signed = Raw::get(LIST.replace("admin", "a b")).signed("14", at);
                signed.target(LIST.replace("admin", "a%20b"))
            },
            400,
            "200003",
        ),
        row(
            "signed as sent",
            (TENCENT, "the path with the query exactly as sent"),
            Raw::get(LIST.replace("admin", "a%20b%2B%E4%BC%9A")).signed("15", at),
            200,
            "ok",
        ),
    ];
    let mut nonce = 100;
    for name in [
        "X-TC-Key",
        "X-TC-Timestamp",
        "X-TC-Nonce",
        "X-TC-Signature",
        "AppId",
    ] {
        nonce += 1;
        let request = Raw::get(LIST).signed(&nonce.to_string(), at).without(name);
        rows.push(row(name, (TENCENT, missing), request, 400, "200001"));
    }
    check(&server, rows).await;

    // After five minutes the nonce is free again, but the time of that request is too old.
    server.advance(Duration::from_secs(400));
    check(
        &server,
        vec![
            row("an old request", (TENCENT, skew), good(), 400, "190300"),
            row(
                "an old nonce",
                (TENCENT, "twice within five minutes"),
                Raw::get(LIST).signed("1", at + 400),
                200,
                "ok",
            ),
        ],
    )
    .await;
}

#[tokio::test]
async fn tencent_refuses_parameters() {
    let server = unlimited().await;
    let at = now();
    let invalid = "code: \"190004\"";
    let mut nonce = 0;
    let mut get = |target: &str| {
        nonce += 1;
        Raw::get(target).signed(&nonce.to_string(), at)
    };
    let month = "/v1/corp/records?operator_id=a&operator_id_type=1&start_time=1611072000&end_time=";
    let replays = "/v1/meetings/live_play/replays?meeting_code=1&userid=u";
    let rows = vec![
        row(
            "31 days",
            (
                RECORDS,
                "window: { from: start_time, to: end_time, max: 31d }",
            ),
            get(&format!("{month}1613750400")),
            200,
            "ok",
        ),
        row(
            "31 days and a second",
            (RECORDS, "max: 31d"),
            get(&format!("{month}1613750401")),
            400,
            "190004",
        ),
        row(
            "the end before the start",
            (RECORDS, "window"),
            get(&format!("{month}1611071999")),
            400,
            "190004",
        ),
        row(
            "no time at all",
            (RECORDS, "window"),
            get(&format!("{month}1611072000")),
            200,
            "ok",
        ),
        row(
            "a page of 20",
            (RECORDS, "max: 20"),
            get(&format!("{LIST}&page_size=20")),
            200,
            "ok",
        ),
        row(
            "a page of 21",
            (RECORDS, "max: 20"),
            get(&format!("{LIST}&page_size=21")),
            400,
            "190004",
        ),
        row(
            "page 0",
            (RECORDS, "min: 1"),
            get(&format!("{LIST}&page=0")),
            400,
            "190004",
        ),
        row(
            "a page that is no number",
            (RECORDS, "page: { type: u32"),
            get(&format!("{LIST}&page=one")),
            400,
            "190004",
        ),
        row(
            "a page beyond the last",
            (RECORDS, "pages: total_page"),
            get(&format!("{LIST}&page=99999")),
            400,
            "190004",
        ),
        row(
            "an id type that no spec lists",
            (RECORDS, "OperatorIdType"),
            get(&LIST.replace("operator_id_type=1", "operator_id_type=9")),
            200,
            "ok",
        ),
        row(
            "no operator",
            (RECORDS, "operator_id: { type: string, required: true"),
            get(&LIST.replace("operator_id=admin&", "")),
            400,
            "190004",
        ),
        row(
            "an empty operator",
            (RECORDS, "operator_id: { type: string, required: true"),
            get(&LIST.replace("admin", "")),
            400,
            "190004",
        ),
        row(
            "by code",
            (BY_CODE, "GET /v1/meetings/live_play/replays"),
            get(&format!("{replays}&instanceid=1")),
            200,
            "ok",
        ),
        row(
            "by code, without one",
            (BY_CODE, "meeting_code: type: string required: true"),
            get("/v1/meetings/live_play/replays?userid=u&instanceid=1"),
            400,
            "190004",
        ),
        row(
            "by id",
            (BY_ID, "GET /v1/meetings/{meetingId}/live_play/replays"),
            get("/v1/meetings/live_play/live_play/replays?userid=u&instanceid=1"),
            200,
            "ok",
        ),
        row(
            "by id, without the device",
            (BY_ID, "instanceid"),
            get("/v1/meetings/1/live_play/replays?userid=u"),
            400,
            "190004",
        ),
        row(
            "no id",
            (BY_ID, "{meetingId}"),
            get("/v1/meetings//live_play/replays?userid=u&instanceid=1"),
            404,
            "no operation has this path",
        ),
    ];
    check(&server, rows).await;
    assert!(
        fs::read_to_string(workspace(RECORDS))
            .expect("a spec")
            .contains(invalid)
    );
}

#[tokio::test]
async fn strict_vendors_refuse_what_no_spec_lists() {
    let server = vendors()
        .strict(true)
        .limits(false)
        .start()
        .await
        .expect("a port");
    let token = token(&server, app(), "accessToken").await;
    let start = "/v1.0/conference/videoConferences/c/cloudRecords/start";
    let at = now();
    let rows = vec![
        row(
            "a known mode",
            (START, "grid: { name: grid"),
            Raw::post(start, r#"{"unionId":"u","mode":"grid"}"#).token(&token),
            200,
            "ok",
        ),
        row(
            "an unknown mode",
            (START, "RecordLayout"),
            Raw::post(start, r#"{"unionId":"u","mode":"mosaic"}"#).token(&token),
            400,
            "paramsError",
        ),
        row(
            "an unknown member",
            (START, "body:"),
            Raw::post(start, r#"{"unionId":"u","more":1}"#).token(&token),
            400,
            "paramsError",
        ),
        row(
            "an unknown id type",
            (RECORDS, "1: { name: user_id"),
            Raw::get(LIST.replace("type=1", "type=2")).signed("1", at),
            400,
            "190004",
        ),
        row(
            "an unknown parameter",
            (RECORDS, "query:"),
            Raw::get(format!("{LIST}&pagesize=1")).signed("2", at),
            400,
            "190004",
        ),
        row(
            "sent twice",
            (RECORDS, "page_size"),
            Raw::get(format!("{LIST}&page=1&page=2")).signed("3", at),
            400,
            "190004",
        ),
        row(
            "all known",
            (RECORDS, "query_record_type"),
            Raw::get(format!("{LIST}&query_record_type=2&page=1&page_size=5")).signed("4", at),
            200,
            "ok",
        ),
    ];
    check(&server, rows).await;
}

#[tokio::test]
async fn calls_are_limited_as_documented() {
    let server = start().await;
    let token = token(&server, app(), "accessToken").await;
    let twenty = (DINGTALK, "{ calls: 20, per: 1s, scope: app");
    let call = || conference().token(&token);
    let mut rows: Vec<_> = (0..20)
        .map(|_| row("one of 20", twenty, call(), 200, "ok"))
        .collect();
    rows.push(row(
        "the 21st",
        twenty,
        call(),
        403,
        "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi",
    ));
    let play = "/v1.0/conference/videoConferences/c/cloudRecords/videos/getPlayInfos?unionId=u&mediaId=m&regionId=r";
    rows.push(row(
        "each operation on its own",
        twenty,
        Raw::get(play).token(&token),
        200,
        "ok",
    ));
    check(&server, rows).await;
    server.advance(Duration::from_secs(1));
    check(
        &server,
        vec![row("a second later", twenty, call(), 200, "ok")],
    )
    .await;

    // Sliding: ten at the end of one minute and ten at the beginning of the next would be too many.
    let ten = (RECORDS, "rate_limit: { calls: 10, per: 60s, scope: account");
    let list =
        |nonce: u64, later: u64| Raw::get(LIST).signed(&nonce.to_string(), now() + 1 + later);
    let rows = (0..10)
        .map(|nonce| row("one of 10", ten, list(nonce, 0), 200, "ok"))
        .collect();
    check(&server, rows).await;
    check(
        &server,
        vec![row("the 11th", ten, list(11, 0), 400, "190310")],
    )
    .await;
    server.advance(Duration::from_secs(55));
    check(
        &server,
        vec![row(
            "before a minute is over",
            ten,
            list(12, 55),
            400,
            "190310",
        )],
    )
    .await;
    server.advance(Duration::from_secs(6));
    check(
        &server,
        vec![row("when it is over", ten, list(13, 61), 200, "ok")],
    )
    .await;
}

#[tokio::test]
async fn a_month_of_calls_can_be_used_up() {
    let server = start().await;
    let quota = (
        DINGTALK,
        "{ calls: 5000, per: month, scope: organisation, shared: true",
    );
    let mut answer: Option<Answer> = None;
    for calls in 0..5100 {
        if calls % 20 == 0 {
            // At most 20 in a second; 5000 take less than five minutes, in which no token expires.
            server.advance(Duration::from_secs(1));
        }
        let sent = app().send(&server).await;
        if sent.status != 200 {
            answer = Some(sent);
            assert_eq!(calls, 5000);
            break;
        }
    }
    let answer = answer.expect("a quota");
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (403, "Forbidden.AccessDenied.ApiCountLimitForOrg")
    );
    check(
        &server,
        vec![row("nor any other operation", quota, suite("d"), 200, "ok")],
    )
    .await;
    // The next month begins after 31 days at the latest.
    server.advance(Duration::from_secs(31 * 86_400));
    check(&server, vec![row("next month", quota, app(), 200, "ok")]).await;
}

#[tokio::test]
async fn bodies_and_headers_are_the_services() {
    let server = unlimited().await;
    let answer = conference().send(&server).await;
    let json = answer.json();
    let id = json["requestid"].as_str().expect("an id");
    assert_eq!(answer.header("x-acs-request-id"), Some(id));
    assert_eq!(answer.header("x-acs-trace-id"), Some(id));
    assert_eq!(json["code"], "InvalidAuthentication");
    assert!(json["message"].is_string());
    assert!(answer.header("X-Mock-Refused").is_some(), "{answer:?}");
    let content_type = answer.header("content-type").expect("a type");
    assert!(
        content_type.starts_with("application/json"),
        "{content_type}"
    );

    let answer = Raw::get(LIST).send(&server).await;
    let json = answer.json();
    assert_eq!(json["error_info"]["error_code"], 200_001);
    assert_eq!(json["error_info"]["new_error_code"], 1_000_200_001);
    assert!(json["error_info"]["message"].is_string());
    assert!(answer.header("X-TC-Trace").is_some());

    // Successes carry the ids too.
    let answer = app().send(&server).await;
    assert!(answer.header("x-acs-request-id").is_some());
    assert!(matches!(answer.json()["accessToken"], Value::String(_)));
}
