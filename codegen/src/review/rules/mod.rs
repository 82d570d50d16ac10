//! The rules: one row per kind of change.
//!
//! The verdicts were found by compiling and decoding small programs against the shape of client that
//! this workspace generates. Where that shape makes a difference, a comment beside the row says
//! which.

mod access;
mod answer;
mod constraints;
mod docs;
mod endpoint;
mod enums;
mod errors;
mod limits;
mod params;
mod vendor;

#[cfg(test)]
mod tests;

use super::{Bump, Easing, Severity, Source, Verdict, Wire};
use crate::diff::{Change, Kind, Notice};

/// What is known about a kind of change.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The kind.
    pub kind: Kind,
    /// What it does.
    pub verdict: Verdict,
    /// What lowers the verdict on code that upgrades, if anything does.
    pub easing: Option<Easing>,
    /// What to do, in a sentence or two.
    pub hint: &'static str,
}

/// Rows of one chapter: kind, what released programs see, what code that upgrades sees, severity,
/// version, what to do; then the line that eases it, and what is seen and due with it.
macro_rules! rows {
    (
        $($id:ident $wire:ident $source:ident $severity:ident $bump:ident $hint:literal
            $(, $line:literal $eased:ident $then:ident)?;)*
    ) => {
        pub(super) const ROWS: &[$crate::review::Rule] = &[$(
            $crate::review::Rule {
                kind: $crate::diff::Kind::$id,
                verdict: $crate::review::Verdict {
                    wire: $crate::review::Wire::$wire,
                    source: $crate::review::Source::$source,
                    bump: $crate::review::Bump::$bump,
                    severity: $crate::review::Severity::$severity,
                },
                easing: super::rows!(@easing $($line $eased $then)?),
                hint: $hint,
            },
        )*];
    };
    (@easing) => {
        None
    };
    (@easing $line:literal $eased:ident $then:ident) => {
        Some($crate::review::Easing {
            line: $line,
            source: $crate::review::Source::$eased,
            bump: $crate::review::Bump::$then,
        })
    };
}
use rows;

const CHAPTERS: [&[Rule]; 10] = [
    endpoint::ROWS,
    params::ROWS,
    constraints::ROWS,
    enums::ROWS,
    answer::ROWS,
    errors::ROWS,
    access::ROWS,
    limits::ROWS,
    docs::ROWS,
    vendor::ROWS,
];

const fn count() -> usize {
    let mut count = 0;
    let mut chapter = 0;
    while chapter < CHAPTERS.len() {
        count += CHAPTERS[chapter].len();
        chapter += 1;
    }
    count
}

const fn joined() -> [Rule; count()] {
    let mut all = [CHAPTERS[0][0]; count()];
    let (mut chapter, mut next) = (0, 0);
    while chapter < CHAPTERS.len() {
        let mut row = 0;
        while row < CHAPTERS[chapter].len() {
            all[next] = CHAPTERS[chapter][row];
            next += 1;
            row += 1;
        }
        chapter += 1;
    }
    all
}

static ALL: [Rule; count()] = joined();

/// All rules, in the order of the catalogue.
pub static RULES: &[Rule] = &ALL;

/// The rule of a kind.
#[must_use]
pub fn rule(kind: Kind) -> Option<&'static Rule> {
    RULES.iter().find(|it| it.kind == kind)
}

/// What a change does, with what already eases it. Where a row has no line for that, the name and the
/// type in Rust stay, and code that upgrades does not notice. What has neither is not noticed either; with what
/// is lost, code breaks whatever the row says. What released clients cope with does nothing to them.
#[must_use]
pub fn verdict(change: &Change) -> Option<Verdict> {
    let rule = rule(change.kind)?;
    let mut verdict = rule.verdict;
    if change.covered {
        verdict.wire = Wire::Ok;
        verdict.severity = verdict.severity.min(Severity::Medium);
    }
    if change.notice == Notice::Lost {
        verdict.source = Source::Break;
        verdict.bump = Bump::Major;
    }
    if change.notice == Notice::Unseen {
        verdict.source = Source::Ok;
        verdict.bump = verdict.bump.min(Bump::Patch);
        return Some(verdict);
    }
    if !change.eased {
        return Some(verdict);
    }
    let (source, bump) = match rule.easing {
        Some(easing) => (easing.source, easing.bump),
        None => (Source::Ok, Bump::Patch),
    };
    // The spec did change, and the documentation of the client with it.
    let bump = bump.max(Bump::Patch);
    let verdict = Verdict {
        source: source.min(rule.verdict.source),
        bump: bump.min(rule.verdict.bump),
        ..verdict
    };
    let harmless = (verdict.wire, verdict.source) == (Wire::Ok, Source::Ok);
    Some(Verdict {
        severity: match verdict.bump {
            Bump::None | Bump::Patch if harmless => Severity::Info,
            _ => verdict.severity,
        },
        ..verdict
    })
}
