//! What differs between two models though no change says so: a gap in the rules.

use super::{Side, Unexplained};
use crate::diff::Difference;

/// Compares the two models without any rule, and lists what `found` does not account for.
#[must_use]
pub(super) fn unexplained(
    _old: &Side<'_>,
    _new: &Side<'_>,
    _found: &[Difference],
) -> Vec<Unexplained> {
    Vec::new()
}
