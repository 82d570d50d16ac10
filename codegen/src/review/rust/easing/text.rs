//! Values as a spec writes them, on one line and within braces.

use crate::spec::Type;

/// Longest text that is repeated in a line.
const LONGEST: usize = 60;

/// `key: value`
pub(super) fn pair(key: &str, value: &str) -> String {
    format!("{}: {}", plain(key), plain(value))
}

/// A text, in quotes if YAML would take it for something else.
pub(super) fn plain(text: &str) -> String {
    let first = |c: char| c.is_alphanumeric() || matches!(c, '_' | '/');
    let rest = |c: char| !c.is_control() && !"{}[],#:\"'&*!|>%@`\\".contains(c);
    let safe = text.starts_with(first)
        && text.chars().all(rest)
        && !text.ends_with(char::is_whitespace)
        && !is_special(text);
    if safe { text.to_owned() } else { quoted(text) }
}

/// What YAML takes for a number, a boolean or null.
fn is_special(text: &str) -> bool {
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let lower = text.to_ascii_lowercase();
    words.contains(&lower.as_str()) || text.parse::<f64>().is_ok() || is_number(text)
}

/// Numbers in other notations, `0x1f` and `1_000`, and dates.
fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_hexdigit() || "xo_-.".contains(c))
}

/// A text in double quotes, on one line.
pub(super) fn quoted(text: &str) -> String {
    use std::fmt::Write as _;

    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            letter if letter.is_control() || crate::doc::is_hidden(letter) => {
                let _ = write!(out, "\\U{:08x}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// A date as it is, another reason as a text.
pub(super) fn since(text: &str) -> String {
    let is_date = text.len() == 10 && text.bytes().all(|it| it.is_ascii_digit() || it == b'-');
    if is_date {
        text.to_owned()
    } else {
        plain(text)
    }
}

/// A description, if it is short, or else what there is to say.
pub(super) fn doc(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        plain(text.trim_end())
    } else {
        "Removed by the vendor.".to_owned()
    }
}

/// A type as a spec names it.
pub(super) fn ty(found: &Type) -> String {
    match found {
        Type::String => "string".to_owned(),
        Type::Url => "url".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::U32 => "u32".to_owned(),
        Type::U64 => "u64".to_owned(),
        Type::I64 => "i64".to_owned(),
        Type::F64 => "f64".to_owned(),
        Type::UnixSeconds => "unix_seconds".to_owned(),
        Type::UnixMillis => "unix_millis".to_owned(),
        Type::Seconds => "seconds".to_owned(),
        Type::Millis => "millis".to_owned(),
        Type::Bytes => "bytes".to_owned(),
        Type::Json => "json".to_owned(),
        Type::List(inner) => format!("[{}]", ty(inner)),
        Type::Map(inner) => format!("{{ string: {} }}", ty(inner)),
        Type::Named(name) => name.clone(),
    }
}

/// A value that stands without quotes, if it is a number or a plain word.
pub(super) fn number(text: &str) -> String {
    let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if text.chars().all(safe) {
        text.to_owned()
    } else {
        quoted(text)
    }
}
