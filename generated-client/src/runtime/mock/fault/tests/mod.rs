//! Faults against a service made up for it.

mod alter;
mod answers;
mod plan;

use std::time::Duration;

use serde_json::json;

use super::{
    super::{
        Caller, ErrorSpec, FieldSpec, HttpReply, Kind, OperationSpec, Received, Refusal,
        ServiceSpec, Vendor, http_reply::Manner,
    },
    Fault,
};
use crate::runtime::{Class, Envelope, Json, Method, Operation, Profile};

const GOOD: &str = r#"{"state":1,"rooms":[{"kind":"A","id":18446744073709551615},{"kind":"B"}]}"#;

static PROFILE: Profile = Profile::new().envelopes(&[Envelope::new("code").message("message")]);

static ROOM: [FieldSpec; 2] = [
    FieldSpec::new("kind", Kind::Strings(&["A", "B"])),
    FieldSpec::new("id", Kind::U64),
];

static ROOMS: OperationSpec = OperationSpec::new(
    &Operation::new("list_rooms"),
    Method::Get,
    "/v1/{office}/rooms",
)
.response(&[
    FieldSpec::new("name", Kind::String),
    FieldSpec::new("rooms", Kind::List(&Kind::Object(&ROOM))),
    FieldSpec::new("state", Kind::Integers(&[0, 1, 4])),
])
.errors(&[ErrorSpec::new("no_office", &[404], "120", Class::NotFound)]);

static DELETE: OperationSpec = OperationSpec::new(
    &Operation::new("delete_rooms"),
    Method::Delete,
    "/v1/{office}/rooms",
);

static SERVICE: ServiceSpec = ServiceSpec::new("offices", "Offices", &PROFILE)
    .operations(&[&ROOMS, &DELETE])
    .errors(&[ErrorSpec::new(
        "denied",
        &[403, 400],
        "Denied.ByRole",
        Class::Permission,
    )]);

static BUSY: ServiceSpec = ServiceSpec::new("offices", "Offices", &PROFILE)
    .operations(&[&ROOMS])
    .errors(&[ErrorSpec::new("busy", &[429], "Busy", Class::Throttled)]);

struct Banning;

impl Vendor for Banning {
    fn spec(&self) -> &'static ServiceSpec {
        &SERVICE
    }

    fn authorize(&self, _: &Received, _: std::time::SystemTime) -> Result<Caller, Refusal> {
        Ok(Caller::default())
    }

    fn ban(&self) -> Option<HttpReply> {
        Some(HttpReply::new(403).body("banned"))
    }
}

fn good() -> HttpReply {
    HttpReply::new(200)
        .header("Content-Type", "application/json")
        .body(GOOD)
}

/// The answer of the first operation, from an address that is not to appear in it.
fn apply(fault: &Fault, vendor: Option<&dyn Vendor>, service: &ServiceSpec) -> HttpReply {
    let call = Received::new("GET", "/v1/a%2Fb/rooms?token=hunter2");
    fault.apply(vendor, service, &ROOMS, &call, &good, "R1")
}

fn play(fault: &Fault) -> HttpReply {
    apply(fault, None, &SERVICE)
}

fn note(reply: &HttpReply) -> &str {
    reply.headers.get("x-mock-fault").unwrap()
}

fn json_of(reply: &HttpReply) -> Json {
    serde_json::from_slice(&reply.body).unwrap()
}
