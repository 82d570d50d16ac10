//! Columns that are aligned by two or more spaces, under a head that is recognised.

use super::{Read, heads, lines::Lines, table};
use crate::import::{Cell, Row};

/// A piece of a line with the column of the screen in which it begins.
type Piece<'a> = (usize, &'a str);

/// Reads a table of aligned columns.
pub(super) fn read(lines: &Lines<'_>, at: usize) -> Option<Read> {
    if !lines.get(at).contains("  ") {
        return None;
    }
    let head = pieces(lines.raw(at));
    if !is_head(&head) {
        return None;
    }
    let starts: Vec<usize> = head.iter().map(|(start, _)| *start).collect();
    let mut rows: Vec<Row> = Vec::new();
    let mut next = at + 1;
    while let Some(line) = lines.next(next) {
        let found = pieces(lines.raw(line));
        let blank = line > next;
        let ruler = lines
            .get(line)
            .chars()
            .all(|c| matches!(c, '-' | '=' | ' '));
        if lines.section(line).is_some() || (blank && (found.len() < 2 || is_head(&found))) {
            break;
        }
        let continued = found.len() == 1
            && !rows.is_empty()
            && found
                .first()
                .is_some_and(|(start, _)| starts.get(1).is_some_and(|second| start + 1 >= *second));
        if ruler {
            if !rows.is_empty() {
                break;
            }
        } else if continued {
            if let (Some(cell), Some((_, text))) = (
                rows.last_mut().and_then(|row| row.cells.last_mut()),
                found.first(),
            ) {
                cell.text.push('\n');
                cell.text.push_str(text);
            }
        } else if found.len() > 1 {
            rows.push(row(lines.number(line), &found, &starts));
        } else {
            break;
        }
        next = line + 1;
    }
    if rows.is_empty() {
        return None;
    }
    let head = head.iter().map(|(_, text)| *text);
    Some(table(lines.number(at), head, rows, Vec::new(), next))
}

fn is_head(pieces: &[Piece<'_>]) -> bool {
    pieces.len() > 1
        && pieces
            .iter()
            .all(|(_, text)| !heads::entries(text).is_empty())
}

/// Puts pieces under the columns; if their number differs, by where they begin.
fn row(number: u32, pieces: &[Piece<'_>], starts: &[usize]) -> Row {
    let mut cells: Vec<Cell> = starts.iter().map(|_| super::cell(number, "")).collect();
    let fits = pieces.len() == starts.len();
    let mut least = 0;
    for (index, (start, text)) in pieces.iter().enumerate() {
        let nearest = starts
            .iter()
            .enumerate()
            .skip(least)
            .min_by_key(|(_, column)| column.abs_diff(*start))
            .map_or(starts.len().saturating_sub(1), |(column, _)| column);
        let column = if fits { index } else { nearest };
        if let Some(cell) = cells.get_mut(column) {
            if !cell.text.is_empty() {
                cell.text.push_str("  ");
            }
            cell.text.push_str(text);
        }
        least = (column + 1).min(starts.len().saturating_sub(1));
    }
    Row {
        line: number,
        cells,
    }
}

/// The pieces of a line between runs of two or more spaces.
fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut column = 0;
    let mut begin: Option<(usize, usize)> = None;
    let mut spaces = 0;
    let mut end = 0;
    for (at, c) in line.char_indices() {
        if c.is_whitespace() {
            spaces += 1;
        } else {
            if spaces > 1
                && let Some((from, start)) = begin.take()
            {
                found.push((start, line.get(from..end).unwrap_or_default()));
            }
            begin.get_or_insert((at, column));
            spaces = 0;
            end = at + c.len_utf8();
        }
        // Signs outside of ASCII take two columns in the dumps in which alignment survives.
        column += if c.is_ascii() { 1 } else { 2 };
    }
    if let Some((from, start)) = begin {
        found.push((start, line.get(from..end).unwrap_or_default()));
    }
    found
}
