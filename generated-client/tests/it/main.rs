//! The client as its users see it: calls, errors, and what is on the wire.

#![cfg(all(feature = "dingtalk", feature = "tencent-meeting", feature = "tokio"))]
#![allow(unreachable_pub, reason = "generated modules are written with `pub`")]

mod client;
mod common;
mod envelopes;
mod generated;
#[cfg(feature = "reqwest")]
mod http;
