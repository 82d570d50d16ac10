//! validate: the last stage at which the author of a spec can be wrong.

use std::collections::HashSet;

use crate::{
    diagnostic::{self, Diagnostic, Severity},
    examine, parse,
    rules::{Check, RULES},
    source::Sources,
    spec::Specs,
    view::View,
};

/// What is known about a folder of specs.
#[derive(Debug)]
pub struct Checked {
    /// The specs. Files with errors in them are left out.
    pub specs: Specs,
    /// All findings, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
}

impl Checked {
    /// Whether anything can be generated.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|found| found.rule.severity == Severity::Error)
    }
}

/// parse, then validate: finds everything that is wrong with all files.
///
/// `found` is what loading already found.
#[must_use]
pub fn check(sources: &Sources, found: Vec<Diagnostic>) -> Checked {
    let (mut specs, problems) = parse::parse(sources);
    let mut diagnostics = found;
    // A file that could not be decoded has been reported; its text is no YAML either.
    let unread: HashSet<u32> = diagnostics.iter().map(|it| it.place.file).collect();
    diagnostics.extend(problems.into_iter().filter(|it| !unread.contains(&it.place.file)));
    let broken: HashSet<u32> = diagnostics.iter().map(|it| it.place.file).collect();

    let folders_broken: HashSet<&str> = broken
        .iter()
        .filter_map(|file| sources.files().get(*file as usize))
        .map(|source| source.folder.as_str())
        .collect();
    // What would follow from a broken file is not reported: only what is wrong by itself.
    specs.services.retain(|service| {
        !broken.contains(&service.file)
            && !service.shared.iter().any(|scope| broken.contains(&scope.file))
    });
    for service in &mut specs.services {
        service
            .operations
            .retain(|operation| !broken.contains(&operation.file));
    }
    for service in &specs.services {
        let folder = &sources.files()[service.file as usize].folder;
        let view = View {
            sources,
            service,
            complete: !folders_broken.contains(folder.as_str()),
        };
        for rule in RULES {
            if let Check::Service(check) = rule.check {
                check(&view, &mut diagnostics);
            }
        }
        examine::examine(&view, &mut diagnostics);
    }
    diagnostic::sort(&mut diagnostics);
    diagnostic::limit(&mut diagnostics);
    Checked { specs, diagnostics }
}
