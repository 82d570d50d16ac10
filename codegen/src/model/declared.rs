//! What only specs say: names in Rust, the life of an operation, texts, and what holds for a service.
//!
//! Pages leave all of it out, so that drafts have none of it.

use serde::Serialize;

use super::{Fact, Operation};

/// What holds for all operations of a service.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Service {
    /// Its name.
    pub name: String,
    /// Host, limits, errors, rule of success and texts, as if it were an operation.
    #[serde(skip)]
    pub common: Operation,
    /// Name of its type in Rust.
    pub rust: String,
    /// Other hosts.
    pub hosts: Vec<Fact<String>>,
    /// How a call shows who asks.
    pub credential: Option<Fact<String>>,
    /// Headers of a credential that is written by hand.
    pub credential_headers: Vec<Fact<String>>,
    /// What error bodies look like, one text each.
    pub envelopes: Vec<Fact<String>>,
    /// Headers with the request id.
    pub request_ids: Vec<Fact<String>>,
    /// Operations that are kept as `retired`, under their names.
    pub retired: Vec<Retired>,
}

/// What only a spec says of an operation.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Declared {
    /// Name of the request type.
    pub rust: String,
    /// Name before a renaming.
    pub was: Option<Fact<String>>,
    /// The Cargo feature that switches it on.
    pub feature: Option<Fact<String>>,
    /// Whether sending it twice does no harm.
    pub idempotent: Option<Fact<bool>>,
    /// Whether it needs no credential.
    pub anonymous: bool,
    /// Whether host and rule of success are its own and not the service's.
    #[serde(skip)]
    pub own: Own,
    /// Date on which the vendor switches it off.
    pub sunset: Option<Fact<String>>,
    /// Kinds of credential that work.
    pub accepted: Vec<Fact<String>>,
    /// Where the page is.
    pub page: Option<Fact<String>>,
    /// What tells editions of the page apart: its titles, file, language, date, digest, and the day of
    /// the last comparison.
    pub edition: Vec<Fact<String>>,
    /// The day of the last comparison with the page.
    pub checked: Option<String>,
    /// Permissions of which one suffices; none if there is only one of them.
    pub any_of: Vec<String>,
    /// Texts about the call.
    pub texts: Vec<Text>,
    /// What the facts of the whole, of its types, limits and examples rest on, if not on the page's
    /// table: which of them, and the kind of evidence.
    pub evidence: Vec<(String, String)>,
    /// Where the vendor disagrees with itself.
    pub contradictions: Vec<Disagreement>,
    /// Parameters, fields, values and errors that are kept as `retired`.
    pub retired: Vec<Retired>,
}

/// What an operation says itself, though its service says it, too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Own {
    /// The host.
    pub host: bool,
    /// What a body must say to be a success.
    pub success: bool,
}

/// A text in the words of the spec.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// The key under which it stands, with what it belongs to: `doc`, `not_modelled 2`.
    pub key: String,
    /// The text.
    pub text: Fact<String>,
}

impl Text {
    /// The key without its number in a list, and without the name of a type.
    #[must_use]
    pub fn family(&self) -> &str {
        match self.key.strip_prefix("type ") {
            Some(rest) if rest.ends_with(" term") => "type term",
            Some(_) => "type",
            None => self.key.trim_end_matches(|c: char| c.is_ascii_digit()),
        }
    }
}

/// A recorded contradiction.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Disagreement {
    /// The field, parameter, type or enum in question.
    pub about: String,
    /// Whether another edition of the page, or the vendor's SDK, is one of the two sides.
    pub other_edition: bool,
    /// What the sides say.
    pub sides: Fact<String>,
    /// What the client does about it, and why.
    pub decision: Fact<String>,
}

/// What the vendor removed and the client still has.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Retired {
    /// `query.size`, `response.items[].id`, `errors.190004`, or the name of an operation.
    pub subject: String,
    /// The value, of one in a list of values.
    pub value: Option<String>,
    /// Since when, or why.
    pub since: Fact<String>,
}

/// What only a spec says of a parameter or field.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DeclaredField {
    /// Name in Rust.
    pub rust: String,
    /// Type in Rust.
    pub ty: Option<Fact<String>>,
    /// Earlier name of its object or enum, which stays as an alias.
    pub type_was: Option<String>,
    /// Name on the wire before a renaming.
    pub was: Option<Fact<String>>,
    /// Regular expression.
    pub pattern: Option<Fact<String>>,
    /// How a list stands in the query.
    pub style: Option<Fact<String>>,
    /// Whether a number may come as a string, or the reverse.
    pub either: Option<Fact<String>>,
    /// Which integers the type holds.
    pub width: Option<Width>,
    /// Texts about it.
    pub texts: Vec<Text>,
    /// What its facts rest on, if not on the page's table: the aspect (empty: all) and the kind of
    /// evidence.
    pub evidence: Vec<(String, String)>,
    /// What else is said of its values.
    pub values: Vec<DeclaredValue>,
}

/// Integers that a type holds, from few to many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Width {
    /// `u32`
    U32,
    /// `u64`
    U64,
    /// `i64`
    I64,
}

/// What only a spec says of a value.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DeclaredValue {
    /// As sent.
    pub wire: String,
    /// As sent before a respelling.
    pub was: Option<String>,
    /// Why it should no longer be used.
    pub deprecated: Option<Fact<String>>,
    /// Text about it.
    pub doc: Option<Fact<String>>,
    /// What its facts rest on, as for fields.
    pub evidence: Vec<(String, String)>,
}

/// What only a spec says of an error.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DeclaredError {
    /// Name of the variant.
    pub rust: String,
    /// Its class, with the line.
    pub class: Option<Fact<String>>,
    /// Why it should no longer be matched.
    pub deprecated: Option<Fact<String>>,
    /// Text about it.
    pub doc: Option<Fact<String>>,
    /// What its facts rest on, as for fields.
    pub evidence: Vec<(String, String)>,
}
