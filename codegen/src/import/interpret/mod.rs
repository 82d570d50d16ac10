//! interpret: a page becomes a draft.

use super::{Draft, ImportError, Page};

/// Finds the operations of a page.
pub(crate) fn interpret(page: Page, service: &str) -> Result<Draft, ImportError> {
    let _ = (page, service);
    Err(ImportError::Nothing(String::new()))
}
