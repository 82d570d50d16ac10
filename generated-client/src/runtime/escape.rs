//! Foreign text in messages for people.

use std::fmt::{self, Write as _};

/// Text of a service, made safe to print: one line, without control characters and invisible direction marks.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            if needs_escape(c) {
                write!(f, "{}", c.escape_default())?;
            } else {
                f.write_char(c)?;
            }
        }
        Ok(())
    }
}

fn needs_escape(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// At most `limit` characters of `text`, followed by an ellipsis if there were more.
pub(crate) struct Cut<'a>(pub(crate) &'a str, pub(crate) usize);

impl fmt::Display for Cut<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.char_indices().nth(self.1) {
            Some((end, _)) => write!(f, "{}…", Escaped(&self.0[..end])),
            None => Escaped(self.0).fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_on_one_line() {
        let cases = [
            ("plain, 中文 and “quotes”", "plain, 中文 and “quotes”"),
            ("two\nlines\r\n", "two\\nlines\\r\\n"),
            ("\u{1b}[31mred", "\\u{1b}[31mred"),
            ("left\u{202e}right", "left\\u{202e}right"),
            ("nul\0", "nul\\u{0}"),
        ];
        for (text, expected) in cases {
            assert_eq!(Escaped(text).to_string(), expected);
        }
    }

    #[test]
    fn long_text_is_cut_between_characters() {
        assert_eq!(Cut("会议录制", 4).to_string(), "会议录制");
        assert_eq!(Cut("会议录制", 3).to_string(), "会议录…");
        assert_eq!(Cut("", 3).to_string(), "");
    }
}
