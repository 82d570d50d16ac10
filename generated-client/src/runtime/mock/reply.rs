//! What a test wants an operation to answer.

use std::time::Duration;

use serde::Serialize;

use super::{Fault, HttpReply};
use crate::runtime::{ErrorCode, Json};

/// What a test wants an operation to answer.
#[derive(Clone, Debug)]
pub struct Reply {
    pub(super) what: What,
    pub(super) delay: Duration,
}

#[derive(Clone, Debug)]
pub(super) enum What {
    /// The vendor's own answer if the server plays one, else the documented example.
    Usual,
    Json(Json),
    Error(String),
    Fault(Fault),
    Http(HttpReply),
}

impl Reply {
    fn new(what: What) -> Self {
        Self {
            what,
            delay: Duration::ZERO,
        }
    }

    /// The first documented example; of a server that plays a vendor, what that vendor answers.
    #[must_use]
    pub fn example() -> Self {
        Self::new(What::Usual)
    }

    /// A success with this body: an answer of the operation's type, or any JSON.
    ///
    /// # Panics
    ///
    /// If it cannot be written as JSON.
    #[must_use]
    pub fn answer(answer: &impl Serialize) -> Self {
        let json = serde_json::to_value(answer)
            .unwrap_or_else(|error| panic!("the answer cannot be written as JSON: {error}"));
        Self::new(What::Json(json))
    }

    /// A documented error, in the service's own format and with its first status.
    #[must_use]
    pub fn error(code: impl IntoCode) -> Self {
        Self::new(What::Error(code.into_code()))
    }

    /// Something that goes wrong on the way.
    #[must_use]
    pub fn fault(fault: Fault) -> Self {
        Self::new(What::Fault(fault))
    }

    /// Exactly this.
    #[must_use]
    pub fn http(reply: HttpReply) -> Self {
        Self::new(What::Http(reply))
    }

    /// The same, but so much later.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }
}

/// An error code of a service: as text, or of the enum that an operation has for its codes.
pub trait IntoCode {
    /// The code as the service sends it.
    fn into_code(self) -> String;
}

impl<E: ErrorCode> IntoCode for E {
    fn into_code(self) -> String {
        self.code().to_owned()
    }
}

impl IntoCode for &str {
    fn into_code(self) -> String {
        self.to_owned()
    }
}

impl IntoCode for String {
    fn into_code(self) -> String {
        self
    }
}
