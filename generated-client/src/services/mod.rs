//! What each service does its own way, such as signing.

#[cfg(feature = "mock")]
pub mod mock;
#[cfg(any(feature = "tencent-meeting-live", feature = "tencent-meeting-records"))]
mod tencent_meeting;

#[cfg(any(feature = "tencent-meeting-live", feature = "tencent-meeting-records"))]
pub use tencent_meeting::TencentCredentials;
