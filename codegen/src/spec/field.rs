//! Parameters and fields.

use super::{Evidence, Literal, Span, Type};
use crate::diagnostic::{Place, Spanned};

/// A parameter, a field of the answer, or a field of a type.
#[derive(Clone, Debug)]
pub struct Field {
    /// Name on the wire.
    pub name: Spanned<String>,
    /// Only for parameters.
    pub location: Option<In>,
    /// Its type.
    pub ty: Spanned<Type>,
    /// Whether it has to be sent.
    pub required: Required,
    /// Whether every answer has it.
    pub presence: Presence,
    /// Other names on the wire that are read as this field.
    pub also: Vec<Spanned<String>>,
    /// What the vendor assumes when it is left out.
    pub default: Option<Spanned<Literal>>,
    /// Fixed value; the caller cannot set it.
    pub value: Option<Spanned<Literal>>,
    /// Smallest value.
    pub min: Option<Spanned<Literal>>,
    /// Largest value.
    pub max: Option<Spanned<Literal>>,
    /// Fewest characters, or list entries.
    pub min_length: Option<Spanned<u64>>,
    /// Most characters, or list entries.
    pub max_length: Option<Spanned<u64>>,
    /// Regular expression that the whole text matches.
    pub pattern: Option<Spanned<String>>,
    /// `string` if a number comes as text, `either` if it may. For `string`, `either`: it may come
    /// as a number.
    pub wire: Option<Spanned<Wire>>,
    /// How a list stands in the query string: `repeat` (the default) or `comma`.
    pub style: Option<Spanned<ListStyle>>,
    /// Unit that no type stands for.
    pub unit: Option<Spanned<String>>,
    /// `true` if it must not appear in logs.
    pub sensitive: Option<Spanned<bool>>,
    /// How long the value is good for.
    pub expires: Option<Spanned<Span>>,
    /// Why the type is `json`.
    pub reason: Option<Spanned<String>>,
    /// The vendor's own term.
    pub term: Option<Spanned<String>>,
    /// What it means.
    pub doc: Spanned<String>,
    /// Where facts come from, if not from the page's table.
    pub evidence: Evidence,
    /// Name in Rust, if it must not follow from the wire's.
    pub rust_name: Option<Spanned<String>>,
    /// Name on the wire before a renaming.
    pub was: Option<Spanned<String>>,
    /// Why it should no longer be read.
    pub deprecated: Option<Spanned<String>>,
    /// Date or reason of its removal; the field stays and is never filled.
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
    /// In the path.
    Path,
    /// In the query string.
    Query,
    /// In a header.
    Header,
    /// In the JSON body.
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
    /// It may be left out.
    No,
    /// It has to be sent, it says here.
    Yes(Place),
    /// It has to be sent under this condition.
    When(Spanned<String>),
}

/// Whether a field is in every answer.
#[derive(Clone, Debug)]
pub enum Presence {
    /// Nobody knows.
    Unknown,
    /// Every answer has it, it says here.
    Always(Place),
    /// It is sent under this condition.
    When(Spanned<String>),
}

/// How a value is written on the wire, if not as its type says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    /// A number, as a string.
    Text,
    /// A number or a string.
    Either,
}

/// How a list stands in a query string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListStyle {
    /// The name is repeated for each entry.
    Repeat,
    /// Entries are joined with commas.
    Comma,
}
