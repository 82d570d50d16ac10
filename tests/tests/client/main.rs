//! The generated client against what the specs document.
//!
//! Everything that the specs list is tried: every example, every error row, every field. What is expected of a value is
//! written by hand, or follows from the spec and not from the client.

mod operations;
mod spec;

mod answers;
mod broken;
mod encoding;
mod enums;
mod errors;
mod limits;
mod mutations;
mod reference;
mod replies;
mod requests;
mod secrets;
mod signing;
mod tolerance;
mod values;
mod wire_diff;
