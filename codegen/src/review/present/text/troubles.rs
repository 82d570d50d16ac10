//! What must not be overlooked: differences that no rule explains, and approvals that are of no use.

use super::{
    count,
    layout::{Style, WIDTH, clean, ends, middle, paint, wrap},
};
use serde_json::Value;

use crate::review::{Stale, StaleApproval, Unexplained};

/// Columns before what is said about a finding.
const INDENT: usize = 6;

/// Loud, and before everything else: the report is not complete.
pub(super) fn unexplained(found: &[Unexplained]) -> Option<Vec<String>> {
    if found.is_empty() {
        return None;
    }
    let title = format!(
        "✖ {} UNEXPLAINED",
        count(found.len(), "DIFFERENCE").to_uppercase()
    );
    let what = "no rule says what this does, so that a rule is missing";
    let mut out = vec![format!("{}  {what}", paint(Style::Red, &title))];
    for it in found {
        let place = place(&it.service, &it.operation, &it.subject);
        let key = match it.key.split_once(" of ") {
            Some((key, which)) => format!("{key} of {}", readable(which)),
            None => it.key.clone(),
        };
        let line = format!("{place}: {}", clean(&key));
        let mut indent = "  ";
        for line in wrap(&line, WIDTH - 4, 3) {
            out.push(format!("{indent}{line}"));
            indent = "    ";
        }
        for (sign, style, value, at) in [
            ("- ", Style::Red, &it.old, &it.old_at),
            ("+ ", Style::Green, &it.new, &it.new_at),
        ] {
            let value = value
                .as_ref()
                .map_or_else(|| "nothing".to_owned(), |it| clean(&readable(it)));
            let at = at.as_ref().map(|(file, line)| {
                let at = format!("{}:{line}", clean(file));
                paint(Style::Dim, &middle(&at, WIDTH - INDENT))
            });
            let mut at = at.unwrap_or_default();
            let mut sign = sign;
            for line in wrap(&value, WIDTH - INDENT - sign.len(), 6) {
                let line = paint(style, &format!("{sign}{line}"));
                out.push(ends(&format!("{:INDENT$}{line}", ""), &at));
                at.clear();
                sign = "  ";
            }
        }
    }
    out.push(
        "  Do not rely on the rest of this report until that is settled (exit code 3).".to_owned(),
    );
    Some(out)
}

pub(super) fn stale(found: &[StaleApproval]) -> Option<Vec<String>> {
    if found.is_empty() {
        return None;
    }
    let title = format!("! {}", count(found.len(), "STALE APPROVAL").to_uppercase());
    let mut out = vec![format!(
        "{}  decided once, and of no use now",
        paint(Style::Yellow, &title)
    )];
    for it in found {
        let approval = &it.approval;
        let why = match (it.why, &approval.until) {
            (Stale::Expired, Some(until)) => format!("expired on {}", clean(until)),
            (Stale::Expired, None) => "expired".to_owned(),
            (Stale::Unmatched, _) => "matches no change".to_owned(),
        };
        let (operation, subject) = approval.places.first().cloned().unwrap_or_default();
        let mut place = place(&it.service, &operation, &subject);
        let more = approval.places.len().saturating_sub(1);
        if more > 0 {
            place = format!("{place} and {more} more");
        }
        let left = format!(
            "  {}  {}",
            clean(&approval.rule),
            middle(&place, WIDTH - 36)
        );
        out.push(ends(&left, &paint(Style::Yellow, &why)));
        let because = format!("{}: {}", clean(&approval.date), clean(&approval.because));
        for line in wrap(&because, WIDTH - INDENT - 1, 2) {
            out.push(format!("{:INDENT$} {}", "", paint(Style::Dim, &line)));
        }
    }
    Some(out)
}

/// A place in words: `harbour list_voyages query.page`.
fn place(service: &str, operation: &str, subject: &str) -> String {
    let parts = [service, operation, subject].map(clean);
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|it| !it.is_empty())
        .collect();
    parts.join(" ")
}

/// JSON as it is read by people, without quotation marks and escapes; anything else as it is.
fn readable(value: &str) -> String {
    serde_json::from_str(value).map_or_else(|_| value.to_owned(), |json| in_words(&json, false))
}

fn in_words(json: &Value, nested: bool) -> String {
    let (text, ends) = match json {
        Value::String(text) => return text.clone(),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|it| in_words(it, true)).collect();
            (items.join(", "), ("[", "]"))
        }
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(name, it)| format!("{name}: {}", in_words(it, true)));
            (members.collect::<Vec<_>>().join(", "), ("{", "}"))
        }
        other => return other.to_string(),
    };
    if nested || text.is_empty() {
        format!("{}{text}{}", ends.0, ends.1)
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn values_are_read_without_their_quotation_marks() {
        let cases = [
            ("\"comma\"", "comma"),
            (
                "[\"https://north.example\",\"b\"]",
                "https://north.example, b",
            ),
            (
                "{\"ids\":[1,2],\"name\":\"\\u4f1a议\",\"x\":null}",
                "ids: [1, 2], name: 会议, x: null",
            ),
            ("[]", "[]"),
            ("no JSON", "no JSON"),
        ];
        for (value, expected) in cases {
            assert_eq!(readable(value), expected);
        }
    }
}
