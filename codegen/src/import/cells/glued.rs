//! Cells that run together with what follows them.

use crate::import::words::{narrow, words};

/// A type at the start of a text that goes on without a separator: the length in bytes of the
/// longest, if there is one.
pub(crate) fn type_at(text: &str) -> Option<usize> {
    words()
        .patterns("glued_type_patterns")
        .iter()
        .filter_map(|(_, pattern)| pattern.captures(text))
        // What has to follow the type stands outside of the group.
        .filter_map(|found| found.name("type").or_else(|| found.get(0)))
        .filter(|found| found.start() == 0)
        .map(|found| found.end())
        .max()
}

/// The answer to "required?" at the start of a text that goes on without a separator: its length.
///
/// `No` in `Note…` and 是 in 是否… are none: an answer is followed by the start of a description.
pub(crate) fn required_at(text: &str) -> Option<usize> {
    let end = words()
        .patterns("glued_required_patterns")
        .iter()
        .filter_map(|(_, pattern)| pattern.find(text))
        .filter(|found| found.start() == 0)
        .map(|found| found.end())
        .max()?;
    let rest = text.get(end..)?;
    let none = words()
        .patterns("no_required_patterns")
        .iter()
        .any(|(_, pattern)| pattern.is_match(text));
    (!none && starts_a_cell(rest)).then_some(end)
}

/// Whether a cell can start like this, after another one that ended without a separator.
pub(crate) fn starts_a_cell(text: &str) -> bool {
    text.chars().next().map(narrow).is_none_or(|c| {
        !(c.is_ascii_lowercase() || c.is_whitespace() || matches!(c, '.' | ',' | ':' | ')' | '。'))
    })
}

#[cfg(test)]
mod tests {
    use super::{required_at, type_at};

    #[test]
    fn a_type_ends_where_the_description_starts() {
        for (text, length) in [
            ("StringThe name", Some(6)),
            ("Integer数量", Some(7)),
            ("Array of ObjectThe rows", Some(15)),
            ("Array of Row所有行", Some(12)),
            ("List<Row>The rows", Some(9)),
            ("String[]Names", Some(8)),
            ("string(64)Name", Some(10)),
            ("字符串名称", Some(9)),
            ("Row 对象数组所有行", Some("Row 对象数组".len())),
            ("Name", None),
        ] {
            assert_eq!(type_at(text), length, "{text}");
        }
    }

    #[test]
    fn an_answer_is_no_part_of_a_word() {
        for (text, length) in [
            ("YesThe name", Some(3)),
            ("NoNote that", Some(2)),
            ("Note that", None),
            ("No more than 5", None),
            ("Optional. The name", None),
            ("OptionalThe name", Some(8)),
            ("是名称", Some(3)),
            ("否", Some(3)),
            ("是否开启", None),
            ("否则失败", None),
            ("falseName", Some(5)),
        ] {
            assert_eq!(required_at(text), length, "{text}");
        }
    }
}
