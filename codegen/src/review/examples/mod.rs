//! examples: what the documented examples become on the wire, and whether released models read the new answers.
//!
//! Both clients are followed step by step, from the same facts that they are generated from: what
//! is sent from the steps of a request, what is read from the names and presence of fields.

mod answer;
mod carry;
mod json;
mod judge;
mod lost;
mod names;
mod path;
mod read;
mod request;
mod scalar;
mod send;
mod value;

use std::collections::{HashMap, HashSet};

use super::Side;
use crate::{
    diff::Difference,
    spec::{Operation, Service, Specs},
    view::{Types, sent_objects},
};
use names::Names;

/// A documented example, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The service.
    pub service: String,
    /// The operation, by its new name if it has one.
    pub operation: String,
    /// Number of the example, from 1.
    pub number: usize,
    /// What becomes of the request.
    pub request: Request,
    /// What becomes of the answer.
    pub answer: Answer,
}

/// What becomes of a documented request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// The example has none.
    None,
    /// The same bytes are sent.
    Same,
    /// Other bytes are sent for the same values: both requests, without the headers of the credential.
    Differs {
        /// By released clients.
        before: String,
        /// By the client generated anew.
        after: String,
    },
    /// The values of the example cannot be sent by one of the clients.
    Refused {
        /// Whether it is the released client that cannot send them.
        released: bool,
        /// What the other client sends.
        sent: String,
        /// Why not, in the words of that client: `` `page_size` must be at most 20 ``.
        why: String,
    },
}

/// What becomes of a documented answer when *released* clients read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The example has none.
    None,
    /// They read all of it that they know.
    Reads,
    /// They read it, and values get lost or become unknown ones: path and what happens there.
    Loses(Vec<(String, String)>),
    /// They cannot read it: path and why.
    Fails(String, String),
    /// They take it for an error.
    Error(String),
}

/// One side of an operation.
#[derive(Clone, Copy)]
struct Call<'a> {
    service: &'a Service,
    operation: &'a Operation,
    types: Types<'a>,
    /// Names of the service's objects that requests hold.
    sent: &'a HashSet<&'a str>,
}

/// An operation on both sides.
struct Pair<'a> {
    old: Call<'a>,
    new: Call<'a>,
    /// What is called otherwise now.
    names: Names,
}

/// The operations of a side, by service and name.
struct Calls<'a> {
    sent: HashMap<&'a str, HashSet<&'a str>>,
    found: HashMap<(&'a str, &'a str), (&'a Service, &'a Operation)>,
}

impl<'a> Calls<'a> {
    fn of(specs: &'a Specs) -> Self {
        let services = specs.services.iter();
        let sent = services.map(|it| (it.name.value.as_str(), sent_objects(it)));
        let all = specs.services.iter().flat_map(|service| {
            let operations = service.operations.iter();
            operations.map(move |it| {
                let key = (service.name.value.as_str(), it.name.value.as_str());
                (key, (service, it))
            })
        });
        Self {
            sent: sent.collect(),
            found: all.collect(),
        }
    }

    fn find(&'a self, service: &str, name: &str) -> Option<Call<'a>> {
        let (service, operation) = *self.found.get(&(service, name))?;
        Some(Call {
            service,
            operation,
            types: Types::of_operation(service, operation),
            sent: self.sent.get(service.name.value.as_str())?,
        })
    }
}

/// All examples of the operations that are on both sides, in the order of the new side.
#[must_use]
pub fn examples(old: &Side<'_>, new: &Side<'_>, found: &[Difference]) -> Vec<Example> {
    let (olds, news) = (Calls::of(old.specs), Calls::of(new.specs));
    let differences: HashMap<usize, &Difference> = found
        .iter()
        .filter(|it| !it.name.is_empty())
        .filter_map(|it| Some((it.new?, it)))
        .collect();
    let mut all = Vec::new();
    for (index, after) in new.model.operations.iter().enumerate() {
        let difference = differences.get(&index).copied();
        let before = match difference {
            Some(difference) => difference.old.and_then(|it| old.model.operations.get(it)),
            None => Some(after),
        };
        let Some(before) = before else { continue };
        let before = olds.find(&before.service, &before.name);
        let (Some(before), Some(after)) = (before, news.find(&after.service, &after.name)) else {
            continue;
        };
        let changes = difference.map_or(&[][..], |it| &it.changes);
        pair_up(
            &Pair {
                old: before,
                new: after,
                names: Names::of(changes, before.operation, after.operation),
            },
            &mut all,
        );
    }
    all
}

fn pair_up(pair: &Pair<'_>, all: &mut Vec<Example>) {
    let (old, new) = (pair.old.operation, pair.new.operation);
    for index in 0..old.examples.len().max(new.examples.len()) {
        let (before, after) = (old.examples.get(index), new.examples.get(index));
        all.push(Example {
            service: pair.new.service.name.value.clone(),
            operation: new.name.value.clone(),
            number: index + 1,
            request: request::request(pair, before, after),
            answer: answer::answer(pair, before, after),
        });
    }
}
