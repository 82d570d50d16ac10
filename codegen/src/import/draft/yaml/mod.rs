//! A draft as a spec that a person would have written.

mod call;
mod comment;
mod doubts;
mod field;
mod node;
mod propose;
mod scalar;
mod tree;
mod types;

#[cfg(test)]
mod tests;

use std::collections::HashSet;

pub use doubts::doubts_list;

use super::Draft;
use crate::model::{In, Operation};
use call::text_or_todo;
use comment::quote;
use doubts::Placed;
use field::{asides, entries, filled, type_of};
use node::{Entry, Node, write_map};
use tree::{Leaf, Side, Tree};
use types::{Types, is_integer, values_of};

/// The spec of one operation of a draft, with the doubts about it as comments beside their places.
///
/// `known_host` is the host of the service, which the operation need not repeat. Where the page
/// does not say what a spec needs, the value is a plain `TODO`, which `check` refuses.
#[must_use]
pub fn yaml(draft: &Draft, operation: usize, known_host: Option<&str>) -> String {
    let Some(drafted) = draft.operations.get(operation) else {
        return String::new();
    };
    let tree = Tree::of(drafted);
    let types = Types::of(&drafted.name, &tree);
    let doubts = Placed::of(draft, operation, drafted, &tree);
    let mut writer = Writer {
        draft,
        operation: drafted,
        counted: counted(drafted),
        tree,
        types,
        doubts,
    };
    writer.write(known_host)
}

/// Names of the parameters that count pages or entries.
fn counted(operation: &Operation) -> HashSet<&str> {
    let keys = operation.pagination.iter().flat_map(|it| &it.value.keys);
    keys.filter(|(key, _)| matches!(key.as_str(), "page" | "size" | "offset"))
        .map(|(_, name)| name.as_str())
        .collect()
}

struct Writer<'a> {
    draft: &'a Draft,
    operation: &'a Operation,
    counted: HashSet<&'a str>,
    tree: Tree<'a>,
    types: Types,
    doubts: Placed<'a>,
}

impl Writer<'_> {
    fn write(&mut self, known_host: Option<&str>) -> String {
        let mut out = String::new();
        for text in &self.doubts.top {
            comment::comment(&mut out, 0, text);
        }
        let sections = [In::Path, In::Query, In::Header, In::Body].map(Side::Param);
        let params = sections.into_iter().filter_map(|it| self.section(it));
        let groups = [
            self.head(),
            self.call(known_host),
            params.collect(),
            self.section(Side::Response).into_iter().collect(),
            part("types", Node::Map(self.objects(), true)),
            part("enums", Node::Map(self.enums(), true)),
            call::pages(self.operation),
            part(
                "errors",
                Node::List(call::errors(self.operation, &mut self.doubts), true),
            ),
            part(
                "examples",
                Node::List(call::examples(&self.operation.examples), true),
            ),
        ];
        let groups = groups.iter().filter(|it| !it.is_empty());
        for (index, group) in groups.enumerate() {
            if index > 0 {
                out.push('\n');
            }
            write_map(&mut out, 0, group);
        }
        doubts::write_list(&mut out, &self.doubts.all);
        out
    }

    /// What the operation is, and where the facts come from.
    fn head(&self) -> Vec<Entry> {
        let (draft, operation) = (self.draft, self.operation);
        let title = operation.title.as_ref().map(|it| it.value.as_str());
        let page = draft.title.as_deref().and_then(filled);
        let mut source = vec![
            Entry::new("document", text_or_todo(Some(&draft.document))),
            Entry::new("title", text_or_todo(page.or(title))),
        ];
        if draft.operations.len() > 1 {
            source.push(Entry::new("section", text_or_todo(title)));
        }
        source.push(Entry::new("language", text_or_todo(Some(&draft.language))));
        if let Some(updated) = draft.updated.as_deref().and_then(filled) {
            source.push(Entry::new("updated", Node::text(updated)));
        }
        source.push(Entry::new(
            "checked",
            text_or_todo(draft.checked.as_deref()),
        ));
        source.push(Entry::new("sha256", text_or_todo(Some(&draft.sha256))));
        let mut out = vec![
            Entry::new("operation", text_or_todo(Some(&operation.name))),
            Entry::new("summary", Node::todo()),
        ];
        // A heading such as `GET /v1/orders` is no name.
        let method = operation.method.as_ref().map_or("", |it| it.value.as_str());
        let line = |title: &str| !method.is_empty() && title.starts_with(method);
        out.extend(
            title
                .and_then(filled)
                .filter(|it| !line(it))
                .map(|it| Entry::new("term", Node::text(it))),
        );
        out.push(Entry::new("source", Node::Map(source, true)));
        out
    }

    fn call(&self, known_host: Option<&str>) -> Vec<Entry> {
        let operation = self.operation;
        let mut http = call::http(operation);
        let texts = operation
            .texts
            .iter()
            .filter(|it| filled(&it.value).is_some());
        let mut comments: Vec<String> = texts.map(|it| quote(it.at.line, &it.value)).collect();
        comments.extend(self.doubts.call.iter().cloned());
        comments.append(&mut http.comments);
        let mut out = vec![http.with(comments)];
        let host = operation
            .host
            .as_ref()
            .map(|it| it.value.trim_end_matches('/'));
        let host =
            host.filter(|it| known_host.map(|known| known.trim_end_matches('/')) != Some(*it));
        out.extend(
            host.and_then(filled)
                .map(|it| Entry::new("host", Node::text(it))),
        );
        let safe = operation
            .method
            .as_ref()
            .is_some_and(|it| it.value == "GET");
        let idempotent = if safe { Node::raw(true) } else { Node::todo() };
        out.push(Entry::new("idempotent", idempotent));
        out.extend(call::access(operation));
        if let Some(deprecated) = &operation.deprecated {
            let words = quote(deprecated.at.line, &deprecated.value);
            out.push(Entry::new("deprecated", Node::todo()).with(vec![words]));
        }
        out
    }

    fn section(&self, side: Side) -> Option<Entry> {
        let fields: Vec<_> = self
            .tree
            .roots(side)
            .iter()
            .filter_map(|it| self.field(*it))
            .collect();
        (!fields.is_empty()).then(|| Entry::new(side.section(), Node::Map(fields, true)))
    }

    fn field(&self, index: usize) -> Option<Entry> {
        let leaf = self.tree.leaves.get(index)?;
        let named = self.types.names.get(&index).map(String::as_str);
        let is_param = leaf.parent.is_none() && leaf.side != Side::Response;
        let typed = type_of(leaf, named, is_param && self.counted.contains(leaf.name));
        let mut comments = self.comments(index, leaf);
        for other in self.types.shared.get(&index).into_iter().flatten() {
            if let Some(leaf) = self.tree.leaves.get(*other) {
                comments.extend(self.comments(*other, leaf));
            }
        }
        comments.splice(0..0, typed.notes.iter().cloned());
        let mut seen = HashSet::new();
        comments.retain(|it| seen.insert(it.clone()));
        let node = Node::Map(entries(leaf, &typed), false);
        Some(Entry::new(leaf.name, node).with(comments))
    }

    /// What the page says about a field, and what is in doubt.
    fn comments(&self, index: usize, leaf: &Leaf<'_>) -> Vec<String> {
        let mut out = Vec::new();
        if leaf.unplaced {
            out.push(
                "The page does not say whether this stands in the path, query, headers or body."
                    .to_owned(),
            );
        }
        let text = leaf
            .field
            .text
            .as_ref()
            .filter(|it| filled(&it.value).is_some());
        out.extend(text.map(|it| quote(it.at.line, &it.value)));
        out.extend(asides(leaf));
        if !leaf.children.is_empty() && !leaf.field.values.is_empty() {
            out.push(format!("values: {}", values_line(leaf)));
        }
        for field in &leaf.again {
            let again = Leaf {
                field,
                children: Vec::new(),
                again: Vec::new(),
                ..*leaf
            };
            let typed = type_of(&again, None, false);
            let node = Node::Map(entries(&again, &typed), false);
            let row = Entry::new(leaf.name, node).line();
            out.push(format!("stands here again, line {}: {row}", field.at.line));
            if !field.values.is_empty() {
                out.push(format!("its values: {}", values_line(&again)));
            }
            let text = field.text.as_ref().filter(|it| filled(&it.value).is_some());
            out.extend(text.map(|it| quote(it.at.line, &it.value)));
        }
        out.extend(
            self.doubts
                .fields
                .get(&index)
                .into_iter()
                .flatten()
                .cloned(),
        );
        out
    }

    fn objects(&self) -> Vec<Entry> {
        let objects = self.types.objects.iter().filter_map(|index| {
            let leaf = self.tree.leaves.get(*index)?;
            let name = self.types.names.get(index)?;
            let mut entries = vec![Entry::new("doc", Node::todo())];
            let object = leaf.field.object.as_deref().and_then(filled);
            let term = object.filter(|it| it != name);
            entries.extend(term.map(|it| Entry::new("term", Node::text(it))));
            let fields = leaf.children.iter().filter_map(|it| self.field(*it));
            entries.push(Entry::new("fields", Node::Map(fields.collect(), true)));
            Some(Entry::new(name, Node::Map(entries, true)))
        });
        objects.collect()
    }

    fn enums(&self) -> Vec<Entry> {
        let enums = self.types.enums.iter().filter_map(|index| {
            let leaf = self.tree.leaves.get(*index)?;
            let of = if is_integer(leaf) {
                "integer"
            } else {
                "string"
            };
            let mut entries = vec![
                Entry::new("of", Node::raw(of)),
                Entry::new("doc", Node::todo()),
            ];
            let term = leaf.field.term.as_ref().and_then(|it| filled(&it.value));
            entries.extend(term.map(|it| Entry::new("term", Node::text(it))));
            entries.push(Entry::new("values", Node::Map(values(leaf), true)));
            let name = self.types.names.get(index)?;
            Some(Entry::new(name, Node::Map(entries, true)))
        });
        enums.collect()
    }
}

/// The values of an enum; one that repeats another becomes a comment at the end.
fn values(leaf: &Leaf<'_>) -> Vec<Entry> {
    let (values, again) = values_of(leaf);
    let names = propose::value_names(&values);
    let is_integer = is_integer(leaf);
    let mut out: Vec<Entry> = Vec::new();
    for (value, name) in values.iter().zip(names) {
        let mut entries = vec![Entry::new("name", Node::text(name))];
        let term = value.term.as_deref().and_then(filled);
        entries.extend(term.map(|it| Entry::new("term", Node::text(it))));
        entries.push(Entry::new("doc", Node::todo()));
        let wire = crate::fit::literal_text(&value.wire);
        let node = Node::Map(entries, false);
        out.push(if is_integer {
            Entry::number(wire, node)
        } else {
            Entry::new(wire, node)
        });
    }
    if let (Some(first), false) = (out.first_mut(), again.is_empty()) {
        for value in again {
            let (wire, term) = (crate::fit::literal_text(&value.wire), value.term.as_deref());
            let term = term.unwrap_or("no term");
            let line = value.at.line;
            first
                .comments
                .push(format!("stands here again, line {line}: {wire}, {term}"));
        }
    }
    out
}

fn values_line(leaf: &Leaf<'_>) -> String {
    let values = leaf.field.values.iter().map(|value| {
        let wire = crate::fit::literal_text(&value.wire);
        match &value.term {
            Some(term) => format!("{wire} ({term})"),
            None => wire,
        }
    });
    values.collect::<Vec<_>>().join(", ")
}

/// A section, if it holds anything.
fn part(name: &str, node: Node) -> Vec<Entry> {
    match &node {
        Node::Map(entries, _) | Node::List(entries, _) if entries.is_empty() => Vec::new(),
        _ => vec![Entry::new(name, node)],
    }
}
