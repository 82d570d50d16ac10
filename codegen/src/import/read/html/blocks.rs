//! From the tree to blocks: the one walk over a page.

use std::ops::Range;

use super::{Page, code, kind::Kind, run::Run, shown::Shown, table, tabs::Tabs, tree::Data};
use crate::import::{Block, Text};

/// How far above a sample its language is looked for.
const REACH: usize = 6;
/// How many lists around an item show in front of it.
const MAX_LISTS: usize = 16;
/// How many nodes of a sample are asked for its language.
const INNER: usize = 64;

/// An element that the walk is in.
#[derive(Debug)]
struct Open {
    end: usize,
    at: usize,
    kind: Kind,
}

/// The state of the walk.
#[derive(Debug, Default)]
struct Walk {
    blocks: Vec<Block>,
    title: Option<Text>,
    run: Run,
    open: Vec<Open>,
    /// The walk is at the start of a list item.
    item: bool,
    /// Lists' items that the walk is in.
    items: usize,
    /// A term whose description is yet to come.
    term: Option<Text>,
    chrome: usize,
    headings: usize,
    details: usize,
    cells: usize,
    checked: usize,
}

/// Reads a page's title and blocks.
pub(super) fn read(page: &mut Page) -> (Option<Text>, Vec<Block>) {
    let tree = page.tree;
    let tabs = Tabs::new(tree);
    let content = content(page);
    let mut walk = Walk::default();
    let mut next = 0;
    while next < tree.nodes.len() {
        while walk.open.last().is_some_and(|open| open.end <= next) {
            walk.leave(content.as_ref());
        }
        next = walk.enter(page, &tabs, next);
    }
    while !walk.open.is_empty() {
        walk.leave(content.as_ref());
    }
    walk.flush();
    walk.settle();
    (walk.title, joined(walk.blocks))
}

impl Walk {
    /// Reads one node; gives the next one.
    fn enter(&mut self, page: &mut Page, tabs: &Tabs, at: usize) -> usize {
        let tree = page.tree;
        let Some(node) = tree.nodes.get(at) else {
            return at + 1;
        };
        let element = match &node.data {
            Data::Text(text) => {
                self.run.push(text, node.line);
                return at + 1;
            }
            Data::Element(element) => element,
        };
        if page.shown(at, element) != Shown::Yes {
            return tree.end(at);
        }
        if code::is_box(element) {
            return self.sample(page, tabs, at);
        }
        match element.kind {
            Kind::Title => {
                let mut run = Run::default();
                for node in tree.nodes.get(at + 1..tree.end(at)).unwrap_or_default() {
                    if let Data::Text(text) = &node.data {
                        run.push(text, node.line);
                    }
                }
                if let Some(title) = run.take() {
                    self.title.get_or_insert(title);
                }
                return tree.end(at);
            }
            Kind::Pre => return self.sample(page, tabs, at),
            Kind::Code if at >= self.checked => {
                self.checked = node.end;
                if code::is_sample(tree, at) {
                    return self.sample(page, tabs, at);
                }
                return at + 1;
            }
            Kind::Table if !table::is_layout(page, at) => {
                self.flush();
                self.settle();
                self.item = false;
                self.blocks.extend(table::read(page, at));
                return tree.end(at);
            }
            Kind::Break if self.headings == 0 => self.flush(),
            Kind::Break => self.run.space(),
            Kind::Unknown if !element.closed && element.attrs.is_empty() => {
                let name = format!("<{}>", element.name);
                self.run.push(&name, node.line);
            }
            Kind::Inline if self.headings > 0 && &*element.name == "a" && at >= self.checked => {
                self.checked = node.end;
                let mut signs = tree.texts(at).flat_map(str::chars);
                if signs.all(|c| c.is_whitespace() || "#¶§🔗\u{200b}".contains(c)) {
                    return tree.end(at);
                }
            }
            Kind::Inline | Kind::Unknown | Kind::Code | Kind::Image | Kind::Input => {}
            kind => {
                if self.headings > 0 {
                    self.run.space();
                } else {
                    self.flush();
                }
                self.open(kind, at, node.end);
            }
        }
        at + 1
    }

    fn open(&mut self, kind: Kind, at: usize, end: usize) {
        match kind {
            Kind::Item => {
                self.item = true;
                self.items += 1;
            }
            Kind::Chrome => self.chrome += 1,
            Kind::Heading(_) => self.headings += 1,
            Kind::Detail => self.details += 1,
            Kind::Cell | Kind::HeadCell => self.cells += 1,
            _ => {}
        }
        self.open.push(Open { end, at, kind });
    }

    /// Ends the innermost element.
    fn leave(&mut self, content: Option<&(Range<usize>, bool)>) {
        let Some(open) = self.open.pop() else { return };
        match open.kind {
            Kind::Heading(level) => {
                self.headings -= 1;
                if self.headings > 0 {
                    return;
                }
                if let Some(text) = self.run.take() {
                    self.settle();
                    self.item = false;
                    let outside = content.is_some_and(|(range, own_title)| {
                        !range.contains(&open.at) && (level > 1 || *own_title)
                    });
                    self.blocks.push(if self.chrome > 0 || outside {
                        Block::Text(text)
                    } else {
                        Block::Heading(level, text)
                    });
                }
                return;
            }
            _ if self.headings > 0 => self.run.space(),
            Kind::Term => {
                if let Some(text) = self.run.take() {
                    self.settle();
                    self.term = Some(text);
                }
            }
            _ => self.flush(),
        }
        match open.kind {
            Kind::Item => {
                self.item = false;
                self.items -= 1;
            }
            Kind::Chrome => self.chrome -= 1,
            Kind::Detail => {
                self.details -= 1;
                self.settle();
            }
            Kind::Cell | Kind::HeadCell => self.cells -= 1,
            _ => {}
        }
    }

    /// Ends the piece of text.
    fn flush(&mut self) {
        let Some(mut text) = self.run.take() else {
            return;
        };
        if let Some(term) = self.term.take() {
            if self.details > 0 {
                let gap = if term.text.ends_with([':', '：']) {
                    " "
                } else {
                    ": "
                };
                text = Text {
                    line: term.line,
                    text: format!("{}{gap}{}", term.text, text.text),
                };
            } else {
                self.blocks.push(Block::Text(term));
            }
        }
        if std::mem::take(&mut self.item) && !text.text.starts_with("- ") {
            let around = self.items.saturating_sub(1).min(MAX_LISTS);
            text.text
                .insert_str(0, &format!("{}- ", "  ".repeat(around)));
        }
        self.blocks.push(Block::Text(text));
    }

    /// Lets a term stand for itself.
    fn settle(&mut self) {
        self.blocks.extend(self.term.take().map(Block::Text));
    }

    /// Reads a sample.
    fn sample(&mut self, page: &Page, tabs: &Tabs, at: usize) -> usize {
        let tree = page.tree;
        self.flush();
        self.settle();
        self.item = false;
        if let Some(mut sample) = code::read(tree, page.index, at, self.cells > 0) {
            let inner = (at..tree.end(at).min(at + INNER)).filter_map(|at| tree.element(at));
            let outer = self.open.iter().rev().take(REACH);
            sample.language = inner
                .into_iter()
                .chain(outer.clone().filter_map(|open| tree.element(open.at)))
                .find_map(code::language)
                .or_else(|| outer.into_iter().find_map(|open| tabs.label(open.at)));
            self.blocks.push(Block::Code(sample));
        }
        tree.end(at)
    }
}

/// The part of a page that is its content, and whether it has a title of its own. `None` if that
/// is not clear: several parts, or tables elsewhere.
fn content(page: &Page) -> Option<(Range<usize>, bool)> {
    let tree = page.tree;
    let parts = |kind: Kind| {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut next = 0;
        while next < tree.nodes.len() {
            if tree
                .element(next)
                .is_some_and(|element| element.kind == kind)
            {
                ranges.push(next..tree.end(next));
                next = tree.end(next);
            } else {
                next += 1;
            }
        }
        ranges
    };
    let mut ranges = parts(Kind::Main);
    if ranges.is_empty() {
        ranges = parts(Kind::Article);
    }
    let [range] = ranges.as_slice() else {
        return None;
    };
    let range = range.clone();
    let is_table = |at: &usize| tree.element(*at).is_some_and(|e| e.kind == Kind::Table);
    let elsewhere = (0..range.start).chain(range.end..tree.nodes.len());
    if elsewhere.into_iter().any(|at| is_table(&at)) {
        return None;
    }
    let own_title = range.clone().any(|at| {
        tree.element(at)
            .is_some_and(|element| element.kind == Kind::Heading(1))
    });
    Some((range, own_title))
}

/// Joins the head of a table with its body, where a page keeps the two in tables of their own.
fn joined(blocks: Vec<Block>) -> Vec<Block> {
    let mut done: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        if let Block::Table(body) = &block
            && body.head.is_empty()
            && let Some(Block::Table(head)) = done.last_mut()
            && head.rows.is_empty()
            && body
                .rows
                .first()
                .is_some_and(|row| row.cells.len() == head.head.len())
        {
            head.rows.clone_from(&body.rows);
        } else {
            done.push(block);
        }
    }
    done
}
