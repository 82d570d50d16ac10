//! Examples: JSON that is nearly JSON, requests as lines, curl or URLs, and code samples.

mod assignments;
mod bodies;
mod call;
mod chars;
mod curl;
mod frame;
mod head;
mod http;
mod language;
mod lines;
mod loose;
mod shell;
mod strings;
mod target;
mod token;
mod tree;

use std::ops::Range;

use crate::{json::Json, model::Fact};

pub(crate) use assignments::{assignments, same_name};
pub(crate) use bodies::bodies;
pub(crate) use call::shared_call;
pub(crate) use http::{Samples, samples};
pub(crate) use lines::Lines;
pub(crate) use tree::{Leaf, Tree};

/// A JSON text of a page.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    /// The value; its ranges are bytes of `text`.
    pub(crate) json: Json,
    /// The text as it stands on the page, from the first brace to the last.
    pub(crate) text: String,
    /// Line of the page on which the text begins.
    pub(crate) line: u32,
    /// Bytes of the text that was searched.
    pub(crate) range: Range<usize>,
    /// What had to be overlooked to read it: comments, trailing commas, …, with their lines.
    pub(crate) repairs: Vec<Fact<String>>,
}

impl Body {
    /// The lines of its text.
    pub(crate) fn lines(&self) -> Lines {
        Lines::new(&self.text, self.line)
    }
}

/// What begins like a sample and could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unread {
    /// Line of the page on which it begins.
    pub(crate) line: u32,
    /// Why it could not be read.
    pub(crate) reason: String,
}

/// An example request, in whatever notation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    /// Line of the page on which it begins.
    pub(crate) line: u32,
    /// `GET`; empty if only an address stands on the page.
    pub(crate) method: String,
    /// Scheme and host, if it names them.
    pub(crate) host: Option<String>,
    /// The path as written.
    pub(crate) path: String,
    /// Names and values of the query, decoded, in order.
    pub(crate) query: Vec<(String, String)>,
    /// Names and values of the headers.
    pub(crate) headers: Vec<(String, String)>,
    /// The body, if it is JSON.
    pub(crate) body: Option<Body>,
    /// Names and values of a form, decoded, if the body is one.
    pub(crate) form: Vec<(String, String)>,
    /// What had to be overlooked or guessed to read it, with the lines.
    pub(crate) repairs: Vec<Fact<String>>,
    /// Request line, headers, empty line, body: the form that the `request` of a spec's example
    /// has. Verbatim but for an empty line that the capture lost, or the notation of curl.
    pub(crate) text: String,
}

/// An example answer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Response {
    /// Line of the page on which it begins.
    pub(crate) line: u32,
    /// HTTP status, if a status line stands above it.
    pub(crate) status: Option<u64>,
    /// Names and values of the headers.
    pub(crate) headers: Vec<(String, String)>,
    /// The body, if there is one in JSON.
    pub(crate) body: Option<Body>,
    /// Status line, headers, empty line, body.
    pub(crate) text: String,
}

/// Values that a code sample assigns to names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Assignments {
    /// `java`, `python`, …
    pub(crate) language: String,
    /// Line, name as written in the code, and the literal value.
    pub(crate) pairs: Vec<(u32, String, String)>,
    /// Name of the call in the code, `queryConferenceInfo`, if one is recognised.
    pub(crate) call: Option<String>,
}

#[cfg(test)]
mod body_tests;
#[cfg(test)]
mod code_tests;
#[cfg(test)]
mod http_tests;
