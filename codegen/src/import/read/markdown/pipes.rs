//! Pipe tables, from their lines: those that Markdown knows, and those that it does not because
//! the separator row is missing, the head is glued to a sentence, or a row has more cells.

use super::inline;
use crate::import::{Block, Cell, Row, Table, Text};

/// A line of a table, with its number.
pub(super) type Line = (u32, String);

/// Whether a line is a row of a table.
pub(super) fn is_row(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|') && line.len() > 1 && (line.ends_with('|') || pieces(line).len() > 1)
}

/// Whether a line separates the head of a table from its rows.
pub(super) fn is_separator(line: &str) -> bool {
    let line = line.trim();
    line.contains('|')
        && line.contains('-')
        && pieces(line).iter().all(|piece| {
            let piece = piece.trim();
            let piece = piece.strip_prefix(':').unwrap_or(piece);
            let piece = piece.strip_suffix(':').unwrap_or(piece);
            !piece.is_empty() && piece.bytes().all(|byte| byte == b'-')
        })
}

/// Reads tables that stand together.
pub(super) fn read(lines: &[Line]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut table = Open::default();
    let mut lines = lines.iter().peekable();
    while let Some((number, line)) = lines.next() {
        if is_separator(line) {
            continue;
        }
        let separator = lines.peek().filter(|(_, next)| is_separator(next));
        if let Some((_, separator)) = separator {
            table.finish(&mut blocks);
            table.start(*number, line, pieces(separator).len(), &mut blocks);
        } else if line.contains('|') {
            table.row(*number, line);
        } else if !table.extend(line) {
            // Markdown would take a sentence below a table for a row of it.
            table.finish(&mut blocks);
            blocks.push(Block::Text(Text {
                line: *number,
                text: inline::cell(line).0,
            }));
        }
    }
    table.finish(&mut blocks);
    blocks
}

/// A table that is being read.
#[derive(Debug, Default)]
struct Open {
    table: Table,
    columns: usize,
    /// The last row has all of its cells.
    complete: bool,
    /// What stands after it: tables in its cells, with the names of what they belong to.
    within: Vec<Block>,
}

impl Open {
    fn start(&mut self, number: u32, line: &str, columns: usize, blocks: &mut Vec<Block>) {
        let mut cells = cells(line, Some(columns));
        let excess = cells.len().saturating_sub(columns);
        if excess > 0 && !line.trim_start().starts_with('|') {
            let glued: Vec<String> = cells.drain(..excess).collect();
            blocks.push(Block::Text(Text {
                line: number,
                text: inline::cell(&glued.join(" | ")).0,
            }));
        }
        self.columns = columns;
        self.complete = true;
        self.table.line = number;
        self.table.head = cells
            .iter()
            .map(|cell| Text {
                line: number,
                text: inline::cell(cell).0,
            })
            .collect();
    }

    fn row(&mut self, number: u32, line: &str) {
        let columns = (self.columns > 0).then_some(self.columns);
        let mut tables = Vec::new();
        let cells: Vec<Cell> = cells(line, columns)
            .iter()
            .map(|source| {
                let (text, mut found) = inline::cell(source);
                tables.append(&mut found);
                Cell {
                    line: number,
                    text,
                    lost: false,
                }
            })
            .collect();
        if self.table.line == 0 {
            self.table.line = number;
        }
        if !tables.is_empty() {
            let name = cells.first().map_or("", |cell| cell.text.trim());
            if !name.is_empty() {
                self.within.push(Block::Text(Text {
                    line: number,
                    text: format!("{name} object"),
                }));
            }
            super::shift(&mut tables, number.saturating_sub(1));
            self.within.append(&mut tables);
        }
        self.complete =
            line.trim_end().ends_with('|') || (self.columns > 0 && cells.len() >= self.columns);
        self.table.rows.push(Row {
            line: number,
            cells,
        });
    }

    /// Adds a line to the last cell, if it is a row's that does not end on its own line.
    fn extend(&mut self, line: &str) -> bool {
        let cell = self
            .table
            .rows
            .last_mut()
            .and_then(|row| row.cells.last_mut());
        match cell {
            Some(cell) if !self.complete => {
                cell.text.push('\n');
                cell.text.push_str(&inline::cell(line).0);
                true
            }
            _ => false,
        }
    }

    fn finish(&mut self, blocks: &mut Vec<Block>) {
        let done = std::mem::take(self);
        if !done.table.head.is_empty() || !done.table.rows.is_empty() {
            blocks.push(Block::Table(done.table));
            blocks.extend(done.within);
        }
    }
}

/// The cells of a row. A pipe in backquotes is one, unless the row has too many with it.
fn cells(line: &str, columns: Option<usize>) -> Vec<String> {
    let all = pieces(line);
    if columns.is_some_and(|columns| all.len() > columns) {
        let quoted = split(line, true);
        if columns == Some(quoted.len()) {
            return quoted;
        }
    }
    all
}

fn pieces(line: &str) -> Vec<String> {
    split(line, false)
}

fn split(line: &str, keep_code: bool) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut in_code = false;
    let mut chars = line.chars().peekable();
    let mut open = true;
    while let Some(c) = chars.next() {
        open = true;
        match c {
            '\\' if chars.peek() == Some(&'|') => {
                chars.next();
                piece.push('|');
            }
            '`' => {
                in_code = !in_code;
                piece.push(c);
            }
            '|' if !(keep_code && in_code) => {
                pieces.push(std::mem::take(&mut piece));
                open = false;
            }
            c => piece.push(c),
        }
    }
    if open {
        pieces.push(piece);
    }
    pieces
}
