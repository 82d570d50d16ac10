//! Wording that changed: which of it is only wording, and which reads like a rule.

use super::{Kind, words};

/// Words that make a sentence a promise or a condition. Those in Latin script count as whole words.
const CONTRACT: &[&str] = &[
    "must",
    "required",
    "mandatory",
    "only",
    "default",
    "unit",
    "at most",
    "at least",
    "maximum",
    "minimum",
    "up to",
    "no more than",
    "deprecated",
    "no longer",
    "not supported",
    "必填",
    "必须",
    "必选",
    "单位",
    "默认",
    "不超过",
    "不能超过",
    "最多",
    "最大",
    "最小",
    "至少",
    "仅",
    "只能",
    "废弃",
    "不再",
    "不支持",
    "下线",
];

/// What kind of change lies between two texts, with the contract words that are new.
pub(super) fn rewording(old: &str, new: &str) -> Option<(Kind, Vec<String>)> {
    if old.trim_end() == new.trim_end() {
        return None;
    }
    if words::plain(old) == words::plain(new) {
        return Some((Kind::D01, Vec::new()));
    }
    if words::plain(&without_links(old)) == words::plain(&without_links(new)) {
        return Some((Kind::D05, Vec::new()));
    }
    let lifted = lifted(old, new);
    let kind = if lifted.is_empty() {
        Kind::D01
    } else {
        Kind::D02
    };
    Some((kind, lifted))
}

/// The contract words that the new text has more often than the old one.
fn lifted(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (old.to_lowercase(), new.to_lowercase());
    let more = |word: &&&str| count(&new, word) > count(&old, word);
    let found = CONTRACT.iter().filter(more);
    found.map(|word| (*word).to_owned()).collect()
}

fn count(text: &str, word: &str) -> usize {
    let latin = word.is_ascii();
    let joins = |c: Option<char>| latin && c.is_some_and(|c| c.is_ascii_alphanumeric());
    let whole = |(at, found): &(usize, &str)| {
        let before = text.get(..*at).and_then(|it| it.chars().next_back());
        let after = text
            .get(at + found.len()..)
            .and_then(|it| it.chars().next());
        !joins(before) && !joins(after)
    };
    text.match_indices(word).filter(whole).count()
}

/// A text without addresses.
fn without_links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = [rest.find("https://"), rest.find("http://")]
        .into_iter()
        .flatten()
        .min()
    {
        let (before, link) = rest.split_at(at);
        out.push_str(before);
        let ends = |c: char| {
            c.is_whitespace() || matches!(c, ')' | '>' | '"' | '\'' | ']' | '）' | '，' | '。')
        };
        let end = link.find(ends).unwrap_or(link.len());
        rest = link.get(end..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::{Kind, rewording};

    #[test]
    fn words_that_read_like_a_rule_are_lifted_out() {
        for (old, new, expected) in [
            ("The size.", "The size.\n", None),
            ("The size.", "the size", Some((Kind::D01, vec![]))),
            ("The size.", "How big it is.", Some((Kind::D01, vec![]))),
            (
                "The size.",
                "The size, must be even.",
                Some((Kind::D02, vec!["must"])),
            ),
            ("Mustard.", "More mustard.", Some((Kind::D01, vec![]))),
            (
                "大小",
                "大小，单位为秒，不超过10",
                Some((Kind::D02, vec!["单位", "不超过"])),
            ),
            // The rule was there before.
            (
                "Must be even.",
                "It must be even.",
                Some((Kind::D01, vec![])),
            ),
            (
                "See https://a.example/x (here).",
                "See https://a.example/y (here).",
                Some((Kind::D05, vec![])),
            ),
        ] {
            let found = rewording(old, new);
            let found = found
                .as_ref()
                .map(|(kind, words)| (*kind, words.iter().map(String::as_str).collect()));
            assert_eq!(found, expected, "{new}");
        }
    }
}
