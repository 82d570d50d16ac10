//! For the terminal: 100 columns, coloured, readable without colour.

use crate::review::Report;

/// For the terminal: 100 columns, coloured, readable without colour.
#[must_use]
pub fn text(_report: &Report, _all: bool) -> String {
    String::new()
}
