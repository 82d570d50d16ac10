//! Examples: JSON that is nearly JSON, requests as lines, curl or URLs, and code samples.

use crate::{json::Json, model::Fact};

/// A JSON text of a page.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    /// The value.
    pub(crate) json: Json,
    /// The text as it stands on the page, from the first brace to the last.
    pub(crate) text: String,
    /// Line of the page on which the text begins.
    pub(crate) line: u32,
    /// What had to be overlooked to read it: comments, trailing commas, …, with their lines.
    pub(crate) repairs: Vec<Fact<String>>,
}

/// An example request, in whatever notation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    /// Line of the page on which it begins.
    pub(crate) line: u32,
    /// `GET`
    pub(crate) method: String,
    /// Scheme and host, if it names them.
    pub(crate) host: Option<String>,
    /// The path as written.
    pub(crate) path: String,
    /// Names and values of the query, decoded, in order.
    pub(crate) query: Vec<(String, String)>,
    /// Names and values of the headers.
    pub(crate) headers: Vec<(String, String)>,
    /// The body.
    pub(crate) body: Option<Body>,
    /// Request line, headers, empty line, body: the form that the `request` of a spec's example
    /// has. Verbatim but for an empty line that the capture lost, or the notation of curl.
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
