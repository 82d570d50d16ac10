//! Rows whose cells are separated by single spaces, under a head that is recognised.

use super::{
    Read, cell, code, doubt,
    heads::{self, Role},
    lines::{self, Lines},
    lost, short,
    split::text_column,
    table,
};
use crate::import::{
    Cell, Doubt, DoubtKind, Row,
    cells::{required_of, type_of},
    words::words,
};

/// Most words of a type.
const TYPE_WORDS: usize = 3;

/// Reads a table under a head of single words.
pub(super) fn read(lines: &Lines<'_>, at: usize) -> Option<Read> {
    let head: Vec<&str> = lines.get(at).split_whitespace().collect();
    if head.len() < 2 || head.len() > 9 || head.iter().any(|title| heads::entries(title).is_empty())
    {
        return None;
    }
    let roles = heads::roles(head.iter().copied());
    if roles.first() != Some(&Role::Name) {
        return None;
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut doubts = Vec::new();
    let mut next = at + 1;
    while let Some(line) = lines.next(next) {
        let text = lines.get(line);
        let number = lines.number(line);
        let blank = line > next;
        let other = lines.section(line).is_some()
            || code::is_json(text)
            || code::is_request(text)
            || text
                .split_whitespace()
                .all(|word| !heads::entries(word).is_empty());
        if other || (blank && !rows.is_empty()) {
            break;
        }
        if let Some(cells) = row(number, text, &head, &roles, &mut doubts) {
            rows.push(Row {
                line: number,
                cells,
            });
        } else if let Some(last) = rows
            .last_mut()
            .and_then(|row| row.cells.get_mut(text_column(&roles)))
        {
            if !last.text.is_empty() {
                last.text.push('\n');
            }
            last.text.push_str(text);
            last.lost = false;
        } else {
            return None;
        }
        next = line + 1;
    }
    if rows.is_empty() {
        return None;
    }
    let head = head.iter().copied();
    Some(table(lines.number(at), head, rows, doubts, next))
}

/// The cells of a row, if the line is one: a name, and what its columns can hold.
fn row(
    number: u32,
    text: &str,
    head: &[&str],
    roles: &[Role],
    doubts: &mut Vec<Doubt>,
) -> Option<Vec<Cell>> {
    let (name, mut rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    if !lines::is_name(name) {
        return None;
    }
    let mut cells = vec![cell(number, name)];
    let mut found = false;
    let mut missing = Vec::new();
    for role in roles.iter().skip(1).take_while(|role| role.is_closed()) {
        rest = rest.trim_start();
        if let Some(length) = closed(*role, rest) {
            let (inside, after) = rest.split_at_checked(length)?;
            cells.push(cell(number, inside));
            found = true;
            rest = after;
        } else {
            missing.push(cells.len());
            cells.push(lost(number));
        }
    }
    let rest = rest.trim();
    let closes = roles.iter().any(|role| role.is_closed());
    if (closes && !found) || (!closes && rest.is_empty()) {
        return None;
    }
    let open = roles.len().saturating_sub(cells.len());
    let target = text_column(roles).max(cells.len());
    if open > 1 && !rest.is_empty() {
        doubts.push(doubt(
            number,
            DoubtKind::NotRead,
            format!(
                "`{name}`: the cells after the type run together: `{}`",
                short(rest)
            ),
        ));
    }
    for column in cells.len()..roles.len() {
        cells.push(if column == target && !rest.is_empty() {
            cell(number, rest)
        } else {
            lost(number)
        });
    }
    for column in missing {
        let title = head.get(column).copied().unwrap_or_default();
        doubts.push(doubt(
            number,
            DoubtKind::LostCell,
            format!("`{name}`: the cell under `{title}` is lost"),
        ));
    }
    if open == 0 && !rest.is_empty() {
        cells.push(cell(number, rest));
    }
    Some(cells)
}

/// The length of what stands at the start of a text, if the column can hold it.
fn closed(role: Role, text: &str) -> Option<usize> {
    let ends = text
        .match_indices(char::is_whitespace)
        .map(|(at, _)| at)
        .chain(std::iter::once(text.len()))
        .take(TYPE_WORDS);
    let word = text.split_whitespace().next().unwrap_or_default();
    match role {
        Role::Type => ends
            .filter(|end| {
                text.get(..*end)
                    .is_some_and(|piece| type_of(piece).is_some())
            })
            .last(),
        Role::Required => required_of(word).map(|_| word.len()),
        Role::Location => words().find("locations", word).map(|_| word.len()),
        _ => None,
    }
}
