//! What a file records of the page it was transcribed from: where it is, what
//! it shows, where it disagrees with itself, and what was left out.

use super::Literal;
use crate::diagnostic::{Place, Spanned};

/// Where the facts of a file come from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Where the source stands.
    pub place: Place,
    /// The captured page's file name. Needs `title`, `language` and `sha256`.
    pub document: Option<Spanned<String>>,
    /// Title of the page.
    pub title: Option<Spanned<String>>,
    /// Heading under which the operation stands, if the page has several.
    pub section: Option<Spanned<String>>,
    /// Address of the page.
    pub url: Option<Spanned<String>>,
    /// Language of the page, as in `zh` or `en`.
    pub language: Option<Spanned<String>>,
    /// The page's own date, `YYYY-MM-DD`.
    pub updated: Option<Spanned<String>>,
    /// When the spec was last compared with the page, `YYYY-MM-DD`.
    pub checked: Option<Spanned<String>>,
    /// Digest of the captured text.
    pub sha256: Option<Spanned<String>>,
    /// Kind of evidence of everything, if there is no page. Needs `note`.
    pub evidence: Option<Spanned<EvidenceKind>>,
    /// Where the facts come from, if there is no page.
    pub note: Option<Spanned<String>>,
}

/// Where the facts of one entry come from: the aspect (empty: the whole row) and the kind.
#[derive(Clone, Debug, Default)]
pub struct Evidence(pub Vec<(String, Spanned<EvidenceKind>)>);

/// What is not simply the page's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EvidenceKind {
    /// Seen in the page's example only.
    Example,
    /// The vendor's own SDK.
    Sdk,
    /// Another page of the vendor.
    Sibling,
    /// Our conclusion.
    Inferred,
}

impl EvidenceKind {
    /// As in a spec.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Example => "example",
            Self::Sdk => "sdk",
            Self::Sibling => "sibling",
            Self::Inferred => "inferred",
        }
    }
}

/// What a kind of evidence stands for in one file.
#[derive(Clone, Debug)]
pub struct EvidenceNote {
    /// The kind.
    pub kind: Spanned<EvidenceKind>,
    /// What it stands for.
    pub note: Spanned<String>,
}

/// A documented request with its answer.
#[derive(Clone, Debug)]
pub struct Example {
    /// Where the example stands.
    pub place: Place,
    /// Request line; then, after line breaks, headers, an empty line and the body.
    pub request: Text,
    /// HTTP status of the answer; 200 if left out.
    pub status: Option<Spanned<u64>>,
    /// Body of the answer, verbatim.
    pub response: Option<Text>,
    /// What it shows.
    pub doc: Option<Spanned<String>>,
    /// Where it comes from, if not from the page.
    pub evidence: Evidence,
}

/// A text whose inner positions can be found in the file.
#[derive(Clone, Debug)]
pub struct Text {
    /// The text.
    pub value: String,
    /// Where it stands.
    pub place: Place,
    /// For each line, where it starts in the file; empty if unknown.
    pub lines: Vec<usize>,
}

impl Text {
    /// The place in the file of a stretch of the text.
    #[must_use]
    pub fn place_of(&self, start: usize, end: usize) -> Place {
        match (self.offset(start), self.offset(end.max(start))) {
            (Some(start), Some(end)) => Place::new(self.place.file, start, end.max(start)),
            _ => self.place,
        }
    }

    fn offset(&self, at: usize) -> Option<usize> {
        let before = self.value.get(..at)?;
        let line = before.matches('\n').count();
        let column = at - before.rfind('\n').map_or(0, |newline| newline + 1);
        self.lines.get(line).map(|start| start + column)
    }
}

/// Where the vendor disagrees with itself.
#[derive(Clone, Debug)]
pub struct Contradiction {
    /// Where the record stands.
    pub place: Place,
    /// The field, parameter, type or enum in question.
    pub about: Spanned<String>,
    /// What the table says.
    pub table: Option<Spanned<String>>,
    /// What the example says.
    pub example: Option<Spanned<String>>,
    /// What the URL says.
    pub url: Option<Spanned<String>>,
    /// What the vendor's SDK, or another edition of the page, says.
    pub sdk: Option<Spanned<String>>,
    /// What the client does.
    pub chosen: Spanned<String>,
    /// Reason for the choice.
    pub why: Spanned<String>,
    /// Values that the example has at the places named.
    pub seen: Vec<(Spanned<String>, Spanned<Literal>)>,
    /// Places that the example lacks.
    pub unseen: Vec<Spanned<String>>,
    /// What the spec says: the type of a field, or the values of an enum.
    pub declared: Vec<(Spanned<String>, Spanned<Literal>)>,
}

/// What a page says and a spec leaves out.
#[derive(Clone, Debug)]
pub struct Omission {
    /// What the page says.
    pub what: Spanned<String>,
    /// Why the spec leaves it out.
    pub why: Spanned<String>,
}
