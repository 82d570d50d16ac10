//! A draft: what a page says, and where that is in doubt.

mod yaml;

pub use yaml::{doubts_list, yaml};

use crate::model::Operation;

/// What was read from a page.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// File name of the page.
    pub document: String,
    /// Digest of the captured bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Title of the page, if it has one.
    pub title: Option<String>,
    /// `zh`, `en`, …
    pub language: String,
    /// The page's own date, `YYYY-MM-DD`.
    pub updated: Option<String>,
    /// The day on which the page was read, `YYYY-MM-DD`; set by the command line.
    pub checked: Option<String>,
    /// At least one; in the order of the page.
    pub operations: Vec<Operation>,
    /// Sorted by line.
    pub doubts: Vec<Doubt>,
}

/// Something that a person has to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Line of the page; 0 if the doubt is about the whole page.
    pub line: u32,
    /// What kind of doubt it is.
    pub kind: DoubtKind,
    /// The reason, with the page's words in backquotes where they help.
    pub text: String,
    /// The place of the draft that it is about.
    pub target: Option<Target>,
}

/// A place of a draft.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// Index of the operation.
    pub operation: usize,
    /// As [`Datum::subject`](crate::model::Datum): `query.page_size`, `errors.190004`; empty for
    /// the operation itself.
    pub subject: String,
}

/// Kinds of doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DoubtKind {
    /// A cell that the capture lost.
    LostCell,
    /// A row, cell or sentence that was not understood.
    NotRead,
    /// Table, example, URL and code samples disagree.
    Contradiction,
    /// What was concluded from other signs than a plain statement.
    Guess,
    /// What a spec needs and the page does not say.
    Missing,
    /// What was recognised and belongs into no spec: navigation, code samples, links.
    LeftOut,
}

impl DoubtKind {
    /// In JSON and in comments.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LostCell => "lost-cell",
            Self::NotRead => "not-read",
            Self::Contradiction => "contradiction",
            Self::Guess => "guess",
            Self::Missing => "missing",
            Self::LeftOut => "left-out",
        }
    }
}
