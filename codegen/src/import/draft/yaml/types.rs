//! Which types and enums the fields of a draft need, and what they are called.

use std::collections::{HashMap, HashSet};

use super::{
    field::{entries, type_of},
    propose::{self, TypeNames},
    tree::{Leaf, Tree},
};
use crate::{
    fit::literal_text,
    model::{Kind, Literal, Value},
    yaml::{Plain, plain},
};

/// The types of a draft, by the index of the field that has them.
#[derive(Debug, Default)]
pub(super) struct Types {
    /// Names of the objects and enums of fields.
    pub(super) names: HashMap<usize, String>,
    /// The fields whose objects are written out, in order.
    pub(super) objects: Vec<usize>,
    /// The fields whose enums are written out, in order.
    pub(super) enums: Vec<usize>,
    /// Fields that share the place of another: their rows are told there.
    pub(super) shared: HashMap<usize, Vec<usize>>,
}

impl Types {
    pub(super) fn of(operation: &str, tree: &Tree<'_>) -> Self {
        let shapes = shapes(tree);
        let mut types = Self::default();
        let mut given = TypeNames::of(operation);
        let mut known: HashMap<(String, usize), usize> = HashMap::new();
        let mut known_enums: HashMap<String, String> = HashMap::new();
        let mut by_object: HashMap<&str, String> = HashMap::new();
        for (index, leaf) in tree.leaves.iter().enumerate() {
            let owner = leaf.parent.and_then(|it| types.names.get(&it));
            let owner = owner.cloned().unwrap_or_default();
            if !leaf.children.is_empty() {
                let base = object_name(leaf);
                let shape = shapes.get(index).copied().flatten().unwrap_or(usize::MAX);
                let name = if let Some(first) = known.get(&(base.clone(), shape)) {
                    types.share(tree, *first, index);
                    types.names.get(first).cloned().unwrap_or_default()
                } else {
                    known.insert((base.clone(), shape), index);
                    types.objects.push(index);
                    given.give(&base, &owner, "Item")
                };
                if let Some(object) = &leaf.field.object {
                    by_object.entry(object).or_insert_with(|| name.clone());
                }
                types.names.insert(index, name);
            } else if !leaf.field.values.is_empty() {
                let of = (leaf.name, is_integer(leaf), values_text(&leaf.field.values));
                let name = known_enums.entry(format!("{of:?}")).or_insert_with(|| {
                    types.enums.push(index);
                    let base = propose::enum_name(leaf.field, leaf.name, &owner);
                    given.give(&base, &owner, "Value")
                });
                types.names.insert(index, name.clone());
            }
        }
        // An object whose fields stand elsewhere, as in a tree of folders.
        for (index, leaf) in tree.leaves.iter().enumerate() {
            let object = leaf.field.object.as_deref();
            if let Some(name) = object.and_then(|it| by_object.get(it)) {
                types.names.entry(index).or_insert_with(|| name.clone());
            }
        }
        types
    }

    /// Has the fields of one object told at those of another that is the same.
    fn share(&mut self, tree: &Tree<'_>, first: usize, index: usize) {
        let (Some(from), Some(to)) = (tree.leaves.get(index), tree.leaves.get(first)) else {
            return;
        };
        for (from, to) in from.children.iter().zip(&to.children) {
            self.shared.entry(*to).or_default().push(*from);
        }
    }
}

/// The name of a field's object: the page's, or the field's own.
fn object_name(leaf: &Leaf<'_>) -> String {
    let named = leaf.field.object.as_deref().map(propose::pascal);
    named.filter(|it| !it.is_empty()).unwrap_or_else(|| {
        propose::pascal(if leaf.lists > 0 {
            propose::singular(leaf.name)
        } else {
            leaf.name
        })
    })
}

/// For each object a number that it shares with those that have the same fields.
fn shapes(tree: &Tree<'_>) -> Vec<Option<usize>> {
    let mut shapes: Vec<Option<usize>> = vec![None; tree.leaves.len()];
    let mut texts: Vec<String> = vec![String::new(); tree.leaves.len()];
    let mut known: HashMap<String, usize> = HashMap::new();
    // Backwards: what is within a field stands behind it.
    for (index, leaf) in tree.leaves.iter().enumerate().rev() {
        let mut named = None;
        if !leaf.children.is_empty() {
            let mut all = String::new();
            for child in &leaf.children {
                all.push_str(
                    &texts
                        .get_mut(*child)
                        .map(std::mem::take)
                        .unwrap_or_default(),
                );
                all.push('\n');
            }
            let next = known.len();
            let shape = *known.entry(all).or_insert(next);
            shapes[index] = Some(shape);
            named = Some(format!("{} {shape}", object_name(leaf)));
        } else if !leaf.field.values.is_empty() {
            named = Some(values_text(&leaf.field.values));
        }
        if leaf.parent.is_some() {
            let typed = type_of(leaf, named.as_deref(), false);
            let object = leaf.field.object.as_deref().unwrap_or_default();
            let mut text = format!("{:?} {object:?}", leaf.name);
            for entry in entries(leaf, &typed) {
                text.push(' ');
                text.push_str(&entry.line());
            }
            texts[index] = text;
        }
    }
    shapes
}

fn values_text(values: &[Value]) -> String {
    let values = values.iter().map(|it| (&it.wire, &it.name, &it.term));
    format!("{:?}", values.collect::<Vec<_>>())
}

/// Whether the enum of a field is one of integers.
pub(super) fn is_integer(leaf: &Leaf<'_>) -> bool {
    let field = leaf.field;
    let kind = field.kind.as_ref().map(|it| it.value);
    let kind = if kind == Some(Kind::Array) {
        field.items
    } else {
        kind
    };
    let whole = |value: &Value| {
        let text = literal_text(&value.wire);
        let number = kind.is_some() || matches!(value.wire, Literal::Int(_));
        number && text.parse::<i64>().is_ok() && plain(&text) == Plain::Int
    };
    kind != Some(Kind::String) && field.values.iter().all(whole)
}

/// The values of an enum, and those that repeat one of them.
pub(super) fn values_of<'a>(leaf: &Leaf<'a>) -> (Vec<&'a Value>, Vec<&'a Value>) {
    let mut seen = HashSet::new();
    let values = leaf.field.values.iter();
    values.partition(|value| seen.insert(literal_text(&value.wire)))
}
