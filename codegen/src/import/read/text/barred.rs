//! Rows whose cells stand on lines of their own and end with `|`.

use super::{
    Read, cell, code, doubt,
    heads::{self, Role},
    lines::{self, Lines},
    lost,
    pipes::{is_ruler, with_breaks},
};
use crate::import::{
    Block, Cell, Doubt, DoubtKind, Row, Table, Text,
    cells::{required_of, type_of},
    words::words,
};

/// Most columns of a table.
const MAX_COLUMNS: usize = 12;

/// Most lines of a row.
const MAX_LINES: usize = 200;

/// What the columns of a table are called and hold.
#[derive(Clone, Copy)]
pub(super) struct Columns<'a> {
    pub(super) titles: &'a [&'a str],
    pub(super) roles: &'a [Role],
}

/// Reads a table of such rows, whose head may be lost.
pub(super) fn read(lines: &Lines<'_>, at: usize) -> Option<Read> {
    if !is_cell(lines.get(at)) {
        return None;
    }
    headed(lines, at).or_else(|| headless(lines, at))
}

/// A line that is one cell.
fn is_cell(line: &str) -> bool {
    line.strip_suffix('|')
        .is_some_and(|text| !text.trim().is_empty() && !text.contains('|'))
}

/// The lines of the head that begins at a line, above a ruler, and where the rows begin.
fn head(lines: &Lines<'_>, at: usize) -> Option<(Vec<usize>, usize)> {
    let mut head = Vec::new();
    let mut next = at;
    while let Some(line) = lines.next(next).filter(|_| head.len() <= MAX_COLUMNS) {
        let text = lines.get(line);
        if is_ruler(text) {
            let columns = text.trim_matches('|').split('|').count();
            return (columns > 1 && columns == head.len()).then_some((head, line + 1));
        }
        if !is_cell(text) {
            return None;
        }
        head.push(line);
        next = line + 1;
    }
    None
}

/// The lines of a head without a ruler: names of columns, and a row behind them.
fn bare_head(lines: &Lines<'_>, at: usize) -> Option<(Vec<usize>, usize)> {
    let title = |line: usize| lines.get(line).trim_end_matches('|').trim();
    let mut head = Vec::new();
    let mut next = at;
    while let Some(line) = lines.next(next).filter(|_| head.len() <= MAX_COLUMNS) {
        if !is_cell(lines.get(line)) || heads::entries(title(line)).is_empty() {
            break;
        }
        head.push(line);
        next = line + 1;
    }
    // The last words may be the first cells of a row.
    while head.len() > 2 {
        let roles = heads::roles(head.iter().map(|line| title(*line)));
        let columns = Columns {
            titles: &[],
            roles: &roles,
        };
        let first = head.last().map_or(at, |line| line + 1);
        let fitting = row(lines, first, columns, &mut Vec::new()).is_some_and(|(row, _)| {
            row.cells
                .iter()
                .zip(&roles)
                .all(|(cell, role)| !cell.lost && fits(*role, &cell.text))
        });
        if roles.contains(&Role::Name) && fitting {
            return Some((head, first));
        }
        head.pop();
    }
    None
}

fn headed(lines: &Lines<'_>, at: usize) -> Option<Read> {
    let (head, first) = head(lines, at).or_else(|| bare_head(lines, at))?;
    let titles: Vec<&str> = head
        .iter()
        .map(|line| lines.get(*line).trim_end_matches('|').trim())
        .collect();
    let roles = heads::roles(titles.iter().copied());
    let columns = Columns {
        titles: &titles,
        roles: &roles,
    };
    let mut rows = Vec::new();
    let mut doubts = Vec::new();
    let mut next = first;
    while let Some((row, after)) = row(lines, next, columns, &mut doubts) {
        rows.push(row);
        next = after;
    }
    let head = head
        .iter()
        .zip(&titles)
        .map(|(line, title)| Text {
            line: lines.number(*line),
            text: (*title).to_owned(),
        })
        .collect();
    (!rows.is_empty()).then(|| table(lines, at, head, rows, doubts, next))
}

/// Reads rows of name, type and text whose head is lost.
fn headless(lines: &Lines<'_>, at: usize) -> Option<Read> {
    const SHAPES: [&[Role]; 3] = [
        &[Role::Name, Role::Type, Role::Required, Role::Description],
        &[Role::Name, Role::Required, Role::Type, Role::Description],
        &[Role::Name, Role::Type, Role::Description],
    ];
    SHAPES.iter().find_map(|roles| {
        let columns = Columns { titles: &[], roles };
        let mut rows = Vec::new();
        let mut next = at;
        while let Some((row, after)) = row(lines, next, columns, &mut Vec::new()).filter(|it| {
            let cells = &it.0.cells;
            cells.len() == roles.len()
                && cells.first().is_some_and(|name| lines::is_name(&name.text))
                && cells
                    .iter()
                    .zip(*roles)
                    .all(|(cell, role)| !cell.lost && fits(*role, &cell.text))
        }) {
            rows.push(row);
            next = after;
        }
        (!rows.is_empty()).then(|| table(lines, at, Vec::new(), rows, Vec::new(), next))
    })
}

fn table(
    lines: &Lines<'_>,
    at: usize,
    head: Vec<Text>,
    rows: Vec<Row>,
    doubts: Vec<Doubt>,
    next: usize,
) -> Read {
    Read {
        blocks: vec![Block::Table(Table {
            line: lines.number(at),
            head,
            rows,
        })],
        doubts,
        next,
    }
}

/// The row that begins at the line from here that is not blank, and where the next one begins.
pub(super) fn row(
    lines: &Lines<'_>,
    from: usize,
    columns: Columns<'_>,
    doubts: &mut Vec<Doubt>,
) -> Option<(Row, usize)> {
    let mut first = lines.next(from)?;
    // The bar of a cell that was lost may stand in front.
    while lines.get(first) == "|" {
        first = lines.next(first + 1)?;
    }
    if !lines.get(first).ends_with('|')
        || is_ruler(lines.get(first))
        || head(lines, first).is_some()
    {
        return None;
    }
    let mut found: Vec<Cell> = Vec::new();
    let mut open: Option<Cell> = None;
    let mut next = first;
    while let Some(line) = lines.next(next).filter(|line| line - first < MAX_LINES) {
        let text = lines.get(line);
        let closed = text.ends_with('|');
        if line > first && stops(lines, line, closed) {
            break;
        }
        let body = text.strip_suffix('|').unwrap_or(text);
        let body = if line == first {
            body.strip_prefix('|').unwrap_or(body)
        } else {
            body
        };
        let mut pieces = body.split(" | ").peekable();
        while let Some(piece) = pieces.next() {
            let piece = cell(lines.number(line), &with_breaks(piece));
            let whole = match open.take() {
                Some(mut before) => {
                    if !piece.text.is_empty() {
                        before.text.push('\n');
                        before.text.push_str(&piece.text);
                    }
                    before
                }
                None => piece,
            };
            if pieces.peek().is_some() || closed {
                found.push(whole);
            } else {
                open = Some(whole);
            }
        }
        next = line + 1;
        align(&mut found, columns.roles);
        if open.is_none() && found.len() >= columns.roles.len() {
            break;
        }
    }
    found.extend(open);
    // The bar of a cell that was lost may stand behind the others.
    if found.iter().any(|cell| cell.lost)
        && let Some(line) = lines.next(next).filter(|line| lines.get(*line) == "|")
    {
        next = line + 1;
    }
    let name = found
        .first()
        .map(|cell| cell.text.clone())
        .unwrap_or_default();
    while found.len() < columns.roles.len() {
        found.push(lost(lines.number(first)));
    }
    for (index, _) in found.iter().enumerate().filter(|(_, cell)| cell.lost) {
        let title = columns.titles.get(index).copied().unwrap_or_default();
        doubts.push(doubt(
            lines.number(first),
            DoubtKind::LostCell,
            format!("`{name}`: the cell under `{title}` is lost"),
        ));
    }
    let row = Row {
        line: lines.number(first),
        cells: found,
    };
    Some((row, next))
}

/// Whether a line within a row belongs to something else: then the rest of the row is lost.
fn stops(lines: &Lines<'_>, line: usize, closed: bool) -> bool {
    let text = lines.get(line);
    is_ruler(text)
        || head(lines, line).is_some()
        || (!closed
            && (lines.section(line).is_some() || code::is_request(text) || code::is_json(text)))
}

/// Puts in the cells that the capture lost, as far as those behind them tell.
fn align(cells: &mut Vec<Cell>, roles: &[Role]) {
    let Some(last) = cells.len().checked_sub(1) else {
        return;
    };
    let (Some(found), Some(role)) = (cells.get(last), roles.get(last)) else {
        return;
    };
    let line = found.line;
    let next = roles.get(last + 1);
    let shifted = role.is_closed()
        && !fits(*role, &found.text)
        && next.is_some_and(|next| next.is_closed() && fits(*next, &found.text));
    if shifted {
        cells.insert(last, lost(line));
        return;
    }
    // A type in front of a text that is neither type nor answer: the name is lost.
    if last == 1
        && let [Role::Name, closed, ..] = roles
        && closed.is_closed()
        && let Some(first) = cells.first()
        && !fits(Role::Type, &found.text)
        && !fits(Role::Required, &found.text)
        && roles.get(1) == Some(&Role::Type)
        && type_of(&first.text).is_some()
        && first.text.starts_with(|c: char| c.is_ascii_uppercase())
    {
        cells.insert(0, lost(line));
    }
}

/// Whether a text can stand in a column.
fn fits(role: Role, text: &str) -> bool {
    match role {
        Role::Type => type_of(text).is_some(),
        Role::Required => required_of(text).is_some(),
        Role::Location => words().find("locations", text).is_some(),
        _ => true,
    }
}
