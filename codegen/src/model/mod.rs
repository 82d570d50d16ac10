//! Operations in neutral terms: what specs, drafts of pages and comparisons have in common.
//!
//! Types are those of JSON, nested fields are flat paths, every fact knows its line.
//! Made from specs by [`of_specs`], from vendors' pages by [`import`](crate::import).
//!
//! Serialised, each part holds what is said of it and not where, so that two of them can be compared as
//! wholes; an operation without its parameters, fields and errors, which are parts themselves.

mod aspect;
mod declare;
mod declared;
mod facts;
mod flatten;
mod json;
mod lines;
mod resolve;
mod serial;
mod text;

pub use aspect::Aspect;
pub use declared::{
    Declared, DeclaredError, DeclaredField, DeclaredValue, Disagreement, Own, Retired, Service,
    Text, Width,
};
pub use facts::{Datum, facts};
pub use json::{json, json_of_draft};
pub use resolve::{nearest_service, of_specs};
pub(crate) use text::string_length;
pub use text::{compact, lines_text, literal_text, millis_of, span_text};

use std::fmt;

use serde::Serialize;

pub use crate::spec::{In, Literal};

/// Version of the JSON form.
pub const VERSION: u32 = 1;

/// Operations of any number of services.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Model {
    /// Sorted by service and name if made from specs, in the order of the page otherwise.
    pub operations: Vec<Operation>,
    /// Sorted by name; only if made from specs.
    pub services: Vec<Service>,
}

/// A line of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// Index of the spec's file in its [`Sources`](crate::Sources); 0 for a page.
    pub file: u32,
    /// From 1; 0 if it is not known.
    pub line: u32,
}

/// A value and the line that says so.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Fact<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    #[serde(skip)]
    pub at: At,
}

impl<T> Fact<T> {
    /// A value and the line that says so.
    pub fn new(value: T, at: At) -> Self {
        Self { value, at }
    }
}

/// One HTTP call.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Operation {
    /// Where it begins.
    #[serde(skip)]
    pub at: At,
    /// Name of the service; empty if nobody said.
    pub service: String,
    /// Name in `snake_case`; of a draft, a proposal.
    pub name: String,
    /// The vendor's own name for it, or the heading under which it stands.
    pub title: Option<Fact<String>>,
    /// `GET` and so on.
    pub method: Option<Fact<String>>,
    /// Scheme and host.
    pub host: Option<Fact<String>>,
    /// Path template, `/v1/meetings/{meetingId}`, without a query.
    pub path: Option<Fact<String>>,
    /// Parameters in the order of the page or spec; those of a nested body follow their parent.
    #[serde(skip)]
    pub params: Vec<Field>,
    /// Fields of the answer, each followed by the fields within it.
    #[serde(skip)]
    pub response: Vec<Field>,
    /// The operation's own error table.
    #[serde(skip)]
    pub errors: Vec<ErrorRow>,
    /// The operation's own limits.
    pub rates: Vec<Fact<Rate>>,
    /// Longest interval that one call may ask for.
    pub window: Option<Fact<Window>>,
    /// Parameters and fields that lead from page to page.
    pub pagination: Option<Fact<Pagination>>,
    /// Field and value that mean success.
    pub success: Option<Fact<(String, Literal)>>,
    /// What the caller's app must be allowed to do.
    pub permissions: Vec<Permission>,
    /// Whether one of the permissions suffices; absent where the page does not say.
    #[serde(skip)]
    pub any_permission: Option<bool>,
    /// Kinds of app, as in a spec: `internal`, `third_party`.
    pub app_types: Vec<Fact<String>>,
    /// Kinds of credential that do not work, as in a spec: `oauth2`.
    pub refused: Vec<Fact<String>>,
    /// The documented examples.
    pub examples: Vec<Example>,
    /// Why it should no longer be used.
    pub deprecated: Option<Fact<String>>,
    /// What the person behind the call must be allowed to do.
    pub operator: Option<Fact<String>>,
    /// The page's own sentences about the call, as they stand there; only in drafts.
    pub texts: Vec<Fact<String>>,
    /// What only specs say.
    pub declared: Option<Box<Declared>>,
}

/// A parameter or a field of the answer.
///
/// What is `None` is not said, or has been lost.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Field {
    /// Where it stands.
    #[serde(skip)]
    pub at: At,
    /// Wire names joined by dots, with `[]` behind each list: `record_meetings[].state`.
    pub path: String,
    /// Only for parameters.
    pub location: Option<In>,
    /// The neutral type.
    pub kind: Option<Fact<Kind>>,
    /// Of an array: what its entries are.
    pub items: Option<Kind>,
    /// Name of the object type, of a field that is an object or a list of objects.
    pub object: Option<String>,
    /// What the value stands for.
    pub format: Option<Fact<Format>>,
    /// The unit of a number.
    pub unit: Option<Fact<Unit>>,
    /// Whether a parameter has to be sent. `None`: not known, or only under a condition.
    pub required: Option<Fact<bool>>,
    /// Condition under which a parameter has to be sent.
    pub required_when: Option<Fact<String>>,
    /// Whether every answer has the field; `None`: not known.
    pub always: Option<Fact<bool>>,
    /// Condition under which a field is sent.
    pub when: Option<Fact<String>>,
    /// Values of an open enum.
    pub values: Vec<Value>,
    /// What the vendor assumes when it is left out.
    pub default: Option<Fact<Literal>>,
    /// Fixed value.
    pub value: Option<Fact<Literal>>,
    /// Smallest value.
    pub min: Option<Fact<Literal>>,
    /// Largest value.
    pub max: Option<Fact<Literal>>,
    /// Fewest characters, or list entries.
    pub min_length: Option<Fact<u64>>,
    /// Most characters, or list entries.
    pub max_length: Option<Fact<u64>>,
    /// How long the value is good for, as in a spec: `6h`.
    pub expires: Option<Fact<String>>,
    /// Other names that are read as this field.
    pub also: Vec<Fact<String>>,
    /// Why it should no longer be used.
    pub deprecated: Option<Fact<String>>,
    /// Whether it must not appear in logs.
    pub sensitive: bool,
    /// The vendor's own short term.
    pub term: Option<Fact<String>>,
    /// The description on the page, as it stands there; only in drafts.
    pub text: Option<Fact<String>>,
    /// What only specs say.
    pub declared: Option<Box<DeclaredField>>,
}

/// Types of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Kind {
    /// `string`
    String,
    /// `integer`
    Integer,
    /// `number`
    Number,
    /// `boolean`
    Boolean,
    /// `object`
    Object,
    /// `array`
    Array,
}

impl Kind {
    /// As in JSON Schema.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Object => "object",
            Self::Array => "array",
        }
    }

    /// In a sentence.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::String => "a string",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::Boolean => "a boolean",
            Self::Object => "an object",
            Self::Array => "an array",
        }
    }
}

/// What a value stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Format {
    /// A link.
    Url,
    /// A point in time, counted from 1970.
    Instant,
    /// A length of time.
    Duration,
    /// A number of bytes.
    Size,
}

/// The unit of a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Unit {
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Milliseconds,
    /// Bytes.
    Bytes,
    /// Any other, such as `minutes`, `fen`, `percent`.
    Other(String),
}

impl Unit {
    /// In JSON and in the `unit` of a spec.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Seconds => "seconds",
            Self::Milliseconds => "milliseconds",
            Self::Bytes => "bytes",
            Self::Other(name) => name,
        }
    }
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Value {
    /// Where it stands.
    #[serde(skip)]
    pub at: At,
    /// As sent.
    pub wire: Literal,
    /// Name in a spec; of a draft, a proposal, or empty.
    pub name: String,
    /// The vendor's words for it.
    pub term: Option<String>,
}

/// A documented error.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ErrorRow {
    /// Where it stands.
    #[serde(skip)]
    pub at: At,
    /// HTTP status; one row per status.
    pub status: Option<Fact<u64>>,
    /// The vendor's code, as text.
    pub code: String,
    /// The message, or its template, as sent.
    pub message: Option<Fact<String>>,
    /// Class as in a spec; of a draft, a proposal, or empty.
    pub class: String,
    /// The vendor's own term.
    pub term: Option<Fact<String>>,
    /// What the page says about it, as it stands there; only in drafts.
    pub text: Option<Fact<String>>,
    /// What only specs say.
    pub declared: Option<Box<DeclaredError>>,
}

/// Calls per period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Number of calls.
    pub calls: u64,
    /// Length of the period; `None` is a calendar month.
    pub per_millis: Option<u64>,
    /// Who is counted, as in a spec: `account`, `app`, …; absent where the page does not say.
    pub scope: Option<String>,
    /// Whether the calls of all operations count together, as far as that is known.
    pub shared: bool,
    /// Whether it comes from the service and not from the operation's own page.
    pub of_service: bool,
}

/// `10 calls per 60s of one account, all operations together`
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let period = self.per_millis.map(span_text);
        let period = period.as_deref().unwrap_or("month");
        let calls = if self.calls == 1 { "call" } else { "calls" };
        write!(f, "{} {calls} per {period}", self.calls)?;
        if let Some(scope) = &self.scope {
            write!(f, " of one {scope}")?;
        }
        if self.shared {
            f.write_str(", all operations together")?;
        }
        Ok(())
    }
}

/// Longest interval of one call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Window {
    /// Parameter with the start.
    pub from: String,
    /// Parameter with the end.
    pub to: String,
    /// Longest span, in milliseconds.
    pub max_millis: u64,
}

/// What leads from page to page; keys as in a spec.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pagination {
    /// Pairs such as `("page", "page_no")`, in the order of the format.
    pub keys: Vec<(String, String)>,
}

/// One permission.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Permission {
    /// Where it stands.
    #[serde(skip)]
    pub at: At,
    /// As the vendor spells it.
    pub name: String,
    /// The vendor's words for it.
    pub term: Option<String>,
}

/// A documented request with its answer; either may be missing.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Example {
    /// Where it begins.
    #[serde(skip)]
    pub at: At,
    /// Request line, headers and body, verbatim.
    pub request: Option<Fact<String>>,
    /// HTTP status of the answer; 200 unless the page says otherwise.
    pub status: u64,
    /// Body of the answer, verbatim.
    pub response: Option<Fact<String>>,
}
