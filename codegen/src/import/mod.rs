//! import: a vendor's page becomes a draft of specs, with a list of doubts.
//!
//! read (one reader per format) → [`Page`]: headings, texts, tables, code, each with its line →
//! interpret, with the words of each language as data → [`Draft`].

mod cells;
mod draft;
mod interpret;
mod page;
mod prose;
mod read;
mod sample;
mod update;
mod words;

pub use draft::{Doubt, DoubtKind, Draft, Target, doubts_list, yaml};
pub use page::{Block, Cell, Code, Page, PageFormat, Row, Table, Text};
pub use update::{UpdateError, Updated, unfinished, update};

/// Largest page that is read, in bytes.
pub const MAX_PAGE: u64 = 32 << 20;

/// A vendor's page as it was captured.
#[derive(Clone, Copy, Debug)]
pub struct Capture<'a> {
    /// File name, for `source.document`.
    pub name: &'a str,
    /// Content, as it is.
    pub bytes: &'a [u8],
    /// Its format, if it need not be found out.
    pub format: Option<PageFormat>,
}

/// Why a page gives no draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// It is not text in UTF-8 (or, for HTML and text, in the encoding that it names).
    NotText(String),
    /// It is larger than [`MAX_PAGE`].
    TooLarge(u64),
    /// Nothing on it was recognised as the description of an HTTP call; says what was looked for.
    Nothing(String),
}

impl std::fmt::Display for ImportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotText(why) | Self::Nothing(why) => f.write_str(why),
            Self::TooLarge(size) => write!(
                f,
                "the page has {size} bytes; at most {MAX_PAGE} are read: save only the part with the API"
            ),
        }
    }
}

impl std::error::Error for ImportError {}

/// Reads a page.
///
/// # Errors
///
/// If it is no text, or nothing on it was recognised.
pub fn import(capture: Capture<'_>, service: &str) -> Result<Draft, ImportError> {
    let page = read::read(capture)?;
    interpret::interpret(page, service)
}
