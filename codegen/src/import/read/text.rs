//! Text copied or dumped from a page.
//!
//! Each way in which tables come out of a browser has its file; what none of them knows stays a
//! line of text.

mod aligned;
mod barred;
mod code;
mod errors;
mod glued;
mod heads;
mod lines;
mod pipes;
mod sample;
mod spaced;
mod split;
mod stacked;
mod tabs;
#[cfg(test)]
mod tests;

use super::Parts;
use crate::import::{Block, Cell, Doubt, DoubtKind, Row, Table, Text};
use lines::Lines;

/// What was read from some lines.
#[derive(Debug, Default)]
struct Read {
    blocks: Vec<Block>,
    doubts: Vec<Doubt>,
    /// Index of the first line after it.
    next: usize,
}

/// Reads a text.
pub(crate) fn read(text: &str) -> Parts {
    let lines = Lines::new(text);
    let mut parts = Parts::default();
    let mut at = 0;
    let mut example = false;
    while let Some(line) = lines.next(at) {
        let read = piece(&lines, line, &mut example);
        parts.blocks.extend(read.blocks);
        parts.doubts.extend(read.doubts);
        at = read.next.max(line + 1);
    }
    parts
}

/// Reads what begins at a line.
fn piece(lines: &Lines<'_>, at: usize, example: &mut bool) -> Read {
    let section = lines.section(at);
    if let Some(section) = section {
        *example = matches!(
            section,
            "request_example" | "response_example" | "error_example" | "examples"
        );
    } else if let Some(read) = code::read(lines, at, *example) {
        return read;
    }
    let table = pipes::read(lines, at)
        .or_else(|| tabs::read(lines, at))
        .or_else(|| barred::read(lines, at))
        .or_else(|| stacked::read(lines, at));
    let table = if section.is_some() {
        table
    } else {
        table
            .or_else(|| aligned::read(lines, at))
            .or_else(|| spaced::read(lines, at))
            .or_else(|| glued::read(lines, at))
            .or_else(|| stacked::read_headless(lines, at).filter(|_| !*example))
            .or_else(|| glued::read_headless(lines, at).filter(|_| !*example))
    };
    table.unwrap_or_else(|| Read {
        blocks: vec![Block::Text(Text {
            line: lines.number(at),
            text: lines.get(at).to_owned(),
        })],
        doubts: Vec::new(),
        next: at + 1,
    })
}

/// A table whose head stands on a line.
fn table<'a>(
    line: u32,
    head: impl IntoIterator<Item = &'a str>,
    rows: Vec<Row>,
    doubts: Vec<Doubt>,
    next: usize,
) -> Read {
    let title = |text: &str| Text {
        line,
        text: text.to_owned(),
    };
    Read {
        blocks: vec![Block::Table(Table {
            line,
            head: head.into_iter().map(title).collect(),
            rows,
        })],
        doubts,
        next,
    }
}

/// A table without a head.
fn headless(line: u32, rows: Vec<Row>, mut doubts: Vec<Doubt>, next: usize) -> Read {
    doubts.push(doubt(
        line,
        DoubtKind::Guess,
        "these rows have no head; they were read as name, type and description".to_owned(),
    ));
    table(line, [], rows, doubts, next)
}

/// A cell with its content; in front only ASCII white space is taken off.
fn cell(line: u32, text: &str) -> Cell {
    Cell {
        line,
        text: text
            .trim_start_matches(|c: char| c.is_ascii_whitespace())
            .trim_end()
            .to_owned(),
        lost: false,
    }
}

/// A cell that the capture lost.
fn lost(line: u32) -> Cell {
    Cell {
        line,
        text: String::new(),
        lost: true,
    }
}

fn doubt(line: u32, kind: DoubtKind, text: String) -> Doubt {
    Doubt {
        line,
        kind,
        text,
        target: None,
    }
}

/// The start of a text, for messages.
fn short(text: &str) -> &str {
    const MOST: usize = 60;
    text.char_indices()
        .nth(MOST)
        .map_or(text, |(end, _)| text.get(..end).unwrap_or(text))
}
