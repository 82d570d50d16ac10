//! Types as pages write them.

use std::sync::LazyLock;

use regex::Regex;

use super::MAX_CELL;
use crate::{
    import::words::{fold, words},
    model::Kind,
};

/// Types within types are read to this depth.
const DEPTH: u8 = 5;

/// A type as a page writes it: `String`, `RecordFiles 对象数组`, `List<Object>`, `string(64)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TypeSaid {
    /// The neutral type.
    pub(crate) kind: Kind,
    /// Of an array: what its entries are, if it says so.
    pub(crate) items: Option<Kind>,
    /// Name of the object: `RecordFiles`.
    pub(crate) object: Option<String>,
    /// Most characters, as in `string(64)`.
    pub(crate) max_length: Option<u64>,
    /// Whether the word leaves open whether a number is whole: `Number`.
    pub(crate) vague: bool,
}

impl From<Kind> for TypeSaid {
    fn from(kind: Kind) -> Self {
        Self {
            kind,
            items: None,
            object: None,
            max_length: None,
            vague: false,
        }
    }
}

/// Reads a cell that names a type.
pub(crate) fn type_of(text: &str) -> Option<TypeSaid> {
    if text.len() > MAX_CELL {
        return None;
    }
    parse(text, DEPTH)
}

fn parse(text: &str, depth: u8) -> Option<TypeSaid> {
    let around: &[char] = &['`', '"', '\'', '*', ',', '，', '。', '?', ':', '：'];
    let text = text.trim().trim_matches(around).trim();
    let depth = depth.checked_sub(1)?;
    if text.is_empty() {
        return None;
    }
    list(text, depth)
        .or_else(|| word(text))
        .or_else(|| either(text, depth))
        .or_else(|| object(text))
        .or_else(|| qualified(text, depth))
}

fn kind_of(entry: &str) -> Option<Kind> {
    Some(match entry {
        "string" => Kind::String,
        "integer" => Kind::Integer,
        "number" => Kind::Number,
        "boolean" => Kind::Boolean,
        "object" => Kind::Object,
        "array" => Kind::Array,
        _ => return None,
    })
}

/// A word of the lists.
fn word(text: &str) -> Option<TypeSaid> {
    let kind = kind_of(words().find("types", text)?)?;
    Some(TypeSaid {
        vague: words().find("vague_types", text).is_some(),
        ..kind.into()
    })
}

/// `String[]`, `List<Foo>`, `array of strings`, `Foo 对象数组`.
fn list(text: &str, depth: u8) -> Option<TypeSaid> {
    static OF: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^(?:[Aa]rray|[Ll]ist|[Ss]et|[Cc]ollection)s? of (.+)$").ok());

    if let Some(rest) = text.strip_suffix("[]").or_else(|| text.strip_prefix("[]")) {
        return entries(rest, depth);
    }
    if let Some((base, inner)) = bracketed(text)
        && words().find("types", base) == Some("array")
    {
        return entries(inner, depth);
    }
    if let Some(found) = OF.as_ref().and_then(|of| of.captures(text)) {
        let inner = found.get(1)?.as_str();
        return entries(inner, depth).filter(|said| said.items != Some(Kind::Array));
    }
    let rest = before_word(text, "array")?;
    entries(rest, depth)
}

/// A list whose entries are of the type that the text names.
fn entries(text: &str, depth: u8) -> Option<TypeSaid> {
    let text = text.trim();
    let singular = || parse(text.strip_suffix(['s', 'S'])?, depth);
    let array = TypeSaid::from(Kind::Array);
    if let Some(inner) = parse(text, depth).or_else(singular) {
        return Some(TypeSaid {
            items: Some(inner.kind),
            object: inner.object,
            ..array
        });
    }
    is_identifier(text).then(|| TypeSaid {
        items: Some(Kind::Object),
        object: Some(text.to_owned()),
        ..array
    })
}

/// `Foo 对象`, `Foo object`, `Object(Foo)`, `Map<String, Foo>`.
fn object(text: &str) -> Option<TypeSaid> {
    if let Some((base, inner)) = bracketed(text)
        && words().find("types", base) == Some("object")
    {
        return Some(TypeSaid {
            object: (is_identifier(inner) && word(inner).is_none()).then(|| inner.to_owned()),
            ..Kind::Object.into()
        });
    }
    let name = before_word(text, "object").or_else(|| {
        let (first, rest) = text.split_once(' ')?;
        (words().find("types", first) == Some("object")).then_some(rest)
    })?;
    let name = name.trim();
    is_identifier(name).then(|| TypeSaid {
        object: Some(name.to_owned()),
        ..Kind::Object.into()
    })
}

/// What stands before a word of a kind at the end of the text.
fn before_word<'a>(text: &'a str, entry: &str) -> Option<&'a str> {
    let folded = fold(text);
    let (word, _) = words().longest("types").iter().find(|(word, kind)| {
        kind == entry && folded.len() > word.len() && folded.ends_with(word.as_str())
    })?;
    let length = word.chars().count();
    let start = text.char_indices().rev().nth(length.checked_sub(1)?)?.0;
    let (rest, found) = text.split_at(start);
    // Latin words begin after a space: `Playlist` is no list.
    let apart = rest.ends_with(' ') || !word.starts_with(|c: char| c.is_ascii());
    (apart && fold(found) == *word).then(|| rest.trim_end())
}

/// `Integer/Long`, `String|null`, `string or integer`.
fn either(text: &str, depth: u8) -> Option<TypeSaid> {
    let pieces: Vec<&str> = text
        .split(['/', '|', '或', '、'])
        .flat_map(|piece| piece.split(" or "))
        .map(str::trim)
        .filter(|piece| words().find("null_types", piece).is_none())
        .collect();
    if pieces.len() == 1 && pieces.first() == Some(&text) {
        return None;
    }
    let mut all = pieces.into_iter().map(|piece| parse(piece, depth));
    let mut said = all.next()??;
    for other in all {
        let other = other?;
        match (said.kind, other.kind) {
            (one, another) if one == another => {}
            (Kind::Integer | Kind::Number, Kind::Integer | Kind::Number) => {
                said.kind = Kind::Number;
                said.vague = true;
            }
            _ => return None,
        }
    }
    Some(said)
}

/// `string(64)`, `integer <int64>`, `String类型`, `unsigned integer`.
fn qualified(text: &str, depth: u8) -> Option<TypeSaid> {
    if let Some((base, inner)) = bracketed(text) {
        let mut said = parse(base, depth)?;
        if said.kind == Kind::String {
            // Of `1-64` the second number is the largest length.
            said.max_length = inner
                .rsplit(['-', '~', ','])
                .next()
                .and_then(|number| number.trim().parse().ok());
        }
        return Some(said);
    }
    if let Some(base) = text
        .strip_suffix("类型")
        .or_else(|| text.strip_suffix(" type"))
    {
        return parse(base, depth);
    }
    let (before, last) = text.rsplit_once(' ')?;
    before
        .split(' ')
        .all(|before| words().find("type_adjectives", before).is_some())
        .then(|| word(last))?
}

/// The parts of `base<inner>`, with any kind of bracket.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let open = text.find(['<', '(', '[', '（'])?;
    let (base, rest) = text.split_at(open);
    let inner = rest
        .strip_prefix(['<', '(', '[', '（'])?
        .strip_suffix(['>', ')', ']', '）'])?;
    (!base.trim().is_empty()).then(|| (base.trim(), inner.trim()))
}

fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'))
}

#[cfg(test)]
mod tests {
    use super::{Kind, TypeSaid, type_of};

    fn array(items: Kind, object: Option<&str>) -> TypeSaid {
        TypeSaid {
            items: Some(items),
            object: object.map(str::to_owned),
            ..Kind::Array.into()
        }
    }

    #[test]
    fn types_are_read_as_they_are_written() {
        let object = TypeSaid {
            object: Some("Owner".to_owned()),
            ..Kind::Object.into()
        };
        for (text, said) in [
            ("String", Kind::String.into()),
            ("`integer`", Kind::Integer.into()),
            ("int(11)", Kind::Integer.into()),
            ("integer <int64>", Kind::Integer.into()),
            ("Integer/Long", Kind::Integer.into()),
            ("String|null", Kind::String.into()),
            ("字符串", Kind::String.into()),
            ("布尔类型", Kind::Boolean.into()),
            ("decimal(10,2)", Kind::Number.into()),
            ("unsigned integer", Kind::Integer.into()),
            ("Map<String,Object>", Kind::Object.into()),
            ("Map<String, Owner>", Kind::Object.into()),
            ("Array", Kind::Array.into()),
            ("对象数组", array(Kind::Object, None)),
            ("Array of Object", array(Kind::Object, None)),
            ("array of strings", array(Kind::String, None)),
            ("Object[]", array(Kind::Object, None)),
            ("string[]", array(Kind::String, None)),
            ("array[string]", array(Kind::String, None)),
            ("List<Long>", array(Kind::Integer, None)),
            ("List<List<Long>>", array(Kind::Array, None)),
            ("List<Owner>", array(Kind::Object, Some("Owner"))),
            ("Owner[]", array(Kind::Object, Some("Owner"))),
            ("Owner 对象数组", array(Kind::Object, Some("Owner"))),
            ("Owner数组", array(Kind::Object, Some("Owner"))),
            ("Owner 对象", object.clone()),
            ("Object(Owner)", object.clone()),
            ("Owner object", object),
        ] {
            assert_eq!(type_of(text), Some(said), "{text}");
        }
    }

    #[test]
    fn lengths_and_vague_words_are_noted() {
        let length = |text| type_of(text).and_then(|said| said.max_length);
        assert_eq!(length("string(64)"), Some(64));
        assert_eq!(length("String（1-32）"), Some(32));
        assert_eq!(length("int(11)"), None);
        let vague = |text| type_of(text).map(|said| said.vague);
        assert_eq!(vague("Number"), Some(true));
        assert_eq!(vague("Double"), Some(false));
        assert_eq!(vague("Integer/Double"), Some(true));
    }

    #[test]
    fn other_words_are_no_types() {
        for text in [
            "",
            "Owner",
            "Playlist",
            "Yes",
            "String/Integer",
            "the string",
            "会议列表。",
            "(((((((((((",
            "[][][][][][][][][]x",
            "录制文件列表。",
            "page_size",
        ] {
            assert_eq!(type_of(text), None, "{text}");
        }
    }
}
