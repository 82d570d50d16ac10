//! Words of a shell command, as documentation writes it.

use super::Lines;
use crate::model::{At, Fact};

/// A word, without its quotes.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) text: String,
    /// Byte of its first sign within the quotes.
    pub(super) start: usize,
}

/// The words of a command from `from` on, where it ends, and what was overlooked.
pub(super) fn words(
    code: &str,
    from: usize,
    lines: &Lines,
) -> (Vec<Word>, usize, Vec<Fact<String>>) {
    let mut shell = Shell {
        code,
        at: from,
        lines,
        words: Vec::new(),
        word: None,
        repairs: Vec::new(),
    };
    while shell.step() {}
    shell.end_word();
    (shell.words, shell.at, shell.repairs)
}

struct Shell<'a> {
    code: &'a str,
    at: usize,
    lines: &'a Lines,
    words: Vec<Word>,
    word: Option<Word>,
    repairs: Vec<Fact<String>>,
}

impl Shell<'_> {
    fn rest(&self) -> &str {
        self.code.get(self.at..).unwrap_or_default()
    }

    fn repair(&mut self, text: &str) {
        let line = self.lines.at(self.at);
        self.repairs
            .push(Fact::new(text.to_owned(), At { file: 0, line }));
    }

    fn end_word(&mut self) {
        self.words.extend(self.word.take());
    }

    fn push(&mut self, c: char) {
        let start = self.at;
        self.word
            .get_or_insert_with(|| Word {
                text: String::new(),
                start,
            })
            .text
            .push(c);
    }

    /// Takes a sign; whether the command goes on.
    fn step(&mut self) -> bool {
        let Some(c) = self.rest().chars().next() else {
            return false;
        };
        match c {
            '\n' => return self.line_end(),
            '\\' | '^' | '`' if self.continued() > 0 => {
                self.end_word();
                self.at += self.continued();
            }
            '\\' => {
                self.at += 1;
                if let Some(c) = self.rest().chars().next() {
                    self.push(c);
                    self.at += c.len_utf8();
                }
            }
            '\'' | '"' | '‘' | '’' | '“' | '”' => self.quoted(c),
            ';' | '|' | '>' if self.word.is_none() => return false,
            '#' if self.word.is_none() => {
                let rest = self.rest();
                self.at += rest.find('\n').unwrap_or(rest.len());
            }
            c if c.is_whitespace() => {
                self.end_word();
                self.at += c.len_utf8();
            }
            c => {
                self.push(c);
                self.at += c.len_utf8();
            }
        }
        true
    }

    /// Length of a sign that continues the command on the next line, with the line end.
    fn continued(&self) -> usize {
        let rest = self.rest();
        let behind = rest.get(1..).unwrap_or_default();
        let space = behind.len() - behind.trim_start_matches([' ', '\t', '\r']).len();
        if behind
            .get(space..)
            .is_some_and(|behind| behind.starts_with('\n'))
        {
            space + 2
        } else {
            0
        }
    }

    /// A line end without such a sign: the command goes on if an option follows.
    fn line_end(&mut self) -> bool {
        self.end_word();
        let next = self.rest().trim_start_matches([' ', '\t', '\r', '\n']);
        let gap = self.rest().len() - next.len();
        let one = self
            .rest()
            .get(..gap)
            .is_some_and(|gap| gap.matches('\n').count() == 1);
        let option = next.strip_prefix('-').is_some_and(|option| {
            option.starts_with(|c: char| c == '-' || c.is_ascii_alphabetic())
                && !option.starts_with("--")
        });
        if !one || !option {
            return false;
        }
        self.repair("a line of the command without the sign that it goes on");
        self.at += gap;
        true
    }

    fn quoted(&mut self, open: char) {
        // $'…' has the escapes of C.
        let ansi = open == '\'' && self.word.as_ref().is_some_and(|word| word.text == "$");
        if ansi {
            self.word = None;
        }
        let escapes = ansi || matches!(open, '"' | '“' | '”');
        if !open.is_ascii() {
            self.repair("typographic quotes");
        }
        let opened = self.at;
        self.at += open.len_utf8();
        let start = self.at;
        self.word.get_or_insert_with(|| Word {
            text: String::new(),
            start,
        });
        loop {
            let Some(c) = self.rest().chars().next() else {
                self.at = opened;
                self.repair("a quote that is not closed");
                self.at = self.code.len();
                return;
            };
            if super::chars::closes(open, c) {
                self.at += c.len_utf8();
                return;
            }
            if c == '\\' && escapes {
                let next = self.rest().chars().nth(1);
                match next {
                    Some('\n') => {
                        self.at += 2;
                        continue;
                    }
                    Some('n') if ansi => self.push('\n'),
                    Some('t') if ansi => self.push('\t'),
                    Some(next @ ('"' | '\\' | '$' | '`')) => self.push(next),
                    Some('\'') if ansi => self.push('\''),
                    _ => {
                        self.push('\\');
                        self.at += 1;
                        continue;
                    }
                }
                self.at += 2;
                continue;
            }
            self.push(c);
            self.at += c.len_utf8();
        }
    }
}
