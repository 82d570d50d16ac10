//! Rows whose cells run together without separators, as `idStringYesThe id`.

use super::{
    Read, cell, doubt, errors,
    heads::{self, Role},
    lines::{self, Lines},
    lost, short,
};
use crate::import::{
    Block, Cell, Doubt, DoubtKind, Row, Table, Text,
    cells::{required_at, starts_a_cell, type_at},
    words::words,
};

/// Names are looked for in so many bytes of a row.
const MAX_NAME: usize = 120;

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
    let mut next = first;
    while let Some(line) = lines.next(next) {
        let text = lines.get(line);
        let number = lines.number(line);
        let parted = line > next;
        if lines.section(line).is_some() || heads::split_head(text).is_some() {
            break;
        }
        if let Some((cells, found)) = split(lines, number, text, head) {
            rows.push(Row {
                line: number,
                cells,
            });
            doubts.extend(found);
        } else if parted || rows.is_empty() {
            break;
        } else if lines::is_value_line(text) {
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

fn key_value(lines: &Lines<'_>, number: u32, text: &str) -> Option<Split> {
    let end = heads::key_at(text).or_else(|| known_prefix(lines, text))?;
    let (key, value) = text.split_at_checked(end)?;
    let value = value.trim_start_matches([':', '：']);
    Some((vec![cell(number, key), cell(number, value)], Vec::new()))
}

/// The longest name at the start of a text that the page uses elsewhere: its length.
pub(super) fn known_prefix(lines: &Lines<'_>, text: &str) -> Option<usize> {
    run(text)
        .filter(|end| text.get(..*end).is_some_and(|name| lines.knows(name)))
        .last()
}

/// The ends of all names at the start of a text, shortest first.
pub(super) fn run(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices()
        .take(MAX_NAME)
        .take_while(|(_, c)| {
            c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '[' | ']' | '$' | '@')
        })
        .map(|(at, c)| at + c.len_utf8())
}

/// A way to split a row.
struct Way {
    cells: Vec<Cell>,
    doubts: Vec<Doubt>,
    score: u8,
}

fn parameter(lines: &Lines<'_>, number: u32, text: &str, head: Head<'_>) -> Option<Split> {
    if !head.roles.iter().any(|role| role.is_closed()) {
        return name_and_text(lines, number, text, head);
    }
    let mut best: Option<Way> = None;
    let mut several = false;
    for end in run(text) {
        let Some(way) = way(lines, number, text, end, head) else {
            continue;
        };
        let before = best.as_ref().map_or(0, |best| best.score);
        several = if way.score > before {
            false
        } else {
            several || way.score == before
        };
        // Of equal ways, the one with the longest name leaves no type within the description.
        if way.score >= before {
            best = Some(way);
        }
    }
    if let Some(mut way) = best {
        if several {
            let name = way.cells.first().map_or("", |cell| cell.text.as_str());
            way.doubts.push(doubt(
                number,
                DoubtKind::Guess,
                format!("the row can be split in several ways; `{name}` was taken as the name"),
            ));
        }
        return Some((way.cells, way.doubts));
    }
    let end = known_prefix(lines, text)?;
    let (name, rest) = text.split_at_checked(end)?;
    let mut cells: Vec<Cell> = head.roles.iter().map(|_| lost(number)).collect();
    if let Some(first) = cells.first_mut() {
        *first = cell(number, name);
    }
    if let Some(last) = cells.get_mut(text_column(head.roles)) {
        *last = cell(number, rest);
    }
    let doubts = vec![doubt(
        number,
        DoubtKind::NotRead,
        format!(
            "no type is known that begins after `{name}`: `{}`",
            short(rest)
        ),
    )];
    Some((cells, doubts))
}

/// The column that takes what cannot be told apart.
pub(super) fn text_column(roles: &[Role]) -> usize {
    roles
        .iter()
        .position(|role| *role == Role::Description)
        .unwrap_or(roles.len().saturating_sub(1))
}

/// Splits a row whose name ends at a place, if what follows fits the columns.
fn way(lines: &Lines<'_>, number: u32, text: &str, end: usize, head: Head<'_>) -> Option<Way> {
    let (name, mut rest) = text.split_at_checked(end)?;
    if !lines::is_name(name) || name.ends_with(['-', '.']) {
        return None;
    }
    let mut way = Way {
        cells: vec![cell(number, name)],
        doubts: Vec::new(),
        score: 1 + if lines.knows(name) { 8 } else { 0 },
    };
    let mut found = false;
    let columns = head.roles.iter().enumerate().skip(1);
    for (column, role) in columns.take_while(|(_, role)| role.is_closed()) {
        rest = rest.trim_start();
        let length = match role {
            Role::Type => Some(type_at(rest)?),
            Role::Required => required_at(rest),
            _ => location_at(rest),
        };
        if let Some((inside, after)) = length.and_then(|length| rest.split_at_checked(length)) {
            way.cells.push(cell(number, inside));
            way.score += if *role == Role::Type {
                u8::from(starts_a_cell(after)) * 4
            } else {
                2
            };
            found = true;
            rest = after;
        } else {
            way.cells.push(lost(number));
            let title = head.cells.get(column).copied().unwrap_or_default();
            way.doubts.push(doubt(
                number,
                DoubtKind::LostCell,
                format!("`{name}`: the cell under `{title}` is lost"),
            ));
        }
    }
    let open = head.roles.len().checked_sub(way.cells.len())?;
    if !found
        || head
            .roles
            .iter()
            .skip(way.cells.len())
            .any(|role| role.is_closed())
    {
        return None;
    }
    if open > 1 {
        way.doubts.push(doubt(
            number,
            DoubtKind::NotRead,
            format!(
                "`{name}`: the cells after the type run together: `{}`",
                short(rest)
            ),
        ));
    }
    let target = text_column(head.roles).max(way.cells.len());
    for column in way.cells.len()..head.roles.len() {
        way.cells.push(if column == target {
            cell(number, rest)
        } else {
            lost(number)
        });
    }
    if open == 0 && !rest.trim().is_empty() {
        way.cells.push(cell(number, rest));
    }
    Some(way)
}

/// A place such as `query` at the start of a text.
fn location_at(text: &str) -> Option<usize> {
    let start: String = text.chars().take(30).collect::<String>().to_lowercase();
    words()
        .longest("locations")
        .iter()
        .map(|(word, _)| word)
        .find(|word| start.starts_with(word.as_str()))
        .map(String::len)
        .filter(|length| text.is_char_boundary(*length))
}

/// A row of a name and a text only.
fn name_and_text(lines: &Lines<'_>, number: u32, text: &str, head: Head<'_>) -> Option<Split> {
    let end = run(text).last()?;
    let sure = known_prefix(lines, text).or_else(|| {
        text.get(end..)?
            .starts_with(|c: char| u32::from(c) > 0x2e80)
            .then_some(end)
    });
    let end = match sure {
        Some(end) => end,
        None => errors::last_hump(text.get(..end)?)?,
    };
    let (name, rest) = text.split_at_checked(end)?;
    if !lines::is_name(name) {
        return None;
    }
    let mut cells: Vec<Cell> = head.roles.iter().map(|_| lost(number)).collect();
    let target = text_column(head.roles).max(1);
    if let Some(first) = cells.first_mut() {
        *first = cell(number, name);
    }
    *cells.get_mut(target)? = cell(number, rest);
    let mut doubts = Vec::new();
    if sure.is_none() || head.roles.len() > 2 {
        doubts.push(doubt(
            number,
            DoubtKind::Guess,
            format!("nothing separates the cells of this row; `{name}` was taken as the name"),
        ));
    }
    Some((cells, doubts))
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
}
