//! An answer in HTTP terms, and how it leaves the server.

use std::time::Duration;

use crate::runtime::{Headers, Json};

/// An answer in HTTP terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpReply {
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) body: Vec<u8>,
    pub(crate) delay: Duration,
    pub(crate) manner: Manner,
}

/// How an answer leaves the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Manner {
    /// All of it.
    #[default]
    Whole,
    /// The connection is reset before anything is sent.
    Reset,
    /// The connection is reset in the middle of the body.
    ResetInBody,
    /// The body comes in pieces of a byte, with this pause before each.
    Slow(Duration),
    /// `Content-Length` says one byte more than there are, and the connection is closed after the last.
    TooShort,
    /// The body is followed by blanks until it has this length; `declared` says whether `Content-Length` tells.
    Padded { bytes: u64, declared: bool },
    /// The connection is reset before anything is sent, and connecting is refused for so long.
    Refuse(Duration),
}

impl HttpReply {
    /// An answer without headers and body.
    ///
    /// What HTTP needs is added: `Content-Length`, `Date`.
    #[must_use]
    pub fn new(status: u16) -> Self {
        Self {
            status,
            headers: Headers::new(),
            body: Vec::new(),
            delay: Duration::ZERO,
            manner: Manner::Whole,
        }
    }

    /// An answer with a JSON body.
    #[must_use]
    pub fn json(status: u16, body: &Json) -> Self {
        Self::new(status)
            .header("Content-Type", "application/json;charset=utf-8")
            .body(body.to_string())
    }

    /// The same answer with one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.append(name, value);
        self
    }

    /// The same answer with another body.
    #[must_use]
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// The same answer, but so much later.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// The status, if any of the answer is sent.
    pub(super) fn sent_status(&self) -> Option<u16> {
        match self.manner {
            Manner::Reset | Manner::Refuse(_) => None,
            _ => Some(self.status),
        }
    }
}
