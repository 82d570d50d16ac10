//! approvals: what was decided about changes, in `reviews/<service>.yaml`.

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
