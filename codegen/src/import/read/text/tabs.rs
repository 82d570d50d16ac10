//! Rows whose cells are separated by tabs, as they are copied from a browser.

use super::{
    Read, cell, heads,
    lines::{self, Lines},
};
use crate::import::{Block, Row, Table, Text};

/// Reads a table of rows with tabs.
pub(super) fn read(lines: &Lines<'_>, at: usize) -> Option<Read> {
    let first = row(lines, at)?;
    let mut rows = vec![first];
    let mut next = at + 1;
    let mut pending = Vec::new();
    while let Some(line) = lines.next(next + pending.len()) {
        if line > next + pending.len() && !pending.is_empty() {
            break;
        }
        if let Some(found) = row(lines, line) {
            let parted = line > next + pending.len();
            if parted && is_head(&found) {
                break;
            }
            extend(lines, &mut rows, &mut pending);
            rows.push(found);
            next = line + 1;
            continue;
        }
        // A cell of several lines goes on without a tab.
        if line > next + pending.len() || lines.section(line).is_some() {
            break;
        }
        pending.push(line);
    }
    // Below the last row only what looks like a part of it belongs to it.
    let values = pending
        .iter()
        .take_while(|line| lines::is_value_line(lines.get(**line)))
        .count();
    pending.truncate(values);
    extend(lines, &mut rows, &mut pending);
    next += values;
    let head = if rows.first().is_some_and(is_head) {
        rows.remove(0).cells
    } else if rows.len() > 1 {
        Vec::new()
    } else {
        return None;
    };
    Some(Read {
        blocks: vec![Block::Table(Table {
            line: lines.number(at),
            head: head
                .into_iter()
                .map(|cell| Text {
                    line: cell.line,
                    text: cell.text,
                })
                .collect(),
            rows,
        })],
        doubts: Vec::new(),
        next,
    })
}

fn extend(lines: &Lines<'_>, rows: &mut [Row], pending: &mut Vec<usize>) {
    for line in pending.drain(..) {
        if let Some(cell) = rows.last_mut().and_then(|row| row.cells.last_mut()) {
            cell.text.push('\n');
            cell.text.push_str(lines.get(line));
        }
    }
}

fn row(lines: &Lines<'_>, at: usize) -> Option<Row> {
    let text = lines
        .raw(at)
        .trim_start_matches(|c: char| c.is_ascii_whitespace())
        .trim_end();
    if !text.contains('\t') {
        return None;
    }
    let number = lines.number(at);
    Some(Row {
        line: number,
        cells: text.split('\t').map(|text| cell(number, text)).collect(),
    })
}

fn is_head(row: &Row) -> bool {
    let known = row
        .cells
        .iter()
        .filter(|cell| !heads::entries(&cell.text).is_empty())
        .count();
    known > 1 && known * 2 >= row.cells.len()
}
