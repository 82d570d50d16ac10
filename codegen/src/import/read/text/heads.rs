//! Heads of tables, and what their columns mean for telling cells apart.

use std::{collections::HashMap, sync::LazyLock};

use crate::import::words::{narrow, words};

/// What a column holds, as far as that helps to tell its cells from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Name,
    Type,
    Required,
    Location,
    Status,
    Code,
    Message,
    Key,
    Value,
    Description,
    /// Any text.
    Free,
}

impl Role {
    fn of(entry: &str) -> Self {
        match entry {
            "name" => Self::Name,
            "type" => Self::Type,
            "required" => Self::Required,
            "location" => Self::Location,
            "status" => Self::Status,
            "code" => Self::Code,
            "message" => Self::Message,
            "key" => Self::Key,
            "value" => Self::Value,
            "description" => Self::Description,
            _ => Self::Free,
        }
    }

    /// Whether its cells can be recognised by what they hold.
    pub(super) fn is_closed(self) -> bool {
        matches!(self, Self::Type | Self::Required | Self::Location)
    }
}

/// The entries of a cell of a head.
pub(super) fn entries(text: &str) -> &'static [String] {
    if text.is_empty() || text.len() > 60 {
        return &[];
    }
    words().all("columns", text)
}

/// What the columns of a head hold.
pub(super) fn roles<'a>(head: impl Iterator<Item = &'a str>) -> Vec<Role> {
    let all: Vec<&[String]> = head.map(entries).collect();
    let mut roles: Vec<Role> = all
        .iter()
        .map(|entries| entries.first().map_or(Role::Free, |entry| Role::of(entry)))
        .collect();
    let has = |at: usize, entry: &str| {
        all.get(at)
            .is_some_and(|entries| entries.iter().any(|known| known == entry))
    };
    if let [first, second] = roles.as_mut_slice()
        && has(0, "key")
        && has(1, "value")
    {
        *first = Role::Key;
        *second = Role::Value;
    }
    // What the word "code" stands for in a table with types is a field.
    if roles.contains(&Role::Type)
        && !roles.contains(&Role::Name)
        && let Some(first @ (Role::Code | Role::Key | Role::Free)) = roles.first_mut()
    {
        *first = Role::Name;
    }
    roles
}

/// Words of a topic by their first letter.
type Index = HashMap<char, Vec<&'static str>>;

fn index(topic: &str) -> Index {
    let mut index = Index::new();
    for (word, _) in words().longest(topic) {
        if let Some(first) = word.chars().next() {
            index.entry(first).or_default().push(word);
        }
    }
    index
}

static COLUMNS: LazyLock<Index> = LazyLock::new(|| index("columns"));
static ROWS: LazyLock<Index> = LazyLock::new(|| index("rows"));

/// Length in bytes of a word at the start of a text, whatever its case and width.
fn prefix(text: &str, word: &str) -> Option<usize> {
    let mut rest = text.char_indices().peekable();
    for expected in word.chars() {
        let (_, found) = rest.next()?;
        if found.is_ascii() && found.to_ascii_lowercase() == expected {
            continue;
        }
        let found = narrow(found);
        if found != expected && !found.to_lowercase().eq(std::iter::once(expected)) {
            return None;
        }
    }
    Some(rest.peek().map_or(text.len(), |(at, _)| *at))
}

/// Lengths of all words of an index at the start of a text, longest first.
fn prefixes(index: &'static Index, text: &str) -> Vec<usize> {
    let Some(first) = text.chars().next().map(narrow) else {
        return Vec::new();
    };
    let Some(words) = first
        .to_lowercase()
        .next()
        .and_then(|first| index.get(&first))
    else {
        return Vec::new();
    };
    let mut found: Vec<usize> = words.iter().filter_map(|word| prefix(text, word)).collect();
    found.sort_unstable_by(|a, b| b.cmp(a));
    found.dedup();
    found
}

/// The key at the start of a row such as `HTTP MethodGET`: its length.
pub(super) fn key_at(text: &str) -> Option<usize> {
    prefixes(&ROWS, text).first().copied()
}

/// A word of a head that runs together.
#[derive(Clone, Copy, Default)]
struct Step {
    /// Number of words up to its end.
    words: usize,
    from: usize,
    to: usize,
}

/// The columns of a head that runs together, such as `NameTypeDescription`: the fewest words
/// that make up the whole line, at least two.
pub(super) fn split_head(line: &str) -> Option<Vec<&str>> {
    let pieces = fewest(line, usize::MAX)?;
    // `参数类型描述` has a column of names, too: the first word is the name of a shorter column.
    let nameless = roles(pieces.iter().copied()).first() == Some(&Role::Type);
    nameless
        .then(|| fewest(line, pieces.first().map_or(0, |first| first.len())))
        .flatten()
        .filter(|other| roles(other.iter().copied()).first() == Some(&Role::Name))
        .or(Some(pieces))
}

/// The fewest words that make up a line, the first of them shorter than so many bytes.
fn fewest(line: &str, below: usize) -> Option<Vec<&str>> {
    const LONGEST: usize = 160;
    if line.len() > LONGEST || line.is_empty() || !entries(line).is_empty() {
        return None;
    }
    // For each place that words lead to: the fewest of them, and where the last one stands.
    let mut best: Vec<Option<Step>> = vec![None; line.len() + 1];
    if let Some(start) = best.first_mut() {
        *start = Some(Step::default());
    }
    for (at, c) in line.char_indices() {
        let (before, rest) = line.split_at_checked(at)?;
        // A word begins as such: `Fieldname` is no head.
        let inside = c.is_ascii_lowercase() && before.ends_with(|c: char| c.is_ascii_alphabetic());
        let Some(step) = best.get(at).copied().flatten().filter(|_| !inside) else {
            continue;
        };
        for length in prefixes(&COLUMNS, rest) {
            if at == 0 && length >= below {
                continue;
            }
            let space = rest
                .get(length..)
                .map_or(0, |after| usize::from(after.starts_with(' ')));
            let next = Step {
                words: step.words + 1,
                from: at,
                to: at + length,
            };
            if let Some(slot) = best.get_mut(at + length + space)
                && slot.is_none_or(|known| next.words < known.words)
            {
                *slot = Some(next);
            }
        }
    }
    let mut pieces = Vec::new();
    let mut at = line.len();
    while at > 0 {
        let step = best.get(at).copied().flatten()?;
        pieces.push(line.get(step.from..step.to)?);
        at = step.from;
    }
    pieces.reverse();
    // Words with spaces between them may be a sentence, unless there are many.
    let spaced = pieces.iter().map(|piece| piece.len()).sum::<usize>() < line.len();
    (pieces.len() >= if spaced { 3 } else { 2 }).then_some(pieces)
}

#[cfg(test)]
mod tests {
    use super::{Role, key_at, roles, split_head};

    #[test]
    fn heads_are_split_into_the_fewest_words() {
        for (line, pieces) in [
            (
                "NameTypeRequiredDescription",
                &["Name", "Type", "Required", "Description"][..],
            ),
            (
                "名称类型是否必填描述",
                &["名称", "类型", "是否必填", "描述"],
            ),
            (
                "HttpCodeError codeError messageDescription",
                &["HttpCode", "Error code", "Error message", "Description"],
            ),
            (
                "HttpCode错误码错误信息说明",
                &["HttpCode", "错误码", "错误信息", "说明"],
            ),
            ("FieldValue", &["Field", "Value"]),
            ("参数类型描述", &["参数", "类型", "描述"]),
            ("字段名称类型描述", &["字段名称", "类型", "描述"]),
            ("Name Type Description", &["Name", "Type", "Description"]),
        ] {
            assert_eq!(split_head(line).as_deref(), Some(pieces), "{line}");
        }
        for line in [
            "Name",
            "Error code",
            "参数说明",
            "Fieldname",
            "Names",
            "The name",
            "",
        ] {
            assert_eq!(split_head(line), None, "{line}");
        }
    }

    #[test]
    fn columns_are_understood_together() {
        let of = |head: &[&str]| roles(head.iter().copied());
        assert_eq!(of(&["Field", "Value"]), [Role::Key, Role::Value]);
        assert_eq!(of(&["Field", "Type"]), [Role::Name, Role::Type]);
        assert_eq!(of(&["Code", "Type"]), [Role::Name, Role::Type]);
        assert_eq!(of(&["状态码", "错误码"]), [Role::Status, Role::Code]);
    }

    #[test]
    fn the_longest_key_counts() {
        assert_eq!(key_at("HTTP URLhttps://api.example"), Some(8));
        assert_eq!(key_at("请求方式:GET"), Some("请求方式".len()));
        assert_eq!(key_at("Nothing"), None);
    }
}
