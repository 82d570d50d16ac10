//! Workflow commands, shown beside the lines of a change on GitHub.

use crate::review::Report;

/// Workflow commands, shown beside the lines of a change on GitHub.
#[must_use]
pub fn github(_report: &Report) -> String {
    String::new()
}
