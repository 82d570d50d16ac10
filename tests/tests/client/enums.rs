//! Every documented value of every enum, by hand from the vendors' pages.

use std::{collections::BTreeSet, fmt};

use codegen::spec::EnumKind;
use meeting_client::{
    dingtalk::{
        query_conference_info::{
            AutoOpenMode, BizType, CloudRecordStatus, ConferenceStatus, MinutesStatus,
        },
        start_cloud_record::{RecordLayout, SmallWindowPosition},
    },
    runtime::Param,
    tencent_meeting::{
        list_corp_records::{
            OperatorIdType, QueryRecordType, RecordState, RecordType, SharingState,
        },
        types::InstanceId,
    },
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::json;

use crate::spec;

/// Which enums were looked at: the name, and the values.
#[derive(Default)]
struct Seen(BTreeSet<(&'static str, String)>);

impl Seen {
    fn integers<E>(&mut self, name: &'static str, values: &[(i64, E)], unknown: fn(i64) -> E)
    where
        E: From<i64> + fmt::Debug + fmt::Display + PartialEq + Param + Serialize + DeserializeOwned,
    {
        for (value, variant) in values {
            assert_eq!(E::from(*value), *variant, "{name}");
            assert_eq!(json!(variant), json!(value), "{name}");
            assert_eq!(
                serde_json::from_value::<E>(json!(value)).ok().as_ref(),
                Some(variant)
            );
            assert_eq!(variant.to_string(), value.to_string());
            assert_eq!(variant.text(), Some(value.to_string()));
            assert_ne!(*variant, unknown(*value));
            self.0.insert((name, value.to_string()));
        }
        for value in [-1, 99, i64::MAX, i64::MIN] {
            assert_eq!(E::from(value), unknown(value), "{name}");
            assert_eq!(json!(unknown(value)), json!(value), "{name}");
        }
    }

    fn texts<E>(&mut self, name: &'static str, values: &[(&str, E)], unknown: fn(String) -> E)
    where
        E: for<'a> From<&'a str>
            + fmt::Debug
            + fmt::Display
            + PartialEq
            + Param
            + Serialize
            + DeserializeOwned,
    {
        for (value, variant) in values {
            assert_eq!(E::from(value), *variant, "{name}");
            assert_eq!(json!(variant), json!(value), "{name}");
            assert_eq!(
                serde_json::from_value::<E>(json!(value)).ok().as_ref(),
                Some(variant)
            );
            assert_eq!(variant.to_string(), *value);
            assert_eq!(variant.text().as_deref(), Some(*value));
            self.0.insert((name, (*value).to_owned()));
        }
        for value in ["", " ", "brand_new", "会议"] {
            assert_eq!(E::from(value), unknown(value.to_owned()), "{name}");
            assert_eq!(json!(unknown(value.to_owned())), json!(value), "{name}");
        }
    }
}

#[test]
fn every_documented_value() {
    let mut seen = Seen::default();
    dingtalk(&mut seen);
    tencent(&mut seen);
    let documented: BTreeSet<_> = spec::operations()
        .flat_map(spec::Documented::enums)
        .flat_map(|it| {
            let values = it.values.iter();
            values.map(|value| (it.name.value.as_str(), value.wire.value.clone()))
        })
        .collect();
    assert_eq!(seen.0, documented);
    for found in spec::operations().flat_map(spec::Documented::enums) {
        let is_text =
            ["BizType", "RecordLayout", "SmallWindowPosition"].contains(&found.name.value.as_str());
        let expected = if is_text {
            EnumKind::String
        } else {
            EnumKind::Integer
        };
        assert_eq!(found.of.value, expected, "{}", found.name.value);
    }
}

fn dingtalk(seen: &mut Seen) {
    seen.integers(
        "ConferenceStatus",
        &[
            (0, ConferenceStatus::Initialised),
            (1, ConferenceStatus::Ended),
            (2, ConferenceStatus::Started),
        ],
        ConferenceStatus::Unknown,
    );
    // Two that look like numbers, and one that is a word.
    seen.texts(
        "BizType",
        &[
            ("0", BizType::Instant),
            ("3", BizType::Scheduled),
            ("audio_conf", BizType::Audio),
        ],
        BizType::Unknown,
    );
    seen.integers(
        "CloudRecordStatus",
        &[
            (0, CloudRecordStatus::NotRecorded),
            (1, CloudRecordStatus::Recording),
            (2, CloudRecordStatus::Paused),
            (3, CloudRecordStatus::Ended),
        ],
        CloudRecordStatus::Unknown,
    );
    seen.integers(
        "MinutesStatus",
        &[
            (0, MinutesStatus::NotEnabled),
            (1, MinutesStatus::Recording),
            (2, MinutesStatus::Paused),
            (3, MinutesStatus::Ended),
        ],
        MinutesStatus::Unknown,
    );
    seen.integers(
        "AutoOpenMode",
        &[
            (0, AutoOpenMode::Nobody),
            (1, AutoOpenMode::Hosts),
            (2, AutoOpenMode::Everybody),
        ],
        AutoOpenMode::Unknown,
    );
    seen.texts(
        "SmallWindowPosition",
        &[
            ("relative_right", SmallWindowPosition::RelativeRight),
            ("float_right", SmallWindowPosition::FloatRight),
            ("float_bottom", SmallWindowPosition::FloatBottom),
        ],
        SmallWindowPosition::Unknown,
    );
    seen.texts(
        "RecordLayout",
        &[
            ("grid", RecordLayout::Grid),
            ("speech", RecordLayout::Speech),
            ("full_screen", RecordLayout::FullScreen),
        ],
        RecordLayout::Unknown,
    );
}

fn tencent(seen: &mut Seen) {
    seen.integers(
        "OperatorIdType",
        &[(1, OperatorIdType::UserId)],
        OperatorIdType::Unknown,
    );
    // The numbers of the request are not those of the answer.
    seen.integers(
        "QueryRecordType",
        &[
            (0, QueryRecordType::All),
            (1, QueryRecordType::Cloud),
            (2, QueryRecordType::Uploaded),
        ],
        QueryRecordType::Unknown,
    );
    seen.integers(
        "RecordType",
        &[(0, RecordType::Cloud), (2, RecordType::Uploaded)],
        RecordType::Unknown,
    );
    assert_eq!(RecordType::from(1), RecordType::Unknown(1));
    seen.integers(
        "RecordState",
        &[
            (1, RecordState::Recording),
            (2, RecordState::Transcoding),
            (3, RecordState::Transcoded),
        ],
        RecordState::Unknown,
    );
    seen.integers(
        "SharingState",
        &[(0, SharingState::NotShared), (1, SharingState::Shared)],
        SharingState::Unknown,
    );
    seen.integers(
        "InstanceId",
        &[
            (0, InstanceId::Pstn),
            (1, InstanceId::Pc),
            (2, InstanceId::Mac),
            (3, InstanceId::Android),
            (4, InstanceId::Ios),
            (5, InstanceId::Web),
            (6, InstanceId::Ipad),
            (7, InstanceId::AndroidPad),
            (8, InstanceId::MiniProgram),
            (9, InstanceId::VoipSip),
            (10, InstanceId::Linux),
            (20, InstanceId::RoomsTouchWindows),
            (21, InstanceId::RoomsTouchMacos),
            (22, InstanceId::RoomsTouchAndroid),
            (30, InstanceId::ControllerTouchWindows),
            (32, InstanceId::ControllerTouchAndroid),
            (33, InstanceId::ControllerTouchIos),
        ],
        InstanceId::Unknown,
    );
}
