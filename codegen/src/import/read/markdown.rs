//! Markdown, with pipe tables or HTML tables.

use super::Parts;

/// Reads a text.
pub(crate) fn read(text: &str) -> Parts {
    let _ = text;
    Parts::default()
}
