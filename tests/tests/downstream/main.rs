//! What `review::rust` says about code that upgrades is what the compiler says.
//!
//! The clients of both sides of every case in `tests/review` become two crates, and code that uses them is
//! compiled: code for every item that is named, and what people wrote in `use.rs`. Against the old
//! side all of it compiles; against the new one it gets the predicted errors and no others.

mod cargo;
mod cases;
mod declared;
mod messages;
mod probes;

use std::collections::{BTreeMap, BTreeSet};

use cases::Case;
use codegen::review::Source;
use golden_tests::none;
use messages::Said;
use probes::Probe;

/// All code of all cases, by the name of its module.
fn probes(cases: &[Case]) -> BTreeMap<String, Probe> {
    cases.iter().flat_map(probes::of).collect()
}

#[test]
fn the_compiler_says_what_is_predicted() {
    let cases = cases::all();
    let probes = probes(&cases);
    let workspace = cargo::Workspace::write(&cases, &probes);

    // Names first: what has none hides everything else.
    let first = workspace.check(&[("old", &|_| true), ("names", &|_| true)]);
    none(&first.of("client_old"));
    none(&first.of("client_new"));
    let old = first.by_probe("old");
    let broken: Vec<String> = old
        .iter()
        .flat_map(|(name, said)| said.iter().map(move |it| (name, it)))
        .filter(|(_, it)| it.is_error())
        .map(|(name, it)| format!("{name}, before: {it}"))
        .collect();
    none(&broken);

    let mut found: BTreeMap<String, BTreeSet<Said>> = first.by_probe("names");
    found.retain(|_, said| said.iter().any(Said::is_error));
    let named = |name: &str| !found.contains_key(name);
    let types = workspace.check(&[("types", &named)]).by_probe("types");
    let wrong: BTreeMap<String, BTreeSet<Said>> = types
        .into_iter()
        .filter(|(_, said)| said.iter().any(Said::is_error))
        .collect();
    let clean = |name: &str| named(name) && !wrong.contains_key(name);
    let warned = workspace
        .check(&[("warnings", &clean)])
        .by_probe("warnings");
    found.extend(wrong);
    found.extend(warned);

    let none_said = BTreeSet::new();
    let mut complaints = Vec::new();
    for (name, probe) in &probes {
        let said = found.get(name).unwrap_or(&none_said);
        let before = old.get(name).unwrap_or(&none_said);
        complaints.extend(probe.complaints(name, before, said));
    }
    complaints.extend(
        cases
            .iter()
            .flat_map(|case| verdicts(case, &probes, &found)),
    );
    none(&complaints);
}

/// Whether what the compiler says to all code of a case is as bad as the verdicts on its changes.
fn verdicts(
    case: &Case,
    probes: &BTreeMap<String, Probe>,
    found: &BTreeMap<String, BTreeSet<Said>>,
) -> Vec<String> {
    let of_case = probes.iter().filter(|(_, probe)| probe.case == case.name);
    let said: Vec<&Said> = of_case
        .filter_map(|(name, _)| found.get(name))
        .flatten()
        .collect();
    let worst = case.source();
    let is = match (said.iter().any(|it| it.is_error()), said.is_empty()) {
        (true, _) => Source::Break,
        (false, false) => Source::Warn,
        (false, true) => Source::Ok,
    };
    let agrees = match worst {
        Source::Risk => true,
        // Arguments of one type change places without a word of the compiler.
        Source::Break if case.rules() == ["P28"] => is != Source::Warn,
        other => other == is,
    };
    if agrees {
        return Vec::new();
    }
    let (worst, is) = (worst.as_str(), is.as_str());
    let rules = case.rules().join(" ");
    vec![format!(
        "{}: the verdict is {worst}, the compiler's {is}: {rules} {said:?}",
        case.name
    )]
}
