//! Names of the wire become names of Rust.

use crate::spec::{Field, Operation, Service};

/// Words that Rust reserves. Most can be written as raw identifiers.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "Self", "static", "struct", "super", "trait", "true", "try", "type",
    "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Type names that generated code and its examples use unqualified.
const TAKEN_TYPES: &[&str] = &[
    "Box",
    "Bytes",
    "Client",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "Hash",
    "Into",
    "Iterator",
    "Millis",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Seconds",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "UnixMillis",
    "UnixSeconds",
    "Vec",
];

/// Names of modules that stand beside those of services and operations.
const TAKEN_MODULES: &[&str] = &["generated", "mock", "runtime", "services", "types"];

/// Method names of requests that parameters cannot have.
const TAKEN_METHODS: &[&str] = &["clone", "eq", "fmt", "ne", "new", "request"];

/// Whether Rust reserves the word.
#[must_use]
pub fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

/// Whether a keyword has no raw form, as `self`.
#[must_use]
pub fn has_no_raw_form(name: &str) -> bool {
    matches!(name, "self" | "Self" | "super" | "crate" | "_")
}

/// Whether generated code already means something else by this type name.
#[must_use]
pub fn is_taken_type(name: &str) -> bool {
    TAKEN_TYPES.contains(&name)
}

/// Whether generated code already has another module of this name.
#[must_use]
pub fn is_taken_module(name: &str) -> bool {
    TAKEN_MODULES.contains(&name)
}

/// Whether requests already have a method of this name.
#[must_use]
pub fn is_taken_method(name: &str) -> bool {
    TAKEN_METHODS.contains(&name)
}

/// `meetingId`, `x-acs-token` and `DownloadURL` become `meeting_id`, `x_acs_token` and `download_url`.
#[must_use]
pub fn snake(name: &str) -> String {
    words(name).join("_")
}

/// `record_state` and `meetingId` become `RecordState` and `MeetingId`.
#[must_use]
pub fn pascal(name: &str) -> String {
    words(name)
        .iter()
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_uppercase().chain(letters).collect()
            })
        })
        .collect()
}

/// Whether the name is written as `list_corp_records`.
#[must_use]
pub fn is_snake(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        && !name.ends_with('_')
        && !name.contains("__")
}

/// Whether the name is written as `list-corp-records`.
#[must_use]
pub fn is_kebab(name: &str) -> bool {
    !name.contains('_') && is_snake(&name.replace('-', "_"))
}

/// Whether the name is written as `RecordState`.
#[must_use]
pub fn is_pascal(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Whether the name can stand in Rust code, as it is or in raw form.
#[must_use]
pub fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        && !name.contains("__")
        && !has_no_raw_form(name)
}

/// The Rust name of a parameter or field, not yet in raw form.
#[must_use]
pub fn of_field(field: &Field) -> String {
    field
        .rust_name
        .as_ref()
        .map_or_else(|| snake(&field.name.value), |name| name.value.clone())
}

/// The name of a service's type in Rust.
#[must_use]
pub fn of_service(service: &Service) -> String {
    service
        .rust_name
        .as_ref()
        .map_or_else(|| pascal(&service.name.value), |name| name.value.clone())
}

/// The Rust name of an operation's request type.
#[must_use]
pub fn of_operation(operation: &Operation) -> String {
    operation
        .rust_name
        .as_ref()
        .map_or_else(|| pascal(&operation.name.value), |name| name.value.clone())
}

/// Digits in groups of three, as `1_611_072_000`.
pub(crate) fn grouped(digits: &str) -> String {
    let (sign, number) = digits
        .strip_prefix('-')
        .map_or(("", digits), |rest| ("-", rest));
    if number.len() < 5 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return digits.to_owned();
    }
    let mut out = String::from(sign);
    for (index, digit) in number.chars().enumerate() {
        if index > 0 && (number.len() - index) % 3 == 0 {
            out.push('_');
        }
        out.push(digit);
    }
    out
}

fn words(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut words = vec![String::new()];
    for (index, &letter) in letters.iter().enumerate() {
        if !letter.is_alphanumeric() {
            words.push(String::new());
            continue;
        }
        let previous = index.checked_sub(1).map(|before| letters[before]);
        let next = letters.get(index + 1);
        let starts_word = letter.is_uppercase()
            && previous.is_some_and(|previous| {
                previous.is_lowercase()
                    || previous.is_numeric()
                    || (previous.is_uppercase() && next.is_some_and(|next| next.is_lowercase()))
            });
        if starts_word {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(letter.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snake_case_follows_the_words() {
        for (wire, rust) in [
            ("meetingId", "meeting_id"),
            ("mp4FileUrl", "mp4_file_url"),
            ("x-acs-dingtalk-access-token", "x_acs_dingtalk_access_token"),
            ("DownloadURL", "download_url"),
            ("HTTPServer2Go", "http_server2_go"),
            ("userid", "userid"),
            ("record_file_id", "record_file_id"),
            ("a.b", "a_b"),
            ("__x__", "x"),
        ] {
            assert_eq!(snake(wire), rust, "{wire}");
        }
    }

    #[test]
    fn pascal_case_follows_the_words() {
        assert_eq!(pascal("list_corp_records"), "ListCorpRecords");
        assert_eq!(pascal("tencent-meeting"), "TencentMeeting");
        assert_eq!(pascal("voip_or_sip"), "VoipOrSip");
    }

    #[test]
    fn forms_of_names_are_told_apart() {
        assert!(is_snake("a_1") && !is_snake("A") && !is_snake("a__b") && !is_snake("1a"));
        assert!(is_kebab("a-b") && !is_kebab("a_b") && !is_kebab("-a"));
        assert!(is_pascal("Ab1") && !is_pascal("ab") && !is_pascal("A_b"));
        assert!(is_identifier("type") && !is_identifier("self") && !is_identifier("2fa"));
        assert!(is_identifier("type_") && !is_identifier("_x") && !is_identifier("a__b"));
    }
}
