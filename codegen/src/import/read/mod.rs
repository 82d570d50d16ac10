//! Readers: one per format, all of them produce a [`Page`].

mod detect;
mod html;
mod markdown;
mod text;

use sha2::{Digest, Sha256};

use super::{Block, Capture, Doubt, ImportError, MAX_PAGE, Page, PageFormat, Text};

/// What a reader makes of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Parts {
    /// Title that the format marks as one.
    pub(crate) title: Option<Text>,
    /// The content, in order.
    pub(crate) blocks: Vec<Block>,
    /// What had to be guessed or was lost.
    pub(crate) doubts: Vec<Doubt>,
}

/// Reads a capture, in the format that it has.
pub(crate) fn read(capture: Capture<'_>) -> Result<Page, ImportError> {
    let size = u64::try_from(capture.bytes.len()).unwrap_or(u64::MAX);
    if size > MAX_PAGE {
        return Err(ImportError::TooLarge(size));
    }
    let text = std::str::from_utf8(capture.bytes)
        .map_err(|error| ImportError::NotText(error.to_string()))?
        .trim_start_matches('\u{feff}')
        .replace("\r\n", "\n");
    let format = capture
        .format
        .unwrap_or_else(|| detect::format(capture.name, &text));
    let parts = match format {
        PageFormat::Html => html::read(&text),
        PageFormat::Markdown => markdown::read(&text),
        PageFormat::Text => text::read(&text),
    };
    Ok(Page {
        name: capture.name.to_owned(),
        sha256: Sha256::digest(capture.bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect(),
        format,
        title: parts.title,
        blocks: parts.blocks,
        doubts: parts.doubts,
    })
}
