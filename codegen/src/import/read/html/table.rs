//! Tables: their rows, what spans rows and columns, and what stands in other tables.

use std::collections::BTreeMap;

use super::{
    Page,
    cell::{self, Content},
    kind::Kind,
    rows::{Placed, assemble},
    run::Run,
    shown::Shown,
    tree::Data,
};
use crate::import::{Block, Text};

/// Most rows or columns that a cell may span.
const MAX_SPAN: usize = 100;

/// A row as it stands in the markup.
#[derive(Debug, Default)]
struct Line {
    head: bool,
    group: usize,
    cells: Vec<usize>,
}

/// The parts of a table.
#[derive(Debug, Default)]
struct Parts {
    rows: Vec<Line>,
    /// Captions, and what stands between the cells.
    around: Vec<Text>,
    /// Tables that stand between the cells.
    tables: Vec<usize>,
}

fn parts(page: &mut Page, at: usize) -> Parts {
    let tree = page.tree;
    let end = tree.end(at);
    let mut parts = Parts::default();
    let mut run = Run::default();
    let mut head_end = 0;
    let mut group = at;
    let mut row_end = 0;
    let mut next = at + 1;
    while next < end {
        let Some(node) = tree.nodes.get(next) else {
            break;
        };
        let element = match &node.data {
            Data::Text(text) => {
                run.push(text, node.line);
                next += 1;
                continue;
            }
            Data::Element(element) => element,
        };
        if page.shown(next, element) != Shown::Yes {
            next = tree.end(next);
            continue;
        }
        match element.kind {
            Kind::Inline | Kind::Unknown | Kind::Code => {}
            _ => parts.around.extend(run.take()),
        }
        match element.kind {
            Kind::Caption => {
                let caption = cell::read(page, next);
                if !caption.text.is_empty() {
                    parts.around.push(Text {
                        line: caption.line,
                        text: caption.text,
                    });
                }
                parts.tables.extend(caption.tables);
                next = tree.end(next);
                continue;
            }
            Kind::Head => {
                head_end = node.end;
                group = next;
            }
            Kind::Group => group = next,
            Kind::Row => {
                row_end = node.end;
                parts.rows.push(Line {
                    head: next < head_end,
                    group,
                    cells: Vec::new(),
                });
            }
            Kind::Cell | Kind::HeadCell => {
                if next >= row_end {
                    row_end = end;
                    parts.rows.push(Line {
                        head: next < head_end,
                        group,
                        cells: Vec::new(),
                    });
                }
                if let Some(row) = parts.rows.last_mut() {
                    row.cells.push(next);
                }
                next = node.end;
                continue;
            }
            Kind::Table => {
                parts.tables.push(next);
                next = node.end;
                continue;
            }
            _ => {}
        }
        next += 1;
    }
    parts.around.extend(run.take());
    parts.rows.retain(|row| !row.cells.is_empty());
    parts
}

/// Whether a table only arranges other things: one cell, or cells with sections of a page.
pub(super) fn is_layout(page: &Page, at: usize) -> bool {
    let tree = page.tree;
    let end = tree.end(at);
    let (mut rows, mut cells, mut heads) = (0_usize, 0_usize, false);
    let mut next = at + 1;
    while next < end {
        let Some(element) = tree.element(next) else {
            next += 1;
            continue;
        };
        match element.kind {
            Kind::Cell | Kind::HeadCell => {
                cells += 1;
                heads |= element.kind == Kind::HeadCell;
                next = tree.end(next);
            }
            Kind::Table | Kind::Skip => next = tree.end(next),
            kind => {
                heads |= kind == Kind::Head;
                rows += usize::from(kind == Kind::Row);
                next += 1;
            }
        }
    }
    let arranged = tree
        .element(at)
        .and_then(|element| element.attr("role"))
        .is_some_and(|role| matches!(role, "presentation" | "none"));
    let sections = page.index.headings(tree, at) > 0
        || (rows == 1 && page.index.tables(tree, at) > 0)
        || (rows == 1 && page.index.samples(tree, at) > 0);
    arranged || cells <= 1 || (!heads && sections)
}

/// Reads a table, and those that stand in it after it.
pub(super) fn read(page: &mut Page, at: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut work: Vec<(Option<String>, usize)> = vec![(None, at)];
    while let Some((owner, at)) = work.pop() {
        if let Some(owner) = owner {
            blocks.push(Block::Text(Text {
                line: page.tree.nodes.get(at).map_or(0, |node| node.line),
                text: owner,
            }));
        }
        let parts = parts(page, at);
        blocks.extend(parts.around.into_iter().map(Block::Text));
        let mut within = Vec::new();
        let rows = place(page, parts.rows, &mut within);
        blocks.extend(assemble(rows));
        within.extend(parts.tables.into_iter().map(|table| (None, table)));
        work.extend(within.into_iter().rev());
    }
    blocks
}

/// A cell that reaches into further rows.
#[derive(Debug)]
struct Span {
    rows: usize,
    content: Content,
}

/// Puts cells into their columns, repeating those that span.
fn place(
    page: &mut Page,
    lines: Vec<Line>,
    within: &mut Vec<(Option<String>, usize)>,
) -> Vec<Placed> {
    let tree = page.tree;
    let mut rows = Vec::with_capacity(lines.len());
    let mut spans: BTreeMap<usize, Span> = BTreeMap::new();
    let mut group = None;
    for line in lines {
        if group.replace(line.group) != Some(line.group) {
            spans.clear();
        }
        let mut row = Placed {
            head: line.head,
            own: line.cells.len(),
            all_heads: true,
            ..Placed::default()
        };
        let mut tables = Vec::new();
        let alone = line.cells.len() == 1 && spans.is_empty();
        for (number, at) in line.cells.into_iter().enumerate() {
            fill(page, &mut spans, &mut row.cells);
            let Some(element) = tree.element(at) else {
                continue;
            };
            let is_head = element.kind == Kind::HeadCell;
            row.all_heads &= is_head;
            let across = span(element.attr("colspan").or(element.attr("aria-colspan")));
            let down = match element.attr("rowspan").or(element.attr("aria-rowspan")) {
                Some("0") => MAX_SPAN,
                value => span(value),
            };
            let mut content = cell::read(page, at);
            if number == 0 {
                row.line = content.line;
            }
            tables.append(&mut content.tables);
            let blank = Content {
                line: content.line,
                text: if is_head {
                    content.text.clone()
                } else {
                    String::new()
                },
                ..Content::default()
            };
            let column = row.cells.len();
            let extra = if alone { 0 } else { across - 1 };
            if down > 1 {
                let copies = std::iter::once(&content).chain(std::iter::repeat_n(&blank, extra));
                for (offset, copy) in copies.enumerate() {
                    let content = copy.clone();
                    spans.insert(
                        column + offset,
                        Span {
                            rows: down - 1,
                            content,
                        },
                    );
                }
            }
            row.cells.push(content);
            for _ in 0..extra {
                if !page.copies(&blank.text, blank.line) {
                    break;
                }
                row.cells.push(blank.clone());
            }
        }
        fill(page, &mut spans, &mut row.cells);
        while let Some((&column, _)) = spans.range(row.cells.len()..).next() {
            let line = row.line;
            row.cells.resize(
                column,
                Content {
                    line,
                    ..Content::default()
                },
            );
            fill(page, &mut spans, &mut row.cells);
        }
        if !tables.is_empty() {
            let owner = row.cells.first().map(|cell| owner(&cell.text));
            within.extend(
                tables
                    .into_iter()
                    .map(|table| (owner.clone().flatten(), table)),
            );
        }
        rows.push(row);
    }
    rows
}

/// Repeats the cells of earlier rows that reach into the next columns.
fn fill(page: &mut Page, spans: &mut BTreeMap<usize, Span>, cells: &mut Vec<Content>) {
    while let Some(span) = spans.get_mut(&cells.len()) {
        let column = cells.len();
        if !page.copies(&span.content.text, span.content.line) {
            spans.clear();
            return;
        }
        cells.push(span.content.clone());
        span.rows -= 1;
        if span.rows == 0 {
            spans.remove(&column);
        }
    }
}

fn span(value: Option<&str>) -> usize {
    value
        .and_then(|value| value.trim().parse::<usize>().ok())
        .unwrap_or(1)
        .clamp(1, MAX_SPAN)
}

/// The label of a table that stands in a row, from the row's first cell.
fn owner(text: &str) -> Option<String> {
    let name = text.lines().next()?.trim();
    (!name.is_empty()).then(|| format!("{name} object"))
}
