//! What a scalar without quotes means.

/// What a plain scalar means to a YAML reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plain {
    Text,
    Null,
    Bool(bool),
    Int,
    Float,
    /// Only to YAML 1.1 readers, as in `no`; or a number in a notation that specs do not use.
    Ambiguous,
}

/// Classifies a plain scalar.
pub(crate) fn plain(text: &str) -> Plain {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Plain::Null,
        "true" => return Plain::Bool(true),
        "false" => return Plain::Bool(false),
        _ => {}
    }
    let lower = text.to_ascii_lowercase();
    if matches!(
        lower.as_str(),
        "yes"
            | "no"
            | "on"
            | "off"
            | "y"
            | "n"
            | "true"
            | "false"
            | ".inf"
            | "-.inf"
            | "+.inf"
            | ".nan"
    ) {
        return Plain::Ambiguous;
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if all_digits(digits) {
        return if digits.len() == 1 || !digits.starts_with('0') {
            Plain::Int
        } else {
            Plain::Ambiguous
        };
    }
    if digits.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == '+')
        && text.parse::<f64>().is_ok()
    {
        return match digits.split_once('.') {
            Some((whole, rest)) if all_digits(whole) && all_digits(rest) => Plain::Float,
            _ => Plain::Ambiguous,
        };
    }
    let radix = digits
        .strip_prefix("0x")
        .or_else(|| digits.strip_prefix("0o"))
        .or_else(|| digits.strip_prefix("0b"));
    if radix.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_hexdigit())) {
        return Plain::Ambiguous;
    }
    Plain::Text
}
