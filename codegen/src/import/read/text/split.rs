//! Splits rows that begin with a name or a key and whose cells run together.

use super::{
    cell, doubt, errors,
    glued::{Head, Split},
    heads::{self, Role},
    lines::{self, Lines},
    lost, short,
};
use crate::import::{
    Cell, Doubt, DoubtKind,
    cells::{required_at, starts_a_cell, type_at},
    words::words,
};

/// Names are looked for in so many bytes of a row.
const MAX_NAME: usize = 120;

pub(super) fn key_value(lines: &Lines<'_>, number: u32, text: &str) -> Option<Split> {
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

pub(super) fn parameter(
    lines: &Lines<'_>,
    number: u32,
    text: &str,
    head: Head<'_>,
) -> Option<Split> {
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
        // Of equal ways, the one with the longest name leaves no type within the description, unless
        // the name swallowed a type in its own script: `uidString` in front of 字符串.
        let ascii = |way: &Way| way.cells.iter().skip(1).any(|cell| cell.text.is_ascii());
        let swallowed = best
            .as_ref()
            .is_some_and(|best| best.score == way.score && ascii(best) && !ascii(&way));
        if way.score >= before && !swallowed {
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
    // What runs together has no space behind the name: `itemsItem 对象数组`.
    let together = !rest.starts_with(char::is_whitespace);
    let mut way = Way {
        cells: vec![cell(number, name)],
        doubts: Vec::new(),
        score: 1 + u8::from(together) + if lines.knows(name) { 8 } else { 0 },
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
            // `glowIntensity` holds no `Int`.
            if after.starts_with(|c: char| c.is_ascii_lowercase()) && !lines.knows(name) {
                return None;
            }
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
