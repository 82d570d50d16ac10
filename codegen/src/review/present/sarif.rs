//! SARIF 2.1.0, for code scanning.

use crate::review::Report;

/// SARIF 2.1.0, for code scanning.
#[must_use]
pub fn sarif(_report: &Report) -> String {
    String::new()
}
