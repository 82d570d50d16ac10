//! Tables with one cell per line.

mod row;

use super::{
    Read, headless,
    heads::{self, Role},
    lines::{self, Lines},
};
use crate::import::{Block, Doubt, Row, Table, Text};
use row::{fill, start};

/// Most columns of a table.
const MAX_COLUMNS: usize = 9;

/// How the lines of a table stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// One after the other.
    Dense,
    /// With a blank line between cells.
    Spread,
    /// Without a head, which allows for no lost cells.
    Headless,
}

/// Reads a table whose head stands at a line.
pub(super) fn read(lines: &Lines<'_>, at: usize) -> Option<Read> {
    let (head, roles, first) = head(lines, at)?;
    let titles: Vec<&str> = head.iter().map(|line| lines.get(*line)).collect();
    let spread = head
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if b - a > 1));
    let mut doubts = Vec::new();
    let shape = if spread { Shape::Spread } else { Shape::Dense };
    let (rows, next) = rows(lines, first, &roles, &titles, shape, &mut doubts);
    if rows.is_empty() {
        return None;
    }
    Some(Read {
        blocks: vec![Block::Table(Table {
            line: lines.number(at),
            head: head
                .iter()
                .map(|line| Text {
                    line: lines.number(*line),
                    text: lines.get(*line).to_owned(),
                })
                .collect(),
            rows,
        })],
        doubts,
        next,
    })
}

/// Reads a table without a head: at least two rows of name, type and text.
pub(super) fn read_headless(lines: &Lines<'_>, at: usize) -> Option<Read> {
    const SHAPES: [&[Role]; 3] = [
        &[Role::Name, Role::Type, Role::Required, Role::Description],
        &[Role::Name, Role::Required, Role::Type, Role::Description],
        &[Role::Name, Role::Type, Role::Description],
    ];
    let titles = [""; 4];
    SHAPES.iter().find_map(|roles| {
        let whole = start(lines, at, roles)?;
        if whole.cells.iter().any(|cell| cell.lost) {
            return None;
        }
        let mut doubts = Vec::new();
        let (rows, next) = rows(lines, at, roles, &titles, Shape::Headless, &mut doubts);
        if rows.len() < 2 {
            return None;
        }
        Some(headless(lines.number(at), rows, doubts, next))
    })
}

/// The lines of the head that begins at a line, what they mean, and where the rows begin.
fn head(lines: &Lines<'_>, at: usize) -> Option<(Vec<usize>, Vec<Role>, usize)> {
    let mut head: Vec<usize> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    let mut next = at;
    while let Some(line) = lines
        .next(next)
        .filter(|line| head.is_empty() || *line - next < 2)
    {
        let Some(entry) = heads::entries(lines.get(line)).first() else {
            break;
        };
        if seen.contains(&entry.as_str()) {
            // A heading in front of the head, which has the word once more: 错误码 above 状态码, 错误码.
            let heading = lines.section(at).is_some() && seen.first() == Some(&entry.as_str());
            if heading && !is_row_after(lines, &head) {
                return None;
            }
            break;
        }
        if head.len() == MAX_COLUMNS {
            break;
        }
        seen.push(entry);
        head.push(line);
        next = line + 1;
    }
    // The last words may be the first cells of a row.
    while head.len() > 1 {
        let roles = heads::roles(head.iter().map(|line| lines.get(*line)));
        let first = lines.next(head.last()? + 1)?;
        if start(lines, first, &roles).is_some() {
            return Some((head, roles, first));
        }
        head.pop();
    }
    None
}

fn is_row_after(lines: &Lines<'_>, head: &[usize]) -> bool {
    let roles = heads::roles(head.iter().map(|line| lines.get(*line)));
    head.len() > 1
        && head
            .last()
            .and_then(|last| lines.next(last + 1))
            .is_some_and(|first| start(lines, first, &roles).is_some())
}

fn rows(
    lines: &Lines<'_>,
    first: usize,
    roles: &[Role],
    titles: &[&str],
    shape: Shape,
    doubts: &mut Vec<Doubt>,
) -> (Vec<Row>, usize) {
    let mut rows = Vec::new();
    let mut at = first;
    let mut end = first;
    while let Some(line) = lines.next(at) {
        let Some(start) = start(lines, line, roles).filter(|_| !is_head(lines, line)) else {
            break;
        };
        if shape == Shape::Headless && start.cells.iter().any(|cell| cell.lost) {
            break;
        }
        let open = roles.len().saturating_sub(start.cells.len());
        let (texts, next) = texts(lines, start.next, roles, open, shape);
        let mut row = Row {
            line: lines.number(line),
            cells: start.cells,
        };
        fill(lines, &mut row, &texts, roles, titles, doubts);
        rows.push(row);
        at = next;
        end = next;
    }
    (rows, end)
}

fn is_head(lines: &Lines<'_>, at: usize) -> bool {
    !heads::entries(lines.get(at)).is_empty() && head(lines, at).is_some()
}

/// The lines of a row after its recognised cells, and where the next row begins.
fn texts(
    lines: &Lines<'_>,
    from: usize,
    roles: &[Role],
    open: usize,
    shape: Shape,
) -> (Vec<usize>, usize) {
    let spread = shape == Shape::Spread;
    let headless = shape == Shape::Headless;
    let mut texts = Vec::new();
    let mut at = from;
    if open == 0 {
        return (texts, at);
    }
    let fixed = !roles.iter().any(|role| role.is_closed())
        && !matches!(roles.first(), Some(Role::Status | Role::Code));
    while let Some(line) = lines.next(at) {
        let due = texts.len() < open;
        let blank = line > at;
        let begins = start(lines, line, roles).is_some();
        if (begins && !(due && fixed)) || is_head(lines, line) {
            break;
        }
        let heading = lines.section(line).is_some()
            && (!due
                || blank
                || lines
                    .next(line + 1)
                    .is_none_or(|after| is_head(lines, after)));
        // Without a head, cells may be missing: a heading above a row is one.
        let above = headless
            && lines.section(line).is_some()
            && lines
                .next(line + 1)
                .is_some_and(|after| start(lines, after, roles).is_some());
        if heading || above || is_title(lines, line) {
            break;
        }
        let goes_on = !blank
            || (due && (texts.is_empty() || spread))
            || (spread && lines::is_value_line(lines.get(line)));
        if !goes_on || (fixed && !due && !lines::is_value_line(lines.get(line))) {
            break;
        }
        texts.push(line);
        at = line + 1;
    }
    (texts, at)
}

/// Whether a line is the title of the table below it: `Owner 对象` above a head.
fn is_title(lines: &Lines<'_>, at: usize) -> bool {
    lines
        .next(at + 1)
        .is_some_and(|after| is_head(lines, after))
}
