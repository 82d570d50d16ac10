//! Values as texts of which there is one for each meaning, so that they can be compared.

use super::Literal;

/// Units of lengths of time, in milliseconds. Without minutes: limits are per `60s`.
const UNITS: [(&str, u64); 4] = [("d", 86_400_000), ("h", 3_600_000), ("s", 1_000), ("ms", 1)];

/// A length of time in the largest unit in which it is a whole number: `31d`, `6h`, `60s`.
#[must_use]
pub fn span_text(millis: u64) -> String {
    let fitting = UNITS
        .iter()
        .find(|(_, unit)| millis > 0 && millis.is_multiple_of(*unit));
    match fitting {
        Some((name, unit)) => format!("{}{name}", millis / unit),
        None => format!("{millis}ms"),
    }
}

/// The length of `6h` or `31d` in milliseconds.
#[must_use]
pub fn millis_of(span: &str) -> Option<u64> {
    let span = span.trim();
    let digits = span.find(|c: char| !c.is_ascii_digit())?;
    let (count, unit) = span.split_at(digits);
    let unit = match unit {
        "m" => 60_000,
        unit => UNITS.iter().find(|(name, _)| *name == unit)?.1,
    };
    count.parse::<u64>().ok()?.checked_mul(unit)
}

/// A literal as text: strings as they are, numbers without needless zeros.
#[must_use]
pub fn literal_text(literal: &Literal) -> String {
    match literal {
        Literal::Text(text) => text.clone(),
        Literal::Int(digits) | Literal::Float(digits) => number_text(digits),
        Literal::Bool(value) => value.to_string(),
        Literal::List(items) => {
            let items: Vec<String> = items.iter().map(literal_text).collect();
            format!("[{}]", items.join(", "))
        }
    }
}

/// Digits without a leading `+`, leading zeros, and zeros that end a fraction.
fn number_text(digits: &str) -> String {
    let (sign, rest) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", digits.strip_prefix('+').unwrap_or(digits)),
    };
    if rest.is_empty() || !rest.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return digits.to_owned();
    }
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, ""));
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let fraction = fraction.trim_end_matches('0');
    match (whole, fraction) {
        ("0", "") => "0".to_owned(),
        (whole, "") => format!("{sign}{whole}"),
        (whole, fraction) => format!("{sign}{whole}.{fraction}"),
    }
}

/// A text without blank lines, and without white space at the ends of lines.
#[must_use]
pub fn lines_text(text: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n")
}

/// JSON without white space and needless escapes; members keep their order, numbers their digits.
/// `None` if the text is no JSON.
#[must_use]
pub fn compact(text: &str) -> Option<String> {
    serde_json::from_str::<serde::de::IgnoredAny>(text).ok()?;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let length = if next == '"' {
            string_length(rest)
        } else {
            next.len_utf8()
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        if next == '"' {
            // What is no text, such as half a surrogate pair, stays as it is written.
            match serde_json::from_str::<String>(token) {
                Ok(value) => out.push_str(&serde_json::Value::String(value).to_string()),
                Err(_) => out.push_str(token),
            }
        } else if !next.is_ascii_whitespace() {
            out.push(next);
        }
    }
    Some(out)
}

/// Length of the string literal at the start of a text, with its quotes.
pub(crate) fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{compact, lines_text, literal_text, millis_of, span_text};
    use crate::model::Literal;

    #[test]
    fn equal_lengths_of_time_are_equal_texts() {
        for (written, text) in [
            ("60s", "60s"),
            ("1m", "60s"),
            ("60000ms", "60s"),
            ("31d", "31d"),
            ("744h", "31d"),
            ("24h", "1d"),
            ("90m", "5400s"),
            ("6h", "6h"),
            ("1500ms", "1500ms"),
            ("0s", "0ms"),
        ] {
            assert_eq!(
                millis_of(written).map(span_text).as_deref(),
                Some(text),
                "{written}"
            );
        }
        for wrong in ["", "6", "h", "6 h", "6y", "99999999999999999999d"] {
            assert_eq!(millis_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn equal_numbers_are_equal_texts() {
        let int = |digits: &str| literal_text(&Literal::Int(digits.to_owned()));
        let float = |digits: &str| literal_text(&Literal::Float(digits.to_owned()));
        assert_eq!(int("20"), "20");
        assert_eq!(int("007"), "7");
        assert_eq!(int("-0"), "0");
        assert_eq!(
            int("123456789012345678901234567890"),
            "123456789012345678901234567890"
        );
        assert_eq!(float("20.0"), "20");
        assert_eq!(float("-0.50"), "-0.5");
        assert_eq!(float("1e5"), "1e5");
        assert_eq!(literal_text(&Literal::Text("007".to_owned())), "007");
    }

    #[test]
    fn layout_is_no_part_of_json() {
        let text =
            "{ \"b\" : 1.50,\n\t\"a b\": [ 12345678901234567890123, \"x \\u4f1a \\\" y\" ] }\n";
        let expected = "{\"b\":1.50,\"a b\":[12345678901234567890123,\"x 会 \\\" y\"]}";
        assert_eq!(compact(text).as_deref(), Some(expected));
        assert_eq!(compact("{\"a\": 1,}"), None);
        assert_eq!(compact("\"\\ud800\"").as_deref(), Some("\"\\ud800\""));
        assert_eq!(compact(&"[".repeat(100_000)), None);
    }

    #[test]
    fn blank_lines_are_no_part_of_a_request() {
        assert_eq!(
            lines_text("POST /a \r\nA: b\r\n\r\n{\r\n  \"c\": 1\r\n}\r\n"),
            "POST /a\nA: b\n{\n  \"c\": 1\n}"
        );
    }
}
