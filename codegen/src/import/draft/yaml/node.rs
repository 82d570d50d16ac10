//! A small tree of YAML, and its layout: one line where it fits, else one key per line.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::{
    comment::{WIDTH, comment},
    scalar::{block, is_plain, scalar},
};

/// Longest key that YAML takes without a question mark, less some.
const LONGEST_KEY: usize = 1000;

/// A value.
#[derive(Debug)]
pub(super) enum Node {
    /// Written as it is.
    Raw(String),
    /// A text, with quotes where it needs them.
    Text(String),
    /// A text of which every sign counts, as a block if it can be one.
    Verbatim(String),
    /// A list; `true` if its items stand below each other.
    List(Vec<Entry>, bool),
    /// A map; `true` if its entries stand below each other.
    Map(Vec<Entry>, bool),
}

/// An entry of a map, or an item of a list, which has no key.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) comments: Vec<String>,
    pub(super) key: String,
    /// Whether the key is a number, which has no quotes.
    pub(super) counted: bool,
    pub(super) node: Node,
}

impl Entry {
    pub(super) fn new(key: impl Into<String>, node: Node) -> Self {
        Self {
            comments: Vec::new(),
            key: key.into(),
            counted: false,
            node,
        }
    }

    /// An entry whose key is a number.
    pub(super) fn number(key: impl Into<String>, node: Node) -> Self {
        let mut entry = Self::new(key, node);
        entry.counted = true;
        entry
    }

    fn key(&self) -> String {
        if self.counted {
            self.key.clone()
        } else {
            scalar(&self.key, true)
        }
    }

    pub(super) fn item(node: Node) -> Self {
        Self::new("", node)
    }

    pub(super) fn with(mut self, comments: Vec<String>) -> Self {
        self.comments = comments;
        self
    }
}

impl Node {
    /// What a person has to decide.
    pub(super) fn todo() -> Self {
        Self::Raw(crate::yaml::TODO.to_owned())
    }

    pub(super) fn raw(text: impl std::fmt::Display) -> Self {
        Self::Raw(text.to_string())
    }

    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A list of texts.
    pub(super) fn texts<'a>(texts: impl IntoIterator<Item = &'a String>) -> Self {
        let items = texts.into_iter().map(|it| Entry::item(Self::text(it)));
        Self::List(items.collect(), false)
    }

    /// On one line, within a flow collection; `None` if it should have lines of its own.
    fn inline(&self) -> Option<String> {
        match self {
            Self::Raw(text) => Some(text.clone()),
            // Better a line of its own than quotes for a comma.
            Self::Text(text) if is_plain(text, false) && !is_plain(text, true) => None,
            Self::Text(text) => Some(scalar(text, true)),
            Self::Verbatim(_) | Self::List(_, true) | Self::Map(_, true) => None,
            Self::List(items, false) => {
                let items: Option<Vec<_>> = items.iter().map(Entry::inline).collect();
                Some(format!("[{}]", items?.join(", ")))
            }
            Self::Map(entries, false) => {
                let entries: Option<Vec<_>> = entries.iter().map(Entry::inline).collect();
                Some(format!("{{ {} }}", entries?.join(", ")))
            }
        }
    }

    /// Everything on one line, whatever its width.
    pub(super) fn line(&self) -> String {
        match self {
            Self::Raw(text) => text.clone(),
            Self::Text(text) | Self::Verbatim(text) => scalar(text, true),
            Self::List(items, _) => {
                let items: Vec<_> = items.iter().map(|it| it.node.line()).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Map(entries, _) => {
                let entries: Vec<_> = entries.iter().map(Entry::line).collect();
                format!("{{ {} }}", entries.join(", "))
            }
        }
    }
}

impl Entry {
    fn inline(&self) -> Option<String> {
        let node = self.node.inline().filter(|_| self.comments.is_empty())?;
        Some(if self.key.is_empty() {
            node
        } else {
            format!("{}: {node}", self.key())
        })
    }

    /// Everything on one line, whatever its width.
    pub(super) fn line(&self) -> String {
        format!("{}: {}", self.key(), self.node.line())
    }
}

/// Writes the entries of a map, each on lines of its own.
pub(super) fn write_map(out: &mut String, indent: usize, entries: &[Entry]) {
    for entry in entries {
        for text in &entry.comments {
            comment(out, indent, text);
        }
        let _ = write!(out, "{:indent$}", "");
        write_entry(out, indent, entry);
    }
}

/// Writes `key: value`, behind an indentation that has been written.
fn write_entry(out: &mut String, indent: usize, entry: &Entry) {
    let key = entry.key();
    if key.len() > LONGEST_KEY && key.chars().count() > LONGEST_KEY {
        let _ = write!(out, "? {key}\n{:indent$}:", "");
        write_value(out, indent, 1, &entry.node);
    } else {
        let _ = write!(out, "{key}:");
        write_value(out, indent, key.width() + 1, &entry.node);
    }
}

/// Writes what stands behind a key and its colon, whose width is given.
fn write_value(out: &mut String, indent: usize, width: usize, node: &Node) {
    let inner = indent + 2;
    let short = node
        .inline()
        .filter(|line| indent + width + 1 + line.width() <= WIDTH);
    match (node, short) {
        (Node::Raw(text), _) => {
            let _ = writeln!(out, " {text}");
        }
        (Node::Text(text), _) => {
            let _ = writeln!(out, " {}", scalar(text, false));
        }
        (Node::Verbatim(text), _) => write_verbatim(out, inner, text),
        (_, Some(line)) => {
            let _ = writeln!(out, " {line}");
        }
        (Node::Map(entries, _), None) => {
            out.push('\n');
            write_map(out, inner, entries);
        }
        (Node::List(items, _), None) => {
            out.push('\n');
            for item in items {
                write_item(out, inner, item);
            }
        }
    }
}

fn write_item(out: &mut String, indent: usize, item: &Entry) {
    for text in &item.comments {
        comment(out, indent, text);
    }
    let _ = write!(out, "{:indent$}-", "");
    let short = item
        .node
        .inline()
        .filter(|line| indent + 2 + line.width() <= WIDTH);
    match (&item.node, short) {
        (Node::Map(entries, _), None) => {
            for (index, entry) in entries.iter().enumerate() {
                if index == 0 {
                    out.push(' ');
                } else {
                    let _ = write!(out, "{:1$}", "", indent + 2);
                }
                write_entry(out, indent + 2, entry);
            }
        }
        _ => write_value(out, indent, 1, &item.node),
    }
}

fn write_verbatim(out: &mut String, indent: usize, text: &str) {
    match block(text) {
        Some((_, lines)) if lines.len() == 1 && is_plain(text, false) => {
            let _ = writeln!(out, " {text}");
        }
        Some((head, lines)) => {
            let _ = writeln!(out, " {head}");
            for line in lines {
                if line.is_empty() {
                    out.push('\n');
                } else {
                    let _ = writeln!(out, "{:indent$}{line}", "");
                }
            }
        }
        None => {
            let _ = writeln!(out, " {}", scalar(text, false));
        }
    }
}
