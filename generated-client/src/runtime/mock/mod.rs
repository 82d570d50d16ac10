//! A fake server that answers as the specs document, for tests of programs that use this client.

mod arguments;
mod body;
mod check;
mod clock;
mod data;
mod decode;
mod entry;
mod fault;
mod http_reply;
mod limits;
mod page;
mod problem;
mod random;
mod read;
mod received;
mod refuse;
mod route;
mod server;
mod spec;
mod throttle;
mod vendor;

pub use arguments::Arguments;
pub use fault::Fault;
pub use http_reply::HttpReply;
pub use received::Received;
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
