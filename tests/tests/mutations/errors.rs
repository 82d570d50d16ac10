//! Changes of the rows of the table of errors.

use crate::{
    change::{Expected, Mutation, Text, chinese},
    page::{Kind, Page},
};

/// Every cell of a row, the row itself, and a row behind it.
pub(crate) fn mutate(page: &Page, line: usize, out: &mut Vec<Mutation>) {
    let code = page.cell(line, "code").expect("a code").to_owned();
    let subject = format!("errors.{code}");
    let row = page.lines[line].cells.clone();
    for column in ["status", "code", "message", "text"] {
        let Some(cell) = page.column(line, column) else {
            continue;
        };
        let old = row[cell].as_str();
        let number = old.parse::<u64>();
        let (kind, new) = match (column, number) {
            ("status", Ok(status)) => ("X03", (status + 22).to_string()),
            ("code", Ok(code)) => ("X04", (code + 5000).to_string()),
            ("code", _) => ("X04", format!("{old}New")),
            ("message", _) => ("X05", "the moon is full".to_owned()),
            _ if chinese(page) => ("X07", "今晚满月".to_owned()),
            _ => ("X07", "The moon is full".to_owned()),
        };
        let mut changed = page.clone();
        changed.lines[line].cells[cell].clone_from(&new);
        let subject = if column == "code" {
            format!("errors.{new}")
        } else {
            subject.clone()
        };
        out.push(mutation(
            format!("{subject}: {column}"),
            changed,
            Expected {
                kind: kind.to_owned(),
                subject,
                old: Text::Is(old.to_owned()),
                new: Text::Is(new),
                at: Some((line, cell)),
            },
        ));
    }
    let shown = |line: usize, page: &Page| {
        let parts = ["status", "message"].map(|it| page.cell(line, it));
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        let code = page.cell(line, "code").unwrap_or_default();
        if parts.is_empty() {
            code.to_owned()
        } else {
            parts.join(" ")
        }
    };
    // The spec has a status in any case.
    let known = match page.cell(line, "status") {
        Some(_) => shown(line, page),
        None => "200".to_owned(),
    };
    let mut removed = page.clone();
    removed.lines.remove(line);
    out.push(mutation(
        format!("{subject}: removed"),
        removed,
        Expected {
            kind: "X02".to_owned(),
            subject: subject.clone(),
            old: Text::Is(known),
            new: Text::None,
            at: None,
        },
    ));
    let Kind::Row(number) = page.lines[line].kind else {
        return;
    };
    let extra = if code.parse::<u64>().is_ok() {
        "39999"
    } else {
        "moonError"
    };
    let mut added = page.clone();
    let mut more = page.lines[line].clone();
    more.cells = page.tables[number]
        .columns
        .iter()
        .map(|column| match column.as_str() {
            "status" => "418".to_owned(),
            "code" => extra.to_owned(),
            "message" => "the moon is full".to_owned(),
            _ if chinese(page) => "今晚满月".to_owned(),
            _ => "The moon is full".to_owned(),
        })
        .collect();
    added.lines.insert(line + 1, more);
    out.push(mutation(
        format!("{subject}: a row behind it"),
        added.clone(),
        Expected {
            kind: "X01".to_owned(),
            subject: format!("errors.{extra}"),
            old: Text::None,
            new: Text::Is(shown(line + 1, &added)),
            at: added.column(line + 1, "code").map(|cell| (line + 1, cell)),
        },
    ));
}

fn mutation(what: String, page: Page, expected: Expected) -> Mutation {
    Mutation {
        what,
        page,
        expected: Some(expected),
        doubt: false,
        examples: 0,
    }
}
