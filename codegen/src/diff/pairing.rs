//! Which parts of two specs of an operation are one and the same.

use super::{errors, forest::Forest, matching::matching, operation};
use crate::model::{Field, Operation};

/// Two sides by index; what is on one side only comes last.
#[derive(Debug)]
pub(crate) struct Paired {
    pub(crate) params: Vec<Part>,
    pub(crate) response: Vec<Part>,
    pub(crate) errors: Vec<Part>,
}

/// A part on both sides, or on one, with the index of the pair that it lies in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub(crate) old: Option<usize>,
    pub(crate) new: Option<usize>,
    /// Within the list of parts.
    pub(crate) parent: Option<usize>,
}

/// Pairs what [`changes`](super::changes) pairs.
pub(crate) fn paired(old: &Operation, new: &Operation) -> Paired {
    let paths = operation::placeholders(old, new);
    let fields = |old: &[Field], new: &[Field]| {
        let (from, to) = (Forest::new(old, true), Forest::new(new, true));
        let found = matching(&from, &to, &paths.renamed);
        let mut of_old = vec![None; from.len()];
        let mut of_new = vec![None; to.len()];
        let mut parts: Vec<Part> = Vec::with_capacity(from.len());
        for (index, pair) in found.of_old.iter().enumerate() {
            let to = pair.map(|(to, _)| to);
            of_old[index] = Some(parts.len());
            if let Some(to) = to {
                of_new[to] = Some(parts.len());
            }
            parts.push(Part {
                old: Some(index),
                new: to,
                parent: from.parents[index].and_then(|it| of_old[it]),
            });
        }
        for (index, pair) in found.of_new.iter().enumerate() {
            if pair.is_none() {
                of_new[index] = Some(parts.len());
                parts.push(Part {
                    old: None,
                    new: Some(index),
                    parent: to.parents[index].and_then(|it| of_new[it]),
                });
            }
        }
        parts
    };
    Paired {
        params: fields(&old.params, &new.params),
        response: fields(&old.response, &new.response),
        errors: rows(old, new),
    }
}

fn rows(old: &Operation, new: &Operation) -> Vec<Part> {
    let of_old = errors::matching(&old.errors, &new.errors);
    let part = |old, new| Part {
        old,
        new,
        parent: None,
    };
    let both = of_old
        .iter()
        .enumerate()
        .map(|(old, new)| part(Some(old), *new));
    let come = (0..new.errors.len()).filter(|it| !of_old.contains(&Some(*it)));
    both.chain(come.map(|new| part(None, Some(new)))).collect()
}
