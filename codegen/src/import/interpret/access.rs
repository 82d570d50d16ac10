//! Who may call: permissions, kinds of app, and the parameters that show who asks.

use crate::{
    import::{
        DoubtKind,
        page::{Table, Text},
        words::words,
    },
    model::{At, Fact, Operation, Permission},
};

use super::{
    call::Entry,
    doubts::Doubts,
    gather::short,
    section::Section,
    table::{FieldRow, identifier},
};

fn at(line: u32) -> At {
    At { file: 0, line }
}

/// The pieces of a text that each begin with a mark: `permission-A permission-B`.
fn marked<'t>(topic: &str, text: &'t str) -> Vec<&'t str> {
    let marks: Vec<&str> = words()
        .longest("marks")
        .iter()
        .filter(|(_, entry)| entry == topic)
        .map(|(mark, _)| mark.as_str())
        .collect();
    let lower = text.to_ascii_lowercase();
    for mark in marks {
        if lower.contains(mark) {
            let mut pieces = Vec::new();
            let mut rest = lower.find(mark).unwrap_or(0);
            while rest < text.len() {
                let begin = rest + mark.len();
                let end = lower[begin..]
                    .find(mark)
                    .map_or(text.len(), |at| begin + at);
                pieces.push(
                    text[begin..end]
                        .trim()
                        .trim_end_matches([',', ';', '、', '，'])
                        .trim(),
                );
                rest = end;
            }
            return pieces;
        }
    }
    Vec::new()
}

/// Splits a list in prose.
fn listed(text: &str) -> Vec<&str> {
    text.split([',', '，', '、', ';', '；', '\n', '|'])
        .flat_map(|it| it.split(" or "))
        .flat_map(|it| it.split(" and "))
        .flat_map(|it| it.split("或者"))
        .flat_map(|it| it.split('或'))
        .map(|it| {
            it.trim()
                .trim_start_matches("- ")
                .trim_end_matches(['。', '.'])
                .trim_matches(['`', '"', ' '])
        })
        .filter(|it| !it.is_empty())
        .collect()
}

/// Reads the permissions of a row.
pub(super) fn permissions(text: &Text, operation: &mut Operation, doubts: &mut Doubts) {
    let here = at(text.line);
    let none = matches!(
        text.text.trim(),
        "无" | "-" | "None" | "none" | "N/A" | "不需要" | "无需权限"
    );
    if none {
        return;
    }
    let pieces = marked("permissions", &text.text);
    let mut found = Vec::new();
    for piece in &pieces {
        let (name, term) = piece.split_once(['-', ' ']).unwrap_or((piece, ""));
        found.push((name, term));
    }
    if pieces.is_empty() {
        for piece in listed(&text.text) {
            // `contact:read (read contacts)`: the identifier is the name.
            let (first, rest) = piece
                .split_once([' ', '(', '\u{ff08}'])
                .filter(|(first, _)| identifier(first))
                .or_else(|| piece.split_once([':', '\u{ff1a}']))
                .unwrap_or((piece, ""));
            let coded =
                identifier(first) && (first.contains(['.', ':', '_', '-', '/']) || rest.is_empty());
            if identifier(piece) {
                found.push((piece, ""));
            } else if coded && !rest.is_empty() {
                found.push((
                    first,
                    rest.trim_matches(['(', ')', '\u{ff08}', '\u{ff09}', ' ']),
                ));
            } else {
                found.push((piece, ""));
            }
        }
    }
    let sentence = |name: &str| {
        let wide = name.chars().filter(|c| *c > '\u{2e80}').count();
        name.chars().count() > 60 || name.split_whitespace().count() > 6 || wide > 24
    };
    if found.is_empty() || found.iter().any(|(name, _)| sentence(name)) {
        doubts.add(
            text.line,
            DoubtKind::NotRead,
            format!("permissions: `{}`", short(&text.text)),
            "",
        );
        return;
    }
    let many = found.len() > 1;
    for (name, term) in found {
        if !operation.permissions.iter().any(|it| it.name == name) {
            operation.permissions.push(Permission {
                at: here,
                name: name.to_owned(),
                term: (!term.is_empty()).then(|| term.to_owned()),
            });
        }
    }
    let says = |entry: &str| {
        words()
            .patterns("permission_mode_patterns")
            .iter()
            .any(|(known, pattern)| known == entry && pattern.is_match(&text.text))
    };
    operation.any_permission = if !many {
        Some(false)
    } else if says("any") {
        Some(true)
    } else if says("all") && pieces.is_empty() {
        Some(false)
    } else {
        doubts.add(
            text.line,
            DoubtKind::Missing,
            "the page does not say whether all permissions are needed or one of them".to_owned(),
            "",
        );
        None
    };
}

/// Reads the kinds of app of a row.
pub(super) fn app_types(text: &Text, operation: &mut Operation, doubts: &mut Doubts) {
    let mut pieces = marked("app_types", &text.text);
    if pieces.is_empty() {
        pieces = listed(&text.text);
    }
    for piece in pieces {
        match words().find("app_types", piece) {
            Some(kind) => {
                if !operation.app_types.iter().any(|it| it.value == kind) {
                    operation
                        .app_types
                        .push(Fact::new(kind.to_owned(), at(text.line)));
                }
            }
            None => doubts.add(
                text.line,
                DoubtKind::NotRead,
                format!("`{}` is not known as a kind of app", short(piece)),
                "",
            ),
        }
    }
}

/// A table of the kinds of app that may call, with the permissions that they need.
pub(super) fn app_table(table: &Table, doubts: &mut Doubts) -> Option<Vec<Entry>> {
    let words = words();
    let head = |at: usize| table.head.get(at).map_or("", |cell| cell.text.as_str());
    if words.find("rows", head(0)) != Some("app_types") || table.head.len() < 2 {
        return None;
    }
    let permission =
        (1..table.head.len()).find(|at| words.find("rows", head(*at)) == Some("permissions"));
    let mut found: Vec<Entry> = Vec::new();
    for row in &table.rows {
        let text = |at: usize| row.cells.get(at).map_or("", |cell| cell.text.trim());
        match words.find("supported", text(1)) {
            Some("yes") => {}
            Some(_) => continue,
            None => {
                doubts.page(
                    row.line,
                    DoubtKind::NotRead,
                    format!("`{}` may call or not: `{}`", short(text(0)), short(text(1))),
                );
                continue;
            }
        }
        let wanted = permission
            .map(&text)
            .filter(|it| words.find("supported", it).is_none());
        for (key, value) in [("app_types", Some(text(0))), ("permissions", wanted)] {
            let Some(value) = value.filter(|value| !value.is_empty()) else {
                continue;
            };
            if found
                .iter()
                .any(|it| it.key == key && it.value.text == value)
            {
                continue;
            }
            found.push(Entry {
                key,
                value: Text {
                    line: row.line,
                    text: value.to_owned(),
                },
                next: false,
                partly: false,
            });
        }
    }
    Some(found)
}

/// Whether a name is that of a credential.
pub(super) fn credential_name(name: &str) -> bool {
    words()
        .patterns("credential_patterns")
        .iter()
        .any(|(_, pattern)| pattern.is_match(name))
}

/// Whether a header is the same for every call.
pub(super) fn plain_header(name: &str) -> bool {
    words().find("plain_headers", name).is_some()
}

/// Whether a name is only ever that of a header.
pub(super) fn header_name(name: &str) -> bool {
    words()
        .find("plain_headers", name)
        .is_some_and(|_| name.contains('-'))
        || name.starts_with("X-")
        || name == "Authorization"
}

/// Whether a row describes what the service does for every call: credentials, `Content-Type`.
pub(super) fn is_credential(section: Section, row: &FieldRow, doubts: &mut Doubts) -> bool {
    let header = section == Section::Headers
        || row.location == Some(crate::model::In::Header)
        || (section == Section::Params && row.location.is_none() && header_name(&row.name));
    let subject = "";
    if header && words().find("plain_headers", &row.name).is_some() {
        doubts.add(
            row.line,
            DoubtKind::LeftOut,
            format!("the header `{}` is the same for every call", row.name),
            subject,
        );
        return true;
    }
    let query = matches!(section, Section::Query | Section::Params | Section::Path)
        && matches!(
            row.name.as_str(),
            "access_token" | "accessToken" | "sign" | "signature"
        );
    if query || header && credential_name(&row.name) {
        doubts.add(
            row.line,
            DoubtKind::LeftOut,
            format!(
                "`{}` is taken for the credential, which belongs to the service",
                row.name
            ),
            subject,
        );
        doubts.target(row.line, subject);
        return true;
    }
    false
}
