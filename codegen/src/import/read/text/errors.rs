//! Rows of error tables that run together, as `404notFoundNOT FOUNDThe room does not exist`.

use super::{
    cell, doubt,
    glued::{Head, Split},
    heads::Role,
    lines::Lines,
    lost, short,
    split::{run, text_column},
};
use crate::import::{Cell, DoubtKind};

/// Splits a row that begins with a status or a code.
pub(super) fn split(lines: &Lines<'_>, number: u32, text: &str, head: Head<'_>) -> Option<Split> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut doubts = Vec::new();
    let mut rest = text;
    let mut roles = head.roles;
    if let [Role::Status, others @ ..] = roles {
        let (status, after) = rest.split_at_checked(3)?;
        let number_like = status.starts_with(['1', '2', '3', '4', '5'])
            && status.bytes().all(|byte| byte.is_ascii_digit());
        if !number_like {
            return None;
        }
        cells.push(cell(number, status));
        rest = after.trim_start();
        roles = others;
    }
    let mut sure = true;
    let mut copied = 0;
    if let [Role::Code, others @ ..] = roles {
        let code = code_end(rest, others.len())?;
        let (inside, after) = rest.split_at_checked(code.end)?;
        cells.push(cell(number, inside));
        sure = code.sure;
        copied = code.copy;
        rest = after;
        roles = others;
    }
    let texts = texts(lines, rest, copied, roles.len());
    if let Some((found, clear)) = texts {
        cells.extend(found.iter().map(|text| cell(number, text)));
        sure &= clear;
    } else {
        let target = text_column(roles);
        for column in 0..roles.len() {
            cells.push(if column == target {
                cell(number, rest)
            } else {
                lost(number)
            });
        }
        doubts.push(doubt(
            number,
            DoubtKind::NotRead,
            format!(
                "message and description cannot be told apart: `{}`",
                short(rest)
            ),
        ));
    }
    if !sure {
        let guessed: Vec<String> = cells
            .iter()
            .filter(|cell| !cell.lost)
            .map(|cell| format!("`{}`", short(&cell.text)))
            .collect();
        doubts.push(doubt(
            number,
            DoubtKind::Guess,
            format!(
                "nothing separates the cells of this row; it was read as {}",
                guessed.join(", ")
            ),
        ));
    }
    (cells.len() > 1).then_some((cells, doubts))
}

struct CodeEnd {
    end: usize,
    /// Length of the copy of the code with which the message begins.
    copy: usize,
    sure: bool,
}

/// Where the code at the start of a text ends.
fn code_end(text: &str, texts: usize) -> Option<CodeEnd> {
    let simple = |end, sure| Some(CodeEnd { end, copy: 0, sure });
    let sign = usize::from(text.starts_with('-'));
    let digits = text
        .get(sign..)?
        .bytes()
        .take_while(u8::is_ascii_digit)
        .count();
    if digits > 0 {
        return simple(sign + digits, true);
    }
    let longest = run(text).last()?;
    if texts == 0 || longest == text.len() {
        return simple(longest, texts == 0);
    }
    // The message repeats the code, perhaps in other letters: `notFoundNOT FOUND`.
    let repeated = run(text)
        .filter(|end| *end > 2)
        .filter_map(|end| Some((end, copy(text.get(..end)?, text.get(end..)?)?)))
        .last();
    if let Some((end, copy)) = repeated {
        return Some(CodeEnd {
            end,
            copy,
            sure: true,
        });
    }
    let word = text.get(..longest)?;
    let after = text.get(longest..)?;
    if after.starts_with(|c: char| u32::from(c) > 0x2e80) {
        return simple(longest, true);
    }
    // The message repeats the last part of the code: `fileErrorerror:%s`.
    let stutter = run(word).filter(|end| {
        word.split_at_checked(*end).is_some_and(|(before, again)| {
            again.len() > 2
                && before
                    .len()
                    .checked_sub(again.len())
                    .and_then(|start| before.get(start..))
                    .is_some_and(|tail| tail.eq_ignore_ascii_case(again))
        })
    });
    // Before a template, as in `badValueerror:%s`, capitals do not tell where the message begins.
    let end = stutter
        .last()
        .or_else(|| last_hump(word).filter(|_| !after.starts_with(':')));
    // A code that is followed by a space is one if it looks like one.
    let alone = || (word.contains(['_', '.']) && after.starts_with(' ')).then_some(longest);
    simple(end.or_else(alone)?, false)
}

/// Length of the copy of a code at the start of a text; spaces and case do not count.
fn copy(code: &str, text: &str) -> Option<usize> {
    let plain = |c: &char| c.is_ascii_alphanumeric();
    let mut wanted = code.chars().filter(plain).map(|c| c.to_ascii_lowercase());
    let mut next = wanted.next();
    for (at, c) in text.char_indices() {
        if next.is_none() {
            return Some(at);
        }
        if plain(&c) {
            if next != Some(c.to_ascii_lowercase()) {
                return None;
            }
            next = wanted.next();
        } else if at == 0 || !matches!(c, ' ' | '_' | '-' | '.') {
            return None;
        }
    }
    next.is_none().then_some(text.len())
}

/// Where the last word of a name in camel case begins, if it is not the first.
pub(super) fn last_hump(word: &str) -> Option<usize> {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let hump = |pair: &[(usize, char)], after: Option<char>| match pair {
        [(_, before), (at, c)] if c.is_ascii_uppercase() => {
            let starts = before.is_ascii_lowercase()
                || before.is_ascii_digit()
                || (before.is_ascii_uppercase()
                    && after.is_some_and(|after| after.is_ascii_lowercase()));
            starts.then_some(*at)
        }
        _ => None,
    };
    letters
        .windows(2)
        .enumerate()
        .rev()
        .find_map(|(index, pair)| hump(pair, letters.get(index + 2).map(|(_, c)| *c)))
}

/// Tells message, description and solution apart, with whether that is certain.
fn texts<'a>(
    lines: &Lines<'_>,
    text: &'a str,
    copied: usize,
    count: usize,
) -> Option<(Vec<&'a str>, bool)> {
    match count {
        0 => text.trim().is_empty().then(|| (Vec::new(), true)),
        1 => Some((vec![text], true)),
        _ => {
            let (end, sure) = border(lines, text, copied)?;
            let (first, rest) = text.split_at_checked(end)?;
            let (others, clear) = texts(lines, rest, 0, count - 1)?;
            let mut all = vec![first];
            all.extend(others);
            Some((all, (sure || copied > 0) && clear))
        }
    }
}

/// Where a sentence begins without a space in front, and whether it is the only place.
fn border(lines: &Lines<'_>, text: &str, copied: usize) -> Option<(usize, bool)> {
    let mut before = ' ';
    let mut word = 0;
    let mut found = None;
    for (at, c) in text.char_indices() {
        let han = |c: char| u32::from(c) > 0x2e80;
        if at >= copied.max(1) {
            if han(c) && !han(before) && !matches!(before, ' ' | '"' | '(' | '\'' | '[') {
                return Some(found.unwrap_or((at, true)));
            }
            let after_copy = at == copied && c.is_ascii_uppercase() && before != ' ';
            let glued = c.is_ascii_uppercase()
                && (before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || matches!(before, '.' | '!' | '?' | ')' | '。' | '\'' | '"'));
            if after_copy || (glued && !is_known_word(lines, text, word)) {
                match found {
                    None => found = Some((at, true)),
                    Some((first, _)) => return Some((first, false)),
                }
            }
        }
        if matches!(c, ' ' | '(' | '"' | '\'' | '`') {
            word = at + 1;
        }
        before = c;
    }
    found
}

/// Whether the word that begins at a place is a name that the page uses.
fn is_known_word(lines: &Lines<'_>, text: &str, at: usize) -> bool {
    let Some(rest) = text.get(at..) else {
        return false;
    };
    run(rest)
        .last()
        .and_then(|end| rest.get(..end))
        .is_some_and(|word| lines.knows(word))
}
