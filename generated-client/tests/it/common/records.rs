//! A module as the generator writes it, in another crate than the runtime: its tests do not change with a vendor's page.

use meeting_client::{TencentMeeting, runtime};

/// Lists the cloud recordings of the whole account.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a call does nothing until it is sent"]
pub struct ListCorpRecords {
    start_time: runtime::UnixSeconds,
    end_time: runtime::UnixSeconds,
    page_size: Option<u32>,
    page: Option<u32>,
    operator_id: String,
    operator_id_type: OperatorIdType,
}

impl ListCorpRecords {
    pub fn new(
        start_time: impl Into<runtime::UnixSeconds>,
        end_time: impl Into<runtime::UnixSeconds>,
        operator_id: impl Into<String>,
        operator_id_type: impl Into<OperatorIdType>,
    ) -> Self {
        Self {
            start_time: start_time.into(),
            end_time: end_time.into(),
            page_size: None,
            page: None,
            operator_id: operator_id.into(),
            operator_id_type: operator_id_type.into(),
        }
    }

    pub fn page_size(mut self, page_size: impl Into<u32>) -> Self {
        self.page_size = Some(page_size.into());
        self
    }

    pub fn page(mut self, page: impl Into<u32>) -> Self {
        self.page = Some(page.into());
        self
    }
}

impl runtime::Endpoint for ListCorpRecords {
    type Service = TencentMeeting;
    type Response = ListCorpRecordsResponse;
    const OPERATION: &'static runtime::Operation = &runtime::Operation::new("list_corp_records")
        .idempotent()
        .errors(&[
            ("190004", runtime::Class::Invalid),
            ("500014", runtime::Class::Permission),
        ]);

    fn request(&self) -> runtime::Result<runtime::Request> {
        runtime::Request::get("/v1/corp/records")
            .query("start_time", &self.start_time)
            .query("end_time", &self.end_time)
            .at_most("page_size", self.page_size, 20)
            .query("page_size", &self.page_size)
            .at_least("page", self.page, 1)
            .query("page", &self.page)
            .query("operator_id", &self.operator_id)
            .query("operator_id_type", &self.operator_id_type)
            .window(
                "start_time",
                self.start_time,
                "end_time",
                self.end_time,
                2_678_400,
            )
            .build()
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct ListCorpRecordsResponse {
    pub total_count: u32,
    pub record_meetings: Vec<RecordMeeting>,
}

impl runtime::FromWire for ListCorpRecordsResponse {
    fn from_wire(value: runtime::Value<'_>) -> Result<Self, runtime::Fault> {
        let mut total_count = None;
        let mut record_meetings = None;
        value.object(&mut |key, value| match key {
            "total_count" => value.read(&mut total_count),
            "record_meetings" => value.read(&mut record_meetings),
            _ => value.unknown(),
        })?;
        Ok(Self {
            total_count: runtime::always(total_count, "total_count")?,
            record_meetings: record_meetings.unwrap_or_default(),
        })
    }
}

impl runtime::serde::Serialize for ListCorpRecordsResponse {
    fn serialize<S: runtime::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = runtime::ObjectWriter::new(serializer)?;
        object.field("total_count", &self.total_count)?;
        object.list("record_meetings", &self.record_meetings)?;
        object.end()
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct RecordMeeting {
    pub meeting_id: String,
    pub state: Option<RecordState>,
    pub biz_type: Option<BizType>,
    pub password: Option<runtime::Secret<String>>,
}

impl runtime::FromWire for RecordMeeting {
    fn from_wire(value: runtime::Value<'_>) -> Result<Self, runtime::Fault> {
        let mut meeting_id = None;
        let mut state = None;
        let mut biz_type = None;
        let mut password = None;
        value.object(&mut |key, value| match key {
            "meeting_id" => value.read_either(&mut meeting_id),
            "state" => value.read_either(&mut state),
            "biz_type" => value.read_either(&mut biz_type),
            "password" => value.read(&mut password),
            _ => value.unknown(),
        })?;
        Ok(Self {
            meeting_id: runtime::always(meeting_id, "meeting_id")?,
            state,
            biz_type,
            password,
        })
    }
}

impl runtime::serde::Serialize for RecordMeeting {
    fn serialize<S: runtime::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = runtime::ObjectWriter::new(serializer)?;
        object.field("meeting_id", &self.meeting_id)?;
        object.optional("state", &self.state)?;
        object.optional("biz_type", &self.biz_type)?;
        object.optional("password", &self.password)?;
        object.end()
    }
}

runtime::wire_objects!(ListCorpRecordsResponse, RecordMeeting);

/// What kind of id `operator_id` is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum OperatorIdType {
    UserId,
    Unknown(i64),
}

impl OperatorIdType {
    pub fn value(&self) -> i64 {
        match self {
            Self::UserId => 1,
            Self::Unknown(value) => *value,
        }
    }
}

impl From<i64> for OperatorIdType {
    fn from(value: i64) -> Self {
        match value {
            1 => Self::UserId,
            _ => Self::Unknown(value),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RecordState {
    Recording,
    Unknown(i64),
}

impl RecordState {
    pub fn value(&self) -> i64 {
        match self {
            Self::Recording => 1,
            Self::Unknown(value) => *value,
        }
    }
}

impl From<i64> for RecordState {
    fn from(value: i64) -> Self {
        match value {
            1 => Self::Recording,
            _ => Self::Unknown(value),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum BizType {
    Audio,
    Unknown(String),
}

impl BizType {
    pub fn as_str(&self) -> &str {
        match self {
            Self::Audio => "audio_conf",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for BizType {
    fn from(value: &str) -> Self {
        match value {
            "audio_conf" => Self::Audio,
            _ => Self::Unknown(value.to_owned()),
        }
    }
}

runtime::wire_integers!(OperatorIdType, RecordState);
runtime::wire_strings!(BizType);

/// Error codes that [`ListCorpRecords`] documents.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ListCorpRecordsError {
    InvalidParameters,
    Unknown(String),
}

impl runtime::ErrorCode for ListCorpRecordsError {
    fn from_code(code: &str) -> Self {
        match code {
            "190004" => Self::InvalidParameters,
            _ => Self::Unknown(code.to_owned()),
        }
    }

    fn code(&self) -> &str {
        match self {
            Self::InvalidParameters => "190004",
            Self::Unknown(code) => code,
        }
    }
}
