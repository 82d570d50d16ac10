//! What happened to a request, for a log.

use std::time::SystemTime;

/// What happened to a request. Holds no query, header or body: those may be secret.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Event {
    /// When it arrived, by the server's clock.
    pub at: SystemTime,
    /// The method, as sent.
    pub method: String,
    /// The target up to the query, as sent.
    pub path: String,
    /// The operation; `None` if no route fits.
    pub operation: Option<&'static str>,
    /// The status of the answer; `None` if the connection was reset instead.
    pub status: Option<u16>,
    /// Why the call was refused, or which fault was played; `None` for a plain success.
    pub refused: Option<String>,
}
