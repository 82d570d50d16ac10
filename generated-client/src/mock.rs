//! A fake server that answers as the specs document, for tests of programs that use this client.
//!
//! [`MockServer`] is a real HTTP server on loopback. A test says what it expects, and the server answers with documented
//! examples, with answers of the test's own, with documented errors, or breaks the connection in the middle:
//!
#![cfg_attr(all(feature = "reqwest", feature = "tencent-meeting"), doc = "```")]
#![cfg_attr(
    not(all(feature = "reqwest", feature = "tencent-meeting")),
    doc = "```ignore"
)]
//! use meeting_client::mock::{MockServer, Reply};
//! use meeting_client::tencent_meeting::ListLiveReplaysByMeetingCode;
//! use meeting_client::tencent_meeting::types::InstanceId;
//! use meeting_client::{Client, TencentCredentials};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> meeting_client::Result<()> {
//! let server = MockServer::start().await;
//! server
//!     .on::<ListLiveReplaysByMeetingCode>()
//!     .reply_sequence([Reply::error("9003"), Reply::example()]);
//!
//! let client = Client::builder(TencentCredentials::new("id", "key", "app"))
//!     .base_url(server.url())
//!     .build()?;
//! let call = ListLiveReplaysByMeetingCode::new("13418515243", "tester", InstanceId::Pc);
//! assert!(client.send(&call).await.is_err_and(|error| error.is_not_found()));
//! assert_eq!(client.send(&call).await?.meeting_number, 1);
//! assert_eq!(server.received::<ListLiveReplaysByMeetingCode>(), [call.clone(), call]);
//! # Ok(())
//! # }
//! ```
//!
//! - Credentials are not checked, and limits not kept, unless the server plays a vendor:
//!   [`MockServerBuilder::vendor`]. Calls that no expectation is for are then answered as the vendor does.
//! - Where a server plays a vendor, [`MockServer::inject`] makes coming calls go wrong, [`MockServer::advance`] moves its
//!   clock, and `/__mock` does both over HTTP.
//! - `FakeDingTalk` and `FakeTencentMeeting` are the vendors of this client's services; `cargo xtask mock` runs them as a
//!   process.
//! - Routes, examples and error tables are part of the program; nothing is read from files.
//! - Of two services with the same method and path, the server knows the one that it heard of first.

pub use crate::runtime::mock::*;
#[allow(
    unreachable_pub,
    unused_imports,
    reason = "nothing is left if all services are switched off"
)]
pub use crate::services::mock::*;
