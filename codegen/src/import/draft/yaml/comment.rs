//! Comments: nothing that a page says may become YAML, and nothing of it is lost.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar as _;

use super::scalar::is_hidden;

/// Columns of a line.
pub(super) const WIDTH: usize = 120;

/// Writes a comment; what does not fit into a line goes on in the next.
pub(super) fn comment(out: &mut String, indent: usize, text: &str) {
    let mut mark = "# ";
    for line in text.split(['\n', '\r']).map(clean) {
        let mut rest = line.trim();
        while !rest.is_empty() {
            let room = WIDTH.saturating_sub(indent + mark.len()).max(20);
            let (part, more) = cut(rest, room);
            let _ = writeln!(out, "{:indent$}{mark}{part}", "");
            rest = more;
            mark = "#   ";
        }
    }
}

/// The page's words, behind their line.
pub(super) fn quote(line: u32, text: &str) -> String {
    if line == 0 {
        text.to_owned()
    } else {
        format!("{line}: {text}")
    }
}

/// One line, in which every sign can be seen.
pub(super) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\t' {
            clean.push(' ');
        } else if is_hidden(c) {
            let _ = write!(clean, "\\u{{{:x}}}", u32::from(c));
        } else {
            clean.push(c);
        }
    }
    clean
}

/// As much of a text as fits into a line, and the rest.
fn cut(text: &str, room: usize) -> (&str, &str) {
    let (mut width, mut space) = (0, None);
    for (at, c) in text.char_indices() {
        width += c.width().unwrap_or(0);
        if width > room {
            let end = space.unwrap_or(at);
            return (text[..end].trim_end(), text[end..].trim_start());
        }
        if c == ' ' && width > room / 2 {
            space = Some(at);
        }
    }
    (text, "")
}
