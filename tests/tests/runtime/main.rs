//! The runtime against the fake vendors.

mod attempts;
mod blocking;
mod fast;
mod transport;
mod limits;
