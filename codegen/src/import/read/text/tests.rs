//! Invented pages in each of the ways; what is expected was worked out by hand.

mod barred;
mod hostile;
mod samples;
mod spaced;
mod tables;

use crate::import::{Block, read::Parts};

/// Reads a text, checks that nothing of it is lost, and prints what was read: `line kind text`.
fn read(text: &str) -> Vec<String> {
    let parts = super::read(text);
    assert_kept(text, &parts);
    show(&parts)
}

fn show(parts: &Parts) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &parts.blocks {
        match block {
            Block::Heading(level, text) => {
                lines.push(format!("{} H{level} {}", text.line, text.text));
            }
            Block::Text(text) => lines.push(format!("{} {}", text.line, text.text)),
            Block::Table(table) => {
                let head: Vec<&str> = table.head.iter().map(|cell| cell.text.as_str()).collect();
                lines.push(format!("{} TABLE {}", table.line, head.join("|")));
                for row in &table.rows {
                    let cells: Vec<String> = row
                        .cells
                        .iter()
                        .map(|cell| {
                            if cell.lost {
                                "LOST".to_owned()
                            } else {
                                cell.text.replace('\n', "/")
                            }
                        })
                        .collect();
                    lines.push(format!("{}   {}", row.line, cells.join("|")));
                }
            }
            Block::Code(code) => lines.push(format!(
                "{} CODE {} {}",
                code.line,
                code.language.as_deref().unwrap_or("-"),
                code.text.replace('\n', "/")
            )),
        }
    }
    for doubt in &parts.doubts {
        lines.push(format!("{} ? {}", doubt.line, doubt.kind.as_str()));
    }
    lines
}

/// Checks that the blocks hold every sign of the text, once and in order, apart from white space,
/// the rulers of tables and the labels of code.
fn assert_kept(text: &str, parts: &Parts) {
    let plain = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let rulers = |c: char| matches!(c, '|' | '-' | ':' | '+' | '=' | '\\');
    let page = plain(text);
    let mut rest = page.as_str();
    let mut take = |piece: &str, label: bool| {
        let piece = plain(piece);
        if piece.is_empty() {
            return;
        }
        let skipped = [
            rest.trim_start_matches('|'),
            rest.trim_start_matches(rulers),
        ];
        let found = [rest, skipped[0], skipped[1]]
            .into_iter()
            .find_map(|rest| rest.strip_prefix(piece.as_str()));
        let after_label =
            || (1..20).find_map(|length| rest.get(length..)?.strip_prefix(piece.as_str()));
        match found.or_else(|| after_label().filter(|_| label)) {
            Some(after) => rest = after,
            None => panic!(
                "lost before `{piece}`: `{}`",
                rest.chars().take(80).collect::<String>()
            ),
        }
    };
    for block in &parts.blocks {
        match block {
            Block::Heading(_, text) | Block::Text(text) => take(&text.text, false),
            Block::Table(table) => {
                table.head.iter().for_each(|cell| take(&cell.text, false));
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    for word in cell.text.split('|') {
                        take(word, false);
                    }
                }
            }
            Block::Code(code) => take(&code.text, code.language.is_some()),
        }
    }
    let rest = rest.trim_start_matches(rulers);
    assert!(rest.is_empty(), "lost at the end: `{rest}`");
}
