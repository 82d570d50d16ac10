//! Parameters.

use std::fmt;

use super::{Kind, Written};

/// Where a parameter stands in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    /// A segment of the path.
    Path,
    /// The query string.
    Query,
    /// A header.
    Header,
    /// A member of the JSON object that is the body.
    Body,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Body => "body",
        })
    }
}

/// A parameter.
#[derive(Clone, Copy, Debug)]
pub struct ParamSpec {
    pub(crate) location: Location,
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) required: bool,
    pub(crate) written: Written,
    /// Entries of a list are joined with commas.
    pub(crate) comma: bool,
    pub(crate) fixed: Option<&'static str>,
    pub(crate) default: Option<&'static str>,
    pub(crate) min: Option<Limit>,
    pub(crate) max: Option<Limit>,
    pub(crate) min_length: Option<usize>,
    pub(crate) max_length: Option<usize>,
}

impl ParamSpec {
    /// A parameter that may be left out.
    #[must_use]
    pub const fn new(location: Location, name: &'static str, kind: Kind) -> Self {
        Self {
            location,
            name,
            kind,
            required: false,
            written: Written::Plain,
            comma: false,
            fixed: None,
            default: None,
            min: None,
            max: None,
            min_length: None,
            max_length: None,
        }
    }

    /// It has to be sent.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// A number is written as text in JSON.
    #[must_use]
    pub const fn text(mut self) -> Self {
        self.written = Written::Text;
        self
    }

    /// A number may be written as text in JSON, and a text as a number.
    #[must_use]
    pub const fn either(mut self) -> Self {
        self.written = Written::Either;
        self
    }

    /// The entries of a list are joined with commas; without this the name is repeated.
    #[must_use]
    pub const fn comma(mut self) -> Self {
        self.comma = true;
        self
    }

    /// The only value that is sent, as text.
    #[must_use]
    pub const fn fixed(mut self, value: &'static str) -> Self {
        self.fixed = Some(value);
        self
    }

    /// What the service assumes if it is left out, as text.
    #[must_use]
    pub const fn default(mut self, value: &'static str) -> Self {
        self.default = Some(value);
        self
    }

    /// The smallest number.
    #[must_use]
    pub const fn at_least(mut self, limit: i64) -> Self {
        self.min = Some(Limit::Integer(limit));
        self
    }

    /// The largest number.
    #[must_use]
    pub const fn at_most(mut self, limit: i64) -> Self {
        self.max = Some(Limit::Integer(limit));
        self
    }

    /// The smallest number.
    #[must_use]
    pub const fn at_least_f64(mut self, limit: f64) -> Self {
        self.min = Some(Limit::Float(limit));
        self
    }

    /// The largest number.
    #[must_use]
    pub const fn at_most_f64(mut self, limit: f64) -> Self {
        self.max = Some(Limit::Float(limit));
        self
    }

    /// The fewest characters or entries.
    #[must_use]
    pub const fn min_length(mut self, limit: usize) -> Self {
        self.min_length = Some(limit);
        self
    }

    /// The most characters or entries.
    #[must_use]
    pub const fn max_length(mut self, limit: usize) -> Self {
        self.max_length = Some(limit);
        self
    }
}

/// A bound of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Limit {
    Integer(i64),
    Float(f64),
}
