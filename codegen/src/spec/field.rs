//! Parameters and fields.

use super::{Evidence, Literal, Span, Type};
use crate::diagnostic::{Place, Spanned};

/// A parameter, a field of the answer, or a field of a type.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: Spanned<String>,
    /// Only for parameters.
    pub location: Option<In>,
    pub ty: Spanned<Type>,
    pub required: Required,
    pub presence: Presence,
    pub also: Vec<Spanned<String>>,
    pub default: Option<Spanned<Literal>>,
    pub value: Option<Spanned<Literal>>,
    pub min: Option<Spanned<Literal>>,
    pub max: Option<Spanned<Literal>>,
    pub min_length: Option<Spanned<u64>>,
    pub max_length: Option<Spanned<u64>>,
    pub pattern: Option<Spanned<String>>,
    pub wire: Option<Spanned<Wire>>,
    pub style: Option<Spanned<ListStyle>>,
    pub unit: Option<Spanned<String>>,
    pub sensitive: Option<Spanned<bool>>,
    pub expires: Option<Spanned<Span>>,
    pub reason: Option<Spanned<String>>,
    pub term: Option<Spanned<String>>,
    pub doc: Spanned<String>,
    pub evidence: Evidence,
    pub rust_name: Option<Spanned<String>>,
    pub was: Option<Spanned<String>>,
    pub deprecated: Option<Spanned<String>>,
    pub retired: Option<Spanned<String>>,
}

impl Field {
    /// Whether its value must not appear in logs.
    #[must_use]
    pub fn is_sensitive(&self) -> bool {
        self.sensitive.as_ref().is_some_and(|value| value.value)
    }

    /// Its name on the wire, then the others that are accepted.
    pub fn wire_names(&self) -> impl Iterator<Item = &Spanned<String>> {
        std::iter::once(&self.name).chain(&self.also)
    }
}

/// Where a parameter stands in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum In {
    Path,
    Query,
    Header,
    Body,
}

impl In {
    /// The section of the spec.
    #[must_use]
    pub fn section(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "headers",
            Self::Body => "body",
        }
    }
}

/// Whether a parameter has to be sent.
#[derive(Clone, Debug)]
pub enum Required {
    No,
    Yes(Place),
    When(Spanned<String>),
}

/// Whether a field is in every answer.
#[derive(Clone, Debug)]
pub enum Presence {
    Unknown,
    Always(Place),
    When(Spanned<String>),
}

/// How a value is written on the wire, if not as its type says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    Text,
    Either,
}

/// How a list stands in a query string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListStyle {
    Repeat,
    Comma,
}
