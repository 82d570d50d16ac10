//! The report under the keys that programs see. A key is always there; `null` is what is not known or not said.

use serde::Serialize;

use super::{
    change::{At, Change, Decision},
    example::Example,
};
use crate::review::{self as review, Report, Source, Stale, Wire, next};

/// The schema, from the root of the repository.
const SCHEMA: &str = "reviews/diff.schema.json";

/// Version of the form.
const VERSION: u32 = 1;

#[derive(Serialize)]
pub(super) struct Document<'a> {
    schema: &'static str,
    version: u32,
    services: &'a [String],
    base: Edition<'a>,
    head: Edition<'a>,
    summary: Summary,
    changes: Vec<Change<'a>>,
    examples: Vec<Example<'a>>,
    unexplained: Vec<Unexplained<'a>>,
    stale: Vec<StaleApproval<'a>>,
}

impl<'a> Document<'a> {
    pub(super) fn of(report: &'a Report) -> Self {
        Self {
            schema: SCHEMA,
            version: VERSION,
            services: &report.services,
            base: Edition::of(&report.old),
            head: Edition::of(&report.new),
            summary: Summary::of(report),
            changes: report.entries.iter().map(Change::of).collect(),
            examples: report.examples.iter().map(Example::of).collect(),
            unexplained: report.unexplained.iter().map(Unexplained::of).collect(),
            stale: report.stale.iter().map(StaleApproval::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct Edition<'a> {
    label: &'a str,
    operations: usize,
    checked: Option<Days<'a>>,
    client_version: Option<&'a str>,
}

#[derive(Serialize)]
struct Days<'a> {
    first: &'a str,
    last: &'a str,
}

impl<'a> Edition<'a> {
    fn of(edition: &'a review::Edition) -> Self {
        let checked = edition.checked.as_ref();
        Self {
            label: &edition.label,
            operations: edition.operations,
            checked: checked.map(|(first, last)| Days { first, last }),
            client_version: edition.version.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct Summary {
    wire: &'static str,
    source: &'static str,
    bump: &'static str,
    eased: EasedSummary,
    next: Next,
    wires: Wires,
    sources: Sources,
    undecided: usize,
    operations: Operations,
}

#[derive(Serialize)]
struct EasedSummary {
    source: &'static str,
    bump: &'static str,
    lines: usize,
}

#[derive(Serialize)]
struct Next {
    as_written: Option<String>,
    eased: Option<String>,
}

#[derive(Serialize)]
struct Wires {
    ok: usize,
    risk: usize,
    silent: usize,
    r#break: usize,
}

#[derive(Serialize)]
struct Sources {
    ok: usize,
    warn: usize,
    risk: usize,
    r#break: usize,
}

#[derive(Serialize)]
struct Operations {
    touched: usize,
    added: usize,
    removed: usize,
    reworded: usize,
}

impl Summary {
    fn of(report: &Report) -> Self {
        let summary = &report.summary;
        let (source, bump) = summary.eased;
        let after = |bump| next(report.old.version.as_deref()?, bump);
        let wires = |wire| summary.wires.get(&wire).copied().unwrap_or(0);
        let sources = |source| summary.sources.get(&source).copied().unwrap_or(0);
        Self {
            wire: summary.wire.as_str(),
            source: summary.source.as_str(),
            bump: summary.bump.as_str(),
            eased: EasedSummary {
                source: source.as_str(),
                bump: bump.as_str(),
                lines: summary.lines,
            },
            next: Next {
                as_written: after(summary.bump),
                eased: after(bump),
            },
            wires: Wires {
                ok: wires(Wire::Ok),
                risk: wires(Wire::Risk),
                silent: wires(Wire::Silent),
                r#break: wires(Wire::Break),
            },
            sources: Sources {
                ok: sources(Source::Ok),
                warn: sources(Source::Warn),
                risk: sources(Source::Risk),
                r#break: sources(Source::Break),
            },
            undecided: summary.undecided,
            operations: Operations {
                touched: summary.touched,
                added: summary.added,
                removed: summary.removed,
                reworded: summary.reworded,
            },
        }
    }
}

#[derive(Serialize)]
struct Unexplained<'a> {
    service: &'a str,
    operation: &'a str,
    subject: &'a str,
    key: &'a str,
    old: Option<&'a str>,
    new: Option<&'a str>,
    base: Option<At<'a>>,
    head: Option<At<'a>>,
}

impl<'a> Unexplained<'a> {
    fn of(found: &'a review::Unexplained) -> Self {
        Self {
            service: &found.service,
            operation: &found.operation,
            subject: &found.subject,
            key: &found.key,
            old: found.old.as_deref(),
            new: found.new.as_deref(),
            base: found.old_at.as_ref().map(At::of),
            head: found.new_at.as_ref().map(At::of),
        }
    }
}

#[derive(Serialize)]
struct StaleApproval<'a> {
    service: &'a str,
    why: &'static str,
    approval: Decision<'a>,
}

impl<'a> StaleApproval<'a> {
    fn of(stale: &'a review::StaleApproval) -> Self {
        Self {
            service: &stale.service,
            why: match stale.why {
                Stale::Expired => "expired",
                Stale::Unmatched => "unmatched",
            },
            approval: Decision::of(&stale.approval),
        }
    }
}
