//! A fake server that answers as the specs document: what all services have in common.

mod arguments;
mod body;
mod check;
mod clock;
mod control;
mod data;
mod decode;
mod engine;
mod entry;
mod event;
mod expectation;
mod fault;
mod files;
mod http_reply;
mod injection;
mod limits;
mod mock_server;
mod on;
mod page;
mod problem;
mod random;
mod read;
mod received;
mod refuse;
mod reply;
mod route;
mod server;
mod spec;
mod throttle;
mod vendor;

pub use arguments::Arguments;
pub use event::Event;
pub use expectation::Times;
pub use fault::Fault;
pub use http_reply::HttpReply;
pub use injection::Injection;
pub use mock_server::{MockServer, MockServerBuilder, example};
pub use on::On;
pub use received::Received;
pub use reply::{IntoCode, Reply};
pub use spec::{
    ErrorSpec, ExampleSpec, FieldSpec, Kind, Location, OperationSpec, PageSpec, ParamSpec,
    ServiceSpec, WindowSpec,
};
pub use vendor::{Caller, Reason, Refusal, Vendor};

use super::{Endpoint, Service};

/// An operation that the fake server knows. Implemented by generated code.
pub trait Mockable: Endpoint<Response: serde::Serialize, Service: MockableService> {
    /// What the spec documents.
    const SPEC: &'static OperationSpec;

    /// Reads a received call back.
    ///
    /// # Errors
    ///
    /// A [`Fault`](super::Fault) if a parameter is missing or is not what the client sends.
    fn read(arguments: &Arguments<'_>) -> Result<Self, super::Fault>
    where
        Self: Sized;
}

/// A service that the fake server knows. Implemented by generated code.
pub trait MockableService: Service {
    /// What the spec documents.
    const SPEC: &'static ServiceSpec;
}

/// Names for a message: "`a`, `b`".
fn names(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
