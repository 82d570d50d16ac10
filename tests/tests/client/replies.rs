//! Answers that no page documents, but that vendors send.

use golden_tests::server::{Reply, Server};
use meeting_client::{
    Class, Error, ErrorKind,
    dingtalk::{
        QueryConferenceInfo, StartCloudRecord,
        query_cloud_record_video_play_info::QueryCloudRecordVideoPlayInfoError,
        start_cloud_record::StartCloudRecordError,
    },
    tencent_meeting::list_corp_records::ListCorpRecordsError,
};
use serde_json::json;

use crate::{
    operations::{self, Clients},
    spec,
};

const BAN: &str = r#"{"status":1111,"wait":5,"source":"x5","punish":"deny","uuid":"0a-1b"}"#;
const PAGE: &str = "<!DOCTYPE html>\n<html><body>Forbidden</body></html>";

const SERVICES: [&str; 2] = ["dingtalk", "tencent-meeting"];

/// Calls every operation of a service, and returns the errors.
async fn errors(service: &str, reply: &Reply) -> Vec<Error> {
    let server = Server::start().await;
    let clients = Clients::of(server.url());
    let mut errors = Vec::new();
    for operation in operations::all() {
        if operation.service() == service {
            server.reply(reply.clone());
            let result = operation.send(&clients).await;
            errors.push(result.expect_err(operation.name()));
        }
    }
    let count = spec::operations()
        .filter(|it| it.service.name.value == service)
        .count();
    assert_eq!(errors.len(), count);
    errors
}

#[tokio::test]
async fn unknown_codes_keep_their_text() {
    let body = json!({"code": "brand.New-code", "requestid": "R1", "message": "%s 会议"});
    for error in errors("dingtalk", &Reply::new(400, body.to_string())).await {
        assert_eq!(error.code(), Some("brand.New-code"));
        assert_eq!(error.message(), Some("%s 会议"));
        assert_eq!(error.kind(), ErrorKind::Api);
        assert_eq!(error.class(), Some(Class::Failed));
        assert_eq!(
            error.code_as(),
            Some(QueryCloudRecordVideoPlayInfoError::Unknown(
                "brand.New-code".to_owned()
            ))
        );
    }
    // Twenty digits and more stay what they are.
    let body = r#"{"error_info":{"error_code":123456789012345678901234567890,"message":"m"}}"#;
    for error in errors("tencent-meeting", &Reply::new(500, body)).await {
        let code = "123456789012345678901234567890";
        assert_eq!(error.code(), Some(code));
        assert_eq!(
            error.code_as(),
            Some(ListCorpRecordsError::Unknown(code.to_owned()))
        );
        // Only the status tells.
        assert_eq!(error.class(), Some(Class::Transient));
        assert!(error.is_retryable());
    }
}

#[tokio::test]
async fn missing_permissions_are_named() {
    let body = json!({
        "code": "Forbidden.AccessDenied.AccessTokenPermissionDenied",
        "requestid": "R1",
        "message": "no",
        "accessdenieddetail": {"requiredScopes": ["Conference.Read", "Conference.Write"]},
    });
    for error in errors("dingtalk", &Reply::new(403, body.to_string())).await {
        assert_eq!(error.detail(), Some("Conference.Read, Conference.Write"));
        assert_eq!(error.class(), Some(Class::Permission));
        assert!(error.is_permission() && !error.is_throttled());
    }
}

#[tokio::test]
async fn request_ids_come_from_the_first_place_that_has_one() {
    let without = r#"{"code":"c","message":"m"}"#;
    let with = r#"{"code":"c","message":"m","requestid":"B1"}"#;
    let trace = |body| Reply::new(400, body).header("x-acs-trace-id", "T1");
    let cases = [
        (Reply::new(400, without), None),
        (trace(without), Some("T1")),
        (trace(without).header("x-acs-request-id", "H1"), Some("H1")),
        (trace(with).header("x-acs-request-id", "H1"), Some("B1")),
    ];
    for (reply, expected) in cases {
        for error in errors("dingtalk", &reply).await {
            assert_eq!(error.request_id(), expected);
        }
    }
    let body = r#"{"error_info":{"error_code":9042,"message":"m"}}"#;
    for error in errors("tencent-meeting", &Reply::new(400, body)).await {
        assert_eq!(error.request_id(), None);
    }
    // Success has one, too.
    let server = Server::start().await;
    let clients = Clients::of(server.url());
    let good = r#"{"confInfo":{"conferenceId":"c1"}}"#;
    server.reply(Reply::new(200, good).header("X-ACS-Request-Id", "H1"));
    let call = QueryConferenceInfo::new("c1");
    let answer = clients
        .dingtalk
        .send_with_meta(&call)
        .await
        .expect("an answer");
    assert_eq!(answer.meta.request_id.as_deref(), Some("H1"));
}

#[tokio::test]
async fn a_ban_is_no_answer() {
    for status in [200, 403, 420] {
        for error in errors("dingtalk", &Reply::new(status, BAN)).await {
            assert_eq!(error.class(), Some(Class::Banned), "{error}");
            assert_eq!(error.kind(), ErrorKind::Throttled);
            assert_eq!(error.status(), Some(status));
            assert_eq!(error.code(), Some("1111"));
            assert_eq!(error.body(), Some(BAN.as_bytes()));
            assert!(!error.is_retryable());
        }
    }
}

#[tokio::test]
async fn pages_instead_of_json() {
    let classes = [
        (403, Class::Banned),
        (404, Class::NotFound),
        (429, Class::Throttled),
        (502, Class::Transient),
    ];
    for service in SERVICES {
        for (status, class) in classes {
            for error in errors(service, &Reply::new(status, PAGE)).await {
                assert_eq!(error.class(), Some(class));
                assert_eq!(error.status(), Some(status));
                assert_eq!(error.code(), None);
                assert_eq!(error.code_as::<StartCloudRecordError>(), None);
                assert_eq!(error.body(), Some(PAGE.as_bytes()));
                assert!(error.to_string().contains("HTML"), "{error}");
            }
        }
        for error in errors(service, &Reply::new(200, PAGE)).await {
            let is_rule = error.operation() == Some("start_cloud_record");
            let kind = if is_rule {
                ErrorKind::Api
            } else {
                ErrorKind::Decode
            };
            assert_eq!(error.kind(), kind, "{error}");
            assert!(error.to_string().contains("HTML"), "{error}");
            assert!(!error.is_retryable());
        }
    }
}

#[tokio::test]
async fn empty_bodies() {
    for service in SERVICES {
        for error in errors(service, &Reply::new(500, "")).await {
            assert_eq!(error.class(), Some(Class::Transient));
            assert_eq!(error.code(), None);
            assert!(error.to_string().contains("HTTP 500"), "{error}");
        }
        for status in [200, 204] {
            for error in errors(service, &Reply::new(status, "")).await {
                assert_ne!(error.kind(), ErrorKind::Transport, "{error}");
                assert!(error.to_string().contains("empty body"), "{error}");
            }
        }
    }
}

/// An error never looks like an empty success.
#[tokio::test]
async fn envelopes_inside_success() {
    for body in [
        json!({"code": "InvalidAuthentication", "requestid": "R1", "message": "m"}),
        json!({"Code": "InvalidAuthentication", "RequestId": "R1", "Message": "m"}),
        // With everything that a good answer has.
        json!({
            "code": "InvalidAuthentication", "requestid": "R1", "message": "m",
            "confInfo": {"conferenceId": "c"}, "accessToken": "a", "access_token": "a",
        }),
    ] {
        for error in errors("dingtalk", &Reply::new(200, body.to_string())).await {
            assert_eq!(error.kind(), ErrorKind::Api);
            assert_eq!(error.status(), Some(200));
            assert!(error.is_token_rejected(), "{error}");
            assert_eq!(error.request_id(), Some("R1"));
        }
    }
    let body = json!({
        "error_info": {"error_code": 190_310, "new_error_code": 1_000_190_310, "message": "m"},
        "total_count": 0, "current_size": 0, "current_page": 1, "total_page": 0, "meeting_number": 0,
    });
    for error in errors("tencent-meeting", &Reply::new(200, body.to_string())).await {
        assert_eq!(error.kind(), ErrorKind::Throttled);
        assert_eq!(error.code(), Some("190310"));
        assert_eq!(error.status(), Some(200));
    }
}

#[tokio::test]
async fn a_recording_has_started_only_if_the_code_says_so() {
    let server = Server::start().await;
    let clients = Clients::of(server.url());
    let call = StartCloudRecord::new("c1", "u1");
    server.reply(Reply::new(200, r#"{"code":"200"}"#));
    let answer = clients.dingtalk.send(&call).await.expect("started");
    assert_eq!(answer.code, "200");

    let cases = [
        (r#"{"code":"500"}"#, Some("500")),
        (r#"{"code":"500","message":"m"}"#, Some("500")),
        (r#"{"code":500}"#, Some("500")),
        (r#"{"code":"0200"}"#, Some("0200")),
        (r#"{"code":"200 "}"#, Some("200 ")),
        (r#"{"code":"systemError"}"#, Some("systemError")),
        (r#"{"code":""}"#, None),
        (r#"{"code":null}"#, None),
        (r#"{"code":["200"]}"#, None),
        ("{}", None),
        ("[]", None),
        ("null", None),
        (r#""200""#, None),
        ("{", None),
    ];
    for (body, code) in cases {
        server.reply(Reply::new(200, body));
        let error = clients.dingtalk.send(&call).await.expect_err(body);
        assert_eq!(error.kind(), ErrorKind::Api, "{body}");
        assert_eq!(error.status(), Some(200), "{body}");
        assert_eq!(error.code(), code, "{body}");
        assert!(!error.is_retryable(), "{body}");
    }
    server.reply(Reply::new(200, r#"{"code":"roomClosed","message":"m"}"#));
    let error = clients.dingtalk.send(&call).await.expect_err("closed");
    assert_eq!(error.code_as(), Some(StartCloudRecordError::RoomClosed));
    assert_eq!(error.class(), Some(Class::State));
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let elsewhere = Server::start().await;
    let target = format!("{}/x?token=hunter2", elsewhere.url());
    for status in [301, 302, 303, 307, 308] {
        for service in SERVICES {
            let reply = Reply::new(status, "").header("Location", &target);
            for error in errors(service, &reply).await {
                assert_eq!(error.kind(), ErrorKind::Api);
                assert_eq!(error.status(), Some(status));
                assert!(error.to_string().contains("redirect"), "{error}");
                assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
            }
        }
    }
    assert_eq!(elsewhere.take(), []);
}

/// Services repeat in their messages what they were called with.
#[tokio::test]
async fn credentials_are_struck_out_of_messages() {
    use crate::operations::{SECRET_ID, TOKEN};

    let message = format!("token {TOKEN} and key {SECRET_ID} are bad");
    let body = json!({"code": "c", "message": message});
    for error in errors("dingtalk", &Reply::new(400, body.to_string())).await {
        let is_token_operation = error
            .operation()
            .is_some_and(|name| name.starts_with("get_"));
        if !is_token_operation {
            assert!(!format!("{error} {error:?}").contains(TOKEN), "{error}");
        }
    }
    let body = json!({"error_info": {"error_code": 200_003, "message": message}});
    for error in errors("tencent-meeting", &Reply::new(400, body.to_string())).await {
        assert!(!format!("{error} {error:?}").contains(SECRET_ID), "{error}");
    }
}
