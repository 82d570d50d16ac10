//! Tables from rows: which of them are heads, and how far names are indented.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::Content;
use crate::import::{Block, Cell, Row, Table, Text};

/// Most steps by which a name is indented.
const MAX_STEPS: usize = 32;
const STEP: &str = "\u{a0}\u{a0}";

/// A row with its cells in their columns.
#[derive(Debug, Default)]
pub(super) struct Placed {
    pub(super) line: u32,
    pub(super) head: bool,
    /// All of its own cells are head cells.
    pub(super) all_heads: bool,
    /// Number of its own cells.
    pub(super) own: usize,
    pub(super) cells: Vec<Content>,
}

/// Makes tables of rows: rows of head cells start one, a head cell over all columns names it.
pub(super) fn assemble(rows: Vec<Placed>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut head: Vec<Placed> = Vec::new();
    let mut body: Vec<Placed> = Vec::new();
    let mut rows = rows.into_iter().peekable();
    while let Some(row) = rows.next() {
        let next_heads = rows.peek().is_some_and(|next| next.head || next.all_heads);
        let title = row.own == 1 && (row.head || row.all_heads) && next_heads;
        let starts = row.head || (row.all_heads && row.own > 1);
        if (title || starts) && !body.is_empty() {
            blocks.push(finish(std::mem::take(&mut head), std::mem::take(&mut body)));
        }
        if title {
            blocks.extend(head.drain(..).flat_map(texts));
            blocks.extend(texts(row));
        } else if starts {
            head.push(row);
        } else {
            body.push(row);
        }
    }
    if !head.is_empty() || !body.is_empty() {
        blocks.push(finish(head, body));
    }
    blocks
}

fn texts(row: Placed) -> impl Iterator<Item = Block> {
    row.cells
        .into_iter()
        .filter(|cell| !cell.text.is_empty())
        .map(|cell| {
            Block::Text(Text {
                line: cell.line,
                text: cell.text,
            })
        })
}

fn finish(head: Vec<Placed>, mut body: Vec<Placed>) -> Block {
    let mut texts: Vec<Text> = Vec::new();
    for row in head {
        for (column, cell) in row.cells.into_iter().enumerate() {
            match texts.get_mut(column) {
                Some(text) if text.text.is_empty() => {
                    *text = Text {
                        line: cell.line,
                        text: cell.text,
                    };
                }
                Some(text) if !cell.text.is_empty() && text.text != cell.text => {
                    text.text.push(' ');
                    text.text.push_str(&cell.text);
                }
                Some(_) => {}
                None => texts.push(Text {
                    line: cell.line,
                    text: cell.text,
                }),
            }
        }
    }
    if texts.iter().all(|text| text.text.is_empty()) {
        texts.clear();
    }
    indent(&mut body);
    let rows: Vec<Row> = body
        .into_iter()
        .map(|row| Row {
            line: row.line,
            cells: row.cells.into_iter().map(Cell::from).collect(),
        })
        .collect();
    Block::Table(Table {
        line: texts
            .first()
            .map(|text| text.line)
            .or(rows.first().map(|row| row.line))
            .unwrap_or(0),
        head: texts,
        rows,
    })
}

impl From<Content> for Cell {
    fn from(content: Content) -> Self {
        Self {
            line: content.line,
            lost: content.picture && content.text.is_empty(),
            text: content.text,
        }
    }
}

/// Writes the indentation of styles in front of the text, by rank among the cells of a column.
fn indent(rows: &mut [Placed]) {
    let mut ranks: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
    for row in rows.iter() {
        for (column, cell) in row.cells.iter().enumerate() {
            if !cell.text.is_empty() {
                let pixels = ranks.entry(column).or_default();
                if pixels.len() <= MAX_STEPS {
                    pixels.insert(cell.indent);
                }
            }
        }
    }
    for row in rows.iter_mut() {
        for (column, cell) in row.cells.iter_mut().enumerate() {
            let Some(pixels) = ranks.get(&column).filter(|pixels| pixels.len() > 1) else {
                continue;
            };
            let steps = pixels.range(..cell.indent).count().min(MAX_STEPS);
            if !cell.text.is_empty() && steps > 0 {
                cell.text.insert_str(0, &STEP.repeat(steps));
            }
        }
    }
}
