//! The fields of an operation as a tree: flat paths become parents and children again.

use std::collections::HashMap;

use crate::model::{Field, In, Operation};

/// Most dots of a path at which a parent is looked for, from its end.
const MOST_LEVELS: usize = 64;

/// Most lists within each other; more are no description of anything.
const MOST_LISTS: usize = 8;

/// A section of a spec that holds fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Param(In),
    Response,
}

impl Side {
    pub(super) fn section(self) -> &'static str {
        match self {
            Self::Param(location) => location.section(),
            Self::Response => "response",
        }
    }
}

/// A field with its place in the tree.
#[derive(Debug)]
pub(super) struct Leaf<'a> {
    pub(super) field: &'a Field,
    pub(super) side: Side,
    /// Whether the page does not say in which section the parameter belongs.
    pub(super) unplaced: bool,
    pub(super) name: &'a str,
    /// Indices of the fields within it, all larger than its own.
    pub(super) children: Vec<usize>,
    pub(super) parent: Option<usize>,
    /// How many lists are around its children.
    pub(super) lists: usize,
    /// Rows that name the same field again.
    pub(super) again: Vec<&'a Field>,
}

/// All fields of an operation.
#[derive(Debug, Default)]
pub(super) struct Tree<'a> {
    pub(super) leaves: Vec<Leaf<'a>>,
    by_path: HashMap<(&'static str, &'a str), usize>,
    by_name: HashMap<(&'static str, Option<usize>, &'a str), usize>,
}

impl<'a> Tree<'a> {
    pub(super) fn of(operation: &'a Operation) -> Self {
        let mut tree = Self::default();
        let method = operation.method.as_ref().map(|it| it.value.as_str());
        let otherwise = match method {
            Some("POST" | "PUT" | "PATCH") => In::Body,
            _ => In::Query,
        };
        for field in &operation.params {
            let side = Side::Param(field.location.unwrap_or(otherwise));
            tree.add(field, side, field.location.is_none());
        }
        for field in &operation.response {
            tree.add(field, Side::Response, false);
        }
        tree
    }

    /// The fields of a section that are in no other.
    pub(super) fn roots(&self, side: Side) -> Vec<usize> {
        let roots = self.leaves.iter().enumerate();
        roots
            .filter(|(_, leaf)| leaf.parent.is_none() && leaf.side == side)
            .map(|(index, _)| index)
            .collect()
    }

    /// The field at a place such as `query.page`.
    pub(super) fn find(&self, subject: &str) -> Option<usize> {
        let (section, path) = subject.split_once('.')?;
        let sections = ["path", "query", "headers", "body", "response"];
        let section = sections.into_iter().find(|it| *it == section)?;
        let at = |path| self.by_path.get(&(section, path)).copied();
        at(path).or_else(|| at(path.trim_end_matches("[]")))
    }

    fn add(&mut self, field: &'a Field, side: Side, unplaced: bool) {
        let path = field.path.as_str();
        let section = side.section();
        let index = self.leaves.len();
        let (parent, lists, name) = self.parent(section, path);
        if let Some(first) = self.by_name.get(&(section, parent, name)).copied() {
            self.by_path.entry((section, path)).or_insert(first);
            if let Some(first) = self.leaves.get_mut(first) {
                first.again.push(field);
            }
            return;
        }
        if let Some(parent) = parent.and_then(|it| self.leaves.get_mut(it)) {
            parent.children.push(index);
            parent.lists = parent.lists.max(lists.min(MOST_LISTS));
        }
        self.by_path.insert((section, path), index);
        self.by_name.insert((section, parent, name), index);
        self.leaves.push(Leaf {
            field,
            side,
            unplaced,
            name,
            children: Vec::new(),
            parent,
            lists: 0,
            again: Vec::new(),
        });
    }

    /// The nearest field around a path, the lists between the two, and the rest of the path.
    fn parent(&self, section: &'static str, path: &'a str) -> (Option<usize>, usize, &'a str) {
        for (dot, _) in path.rmatch_indices('.').take(MOST_LEVELS) {
            let (outer, name) = (&path[..dot], &path[dot + 1..]);
            let bare = outer.trim_end_matches("[]");
            for (candidate, lists) in [(outer, 0), (bare, (outer.len() - bare.len()) / 2)] {
                if let Some(parent) = self.by_path.get(&(section, candidate))
                    && !name.is_empty()
                {
                    return (Some(*parent), lists, name);
                }
            }
        }
        (None, 0, path)
    }
}
