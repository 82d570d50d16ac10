//! Rows whose cells run together without separators, as `idStringYesThe id`.

use super::{
    Read, cell, doubt, errors, headless,
    heads::{self, Role},
    lines::{self, Lines},
    short,
    split::{key_value, parameter},
};
use crate::import::{Block, Cell, Doubt, DoubtKind, Row, Table, Text};

/// A head and what its columns hold.
#[derive(Clone, Copy)]
pub(super) struct Head<'a> {
    pub(super) cells: &'a [&'a str],
    pub(super) roles: &'a [Role],
}

/// The cells of a row, with what was guessed.
pub(super) type Split = (Vec<Cell>, Vec<Doubt>);

/// Reads a table under a head that runs together.
pub(super) fn read(lines: &Lines<'_>, at: usize) -> Option<Read> {
    let line = lines.get(at);
    let first = lines.next(at + 1)?;
    let mut doubts = Vec::new();
    let cells = match heads::split_head(line) {
        Some(cells) => cells,
        // The title of the second column is lost, if rows with keys follow.
        None if heads::entries(line).iter().any(|entry| entry == "key") => {
            let row = lines.get(first);
            heads::key_at(row).filter(|end| {
                row.get(*end..)
                    .is_some_and(|rest| !rest.is_empty() && !rest.starts_with([':', '：', ' ']))
            })?;
            doubts.push(doubt(
                lines.number(at),
                DoubtKind::LostCell,
                format!("the title of the column beside `{line}` is lost"),
            ));
            vec![line]
        }
        None => return None,
    };
    let mut roles = heads::roles(cells.iter().copied());
    if cells.len() == 1 {
        roles = vec![Role::Key, Role::Value];
    }
    let head = Head {
        cells: &cells,
        roles: &roles,
    };
    let mut table = Table {
        line: lines.number(at),
        head: cells
            .iter()
            .map(|cell| Text {
                line: lines.number(at),
                text: (*cell).to_owned(),
            })
            .collect(),
        rows: Vec::new(),
    };
    let next = rows(lines, first, head, &mut table.rows, &mut doubts)?;
    Some(Read {
        blocks: vec![Block::Table(table)],
        doubts,
        next,
    })
}

/// Reads rows; the index of the first line after them.
fn rows(
    lines: &Lines<'_>,
    first: usize,
    head: Head<'_>,
    rows: &mut Vec<Row>,
    doubts: &mut Vec<Doubt>,
) -> Option<usize> {
    // Descriptions of errors list no values.
    let coded = matches!(head.roles, [Role::Status | Role::Code, ..]);
    let mut next = first;
    while let Some(line) = lines.next(next) {
        let text = lines.get(line);
        let number = lines.number(line);
        let parted = line > next;
        if lines.section(line).is_some() {
            break;
        }
        if let Some((cells, found)) = split(lines, number, text, head)
            && !(parted && is_title(lines, line, &cells))
        {
            rows.push(Row {
                line: number,
                cells,
            });
            doubts.extend(found);
        } else if parted || rows.is_empty() || heads::split_head(text).is_some() {
            break;
        } else if lines::is_value_line(text) && !(coded && is_run_together(text)) {
            if let Some(cell) = rows.last_mut().and_then(|row| row.cells.last_mut()) {
                cell.text.push('\n');
                cell.text.push_str(text);
            }
        } else if is_run_together(text) {
            rows.push(Row {
                line: number,
                cells: vec![cell(number, text)],
            });
            doubts.push(doubt(
                number,
                DoubtKind::NotRead,
                format!(
                    "the cells of this row run together and could not be told apart: `{}`",
                    short(text)
                ),
            ));
        } else {
            break;
        }
        next = line + 1;
    }
    (!rows.is_empty()).then_some(next)
}

/// Whether what could be a name and a type is the title of the next table: `Item object`.
fn is_title(lines: &Lines<'_>, line: usize, cells: &[Cell]) -> bool {
    let said = cells.iter().skip(2).any(|cell| !cell.text.is_empty());
    let after = lines.next(line + 1).map(|next| lines.get(next));
    !said && after.is_some_and(|next| heads::split_head(next).is_some())
}

fn split(lines: &Lines<'_>, number: u32, text: &str, head: Head<'_>) -> Option<Split> {
    match head.roles {
        [Role::Key, Role::Value] => key_value(lines, number, text),
        [Role::Status | Role::Code, ..] => errors::split(lines, number, text, head),
        [Role::Name | Role::Key, ..] => parameter(lines, number, text, head),
        _ => None,
    }
}

/// Whether a line begins with a word in which another one begins.
fn is_run_together(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    let mut before = ' ';
    for c in word.chars() {
        if c == '_'
            || (before.is_ascii_alphanumeric() && (c.is_ascii_uppercase() || u32::from(c) > 0x2e80))
        {
            return before != ' ';
        }
        before = c;
    }
    false
}

/// Reads rows of name, type and description that have no head.
pub(super) fn read_headless(lines: &Lines<'_>, at: usize) -> Option<Read> {
    let head = Head {
        cells: &["", "", ""],
        roles: &[Role::Name, Role::Type, Role::Description],
    };
    let row = |line: usize| {
        let text = lines.get(line);
        // Sentences begin with a word, rows with several that run together.
        let (cells, found) =
            is_run_together(text).then(|| parameter(lines, lines.number(line), text, head))??;
        // What has a space behind its name does not run together: the title `item object`.
        let apart = cells
            .first()
            .and_then(|cell| text.strip_prefix(&cell.text))
            .is_some_and(|rest| rest.starts_with(char::is_whitespace));
        if apart {
            return None;
        }
        let known = cells.first().is_some_and(|cell| lines.knows(&cell.text));
        let sure = known || !found.iter().any(|doubt| doubt.kind == DoubtKind::Guess);
        (sure && !cells.iter().any(|cell| cell.lost)).then_some((cells, found))
    };
    let mut rows = Vec::new();
    let mut doubts = Vec::new();
    let mut next = at;
    while let Some((cells, found)) = row(next) {
        rows.push(Row {
            line: lines.number(next),
            cells,
        });
        doubts.extend(found);
        next += 1;
    }
    let known = |row: &Row| {
        row.cells
            .first()
            .is_some_and(|cell| lines.knows(&cell.text))
    };
    if rows.len() < 2 && !rows.first().is_some_and(known) {
        return None;
    }
    Some(headless(lines.number(at), rows, doubts, next))
}
