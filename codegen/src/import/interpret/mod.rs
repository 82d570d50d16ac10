//! interpret: a page becomes a draft.
//!
//! parts (one per operation) → gather (what is what) → rows become fields and errors, sentences
//! become facts, fields find their places → check (who disagrees with whom).

mod access;
mod call;
mod check;
mod contents;
mod doubts;
mod errors;
mod examples;
mod field;
mod gather;
mod list;
mod names;
mod operation;
mod pages;
mod params;
mod part;
mod section;
mod sentences;
mod shown;
mod table;
mod tree;
mod values;

use std::collections::{HashMap, HashSet};

use super::{Block, DoubtKind, Draft, ImportError, Page};
use doubts::Doubts;

/// Finds the operations of a page.
///
/// # Errors
///
/// If there is none.
pub(crate) fn interpret(mut page: Page, service: &str) -> Result<Draft, ImportError> {
    let mut doubts = Doubts::new(std::mem::take(&mut page.doubts));
    let mut draft = Draft {
        document: page.name.clone(),
        sha256: page.sha256.clone(),
        title: page.title.as_ref().map(|it| it.text.clone()),
        language: language(&page).to_owned(),
        ..Draft::default()
    };
    contents::leave_out(&mut page, &mut doubts);
    for part in part::parts(&page) {
        let made = operation::operation(&part, service, &mut doubts);
        let described = !made.operation.params.is_empty()
            || !made.operation.response.is_empty()
            || !made.operation.errors.is_empty();
        if !made.called && !described {
            continue;
        }
        if let Some(text) = made.updated {
            match date(&text.text) {
                Some(date) => draft.updated = draft.updated.or(Some(date)),
                None => doubts.page(
                    text.line,
                    DoubtKind::NotRead,
                    format!("`{}` is no date", text.text),
                ),
            }
        }
        draft.operations.push(made.operation);
        doubts.operation = draft.operations.len();
    }
    if draft.operations.is_empty() {
        return Err(ImportError::Nothing(nothing(&page)));
    }
    if draft.title.is_none() && draft.operations.len() > 1 {
        draft.title = page.blocks.iter().find_map(|block| match block {
            Block::Heading(1, text) => Some(text.text.clone()),
            _ => None,
        });
    }
    shared_host(&mut draft, &mut doubts);
    unique(&mut draft);
    draft.doubts = doubts.finish();
    Ok(draft)
}

/// Why nothing was recognised.
fn nothing(page: &Page) -> String {
    let count = |is: fn(&Block) -> bool, noun: &str| {
        let count = page.blocks.iter().filter(|block| is(block)).count();
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} {noun}{plural}")
    };
    format!(
        "nothing on the page was recognised as the description of an HTTP call: \
         {}, {}, {} and {} were read, but none of them gives a method, \
         an address, parameters, fields of an answer or error codes",
        count(|block| matches!(block, Block::Heading(..)), "heading"),
        count(|block| matches!(block, Block::Text(_)), "text"),
        count(|block| matches!(block, Block::Table(_)), "table"),
        count(|block| matches!(block, Block::Code(_)), "code sample"),
    )
}

/// Operations without a host have that of the others, if these agree.
fn shared_host(draft: &mut Draft, doubts: &mut Doubts) {
    let mut hosts = draft.operations.iter().filter_map(|it| it.host.clone());
    let Some(host) = hosts.next() else { return };
    if hosts.any(|it| it.value != host.value) {
        return;
    }
    for (index, operation) in draft.operations.iter_mut().enumerate() {
        if operation.host.is_none() {
            operation.host = Some(host.clone());
            doubts.operation = index;
            doubts.instead_of_missing(
                operation.at.line,
                "host",
                "the host is that of the other operations of the page",
            );
        }
    }
}

/// Gives operations of the same name different ones: by their first parameters, else by number.
fn unique(draft: &mut Draft) {
    let mut count: HashMap<String, usize> = HashMap::new();
    for operation in &draft.operations {
        *count.entry(operation.name.clone()).or_default() += 1;
    }
    let mut taken = HashSet::new();
    for operation in &mut draft.operations {
        if count.get(&operation.name).is_some_and(|it| *it > 1)
            && let Some(first) = operation.params.first()
        {
            operation.name = format!("{}_by_{}", operation.name, names::snake(&first.path));
        }
        let base = operation.name.clone();
        let mut number = 2;
        while !taken.insert(operation.name.clone()) {
            operation.name = format!("{base}_{number}");
            number += 1;
        }
    }
}

/// The page's language, by its letters.
fn language(page: &Page) -> &'static str {
    let (mut han, mut kana, mut hangul, mut latin) = (0usize, 0usize, 0usize, 0usize);
    // Letters of Latin scripts that English does not have.
    let mut accented = 0usize;
    let mut count = |text: &str| {
        for c in text.chars() {
            match c {
                '\u{4e00}'..='\u{9fff}' => han += 1,
                '\u{3040}'..='\u{30ff}' => kana += 1,
                '\u{ac00}'..='\u{d7af}' => hangul += 1,
                '\u{c0}'..='\u{24f}' | '¿' | '¡' => accented += 1,
                _ if c.is_ascii_alphabetic() => latin += 1,
                _ => {}
            }
        }
    };
    for block in &page.blocks {
        match block {
            Block::Heading(_, text) | Block::Text(text) => count(&text.text),
            Block::Table(table) => {
                for cell in table.head.iter().map(|it| &it.text).chain(
                    table
                        .rows
                        .iter()
                        .flat_map(|row| row.cells.iter().map(|cell| &cell.text)),
                ) {
                    count(cell);
                }
            }
            Block::Code(_) => {}
        }
    }
    if kana * 10 > han + kana {
        "ja"
    } else if hangul > han {
        "ko"
    } else if han * 20 > latin {
        "zh"
    } else if accented * 100 > latin {
        "und"
    } else {
        "en"
    }
}

/// A date in any of the usual notations, as `YYYY-MM-DD`.
fn date(text: &str) -> Option<String> {
    let numbers: Vec<u32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|it| !it.is_empty())
        .take(3)
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    let lower = text.to_lowercase();
    let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let named = months
        .iter()
        .zip(1u32..)
        .find(|(name, _)| lower.contains(*name))
        .map(|(_, it)| it);
    let (year, month, day) = match (numbers.as_slice(), named) {
        ([year, month, day], None) if *year > 1990 => (*year, *month, *day),
        ([day, year, ..], Some(month)) if *year > 1990 => (*year, month, *day),
        ([year, day, ..], Some(month)) if *year > 1990 => (*year, month, *day),
        _ => return None,
    };
    ((1..=12).contains(&month) && (1..=31).contains(&day) && year < 3000)
        .then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_in_the_usual_notations() {
        assert_eq!(date("2024-11-11 09:42:21").as_deref(), Some("2024-11-11"));
        assert_eq!(date("2024年3月5日").as_deref(), Some("2024-03-05"));
        assert_eq!(date("Mar 5, 2024").as_deref(), Some("2024-03-05"));
        assert_eq!(date("yesterday"), None);
        assert_eq!(date("99/99/2024"), None);
    }
}
