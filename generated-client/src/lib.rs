//! Typed async clients for DingTalk video conferences and Tencent Meeting.
//!
//! A call is a plain value: build it, then send it with a [`Client`] of its service.
//!
//! - One module per service is written by `cargo xtask generate`.
//! - [`services`], what each service does its own way, is written by hand.
//! - [`runtime`], what all services share, is written by hand and knows neither.

#![warn(missing_docs)]

#[rustfmt::skip]
mod generated;
pub mod runtime;
pub mod services;

#[allow(
    unreachable_pub,
    unused_imports,
    reason = "nothing is left if all services are switched off"
)]
pub use generated::*;
#[cfg(feature = "reqwest")]
pub use runtime::HttpTransport;
pub use runtime::{
    Answer, Bytes, Class, Client, ClientBuilder, Credentials, Endpoint, Error, ErrorCode,
    ErrorKind, Headers, Meta, Millis, NoCredentials, Result, Seconds, Secret, Service, Token,
    TokenService, Transport, UnixMillis, UnixSeconds,
};
#[cfg(any(feature = "tencent-meeting-live", feature = "tencent-meeting-records"))]
pub use services::TencentCredentials;
