//! For a comment on a pull request: less than 60,000 characters.

use crate::review::Report;

/// For a comment on a pull request: less than 60,000 characters.
#[must_use]
pub fn markdown(_report: &Report) -> String {
    String::new()
}
