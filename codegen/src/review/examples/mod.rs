//! examples: what the documented examples become on the wire, and whether released models read the new answers.

use super::Side;
use crate::diff::Difference;

/// A documented example, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The service.
    pub service: String,
    /// The operation, by its new name if it has one.
    pub operation: String,
    /// Number of the example, from 1.
    pub number: usize,
    /// What becomes of the request.
    pub request: Request,
    /// What becomes of the answer.
    pub answer: Answer,
}

/// What becomes of a documented request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// The example has none.
    None,
    /// The same bytes are sent.
    Same,
    /// Other bytes are sent for the same values: both requests, without the headers of the credential.
    Differs {
        /// By released clients.
        before: String,
        /// By the client generated anew.
        after: String,
    },
    /// The values of the example cannot be sent by one of the clients.
    Refused {
        /// Whether it is the released client that cannot send them.
        released: bool,
        /// What the other client sends.
        sent: String,
        /// Why not: `query.page_size must be at most 20`.
        why: String,
    },
}

/// What becomes of a documented answer when *released* clients read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The example has none.
    None,
    /// They read all of it that they know.
    Reads,
    /// They read it, and values get lost or become unknown ones: path and what happens there.
    Loses(Vec<(String, String)>),
    /// They cannot read it: path and why.
    Fails(String, String),
    /// They take it for an error.
    Error(String),
}

/// All examples of the operations that are on both sides, in the order of the new side.
#[must_use]
pub fn examples(_old: &Side<'_>, _new: &Side<'_>, _found: &[Difference]) -> Vec<Example> {
    Vec::new()
}
