//! Which format a text is in.

use crate::import::PageFormat;

/// The format of a text; `name` is that of its file.
pub(super) fn format(name: &str, text: &str) -> PageFormat {
    let _ = (name, text);
    PageFormat::Text
}
