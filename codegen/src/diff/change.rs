//! One change.

use super::Kind;
use crate::model::{Aspect, At, Fact, Literal, Operation, Retired, literal_text};

/// What a description means by not saying something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// It says so by leaving it out, as a spec does.
    Counts,
    /// The new side is a page: what it does not state may still hold. Only rows of its tables
    /// that are gone (parameters, fields, errors, values) count.
    New,
}

/// Whether code that upgrades can notice a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It can, unless something eases the change.
    Seen,
    /// What changed has no name or type of its own in Rust, or is taken as it was.
    Unseen,
    /// It does even where the rule promises otherwise: with what went, the client loses a trait.
    Lost,
}

/// One change between two descriptions of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What kind of change it is.
    pub kind: Kind,
    /// What changed: `query.page_size`, `errors.190004`; empty for the operation itself. Under its
    /// new name if it was renamed or moved.
    pub subject: String,
    /// The subject in the old description, if it is called otherwise there.
    pub was: Option<String>,
    /// What of the subject changed.
    pub aspect: Aspect,
    /// The old value; nothing if there was none.
    pub old: Option<String>,
    /// The new value; nothing if there is none.
    pub new: Option<String>,
    /// Where the old side says so, or where the subject stands there.
    pub old_at: At,
    /// Where the new side says so, or where the subject stands there.
    pub new_at: At,
    /// Whether this is a conclusion from equal shape and place, which a person has to confirm.
    pub possible_rename: bool,
    /// What came or went together with the subject: fields of an object, values of an enum.
    pub within: Vec<String>,
    /// Whether the new side has what eases the change for code that upgrades: the name or type in
    /// Rust stays, or what was removed is kept as `retired`.
    pub eased: bool,
    /// Whether released clients cope with it: they read the new form as well, or what is gone was
    /// called `retired` before.
    pub covered: bool,
    /// Whether code that upgrades can notice it at all.
    pub notice: Notice,
}

impl Change {
    pub(super) fn new(kind: Kind, subject: impl Into<String>, aspect: Aspect) -> Self {
        Self {
            kind,
            subject: subject.into(),
            was: None,
            aspect,
            old: None,
            new: None,
            old_at: At::default(),
            new_at: At::default(),
            possible_rename: false,
            within: Vec::new(),
            eased: false,
            covered: false,
            notice: Notice::Seen,
        }
    }

    pub(super) fn old(mut self, value: impl Into<String>, at: At) -> Self {
        self.old = Some(value.into());
        self.old_at = at;
        self
    }

    pub(super) fn new_value(mut self, value: impl Into<String>, at: At) -> Self {
        self.new = Some(value.into());
        self.new_at = at;
        self
    }

    /// Places that hold where a side says nothing.
    pub(super) fn at(mut self, old: At, new: At) -> Self {
        if self.old.is_none() {
            self.old_at = old;
        }
        if self.new.is_none() {
            self.new_at = new;
        }
        self
    }

    /// Notes that the new side keeps what is gone, under the old subject, as `retired`.
    pub(super) fn retired_in(&mut self, retired: &[Retired], value: Option<&str>) {
        let subject = self.old_subject().to_owned();
        let kept = retired.iter().find(|it| {
            it.subject.trim_end_matches("[]") == subject && it.value.as_deref() == value
        });
        if let Some(kept) = kept {
            self.eased = true;
            self.new = Some(format!("retired: {}", kept.since.value));
            self.new_at = kept.since.at;
        }
    }

    /// Both values, where they are there.
    pub(super) fn values<T>(
        mut self,
        old: Option<&Fact<T>>,
        new: Option<&Fact<T>>,
        text: impl Fn(&T) -> String,
    ) -> Self {
        if let Some(fact) = old {
            self = self.old(text(&fact.value), fact.at);
        }
        if let Some(fact) = new {
            self = self.new_value(text(&fact.value), fact.at);
        }
        self
    }

    /// Whether this is the new value; the vendor's words for it stand behind it.
    pub(crate) fn is_new_value(&self, wire: &str) -> bool {
        let behind = self.new.as_deref().and_then(|it| it.strip_prefix(wire));
        behind.is_some_and(|it| it.is_empty() || it.starts_with(" ("))
    }

    /// The subject as the old description calls it.
    #[must_use]
    pub fn old_subject(&self) -> &str {
        self.was.as_deref().unwrap_or(&self.subject)
    }
}

/// How two statements of the same fact relate.
pub(super) enum Step<'a, T> {
    First,
    Lost(&'a Fact<T>),
    Changed(&'a Fact<T>, &'a Fact<T>),
}

/// Compares two statements of a fact; nothing if they agree, or if one is merely silent.
pub(super) fn step<'a, T>(
    old: Option<&'a Fact<T>>,
    new: Option<&'a Fact<T>>,
    silence: Silence,
    same: impl Fn(&T, &T) -> bool,
) -> Option<Step<'a, T>> {
    match (old, new) {
        (None, Some(_)) => Some(Step::First),
        (Some(old), None) if silence == Silence::Counts => Some(Step::Lost(old)),
        (Some(old), Some(new)) if !same(&old.value, &new.value) => Some(Step::Changed(old, new)),
        _ => None,
    }
}

/// Whether two literals are the same on the wire, whichever way they are written down.
pub(super) fn same_literal(old: &Literal, new: &Literal) -> bool {
    literal_text(old).trim() == literal_text(new).trim()
}

/// What a spec keeps as `retired`.
pub(super) fn retired(operation: &Operation) -> &[Retired] {
    match &operation.declared {
        Some(declared) => &declared.retired,
        None => &[],
    }
}
