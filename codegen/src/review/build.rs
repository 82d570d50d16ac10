//! Fills a report: changes are found, judged, put together by what they say, and sorted by how bad they are.

use super::{Report, Side};

/// Compares two states of the specs.
#[must_use]
pub fn report(_old: &Side<'_>, _new: &Side<'_>) -> Report {
    todo!()
}
