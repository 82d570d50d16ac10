//! update: a spec takes over what its page says now.
//!
//! What needs no judgement is edited in place; every other line stays as it is, byte for byte.
//! What needs a person becomes a comment above the place that it is about. New entries are cut
//! out of the draft that the page would give.

mod add;
mod call;
mod doubts;
mod edits;
mod origin;
mod scalars;
mod text;

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use super::{Draft, yaml};
use crate::{
    diff::{Change, Kind},
    model::{Aspect, Field, Model, Operation, of_specs},
    source::Sources,
};
use doubts::Doubts;
use edits::Edits;
use text::{Entry, Yaml};

/// A spec after an update.
#[derive(Clone, Debug)]
pub struct Updated {
    /// The new text.
    pub text: String,
    /// The changes that were made.
    pub applied: Vec<Change>,
    /// The changes that are left to a person.
    pub left: Vec<Change>,
}

/// Why a spec cannot be updated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UpdateError {
    /// The text is no spec, for this reason.
    Spec(String),
    /// The text describes another operation, of this name.
    OtherOperation(String),
    /// The draft has no operation of this number.
    NoOperation(usize),
    /// The edited text would be no spec, for this reason; nothing was changed.
    Result(String),
}

impl std::fmt::Display for UpdateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Spec(why) => write!(f, "the spec cannot be read: {why}"),
            Self::OtherOperation(name) => {
                write!(f, "the file describes another operation: `{name}`")
            }
            Self::NoOperation(index) => write!(f, "the page has no operation {}", index + 1),
            Self::Result(why) => write!(f, "the spec cannot be edited safely: {why}"),
        }
    }
}

impl std::error::Error for UpdateError {}

/// The model of specs that may be unfinished, such as drafts: what could be read of them.
#[must_use]
pub fn unfinished(sources: &Sources) -> Model {
    let (specs, _) = crate::parse::parse(sources);
    of_specs(sources, &specs)
}

/// Takes the changes over into the text of a spec.
///
/// `spec` is what the text says, `changes` is what the page says otherwise, `checked` is today's
/// date. A second update with the same page changes nothing.
///
/// # Errors
///
/// If the text is not that of `spec`, or cannot be edited.
pub fn update(
    spec_text: &str,
    spec: &Operation,
    draft: &Draft,
    operation: usize,
    changes: &[Change],
    checked: Option<&str>,
) -> Result<Updated, UpdateError> {
    let tree = Yaml::parse(spec_text).map_err(UpdateError::Spec)?;
    let name = tree
        .key("operation")
        .and_then(|it| it.text())
        .unwrap_or_default();
    if name != spec.name {
        return Err(UpdateError::OtherOperation(name.to_owned()));
    }
    let page = draft
        .operations
        .get(operation)
        .ok_or(UpdateError::NoOperation(operation))?;
    let host = spec.host.as_ref().map(|host| host.value.as_str());
    let drafted = yaml(draft, operation, host);
    let drafted = Yaml::parse(&drafted).map_err(UpdateError::Result)?;
    let mut update = Update {
        spec: &tree,
        draft: &drafted,
        page,
        newline: if spec_text.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        },
        edits: Edits::default(),
        sections: Vec::new(),
        added: HashSet::new(),
        subjects: positions(&page.params)
            .chain(positions(&page.response))
            .collect(),
        neighbours: HashMap::new(),
        doubts: Doubts::default(),
    };
    update.origin(draft, checked);
    let filled = update.fill();
    let (mut applied, mut left) = (Vec::new(), Vec::new());
    for change in changes {
        let answered = matches!(change.aspect, Aspect::Required)
            && filled.contains(&change.old_subject().to_owned());
        if answered || update.apply(change).is_some() {
            applied.push(change.clone());
        } else {
            let line = update.place_of(change);
            update.doubts.add(line, change);
            left.push(change.clone());
        }
    }
    update.new_sections();
    let Update {
        spec,
        mut edits,
        doubts,
        newline,
        ..
    } = update;
    doubts.write(spec, newline, &mut edits);
    let text = edits.apply(spec_text);
    Yaml::parse(&text).map_err(UpdateError::Result)?;
    Ok(Updated {
        text,
        applied,
        left,
    })
}

struct Update<'a> {
    spec: &'a Yaml<'a>,
    /// What the page would give.
    draft: &'a Yaml<'a>,
    page: &'a Operation,
    newline: &'static str,
    edits: Edits,
    /// Root keys that the spec lacks, with their lines.
    sections: Vec<(String, String)>,
    /// Names of types, and subjects of errors, that were added.
    added: HashSet<String>,
    /// Positions of the page's parameters and fields in their lists.
    subjects: HashMap<String, usize>,
    /// Behind what new parameters and fields stand.
    neighbours: HashMap<String, Option<Entry<'a>>>,
    doubts: Doubts,
}

impl<'a> Update<'a> {
    /// Makes a change; nothing if a person has to.
    fn apply(&mut self, change: &Change) -> Option<()> {
        match change.kind {
            Kind::P23
            | Kind::P24
            | Kind::C01
            | Kind::C02
            | Kind::C03
            | Kind::C04
            | Kind::C07
            | Kind::C08
            | Kind::C09
            | Kind::C10
            | Kind::A10 => self.set(change),
            Kind::V01 | Kind::V06 => self.add_value(change),
            Kind::P01 | Kind::P02 | Kind::P03 | Kind::R01 | Kind::R02 => self.add_field(change),
            Kind::X01 => self.add_error(change),
            Kind::X03 | Kind::X09 => self.status(change),
            Kind::X05 => self.message(change),
            Kind::L01 | Kind::L02 | Kind::L04 => self.rate(change),
            Kind::C13 => self.window(change),
            Kind::A02 | Kind::A03 => self.permission(change),
            Kind::D03 => self.example(change),
            _ => None,
        }
    }

    /// The line above which a comment about a change stands.
    fn place_of(&self, change: &Change) -> usize {
        let entry = self.entry_of(change);
        let entry = entry
            .or_else(|| self.spec.key("http"))
            .or_else(|| self.spec.key("operation"));
        entry.map_or(0, |entry| self.spec.comment_line(&entry))
    }

    fn entry_of(&self, change: &Change) -> Option<Entry<'a>> {
        let spec = self.spec;
        let subject = change.old_subject();
        if subject.starts_with("errors.") {
            return self.error_of(change).or_else(|| spec.key("errors"));
        }
        if let Some(index) = example_index(subject) {
            let examples = spec.key("examples")?;
            let item = examples.items().nth(index);
            return Some(item.unwrap_or(examples));
        }
        if subject.is_empty() {
            let key = match &change.aspect {
                Aspect::Host => "host",
                Aspect::Rate(_) | Aspect::RateScope(_) => "rate_limit",
                Aspect::Window => "window",
                Aspect::Pagination(_) => "pagination",
                Aspect::Success => "success",
                Aspect::Permission(_) | Aspect::PermissionMode => "permissions",
                Aspect::AppType(_) => "app_types",
                Aspect::Refused(_) => "credentials",
                Aspect::Deprecated => "deprecated",
                _ => "http",
            };
            return spec.key(key);
        }
        let mut path = subject;
        loop {
            if let Some(entry) = spec.field(path) {
                if let Aspect::Value(wire) = &change.aspect
                    && path == subject
                    && let Some(value) = spec.values_of(&entry).and_then(|it| it.child(wire))
                {
                    return Some(value);
                }
                return Some(entry);
            }
            path = match path.rsplit_once('.') {
                Some((outer, _)) => outer,
                None => return spec.key(path),
            };
        }
    }
}

fn positions(fields: &[Field]) -> impl Iterator<Item = (String, usize)> {
    let subjects = fields.iter().map(add::subject_of);
    subjects
        .enumerate()
        .map(|(index, subject)| (subject, index))
}

/// The number of an example: `examples[2]`.
fn example_index(subject: &str) -> Option<usize> {
    let rest = subject.strip_prefix("examples[")?;
    rest.strip_suffix(']')?.parse().ok()
}
