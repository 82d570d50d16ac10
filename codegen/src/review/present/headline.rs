//! What matters most, in one line, and how loudly to say a change.

use crate::review::{Bump, Entry, Report, Source, Verdict, Wire, next};

/// How loudly a change is said where there are three degrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Note,
    Warning,
    Error,
}

impl Level {
    pub(super) fn of(entry: &Entry) -> Self {
        let level = Self::of_verdict(entry.verdict);
        if entry.needs_decision() {
            level.max(Self::Warning)
        } else {
            level
        }
    }

    pub(super) fn of_verdict(verdict: Verdict) -> Self {
        if verdict.wire >= Wire::Silent || verdict.source == Source::Break {
            Self::Error
        } else if verdict.wire > Wire::Ok || verdict.source > Source::Ok {
            Self::Warning
        } else {
            Self::Note
        }
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// `2 silent, 3 source breaks, 101 new operations`
pub(super) fn figures(report: &Report) -> String {
    let summary = &report.summary;
    let wire = |wire| summary.wires.get(&wire).copied().unwrap_or(0);
    let source = |source| summary.sources.get(&source).copied().unwrap_or(0);
    let parts = [
        (report.unexplained.len(), "unexplained", "unexplained"),
        (wire(Wire::Break), "breaking", "breaking"),
        (wire(Wire::Silent), "silent", "silent"),
        (wire(Wire::Risk), "at risk", "at risk"),
        (source(Source::Break), "source break", "source breaks"),
        (
            source(Source::Risk),
            "possible source break",
            "possible source breaks",
        ),
        (summary.added, "new operation", "new operations"),
        (summary.removed, "removed operation", "removed operations"),
    ];
    let parts = parts.iter().filter(|(number, ..)| *number > 0);
    let parts: Vec<_> = parts
        .map(|(number, one, many)| count(*number, one, many))
        .collect();
    match (parts.is_empty(), report.entries.is_empty()) {
        (false, _) => parts.join(", "),
        (true, false) => "nothing that breaks".to_owned(),
        (true, true) => "nothing differs".to_owned(),
    }
}

/// `0.16.0 as written, 0.15.1 with 3 lines`
pub(super) fn versions(report: &Report) -> String {
    let summary = &report.summary;
    let version = |bump: Bump| {
        let known = report.old.version.as_deref();
        known
            .and_then(|it| next(it, bump))
            .unwrap_or_else(|| match bump {
                Bump::None => "no new version".to_owned(),
                bump => format!("{} version", bump.as_str()),
            })
    };
    let (written, eased) = (version(summary.bump), version(summary.eased.1));
    if summary.lines == 0 || written == eased {
        return written;
    }
    let lines = count(summary.lines, "line", "lines");
    format!("{written} as written, {eased} with {lines}")
}

pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::{figures, versions};
    use crate::review::{Source, present::fixture};

    #[test]
    fn the_worst_comes_first_and_what_is_not_there_is_not_mentioned() {
        assert_eq!(
            figures(&fixture::report()),
            "3 breaking, 3 silent, 2 at risk, 5 source breaks, 2 new operations, 1 removed operation"
        );
        assert!(figures(&fixture::with_unexplained()).starts_with("2 unexplained, 3 breaking"));
        assert_eq!(figures(&fixture::unchanged()), "nothing differs");
        let mut report = fixture::unchanged();
        report.summary.sources = [(Source::Risk, 1)].into();
        assert_eq!(figures(&report), "1 possible source break");
    }

    #[test]
    fn the_version_is_said_with_and_without_the_suggested_lines() {
        let mut report = fixture::report();
        assert_eq!(versions(&report), "0.16.0");
        report.summary.eased.1 = crate::review::Bump::Minor;
        assert_eq!(versions(&report), "0.16.0 as written, 0.15.1 with 3 lines");
        report.old.version = None;
        assert_eq!(
            versions(&report),
            "major version as written, minor version with 3 lines"
        );
        assert_eq!(versions(&fixture::unchanged()), "0.15.0");
    }
}
