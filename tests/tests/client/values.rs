//! Values of the documented answers, read from the vendors' pages by a person.

use meeting_client::{
    Bytes, Endpoint, Millis, Seconds, UnixMillis,
    dingtalk::{
        GetAccessToken, GetCorpAccessToken, GetToken, QueryCloudRecordVideoPlayInfo,
        QueryConferenceInfo, StartCloudRecord,
        query_conference_info::{
            AutoOpenMode, BizType, CloudRecordStatus, ConferenceStatus, MinutesStatus,
        },
    },
    runtime::from_json,
    tencent_meeting::{
        ListCorpRecords, ListLiveReplaysByMeetingCode, ListLiveReplaysByMeetingId,
        list_corp_records::{RecordState, RecordType, SharingState},
        types::MeetingInfo,
    },
};

use crate::spec;

/// The answer of an operation's only example.
fn answer<E: Endpoint>() -> E::Response {
    let name = E::OPERATION.name();
    let documented = spec::operations()
        .find(|it| it.name() == name)
        .unwrap_or_else(|| panic!("{name} has no spec"));
    let examples: Vec<_> = documented.examples().collect();
    assert_eq!(examples.len(), 1);
    from_json(examples[0].1.to_string().as_bytes())
        .unwrap_or_else(|fault| panic!("{name}: {fault}"))
}

#[test]
fn play_info() {
    let info = answer::<QueryCloudRecordVideoPlayInfo>();
    assert_eq!(
        info.play_url.as_ref().map(|url| url.expose().as_str()),
        Some(
            "https://vod.mcs.dingtalk.io/faa1566c5bc24f21821ae2394f82db2e/\
             8bbd1612e686462ab4717919f67bb721-ab85cc044a163568c9485xxxxxxxx76d-sd.m3u8"
        )
    );
    assert_eq!(
        info.mp4_file_url.as_ref().map(|url| url.expose().as_str()),
        Some(
            "https://vod.mcs.dingtalk.io/faa1566c5bc24f21821ae2394f82db2e/\
             8bbd1612e686462ab4717919f67bb721-b8531e0d534b2f9747a9fdfxxxxxxxxc-sd.mp4"
        )
    );
    // The example calls it `size`.
    assert_eq!(info.file_size, Some(Bytes(1_127_942)));
    assert_eq!(info.duration, Some(Millis(59_886)));
    assert_eq!(info.status, Some(1));
    assert!(!format!("{info:?}").contains("vod.mcs"), "{info:?}");
}

#[test]
fn play_info_under_the_name_of_the_table() {
    type Response = <QueryCloudRecordVideoPlayInfo as Endpoint>::Response;
    let cases = [
        (r#"{"fileSize":7}"#, Some(Bytes(7))),
        (r#"{"size":7}"#, Some(Bytes(7))),
        (r#"{"fileSize":7,"size":null}"#, Some(Bytes(7))),
        (r#"{"fileSize":null,"size":7}"#, Some(Bytes(7))),
        ("{}", None),
    ];
    for (json, expected) in cases {
        let info: Response = from_json(json.as_bytes()).expect(json);
        assert_eq!(info.file_size, expected, "{json}");
    }
}

#[test]
#[allow(deprecated, reason = "what is deprecated is still read")]
fn conference_info() {
    let info = answer::<QueryConferenceInfo>().conf_info;
    assert_eq!(info.active_num, Some(10));
    assert_eq!(info.attend_num, Some(15));
    assert_eq!(info.invited_num, Some(20));
    assert_eq!(info.conf_duration, Some(Millis(1_000_000)));
    assert_eq!(info.conference_id, "6323dxxxxx");
    assert_eq!(info.creator_nick.as_deref(), Some("小钉"));
    assert_eq!(info.start_time, Some(UnixMillis(1_664_175_001_000)));
    // Before the start, as on the page.
    assert_eq!(info.end_time, Some(UnixMillis(1_663_294_270_000)));
    assert_eq!(info.status, Some(ConferenceStatus::Ended));
    assert_eq!(info.title.as_deref(), Some("标题"));
    assert_eq!(info.room_code.as_deref(), Some("4272xxxxx"));
    assert_eq!(info.biz_type, Some(BizType::Instant));
    assert_eq!(
        info.cloud_record_status,
        Some(CloudRecordStatus::NotRecorded)
    );
    assert_eq!(info.minutes_status, Some(MinutesStatus::NotEnabled));
    assert_eq!(info.minutes_owner_union_id.as_deref(), Some("A***EiE"));
    assert_eq!(
        info.external_link_url
            .as_ref()
            .map(|url| url.expose().as_str()),
        Some("https://meeting.dingtalk.io/app?roomCode=42726xxx&token=1_7ac9xxx")
    );
    assert!(!format!("{info:?}").contains("1_7ac9xxx"), "{info:?}");
    let [setting] = info.extension_app_settings.as_slice() else {
        panic!("{info:?}");
    };
    assert_eq!(setting.app_id.as_deref(), Some("29****"));
    assert_eq!(setting.app_code.as_deref(), Some("Coo*****"));
    assert_eq!(setting.auto_open_mode, Some(AutoOpenMode::Nobody));
    assert_eq!(setting.extension_app_biz_data.as_deref(), Some("****"));
}

#[test]
fn started() {
    assert_eq!(answer::<StartCloudRecord>().code, "200");
}

#[test]
fn tokens() {
    let internal = answer::<GetAccessToken>();
    assert_eq!(internal.access_token.expose(), "example-access-token");
    assert_eq!(internal.expire_in, Some(Seconds(7200)));
    let third_party = answer::<GetCorpAccessToken>();
    assert_eq!(third_party.access_token.expose(), "example-access-token");
    assert_eq!(third_party.expire_in, Some(Seconds(7200)));
    let unified = answer::<GetToken>();
    assert_eq!(unified.access_token.expose(), "example-access-token");
    assert_eq!(unified.expires_in, Some(Seconds(7200)));
    for debug in [
        format!("{internal:?}"),
        format!("{third_party:?}"),
        format!("{unified:?}"),
    ] {
        assert!(!debug.contains("example-access-token"), "{debug}");
    }
}

#[test]
fn corp_records() {
    let page = answer::<ListCorpRecords>();
    assert_eq!(page.total_count, 2);
    // The page size, although there are two entries.
    assert_eq!(page.current_size, 10);
    assert_eq!(page.current_page, 1);
    assert_eq!(page.total_page, 1);
    let [first, second] = page.record_meetings.as_slice() else {
        panic!("{page:?}");
    };
    assert_eq!(first.meeting_record_id, "1362742106631111111");
    assert_eq!(first.meeting_id, "6249027861881211111");
    assert_eq!(first.meeting_code.as_deref(), Some("29858611111"));
    assert_eq!(first.userid.as_deref(), Some("test"));
    assert_eq!(first.subject.as_deref(), Some("test的快速会议"));
    assert_eq!(first.media_start_time, Some(UnixMillis(1_613_738_006_000)));
    assert_eq!(first.state, RecordState::Transcoded);
    assert_eq!(first.record_type, Some(RecordType::Cloud));
    // Twenty digits, more than 64 bits with a sign can hold.
    assert_eq!(second.meeting_id, "18113044044021111111");
    assert_eq!(second.media_start_time, Some(UnixMillis(1_613_737_924_000)));
}

#[test]
fn files_of_corp_records() {
    let page = answer::<ListCorpRecords>();
    let [first, second] = page.record_meetings.as_slice() else {
        panic!("{page:?}");
    };
    let ([shown], [downloadable]) = (
        first.record_files.as_slice(),
        second.record_files.as_slice(),
    ) else {
        panic!("{page:?}");
    };
    assert_eq!(shown.record_file_id, "1362742106635911111");
    assert_eq!(shown.record_start_time, Some(UnixMillis(1_613_738_011_389)));
    assert_eq!(shown.record_end_time, Some(UnixMillis(1_613_743_058_603)));
    assert_eq!(shown.record_size, Some(Bytes(480_236_476)));
    assert_eq!(shown.sharing_state, Some(SharingState::Shared));
    assert_eq!(shown.required_same_corp, Some(false));
    assert_eq!(shown.required_participant, Some(true));
    assert_eq!(shown.sharing_expire, Some(UnixMillis(0)));
    assert_eq!(shown.allow_download, Some(false));
    assert_eq!(shown.download_address, None);
    assert_eq!(
        shown.password.as_ref().map(|it| it.expose().as_str()),
        Some("HHz4yo6d")
    );
    assert_eq!(
        shown.view_address.as_ref().map(|it| it.expose().as_str()),
        Some("https://.....")
    );
    assert_eq!(
        shown.sharing_url.as_ref().map(|it| it.expose().as_str()),
        Some(
            "https://pre.txmeeting.tencent.com/user-center/shared-record-info\
             ?id=20bccca4-7bb5-4507-9b24-03111fd78515"
        )
    );

    assert_eq!(downloadable.record_file_id, "1362231760987501111");
    assert_eq!(downloadable.record_size, Some(Bytes(1_075_029)));
    assert_eq!(downloadable.view_address, None);
    assert_eq!(downloadable.allow_download, Some(true));
    let address = downloadable
        .download_address
        .as_ref()
        .expect("an address")
        .expose();
    let start =
        "https://yunluzhi-pre-az-1258344699.file.myqcloud.com/cos/1410212767/1362741760987504640/";
    assert!(address.starts_with(start), "{address}");
    assert!(address.ends_with("AAP__vu2VQQ"), "{address}");

    let debug = format!("{page:?}");
    for secret in ["HHz4yo6d", "Hwqbwpk8", "20bccca4", "https://"] {
        assert!(!debug.contains(secret), "{debug}");
    }
}

/// Both operations answer with the same example.
#[test]
fn live_replays() {
    let by_id = answer::<ListLiveReplaysByMeetingId>();
    assert_eq!(by_id.meeting_number, 1);
    let by_code = answer::<ListLiveReplaysByMeetingCode>();
    assert_eq!(by_code.meeting_number, 1);
    for meetings in [by_id.meeting_info_list, by_code.meeting_info_list] {
        let [meeting] = meetings.as_slice() else {
            panic!("{meetings:?}");
        };
        live_replays_of(meeting);
    }
}

fn live_replays_of(meeting: &MeetingInfo) {
    assert_eq!(meeting.meeting_id.as_deref(), Some("1900004128969145064"));
    assert_eq!(meeting.meeting_code.as_deref(), Some("13418515243"));
    assert_eq!(meeting.subject.as_deref(), Some("tester预定的会议"));
    let [first, second] = meeting.live_replay_list.as_slice() else {
        panic!("{meeting:?}");
    };
    assert_eq!(first.live_room_id.as_deref(), Some("206830819"));
    assert_eq!(first.live_subject.as_deref(), Some("tester预定的会议"));
    assert_eq!(second.live_room_id.as_deref(), Some("112594341"));
    assert_eq!(second.live_subject.as_deref(), Some("leonxsun预定的会议"));
    for replay in [first, second] {
        let url = replay.video_url.as_ref().map(|url| url.expose().as_str());
        assert_eq!(url, Some("https://meeting.tencent.com/l/xxxx"));
    }
    assert!(!format!("{meeting:?}").contains("/l/xxxx"), "{meeting:?}");
}
