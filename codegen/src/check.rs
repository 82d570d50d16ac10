//! validate: the last stage at which the author of a spec can be wrong.

use std::collections::HashSet;

use crate::{
    diagnostic::{self, Diagnostic, Severity},
    examine, parse,
    rules::{self, Check, RULES, Rule},
    source::Sources,
    spec::{Service, Specs},
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

/// Rules whose breaking loses nothing: the value is read as it was meant.
static KEPT: [&Rule; 3] = [
    &rules::NEEDS_QUOTES,
    &rules::PRESENCE_TWICE,
    &rules::DUPLICATE_KEY,
];

/// Rules that judge a value by itself. Where a file has been read only in part, what others find
/// may merely follow from what is missing.
static LOCAL: [&Rule; 18] = [
    &rules::BAD_NAME,
    &rules::RESERVED_NAME,
    &rules::FILE_NAME,
    &rules::SAME_ROUTE,
    &rules::BAD_GROUP,
    &rules::BAD_DATE,
    &rules::BAD_PATH,
    &rules::BAD_HOST,
    &rules::HEADER_NAME,
    &rules::KEY_NOT_FITTING,
    &rules::JSON_WITHOUT_REASON,
    &rules::VALUE_NOT_FITTING,
    &rules::BOUNDS_CROSSED,
    &rules::ENUM_VALUE_TWICE,
    &rules::ENUM_VALUE_KIND,
    &rules::BAD_PATTERN,
    &rules::ERROR_TWICE,
    &rules::ERROR_STATUS,
];

fn is_one_of(found: &Diagnostic, rules: &[&Rule]) -> bool {
    rules.iter().any(|rule| rule.code == found.rule.code)
}

/// Whether what all operations of a service share was read only in part.
fn is_broken(service: &Service, broken: &HashSet<u32>) -> bool {
    broken.contains(&service.file)
        || service
            .shared
            .iter()
            .any(|scope| broken.contains(&scope.file))
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
    diagnostics.extend(
        problems
            .into_iter()
            .filter(|it| !unread.contains(&it.place.file)),
    );
    let broken: HashSet<u32> = diagnostics
        .iter()
        .filter(|it| !is_one_of(it, &KEPT))
        .map(|it| it.place.file)
        .collect();
    let folders_broken: HashSet<&str> = broken
        .iter()
        .filter_map(|file| sources.files().get(*file as usize))
        .map(|source| source.folder.as_str())
        .collect();
    for service in &specs.services {
        let folder = &sources.files()[service.file as usize].folder;
        let view = View {
            sources,
            service,
            complete: !folders_broken.contains(folder.as_str()),
        };
        let mut found = Vec::new();
        for rule in RULES {
            if let Check::Service(check) = rule.check {
                check(&view, &mut found);
            }
        }
        examine::examine(&view, &mut found);
        let shared_broken = is_broken(service, &broken);
        found.retain(|it| {
            let whole = !shared_broken && !broken.contains(&it.place.file);
            whole || is_one_of(it, &LOCAL)
        });
        diagnostics.append(&mut found);
    }
    rules::same_markers(&specs.services, &mut diagnostics);
    specs
        .services
        .retain(|service| !is_broken(service, &broken));
    for service in &mut specs.services {
        service
            .operations
            .retain(|operation| !broken.contains(&operation.file));
    }
    diagnostic::sort(&mut diagnostics);
    diagnostic::limit(&mut diagnostics);
    Checked { specs, diagnostics }
}
