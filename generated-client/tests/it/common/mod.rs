//! A transport in memory, and calls as the generator writes them.

pub mod records;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use meeting_client::{
    Client, DingTalk, Result, RetryPolicy, TencentMeeting, Token,
    runtime::{
        self, BoxFuture, Class, Endpoint, Fault, FromWire, Operation, Request, Response, Secret,
        Transport, TransportError, TransportRequest, Value,
    },
};

/// A token that no message may show.
pub const TOKEN: &str = "token-hunter2";

/// Answers with what it was given, in order, and keeps what was sent.
#[derive(Clone, Default)]
pub struct Fake {
    answers: Arc<Mutex<VecDeque<Result<Response, TransportError>>>>,
    sent: Arc<Mutex<Vec<TransportRequest>>>,
}

impl Fake {
    pub fn answering(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::with(Ok(Response::new(status, body)))
    }

    pub fn with(answer: Result<Response, TransportError>) -> Self {
        let fake = Self::default();
        fake.answers.lock().unwrap().push_back(answer);
        fake
    }

    /// The only request that was sent.
    pub fn request(&self) -> TransportRequest {
        let sent = self.sent.lock().unwrap();
        assert_eq!(sent.len(), 1);
        sent[0].clone()
    }

    pub fn count(&self) -> usize {
        self.sent.lock().unwrap().len()
    }

    pub fn dingtalk(&self) -> Client<DingTalk> {
        Client::builder(Token::new(TOKEN))
            .transport(self.clone())
            .retry(RetryPolicy::none())
            .without_limits()
            .build()
            .unwrap()
    }

    pub fn tencent(&self) -> Client<TencentMeeting> {
        Client::builder(meeting_client::NoCredentials)
            .transport(self.clone())
            .retry(RetryPolicy::none())
            .without_limits()
            .build()
            .unwrap()
    }
}

impl Transport for Fake {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<Response, TransportError>> {
        self.sent.lock().unwrap().push(request);
        let answer = self.answers.lock().unwrap().pop_front().unwrap();
        Box::pin(async { answer })
    }
}

/// An operation without a success rule.
pub struct PlayInfo;

impl Endpoint for PlayInfo {
    type Service = DingTalk;
    type Response = PlayInfoResponse;
    const OPERATION: &'static Operation = &Operation::new("play_info").idempotent().errors(&[
        ("permissionError", Class::Permission),
        ("cloudRecordNotFound", Class::NotFound),
        ("systemError", Class::Transient),
    ]);

    fn request(&self) -> Result<Request> {
        Request::get("/v1.0/conference/videoConferences/{id}/play")
            .path("id", "6139b4")
            .query("unionId", "WFBk gJv")
            .build()
    }
}

#[derive(Debug, PartialEq)]
pub struct PlayInfoResponse {
    pub play_url: Option<Secret<String>>,
    pub status: Option<i64>,
}

impl FromWire for PlayInfoResponse {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        let mut play_url = None;
        let mut status = None;
        value.object(&mut |key, value| match key {
            "playUrl" => value.read(&mut play_url),
            "status" => value.read(&mut status),
            _ => value.unknown(),
        })?;
        Ok(Self { play_url, status })
    }
}

/// An operation that must not be repeated, and whose body tells success.
pub struct StartRecord;

impl Endpoint for StartRecord {
    type Service = DingTalk;
    type Response = StartRecordResponse;
    const OPERATION: &'static Operation =
        &Operation::new("start_cloud_record").success("code", "200");

    fn request(&self) -> Result<Request> {
        Request::post("/v1.0/conference/videoConferences/{id}/cloudRecords/start")
            .path("id", "6139b4")
            .json("unionId", "WFBk")
            .build()
    }
}

#[derive(Debug, PartialEq)]
pub struct StartRecordResponse {
    pub code: String,
}

impl FromWire for StartRecordResponse {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        let mut code = None;
        value.object(&mut |key, value| match key {
            "code" => value.read(&mut code),
            _ => value.unknown(),
        })?;
        Ok(Self {
            code: runtime::always(code, "code")?,
        })
    }
}

/// Says what a person sees of an error, and makes sure that no secret is in it.
pub fn words(error: &meeting_client::Error) -> String {
    let mut all = format!("{error} {error:?}");
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        all.push_str(&error.to_string());
        source = error.source();
    }
    assert!(!all.contains("hunter2"), "{all}");
    let text = error.to_string();
    assert!(!text.contains('\n'), "{text}");
    text
}
