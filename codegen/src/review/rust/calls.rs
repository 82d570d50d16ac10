//! What a request sends, and what is checked before.

use super::{
    Items,
    client::{FieldAt, OperationAt, Owner},
    print::code,
};
use crate::{
    diff::Change,
    emit,
    ir::Step,
    lower::request::{limits, send},
    model::Aspect,
    spec::Field,
};

/// A parameter in `request()`.
pub(super) fn field(
    old: &OperationAt<'_, '_>,
    new: &OperationAt<'_, '_>,
    (from, to): (Option<FieldAt<'_>>, Option<FieldAt<'_>>),
    change: &Change,
    items: &mut Items,
) {
    let line = |found: Option<FieldAt<'_>>| match found?.owner {
        Owner::Request => step(found?.field, &change.aspect),
        Owner::Response | Owner::Object(_) => None,
    };
    // What came or went as a whole shows as a setter or an argument.
    if from.is_some() && to.is_some() {
        let path = path(old, new);
        items.push(path, line(from), line(to), None);
    }
}

/// Where a request says what it sends.
pub(super) fn path(old: &OperationAt<'_, '_>, _new: &OperationAt<'_, '_>) -> String {
    format!("{}::request", old.request_path())
}

/// The call on the builder that a change is about.
fn step(param: &Field, aspect: &Aspect) -> Option<String> {
    if param.retired.is_some() {
        return None;
    }
    let limit = match aspect {
        Aspect::Min => Some("at_least"),
        Aspect::Max => Some("at_most"),
        Aspect::MinLength => Some("min_length"),
        Aspect::MaxLength => Some("max_length"),
        _ => None,
    };
    let Some(limit) = limit else {
        return Some(code(emit::request::step(&send(param))));
    };
    let mut steps = Vec::new();
    limits(param, &mut steps);
    let found = steps
        .iter()
        .find(|it| matches!(it, Step::Limit { method, .. } if method.starts_with(limit)))?;
    Some(code(emit::request::step(found)))
}
