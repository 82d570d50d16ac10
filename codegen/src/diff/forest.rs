//! Fields as trees: flat paths know their parents again.

use std::collections::HashMap;

use crate::model::{Field, In};

/// The fields of one side, by index.
pub(super) struct Forest<'a> {
    pub(super) fields: Vec<&'a Field>,
    /// Parent of each field.
    pub(super) parents: Vec<Option<usize>>,
    /// Fields within each field.
    pub(super) children: Vec<Vec<usize>>,
    /// Fields that are in no other.
    pub(super) roots: Vec<usize>,
    /// Own name of each field.
    pub(super) names: Vec<String>,
}

impl<'a> Forest<'a> {
    /// `entries`: whether entries of lists of lists are fields within them. Pages do not describe them.
    pub(super) fn new(fields: &'a [Field], entries: bool) -> Self {
        let mut forest = Self {
            fields: Vec::with_capacity(fields.len()),
            parents: Vec::with_capacity(fields.len()),
            children: Vec::with_capacity(fields.len()),
            roots: Vec::new(),
            names: Vec::with_capacity(fields.len()),
        };
        let mut known: HashMap<(Option<&str>, String), usize> = HashMap::new();
        for field in fields {
            let index = forest.fields.len();
            let section = field.location.map(In::section);
            let mut key = key(&field.path);
            if field.path.ends_with("[]") && known.contains_key(&(section, key.clone())) {
                if !entries {
                    continue;
                }
                let lists = field.path.trim_end_matches("[]").len();
                key = format!("{key}.{}", field.path.get(lists..).unwrap_or_default());
            }
            let parent = key
                .rsplit_once('.')
                .and_then(|(head, _)| known.get(&(section, head.to_owned())).copied());
            let name = match (parent, key.rsplit_once('.')) {
                (Some(_), Some((_, last))) => last.to_owned(),
                _ => key.clone(),
            };
            match parent.and_then(|parent| forest.children.get_mut(parent)) {
                Some(siblings) => siblings.push(index),
                None => forest.roots.push(index),
            }
            forest.fields.push(field);
            forest.children.push(Vec::new());
            forest.parents.push(parent);
            forest.names.push(name);
            known.insert((section, key), index);
        }
        forest
    }

    pub(super) fn len(&self) -> usize {
        self.fields.len()
    }

    /// The fields at the top of a part of the request, or of the answer.
    pub(super) fn roots_in(&self, location: Option<In>) -> Vec<usize> {
        let of = |index: &usize| {
            self.fields
                .get(*index)
                .is_some_and(|field| field.location == location)
        };
        self.roots.iter().copied().filter(of).collect()
    }

    /// All fields below one, in order, without those for which `stop` holds and what is in them.
    pub(super) fn below(&self, index: usize, stop: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut found = Vec::new();
        let mut open: Vec<usize> = self.children[index].iter().rev().copied().collect();
        while let Some(next) = open.pop() {
            if !stop(next) {
                found.push(next);
                open.extend(self.children[next].iter().rev());
            }
        }
        found
    }
}

/// A path without marks of lists: a list that became a single value keeps its fields.
pub(super) fn key(path: &str) -> String {
    path.replace("[]", "")
}

/// How a field is called in reports: `query.page_size`, `response.record_meetings[].state`.
pub(crate) fn subject(field: &Field) -> String {
    let section = field.location.map_or("response", In::section);
    let path = field.path.trim_end_matches("[]");
    format!("{section}.{path}")
}
