//! Notices what is not as documented while a value is read.
//!
//! Reading is compiled twice: with the trail `()`, of which nothing is left, and with a trail that knows the way to every
//! value.

use std::cell::{Cell, RefCell};

use super::{Fault, fault::push_member};
use crate::runtime::{DriftKind, escape::Cut};

/// More findings of one answer than this are no news.
const MOST: usize = 100;
/// Names of members that are longer than this are cut.
const LONGEST: usize = 100;

/// The way from a whole text to one of its values.
pub(super) trait Trail {
    /// The way to a part of the value.
    type Part<'a>: Trail
    where
        Self: 'a;

    /// The way to a member; in a map its name is data.
    fn member<'a>(&'a self, name: &'a str, is_map: bool) -> Self::Part<'a>;

    fn item(&self) -> Self::Part<'_>;

    /// Nobody knows the member.
    fn unknown(&self);

    /// The value is none of those that an enum lists.
    fn unlisted(&self);

    /// The value, or something in it, cannot be read.
    fn failed(&self, fault: &Fault);
}

/// Nobody wants to know.
impl Trail for () {
    type Part<'a> = ();

    #[inline]
    fn member(&self, _: &str, _: bool) {}

    #[inline]
    fn item(&self) {}

    #[inline]
    fn unknown(&self) {}

    #[inline]
    fn unlisted(&self) {}

    #[inline]
    fn failed(&self, _: &Fault) {}
}

/// Collects what is not as documented in one answer.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    findings: RefCell<Vec<Finding>>,
    /// The fault of a part is seen again from all that is around it.
    failed: Cell<bool>,
}

/// Where something is not as documented, without positions in lists and names in maps, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) path: String,
    pub(crate) kind: DriftKind,
}

/// The way to a value, through all that is around it.
#[derive(Clone, Copy)]
pub(super) struct Way<'a> {
    watch: &'a Watch,
    outer: Option<&'a Way<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Member(&'a str),
    /// An entry of a map.
    Entry,
    Item,
}

impl Watch {
    pub(super) fn root(&self) -> Way<'_> {
        Way {
            watch: self,
            outer: None,
            step: Step::Root,
        }
    }

    /// Each once, in the order in which they were found.
    pub(crate) fn into_findings(self) -> Vec<Finding> {
        self.findings.into_inner()
    }

    fn add(&self, path: String, kind: DriftKind) {
        let finding = Finding { path, kind };
        let mut findings = self.findings.borrow_mut();
        if findings.len() < MOST && !findings.contains(&finding) {
            findings.push(finding);
        }
    }
}

impl Way<'_> {
    fn path(&self) -> String {
        let mut path = self.outer.map(Way::path).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Member(name) => push_member(&mut path, &Cut(name, LONGEST).to_string()),
            Step::Entry => path.push_str("{}"),
            Step::Item => path.push_str("[]"),
        }
        path
    }
}

impl Trail for Way<'_> {
    type Part<'a>
        = Way<'a>
    where
        Self: 'a;

    fn member<'a>(&'a self, name: &'a str, is_map: bool) -> Way<'a> {
        Way {
            watch: self.watch,
            outer: Some(self),
            step: if is_map {
                Step::Entry
            } else {
                Step::Member(name)
            },
        }
    }

    fn item(&self) -> Way<'_> {
        Way {
            watch: self.watch,
            outer: Some(self),
            step: Step::Item,
        }
    }

    fn unknown(&self) {
        self.watch.add(self.path(), DriftKind::UnknownField);
    }

    fn unlisted(&self) {
        self.watch.add(self.path(), DriftKind::UnknownValue);
    }

    fn failed(&self, fault: &Fault) {
        if fault.is_syntax() || self.watch.failed.replace(true) {
            return;
        }
        let mut path = self.path();
        fault.push_place(&mut path);
        let kind = if fault.is_missing() {
            DriftKind::MissingField
        } else {
            DriftKind::UnexpectedType
        };
        self.watch.add(path, kind);
    }
}
