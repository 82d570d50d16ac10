//! A page as sections and tables: what all readers produce.

use super::Doubt;

/// The formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageFormat {
    /// A saved web page.
    Html,
    /// Markdown, with pipe tables or HTML tables.
    Markdown,
    /// Text copied or dumped from a page.
    Text,
}

/// A page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// File name.
    pub name: String,
    /// Digest of the captured bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// What it was read as.
    pub format: PageFormat,
    /// `<title>`, or the front matter's; headings are blocks.
    pub title: Option<Text>,
    /// The content, in order.
    pub blocks: Vec<Block>,
    /// What the reader had to guess or found lost.
    pub doubts: Vec<Doubt>,
}

/// A piece of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Line of the captured file, from 1.
    pub line: u32,
    /// The text; its own lines, if it has several, are separated by `\n`.
    pub text: String,
}

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading that the format marks as one, with its level from 1.
    Heading(u8, Text),
    /// A paragraph, a list item (which starts with `- `, behind two spaces for each list around its
    /// own), or a line of a text dump.
    Text(Text),
    /// A table.
    Table(Table),
    /// A code sample.
    Code(Code),
}

/// A table. Cells that the capture lost are there and marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Line of its first row.
    pub line: u32,
    /// Cells of the head; empty if the table has none.
    pub head: Vec<Text>,
    /// Its rows, without the head.
    pub rows: Vec<Row>,
}

/// A row. It may have fewer or more cells than the head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its line.
    pub line: u32,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its line.
    pub line: u32,
    /// Its text, lines separated by `\n`. In front, only ASCII white space is taken off: a name
    /// may be indented by other signs.
    pub text: String,
    /// The column is known, its content is lost.
    pub lost: bool,
}

/// A code sample.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Code {
    /// Line of its first line.
    pub line: u32,
    /// Its lines, verbatim, without fences.
    pub text: String,
    /// The language, if the page names it: `java`, `http`, `json`.
    pub language: Option<String>,
}
