//! What stands in one cell of a table.

use super::{
    Page, code,
    kind::Kind,
    run::Lines,
    shown::Shown,
    table,
    tree::{Data, Element},
};

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Content {
    /// Line of its text, or of its tag if it has none.
    pub(super) line: u32,
    pub(super) text: String,
    /// Pixels by which styles indent its text.
    pub(super) indent: u32,
    /// It shows a picture that has no words.
    pub(super) picture: bool,
    /// Tables that stand in it.
    pub(super) tables: Vec<usize>,
}

/// Reads a cell, or another element as if it were one.
pub(super) fn read(page: &mut Page, at: usize) -> Content {
    let tree = page.tree;
    let end = tree.end(at);
    let mut cell = Content {
        line: tree.nodes.get(at).map_or(0, |node| node.line),
        ..Content::default()
    };
    if let Some(element) = tree.element(at) {
        cell.indent = indent(element);
    }
    let mut lines = Lines::default();
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut next = at + 1;
    while next < end {
        while let Some(&(_, item)) = open.last().filter(|(end, _)| *end <= next) {
            open.pop();
            if item {
                lines.end_item();
            } else {
                lines.end_line();
            }
        }
        let Some(node) = tree.nodes.get(next) else {
            break;
        };
        let element = match &node.data {
            Data::Text(text) => {
                lines.push(text, node.line);
                next += 1;
                continue;
            }
            Data::Element(element) => element,
        };
        if page.shown(next, element) != Shown::Yes {
            if element.kind == Kind::Skip && &*element.name == "svg" {
                picture(element, node.line, &mut lines, &mut cell);
            }
            next = tree.end(next);
            continue;
        }
        if lines.is_empty() {
            cell.indent = cell.indent.saturating_add(indent(element));
        }
        match element.kind {
            Kind::Break => lines.end_line(),
            Kind::Image => picture(element, node.line, &mut lines, &mut cell),
            Kind::Input if element.attr("type") == Some("checkbox") => {
                let sign = if element.attr("checked").is_some() {
                    "☑"
                } else {
                    "☐"
                };
                lines.push(sign, node.line);
            }
            Kind::Pre => {
                if let Some(code) = code::read(tree, page.index, next, true) {
                    lines.verbatim(&code.text, code.line);
                }
                next = node.end;
                continue;
            }
            Kind::Table if !table::is_layout(page, next) => {
                lines.end_line();
                cell.tables.push(next);
                next = node.end;
                continue;
            }
            Kind::Item => {
                lines.item();
                open.push((node.end, true));
            }
            Kind::Inline if node.end == next + 1 && &*element.name == "i" => {
                picture(element, node.line, &mut lines, &mut cell);
            }
            Kind::Unknown if !element.closed && element.attrs.is_empty() => {
                lines.push(&format!("<{}>", element.name), node.line);
            }
            Kind::Inline | Kind::Code | Kind::Unknown | Kind::Input | Kind::Button => {}
            _ => {
                lines.end_line();
                open.push((node.end, false));
            }
        }
        next += 1;
    }
    if matches!(open.first(), Some((_, true))) {
        lines.end_item();
    }
    let (text, line) = lines.finish();
    cell.line = line.unwrap_or(cell.line);
    cell.text = text;
    cell
}

/// Takes a picture's words.
fn picture(element: &Element, line: u32, lines: &mut Lines, cell: &mut Content) {
    let words = ["alt", "aria-label", "title"]
        .iter()
        .filter_map(|name| element.attr(name))
        .find(|words| !words.trim().is_empty());
    match words {
        Some(words) => lines.push(words, line),
        None => cell.picture = true,
    }
}

/// Pixels by which an element's style or class indents what follows.
fn indent(element: &Element) -> u32 {
    let styled = element.attr("style").map_or(0, |style| {
        style
            .split(';')
            .filter_map(|rule| rule.split_once(':'))
            .filter(|(name, _)| {
                let name = name.trim().to_ascii_lowercase();
                matches!(
                    name.as_str(),
                    "padding-left" | "margin-left" | "text-indent" | "padding-inline-start"
                )
            })
            .map(|(_, value)| pixels(value.trim()))
            .fold(0, u32::saturating_add)
    });
    if styled > 0 {
        return styled;
    }
    element
        .classes()
        .find_map(|class| {
            let (name, number) = class.rsplit_once('-')?;
            let level: u32 = number.parse().ok()?;
            let known = name.ends_with("indent") || name.ends_with("level");
            known.then(|| level.min(32) * 20)
        })
        .unwrap_or(0)
}

fn pixels(value: &str) -> u32 {
    let digits = value
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(value.len());
    let (number, unit) = value.split_at(digits);
    let tenths = match number.split_once('.') {
        Some((whole, part)) => {
            let tenth = part
                .get(..1)
                .and_then(|tenth| tenth.parse().ok())
                .unwrap_or(0);
            whole
                .parse::<u32>()
                .unwrap_or(0)
                .saturating_mul(10)
                .saturating_add(tenth)
        }
        None => number.parse::<u32>().unwrap_or(0).saturating_mul(10),
    };
    match unit.trim() {
        "em" | "rem" => tenths.saturating_mul(16) / 10,
        "pt" => tenths.saturating_mul(4) / 30,
        "px" | "" => tenths / 10,
        _ => 0,
    }
    .min(10_000)
}
