//! `DingTalk`, strict vendors, and what error bodies look like.

use super::*;

#[allow(clippy::too_many_lines, reason = "it is a table")]
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
