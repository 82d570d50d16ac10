//! Every rule about changes has a case in `tests/review`: specs before and after, and the whole report.
//!
//! `old/` and `new/` hold the files of one service, `vendor`; its `service.yaml` is `tests/review/service.yaml`
//! unless a case brings its own. A folder within them is another service. `expected.txt` says what is
//! reported, one line for each entry in the order of the report:
//!
//! ```text
//! RULE wire source severity bump | operation subject | old → new
//!     places: all of them, if there are several
//!     was: the subject before
//!     confirm: whether it is a guess
//!     within: what came or went with it
//!     covered: whether released clients know what to do
//!     eased: the verdict on code, without the line in `new/` that eases it
//!     line: what would ease it → the verdict on code then, and the version
//! ```
//!
//! In a case called `RULE-not-…` the rule is not to be reported.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use codegen::{
    Checked, Source, Sources,
    diff::Kind,
    model::of_specs,
    review::{Entry, Report, Side, report, rule},
};
use golden_tests::{data, entries, golden, none};

/// Rules that no two specs bring about.
const NOT_OF_SPECS: &[(Kind, &str)] = &[(
    Kind::E05,
    "only a page proves nothing; `import --compare` says so",
)];

/// Folders of cases: all of `tests/review` that has specs in it.
fn cases() -> Vec<(String, PathBuf)> {
    let root = data("review");
    let all = entries(&root)
        .into_iter()
        .map(|name| (name.clone(), root.join(name)));
    all.filter(|(_, folder)| folder.is_dir()).collect()
}

/// The rule that a case is about.
fn id(case: &str) -> &str {
    case.split('-').next().unwrap_or_default()
}

/// Whether the rule is to be reported; other cases show what it is not about.
fn is_about(case: &str) -> bool {
    !case.contains("-not-")
}

/// The files of one side.
fn files(folder: &Path) -> Vec<Source> {
    let mut found = Vec::new();
    for name in entries(folder) {
        let path = folder.join(&name);
        if path.is_dir() {
            let inner = entries(&path);
            found.extend(inner.iter().map(|it| source(&name, it, &path.join(it))));
        } else {
            found.push(source("vendor", &name, &path));
        }
    }
    let own = |it: &Source| it.folder == "vendor" && it.name == "service.yaml";
    if !found.iter().any(own) {
        let shared = data("review/service.yaml");
        found.push(source("vendor", "service.yaml", &shared));
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn source(folder: &str, name: &str, path: &Path) -> Source {
    let text = fs::read_to_string(path);
    Source {
        path: format!("specs/{folder}/{name}"),
        folder: folder.to_owned(),
        name: name.to_owned(),
        text: text.unwrap_or_else(|error| panic!("{}: {error}", path.display())),
    }
}

/// The specs of one side.
fn check(folder: &Path) -> (Sources, Checked) {
    let sources = Sources::new(files(folder));
    let checked = codegen::check(&sources, Vec::new());
    (sources, checked)
}

fn side<'a>(label: &str, (sources, checked): &'a (Sources, Checked)) -> Side<'a> {
    Side {
        label: label.to_owned(),
        sources,
        specs: &checked.specs,
        model: of_specs(sources, &checked.specs),
        version: None,
    }
}

/// The report in lines.
fn lines(report: &Report) -> String {
    let mut out = String::new();
    for entry in &report.entries {
        describe(entry, &mut out);
    }
    out
}

fn describe(entry: &Entry, out: &mut String) {
    let (change, verdict) = (&entry.change, entry.verdict);
    let places: Vec<String> = entry
        .places
        .iter()
        .map(|at| match (at.operation.as_str(), at.subject.as_str()) {
            ("", "") => entry.service.clone(),
            ("", subject) => format!("{} {subject}", entry.service),
            (operation, "") => operation.to_owned(),
            (operation, subject) => format!("{operation} {subject}"),
        })
        .collect();
    let value = |it: &Option<String>| it.as_deref().unwrap_or("–").trim().replace('\n', "⏎");
    let mut line = |text: String| {
        let _ = writeln!(out, "{text}");
    };
    line(format!(
        "{} {} {} {} {} | {} | {} → {}",
        change.kind.id(),
        verdict.wire.as_str(),
        verdict.source.as_str(),
        verdict.severity.as_str(),
        verdict.bump.as_str(),
        places.first().map_or("", String::as_str),
        value(&change.old),
        value(&change.new),
    ));
    if places.len() > 1 {
        line(format!("    places: {}", places.join(", ")));
    }
    if let Some(was) = &change.was {
        line(format!("    was: {was}"));
    }
    if change.possible_rename {
        line("    confirm: a possible rename".to_owned());
    }
    if !change.within.is_empty() {
        line(format!("    within: {}", change.within.join(", ")));
    }
    if change.covered {
        line("    covered: released clients cope".to_owned());
    }
    if let (true, Some(rule)) = (change.eased, rule(change.kind)) {
        let (source, bump) = (rule.verdict.source, rule.verdict.bump);
        line(format!(
            "    eased: {} {} otherwise",
            source.as_str(),
            bump.as_str()
        ));
    }
    if let Some(eased) = &entry.easing {
        line(format!(
            "    line: {} → {} {}",
            eased.line,
            eased.source.as_str(),
            eased.bump.as_str()
        ));
    }
}

/// What is wrong with one case.
fn complaints(name: &str, folder: &Path) -> Vec<String> {
    let (old, new) = (check(&folder.join("old")), check(&folder.join("new")));
    let faulty = [&old, &new].into_iter();
    let faulty: Vec<String> = faulty
        .filter(|it| !it.1.diagnostics.is_empty())
        .map(|it| format!("{name}:\n{}", golden_tests::render(&it.0, &it.1)))
        .collect();
    if !faulty.is_empty() {
        return faulty;
    }
    let report = report(&side("old", &old), &side("new", &new));
    let text = lines(&report);
    let mut found = Vec::new();
    found.extend(golden(&folder.join("expected.txt"), &text).err());
    let reported = report.entries.iter().any(|it| it.kind().id() == id(name));
    if reported != is_about(name) {
        found.push(format!("{name}: reported is {reported}:\n{text}"));
    }
    for it in &report.unexplained {
        found.push(format!("{name}: not explained: {it:?}"));
    }
    found
}

#[test]
fn cases_are_reported_as_expected() {
    let all = cases().into_iter();
    let found: Vec<String> = all
        .flat_map(|(name, folder)| complaints(&name, &folder))
        .collect();
    none(&found);
}

#[test]
fn every_rule_has_a_case_and_every_case_a_rule() {
    let cases = cases();
    let invented: Vec<&str> = cases
        .iter()
        .map(|(name, _)| id(name))
        .filter(|it| !Kind::ALL.iter().any(|kind| kind.id() == *it))
        .collect();
    assert_eq!(invented, Vec::<&str>::new(), "cases without a rule");
    let about_it = cases.iter().filter(|it| is_about(&it.0));
    let tested: BTreeSet<&str> = about_it.map(|it| id(&it.0)).collect();
    let exempt = |kind: Kind| NOT_OF_SPECS.iter().any(|it| it.0 == kind);
    let known: BTreeSet<&str> = Kind::ALL
        .iter()
        .filter(|it| !exempt(**it))
        .map(|it| it.id())
        .collect();
    let missing: Vec<_> = known.difference(&tested).collect();
    assert_eq!(missing, Vec::<&&str>::new(), "rules without a case");
}
