//! What a reviewer is shown: every change with its verdicts, its places on both sides and a decision.
//!
//! [`report`](super::report()) fills it from two [`Side`]s; the formats print it and decide nothing.

use std::collections::BTreeMap;

use super::{
    Bump, Source, Verdict, Wire,
    approvals::{Approval, Approvals},
    examples::Example,
    rust::Item,
};
use crate::{
    Sources,
    diff::{Change, Kind},
    model::Model,
    spec::Specs,
};

/// One of the two states that are compared.
#[derive(Debug)]
pub struct Side<'a> {
    /// As the user calls it: `origin/main`, `working tree`, a folder.
    pub label: String,
    /// Its files.
    pub sources: &'a Sources,
    /// What they say.
    pub specs: &'a Specs,
    /// The same in neutral terms.
    pub model: Model,
    /// Version of the client that goes with it, if it is known.
    pub version: Option<String>,
}

/// Everything that changed from one state of the specs to another.
#[derive(Clone, Debug)]
pub struct Report {
    /// The state before.
    pub old: Edition,
    /// The state after.
    pub new: Edition,
    /// Services that were compared, sorted.
    pub services: Vec<String>,
    /// Their names for people.
    pub titles: BTreeMap<String, String>,
    /// All findings taken together.
    pub summary: Summary,
    /// One per change, worst first; the same change at several places is one entry.
    pub entries: Vec<Entry>,
    /// One per documented example.
    pub examples: Vec<Example>,
    /// What differs though no rule says why.
    pub unexplained: Vec<Unexplained>,
    /// Approvals that this comparison should have made use of, and did not.
    pub stale: Vec<StaleApproval>,
    /// What was decided so far: the files of approvals.
    pub approvals: Vec<Approvals>,
}

/// A state of the specs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// As the user calls it.
    pub label: String,
    /// Number of operations.
    pub operations: usize,
    /// Its services, sorted.
    pub services: Vec<String>,
    /// The first and the last day on which one of its pages was read, `2026-03-06`.
    pub checked: Option<(String, String)>,
    /// Version of the client, of the workspace's own states.
    pub version: Option<String>,
}

/// All findings taken together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The worst that happens to released programs.
    pub wire: Wire,
    /// The worst that happens to code that upgrades.
    pub source: Source,
    /// What the next version is, from 1.0 on.
    pub bump: Bump,
    /// The worst for code that upgrades, if every suggested line is taken.
    pub eased: (Source, Bump),
    /// Number of suggested lines.
    pub lines: usize,
    /// Entries by what happens to released programs.
    pub wires: BTreeMap<Wire, usize>,
    /// Entries by what happens to code that upgrades.
    pub sources: BTreeMap<Source, usize>,
    /// Entries that need a decision and have none.
    pub undecided: usize,
    /// Operations that are on both sides and have an entry that is more than wording.
    pub touched: usize,
    /// Operations that were added.
    pub added: usize,
    /// Operations that were removed.
    pub removed: usize,
    /// Operations with other words and nothing else.
    pub reworded: usize,
}

/// Under which heading an entry stands. In the order of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Released programs fail.
    Break,
    /// Released programs go on, and mean something else.
    Silent,
    /// Released programs may fail.
    Risk,
    /// Released programs are fine; code that upgrades does not compile, or may not.
    Source,
    /// Code that upgrades compiles with a warning.
    Warn,
    /// Texts that read like a rule.
    Flagged,
    /// Something was added.
    Added,
    /// Something else that hurts nobody.
    Fine,
    /// Wording and order, shown as a count.
    Folded,
}

/// A change, at all of its places.
#[derive(Clone, Debug)]
pub struct Entry {
    /// 16 hexadecimal digits, made of the rule, the places and both values.
    pub id: String,
    /// The shortest beginning of `id`, of at least four digits, that no other entry has.
    pub short: String,
    /// The service.
    pub service: String,
    /// The change at the first place.
    pub change: Change,
    /// What it does, with what already eases it.
    pub verdict: Verdict,
    /// The line that would lower the verdict on code that upgrades.
    pub easing: Option<Eased>,
    /// Under which heading it stands.
    pub group: Group,
    /// Where it is; never empty, sorted by operation and subject.
    pub places: Vec<Location>,
    /// What becomes of the items of the client, each once.
    pub rust: Vec<Item>,
    /// What the vendor says, and how the specs know.
    pub words: Words,
    /// What was decided; only if that holds for all places.
    pub decision: Option<Approval>,
}

impl Entry {
    /// Whether somebody has to say that it may be released.
    #[must_use]
    pub fn needs_decision(&self) -> bool {
        self.verdict.wire > Wire::Ok
            || self.verdict.source > Source::Warn
            || self.change.possible_rename
    }

    /// Whether somebody still has to say so.
    #[must_use]
    pub fn is_undecided(&self) -> bool {
        self.needs_decision() && self.decision.is_none()
    }

    /// The rule.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.change.kind
    }

    /// The old value, as identifiers and approvals have it.
    #[must_use]
    pub fn old_key(&self) -> Option<String> {
        self.change.old.as_deref().map(key)
    }

    /// The new value, as identifiers and approvals have it.
    #[must_use]
    pub fn new_key(&self) -> Option<String> {
        self.change.new.as_deref().map(key)
    }
}

/// One place of a change.
#[derive(Clone, Debug, PartialEq)]
pub struct Location {
    /// The operation; empty for what holds for the whole service.
    pub operation: String,
    /// As in [`Change::subject`].
    pub subject: String,
    /// As in [`Change::was`].
    pub was: Option<String>,
    /// Where the old side says so.
    pub old: Option<Spot>,
    /// Where the new side says so.
    pub new: Option<Spot>,
}

/// A line of a spec, with what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Path of the file.
    pub file: String,
    /// From 1.
    pub line: u32,
    /// The lines of the value or of the field it belongs to, at most twelve.
    pub excerpt: String,
}

/// The line of a spec that lowers a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Eased {
    /// The line, complete where the change says what it has to hold: `rust_name: link`.
    pub line: String,
    /// Where it belongs, if it is to be added to something that the new side has.
    pub at: Option<(String, u32)>,
    /// What stands there, so that a program can tell how to add it.
    pub beside: Option<String>,
    /// The verdict then.
    pub source: Source,
    /// The version then.
    pub bump: Bump,
}

/// What the vendor says of the subject, and how the specs know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The vendor's own term, before and after.
    pub term: (Option<String>, Option<String>),
    /// The description, before and after.
    pub doc: (Option<String>, Option<String>),
    /// What each fact rests on if it is not the page's table: aspect and kind; on the new side, or
    /// on the old one if there is no new one.
    pub evidence: Vec<(String, String)>,
    /// Where the page is, on the new side or else on the old one.
    pub page: Option<String>,
}

/// A difference that no rule explains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unexplained {
    /// The service.
    pub service: String,
    /// The operation; empty for what holds for the whole service.
    pub operation: String,
    /// What differs: `query.page_size`, with the key of the model: `declared.style`.
    pub subject: String,
    /// The key of the model that differs.
    pub key: String,
    /// As it was.
    pub old: Option<String>,
    /// As it is.
    pub new: Option<String>,
    /// Where the subject stands on the old side: file and line.
    pub old_at: Option<(String, u32)>,
    /// Where the subject stands on the new side: file and line.
    pub new_at: Option<(String, u32)>,
}

/// An approval that is of no use.
#[derive(Clone, Debug, PartialEq)]
pub struct StaleApproval {
    /// The service.
    pub service: String,
    /// The approval.
    pub approval: Approval,
    /// Why it is of no use.
    pub why: Stale,
}

/// Why an approval is of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stale {
    /// Its last day is over.
    Expired,
    /// There is no such change, or no longer at one of its places.
    Unmatched,
}

/// Longest value that is written out in approvals, in characters.
const LONGEST_KEY: usize = 80;

/// A value in one line; of a long one, its digest.
pub(super) fn key(value: &str) -> String {
    let short = value.chars().nth(LONGEST_KEY).is_none();
    if short && !value.contains(char::is_control) {
        return value.to_owned();
    }
    format!("sha256:{}", &hex(value.as_bytes())[..16])
}

/// The SHA-256 of bytes, in hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;

    use sha2::{Digest as _, Sha256};

    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |mut out, byte| {
            let _ = write!(out, "{byte:02x}");
            out
        })
}
