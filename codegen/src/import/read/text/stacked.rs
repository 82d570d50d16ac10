//! Tables with one cell per line.

use super::{
    Read, cell, doubt,
    heads::{self, Role},
    lines::{self, Lines},
    lost,
};
use crate::import::{
    Block, Cell, Doubt, DoubtKind, Row, Table, Text,
    cells::{required_of, type_of},
    words::words,
};

/// Most columns of a table.
const MAX_COLUMNS: usize = 9;

/// The beginning of a row: its name and the cells that can be recognised.
struct Start {
    cells: Vec<Cell>,
    /// Index of the first line after them.
    next: usize,
}

/// Reads a table whose head stands at a line.
pub(super) fn read(lines: &Lines<'_>, at: usize) -> Option<Read> {
    let (head, roles, first) = head(lines, at)?;
    let titles: Vec<&str> = head.iter().map(|line| lines.get(*line)).collect();
    let spread = head
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if b - a > 1));
    let mut doubts = Vec::new();
    let (rows, next) = rows(lines, first, &roles, &titles, spread, &mut doubts);
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
        let (rows, next) = rows(lines, at, roles, &titles, false, &mut doubts);
        if rows.len() < 2
            || rows
                .iter()
                .any(|row| row.cells.iter().any(|cell| cell.lost))
        {
            return None;
        }
        doubts.push(doubt(
            lines.number(at),
            DoubtKind::Guess,
            "these rows have no head; they were read as name, type and description".to_owned(),
        ));
        Some(Read {
            blocks: vec![Block::Table(Table {
                line: lines.number(at),
                head: Vec::new(),
                rows,
            })],
            doubts,
            next,
        })
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

/// The row that begins at a line, if one does.
fn start(lines: &Lines<'_>, at: usize, roles: &[Role]) -> Option<Start> {
    let (first, others) = roles.split_first()?;
    let name = lines.get(at);
    let typed = others.contains(&Role::Type);
    let fits = match first {
        Role::Name => lines::is_name(name),
        Role::Status => {
            name.len() == 3
                && name
                    .parse::<u16>()
                    .is_ok_and(|status| (100..600).contains(&status))
        }
        Role::Code => is_code(name),
        Role::Key => {
            words().find("rows", name).is_some()
                || (lines::is_name(name) && lines.section(at).is_none())
        }
        _ => false,
    };
    if !fits {
        return None;
    }
    let mut cells = vec![cell(lines.number(at), lines.raw(at))];
    let mut next = at + 1;
    let mut found = false;
    for role in others {
        // One blank line may stand between two cells.
        let line = lines.next(next).filter(|line| *line - next < 2);
        let text = line.map(|line| lines.get(line)).unwrap_or_default();
        let fits = match role {
            Role::Type => {
                if type_of(text).is_none()
                    || (found_later(lines, line) && lines::is_name(text) && !found)
                {
                    return None;
                }
                true
            }
            Role::Required => required_of(text).is_some(),
            Role::Location => words().find("locations", text).is_some(),
            Role::Code if *first == Role::Status => {
                if !is_code(text) {
                    return None;
                }
                true
            }
            _ => break,
        };
        match line.filter(|_| fits) {
            Some(line) => {
                found = true;
                cells.push(cell(lines.number(line), text));
                next = line + 1;
            }
            None => cells.push(lost(lines.number(at))),
        }
    }
    let closed = others.iter().any(|role| role.is_closed());
    let beyond = !closed
        && lines
            .next(next)
            .is_none_or(|line| lines.section(line).is_some());
    ((found || !closed) && !beyond && (!typed || found)).then_some(Start { cells, next })
}

/// Whether a type stands behind the line of a type: then that line is a name, such as `date`.
fn found_later(lines: &Lines<'_>, line: Option<usize>) -> bool {
    line.and_then(|line| lines.next(line + 1))
        .is_some_and(|after| type_of(lines.get(after)).is_some())
}

/// A number or an identifier.
fn is_code(text: &str) -> bool {
    let number = text.trim_start_matches('-');
    !text.is_empty()
        && text.len() <= 120
        && (number.bytes().all(|byte| byte.is_ascii_digit()) || lines::is_name(text))
}

fn rows(
    lines: &Lines<'_>,
    first: usize,
    roles: &[Role],
    titles: &[&str],
    spread: bool,
    doubts: &mut Vec<Doubt>,
) -> (Vec<Row>, usize) {
    let mut rows = Vec::new();
    let mut at = first;
    let mut end = first;
    while let Some(line) = lines.next(at) {
        let Some(start) = start(lines, line, roles).filter(|_| !is_head(lines, line)) else {
            break;
        };
        let open = roles.len().saturating_sub(start.cells.len());
        let (texts, next) = texts(lines, start.next, roles, open, spread);
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
    spread: bool,
) -> (Vec<usize>, usize) {
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
        if heading || is_title(lines, line) {
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

/// Puts lines into the open cells of a row.
fn fill(
    lines: &Lines<'_>,
    row: &mut Row,
    texts: &[usize],
    roles: &[Role],
    titles: &[&str],
    doubts: &mut Vec<Doubt>,
) {
    let name = row
        .cells
        .first()
        .map(|cell| cell.text.clone())
        .unwrap_or_default();
    let title = |column: usize| titles.get(column).copied().unwrap_or_default();
    for (column, _) in row.cells.iter().enumerate().filter(|(_, cell)| cell.lost) {
        doubts.push(doubt(
            row.line,
            DoubtKind::LostCell,
            format!("`{name}`: the cell under `{}` is lost", title(column)),
        ));
    }
    let first = row.cells.len();
    let open = roles.len().saturating_sub(first);
    if open > 1 && texts.len() > open {
        doubts.push(doubt(
            row.line,
            DoubtKind::Guess,
            format!("`{name}`: the row has more lines than columns; the last column took the rest"),
        ));
    }
    // Fewer lines than columns: the last column, the description, is the least likely to be lost.
    let missing = open.saturating_sub(texts.len());
    let mut texts = texts.iter();
    for column in 0..open {
        let left = texts.len();
        if left == 0 || (missing > 0 && left <= 1 && column + 1 < open) {
            row.cells.push(lost(row.line));
            doubts.push(doubt(
                row.line,
                DoubtKind::LostCell,
                format!(
                    "`{name}`: the cell under `{}` is lost",
                    title(first + column)
                ),
            ));
            continue;
        }
        let Some(line) = texts.next() else { continue };
        let mut found = cell(lines.number(*line), lines.get(*line));
        if column + 1 == open {
            for line in texts.by_ref() {
                found.text.push('\n');
                found.text.push_str(lines.get(*line));
            }
        }
        row.cells.push(found);
    }
}
