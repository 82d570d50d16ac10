//! Rows whose cells are separated by `|`.

use super::{
    Read,
    barred::{self, Columns},
    cell, heads,
    lines::Lines,
};
use crate::import::{Block, Doubt, Row, Table, Text};

/// Reads a table of pipe rows; its head may be glued to a sentence.
pub(super) fn read(lines: &Lines<'_>, at: usize) -> Option<Read> {
    let line = lines.get(at);
    if !line.contains('|') || line.len() > 1 << 20 {
        return None;
    }
    let mut read = Read::default();
    let start = start(lines, at)?;
    let (before, row) = line.split_at_checked(start)?;
    if !before.trim().is_empty() {
        read.blocks.push(Block::Text(Text {
            line: lines.number(at),
            text: before.trim().to_owned(),
        }));
    }
    let mut table = Table {
        line: lines.number(at),
        ..Table::default()
    };
    let mut rows: Vec<Row> = Vec::new();
    if !is_ruler(row) {
        rows.push(split_row(lines.number(at), row));
    }
    let mut ruled = false;
    let mut next = at + 1;
    // A blank line may stand between rows, if the cells still fit.
    while let Some(line) = lines.next(next) {
        let text = lines.get(line);
        if text == "|" && rows.len() > 1 {
            // The bar of a cell that was lost.
        } else if is_ruler(text) {
            ruled |= rows.len() == 1;
        } else if is_row(text, row.starts_with('|')) {
            let found = split_row(lines.number(line), text);
            let apart = line > next
                && (is_head(&found)
                    || text.starts_with('|') != row.starts_with('|')
                    || rows
                        .first()
                        .is_some_and(|row| row.cells.len() != found.cells.len()));
            let headed = lines
                .next(line + 1)
                .is_some_and(|after| is_ruler(lines.get(after)));
            if apart || headed {
                break;
            }
            rows.push(found);
        } else if let Some((row, after)) = ruled
            .then(|| broken(lines, line, rows.first(), &mut read.doubts))
            .flatten()
        {
            rows.push(row);
            next = after;
            continue;
        } else {
            break;
        }
        next = line + 1;
    }
    if rows.is_empty() {
        return None;
    }
    if ruled || rows.first().is_some_and(is_head) {
        let head = rows.remove(0);
        table.head = head
            .cells
            .into_iter()
            .map(|cell| Text {
                line: cell.line,
                text: cell.text,
            })
            .collect();
    }
    table.rows = rows;
    read.blocks.push(Block::Table(table));
    read.next = next;
    Some(read)
}

/// A row under a head in one line whose own cells stand on several.
fn broken(
    lines: &Lines<'_>,
    at: usize,
    head: Option<&Row>,
    doubts: &mut Vec<Doubt>,
) -> Option<(Row, usize)> {
    let titles: Vec<&str> = head?.cells.iter().map(|cell| cell.text.as_str()).collect();
    let roles = heads::roles(titles.iter().copied());
    let columns = Columns {
        titles: &titles,
        roles: &roles,
    };
    barred::row(lines, at, columns, doubts)
}

/// Where the first row of a table begins in a line.
fn start(lines: &Lines<'_>, at: usize) -> Option<usize> {
    let line = lines.get(at);
    let ruled = lines
        .next(at + 1)
        .is_some_and(|after| is_ruler(lines.get(after)));
    if line.starts_with('|') || is_grid(line) {
        return (line.matches('|').count() > 1 || is_grid(line)).then_some(0);
    }
    let first = line.find('|')?;
    let glued = split_row(0, line.get(first..)?);
    if line.ends_with('|') && glued.cells.len() > 1 && is_head(&glued) {
        let own = split_row(0, line.get(..first)?);
        return Some(if is_head(&own) { 0 } else { first });
    }
    let whole = split_row(0, line);
    (whole.cells.len() > 1 && (ruled || is_head(&whole))).then_some(0)
}

fn is_head(row: &Row) -> bool {
    let mut named = 0;
    for cell in row.cells.iter().filter(|cell| !cell.text.is_empty()) {
        if heads::entries(&cell.text).is_empty() {
            return false;
        }
        named += 1;
    }
    named > 0
}

fn is_row(line: &str, outer: bool) -> bool {
    if outer {
        line.starts_with('|') && line.len() > 1
    } else {
        line.contains('|') && split_row(0, line).cells.len() > 1
    }
}

/// `|---|:--:|`, `--- | ---` or `+---+---+`.
pub(super) fn is_ruler(line: &str) -> bool {
    is_grid(line)
        || (line.contains('|')
            && line.contains('-')
            && line
                .chars()
                .all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t')))
}

fn is_grid(line: &str) -> bool {
    line.len() > 4
        && line.starts_with('+')
        && line.ends_with('+')
        && line.chars().all(|c| matches!(c, '+' | '-' | '='))
}

fn split_row(number: u32, line: &str) -> Row {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = Vec::new();
    let mut text = String::new();
    let mut escaped = false;
    for c in line.chars() {
        match c {
            '|' if escaped => {
                text.pop();
                text.push('|');
            }
            '|' => cells.push(cell(number, &with_breaks(&std::mem::take(&mut text)))),
            _ => text.push(c),
        }
        escaped = c == '\\' && !escaped;
    }
    if !text.trim().is_empty() || !line.ends_with('|') {
        cells.push(cell(number, &with_breaks(&text)));
    }
    Row {
        line: number,
        cells,
    }
}

pub(super) fn with_breaks(text: &str) -> String {
    let mut text = text.to_owned();
    for tag in ["<br>", "<br/>", "<br />", "<BR>"] {
        if text.contains(tag) {
            text = text.replace(tag, "\n");
        }
    }
    text
}
