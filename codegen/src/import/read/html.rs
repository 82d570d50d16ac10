//! Saved web pages.
//!
//! tree (tokens of html5ever, open elements by name) → blocks (one walk), with table, cell, code
//! for what has an order of its own. Nothing here recurses: pages may be nested as deep as they
//! are long.

mod blocks;
mod builder;
mod cell;
mod code;
mod guard;
mod kind;
mod rows;
mod run;
mod shown;
mod table;
mod tabs;
mod tree;

#[cfg(test)]
pub(super) mod tests;

use self::{
    shown::{Index, Shown},
    tree::{Element, Tree},
};
use super::Parts;
use crate::import::{Block, Doubt, DoubtKind};

pub(super) use self::{
    code::clean as clean_language,
    kind::{is_element, is_structure},
    run::is_zero_width,
};

/// Most hidden texts that are named one by one.
const MAX_HIDDEN: usize = 20;

/// Reads a text.
pub(crate) fn read(text: &str) -> Parts {
    let tree = Tree::parse(text);
    let index = Index::new(&tree);
    let mut page = Page::new(&tree, &index, text.len());
    let (title, blocks) = blocks::read(&mut page);
    Parts {
        title,
        blocks,
        doubts: page.doubts(),
    }
}

/// Reads what stands in a cell: its text, and the tables in it.
pub(super) fn read_cell(html: &str) -> (String, Vec<Block>) {
    let text = format!("<table><tr><td>{html}</td></tr></table>");
    let tree = Tree::parse(&text);
    let index = Index::new(&tree);
    let mut page = Page::new(&tree, &index, text.len());
    let Some(at) = (0..tree.nodes.len()).find(|at| {
        tree.element(*at)
            .is_some_and(|element| element.kind == kind::Kind::Cell)
    }) else {
        return (String::new(), Vec::new());
    };
    let content = cell::read(&mut page, at);
    let tables = content
        .tables
        .into_iter()
        .flat_map(|table| table::read(&mut page, table))
        .collect();
    (content.text, tables)
}

/// A page that is being read.
#[derive(Debug)]
struct Page<'a> {
    tree: &'a Tree,
    index: &'a Index,
    /// Lines and texts that the page hides.
    hidden: Vec<(u32, String)>,
    more_hidden: usize,
    /// How much the repetition of cells that span may still add, in cells and in bytes.
    cells: usize,
    bytes: usize,
    /// Line of the first cell that was not repeated any more.
    cut: Option<u32>,
}

impl<'a> Page<'a> {
    fn new(tree: &'a Tree, index: &'a Index, size: usize) -> Self {
        Self {
            tree,
            index,
            hidden: Vec::new(),
            more_hidden: 0,
            cells: 100_000 + size / 16,
            bytes: 1_000_000 + size,
            cut: None,
        }
    }

    /// Whether an element is shown; remembers what is not.
    fn shown(&mut self, at: usize, element: &Element) -> Shown {
        let shown = shown::shown(self.tree, self.index, at, element);
        if shown == Shown::Hidden {
            let mut words = run::Run::default();
            let line = self.tree.nodes.get(at).map_or(0, |node| node.line);
            for text in self.tree.texts(at) {
                words.push(text, line);
            }
            if let Some(words) = words.take() {
                if self.hidden.len() < MAX_HIDDEN {
                    self.hidden
                        .push((line, words.text.chars().take(80).collect()));
                } else {
                    self.more_hidden += 1;
                }
            }
        }
        shown
    }

    /// Whether a cell may be repeated once more.
    fn copies(&mut self, text: &str, line: u32) -> bool {
        if self.cells == 0 || self.bytes < text.len() {
            self.cut.get_or_insert(line);
            return false;
        }
        self.cells -= 1;
        self.bytes -= text.len();
        true
    }

    fn doubts(self) -> Vec<Doubt> {
        let doubt = |line, kind, text| Doubt {
            line,
            kind,
            text,
            target: None,
        };
        let mut doubts: Vec<Doubt> = self
            .hidden
            .into_iter()
            .map(|(line, text)| {
                let text = format!("hidden on the page: `{text}`");
                doubt(line, DoubtKind::LeftOut, text)
            })
            .collect();
        if self.more_hidden > 0 {
            let text = format!("{} more texts are hidden on the page", self.more_hidden);
            doubts.push(doubt(0, DoubtKind::LeftOut, text));
        }
        if let Some(line) = self.cut {
            let text = "cells span too much; from here on they are not repeated".to_owned();
            doubts.push(doubt(line, DoubtKind::NotRead, text));
        }
        doubts
    }
}
