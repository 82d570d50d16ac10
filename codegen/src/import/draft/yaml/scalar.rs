//! Texts as YAML scalars, quoted only where they have to be.

use std::fmt::Write as _;

use crate::yaml::{Plain, TODO, plain};

/// Signs that mean nothing to YAML inside a scalar.
const BARE: &str = " _-./()*&%$@!?+=<>~^|;'\"`\\:#、。，：；（）《》“”‘’【】「」！？·—–…°％／～";

/// A text as one line; `flow` if it stands within `{ }` or `[ ]`.
pub(super) fn scalar(text: &str, flow: bool) -> String {
    if is_plain(text, flow) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// Whether every reader takes the text for itself without quotes.
pub(super) fn is_plain(text: &str, flow: bool) -> bool {
    let starts = |c: char| c.is_alphanumeric() || "/_($（《“【「".contains(c);
    // A colon is left alone in addresses only.
    let colons = text
        .match_indices(':')
        .all(|(at, _)| text[at + 1..].starts_with('/'));
    text.starts_with(starts)
        && !text.ends_with(' ')
        && !text.contains(" #")
        && colons
        && text != TODO
        && plain(text) == Plain::Text
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || BARE.contains(c) || (!flow && "[]{},".contains(c)))
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if is_hidden(c) => {
                let _ = match u32::from(c) {
                    code @ 0..=0xff => write!(out, "\\x{code:02x}"),
                    code @ 0x100..=0xffff => write!(out, "\\u{code:04x}"),
                    code => write!(out, "\\U{code:08x}"),
                };
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether a sign cannot be seen, or changes how others are seen.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || (c.is_whitespace() && c != ' ' && c != '\u{3000}')
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{fdd0}'..='\u{fdef}'
                | '\u{e0000}'..='\u{e0fff}'
        )
        || u32::from(c) & 0xfffe == 0xfffe
}

/// The lines of a literal block, and what follows its key; `None` if a block cannot hold the text.
///
/// A block ends with a line break, whether the text has one or not.
pub(super) fn block(text: &str) -> Option<(&'static str, Vec<&str>)> {
    let body = text.strip_suffix('\n').unwrap_or(text);
    let lines: Vec<&str> = body.split('\n').collect();
    let (first, last) = (lines.first()?, lines.last()?);
    let blank = |line: &str| line.trim().is_empty();
    if blank(first)
        || blank(last)
        || first.starts_with('\t')
        || body
            .chars()
            .any(|c| is_hidden(c) && !matches!(c, '\n' | '\t'))
    {
        return None;
    }
    // Without a number, the first line says how deep the block stands.
    let head = if first.starts_with(' ') { "|2" } else { "|" };
    Some((head, lines))
}
