//! Approving: which entry is meant, and what the file says then.

use super::Approval;
use crate::review::{Entry, Report};

/// Fewest digits of an identifier that are taken for it.
const FEWEST: usize = 4;

/// Why an identifier means no entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotFound {
    /// It is not made of four or more hexadecimal digits.
    Malformed,
    /// No entry has it; the identifier that is nearest, if one is near.
    Unknown(Option<String>),
    /// Several entries begin with it: their identifiers.
    Ambiguous(Vec<String>),
}

/// The entry whose identifier begins like this.
///
/// # Errors
///
/// If there is none, or more than one.
pub fn find<'r>(report: &'r Report, id: &str) -> Result<&'r Entry, NotFound> {
    let id = id.to_ascii_lowercase();
    if id.len() < FEWEST || !id.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(NotFound::Malformed);
    }
    let found: Vec<&Entry> = report
        .entries
        .iter()
        .filter(|it| it.id.starts_with(&id))
        .collect();
    match found[..] {
        [entry] => Ok(entry),
        [] => {
            let known = report.entries.iter().map(|it| it.short.as_str());
            let near = crate::diagnostic::nearest(&id, known);
            Err(NotFound::Unknown(near.map(str::to_owned)))
        }
        _ => Err(NotFound::Ambiguous(
            found.iter().map(|it| it.id.clone()).collect(),
        )),
    }
}

/// The approval of an entry: it holds for its rule, its places and its values.
#[must_use]
pub fn of(entry: &Entry, because: &str, date: &str, until: Option<&str>) -> Approval {
    let mut places: Vec<_> = entry
        .places
        .iter()
        .map(|it| (it.operation.clone(), it.subject.clone()))
        .collect();
    places.sort();
    places.dedup();
    Approval {
        rule: entry.kind().id().to_owned(),
        places,
        old: entry.old_key(),
        new: entry.new_key(),
        because: because.to_owned(),
        date: date.to_owned(),
        until: until.map(str::to_owned),
    }
}

/// Adds an approval to those of its service. What was decided about the same change at the same places
/// gives way.
pub fn approve(approvals: &mut Vec<Approval>, new: Approval) {
    for old in approvals.iter_mut().filter(|it| it.is_alike(&new)) {
        old.places.retain(|it| !new.places.contains(it));
    }
    approvals.retain(|it| !it.places.is_empty());
    approvals.push(new);
}
