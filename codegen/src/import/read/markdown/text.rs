//! What becomes of the text of a paragraph, a heading, a sample, and of what stands in front.

use std::ops::Range;

use pulldown_cmark::HeadingLevel;

use super::{super::Parts, inline, pipes, reader::Reader};
use crate::import::{Block, Code, Text};

/// How many lists around an item show in front of it.
const MAX_LISTS: usize = 16;

impl Reader<'_> {
    /// The lines of a range, with their numbers.
    pub(super) fn lines(&self, range: Range<usize>) -> Vec<pipes::Line> {
        let first = self.line(range.start);
        let start = self
            .starts
            .get(
                usize::try_from(first)
                    .unwrap_or(usize::MAX)
                    .saturating_sub(1),
            )
            .copied()
            .unwrap_or(range.start);
        let text = self.masked.get(start..range.end).unwrap_or_default();
        (first..)
            .zip(text.lines())
            .map(|(number, line)| {
                let mut line = line.trim();
                if self.quotes > 0 {
                    line = line.trim_start_matches(['>', ' ', '\t']);
                }
                (number, line.to_owned())
            })
            .collect()
    }

    /// Ends the paragraph.
    pub(super) fn flush(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let Some(range) = paragraph.range() else {
            return;
        };
        if paragraph.structure {
            self.settle();
            self.item = false;
            let line = self.line(range.start);
            let html = self.masked.get(range).unwrap_or_default();
            self.read_html(html, line);
            return;
        }
        let sources = self.lines(range.start..self.line_end(range.end));
        let json = sources.first().is_some_and(|(_, source)| {
            source.starts_with("{\"") || source.starts_with("[{") || source == "{"
        });
        let mut texts = paragraph
            .lines
            .into_iter()
            .map(|(at, text)| (self.line(at), text))
            .collect::<Vec<_>>()
            .into_iter()
            .peekable();
        let mut sources = sources.into_iter().peekable();
        while let Some((number, source)) = sources.next() {
            let head = sources
                .peek()
                .is_some_and(|(_, next)| pipes::is_separator(next));
            let row = pipes::is_row(&source)
                || pipes::is_separator(&source)
                || (head && source.contains('|'));
            let mut found = Vec::new();
            while let Some((_, text)) = texts.next_if(|(line, _)| *line <= number) {
                found.push(text);
            }
            if row {
                self.settle_html();
                self.item = false;
                self.rows.push((number, source));
            } else if json {
                self.text(number, &source);
            } else if let Some((level, heading)) = heading(&source) {
                self.item = false;
                let text = inline::cell(heading).0;
                self.push(Block::Heading(level, Text { line: number, text }));
            } else {
                for text in found {
                    self.text(number, &text);
                }
            }
        }
    }

    fn line_end(&self, at: usize) -> usize {
        let rest = self.masked.get(at..).unwrap_or_default();
        rest.find('\n')
            .map_or(self.masked.len(), |length| at + length)
    }

    fn text(&mut self, line: u32, text: &str) {
        let mut text = text.trim().to_owned();
        if text.is_empty() {
            return;
        }
        if std::mem::take(&mut self.item) && !text.starts_with("- ") {
            let around = self.items.saturating_sub(1).min(MAX_LISTS);
            text.insert_str(0, &format!("{}- ", "  ".repeat(around)));
        }
        self.push(Block::Text(Text { line, text }));
    }

    pub(super) fn heading(&mut self, level: HeadingLevel, start: usize) {
        let line = self.line(start);
        let source = self.lines(start..self.line_end(start));
        let marked = source.first().is_some_and(|(_, source)| {
            let marker = |c: char| c.is_ascii_digit() || "-*+.) ".contains(c);
            let words = source.trim_start_matches(marker);
            let rest = words.trim_start_matches('#');
            rest.len() < words.len() && (rest.is_empty() || rest.starts_with([' ', '\t']))
        });
        let piped = source.iter().any(|(_, source)| source.contains('|'));
        if !marked && (piped || self.paragraph.lines.len() > 1) {
            // A rule below a paragraph, rather than a heading of several lines.
            self.flush();
            return;
        }
        let paragraph = std::mem::take(&mut self.paragraph);
        let text: Vec<String> = paragraph.lines.into_iter().map(|(_, text)| text).collect();
        let text = text.join(" ").trim().to_owned();
        if !text.is_empty() {
            self.item = false;
            self.push(Block::Heading(level as u8, Text { line, text }));
        }
    }

    pub(super) fn code(&mut self, start: usize, mut code: Code) {
        code.line = self.line(start);
        let mut text = code.text.trim_end();
        while let Some((first, rest)) = text.split_once('\n')
            && first.trim().is_empty()
        {
            code.line = code.line.saturating_add(1);
            text = rest;
        }
        if text.is_empty() {
            return;
        }
        let text = text.to_owned();
        code.text = text;
        self.item = false;
        if code.language.is_none() && code.text.lines().all(pipes::is_row) {
            self.settle_html();
            let lines = (code.line..).zip(code.text.lines().map(str::to_owned));
            self.rows.extend(lines);
            self.settle_rows();
        } else {
            self.push(Block::Code(code));
        }
    }

    /// Reads what stands in front of the page about it.
    pub(super) fn metadata(&mut self, text: &str) {
        for (line, text) in (1..).zip(text.lines()) {
            let pair = text.split_once([':', '=']);
            let value = pair.map_or("", |(_, value)| value.trim().trim_matches(['"', '\'']));
            let text = match pair {
                Some((key, _)) if key.trim() == "title" && !value.is_empty() => {
                    let text = value.to_owned();
                    self.parts.title.get_or_insert(Text { line, text });
                    continue;
                }
                Some((key, _)) if !value.is_empty() => format!("{}: {value}", key.trim()),
                _ if matches!(text.trim(), "---" | "+++") => continue,
                _ => text.to_owned(),
            };
            self.text(line, &text);
        }
    }

    pub(super) fn finish(mut self) -> Parts {
        self.flush();
        self.regions(usize::MAX);
        self.settle();
        self.parts
    }
}

/// A heading whose sign is glued to its words: `##Query`.
fn heading(source: &str) -> Option<(u8, &str)> {
    let words = source.trim_start_matches('#');
    let level = source.len() - words.len();
    let glued = words.chars().next().is_some_and(char::is_alphabetic);
    let level = u8::try_from(level)
        .ok()
        .filter(|level| (1..=6).contains(level))?;
    (glued && (level > 1 || !words.is_ascii())).then_some((level, words))
}
