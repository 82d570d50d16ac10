//! What all services share: requests, decoding, credentials, errors, units.
//!
//! Generated code uses everything here; so can hand-written implementations of [`Endpoint`] for operations that have no
//! spec. The runtime knows no service and no operation.

#[cfg(feature = "blocking")]
pub mod blocking;
mod class;
mod client;
mod credentials;
#[cfg(feature = "download")]
mod download;
mod endpoint;
mod error;
mod escape;
mod headers;
mod limiter;
mod macros;
#[cfg(feature = "mock")]
pub mod mock;
mod observe;
mod pages;
mod rate_limit;
#[cfg(feature = "redis")]
mod redis;
mod request;
mod retry;
mod secret;
mod service;
mod timer;
mod tokens;
mod transport;
mod units;
mod wire;

pub use class::{Class, ErrorCode};
pub use client::{Answer, CallOptions, Channel, Client, ClientBuilder, Meta};
pub use credentials::{Credentials, NoCredentials, Outgoing, Token};
#[cfg(feature = "download")]
pub use download::{
    Download, DownloadError, DownloadErrorKind, Downloaded, Downloader, DownloaderBuilder, Progress,
};
pub use endpoint::{Endpoint, Operation};
pub use error::{BoxError, Error, ErrorKind, Result, Stop};
pub use headers::Headers;
pub use limiter::{Admission, Limiter, Limits, Overload, Permit, SlidingWindow};
pub use observe::{Attempt, Call, Drift, DriftKind, Observer};
pub use pages::{
    Items, PageEnd, PageParam, Paged, Pages, Pagination, Position, Timestamp, Window, Windowed,
    Windows,
};
pub use rate_limit::{LimitScope, Period, RateLimit};
#[cfg(feature = "redis")]
pub use redis::{Redis, RedisStore, RedisWindow};
#[cfg(feature = "dingtalk-auth")]
pub(crate) use request::encode::percent_encode;
pub use request::{Bounded, Length, Method, Moment, Param, ParamList, Request, RequestBuilder};
pub use retry::RetryPolicy;
pub use secret::Secret;
pub use service::{Envelope, Profile, Service, TokenPlace, TokenService};
pub use timer::Timer;
#[cfg(feature = "tokio")]
pub use timer::TokioTimer;
pub use tokens::{FetchWith, Fetched, MemoryStore, TokenSlot, TokenSource, TokenStore, Tokens};
pub use transport::{BoxFuture, Response, Transport, TransportError, TransportRequest};
#[cfg(feature = "reqwest")]
pub use transport::{HttpTransport, HttpTransportBuilder};
pub use units::{Bytes, Millis, Seconds, UnixMillis, UnixSeconds};
pub use wire::{Fault, FromText, FromWire, ObjectWriter, Value, always, deserialize, from_json};

/// Any JSON value: what a spec leaves untyped.
pub use serde_json::Value as Json;
/// An object with any keys.
pub type Map<T> = std::collections::BTreeMap<String, T>;

#[doc(hidden)]
pub use macros::{wire_integers, wire_objects, wire_strings};
#[doc(hidden)]
pub use serde;
