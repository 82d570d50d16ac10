//! Rows of tables with one cell per line.

use crate::import::{
    Cell, Doubt, DoubtKind, Row,
    cells::{required_of, type_of},
    read::text::{
        cell, doubt,
        heads::Role,
        lines::{self, Lines},
        lost,
    },
    words::words,
};

/// The beginning of a row: its name and the cells that can be recognised.
pub(super) struct Start {
    pub(super) cells: Vec<Cell>,
    /// Index of the first line after them.
    pub(super) next: usize,
}

/// The row that begins at a line, if one does.
pub(super) fn start(lines: &Lines<'_>, at: usize, roles: &[Role]) -> Option<Start> {
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
        // One blank line may stand between two cells, more where a cell between them was lost.
        let most = if cells.last().is_some_and(|cell| cell.lost) {
            4
        } else {
            2
        };
        let line = lines
            .next(next)
            .filter(|line| *line - next < most || *role == Role::Required && *line - next < 4);
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

/// Puts lines into the open cells of a row.
pub(super) fn fill(
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
