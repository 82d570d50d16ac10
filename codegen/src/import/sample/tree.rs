//! The shape of an example: its members as flat paths.

use std::collections::HashMap;

use super::{Body, Lines};
use crate::{
    json::{Json, JsonKind},
    model::Kind,
};

/// Most bytes of paths that are written; an example has a few hundred.
const MAX_PATHS: usize = 64 << 20;

/// The members of an example, in the order in which they first appear, each followed by those
/// within it.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    /// The members.
    pub(crate) leaves: Vec<Leaf>,
    /// Members that were left out of the list since it grew too long.
    pub(crate) left_out: usize,
}

/// A member, merged over all entries of the lists that it stands in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Leaf {
    /// `a.b[].c`; a list of lists is `a`, with entries `a[]` and members `a[][].c`.
    pub(crate) path: String,
    /// The last name; that of the list for its entries.
    pub(crate) name: String,
    /// Its type; without meaning if `null_only`.
    pub(crate) kind: Kind,
    /// Of an array: the type of its entries, if it has any.
    pub(crate) items: Option<Kind>,
    /// A number without fraction.
    pub(crate) whole: bool,
    /// Line on which it first appears.
    pub(crate) line: u32,
    /// The first value, as text; empty for objects, arrays and null.
    pub(crate) first: String,
    /// It is never anything but null.
    pub(crate) null_only: bool,
    /// Every value is a word without quotes that stands for one: the type is not known.
    pub(crate) placeholder: bool,
    /// Types that other entries have, with the first line of each.
    pub(crate) others: Vec<(Kind, u32)>,
}

/// What is known about a place.
#[derive(Default)]
struct Node {
    name: String,
    kind: Option<Kind>,
    line: u32,
    first: Option<String>,
    placeholder: bool,
    others: Vec<(Kind, u32)>,
    /// Index of the place of the entries, for a list.
    entries: Option<usize>,
    members: Vec<usize>,
    by_name: HashMap<String, usize>,
}

impl Tree {
    /// The shape of a body.
    pub(crate) fn new(body: &Body) -> Self {
        let mut builder = Builder {
            text: &body.text,
            lines: body.lines(),
            nodes: vec![Node::default()],
        };
        builder.merge(0, &body.json, 0);
        let mut tree = Self {
            leaves: Vec::new(),
            left_out: 0,
        };
        let mut bytes = 0;
        builder.list(0, "", &mut tree, &mut bytes);
        tree
    }
}

struct Builder<'a> {
    text: &'a str,
    lines: Lines,
    nodes: Vec<Node>,
}

impl Builder<'_> {
    /// Adds a value to a place. Recursion ends with the nesting that the reader allows.
    fn merge(&mut self, place: usize, json: &Json, at: usize) {
        let line = self.lines.at(at);
        let placeholder = matches!(json.kind, JsonKind::Text(_)) && !self.quoted(json);
        let (kind, first) = match &json.kind {
            JsonKind::Null => (None, None),
            JsonKind::Bool(value) => (Some(Kind::Boolean), Some(value.to_string())),
            JsonKind::Number(digits) if digits.contains(['.', 'e', 'E']) => {
                (Some(Kind::Number), Some(digits.clone()))
            }
            JsonKind::Number(digits) => (Some(Kind::Integer), Some(digits.clone())),
            JsonKind::Text(text) => (Some(Kind::String), Some(text.clone())),
            JsonKind::List(_) => (Some(Kind::Array), None),
            JsonKind::Object(_) => (Some(Kind::Object), None),
        };
        if let Some(node) = self.nodes.get_mut(place) {
            if node.line == 0 {
                node.line = line;
            }
            if let Some(kind) = kind {
                node.see(kind, line, placeholder, first);
            }
        }
        match &json.kind {
            JsonKind::List(items) => {
                let Some(first) = items.first() else { return };
                let entries = self.entries(place, first.range.start);
                for item in items {
                    self.merge(entries, item, item.range.start);
                }
            }
            JsonKind::Object(members) => {
                for (name, range, value) in members {
                    // `"...": "..."` says that there is more.
                    if super::chars::ellipsis(name) == name.len() && !name.is_empty() {
                        continue;
                    }
                    let member = self.member(place, name);
                    self.merge(member, value, range.start);
                }
            }
            _ => {}
        }
    }

    fn quoted(&self, json: &Json) -> bool {
        let text = self.text.get(json.range.start..).unwrap_or_default();
        text.starts_with(super::chars::opens) && !super::chars::placeholder_braces(text)
    }

    fn entries(&mut self, place: usize, at: usize) -> usize {
        let new = self.nodes.len();
        let line = self.lines.at(at);
        let Some(node) = self.nodes.get_mut(place) else {
            return place;
        };
        if let Some(entries) = node.entries {
            return entries;
        }
        node.entries = Some(new);
        let name = node.name.clone();
        self.nodes.push(Node {
            name,
            line,
            ..Node::default()
        });
        new
    }

    fn member(&mut self, place: usize, name: &str) -> usize {
        let new = self.nodes.len();
        let Some(node) = self.nodes.get_mut(place) else {
            return place;
        };
        if let Some(known) = node.by_name.get(name) {
            return *known;
        }
        node.by_name.insert(name.to_owned(), new);
        node.members.push(new);
        self.nodes.push(Node {
            name: name.to_owned(),
            ..Node::default()
        });
        new
    }

    fn kind(&self, place: Option<usize>) -> Option<Kind> {
        self.nodes.get(place?)?.kind
    }

    /// Writes what stands within a place.
    fn list(&self, place: usize, path: &str, tree: &mut Tree, bytes: &mut usize) {
        let Some(node) = self.nodes.get(place) else {
            return;
        };
        if let Some(entries) = node.entries {
            let path = format!("{path}[]");
            // Entries that are objects or single values need no line of their own.
            if self.kind(Some(entries)) == Some(Kind::Array) {
                self.leaf(entries, &path, tree, bytes);
            }
            self.list(entries, &path, tree, bytes);
        }
        for member in &node.members {
            let Some(child) = self.nodes.get(*member) else {
                continue;
            };
            if *bytes > MAX_PATHS {
                tree.left_out += 1;
                continue;
            }
            let path = if path.is_empty() {
                child.name.clone()
            } else {
                format!("{path}.{}", child.name)
            };
            self.leaf(*member, &path, tree, bytes);
            self.list(*member, &path, tree, bytes);
        }
    }

    fn leaf(&self, place: usize, path: &str, tree: &mut Tree, bytes: &mut usize) {
        let Some(node) = self.nodes.get(place) else {
            return;
        };
        *bytes += path.len();
        let items = self.kind(node.entries);
        tree.leaves.push(Leaf {
            path: path.to_owned(),
            name: node.name.clone(),
            kind: node.kind.unwrap_or(Kind::String),
            items,
            whole: node.kind == Some(Kind::Integer),
            line: node.line,
            first: node.first.clone().unwrap_or_default(),
            null_only: node.kind.is_none(),
            placeholder: node.placeholder,
            others: node.others.clone(),
        });
    }
}

impl Node {
    /// A value of the type was seen.
    fn see(&mut self, kind: Kind, line: u32, placeholder: bool, first: Option<String>) {
        match self.kind {
            None => {
                self.kind = Some(kind);
                self.placeholder = placeholder;
                self.first = first;
            }
            // Words that stand for a value say nothing about the type.
            Some(_) if placeholder => {}
            Some(_) if self.placeholder => {
                self.kind = Some(kind);
                self.placeholder = false;
            }
            Some(known) if known == kind => {}
            // A whole number among others is one of them.
            Some(Kind::Number) if kind == Kind::Integer => {}
            Some(Kind::Integer) if kind == Kind::Number => self.kind = Some(Kind::Number),
            Some(_) => {
                if !self.others.iter().any(|(known, _)| *known == kind) {
                    self.others.push((kind, line));
                }
            }
        }
    }
}
