//! Markdown, with pipe tables or HTML tables.
//!
//! pulldown-cmark finds the blocks. Pipe tables are read from their lines, since Markdown drops
//! cells beyond the head; HTML goes to its own reader; a paragraph gives one text per line.

mod inline;
mod paragraph;
mod pipes;
mod regions;

#[cfg(test)]
mod tests;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use self::{paragraph::Paragraph, regions::Region};
use super::{Parts, html};
use crate::import::{Block, Code, Text};

/// Reads a text.
pub(crate) fn read(text: &str) -> Parts {
    let regions = regions::find(text);
    let masked = regions::mask(text, &regions);
    let mut reader = Reader::new(text, &masked, regions);
    for (event, range) in Parser::new_ext(&masked, options()).into_offset_iter() {
        reader.event(event, range);
    }
    reader.finish()
}

/// The Markdown that pages are written in.
fn options() -> Options {
    Options::ENABLE_TABLES
}

/// Moves blocks down a page.
fn shift(blocks: &mut [Block], by: u32) {
    let text = |text: &mut Text| text.line = text.line.saturating_add(by);
    for block in blocks {
        match block {
            Block::Heading(_, heading) => text(heading),
            Block::Text(line) => text(line),
            Block::Code(code) => code.line = code.line.saturating_add(by),
            Block::Table(table) => {
                table.line = table.line.saturating_add(by);
                table.head.iter_mut().for_each(text);
                for row in &mut table.rows {
                    row.line = row.line.saturating_add(by);
                    for cell in &mut row.cells {
                        cell.line = cell.line.saturating_add(by);
                    }
                }
            }
        }
    }
}

/// Takes marks of Markdown off what stood in HTML.
fn unmark(blocks: &mut [Block]) {
    let text = |text: &mut Text| text.text = inline::unmark(&text.text);
    for block in blocks {
        match block {
            Block::Heading(_, heading) => text(heading),
            Block::Text(line) => text(line),
            Block::Code(_) => {}
            Block::Table(table) => {
                table.head.iter_mut().for_each(text);
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    cell.text = inline::unmark(&cell.text);
                }
            }
        }
    }
}

/// What an event is part of.
#[derive(Debug, Default)]
enum Inside {
    #[default]
    Text,
    Heading(usize),
    /// A sample, and where its text starts.
    Code(Option<usize>, Code),
    Table,
}

/// The state of the reader.
#[derive(Debug)]
struct Reader<'a> {
    text: &'a str,
    masked: &'a str,
    /// Where lines start.
    starts: Vec<usize>,
    regions: std::iter::Peekable<std::vec::IntoIter<Region>>,
    parts: Parts,
    inside: Inside,
    paragraph: Paragraph,
    /// HTML that stands together, and the line on which it begins.
    html: String,
    html_line: u32,
    /// The line on which more would follow.
    html_end: u32,
    /// Rows that Markdown does not take for a table.
    rows: Vec<pipes::Line>,
    /// At the start of a list item.
    item: bool,
    quotes: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, masked: &'a str, regions: Vec<Region>) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            text,
            masked,
            starts: std::iter::once(0).chain(breaks).collect(),
            regions: regions.into_iter().peekable(),
            parts: Parts::default(),
            inside: Inside::Text,
            paragraph: Paragraph::default(),
            html: String::new(),
            html_line: 0,
            html_end: 0,
            rows: Vec::new(),
            item: false,
            quotes: 0,
        }
    }

    fn line(&self, at: usize) -> u32 {
        let line = self.starts.partition_point(|start| *start <= at);
        u32::try_from(line).unwrap_or(u32::MAX)
    }

    fn push(&mut self, block: Block) {
        self.settle();
        self.parts.blocks.push(block);
    }

    /// Ends the rows and the HTML that stand together.
    fn settle(&mut self) {
        self.settle_html();
        self.settle_rows();
    }

    fn settle_html(&mut self) {
        if !self.html.is_empty() {
            let html = std::mem::take(&mut self.html);
            self.read_html(&html, self.html_line);
        }
    }

    fn settle_rows(&mut self) {
        if self.rows.is_empty() {
            return;
        }
        let mut blocks = pipes::read(&std::mem::take(&mut self.rows));
        // An empty line in a table parts rows from their head.
        if let Some(Block::Table(more)) = blocks.first_mut()
            && more.head.is_empty()
            && let Some(Block::Table(table)) = self.parts.blocks.last_mut()
            && !table.head.is_empty()
            && more
                .rows
                .iter()
                .all(|row| row.cells.len() == table.head.len())
        {
            table.rows.append(&mut more.rows);
            blocks.remove(0);
        }
        self.parts.blocks.append(&mut blocks);
    }

    fn read_html(&mut self, html: &str, line: u32) {
        let mut parts = html::read(html);
        let by = line.saturating_sub(1);
        shift(&mut parts.blocks, by);
        unmark(&mut parts.blocks);
        for doubt in &mut parts.doubts {
            doubt.line = if doubt.line == 0 {
                0
            } else {
                doubt.line.saturating_add(by)
            };
        }
        self.parts.blocks.append(&mut parts.blocks);
        self.parts.doubts.append(&mut parts.doubts);
    }

    /// Reads the parts that begin before a place.
    fn regions(&mut self, before: usize) {
        while let Some(region) = self.regions.next_if(|region| region.range.start <= before) {
            self.flush();
            self.settle();
            self.item = false;
            let line = self.line(region.range.start);
            let text = self.text.get(region.range).unwrap_or_default();
            match region.kind {
                regions::Kind::Json => self.push(Block::Code(Code {
                    line,
                    text: text.to_owned(),
                    language: None,
                })),
                regions::Kind::Table => self.read_html(text, line),
                regions::Kind::Metadata => self.metadata(text),
            }
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if matches!(self.inside, Inside::Text) && !matches!(event, Event::End(_)) {
            self.regions(range.start);
        }
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Html(text) => self.add_html(&text, range.start),
            _ if matches!(self.inside, Inside::Table) => {}
            Event::Text(text) => match &mut self.inside {
                Inside::Code(start, code) => {
                    start.get_or_insert(range.start);
                    code.text.push_str(&text);
                }
                Inside::Text | Inside::Heading(_) => self.paragraph.push(&text, &range),
                Inside::Table => {}
            },
            Event::Code(text) => self.paragraph.push(&text, &range),
            Event::SoftBreak | Event::HardBreak => self.paragraph.end_line(),
            Event::InlineHtml(text) => match inline::tag(&text) {
                inline::Tag::Break => self.paragraph.end_line(),
                inline::Tag::Words => self.paragraph.push(&text, &range),
                inline::Tag::Structure => self.paragraph.structure(&range),
                inline::Tag::Mark => {}
            },
            Event::Rule => self.flush(),
            _ => {}
        }
    }

    fn add_html(&mut self, text: &str, at: usize) {
        let line = self.line(at);
        if self.html.is_empty() {
            self.settle_rows();
            self.html_line = line;
            self.html_end = line;
        }
        let gap = line.saturating_sub(self.html_end);
        let breaks = text.bytes().filter(|byte| *byte == b'\n').count();
        self.html
            .extend(std::iter::repeat_n('\n', usize::try_from(gap).unwrap_or(0)));
        self.html.push_str(text);
        self.html_end = line.saturating_add(u32::try_from(breaks).unwrap_or(0));
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { .. } => {
                self.flush();
                self.inside = Inside::Heading(range.start);
            }
            Tag::CodeBlock(kind) => {
                self.flush();
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info
                        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ':'))
                        .next()
                        .and_then(html::clean_language),
                    CodeBlockKind::Indented => None,
                };
                let code = Code {
                    language,
                    ..Code::default()
                };
                self.inside = Inside::Code(None, code);
            }
            Tag::Table(_) => {
                self.flush();
                self.inside = Inside::Table;
            }
            Tag::Item => {
                self.flush();
                self.item = true;
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::Paragraph | Tag::List(_) | Tag::HtmlBlock => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Heading(level) => {
                let start = match std::mem::take(&mut self.inside) {
                    Inside::Heading(start) => start,
                    _ => range.start,
                };
                self.heading(level, start);
            }
            TagEnd::CodeBlock => {
                if let Inside::Code(start, code) = std::mem::take(&mut self.inside) {
                    self.code(start.unwrap_or(range.start), code);
                }
            }
            TagEnd::Table => {
                self.inside = Inside::Text;
                self.item = false;
                self.settle();
                let lines = self.lines(range);
                let blocks = pipes::read(&lines);
                self.parts.blocks.extend(blocks);
            }
            TagEnd::Item => {
                self.flush();
                self.item = false;
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Paragraph | TagEnd::List(_) => self.flush(),
            _ => {}
        }
    }

    /// The lines of a range, with their numbers.
    fn lines(&self, range: Range<usize>) -> Vec<pipes::Line> {
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
    fn flush(&mut self) {
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
            text.insert_str(0, "- ");
        }
        self.push(Block::Text(Text { line, text }));
    }

    fn heading(&mut self, level: HeadingLevel, start: usize) {
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

    fn code(&mut self, start: usize, mut code: Code) {
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
    fn metadata(&mut self, text: &str) {
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

    fn finish(mut self) -> Parts {
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
