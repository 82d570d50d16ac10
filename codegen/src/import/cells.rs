//! What stands in single cells: types, and whether something is required.

mod glued;
mod types;

use super::words::{fold, words};

pub(crate) use glued::{required_at, starts_a_cell, type_at};
pub(crate) use types::{TypeSaid, type_of};

/// Longer cells name no type and answer no question.
const MAX_CELL: usize = 200;

/// What a cell says about being required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RequiredSaid {
    Yes,
    No,
    Conditional,
}

/// Reads a cell that says whether something is required.
pub(crate) fn required_of(text: &str) -> Option<RequiredSaid> {
    if text.len() > MAX_CELL {
        return None;
    }
    let words = words();
    let entry = words.find("required", text).or_else(|| {
        let folded = fold(text);
        // A remark in brackets does not change the answer, unless it is a condition.
        let bare = folded.split(['(', '[']).next().unwrap_or_default();
        words
            .patterns("required_patterns")
            .iter()
            .find(|(_, pattern)| pattern.is_match(&folded))
            .map(|(entry, _)| entry.as_str())
            .or_else(|| words.find("required", bare))
    });
    match entry? {
        "yes" => Some(RequiredSaid::Yes),
        "no" => Some(RequiredSaid::No),
        "conditional" => Some(RequiredSaid::Conditional),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{RequiredSaid, required_of};

    #[test]
    fn answers_are_read_in_any_language() {
        for (text, said) in [
            ("是", Some(RequiredSaid::Yes)),
            ("Yes", Some(RequiredSaid::Yes)),
            ("`TRUE`", Some(RequiredSaid::Yes)),
            ("必填（创建时）", Some(RequiredSaid::Yes)),
            ("否", Some(RequiredSaid::No)),
            ("Optional", Some(RequiredSaid::No)),
            ("N", Some(RequiredSaid::No)),
            ("条件必填", Some(RequiredSaid::Conditional)),
            ("type 为 1 时必填", Some(RequiredSaid::Conditional)),
            ("Required if kind is 2", Some(RequiredSaid::Conditional)),
            ("Yes, when a token is used", Some(RequiredSaid::Conditional)),
            ("String", None),
            ("", None),
            ("Note", None),
        ] {
            assert_eq!(required_of(text), said, "{text}");
        }
    }
}
