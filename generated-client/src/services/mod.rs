//! What each service does its own way, such as signing.

#[cfg(feature = "dingtalk-auth")]
mod dingtalk;
#[cfg(feature = "mock")]
pub mod mock;
#[cfg(any(feature = "tencent-meeting-live", feature = "tencent-meeting-records"))]
mod tencent_meeting;

#[cfg(feature = "dingtalk-auth")]
pub use dingtalk::{DingTalkApp, DingTalkSuite, DingTalkUnified, SuiteTicket, TicketSource};
#[cfg(any(feature = "tencent-meeting-live", feature = "tencent-meeting-records"))]
pub use tencent_meeting::TencentCredentials;
