//! Error tables.

use crate::{
    import::{
        DoubtKind,
        page::{Row, Text},
        words::words,
    },
    model::{At, ErrorRow, Fact},
};

use super::{
    doubts::Doubts,
    gather::short,
    table::{Read, identifier, status},
};

/// The rows of an error table, and codes that mean success.
#[derive(Debug, Default)]
pub(super) struct ErrorTable {
    pub(super) rows: Vec<ErrorRow>,
    pub(super) line: u32,
    /// Whether the table gives a status.
    pub(super) with_status: bool,
}

fn fact(text: Text) -> Fact<String> {
    let at = At {
        file: 0,
        line: text.line,
    };
    Fact::new(text.text, at)
}

/// Reads an error table.
pub(super) fn table(read: &Read<'_>, doubts: &mut Doubts) -> ErrorTable {
    let mut found = ErrorTable {
        line: read.rows.first().map_or(0, |row| row.line),
        with_status: read.columns.contains(&Some("status")),
        ..ErrorTable::default()
    };
    for row in read.rows {
        if row.cells.iter().all(|cell| cell.text.trim().is_empty()) {
            continue;
        }
        self::row(read, row, &mut found, doubts);
    }
    found
}

fn row(read: &Read<'_>, row: &Row, found: &mut ErrorTable, doubts: &mut Doubts) {
    let unread = |doubts: &mut Doubts, why: &str| {
        let cells: Vec<&str> = row.cells.iter().map(|it| it.text.as_str()).collect();
        doubts.page(
            row.line,
            DoubtKind::NotRead,
            format!(
                "the row `{}` was not read: {why}",
                short(&cells.join(" | "))
            ),
        );
    };
    let said_status = read.text(row, "status");
    let code = read
        .text(row, "code")
        .or_else(|| read.text(row, "name"))
        // A column called status may hold the vendor's codes.
        .or_else(|| said_status.clone().filter(|it| status(&it.text).is_none()));
    let Some(code) = code else {
        unread(doubts, "it has no error code");
        return;
    };
    let word = code.text.trim().trim_matches(['`', '"']).to_owned();
    let one = word.split_whitespace().count() == 1;
    if !one || !(identifier(&word) || word.bytes().all(|b| b.is_ascii_digit() || b == b'-')) {
        unread(doubts, "its error code is no single word");
        return;
    }
    let message = read.text(row, "message").map(fact);
    let mut text = read.text(row, "description").map(fact);
    // What to do about an error is no name for it.
    let term = text
        .as_ref()
        .and_then(|text| term(&text.value).map(|term| Fact::new(term, text.at)));
    advice(read, row, &mut text);
    let words_of_it = [&text, &message]
        .into_iter()
        .flatten()
        .map(|it| it.value.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    if is_success(&word, &words_of_it) {
        doubts.page(
            code.line,
            DoubtKind::LeftOut,
            format!("`{word}` stands for success and is no error"),
        );
        return;
    }
    let statuses = statuses(said_status.as_ref());
    if let (Some(said), true) = (&said_status, statuses.is_empty())
        && said.text != code.text
    {
        doubts.add(
            said.line,
            DoubtKind::NotRead,
            format!("`{}` is no HTTP status", short(&said.text)),
            &format!("errors.{word}"),
        );
    }
    let class = class_of(&format!("{word} {words_of_it}"));
    if let Some(class) = class {
        doubts.add(
            code.line,
            DoubtKind::Guess,
            format!("the class `{class}` follows from the wording"),
            &format!("errors.{word}"),
        );
    }
    let error = |status: Option<u64>| ErrorRow {
        at: At {
            file: 0,
            line: code.line,
        },
        status: status.map(|status| {
            let line = said_status.as_ref().map_or(code.line, |it| it.line);
            Fact::new(status, At { file: 0, line })
        }),
        code: word.clone(),
        message: message.clone(),
        class: class.unwrap_or_default().to_owned(),
        term: term.clone(),
        text: text.clone(),
        declared: None,
    };
    doubts.target(row.line, &format!("errors.{word}"));
    if statuses.is_empty() {
        found.rows.push(error(None));
    } else {
        found
            .rows
            .extend(statuses.into_iter().map(|it| error(Some(it))));
    }
}

/// Adds what to do about an error, and what stands in columns that nobody knows.
fn advice(read: &Read<'_>, row: &Row, text: &mut Option<Fact<String>>) {
    for more in read
        .text(row, "solution")
        .into_iter()
        .chain(read.unknown(row))
    {
        match text {
            Some(text) => {
                text.value.push('\n');
                text.value.push_str(&more.text);
            }
            None => *text = Some(fact(more)),
        }
    }
}

/// All statuses of a cell: `400`, `400/500`, `400, 404`.
fn statuses(text: Option<&Text>) -> Vec<u64> {
    let Some(text) = text else {
        return Vec::new();
    };
    let parts: Vec<Option<u64>> = text
        .text
        .split(['/', ',', '、', '\n', ';', '|'])
        .map(status)
        .collect();
    parts
        .into_iter()
        .collect::<Option<Vec<_>>>()
        .unwrap_or_default()
}

fn is_success(code: &str, text: &str) -> bool {
    let zero = matches!(
        code,
        "0" | "200" | "OK" | "ok" | "SUCCESS" | "success" | "Success"
    );
    zero && (text.trim().is_empty() || contains(text, "success_patterns").is_some())
}

fn class_of(text: &str) -> Option<&'static str> {
    contains(text, "class_patterns")
}

fn contains(text: &str, topic: &str) -> Option<&'static str> {
    words()
        .patterns(topic)
        .iter()
        .find(|(_, pattern)| pattern.is_match(text))
        .map(|(entry, _)| entry.as_str())
}

/// The first clause, if it is short.
fn term(text: &str) -> Option<String> {
    let clause = text
        .split(['。', '\n', ',', '，', ';', '；', ':', '：'])
        .next()?
        .trim()
        .trim_end_matches('.');
    let short =
        clause.chars().count() <= 24 || clause.split_whitespace().count() <= 6 && clause.is_ascii();
    (short && !clause.is_empty() && !clause.contains(". ")).then(|| clause.to_owned())
}
