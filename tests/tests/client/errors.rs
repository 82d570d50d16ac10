//! Every documented error row, served over HTTP, becomes the documented error.

use codegen::spec::{self as specs, ErrorRow};
use golden_tests::server::{Reply, Server};
use meeting_client::{Class, Error, ErrorKind};
use serde_json::{Value, json};

use crate::{
    operations::{self, Callable, Clients, TOKEN},
    spec::{self, Documented},
};

/// What stands for a message that is not documented.
const MESSAGE: &str = "what happened";

/// An error body, and the request id that is to be found; the header has `H1`.
struct Body {
    json: Value,
    request_id: &'static str,
}

/// The forms that a vendor's error bodies have.
fn bodies(service: &str, code: &str, message: &str) -> Vec<Body> {
    let body = |json, request_id| Body { json, request_id };
    match service {
        "dingtalk" => vec![
            body(
                json!({"code": code, "requestid": "B1", "message": message}),
                "B1",
            ),
            body(
                json!({"Code": code, "RequestId": "B1", "Message": message}),
                "B1",
            ),
            body(json!({"code": code, "message": message}), "H1"),
        ],
        "tencent-meeting" => {
            let number: i64 = code.parse().expect("codes are numbers");
            let new_number: i64 = format!("1000{code}").parse().expect("a number");
            vec![
                body(
                    json!({"error_info": {
                        "error_code": number, "new_error_code": new_number, "message": message,
                    }}),
                    "H1",
                ),
                body(
                    json!({"error_info": {"error_code": number, "message": message}}),
                    "H1",
                ),
                body(
                    json!({"error_info": {"error_code": code, "message": message}}),
                    "H1",
                ),
            ]
        }
        other => panic!("nothing is known about the error bodies of {other}"),
    }
}

fn request_id_header(service: &str) -> &'static str {
    match service {
        "dingtalk" => "X-Acs-Request-Id",
        _ => "x-tc-trace",
    }
}

fn class(class: specs::Class) -> Class {
    match class {
        specs::Class::Throttled => Class::Throttled,
        specs::Class::Quota => Class::Quota,
        specs::Class::Banned => Class::Banned,
        specs::Class::TokenRejected => Class::TokenRejected,
        specs::Class::ClockSkew => Class::ClockSkew,
        specs::Class::Permission => Class::Permission,
        specs::Class::NotFound => Class::NotFound,
        specs::Class::State => Class::State,
        specs::Class::Invalid => Class::Invalid,
        specs::Class::Transient => Class::Transient,
        specs::Class::Failed => Class::Failed,
    }
}

/// `invalid_parameters` as `InvalidParameters`.
fn pascal(name: &str) -> String {
    name.split('_')
        .map(|word| word[..1].to_uppercase() + &word[1..])
        .collect()
}

/// Serves a row with one status in every form, and says what is wrong with the errors.
async fn check(
    server: &Server,
    clients: &Clients,
    documented: Documented,
    row: &ErrorRow,
    status: u16,
) -> Vec<String> {
    let service = documented.service.name.value.as_str();
    let operation = operations::find(documented.name());
    let message = row.message.as_ref().map_or(MESSAGE, |it| &it.value);
    let mut complaints = Vec::new();
    for body in bodies(service, &row.code.value, message) {
        let text = body.json.to_string();
        server.reply(Reply::new(status, text.as_str()).header(request_id_header(service), "H1"));
        let error = match operation.send(clients).await {
            Ok(answer) => panic!("{text} is an error and became {answer}"),
            Err(error) => error,
        };
        let seen = facts(&*operation, &error);
        let expected = [
            Some(service.to_owned()),
            Some(documented.name().to_owned()),
            Some(status.to_string()),
            Some(row.code.value.clone()),
            Some(message.to_owned()),
            Some(body.request_id.to_owned()),
            Some(format!("{:?}", class(row.class.value))),
            Some(variant(documented, row)),
            Some(format!("{:?}", kind(row.class.value))),
            Some(is_retryable(documented, row.class.value).to_string()),
        ];
        if seen != expected {
            complaints.push(format!("{text}\nexpected {expected:?}\nactual   {seen:?}"));
        }
        let words = format!("{error} {error:?}");
        if words.contains(TOKEN) || error.to_string().contains('\n') {
            complaints.push(words);
        }
    }
    complaints
}

fn facts(operation: &dyn Callable, error: &Error) -> [Option<String>; 10] {
    [
        error.service().map(str::to_owned),
        error.operation().map(str::to_owned),
        error.status().map(|status| status.to_string()),
        error.code().map(str::to_owned),
        error.message().map(str::to_owned),
        error.request_id().map(str::to_owned),
        error.class().map(|class| format!("{class:?}")),
        operation.variant(error),
        Some(format!("{:?}", error.kind())),
        Some(error.is_retryable().to_string()),
    ]
}

/// The variant of the operation's enum; codes of the service alone are none of its.
fn variant(documented: Documented, row: &ErrorRow) -> String {
    documented
        .operation
        .errors
        .iter()
        .find(|own| own.code.value == row.code.value)
        .map_or_else(
            || format!("Unknown({:?})", row.code.value),
            |own| pascal(&own.name.value),
        )
}

fn kind(class: specs::Class) -> ErrorKind {
    match class {
        specs::Class::Throttled | specs::Class::Banned => ErrorKind::Throttled,
        _ => ErrorKind::Api,
    }
}

/// Whether the same call may be sent again: it was not carried out, or sending it twice does no harm.
fn is_retryable(documented: Documented, class: specs::Class) -> bool {
    match class {
        specs::Class::Throttled => true,
        specs::Class::Transient => documented.operation.idempotent.value,
        _ => false,
    }
}

/// Serves rows, and returns how many there were, counted once per status.
async fn serve(rows: impl Fn(Documented) -> &'static [ErrorRow]) -> usize {
    let server = Server::start().await;
    let clients = Clients::of(server.url());
    let mut complaints = Vec::new();
    let mut count = 0;
    for documented in spec::operations() {
        for row in rows(documented) {
            for status in &row.statuses {
                let status = u16::try_from(status.value).expect("a status");
                complaints.extend(check(&server, &clients, documented, row, status).await);
                count += 1;
            }
        }
    }
    golden_tests::none(&complaints);
    count
}

#[tokio::test]
async fn rows_of_operations() {
    // Seven about play info, five about conference info, five about starting, three about records.
    let served = serve(|it| &it.operation.errors).await;
    assert!(served >= 7 + 5 + 5 + 3, "{served}");
}

#[tokio::test]
async fn rows_of_services() {
    // Of DingTalk twelve for each of six operations; of Tencent Meeting twelve with two statuses and three with one
    // for each of three.
    let served = serve(|it| &it.service.errors).await;
    assert!(served >= 12 * 6 + (12 * 2 + 3) * 3, "{served}");
}

/// The same as the enums say it, for those who read this and not the specs.
#[test]
fn variants_by_hand() {
    use meeting_client::{
        ErrorCode,
        dingtalk::{
            query_cloud_record_video_play_info::QueryCloudRecordVideoPlayInfoError as PlayInfo,
            query_conference_info::QueryConferenceInfoError as Info,
            start_cloud_record::StartCloudRecordError as Start,
        },
        tencent_meeting::list_corp_records::ListCorpRecordsError as Records,
    };

    assert_eq!(
        PlayInfo::from_code("resourceClose"),
        PlayInfo::ConferenceClosed
    );
    assert_eq!(
        PlayInfo::from_code("permissionError"),
        PlayInfo::PermissionDenied
    );
    assert_eq!(Info::from_code("missingRoomId").code(), "missingRoomId");
    assert_eq!(Info::from_code("roomNotFound"), Info::RoomNotFound);
    // Each operation has its own spelling; the other's is unknown to it.
    assert_eq!(Info::from_code("paramError"), Info::InvalidParameters);
    assert_eq!(Start::from_code("paramsError"), Start::InvalidParameters);
    assert_eq!(
        Start::from_code("paramError"),
        Start::Unknown("paramError".into())
    );
    assert_eq!(
        Start::from_code("recordStartPermissionError"),
        Start::RecordStartPermissionDenied
    );
    assert_eq!(Records::from_code("500014"), Records::AccountNotPermitted);
    assert_eq!(Records::from_code("41"), Records::NetworkTimeout);
    // Codes are texts: no number is cut off, and none equals another one written differently.
    for code in [
        "041",
        "41.0",
        " 41",
        "",
        "18446744073709551657",
        "PARAMERROR",
    ] {
        assert_eq!(Records::from_code(code), Records::Unknown(code.into()));
        assert_eq!(Records::from_code(code).code(), code);
    }
}
