//! The runtime against the fake vendors.

mod attempts;
mod blocking;
mod downloads;
mod drift;
mod errors;
mod examples;
mod fast;
mod limits;
mod pages;
mod redis_server;
mod redis_tokens;
mod secrets;
mod shared_limits;
mod tokens;
mod transport;
