//! What a file records of the page it was transcribed from: where it is, what
//! it shows, where it disagrees with itself, and what was left out.

use super::Literal;
use crate::diagnostic::{Place, Spanned};

/// Where the facts of a file come from.
#[derive(Clone, Debug)]
pub struct Origin {
    pub place: Place,
    pub document: Option<Spanned<String>>,
    pub title: Option<Spanned<String>>,
    pub section: Option<Spanned<String>>,
    pub url: Option<Spanned<String>>,
    pub language: Option<Spanned<String>>,
    pub updated: Option<Spanned<String>>,
    pub checked: Option<Spanned<String>>,
    pub sha256: Option<Spanned<String>>,
    pub evidence: Option<Spanned<EvidenceKind>>,
    pub note: Option<Spanned<String>>,
}

/// Where the facts of one entry come from: the aspect (empty: the whole row) and the kind.
#[derive(Clone, Debug, Default)]
pub struct Evidence(pub Vec<(String, Spanned<EvidenceKind>)>);

/// What is not simply the page's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EvidenceKind {
    Example,
    Sdk,
    Sibling,
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
    pub kind: Spanned<EvidenceKind>,
    pub note: Spanned<String>,
}

/// A documented request with its answer.
#[derive(Clone, Debug)]
pub struct Example {
    pub place: Place,
    pub request: Text,
    pub status: Option<Spanned<u64>>,
    pub response: Option<Text>,
    pub doc: Option<Spanned<String>>,
    pub evidence: Evidence,
}

/// A text whose inner positions can be found in the file.
#[derive(Clone, Debug)]
pub struct Text {
    pub value: String,
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
    pub place: Place,
    pub about: Spanned<String>,
    pub table: Option<Spanned<String>>,
    pub example: Option<Spanned<String>>,
    pub url: Option<Spanned<String>>,
    pub sdk: Option<Spanned<String>>,
    pub chosen: Spanned<String>,
    pub why: Spanned<String>,
    pub seen: Vec<(Spanned<String>, Spanned<Literal>)>,
    pub unseen: Vec<Spanned<String>>,
    pub declared: Vec<(Spanned<String>, Spanned<Literal>)>,
}

/// What a page says and a spec leaves out.
#[derive(Clone, Debug)]
pub struct Omission {
    pub what: Spanned<String>,
    pub why: Spanned<String>,
}
