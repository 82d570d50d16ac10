//! The rules of the spec format, one row each.
//!
//! A row holds all that belongs to a rule: its code, what it says, why, an
//! example with its repair, and where it is checked. `cargo xtask explain`
//! prints a row; a test wants a case in `tests/diagnostics` for each.

mod collisions;
mod contradictions;
mod errors;
mod examples;
mod fitting;
mod hosts;
mod names;
mod origin;
mod paths;
mod places;
mod reading;
mod routes;
mod types;
mod values;

use crate::{
    diagnostic::{Diagnostic, Severity},
    view::View,
};

pub(crate) use collisions::*;
pub(crate) use contradictions::*;
pub(crate) use errors::*;
pub(crate) use examples::*;
pub(crate) use fitting::*;
pub(crate) use hosts::*;
pub(crate) use names::*;
pub(crate) use origin::*;
pub(crate) use paths::*;
pub(crate) use places::*;
pub(crate) use reading::*;
pub(crate) use routes::*;
pub(crate) use types::*;
pub(crate) use values::*;

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Stable code: a letter for the group, two digits.
    pub code: &'static str,
    /// How bad breaking it is.
    pub severity: Severity,
    /// What has to hold, in one sentence.
    pub sentence: &'static str,
    /// Why.
    pub why: &'static str,
    /// A spec that breaks it, abridged.
    pub wrong: &'static str,
    /// The same, repaired.
    pub right: &'static str,
    /// Where it is checked.
    pub check: Check,
}

/// Where a rule is checked.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// While files are read: what breaks it cannot be represented.
    Reading,
    /// While documented examples are compared with the spec.
    Examples,
    /// By a function over a service.
    Service(fn(&View<'_>, &mut Vec<Diagnostic>)),
}

/// All rules, sorted by code.
pub const RULES: &[&Rule] = &[
    &UNRECORDED,
    &NO_LONGER_HOLDS,
    &ABOUT_UNKNOWN,
    &NOT_CHECKABLE,
    &UNKNOWN_KEY,
    &MISSING_KEY,
    &WRONG_KIND,
    &NEEDS_QUOTES,
    &NOT_BOOLEAN,
    &BAD_VALUE,
    &PRESENCE_TWICE,
    &NOT_UTF8,
    &TOO_LARGE,
    &EMPTY_FILE,
    &STRAY_FILE,
    &NO_SERVICE,
    &UNFINISHED,
    &BAD_NAME,
    &NAME_COLLISION,
    &RESERVED_NAME,
    &FILE_NAME,
    &SAME_ROUTE,
    &BAD_GROUP,
    &ORIGIN_INCOMPLETE,
    &EVIDENCE_UNEXPLAINED,
    &EVIDENCE_UNUSED,
    &BAD_DATE,
    &PLACEHOLDERS,
    &BAD_PATH,
    &PATH_OPTIONAL,
    &PAGINATION_PLACES,
    &PAGINATION_KIND,
    &WINDOW_PLACES,
    &SUCCESS_PLACE,
    &ENVELOPE_IN_ANSWER,
    &BAD_HOST,
    &HEADER_NAME,
    &UNKNOWN_TYPE,
    &UNUSED_TYPE,
    &TYPE_CYCLE,
    &TYPE_NOT_HERE,
    &KEY_NOT_FITTING,
    &JSON_WITHOUT_REASON,
    &WIRE_COLLISION,
    &EMPTY_TYPE,
    &VALUE_NOT_FITTING,
    &BOUNDS_CROSSED,
    &ENUM_VALUE_TWICE,
    &ENUM_VALUE_KIND,
    &BAD_PATTERN,
    &ERROR_TWICE,
    &ERROR_STATUS,
    &REQUEST_LINE,
    &REQUEST_PARAMETERS,
    &RESPONSE_NOT_JSON,
    &UNMODELLED_FIELD,
    &WRONG_TYPE,
    &ALWAYS_MISSING,
    &UNKNOWN_VALUE,
    &TIME_WITHOUT_UNIT,
    &OUTSIDE_BOUNDS,
    &ERROR_EXAMPLE,
    &SYNTAX,
    &DUPLICATE_KEY,
    &UNSUPPORTED,
    &TOO_DEEP,
    &SECOND_DOCUMENT,
    &TAB,
    &KEY_NOT_TEXT,
];

/// The rule of a code.
#[must_use]
pub fn find(code: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .copied()
        .find(|rule| rule.code.eq_ignore_ascii_case(code))
}

/// A field for the rows: everything but the check.
pub(crate) const fn rule(
    code: &'static str,
    sentence: &'static str,
    why: &'static str,
    wrong: &'static str,
    right: &'static str,
    check: Check,
) -> Rule {
    Rule {
        code,
        severity: Severity::Error,
        sentence,
        why,
        wrong,
        right,
        check,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_sorted() {
        let codes: Vec<_> = RULES.iter().map(|rule| rule.code).collect();
        let mut sorted = codes.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(codes, sorted);
    }
}
