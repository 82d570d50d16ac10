//! Every rule has a case in `tests/diagnostics`: specs that break it, and what is said about them.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use codegen::rules::RULES;
use golden_tests::{check, data, entries, golden, none, render};

/// Adds files to a folder of specs.
type Recipe = fn(&Path);

/// What cannot be a file in a repository is added to a copy of a case's specs.
const RECIPES: &[(&str, Recipe)] = &[("L01-not-utf8", not_utf8), ("L02-too-large", too_large)];

fn not_utf8(specs: &Path) {
    // The vendor's word for a meeting, in UTF-8 and then in GBK.
    let text = b"operation: list_things\nterm: \xe4\xbc\x9a\xe8\xae\xae or \xbb\xe1\xd2\xe9\n";
    write(&specs.join("acme/list_things.yaml"), text);
}

fn too_large(specs: &Path) {
    let line = "# A comment of thirty-two bytes.\n";
    write(
        &specs.join("acme/list_things.yaml"),
        line.repeat(160_000).as_bytes(),
    );
}

fn write(path: &Path, content: &[u8]) {
    fs::write(path, content).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

fn cases() -> Vec<(String, PathBuf)> {
    entries(&data("diagnostics"))
        .into_iter()
        .map(|name| (name.clone(), data("diagnostics").join(name)))
        .collect()
}

fn code(case: &str) -> &str {
    case.split('-').next().unwrap_or_default()
}

#[test]
fn cases_say_what_is_expected() {
    let mut complaints = Vec::new();
    for (name, folder) in cases() {
        let recipe = RECIPES.iter().find(|(case, _)| *case == name);
        let copy = tempfile::tempdir().expect("a temporary folder");
        let specs = match recipe {
            Some((_, cook)) => {
                copy_specs(&folder.join("specs"), copy.path());
                cook(copy.path());
                copy.path().to_owned()
            }
            None => folder.join("specs"),
        };
        let (sources, checked) = check(&specs);
        let text = render(&sources, &checked);
        for found in &checked.diagnostics {
            if found.rule.code != code(&name) {
                complaints.push(format!("{name}: it is about another rule as well:\n{text}"));
                break;
            }
            if found.help.is_empty() {
                complaints.push(format!("{name}: there is no way out of: {}", found.message));
            }
        }
        if checked.diagnostics.is_empty() {
            complaints.push(format!("{name}: nothing was found"));
        }
        complaints.extend(golden(&folder.join("expected.txt"), &text).err());
    }
    none(&complaints);
}

fn copy_specs(from: &Path, to: &Path) {
    for service in entries(from) {
        fs::create_dir(to.join(&service)).expect("a folder");
        for file in entries(&from.join(&service)) {
            fs::copy(
                from.join(&service).join(&file),
                to.join(&service).join(&file),
            )
            .expect("a copy");
        }
    }
}

#[test]
fn every_rule_has_a_case_and_every_case_a_rule() {
    let cases = cases();
    let tested: BTreeSet<&str> = cases.iter().map(|(name, _)| code(name)).collect();
    let rules: BTreeSet<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(tested, rules);
    for (name, _) in RECIPES {
        assert!(
            cases.iter().any(|(case, _)| case == name),
            "{name} has no folder"
        );
    }
}

#[test]
fn rows_of_rules_are_complete() {
    for rule in RULES {
        for (part, text) in [
            ("sentence", rule.sentence),
            ("why", rule.why),
            ("wrong", rule.wrong),
            ("right", rule.right),
        ] {
            assert!(!text.trim().is_empty(), "{}: {part} is empty", rule.code);
        }
        assert_ne!(rule.wrong, rule.right, "{}", rule.code);
        assert!(
            rule.sentence.ends_with('.'),
            "{}: {}",
            rule.code,
            rule.sentence
        );
        assert!(rule.why.ends_with('.'), "{}: {}", rule.code, rule.why);
        let found = codegen::rules::find(&rule.code.to_lowercase());
        assert!(
            found.is_some_and(|found| found.code == rule.code),
            "{}",
            rule.code
        );
    }
}
