use std::time::SystemTime;

use serde_json::json;

use super::*;
use crate::runtime::{
    Envelope, Method, Operation, Profile,
    mock::{Caller, Received},
};

/// Like `DingTalk`.
static DINGTALK: ServiceSpec = ServiceSpec::new(
    "dingtalk",
    "DingTalk",
    &Profile::new()
        .envelopes(&[
            Envelope::new("status").when("punish"),
            Envelope::new("code")
                .message("message")
                .request_id("requestid")
                .detail("accessdenieddetail.requiredScopes"),
        ])
        .request_id_headers(&["x-acs-request-id", "x-acs-trace-id"]),
)
.errors(&[
    ErrorSpec::new(
        "bad_token",
        &[400],
        "InvalidAuthentication",
        Class::TokenRejected,
    ),
    ErrorSpec::new("missing_body", &[400], "Missingbody", Class::Invalid),
    ErrorSpec::new("no_permission", &[403], "Forbidden", Class::Permission),
]);

static START: OperationSpec = OperationSpec::new(&Operation::new("start"), Method::Post, "/start")
    .errors(&[
        ErrorSpec::new("room_closed", &[400], "roomClosed", Class::Invalid)
            .message("the meeting has ended"),
        ErrorSpec::new(
            "invalid_parameters",
            &[400, 500],
            "paramsError",
            Class::Invalid,
        )
        .message("error:%s"),
    ])
    .permissions(&["Conference.Write"]);

/// Like Tencent Meeting.
static TENCENT: ServiceSpec = ServiceSpec::new(
    "tencent-meeting",
    "Tencent Meeting",
    &Profile::new()
        .envelopes(&[Envelope::new("error_info.error_code").message("error_info.message")])
        .request_id_headers(&["X-TC-Trace"]),
)
.errors(&[
    ErrorSpec::new("rejected", &[400, 500], "200003", Class::TokenRejected),
    ErrorSpec::new("header_missing", &[400, 500], "200001", Class::Invalid),
]);

struct Fake;

impl Vendor for Fake {
    fn spec(&self) -> &'static ServiceSpec {
        &TENCENT
    }

    fn authorize(&self, _: &Received, _: SystemTime) -> Result<Caller, Refusal> {
        Ok(Caller::default())
    }

    fn code(&self, _: &OperationSpec, reason: Reason) -> Option<&'static str> {
        match reason {
            Reason::Credential => Some("190303"),
            Reason::CredentialMissing => Some("200001"),
            _ => None,
        }
    }

    fn complete(&self, code: &str, body: &mut Json) {
        set(
            body,
            "error_info.new_error_code",
            Json::from(format!("1000{code}")),
        );
    }
}

fn sent(reply: &HttpReply) -> (u16, Json) {
    (reply.status, serde_json::from_slice(&reply.body).unwrap())
}

#[test]
fn refusals_have_the_documented_form() {
    let cases = [
        (
            Reason::Parameter,
            "`unionId` is missing",
            400,
            json!({"code": "paramsError", "message": "error:`unionId` is missing", "requestid": "r1"}),
        ),
        (
            Reason::Body,
            "the body is missing",
            400,
            json!({"code": "Missingbody", "message": "the body is missing", "requestid": "r1"}),
        ),
        (
            Reason::Credential,
            "the token has expired",
            400,
            json!({"code": "InvalidAuthentication", "message": "the token has expired", "requestid": "r1"}),
        ),
        (
            Reason::Throttled,
            "too many calls",
            400,
            json!({"code": "Refused", "message": "too many calls", "requestid": "r1"}),
        ),
    ];
    for (reason, problem, status, body) in cases {
        let refusal = Refusal::new(reason, problem);
        let reply = refuse(None, &DINGTALK, Some(&START), &refusal, "r1");
        assert_eq!(sent(&reply), (status, body));
        assert_eq!(reply.headers.get("x-acs-request-id"), Some("r1"));
        assert_eq!(reply.headers.get("x-acs-trace-id"), Some("r1"));
        assert_eq!(reply.headers.get("x-mock-refused"), Some(problem));
        let content_type = reply.headers.get("content-type");
        assert_eq!(content_type, Some("application/json;charset=utf-8"));
    }
}

#[test]
fn the_vendor_names_codes_and_completes_bodies() {
    static LIST: OperationSpec = OperationSpec::new(&Operation::new("list"), Method::Get, "/list");
    let refusal = |reason| Refusal::new(reason, "no");
    let reply = refuse(
        Some(&Fake),
        &TENCENT,
        Some(&LIST),
        &refusal(Reason::CredentialMissing),
        "t",
    );
    let body = json!({"error_info": {"error_code": 200_001, "message": "no", "new_error_code": "1000200001"}});
    assert_eq!(sent(&reply), (400, body));
    assert_eq!(reply.headers.get("X-TC-Trace"), Some("t"));
    // No table has the vendor's code.
    let reply = refuse(
        Some(&Fake),
        &TENCENT,
        Some(&LIST),
        &refusal(Reason::Credential),
        "t",
    );
    assert_eq!(sent(&reply).1["error_info"]["error_code"], json!(190_303));
}

#[test]
fn documented_errors_are_found_by_code_and_by_name() {
    let find = |code| documented(None, &DINGTALK, Some(&START), code, "as asked", "r1");
    let closed =
        json!({"code": "roomClosed", "message": "the meeting has ended", "requestid": "r1"});
    assert_eq!(sent(&find("roomClosed").unwrap()), (400, closed.clone()));
    assert_eq!(sent(&find("room_closed").unwrap()), (400, closed));
    let forbidden = json!({
        "code": "Forbidden",
        "message": "as asked",
        "requestid": "r1",
        "accessdenieddetail": {"requiredScopes": ["Conference.Write"]},
    });
    assert_eq!(sent(&find("no_permission").unwrap()), (403, forbidden));
    assert_eq!(find("nothing"), None);
    assert_eq!(
        documented(None, &DINGTALK, None, "roomClosed", "", "r1"),
        None
    );
}

#[test]
fn codes_are_numbers_if_nothing_gets_lost() {
    let cases = [
        ("190004", json!(190_004)),
        ("0", json!(0)),
        ("007", json!("007")),
        ("-1", json!("-1")),
        ("+1", json!("+1")),
        ("9223372036854775808", json!("9223372036854775808")),
        ("system.busy", json!("system.busy")),
        ("", json!("")),
    ];
    for (code, expected) in cases {
        assert_eq!(code_json(code), expected);
    }
}

#[test]
fn a_service_without_envelope_gets_code_and_message() {
    static PLAIN: ServiceSpec = ServiceSpec::new("plain", "Plain", &Profile::new());
    let reply = refuse(
        None,
        &PLAIN,
        None,
        &Refusal::new(Reason::Parameter, "no"),
        "r1",
    );
    assert_eq!(
        sent(&reply),
        (400, json!({"code": "Refused", "message": "no"}))
    );
}

#[test]
fn explanations_are_one_line_of_ascii() {
    assert_eq!(header("`会` is\r\nmissing "), "`?` is\\r\\nmissing");
    assert_eq!(header(&"x".repeat(1000)).len(), 501);
}
