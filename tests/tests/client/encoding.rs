//! Whatever a parameter holds, it stays one segment of the path or one value of the query.

use golden_tests::server::{Reply, Server};
use meeting_client::{
    Endpoint, Error, ErrorKind, Result, UnixSeconds,
    dingtalk::{GetToken, QueryCloudRecordVideoPlayInfo, QueryConferenceInfo, StartCloudRecord},
    runtime::Request,
    tencent_meeting::{
        ListCorpRecords, ListLiveReplaysByMeetingCode, ListLiveReplaysByMeetingId,
        list_corp_records::OperatorIdType, types::InstanceId,
    },
};

use crate::{operations::Clients, spec};

/// An id, and what is sent for it.
const ENCODED: &[(&str, &str)] = &[
    ("a/b?c#d", "a%2Fb%3Fc%23d"),
    ("/", "%2F"),
    ("../x", "..%2Fx"),
    ("..\\x", "..%5Cx"),
    ("...", "..."),
    ("%2e%2e", "%252e%252e"),
    ("%2E", "%252E"),
    ("%", "%25"),
    ("a b", "a%20b"),
    ("a+b", "a%2Bb"),
    ("a&b=c", "a%26b%3Dc"),
    ("a;b,c", "a%3Bb%2Cc"),
    ("{conferenceId}", "%7BconferenceId%7D"),
    ("会议", "%E4%BC%9A%E8%AE%AE"),
    ("😀", "%F0%9F%98%80"),
    ("a\r\nX-Evil: 1", "a%0D%0AX-Evil%3A%201"),
    ("\0", "%00"),
    ("~-._", "~-._"),
    (" ", "%20"),
];

/// URL parsers take these for steps in the path, and an empty segment for another route.
const REFUSED: &[&str] = &["", ".", ".."];

type Build = fn(&str) -> Result<Request>;

/// Each operation with a path parameter: its path around the parameter, and how it is called.
const PATHS: &[(&str, &str, &str, Build)] = &[
    ("get_token", "/v1.0/oauth2/", "/token", |id| {
        GetToken::new(id, "a", "b").request()
    }),
    (
        "query_cloud_record_video_play_info",
        "/v1.0/conference/videoConferences/",
        "/cloudRecords/videos/getPlayInfos?unionId=u&mediaId=m&regionId=r",
        |id| QueryCloudRecordVideoPlayInfo::new(id, "u", "m", "r").request(),
    ),
    (
        "query_conference_info",
        "/v1.0/conference/videoConferences/",
        "",
        |id| QueryConferenceInfo::new(id).request(),
    ),
    (
        "start_cloud_record",
        "/v1.0/conference/videoConferences/",
        "/cloudRecords/start",
        |id| StartCloudRecord::new(id, "u").request(),
    ),
    (
        "list_live_replays_by_meeting_id",
        "/v1/meetings/",
        "/live_play/replays?userid=u&instanceid=1",
        |id| ListLiveReplaysByMeetingId::new(id, "u", InstanceId::Pc).request(),
    ),
];

#[test]
fn every_operation_with_a_path_parameter_is_tried() {
    let documented: Vec<_> = spec::operations()
        .filter(|it| it.operation.path.value.contains('{'))
        .map(spec::Documented::name)
        .collect();
    let tried: Vec<_> = PATHS.iter().map(|(name, ..)| *name).collect();
    assert_eq!(tried, documented);
}

#[test]
fn a_path_parameter_stays_one_segment() {
    for (name, before, after, build) in PATHS {
        for (id, encoded) in ENCODED {
            let request = build(id).expect(name);
            assert_eq!(
                request.target(),
                format!("{before}{encoded}{after}"),
                "{id}"
            );
            let path = request.target().split('?').next().expect("a path");
            let segments = |path: &str| path.split('/').count();
            assert_eq!(segments(path), segments(request.template()), "{name} {id}");
        }
        for id in REFUSED {
            let error = build(id).expect_err(name);
            assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{name} {id}");
        }
    }
}

#[test]
fn a_query_parameter_stays_one_value() {
    for (text, encoded) in ENCODED {
        let records = ListCorpRecords::new(
            UnixSeconds(1),
            UnixSeconds(2),
            *text,
            OperatorIdType::UserId,
        );
        let cases = [
            (
                records.request(),
                format!(
                    "/v1/corp/records?start_time=1&end_time=2&operator_id={encoded}&operator_id_type=1"
                ),
            ),
            (
                ListLiveReplaysByMeetingCode::new(*text, *text, InstanceId::Ios).request(),
                format!(
                    "/v1/meetings/live_play/replays?meeting_code={encoded}&userid={encoded}&instanceid=4"
                ),
            ),
        ];
        for (request, expected) in cases {
            assert_eq!(request.expect("a request").target(), expected);
        }
    }
}

/// What was encoded is neither encoded again nor tidied up on its way out.
#[tokio::test]
async fn encoded_ids_are_on_the_wire() {
    let server = Server::start().await;
    let clients = Clients::of(server.url());
    server.reply(Reply::new(200, r#"{"confInfo":{"conferenceId":"c"}}"#));
    for (id, encoded) in ENCODED {
        let call = QueryConferenceInfo::new(*id);
        clients.dingtalk.send(&call).await.expect("an answer");
        let expected = format!("GET /v1.0/conference/videoConferences/{encoded} HTTP/1.1");
        assert_eq!(server.only().line, expected);
    }
    server.reply(Reply::new(200, r#"{"meeting_number":0}"#));
    for (id, encoded) in ENCODED {
        let call = ListLiveReplaysByMeetingId::new(*id, *id, InstanceId::Unknown(-1));
        clients.tencent.send(&call).await.expect("an answer");
        let expected = format!(
            "GET /v1/meetings/{encoded}/live_play/replays?userid={encoded}&instanceid=-1 HTTP/1.1"
        );
        assert_eq!(server.only().line, expected);
    }
    for id in REFUSED {
        let error: Error = clients
            .dingtalk
            .send(&QueryConferenceInfo::new(*id))
            .await
            .expect_err("not sent");
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        assert!(!error.is_retryable());
    }
    assert_eq!(server.take(), []);
}
