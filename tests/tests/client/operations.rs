//! Every operation, by the name that its spec has: its documented call written by hand, and the types it answers with.

use std::{fmt, marker::PhantomData};

use meeting_client::{
    Client, DingTalk, Endpoint, Error, ErrorCode, HttpTransport, Result, RetryPolicy, Service,
    TencentCredentials, TencentMeeting, Token, Transport, UnixSeconds,
    dingtalk::{
        GetAccessToken, GetCorpAccessToken, GetToken, QueryCloudRecordVideoPlayInfo,
        QueryConferenceInfo, StartCloudRecord,
        query_cloud_record_video_play_info::QueryCloudRecordVideoPlayInfoError,
        query_conference_info::QueryConferenceInfoError,
        start_cloud_record::{RecordLayout, SmallWindowPosition, StartCloudRecordError},
    },
    runtime::{BoxFuture, Fault, FromWire, Operation, Request, from_json},
    tencent_meeting::{
        ListCorpRecords, ListLiveReplaysByMeetingCode, ListLiveReplaysByMeetingId,
        list_corp_records::{ListCorpRecordsError, OperatorIdType},
        types::InstanceId,
    },
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// A token that no message may show.
pub(crate) const TOKEN: &str = "token-hunter2";
pub(crate) const SECRET_ID: &str = "secret-id-hunter2";
pub(crate) const SECRET_KEY: &str = "secret-key-hunter2";
pub(crate) const APP_ID: &str = "200000001";

/// What can be done with an operation, whatever its types are.
pub(crate) trait Callable: Sync {
    fn service(&self) -> &'static str;

    fn name(&self) -> &'static str;

    /// What is the same for all calls of it.
    fn operation(&self) -> &'static Operation;

    /// The documented call as `Debug` shows it.
    fn debug_call(&self) -> String;

    /// The documented call.
    fn request(&self) -> Result<Request>;

    /// Decodes an answer and encodes it again.
    fn reencode(&self, json: &str) -> Result<Value, Fault>;

    /// The same by the type's `Deserialize`.
    fn deserialize(&self, json: &str) -> Result<Value, serde_json::Error>;

    /// An answer as `Debug` shows it.
    fn debug_answer(&self, json: &str) -> String;

    /// Sends the documented call.
    fn send<'a>(&'a self, clients: &'a Clients) -> BoxFuture<'a, Result<Value>>;

    /// The code of an error as the operation's enum, as `Debug` shows it.
    fn variant(&self, error: &Error) -> Option<String>;
}

struct Entry<E, C> {
    call: E,
    codes: PhantomData<fn() -> C>,
}

fn entry<C, E>(call: E) -> Box<dyn Callable>
where
    E: Endpoint<Service: Reachable, Response: fmt::Debug + Serialize + DeserializeOwned>
        + fmt::Debug
        + 'static,
    C: ErrorCode + fmt::Debug + 'static,
{
    Box::new(Entry {
        call,
        codes: PhantomData::<fn() -> C>,
    })
}

/// All of them.
pub(crate) fn all() -> Vec<Box<dyn Callable>> {
    vec![
        entry::<NoTable, _>(GetAccessToken::new("example-app-key", "example-app-secret")),
        entry::<NoTable, _>(GetCorpAccessToken::new(
            "example-suite-key",
            "example-suite-secret",
            "dingexample",
            "example-ticket",
        )),
        entry::<NoTable, _>(GetToken::new(
            "dingexample",
            "example-client-id",
            "example-client-secret",
        )),
        entry::<QueryCloudRecordVideoPlayInfoError, _>(QueryCloudRecordVideoPlayInfo::new(
            "6139b4xxx",
            "WFBkgJvxxx",
            "44444444",
            "cn-shenzhen",
        )),
        entry::<QueryConferenceInfoError, _>(QueryConferenceInfo::new("6323d7xxxxx")),
        entry::<StartCloudRecordError, _>(
            StartCloudRecord::new("61289f392xxx", "WFBkgxxx")
                .small_window_position(SmallWindowPosition::RelativeRight)
                .mode(RecordLayout::Speech),
        ),
        entry::<ListCorpRecordsError, _>(
            ListCorpRecords::new(
                UnixSeconds(1_611_072_000),
                UnixSeconds(1_613_750_400),
                "KM4Ss4Th09ogUw1JiK",
                OperatorIdType::UserId,
            )
            .page_size(10)
            .page(1),
        ),
        entry::<NoTable, _>(ListLiveReplaysByMeetingCode::new(
            "13418515243",
            "tester",
            InstanceId::Pc,
        )),
        entry::<NoTable, _>(ListLiveReplaysByMeetingId::new(
            "5939741786564101932",
            "tester",
            InstanceId::Pc,
        )),
    ]
}

/// The operation with this name.
pub(crate) fn find(name: &str) -> Box<dyn Callable> {
    all()
        .into_iter()
        .find(|operation| operation.name() == name)
        .unwrap_or_else(|| panic!("{name} has a spec and no entry in `operations::all`"))
}

/// Stands for the enum of an operation that has no table of errors.
#[derive(Debug)]
enum NoTable {
    Unknown(String),
}

impl ErrorCode for NoTable {
    fn from_code(code: &str) -> Self {
        Self::Unknown(code.to_owned())
    }

    fn code(&self) -> &str {
        let Self::Unknown(code) = self;
        code
    }
}

impl<E, C> Callable for Entry<E, C>
where
    E: Endpoint<Service: Reachable, Response: fmt::Debug + Serialize + DeserializeOwned>
        + fmt::Debug,
    C: ErrorCode + fmt::Debug,
{
    fn service(&self) -> &'static str {
        E::Service::NAME
    }

    fn name(&self) -> &'static str {
        E::OPERATION.name()
    }

    fn operation(&self) -> &'static Operation {
        E::OPERATION
    }

    fn debug_call(&self) -> String {
        format!("{:?}", self.call)
    }

    fn request(&self) -> Result<Request> {
        self.call.request()
    }

    fn reencode(&self, json: &str) -> Result<Value, Fault> {
        from_json::<E::Response>(json.as_bytes()).map(|answer| encode(&answer))
    }

    fn deserialize(&self, json: &str) -> Result<Value, serde_json::Error> {
        serde_json::from_str::<E::Response>(json).map(|answer| encode(&answer))
    }

    fn debug_answer(&self, json: &str) -> String {
        let answer = from_json::<E::Response>(json.as_bytes());
        format!("{:?}", answer.unwrap_or_else(|fault| panic!("{fault}")))
    }

    fn send<'a>(&'a self, clients: &'a Clients) -> BoxFuture<'a, Result<Value>> {
        Box::pin(async {
            let answer = E::Service::client(clients).send(&self.call).await?;
            Ok(encode(&answer))
        })
    }

    fn variant(&self, error: &Error) -> Option<String> {
        let variant = error.code_as::<C>()?;
        assert_eq!(Some(variant.code()), error.code());
        Some(format!("{variant:?}"))
    }
}

fn encode(answer: &(impl FromWire + Serialize)) -> Value {
    serde_json::to_value(answer).expect("an answer can be written")
}

/// A client of each service.
pub(crate) struct Clients {
    pub(crate) dingtalk: Client<DingTalk>,
    pub(crate) tencent: Client<TencentMeeting>,
}

impl Clients {
    /// Clients that call a server on loopback, over HTTP.
    pub(crate) fn of(url: &str) -> Self {
        // Environments with a proxy must not matter here.
        let transport = HttpTransport::builder()
            .no_proxy()
            .build()
            .expect("a transport");
        Self::with(url, transport)
    }

    /// Clients that send through `transport`.
    pub(crate) fn with(url: &str, transport: impl Transport + Clone + 'static) -> Self {
        let tencent = TencentCredentials::new(SECRET_ID, SECRET_KEY, APP_ID);
        Self {
            dingtalk: Client::builder(Token::new(TOKEN))
                .base_url(url)
                .transport(transport.clone())
                .retry(RetryPolicy::none())
                .without_limits()
                .build()
                .expect("a client"),
            tencent: Client::builder(tencent)
                .base_url(url)
                .transport(transport)
                .retry(RetryPolicy::none())
                .without_limits()
                .build()
                .expect("a client"),
        }
    }
}

/// A service that there is a client of.
pub(crate) trait Reachable: Service {
    fn client(clients: &Clients) -> &Client<Self>
    where
        Self: Sized;
}

impl Reachable for DingTalk {
    fn client(clients: &Clients) -> &Client<Self> {
        &clients.dingtalk
    }
}

impl Reachable for TencentMeeting {
    fn client(clients: &Clients) -> &Client<Self> {
        &clients.tencent
    }
}
