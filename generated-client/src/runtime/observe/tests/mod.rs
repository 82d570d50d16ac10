//! What observers and subscribers hear.

mod drift;
#[cfg(feature = "tracing")]
mod spans;

use std::sync::Mutex;

use crate::runtime::{
    BoxFuture, Endpoint, Envelope, Fault, FromWire, Operation, Profile, Request, Response, Result,
    Service, TokenPlace, TokenService, Transport, TransportError, TransportRequest, Value, always,
};

enum Vendor {}

impl Service for Vendor {
    const NAME: &'static str = "observed";
    const TITLE: &'static str = "Observed";
    const BASE_URL: &'static str = "https://observed.example";
    const PROFILE: &'static Profile = &Profile::new().envelopes(ENVELOPES);
}

const ENVELOPES: &[Envelope] = &[Envelope::new("code").request_id("requestid")];

impl TokenService for Vendor {
    const PLACE: TokenPlace = TokenPlace::Query("token");
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
    const OPERATION: &'static Operation = &Operation::new("get_room").idempotent();

    fn request(&self) -> Result<Request> {
        Request::get("/rooms/{id}")
            .path("id", "room-hunter2")
            .query("password", "query-hunter2")
            .build()
    }
}

/// Gives these answers, one after the other.
struct Canned(Mutex<Vec<Response>>);

impl Transport for Canned {
    fn send(&self, _: TransportRequest) -> BoxFuture<'_, Result<Response, TransportError>> {
        let response = self.0.lock().unwrap().remove(0);
        Box::pin(std::future::ready(Ok(response)))
    }
}
