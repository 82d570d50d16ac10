//! All changes between two descriptions of one operation.

use std::collections::HashMap;

use super::{
    Change, Kind, Notice, Silence, access,
    change::retired,
    declared, errors,
    fields::{self, Pair, is_argument, is_required},
    forest::{Forest, subject},
    matching::{How, Matching, matching},
    operation, order, pagination, stubs,
};
use crate::model::{Aspect, Field, In, Operation, Retired};

/// Lists what changed from `old` to `new`, in the order of `old`; one entry per change.
#[must_use]
pub fn changes(old: &Operation, new: &Operation, silence: Silence) -> Vec<Change> {
    let mut out = Vec::new();
    let paths = operation::address(old, new, silence, &mut out);
    access::limits(old, new, silence, &mut out);
    access::permissions(old, new, silence, &mut out);
    let mut names = HashMap::new();
    let answer = silence == Silence::Counts && operation::content(old, new, &mut out);
    let mut sections = vec![(&old.params, &new.params)];
    // Nothing instead of an answer, or the reverse, is one change.
    if !answer {
        sections.push((&old.response, &new.response));
    }
    let counts = silence == Silence::Counts;
    for (from, to) in sections {
        let (from, to) = (Forest::new(from, counts), Forest::new(to, counts));
        let section = Section {
            matching: matching(&from, &to, &paths.renamed),
            old: from,
            new: to,
            silence,
            paths: &paths,
            sizes: pagination::page_sizes(old, new),
            retired: retired(new),
        };
        section.compare(&mut out, &mut names);
    }
    if counts {
        declared::operation(old, new, &names, &mut out);
        order::compare(old, new, &mut out);
    }
    access::window(old, new, silence, &names, &mut out);
    pagination::pagination(old, new, silence, &names, &mut out);
    errors::compare(old, new, silence, &mut out);
    if counts {
        stubs::operation(old, new, &mut out);
    }
    operation::examples(old, new, silence, &mut out);
    out
}

/// The parameters, or the fields of the answer.
struct Section<'a> {
    old: Forest<'a>,
    new: Forest<'a>,
    matching: Matching,
    silence: Silence,
    paths: &'a operation::Placeholders,
    /// Parameters with the number of entries per page.
    sizes: Vec<&'a str>,
    /// What the new side keeps as `retired`.
    retired: &'a [Retired],
}

impl Section<'_> {
    fn compare(&self, out: &mut Vec<Change>, names: &mut HashMap<String, String>) {
        // Whether the field, or one that it is in, is called otherwise now.
        let mut renamed = vec![false; self.old.len()];
        for index in 0..self.old.len() {
            let field = self.old.fields[index];
            let inherited = self.old.parents[index].is_some_and(|parent| renamed[parent]);
            match self.matching.of_old[index] {
                Some((to, how)) => {
                    let how = self.known(index, to, how);
                    renamed[index] = inherited || how != How::Same;
                    let new = self.new.fields[to];
                    let (before, after) = (subject(field), subject(new));
                    if renamed[index] {
                        names.insert(
                            field.path.trim_end_matches("[]").to_owned(),
                            new.path.trim_end_matches("[]").to_owned(),
                        );
                    }
                    let (subject, was) = if renamed[index] {
                        (after, Some(before))
                    } else {
                        (before, None)
                    };
                    Self::renaming(field, new, how, (&subject, was.as_deref()), out);
                    let pair = Pair {
                        old: field,
                        new,
                        subject: &subject,
                        was: was.as_deref(),
                        silence: self.silence,
                        named: matches!(
                            how,
                            How::Renamed | How::Known | How::Placeholder | How::Moved
                        ),
                        page_size: self.sizes.contains(&field.path.as_str()),
                        schema: self.schema(index, to),
                        retired: self.retired,
                    };
                    let before = out.len();
                    fields::compare(&pair, out);
                    for change in out.iter_mut().skip(before) {
                        change.within.extend(self.described(index, to, change.kind));
                    }
                }
                None => self.removed(index, out),
            }
        }
        for index in 0..self.new.len() {
            if self.matching.of_new[index].is_none() {
                self.added(index, out);
            }
        }
    }

    /// In specs, a name that was one of several is another name all the same.
    fn known(&self, old: usize, new: usize, how: How) -> How {
        let header = self.old.fields[old].location == Some(In::Header);
        let other = self.old.names[old] != self.new.names[new];
        if how == How::Same && other && !header && self.silence == Silence::Counts {
            How::Known
        } else {
            how
        }
    }

    fn renaming(
        old: &Field,
        new: &Field,
        how: How,
        (name, was): (&str, Option<&str>),
        out: &mut Vec<Change>,
    ) {
        let request = old.location.is_some();
        let kind = match how {
            How::Same if old.location == Some(In::Header) && old.path != new.path => Kind::P29,
            // The path says so.
            How::Same | How::Placeholder => return,
            How::Relocated => Kind::P16,
            How::Moved if request => Kind::P33,
            How::Moved => Kind::R23,
            How::Renamed | How::Known if request => Kind::P06,
            How::Renamed | How::Known if is_always(old) => Kind::R05,
            How::Renamed | How::Known => Kind::R06,
        };
        let aspect = match kind {
            Kind::P16 => Aspect::Location,
            _ => Aspect::Exists,
        };
        let text = |field: &Field| match (kind, field.location) {
            (Kind::P16, Some(location)) => location.section().to_owned(),
            // What is around both says nothing, and is another at each place of a shared type.
            _ => unshared(field, if field.path == old.path { new } else { old }),
        };
        let mut change = Change::new(kind, name, aspect)
            .old(text(old), old.at)
            .new_value(text(new), new.at);
        change.was = was.map(str::to_owned);
        change.possible_rename = matches!(how, How::Renamed | How::Moved) && !says_so(old, new);
        change.eased = matches!(how, How::Renamed | How::Known) && same_name(old, new);
        // Released clients read the new name as well.
        change.covered = how == How::Known && !request;
        if kind == Kind::P06 && is_argument(old) && is_argument(new) {
            change.notice = Notice::Unseen;
        }
        out.push(change);
    }

    /// Whether an object lost the description of its fields, or got one.
    fn schema(&self, old: usize, new: usize) -> Option<Kind> {
        let (before, after) = (&self.old.children[old], &self.new.children[new]);
        // In specs, the same object with other fields is described all the same.
        let (from, to) = (self.old.fields[old], self.new.fields[new]);
        if self.silence == Silence::Counts && from.object.is_some() && from.object == to.object {
            return None;
        }
        let came = |it: &usize| self.matching.of_new[*it].is_none();
        let went = |it: &usize| self.matching.of_old[*it].is_none();
        match (before.is_empty(), after.is_empty()) {
            (true, false) if after.iter().all(came) => Some(Kind::R35),
            (false, true) if before.iter().all(went) => Some(Kind::R36),
            _ => None,
        }
    }

    /// Fields of an object that was without description, or is now.
    fn described(&self, old: usize, new: usize, kind: Kind) -> Vec<String> {
        let names = |forest: &Forest<'_>, index| -> Vec<String> {
            let below = forest.below(index, |_| false).into_iter();
            below.map(|it| forest.names[it].clone()).collect()
        };
        match kind {
            Kind::R35 => names(&self.new, new),
            Kind::R36 => names(&self.old, old),
            _ => Vec::new(),
        }
    }

    fn removed(&self, index: usize, out: &mut Vec<Change>) {
        let field = self.old.fields[index];
        // Pages do not describe what is in a map whose keys are free.
        let name = &self.old.names[index];
        if self.silence == Silence::New && name == "*" || is_entry(name) {
            return;
        }
        if let Some(parent) = self.old.parents[index] {
            let folded = match self.matching.of_old[parent] {
                None => true,
                Some((to, _)) => self.schema(parent, to).is_some(),
            };
            if folded {
                return;
            }
        }
        if field.location == Some(In::Path) && self.paths.explain_old(&self.old.names[index]) {
            return;
        }
        let kind = match (field.location.is_some(), is_required(field)) {
            (true, true) => Kind::P05,
            (true, false) => Kind::P04,
            _ if is_always(field) => Kind::R03,
            _ => Kind::R04,
        };
        let mut change =
            Change::new(kind, subject(field), Aspect::Exists).old(fields::summary(field), field.at);
        // A required parameter, and a field that was always there, change their shape even so.
        if matches!(kind, Kind::P04 | Kind::R04) {
            change.retired_in(self.retired, None);
        }
        let gone = self
            .old
            .below(index, |it| self.matching.of_old[it].is_some());
        change.within = gone
            .into_iter()
            .map(|it| self.old.names[it].clone())
            .collect();
        out.push(change);
    }

    fn added(&self, index: usize, out: &mut Vec<Change>) {
        let field = self.new.fields[index];
        if is_entry(&self.new.names[index]) {
            return;
        }
        if let Some(parent) = self.new.parents[index] {
            let folded = match self.matching.of_new[parent] {
                None => true,
                Some(from) => self.schema(from, parent).is_some(),
            };
            if folded {
                return;
            }
        }
        if field.location == Some(In::Path) && self.paths.explain_new(&self.new.names[index]) {
            return;
        }
        let kind = match (field.location.is_some(), is_required(field)) {
            (true, false) => Kind::P01,
            (true, true) if field.default.is_some() => Kind::P03,
            (true, true) => Kind::P02,
            _ if is_always(field) => Kind::R02,
            _ => Kind::R01,
        };
        let mut change = Change::new(kind, subject(field), Aspect::Exists)
            .new_value(fields::summary(field), field.at);
        let came = self
            .new
            .below(index, |it| self.matching.of_new[it].is_some());
        change.within = came
            .into_iter()
            .map(|it| self.new.names[it].clone())
            .collect();
        out.push(change);
    }
}

/// The path of a field without the objects that it has in common with another.
fn unshared(field: &Field, other: &Field) -> String {
    let parts = |field: &Field| -> Vec<String> {
        let path = field.path.trim_end_matches("[]");
        path.split('.').map(str::to_owned).collect()
    };
    let (own, other) = (parts(field), parts(other));
    let objects = own.len().min(other.len()) - 1;
    let shared = own.iter().zip(&other).take(objects);
    let shared = shared.take_while(|(a, b)| a == b).count();
    own[shared..].join(".")
}

/// Whether it is the entries of a list of lists, whose type is that of the list.
fn is_entry(name: &str) -> bool {
    name.starts_with('[')
}

fn is_always(field: &Field) -> bool {
    field.always.as_ref().is_some_and(|fact| fact.value)
}

/// Whether the new spec says how the field was called before.
fn says_so(old: &Field, new: &Field) -> bool {
    let name = fields::last(&old.path);
    let was = new.declared.as_ref().and_then(|it| it.was.as_ref());
    was.is_some_and(|it| it.value == name) || new.also.iter().any(|it| it.value == name)
}

/// Whether it is called in Rust as before.
fn same_name(old: &Field, new: &Field) -> bool {
    match (&old.declared, &new.declared) {
        (Some(old), Some(new)) => old.rust == new.rust,
        _ => false,
    }
}
