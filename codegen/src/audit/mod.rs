//! audit: every fact of the specs against the captured pages.
//!
//! Each operation's page is found (`pages`) and imported, its facts are compared one by one with
//! those of the page (`judge`), and where the two differ, what the spec records about that is
//! looked up (`records`).

mod examples;
mod json;
mod judge;
mod moved;
mod operation;
mod page;
mod pages;
mod phrases;
mod records;
mod row;
#[cfg(test)]
mod tests;

pub use json::{VERSION, json};
pub use row::Row;

use crate::{
    model::{self, Aspect, At},
    source::Sources,
    spec::{Operation, Service, Specs},
};

/// A captured page, as it stands in its file.
#[derive(Clone, Debug)]
pub struct PageFile {
    /// Path below the folder of pages.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// What came out.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    /// The files, in the order in which they were given.
    pub pages: Vec<PageRead>,
    /// Sorted by service and name.
    pub operations: Vec<Audited>,
}

/// A file that may be a page.
#[derive(Clone, Debug)]
pub struct PageRead {
    /// Path below the folder of pages.
    pub name: String,
    /// Number of operations on it, or why it could not be read.
    pub operations: Result<usize, String>,
    /// Operations on it that no spec describes, as `GET /v1/things`, with their lines; only if a
    /// spec describes another one.
    pub left: Vec<(String, u32)>,
    /// Whether a spec belongs to it.
    pub used: bool,
}

/// One operation of the specs.
#[derive(Clone, Debug)]
pub struct Audited {
    /// Name of its service.
    pub service: String,
    /// Its name.
    pub name: String,
    /// Its file.
    pub at: At,
    /// Its page, and how it was found.
    pub page: Option<(String, FoundBy)>,
    /// Each fact with what became of it.
    pub checks: Vec<Check>,
    /// What a person has to look at.
    pub findings: Vec<Finding>,
}

/// How the page of an operation was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundBy {
    /// By the digest of its text: it is the page that was transcribed.
    Digest,
    /// By the name of its file.
    Document,
    /// By its address, which stands on it.
    Address,
    /// By its title or that of one of its sections.
    Title,
}

impl FoundBy {
    /// In JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Digest => "sha256",
            Self::Document => "document",
            Self::Address => "url",
            Self::Title => "title",
        }
    }
}

/// A fact of the spec, of the page, or of both.
#[derive(Clone, Debug)]
pub struct Check {
    /// As in a contradiction's `about`; empty for the call itself.
    pub subject: String,
    /// What is said of it.
    pub aspect: Aspect,
    /// What became of it.
    pub outcome: Outcome,
    /// What the spec says, and where.
    pub spec: Option<(String, At)>,
    /// What the page says, and in which line.
    pub page: Option<(String, u32)>,
    /// Why it is as it is, if something is recorded.
    pub why: Option<String>,
}

/// What became of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The page says the same.
    Confirmed,
    /// The page says otherwise, and the spec records it.
    Recorded,
    /// The page says otherwise.
    Contradicted,
    /// The page does not say it, and the spec says where it comes from.
    Explained,
    /// Nobody knows where it comes from.
    Unexplained,
    /// The page says it; the spec does not, and says why.
    LeftOut,
    /// The page says it, the spec does not.
    PageOnly,
}

impl Outcome {
    /// All, in the order of the columns.
    pub const ALL: [Self; 7] = [
        Self::Confirmed,
        Self::Recorded,
        Self::Contradicted,
        Self::Explained,
        Self::Unexplained,
        Self::LeftOut,
        Self::PageOnly,
    ];

    /// In JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Recorded => "contradicted-recorded",
            Self::Contradicted => "contradicted",
            Self::Explained => "not-on-page-explained",
            Self::Unexplained => "not-on-page",
            Self::LeftOut => "page-only-explained",
            Self::PageOnly => "page-only",
        }
    }

    /// Whether a person has to look at it.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::Contradicted | Self::Unexplained | Self::PageOnly
        )
    }
}

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// `contradicted`, `not-on-page`, `page-only`, `page-changed`, `page-not-found`,
    /// `page-not-read`, `operation-not-on-page` or `operation-not-in-specs`.
    pub kind: &'static str,
    /// The line of the spec; its first if it says nothing.
    pub at: At,
    /// The page and its line, 0 for the whole page.
    pub page: Option<(String, u32)>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Audit {
    /// Whether any page was read.
    #[must_use]
    pub fn has_pages(&self) -> bool {
        self.pages.iter().any(|it| it.operations.is_ok())
    }

    /// What a person has to look at.
    pub fn findings(&self) -> impl Iterator<Item = (&Audited, &Finding)> {
        self.operations
            .iter()
            .flat_map(|it| it.findings.iter().map(move |finding| (it, finding)))
    }

    /// Operations that are on a page of the specs and in no spec.
    #[must_use]
    pub fn left(&self) -> Vec<Finding> {
        let left = self.pages.iter().flat_map(|page| {
            page.left.iter().map(|(call, line)| Finding {
                kind: "operation-not-in-specs",
                at: At::default(),
                page: Some((page.name.clone(), *line)),
                message: format!("`{call}` is on the page and no spec describes it"),
                help: "draft one with `cargo xtask import PAGE`".to_owned(),
            })
        });
        left.collect()
    }

    /// Number of facts in a row of the table with an outcome; of all rows, if none is given.
    #[must_use]
    pub fn count(&self, row: Option<Row>, outcome: Outcome) -> usize {
        self.operations
            .iter()
            .map(|it| it.count(row, outcome))
            .sum()
    }
}

impl Audited {
    /// Number of facts in a row of the table with an outcome; of all rows, if none is given.
    #[must_use]
    pub fn count(&self, row: Option<Row>, outcome: Outcome) -> usize {
        self.checks
            .iter()
            .filter(|it| it.outcome == outcome && row.is_none_or(|row| row == it.row()))
            .count()
    }
}

impl Check {
    /// The row of the table in which it counts.
    #[must_use]
    pub fn row(&self) -> Row {
        Row::of(&self.subject, &self.aspect)
    }

    /// The fact in words: the subject, then what is said of it.
    #[must_use]
    pub fn phrase(&self) -> String {
        let value = self.spec.as_ref().map(|(value, _)| value);
        let value = value.or(self.page.as_ref().map(|(value, _)| value));
        phrases::fact(
            &self.subject,
            &self.aspect,
            value.map_or("", String::as_str),
        )
    }
}

/// Checks every fact of valid specs against the pages.
#[must_use]
pub fn audit(sources: &Sources, specs: &Specs, pages: &[PageFile]) -> Audit {
    let model = model::of_specs(sources, specs);
    let described: Vec<operation::Described<'_>> = model
        .operations
        .iter()
        .filter_map(|resolved| {
            let (service, spec) = spec_of(specs, resolved)?;
            Some(operation::Described {
                service,
                spec,
                resolved,
            })
        })
        .collect();
    let read = pages::read(pages, &described);
    let places = pages::pair(&read, &described);
    let mut audit = Audit {
        pages: read.iter().map(pages::Read::listed).collect(),
        operations: Vec::new(),
    };
    for (it, place) in described.iter().zip(&places) {
        if let Some((page, _)) = place.page
            && let Some(listed) = audit.pages.get_mut(page)
        {
            listed.used = true;
        }
        audit.operations.push(operation::audit(it, place, &read));
    }
    pages::leftovers(&read, &places, &mut audit);
    audit
}

fn spec_of<'a>(
    specs: &'a Specs,
    resolved: &model::Operation,
) -> Option<(&'a Service, &'a Operation)> {
    let service = specs
        .services
        .iter()
        .find(|it| it.name.value == resolved.service)?;
    let spec = service
        .operations
        .iter()
        .find(|it| it.name.value == resolved.name)?;
    Some((service, spec))
}
