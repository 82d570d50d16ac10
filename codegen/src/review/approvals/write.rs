//! The text of a file of approvals.

use std::fmt::Write as _;

use super::{Approval, is_date, place};
use crate::{
    doc::is_hidden,
    yaml::{Plain, TODO, plain},
};

/// First lines of a file.
pub(in crate::review) const HEAD: &str =
    "# Decisions about changes of the vendor's API; written by `cargo xtask approve`.\n";

/// Writes approvals anew, with the comments of the file as it was: whole lines, which stand at its head then.
#[must_use]
pub fn rewrite(before: &str, approvals: &[Approval]) -> String {
    let mut out = HEAD.to_owned();
    // Within a text, every line is indented.
    let comments = before.lines().filter(|it| it.starts_with('#'));
    for comment in comments.filter(|it| *it != HEAD.trim_end()) {
        out.push_str(comment);
        out.push('\n');
    }
    out.push_str(write(approvals).strip_prefix(HEAD).unwrap_or_default());
    out
}

/// Writes approvals, sorted by rule and places. What is read from the text is equal to what was written.
#[must_use]
pub fn write(approvals: &[Approval]) -> String {
    let mut sorted: Vec<&Approval> = approvals.iter().collect();
    sorted.sort_by_key(|it| (&it.rule, &it.places, &it.old, &it.new));
    let mut out = HEAD.to_owned();
    if sorted.is_empty() {
        out.push_str("[]\n");
    }
    for approval in sorted {
        let _ = write!(out, "- rule: {}\n  at:\n", scalar(&approval.rule));
        for at in &approval.places {
            let _ = writeln!(out, "    - {}", scalar(&place(at)));
        }
        let values = [
            ("old", approval.old.as_ref()),
            ("new", approval.new.as_ref()),
            ("because", Some(&approval.because)),
            ("date", Some(&approval.date)),
            ("until", approval.until.as_ref()),
        ];
        for (key, value) in values {
            if let Some(value) = value {
                let _ = writeln!(out, "  {key}: {}", scalar(value));
            }
        }
    }
    out
}

/// A text as a value of YAML: plain where every reader takes it for a text, quoted otherwise.
fn scalar(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if is_printable(c) => out.push(c),
            c if u32::from(c) <= 0xFFFF => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => {
                let _ = write!(out, "\\U{:08X}", u32::from(c));
            }
        }
    }
    out.push('"');
    out
}

fn is_plain(text: &str) -> bool {
    if is_date(text) {
        return true;
    }
    // What begins with a letter is no number and no mark of YAML; some words are more than a text.
    let begins = text.starts_with(|c: char| c.is_alphabetic() || c == '/' || c == '_');
    begins
        && plain(text) == Plain::Text
        && text != TODO
        && text.chars().all(is_printable)
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
}

/// Whether a character may stand in a file as it is: readers agree on it, and people see it.
fn is_printable(c: char) -> bool {
    if is_hidden(c) {
        return false;
    }
    c == ' ' || c.is_alphanumeric() || c.is_ascii_graphic() || {
        let code = u32::from(c);
        // Punctuation and symbols of the plane that YAML readers agree on; the rest is written as its number.
        matches!(code, 0x00A1..=0x00AC | 0x00AE..=0x2009 | 0x2010..=0x2027 | 0x2030..=0x205E)
            || matches!(code, 0x2070..=0xD7FF | 0xFB00..=0xFEFE | 0xFF01..=0xFFEF)
            || matches!(code, 0x1F000..=0x1FAFF)
    }
}
