//! From the events of the parser to blocks.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::{
    super::{Parts, html},
    inline,
    paragraph::Paragraph,
    pipes,
    regions::{self, Region},
    shift, unmark,
};
use crate::import::{Block, Code};

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
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) masked: &'a str,
    /// Where lines start.
    pub(super) starts: Vec<usize>,
    regions: std::iter::Peekable<std::vec::IntoIter<Region>>,
    pub(super) parts: Parts,
    inside: Inside,
    pub(super) paragraph: Paragraph,
    /// HTML that stands together, and the line on which it begins.
    html: String,
    html_line: u32,
    /// The line on which more would follow.
    html_end: u32,
    /// Rows that Markdown does not take for a table.
    pub(super) rows: Vec<pipes::Line>,
    /// At the start of a list item.
    pub(super) item: bool,
    /// Items around what is being read.
    pub(super) items: usize,
    pub(super) quotes: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, masked: &'a str, regions: Vec<Region>) -> Self {
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
            items: 0,
            quotes: 0,
        }
    }

    pub(super) fn line(&self, at: usize) -> u32 {
        let line = self.starts.partition_point(|start| *start <= at);
        u32::try_from(line).unwrap_or(u32::MAX)
    }

    pub(super) fn push(&mut self, block: Block) {
        self.settle();
        self.parts.blocks.push(block);
    }

    /// Ends the rows and the HTML that stand together.
    pub(super) fn settle(&mut self) {
        self.settle_html();
        self.settle_rows();
    }

    pub(super) fn settle_html(&mut self) {
        if !self.html.is_empty() {
            let html = std::mem::take(&mut self.html);
            self.read_html(&html, self.html_line);
        }
    }

    pub(super) fn settle_rows(&mut self) {
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

    pub(super) fn read_html(&mut self, html: &str, line: u32) {
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
    pub(super) fn regions(&mut self, before: usize) {
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

    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
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
                self.items += 1;
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
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Paragraph | TagEnd::List(_) => self.flush(),
            _ => {}
        }
    }
}
