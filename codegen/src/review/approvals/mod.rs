//! approvals: what was decided about changes, in `reviews/<service>.yaml`.
//!
//! read → decide → a report with decisions; approve → write → the file's new text. Nothing here touches the
//! disk or the clock.

mod decide;
mod decision;
mod read;
mod write;

#[cfg(test)]
mod tests;

pub use decide::decide;
pub use decision::{NotFound, approve, find, of};
pub use read::read;
pub(super) use write::HEAD;
pub use write::{rewrite, write};

/// The word that stands for what holds for a whole service; no operation can have this name.
const SERVICE: &str = "service";

/// A decision.
///
/// It holds for a rule at places with an old and a new value, and for nothing else: other words, other
/// lines and other tools do not touch it, another value does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// The rule: `R06`.
    pub rule: String,
    /// Operation and subject of each place, sorted; no operation for what holds for the service, no subject for
    /// the operation itself.
    pub places: Vec<(String, String)>,
    /// The value before, as [`old_key`](super::Entry::old_key) has it.
    pub old: Option<String>,
    /// The value after.
    pub new: Option<String>,
    /// Why it may be released.
    pub because: String,
    /// The day of the decision, `2026-05-24`.
    pub date: String,
    /// The last day on which it holds.
    pub until: Option<String>,
}

impl Approval {
    /// Whether its last day is over.
    #[must_use]
    pub fn is_expired(&self, today: &str) -> bool {
        self.until.as_deref().is_some_and(|until| until < today)
    }

    /// Whether both are about the same rule and values.
    fn is_alike(&self, other: &Self) -> bool {
        (&self.rule, &self.old, &self.new) == (&other.rule, &other.old, &other.new)
    }
}

/// The decisions about a service: its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Approvals {
    /// Name of the service.
    pub service: String,
    /// As they stand in the file.
    pub approvals: Vec<Approval>,
}

/// Whether a text is a day of the calendar, `2026-05-24`.
#[must_use]
pub fn is_date(text: &str) -> bool {
    crate::rules::is_date(text)
}

/// A place as the file has it: `list_loans query.page_size`, `list_loans`, `service host`.
pub(super) fn place((operation, subject): &(String, String)) -> String {
    let operation = if operation.is_empty() {
        SERVICE
    } else {
        operation
    };
    if subject.is_empty() {
        operation.to_owned()
    } else {
        format!("{operation} {subject}")
    }
}

/// The place that a text in the file means.
fn placed(text: &str) -> (String, String) {
    let (operation, subject) = text.split_once(' ').unwrap_or((text, ""));
    let operation = if operation == SERVICE { "" } else { operation };
    (operation.to_owned(), subject.to_owned())
}
