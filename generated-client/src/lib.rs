//! Typed async clients for DingTalk video conferences and Tencent Meeting.
//!
//! A call is a plain value: build it, then send it with a [`Client`] of its service. Required parameters are arguments
//! of `new`, optional ones are setters.
//!
#![cfg_attr(
    all(feature = "reqwest", feature = "tencent-meeting"),
    doc = "```no_run"
)]
#![cfg_attr(
    not(all(feature = "reqwest", feature = "tencent-meeting")),
    doc = "```ignore"
)]
//! use meeting_client::tencent_meeting::list_corp_records::{ListCorpRecords, OperatorIdType};
//! use meeting_client::{Client, TencentCredentials, UnixSeconds};
//!
//! # async fn example() -> meeting_client::Result<()> {
//! let client = Client::new(TencentCredentials::new("secret id", "secret key", "app id"))?;
//! let call = ListCorpRecords::new(
//!     UnixSeconds(1_611_072_000),
//!     UnixSeconds(1_613_750_400),
//!     "administrator",
//!     OperatorIdType::UserId,
//! );
//! let page = client.send(&call.page_size(20)).await?;
//! println!("{} recordings", page.total_count);
//! # Ok(())
//! # }
//! ```
//!
//! - A field that the service may leave out is an [`Option`]; a list that it leaves out is empty.
//! - Enums are open: a value that this version does not know is kept in `Unknown`.
//! - Instants, lengths of time and sizes are types that carry their unit: [`UnixSeconds`], [`UnixMillis`], [`Seconds`],
//!   [`Millis`], [`Bytes`]. Passwords, tokens and links that let in whoever has them are [`Secret`].
//! - [`Error`] tells the operation, the status, the code and message of the service, and its request id;
//!   [`Error::code_as`] turns the code into the enum of an operation's documented codes. [A page about errors](errors)
//!   shows each kind.
//! - A call keeps to the documented limits, is sent again where that helps and does no harm ([`RetryPolicy`]), and ends
//!   at its deadline. Redirects are not followed, and answers are capped in size; see [`Client::builder`].
//!
//! # Lists
//!
//! [`Client::items`] lists the entries of all pages, and [`Client::windowed`] those of a range of time that is longer
//! than the service allows:
//!
#![cfg_attr(
    all(feature = "reqwest", feature = "tencent-meeting"),
    doc = "```no_run"
)]
#![cfg_attr(
    not(all(feature = "reqwest", feature = "tencent-meeting")),
    doc = "```ignore"
)]
//! use meeting_client::tencent_meeting::list_corp_records::{
//!     ListCorpRecords, OperatorIdType, QueryRecordType,
//! };
//! use meeting_client::{Client, TencentMeeting, UnixSeconds};
//!
//! # async fn example(client: Client<TencentMeeting>) -> meeting_client::Result<()> {
//! let year = UnixSeconds(1_609_459_200)..=UnixSeconds(1_640_995_200);
//! let call = ListCorpRecords::new(*year.start(), *year.end(), "admin", OperatorIdType::UserId)
//!     .page_size(20)
//!     // Without this, uploaded recordings are not listed.
//!     .query_record_type(QueryRecordType::All);
//! let mut recordings = client.windowed(call, year).items();
//! while let Some(recording) = recordings.next().await {
//!     println!("{}", recording?.meeting_record_id);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! [`Items`] and [`Pages`] are `Stream`s as well. A [`Position`], saved after any entry, lets a walk go on in another
//! process.
//!
//! # Credentials
//!
//! `DingTalkApp`, `DingTalkSuite` and `DingTalkUnified` fetch access tokens of `DingTalk`, replace them in time, and drop
//! those that the service rejects; see [`Tokens`]. `TencentCredentials` sign the requests of Tencent Meeting. A [`Token`]
//! is one of your own; [`NoCredentials`] do for operations that need none. Or implement [`Credentials`].
//!
//! # Features
//!
//! | feature | brings |
//! |---|---|
//! | `rustls` (default) | HTTP with TLS by rustls, with the roots that the platform trusts |
//! | `bundled-roots` | roots of trust that are compiled in: `HttpTransportBuilder::bundled_roots` |
//! | `reqwest` | HTTP without TLS, for `http://` addresses only |
//! | `dingtalk` (default) | all operations of DingTalk |
//! | `dingtalk-auth`, `dingtalk-conference` | a group of them |
//! | `tencent-meeting` (default) | all operations of Tencent Meeting |
//! | `tencent-meeting-live`, `tencent-meeting-records` | a group of them |
//! | `blocking` | calls that block the thread: the module `blocking` |
//! | `download` | files behind links, such as recordings: `Downloader` |
//! | `tracing` | a span of `tracing` for each call and each attempt, and an event for each [`Drift`](runtime::Drift) |
//! | `redis` | access tokens and limits that several processes share |
//! | `mock` | a fake server for tests: the module `mock` |
//!
//! Without `rustls` and `reqwest` there is no HTTP stack: requests are built and answers read, and a [`Transport`] of your
//! own carries them.
//!
//! # Where things are
//!
//! - One module per service, written by `cargo xtask generate` from the specs.
//! - [`services`], what each service does its own way, written by hand.
//! - [`runtime`], what all services share, written by hand; it knows no service.

#![warn(missing_docs)]

#[doc = include_str!("../docs/errors.md")]
pub mod errors {}
#[rustfmt::skip]
mod generated;
#[cfg(feature = "mock")]
pub mod mock;
pub mod runtime;
pub mod services;

#[allow(
    unreachable_pub,
    unused_imports,
    reason = "nothing is left if all services are switched off"
)]
pub use generated::*;
#[cfg(feature = "reqwest")]
#[doc(inline)]
pub use runtime::HttpTransport;
#[cfg(feature = "blocking")]
#[doc(inline)]
pub use runtime::blocking;
#[doc(inline)]
pub use runtime::{
    Answer, Bytes, CallOptions, Class, Client, ClientBuilder, Credentials, Endpoint, Error,
    ErrorCode, ErrorKind, Headers, Meta, Millis, NoCredentials, Result, RetryPolicy, Seconds,
    Secret, Service, SlidingWindow, Stop, Token, TokenService, Tokens, Transport, UnixMillis,
    UnixSeconds,
};
#[cfg(feature = "download")]
#[doc(inline)]
pub use runtime::{Download, DownloadError, DownloadErrorKind, Downloaded, Downloader, Progress};
#[doc(inline)]
pub use runtime::{Items, Pages, Position, Windows};
#[cfg(feature = "redis")]
#[doc(inline)]
pub use runtime::{Redis, RedisStore, RedisWindow};
#[cfg(any(feature = "tencent-meeting-live", feature = "tencent-meeting-records"))]
#[doc(inline)]
pub use services::TencentCredentials;
#[cfg(feature = "dingtalk-auth")]
#[doc(inline)]
pub use services::{DingTalkApp, DingTalkSuite, DingTalkUnified, SuiteTicket, TicketSource};
