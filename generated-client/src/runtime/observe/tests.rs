//! What observers are told about answers.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Drift, DriftKind, Observer};
use crate::runtime::{
    BoxFuture, Client, Endpoint, ErrorKind, Fault, FromWire, NoCredentials, Operation, Profile,
    Request, Response, Result, Service, Transport, TransportError, TransportRequest, Value, always,
};

enum Vendor {}

impl Service for Vendor {
    const NAME: &'static str = "observed";
    const TITLE: &'static str = "Observed";
    const BASE_URL: &'static str = "https://observed.example";
    const PROFILE: &'static Profile = &Profile::new();
}

struct GetRoom;

#[derive(Debug)]
struct Room(String);

impl FromWire for Room {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        let mut id = None;
        value.object(&mut |key, value| match key {
            "id" => value.read(&mut id),
            _ => value.unknown(),
        })?;
        Ok(Self(always(id, "id")?))
    }
}

impl Endpoint for GetRoom {
    type Service = Vendor;
    type Response = Room;
    const OPERATION: &'static Operation = &Operation::new("get_room").anonymous();

    fn request(&self) -> Result<Request> {
        Request::get("/rooms").build()
    }
}

/// Answers with the next body.
struct Canned(Mutex<Vec<&'static str>>);

impl Transport for Canned {
    fn send(&self, _: TransportRequest) -> BoxFuture<'_, Result<Response, TransportError>> {
        let body = self.0.lock().unwrap().pop().unwrap();
        Box::pin(std::future::ready(Ok(Response::new(200, body))))
    }
}

#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<(String, DriftKind)>>>);

impl Observer for Heard {
    fn drift(&self, drift: &Drift<'_>) {
        assert_eq!((drift.service, drift.operation), ("observed", "get_room"));
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        heard.push((drift.path.to_owned(), drift.kind));
    }
}

fn client(drift: bool, heard: &Heard, bodies: &[&'static str]) -> Client<Vendor> {
    let bodies = bodies.iter().rev().copied().collect();
    Client::builder(NoCredentials)
        .transport(Canned(Mutex::new(bodies)))
        .observer(heard.clone())
        .drift_reports(drift)
        .build()
        .unwrap()
}

/// All in one test, since a process tells each finding once.
#[cfg(feature = "tokio")]
#[tokio::test]
async fn drift_is_told_once_and_only_if_asked_for() {
    let (quiet, heard) = (Heard::default(), Heard::default());
    let bodies = [
        r#"{"id": "a", "new": "hunter2"}"#,
        r#"{"id": "b", "new": "hunter2"}"#,
        r#"{"id": 5, "new": 1, "hunter": 1}"#,
        "{}",
    ];
    let off = client(false, &quiet, &bodies);
    assert_eq!(off.send(&GetRoom).await.unwrap().0, "a");
    assert!(quiet.0.lock().unwrap().is_empty());

    let on = client(true, &heard, &bodies);
    assert_eq!(on.send(&GetRoom).await.unwrap().0, "a");
    assert_eq!(on.send(&GetRoom).await.unwrap().0, "b");
    for _ in 0..2 {
        // An answer that cannot be read is told, too.
        let error = on.send(&GetRoom).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
    }
    let again = client(true, &heard, &bodies);
    again.send(&GetRoom).await.unwrap();
    let heard = heard.0.lock().unwrap().clone();
    let heard: Vec<_> = heard
        .iter()
        .map(|(path, kind)| (path.as_str(), *kind))
        .collect();
    assert_eq!(
        heard,
        [
            ("new", DriftKind::UnknownField),
            ("id", DriftKind::UnexpectedType),
            ("id", DriftKind::MissingField),
        ]
    );
}
