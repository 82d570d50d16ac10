//! Fakes of what each service does its own way: whom it lets in, and what its tokens are.

#[cfg(any(feature = "dingtalk-auth", feature = "dingtalk-conference"))]
mod dingtalk;
#[cfg(any(feature = "tencent-meeting-live", feature = "tencent-meeting-records"))]
mod nonces;
#[cfg(any(feature = "tencent-meeting-live", feature = "tencent-meeting-records"))]
mod tencent_meeting;
#[cfg(any(feature = "dingtalk-auth", feature = "dingtalk-conference"))]
mod tokens;

#[cfg(any(feature = "dingtalk-auth", feature = "dingtalk-conference"))]
pub use dingtalk::FakeDingTalk;
#[cfg(any(feature = "tencent-meeting-live", feature = "tencent-meeting-records"))]
pub use tencent_meeting::FakeTencentMeeting;
