//! New entries: cut out of the draft, put behind the neighbour that precedes them on the page.

use std::collections::HashSet;

use super::{
    Update,
    scalars::insert_line,
    text::{Entry, Yaml},
};
use crate::{
    diff::Change,
    import::DoubtKind,
    keys,
    model::{Aspect, Field, In},
    yaml::{Kind, Node},
};

impl<'a> Update<'a> {
    pub(super) fn add_value(&mut self, change: &Change) -> Option<()> {
        let Aspect::Value(wire) = &change.aspect else {
            return None;
        };
        let field = self.spec.field(change.old_subject())?;
        let values = self.spec.values_of(&field)?;
        if values.child(wire).is_some() {
            return Some(());
        }
        let said = self.draft.values_of(&self.draft.field(&change.subject)?)?;
        let said = said.child(wire)?;
        if values.shared {
            return None;
        }
        let last = values.last()?;
        let (spec, edits) = (self.spec, &mut self.edits);
        let entry = Cut::of(self.draft, &said);
        entry.insert(spec, edits, self.newline, &values, Some(&last))
    }

    pub(super) fn add_field(&mut self, change: &Change) -> Option<()> {
        let subject = change.subject.as_str();
        let (section, path) = subject.split_once('.')?;
        let said = self.draft.field(subject)?;
        let fields = match subject.rsplit_once('.') {
            Some((outer, _)) if outer != section => {
                let outer = self.spec.field(outer)?;
                Some(self.spec.fields_of(&outer)?)
            }
            _ => self.spec.key(section),
        };
        let name = path.rsplit('.').next()?.trim_end_matches("[]");
        if let Some(fields) = &fields {
            if fields.child(name).is_some() {
                return Some(());
            }
            if fields.shared {
                return None;
            }
        }
        let types = self.new_types(&said)?;
        let entry = Cut::of(self.draft, &said);
        if let Some(fields) = &fields {
            let before = self.before(subject, fields);
            let (spec, edits) = (self.spec, &mut self.edits);
            entry.insert(spec, edits, self.newline, fields, before.as_ref())?;
        } else {
            let lines = entry.lines(2, false, self.newline)?;
            self.section(section, &lines);
        }
        for (section, name) in types {
            self.add_type(section, &name);
        }
        Some(())
    }

    /// The types and enums of the draft that a new entry needs; nothing if the spec has other
    /// ones of these names.
    fn new_types(&self, entry: &Entry<'_>) -> Option<Vec<(&'static str, String)>> {
        let mut found: Vec<(&'static str, String)> = Vec::new();
        let mut seen = HashSet::new();
        let mut open = vec![entry.node];
        while let Some(node) = open.pop() {
            let mut names = Vec::new();
            type_names(node, &mut names);
            for name in names {
                let drafted = ["types", "enums"].into_iter().find_map(|section| {
                    let entry = self.draft.key(section)?.child(name)?;
                    Some((section, entry))
                });
                let Some((section, drafted)) = drafted else {
                    continue;
                };
                if !seen.insert(name) {
                    continue;
                }
                let taken = |section| {
                    let there = self.spec.key(section).and_then(|it| it.child(name));
                    there.is_some()
                };
                if taken("types") || taken("enums") {
                    return None;
                }
                found.push((section, name.to_owned()));
                open.push(drafted.node);
            }
        }
        Some(found)
    }

    fn add_type(&mut self, section: &'static str, name: &str) {
        if !self.added.insert(name.to_owned()) {
            return;
        }
        let said = self.draft.key(section).and_then(|it| it.child(name));
        let Some(said) = said else { return };
        let entry = Cut::of(self.draft, &said);
        let there = self.spec.key(section);
        match there.as_ref().and_then(|it| Some((it, it.last()?))) {
            Some((types, last)) => {
                let (spec, edits) = (self.spec, &mut self.edits);
                entry.insert(spec, edits, self.newline, types, Some(&last));
            }
            None => {
                if let Some(lines) = entry.lines(2, false, self.newline) {
                    self.section(section, &lines);
                }
            }
        }
    }

    /// The entry of the spec behind which a field of the page belongs.
    fn before(&mut self, subject: &str, fields: &Entry<'a>) -> Option<Entry<'a>> {
        let index = *self.subjects.get(subject)?;
        let list = if subject.starts_with("response.") {
            &self.page.response
        } else {
            &self.page.params
        };
        let outer = subject.rsplit_once('.')?.0;
        let mut found = None;
        for sibling in list.get(..index)?.iter().rev().map(subject_of) {
            let Some((around, name)) = sibling.rsplit_once('.') else {
                continue;
            };
            if around != outer {
                continue;
            }
            // What was added before stands behind the same neighbour.
            if let Some(known) = self.neighbours.get(&sibling) {
                found.clone_from(known);
                break;
            }
            found = fields.child(name).or_else(|| also(fields, name));
            if found.is_some() {
                break;
            }
        }
        self.neighbours.insert(subject.to_owned(), found.clone());
        found
    }

    /// Adds lines to a root key that the spec lacks.
    pub(super) fn section(&mut self, name: &str, lines: &str) {
        if let Some((_, text)) = self.sections.iter_mut().find(|(known, _)| known == name) {
            text.push_str(lines);
        } else {
            let text = format!("{name}:{}{lines}", self.newline);
            self.sections.push((name.to_owned(), text));
        }
    }

    /// Takes over a whole root key of the draft, unless that leaves something open.
    pub(super) fn whole(&mut self, name: &str) -> Option<()> {
        if self.sections.iter().any(|(known, _)| known == name) {
            return Some(());
        }
        let said = self.draft.key(name)?;
        if is_open(said.node) {
            return None;
        }
        let lines = Cut::of(self.draft, &said).lines(0, false, self.newline)?;
        self.sections.push((name.to_owned(), lines));
        Some(())
    }

    /// Writes the root keys that the spec lacked, where they belong.
    pub(super) fn new_sections(&mut self) {
        let order: Vec<&str> = keys::OPERATION.keys.iter().map(|key| key.name).collect();
        let rank = |name: &str| order.iter().position(|it| *it == name).unwrap_or(0);
        let mut sections = std::mem::take(&mut self.sections);
        sections.sort_by_key(|(name, _)| rank(name));
        for (name, text) in sections {
            let top = self.spec.top();
            let before = top
                .entries()
                .filter(|(key, _)| rank(&key.text) < rank(&name))
                .max_by_key(|(_, entry)| entry.start())
                .map(|(_, entry)| entry);
            let Some(before) = before else { continue };
            let at = self.spec.end(&before);
            let text = text.strip_suffix(self.newline).unwrap_or(&text);
            let gap = matches!(
                name.as_str(),
                "response" | "types" | "enums" | "errors" | "examples"
            );
            let gap = if gap { self.newline } else { "" };
            insert_line(self.spec, &mut self.edits, at, &format!("{gap}{text}"));
        }
    }
}

/// An entry of the draft.
pub(super) struct Cut<'y> {
    draft: &'y Yaml<'y>,
    entry: &'y Entry<'y>,
}

impl<'y> Cut<'y> {
    pub(super) fn of(draft: &'y Yaml<'_>, entry: &'y Entry<'_>) -> Self {
        Self { draft, entry }
    }

    /// Writes it into a map or list, behind `before` or at the start.
    pub(super) fn insert(
        &self,
        spec: &Yaml<'_>,
        edits: &mut super::Edits,
        newline: &str,
        into: &Entry<'_>,
        before: Option<&Entry<'_>>,
    ) -> Option<()> {
        let is_list = into.is_list();
        if spec.is_block(into.node) {
            let first = into.items().next().or(into.entries().next().map(|it| it.1));
            let first = first?;
            let line = spec.text.get(spec.line_start(first.start())..)?;
            let depth = super::text::indent(line);
            let lines = self.lines(depth, is_list, newline)?;
            let at = match before {
                Some(before) => spec.end(before),
                None => spec.begin(&first),
            };
            let lines = lines.strip_suffix(newline).unwrap_or(&lines);
            return insert_line(spec, edits, at, lines);
        }
        let inline = self.inline()?;
        match before {
            None => {
                let separator = if into.last().is_some() { "," } else { "" };
                let at = into.node.place.start + 1;
                edits
                    .insert(at, format!(" {inline}{separator}"))
                    .then_some(())
            }
            Some(before) => Self::insert_flow(spec, edits, newline, before, &inline),
        }
    }

    /// Behind an entry in braces. Where that is the last on its line, a line of its own.
    fn insert_flow(
        spec: &Yaml<'_>,
        edits: &mut super::Edits,
        newline: &str,
        before: &Entry<'_>,
        inline: &str,
    ) -> Option<()> {
        let end = before.node.place.end;
        let line_end = spec.line_end(end);
        let rest = spec.text.get(end..line_end)?;
        let after = rest.trim_start().trim_start_matches(',').trim_start();
        let alone = spec
            .text
            .get(spec.line_start(before.start())..before.start())?;
        if !alone.trim().is_empty() || !(after.is_empty() || after.starts_with('#')) {
            return edits.insert(end, format!(", {inline}")).then_some(());
        }
        let has_comma = rest.trim_start().starts_with(',');
        let depth = alone.len();
        let comma = if has_comma { "," } else { "" };
        if !has_comma && !edits.insert(end, ",") {
            return None;
        }
        edits
            .insert(line_end, format!("{:depth$}{inline}{comma}{newline}", ""))
            .then_some(())
    }

    /// Its lines, with the comments above, at another depth.
    pub(super) fn lines(&self, depth: usize, as_item: bool, newline: &str) -> Option<String> {
        let (draft, entry) = (self.draft, self.entry);
        let around = entry.around.iter().all(|it| draft.is_block(it));
        if !around {
            let inline = self.inline()?;
            let dash = if as_item { "- " } else { "" };
            return Some(format!("{:depth$}{dash}{inline}{newline}", ""));
        }
        let text = draft.text.get(draft.begin(entry)..draft.end(entry))?;
        let line = draft.text.get(draft.line_start(entry.start())..)?;
        let own = super::text::indent(line);
        let mut out = String::new();
        for line in text.lines() {
            let content = line
                .get(own.min(super::text::indent(line))..)
                .unwrap_or_default();
            if !content.is_empty() {
                out.push_str(&" ".repeat(depth));
                out.push_str(content);
            }
            out.push_str(newline);
        }
        Some(out)
    }

    /// On one line; nothing if it has several, or doubts that would be lost.
    fn inline(&self) -> Option<String> {
        let (draft, entry) = (self.draft, self.entry);
        let (start, end) = (entry.start(), entry.node.place.end);
        let text = draft.text.get(start..end)?;
        let block_map = matches!(entry.node.kind, Kind::Map(_)) && draft.is_block(entry.node);
        let above = draft.text.get(draft.begin(entry)..start)?;
        let lost = entry.around.iter().all(|it| draft.is_block(it)) && above.lines().any(is_doubt);
        (!text.contains('\n') && !block_map && !lost).then(|| text.to_owned())
    }
}

/// Whether a line of a draft is a comment with a doubt.
fn is_doubt(line: &str) -> bool {
    let text = line.trim_start().trim_start_matches(['#', ' ']);
    let kind = text.split(',').next().unwrap_or_default();
    [
        DoubtKind::LostCell,
        DoubtKind::NotRead,
        DoubtKind::Contradiction,
        DoubtKind::Guess,
        DoubtKind::Missing,
    ]
    .iter()
    .any(|it| it.as_str() == kind)
}

/// Whether a tree holds a decision that is left open.
fn is_open(node: &Node) -> bool {
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        match &node.kind {
            Kind::Reported => return true,
            Kind::List(items) => open.extend(items),
            Kind::Map(entries) => open.extend(entries.iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    false
}

/// Names that stand for types in a tree.
fn type_names<'y>(node: &'y Node, names: &mut Vec<&'y str>) {
    let mut open = vec![(node, false)];
    while let Some((node, is_type)) = open.pop() {
        match &node.kind {
            Kind::Scalar { text, .. } if is_type => names.push(text),
            Kind::List(items) => open.extend(items.iter().map(|it| (it, is_type))),
            Kind::Map(entries) => {
                let values = entries.iter();
                open.extend(values.map(|(key, it)| (it, is_type || key.text == "type")));
            }
            _ => {}
        }
    }
}

/// The field that is also called so.
fn also<'s>(fields: &Entry<'s>, name: &str) -> Option<Entry<'s>> {
    fields.entries().map(|(_, entry)| entry).find(|entry| {
        let also = entry.child("also");
        also.is_some_and(|also| also.items().any(|it| it.text() == Some(name)))
    })
}

pub(super) fn subject_of(field: &Field) -> String {
    let section = field.location.map_or("response", In::section);
    format!("{section}.{}", field.path.trim_end_matches("[]"))
}
