//! What counts as an error, and what is said about it: both vendors' bodies, and those of nobody.

use crate::common::{
    Fake, PlayInfo, PlayInfoResponse, StartRecord, StartRecordResponse,
    records::{ListCorpRecords, OperatorIdType},
    words,
};
use meeting_client::{Class, Error, ErrorKind, UnixSeconds, runtime::Response};

async fn play_info(response: Response) -> Result<PlayInfoResponse, Error> {
    Fake::with(Ok(response)).dingtalk().send(&PlayInfo).await
}

async fn start(status: u16, body: &str) -> Result<StartRecordResponse, Error> {
    Fake::answering(status, body)
        .dingtalk()
        .send(&StartRecord)
        .await
}

async fn records(response: Response) -> Error {
    let call = ListCorpRecords::new(UnixSeconds(0), UnixSeconds(1), "a", OperatorIdType::UserId);
    Fake::with(Ok(response))
        .tencent()
        .send(&call)
        .await
        .unwrap_err()
}

#[tokio::test]
async fn dingtalk_errors() {
    let body =
        r#"{"code":"permissionError","requestid":"4A2B-1","message":"permissionError:no host"}"#;
    let error = play_info(Response::new(404, body)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.service(), Some("dingtalk"));
    assert_eq!(error.operation(), Some("play_info"));
    assert_eq!(error.status(), Some(404));
    assert_eq!(error.code(), Some("permissionError"));
    assert_eq!(error.message(), Some("permissionError:no host"));
    assert_eq!(error.request_id(), Some("4A2B-1"));
    assert_eq!(error.detail(), None);
    assert_eq!(error.class(), Some(Class::Permission));
    assert_eq!(error.body(), Some(body.as_bytes()));
    assert_eq!(error.attempts(), 1);
    assert!(error.is_permission() && !error.is_not_found() && !error.is_retryable());
    assert_eq!(
        words(&error),
        "dingtalk play_info: HTTP 404 permissionError: permissionError:no host (request 4A2B-1)"
    );
}

#[tokio::test]
async fn dingtalk_errors_in_capitals() {
    let body = r#"{"Code":"InvalidAuthentication","Message":"bad token","RequestId":"R1"}"#;
    let error = play_info(Response::new(400, body)).await.unwrap_err();
    assert!(error.is_token_rejected() && !error.is_retryable());
    assert_eq!(
        words(&error),
        "dingtalk play_info: HTTP 400 InvalidAuthentication: bad token (request R1)"
    );
}

#[tokio::test]
async fn missing_permissions_are_named() {
    let body = r#"{
        "code": "Forbidden.AccessDenied.AccessTokenPermissionDenied", "requestid": "R1", "message": "no",
        "accessdenieddetail": {"requiredScopes": ["Conference.Read", "Conference.Write"]}
    }"#;
    let error = play_info(Response::new(403, body)).await.unwrap_err();
    assert_eq!(error.detail(), Some("Conference.Read, Conference.Write"));
    assert!(error.is_permission());
    assert_eq!(
        words(&error),
        "dingtalk play_info: HTTP 403 Forbidden.AccessDenied.AccessTokenPermissionDenied: no \
         [Conference.Read, Conference.Write] (request R1)"
    );
}

#[tokio::test]
async fn throttling_is_told_from_missing_permissions() {
    let body = r#"{"code":"Forbidden.AccessDenied.QpsLimitForApi","message":"slow down"}"#;
    let error = play_info(Response::new(403, body)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Throttled);
    assert!(error.is_throttled() && error.is_retryable() && !error.is_permission());

    let body = r#"{"code":"Forbidden.AccessDenied.ApiCountLimitForOrg","message":"used up"}"#;
    let error = play_info(Response::new(403, body)).await.unwrap_err();
    assert_eq!(error.class(), Some(Class::Quota));
    assert!(!error.is_retryable() && !error.is_throttled());
}

#[tokio::test]
async fn a_ban_is_no_answer() {
    for status in [200, 403] {
        let body = r#"{"status":1111,"wait":5,"source":"x5","punish":"deny","uuid":"a-b"}"#;
        let error = play_info(Response::new(status, body)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Throttled);
        assert_eq!(error.class(), Some(Class::Banned));
        assert_eq!(error.code(), Some("1111"));
        assert!(!error.is_retryable());
        assert_eq!(
            words(&error),
            format!("dingtalk play_info: HTTP {status} error 1111: deny")
        );
    }
    // A good answer of the same vendor has a status, too.
    let good = play_info(Response::new(200, r#"{"playUrl":"https://x","status":1}"#)).await;
    assert_eq!(good.unwrap().status, Some(1));
}

#[tokio::test]
async fn tencent_errors() {
    let with_new_code =
        r#"{"error_info":{"error_code":190004,"new_error_code":1000190004,"message":"参数非法"}}"#;
    let without = r#"{"error_info":{"error_code":190004,"message":"参数非法"}}"#;
    let as_text = r#"{"error_info":{"error_code":"190004","message":"参数非法"}}"#;
    for body in [with_new_code, without, as_text] {
        let error = records(Response::new(400, body).header("x-tc-trace", "T1")).await;
        assert_eq!(error.code(), Some("190004"));
        assert_eq!(error.class(), Some(Class::Invalid));
        assert_eq!(error.request_id(), Some("T1"));
        assert_eq!(
            words(&error),
            "tencent-meeting list_corp_records: HTTP 400 error 190004: 参数非法 (request T1)"
        );
    }
}

#[tokio::test]
async fn codes_say_more_than_the_status() {
    let body = |code: &str| format!(r#"{{"error_info":{{"error_code":{code},"message":"m"}}}}"#);
    // Known to the operation, known to the service, known to nobody.
    let cases = [
        (400, "500014", Some(Class::Permission), ErrorKind::Api),
        (400, "190310", Some(Class::Throttled), ErrorKind::Throttled),
        (500, "41", Some(Class::Transient), ErrorKind::Api),
        (500, "190300", Some(Class::ClockSkew), ErrorKind::Api),
        (500, "777", Some(Class::Transient), ErrorKind::Api),
        (400, "777", Some(Class::Failed), ErrorKind::Api),
        (404, "777", Some(Class::NotFound), ErrorKind::Api),
        (401, "777", Some(Class::Permission), ErrorKind::Api),
        (429, "777", Some(Class::Throttled), ErrorKind::Throttled),
        (
            400,
            "123456789012345678901234567890",
            Some(Class::Failed),
            ErrorKind::Api,
        ),
    ];
    for (status, code, class, kind) in cases {
        let error = records(Response::new(status, body(code))).await;
        assert_eq!(
            (error.code(), error.class(), error.kind()),
            (Some(code), class, kind),
            "{status} {code}"
        );
    }
}

#[tokio::test]
async fn an_error_inside_a_success_is_an_error() {
    let body = r#"{"error_info":{"error_code":9003,"message":"meeting not found"}}"#;
    let error = records(Response::new(200, body)).await;
    assert_eq!(error.kind(), ErrorKind::Api);
    assert!(error.is_not_found());
    assert_eq!(error.status(), Some(200));

    let body = r#"{"code":"systemError","message":"systemError:x"}"#;
    let error = play_info(Response::new(200, body)).await.unwrap_err();
    assert!(error.is_retryable());
}

#[tokio::test]
async fn the_body_tells_success() {
    assert_eq!(start(200, r#"{"code":"200"}"#).await.unwrap().code, "200");
    let cases = [
        (
            r#"{"code":"500","message":"busy","requestid":"R1"}"#,
            Some("500"),
            "dingtalk start_cloud_record: HTTP 200 error 500: busy (request R1)",
        ),
        (
            r#"{"result":true}"#,
            None,
            "dingtalk start_cloud_record: HTTP 200: `code`, which tells success, is missing",
        ),
        (
            r#"{"code":true}"#,
            None,
            "dingtalk start_cloud_record: HTTP 200: `code` is true instead of 200",
        ),
        (
            "",
            None,
            "dingtalk start_cloud_record: HTTP 200: empty body: `code`, which tells success, is missing",
        ),
        (
            "<html></html>",
            None,
            "dingtalk start_cloud_record: HTTP 200: an HTML page instead of JSON: \
             `code`, which tells success, is missing",
        ),
    ];
    for (body, code, expected) in cases {
        let error = start(200, body).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Api);
        assert_eq!(error.code(), code);
        assert_eq!(words(&error), expected);
        assert!(!error.is_retryable());
    }
    // A number is as good as its digits; only then is the body read as documented.
    let error = start(200, r#"{"code":200}"#).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn answers_that_are_no_envelope() {
    let long = "x".repeat(500);
    let cut = format!("dingtalk play_info: HTTP 502: {}…", "x".repeat(200));
    let html = "dingtalk play_info: HTTP 403: an HTML page instead of JSON";
    let cases = [
        (Response::new(403, "<!DOCTYPE html>\n<html>"), html),
        (Response::new(403, "  <HTML><body>"), html),
        (
            Response::new(403, "<body>").header("content-type", "text/html; charset=utf-8"),
            html,
        ),
        (
            Response::new(502, ""),
            "dingtalk play_info: HTTP 502: empty body",
        ),
        (
            Response::new(502, "bad\r\ngateway\n"),
            "dingtalk play_info: HTTP 502: bad\\r\\ngateway",
        ),
        (Response::new(502, long), cut.as_str()),
        (
            Response::new(502, b"\xff\x00".to_vec()),
            "dingtalk play_info: HTTP 502: \u{fffd}\\u{0}",
        ),
        (
            Response::new(500, "{\"x\":1}"),
            "dingtalk play_info: HTTP 500: {\"x\":1}",
        ),
        (
            Response::new(500, "{\"code\":null}"),
            "dingtalk play_info: HTTP 500: {\"code\":null}",
        ),
        (
            Response::new(500, "[]").header("X-Acs-Request-Id", "R9"),
            "dingtalk play_info: HTTP 500: [] (request R9)",
        ),
    ];
    for (response, expected) in cases {
        let error = play_info(response.clone()).await.unwrap_err();
        // A page of what stands before the service is a ban, and no missing permission.
        let (kind, banned) = match response.status {
            403 => (ErrorKind::Throttled, true),
            _ => (ErrorKind::Api, false),
        };
        assert_eq!(error.kind(), kind);
        assert_eq!(error.class() == Some(Class::Banned), banned);
        assert!(!error.is_permission());
        assert_eq!(error.code(), None);
        assert_eq!(words(&error), expected);
        assert_eq!(error.body(), Some(&response.body[..]));
    }
}

#[tokio::test]
async fn redirects_name_the_host_only() {
    let cases = [
        (
            Some("https://evil.example/x?token=hunter2"),
            "redirect to evil.example not followed",
        ),
        (
            Some("//user:hunter2@evil.example"),
            "redirect to evil.example not followed",
        ),
        (
            Some("/login?next=hunter2"),
            "redirect within the same host not followed",
        ),
        (None, "redirect without a target"),
    ];
    for (location, expected) in cases {
        let mut response = Response::new(302, r#"{"code":"x"}"#);
        if let Some(location) = location {
            response = response.header("Location", location);
        }
        let error = play_info(response).await.unwrap_err();
        assert_eq!(
            words(&error),
            format!("dingtalk play_info: HTTP 302: {expected}")
        );
        assert!(!error.is_retryable());
    }
}

#[tokio::test]
async fn answers_that_are_not_as_documented() {
    let cases = [
        ("", None, "empty body"),
        ("<html>", None, "an HTML page instead of JSON"),
        (
            "{\"status\":\"hunter2\"}",
            Some("status"),
            "`status`: expected an integer, found a string",
        ),
        ("[]", None, "expected an object, found a list"),
        (
            "{",
            None,
            "not valid JSON: EOF while parsing an object at line 1 column 1",
        ),
        (
            "{} {}",
            None,
            "not valid JSON: trailing characters at line 1 column 4",
        ),
    ];
    for (body, path, expected) in cases {
        let response = Response::new(200, body).header("x-acs-request-id", "R1");
        let error = play_info(response).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!((error.status(), error.path()), (Some(200), path));
        assert_eq!(error.body(), Some(body.as_bytes()));
        assert_eq!(
            words(&error),
            format!("dingtalk play_info: the answer is not as documented: {expected} (request R1)")
        );
        assert!(!error.is_retryable());
    }
}

#[tokio::test]
async fn messages_are_made_safe() {
    let message = format!("a\\nb token-hunter2 {}", "长".repeat(400));
    let body = format!(r#"{{"code":"x\u001b","message":"{message}"}}"#);
    let error = play_info(Response::new(400, body)).await.unwrap_err();
    assert_eq!(
        words(&error),
        format!(
            "dingtalk play_info: HTTP 400 x\\u{{1b}}: a\\nb *** {}…",
            "长".repeat(292)
        )
    );
}
