//! Markdown, with pipe tables or HTML tables.
//!
//! pulldown-cmark finds the blocks. Pipe tables are read from their lines, since Markdown drops
//! cells beyond the head; HTML goes to its own reader; a paragraph gives one text per line.

mod inline;
mod paragraph;
mod pipes;
mod reader;
mod regions;
mod text;

#[cfg(test)]
mod tests;

use pulldown_cmark::{Options, Parser};

use self::reader::Reader;
use super::Parts;
use crate::import::{Block, Text};

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
