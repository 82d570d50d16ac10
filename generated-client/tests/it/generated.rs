//! Generated code compiles outside the crate, and does what it says.

use crate::common::{
    Fake,
    records::{
        BizType, ListCorpRecords, ListCorpRecordsError, ListCorpRecordsResponse, OperatorIdType,
        RecordState,
    },
};
use meeting_client::{
    Client, Error, ErrorCode, TencentMeeting, UnixSeconds,
    runtime::{Endpoint, Param},
};

const START: UnixSeconds = UnixSeconds(1_611_072_000);
const END: UnixSeconds = UnixSeconds(1_613_750_400);

fn call() -> ListCorpRecords {
    ListCorpRecords::new(START, END, "KM4S", OperatorIdType::UserId)
}

const BODY: &str = r#"{
    "total_count": 2,
    "current_size": 10,
    "record_meetings": [
        {"meeting_id": "59397417865641019320", "state": 1, "biz_type": 3, "password": "hunter2"},
        {"meeting_id": 190038, "state": "77", "biz_type": "audio_conf", "new": {"x": []}}
    ]
}"#;

#[tokio::test]
async fn a_call_is_encoded_sent_and_decoded() {
    let fake = Fake::answering(200, BODY);
    let response = fake
        .tencent()
        .send(&call().page_size(20_u32))
        .await
        .unwrap();
    assert_eq!(response.total_count, 2);
    let [first, second] = &response.record_meetings[..] else {
        panic!("two meetings")
    };
    assert_eq!(first.meeting_id, "59397417865641019320");
    assert_eq!(first.state, Some(RecordState::Recording));
    assert_eq!(first.biz_type, Some(BizType::Unknown("3".to_owned())));
    assert_eq!(second.meeting_id, "190038");
    assert_eq!(second.state, Some(RecordState::Unknown(77)));
    assert_eq!(second.biz_type, Some(BizType::Audio));
    assert!(!format!("{response:?}").contains("hunter2"));
    assert_eq!(
        fake.request().url(),
        "https://api.meeting.qq.com/v1/corp/records?start_time=1611072000&end_time=1613750400\
         &page_size=20&operator_id=KM4S&operator_id_type=1"
    );
}

#[test]
fn answers_can_be_stored() {
    let response: ListCorpRecordsResponse = serde_json::from_str(BODY).unwrap();
    let stored = serde_json::to_string(&response).unwrap();
    assert_eq!(
        stored,
        r#"{"total_count":2,"record_meetings":[{"meeting_id":"59397417865641019320","state":1,"#
            .to_owned()
            + r#""biz_type":"3","password":"hunter2"},{"meeting_id":"190038","state":77,"#
            + r#""biz_type":"audio_conf"}]}"#
    );
    assert_eq!(
        serde_json::from_str::<ListCorpRecordsResponse>(&stored).unwrap(),
        response
    );
}

#[test]
fn enums_keep_what_they_do_not_know() {
    assert_eq!(OperatorIdType::from(9).to_string(), "9");
    assert_eq!(OperatorIdType::UserId.text().as_deref(), Some("1"));
    assert_eq!(BizType::from("x").to_string(), "x");
    assert_eq!(BizType::Audio.text().as_deref(), Some("audio_conf"));
    assert_eq!(
        serde_json::to_string(&RecordState::Unknown(5)).unwrap(),
        "5"
    );
    assert_eq!(
        serde_json::from_str::<RecordState>("1").unwrap(),
        RecordState::Recording
    );
    assert_eq!(
        serde_json::to_string(&BizType::Audio).unwrap(),
        "\"audio_conf\""
    );
    assert_eq!(
        serde_json::from_str::<BizType>("\"new\"").unwrap(),
        BizType::Unknown("new".to_owned())
    );
}

#[tokio::test]
async fn a_wrong_parameter_is_not_sent() {
    let cases = [
        (
            call().page_size(21_u32),
            "tencent-meeting list_corp_records: invalid request: `page_size` must be at most 20",
        ),
        (
            call().page(0_u32),
            "tencent-meeting list_corp_records: invalid request: `page` must be at least 1",
        ),
        (
            ListCorpRecords::new(
                START,
                UnixSeconds(END.0 + 1),
                "KM4S",
                OperatorIdType::UserId,
            ),
            "tencent-meeting list_corp_records: invalid request: `start_time` and `end_time` must be \
             at most 31 days apart",
        ),
    ];
    for (call, expected) in cases {
        let fake = Fake::default();
        let error = fake.tencent().send(&call).await.unwrap_err();
        assert_eq!(error.to_string(), expected);
        assert!(!error.is_retryable());
        assert_eq!(fake.count(), 0);
    }
    assert!(call().request().is_ok());
}

#[tokio::test]
async fn codes_become_the_enum_of_the_operation() {
    let body = r#"{"error_info":{"error_code":190004,"message":"bad"}}"#;
    let error = Fake::answering(400, body)
        .tencent()
        .send(&call())
        .await
        .unwrap_err();
    let code: ListCorpRecordsError = error.code_as().unwrap();
    assert_eq!(code, ListCorpRecordsError::InvalidParameters);
    assert_eq!(code.code(), "190004");
    assert_eq!(
        ListCorpRecordsError::from_code("7"),
        ListCorpRecordsError::Unknown("7".to_owned())
    );
}

#[test]
fn types_are_small_and_can_be_shared() {
    fn shared<T: Send + Sync + 'static>(_: &T) {}
    fn sendable<T: Send>(_: T) {}

    assert!(size_of::<Error>() <= 16);
    let client = Fake::default().tencent();
    shared(&client);
    shared::<Client<TencentMeeting>>(&client.clone());
    let call = call();
    sendable(client.send(&call));
    sendable(client.send_with_meta(&call));
    let error = call.clone().page(0_u32).request().unwrap_err();
    shared(&error);
}
