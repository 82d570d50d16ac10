//! Changes of prose: a file beside each page lists its facts.
//!
//! `subject | text → other text | kind | old → new`. The subject is that of a row, with `@column`
//! if it is not the description; `-` is a line outside of tables. A `*` behind it: examples
//! change alike.

use crate::{
    change::{Expected, Mutation, Text, changed_examples},
    page::{Kind, Page},
};

/// The mutation that a line of the file stands for.
pub(crate) fn mutation(page: &Page, fact: &str) -> Mutation {
    let mut parts = fact.split('|').map(str::trim);
    let mut next = || parts.next().unwrap_or_default();
    let (subject, edit, kind, values) = (next(), next(), next(), next());
    let arrow = |text: &str| -> (String, String) {
        let (a, b) = text.split_once('→').unwrap_or((text, ""));
        (a.trim().to_owned(), b.trim().to_owned())
    };
    let ((from, to), (old, new)) = (arrow(edit), arrow(values));
    let (subject, everywhere) = match subject.strip_suffix('*') {
        Some(subject) => (subject, true),
        None => (subject, false),
    };
    let (subject, column) = subject.split_once('@').unwrap_or((subject, ""));
    let (line, cell) = place(page, subject, column, &from);
    let mut changed = page.clone();
    let text = &mut changed.lines[line].cells[cell];
    assert!(text.contains(&from), "{fact}: {text}");
    let edited = text.replacen(&from, &to, 1);
    edited.trim().clone_into(text);
    if everywhere {
        for line in &mut changed.lines {
            if line.kind == Kind::Code {
                line.cells[0] = line.cells[0].replace(&from, &to);
            }
        }
    }
    let of_operation = matches!(&kind.get(..1), Some("E" | "G" | "A" | "L" | "D")) && kind != "A10";
    let subject = match kind {
        "C13" => String::new(),
        "P16" => changed.subject(line).unwrap_or_default(),
        _ if of_operation => String::new(),
        _ => subject.to_owned(),
    };
    Mutation {
        what: fact.to_owned(),
        examples: changed_examples(page, &changed),
        page: changed,
        expected: (!kind.is_empty()).then(|| Expected {
            kind: kind.to_owned(),
            subject,
            old: Text::is(&old),
            new: Text::is(&new),
            // What is gone has no place but that of its row.
            at: Some((
                line,
                if matches!(kind, "V02" | "V08" | "L11") {
                    0
                } else {
                    cell
                },
            )),
        }),
        doubt: false,
    }
}

/// Line and cell of a text.
fn place(page: &Page, subject: &str, column: &str, text: &str) -> (usize, usize) {
    let lines = 0..page.lines.len();
    if subject == "-" {
        let mut found = lines.filter(|it| {
            let line = &page.lines[*it];
            !matches!(line.kind, Kind::Row(_) | Kind::Head(_)) && line.cells[0].contains(text)
        });
        let line = found
            .next()
            .unwrap_or_else(|| panic!("no line with {text}"));
        return (line, 0);
    }
    let line = lines
        .into_iter()
        .find(|it| page.subject(*it).as_deref() == Some(subject))
        .unwrap_or_else(|| panic!("no row {subject}"));
    let columns = [column, "description", "value", "text"];
    let cell = columns.iter().find_map(|it| page.column(line, it));
    (line, cell.expect("column"))
}

/// The path template of a page's address.
pub(crate) fn path(page: &Page) -> String {
    let (line, cell) = path_place(page);
    let text = &page.lines[line].cells[cell];
    let (_, rest) = text.split_once("://").expect("an address");
    let (_, path) = rest.split_once('/').expect("a path");
    let path = path.split('?').next().unwrap_or_default();
    format!("/{path}")
}

/// Line and cell of a page's address.
pub(crate) fn path_place(page: &Page) -> (usize, usize) {
    for (index, line) in page.lines.iter().enumerate() {
        let cell = line
            .cells
            .iter()
            .position(|it| it.contains("://") && it.contains('{'));
        if let Some(cell) = cell {
            return (index, cell);
        }
    }
    panic!("a page has an address");
}
