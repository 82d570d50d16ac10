//! Facts in sentences: defaults, ranges, units, values, limits, conditions.

use crate::model::{At, Format, Literal, Rate, Unit, Value};

/// What a description says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Said {
    /// The short term at its start: `分页大小`.
    pub(crate) term: Option<String>,
    pub(crate) values: Vec<Value>,
    pub(crate) default: Option<Literal>,
    pub(crate) fixed: Option<Literal>,
    pub(crate) min: Option<Literal>,
    pub(crate) max: Option<Literal>,
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    pub(crate) unit: Option<Unit>,
    pub(crate) format: Option<Format>,
    /// Stated in prose, such as 必填 or `Optional.`
    pub(crate) required: Option<bool>,
    /// Condition under which a parameter has to be sent, in the page's words.
    pub(crate) required_when: Option<String>,
    /// Condition under which a field is sent, in the page's words.
    pub(crate) when: Option<String>,
    /// Always sent.
    pub(crate) always: Option<bool>,
    /// How long the value is good for: `6h`.
    pub(crate) expires: Option<String>,
    /// The words that say so.
    pub(crate) deprecated: Option<String>,
    /// Longest interval in milliseconds.
    pub(crate) window_millis: Option<u64>,
    pub(crate) rates: Vec<Rate>,
    /// Kinds of credential that do not work.
    pub(crate) refused: Vec<String>,
    /// The value that means success.
    pub(crate) success: Option<Literal>,
    /// Sentences with contract words (必须, only, at most, 单位 …) from which nothing was read.
    pub(crate) unread: Vec<String>,
    /// What was concluded from a weak sign, in words.
    pub(crate) guesses: Vec<String>,
}

/// What is known about the thing described.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct About<'a> {
    /// Its wire name.
    pub(crate) name: &'a str,
    /// Its neutral type, if known.
    pub(crate) kind: Option<crate::model::Kind>,
    /// Whether it is part of an answer.
    pub(crate) answer: bool,
    /// Where the text begins.
    pub(crate) at: At,
}

/// Reads the description of a parameter, field or operation.
pub(crate) fn read(about: About<'_>, text: &str) -> Said {
    let _ = (about, text);
    Said::default()
}
