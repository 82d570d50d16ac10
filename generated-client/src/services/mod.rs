//! What each service does its own way, such as signing.

#[cfg(feature = "tencent-meeting")]
mod tencent_meeting;

#[cfg(feature = "tencent-meeting")]
pub use tencent_meeting::TencentCredentials;
