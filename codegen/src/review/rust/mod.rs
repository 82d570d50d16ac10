//! rust: what becomes of the items of the client, and what the compiler says to code that uses them.
//!
//! Names and types are lowered as for generating, and only what a change touches.

mod calls;
mod client;
mod compiler;
mod decl;
mod easing;
mod fields;
mod operation_at;
mod operations;
mod print;
mod services;
mod types;
mod values;

use client::Client;
use fields::Scope;

use super::{Eased, Side};
use crate::{
    diff::{Change, Difference, Kind},
    model::Aspect,
};

/// An item of the client, before and after.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// Its path below the crate: `tencent_meeting::list_corp_records::RecordFile::download_url`; the
    /// old one, if it has another now.
    pub path: String,
    /// Its declaration before, `pub download_url: Option<String>`; nothing if there was none.
    pub before: Option<String>,
    /// Its declaration after; nothing if there is none.
    pub after: Option<String>,
    /// What the compiler says to code that uses it: code and message, `E0609` and
    /// ``no field `download_url` on type `RecordFile` ``; deprecations have the code `deprecated`.
    ///
    /// Where only some code stops compiling, it is what such code gets.
    pub error: Option<(String, String)>,
}

/// Both sides, ready to be asked about any number of changes.
#[derive(Debug)]
pub struct Clients<'a> {
    old: Client<'a>,
    new: Client<'a>,
}

impl<'a> Clients<'a> {
    /// Gets two sides ready.
    #[must_use]
    pub fn new(old: &'a Side<'a>, new: &'a Side<'a>) -> Self {
        Self {
            old: Client::new(old),
            new: Client::new(new),
        }
    }

    /// The items that a change touches, each once, in the order of their paths.
    #[must_use]
    pub fn items(&self, at: &Difference, change: &Change) -> Vec<Item> {
        let mut items = Items::default();
        if let (Some(old), Some(new)) = (self.old.service(at), self.new.service(at)) {
            if let Some(name) = change.subject.strip_prefix("operations.") {
                // One that was kept as `retired` on one side alone.
                let old = self.old.named(&at.service, name);
                let new = self.new.named(&at.service, name);
                operations::one_side(old.as_ref(), new.as_ref(), &mut items);
            } else {
                services::compare(old, new, change, &mut items);
            }
            return items.done();
        }
        let old = self.old.operation(at.old, at);
        let new = self.new.operation(at.new, at);
        if let (Some(old), Some(new)) = (&old, &new) {
            if change.subject.is_empty() {
                operations::compare(old, new, change, &mut items);
            } else if change.kind == Kind::P28 {
                operations::constructors(old, new, change, &mut items);
            } else if change.subject.starts_with("errors.") {
                values::errors(old, new, change, &mut items);
            } else if change.aspect == Aspect::Told("type_was") {
                types::aliases(old, new, change, &mut items);
            } else if matches!(change.aspect, Aspect::Value(_)) {
                values::values(old, new, change, &mut items);
            } else {
                fields::compare(old, new, change, Scope::of(change), &mut items);
            }
        } else {
            operations::one_side(old.as_ref(), new.as_ref(), &mut items);
        }
        items.done()
    }

    /// The line of the new spec that would lower the verdict; nothing if the change is eased already or nothing eases
    /// it.
    #[must_use]
    pub fn easing(&self, at: &Difference, change: &Change) -> Option<Eased> {
        easing::easing(&self.old, &self.new, at, change)
    }
}

/// Items as they are found.
#[derive(Default)]
struct Items(Vec<Item>);

impl Items {
    /// An item, unless nothing became of it.
    fn push(
        &mut self,
        path: impl Into<String>,
        before: Option<String>,
        after: Option<String>,
        error: Option<(&str, String)>,
    ) {
        if before != after || error.is_some() {
            self.0.push(Item {
                path: path.into(),
                before,
                after,
                error: error.map(|(code, message)| (code.to_owned(), message)),
            });
        }
    }

    fn done(mut self) -> Vec<Item> {
        self.0.sort();
        self.0.dedup();
        self.0
    }
}

/// Whether a change is about a warning and nothing else.
fn is_deprecation(change: &Change) -> bool {
    matches!(
        change.kind,
        Kind::P30 | Kind::R49 | Kind::V16 | Kind::D09 | Kind::D10 | Kind::D11 | Kind::D12
    )
}
