//! Text copied or dumped from a page.

use super::Parts;

/// Reads a text.
pub(crate) fn read(text: &str) -> Parts {
    let _ = text;
    Parts::default()
}
