//! Text as a browser lays it out: white space collapses, and some signs have no width.

use super::super::Text;

/// Signs that take no room.
pub(in super::super) fn is_zero_width(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\0'
    )
}

/// A piece of text that is being read.
#[derive(Debug, Default)]
pub(super) struct Run {
    text: String,
    line: u32,
    space: bool,
}

impl Run {
    /// Adds text that begins on a line.
    pub(super) fn push(&mut self, text: &str, mut line: u32) {
        for c in text.chars() {
            if c == '\n' {
                line = line.saturating_add(1);
            }
            if c.is_whitespace() {
                self.space = true;
            } else if !is_zero_width(c) {
                if self.text.is_empty() {
                    self.line = line;
                } else if self.space {
                    self.text.push(' ');
                }
                self.space = false;
                self.text.push(c);
            }
        }
    }

    /// Parts what comes from what was.
    pub(super) fn space(&mut self) {
        self.space = true;
    }

    /// Takes the text, if there is any.
    pub(super) fn take(&mut self) -> Option<Text> {
        self.space = false;
        (!self.text.is_empty()).then(|| Text {
            line: self.line,
            text: std::mem::take(&mut self.text),
        })
    }
}

/// The lines of a cell. Signs in front of a line may mean that a name belongs to another; white
/// space that a browser shows there is kept.
#[derive(Debug, Default)]
pub(super) struct Lines {
    done: String,
    current: String,
    line: Option<u32>,
    space: bool,
    blank: bool,
}

impl Lines {
    /// Whether nothing was read that can be seen.
    pub(super) fn is_empty(&self) -> bool {
        self.line.is_none()
    }

    /// Adds text that begins on a line.
    pub(super) fn push(&mut self, text: &str, mut line: u32) {
        for c in text.chars() {
            if c == '\n' {
                line = line.saturating_add(1);
            }
            let front = self.current.is_empty() || self.blank;
            if c.is_ascii_whitespace() {
                self.space = true;
            } else if c.is_whitespace() {
                if front {
                    if self.blank && self.space {
                        self.current.push('\u{a0}');
                    }
                    self.space = false;
                    self.blank = true;
                    self.current.push(c);
                } else {
                    self.space = true;
                }
            } else if !is_zero_width(c) {
                if self.space && !self.current.is_empty() {
                    self.current.push(if self.blank { '\u{a0}' } else { ' ' });
                }
                self.space = false;
                self.blank = false;
                self.line.get_or_insert(line);
                self.current.push(c);
            }
        }
    }

    /// Adds lines as they are.
    pub(super) fn verbatim(&mut self, text: &str, line: u32) {
        self.end_line();
        for (number, part) in text.lines().enumerate() {
            if !part.trim().is_empty() {
                let offset = u32::try_from(number).unwrap_or(u32::MAX);
                self.line.get_or_insert(line.saturating_add(offset));
                part.clone_into(&mut self.current);
                self.end_line();
            }
        }
    }

    /// Ends the line.
    pub(super) fn end_line(&mut self) {
        let current = self.current.trim_end();
        if !current.is_empty() {
            if !self.done.is_empty() {
                self.done.push('\n');
            }
            self.done.push_str(current);
        }
        self.current.clear();
        self.space = false;
        self.blank = false;
    }

    /// Starts a list item.
    pub(super) fn item(&mut self) {
        self.end_line();
        self.current.push('-');
        self.space = true;
    }

    /// Takes an item's sign back, if nothing followed it.
    pub(super) fn end_item(&mut self) {
        if self.current == "-" && self.space {
            self.current.clear();
        }
        self.end_line();
    }

    /// The lines, and the line on which they begin.
    pub(super) fn finish(mut self) -> (String, Option<u32>) {
        self.end_line();
        let front = self
            .done
            .trim_start_matches(|c: char| c.is_ascii_whitespace());
        (front.to_owned(), self.line)
    }
}
