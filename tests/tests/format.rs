//! What `specs/README.md` says of the format is what the parser does.

use std::{collections::BTreeMap, fs};

use codegen::keys::SECTIONS;
use golden_tests::{load, memory, none, render, workspace};

fn readme() -> String {
    let path = workspace("specs/README.md");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The text from a heading to the next one of the same or a higher level.
fn chapter<'a>(text: &'a str, heading: &str) -> &'a str {
    let start = text
        .find(&format!("\n{heading}\n"))
        .unwrap_or_else(|| panic!("no chapter {heading}"));
    let rest = &text[start + heading.len() + 2..];
    let level = heading.len() - heading.trim_start_matches('#').len();
    let next = (1..=level).filter_map(|level| rest.find(&format!("\n{} ", "#".repeat(level))));
    &rest[..next.min().unwrap_or(rest.len())]
}

/// The cells of a table's rows, without its head.
fn rows(text: &str) -> Vec<Vec<&str>> {
    text.lines()
        .filter(|line| line.starts_with('|'))
        .skip(2)
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect()
}

/// What stands in backquotes.
fn code(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

#[test]
fn every_key_is_described_and_every_description_is_of_a_key() {
    let readme = readme();
    let chapter = chapter(&readme, "## All keys");
    let mut documented = Vec::new();
    let mut described = BTreeMap::new();
    for section in chapter.split("\n### ").skip(1) {
        let name = code(section.lines().next().unwrap_or_default())[0];
        let mut keys = Vec::new();
        for row in rows(section) {
            let [key, what] = row[..] else {
                panic!("{name}: a row has two cells, not {row:?}");
            };
            assert!(
                what.ends_with('.') && what.len() > 5,
                "{name}.{key}: {what}"
            );
            keys.push((code(key)[0].to_owned(), what.ends_with("Required.")));
        }
        documented.push(name.to_owned());
        described.insert(name.to_owned(), keys);
    }
    let names: Vec<_> = SECTIONS.iter().map(|section| section.name).collect();
    assert_eq!(documented, names, "sections, in the order of the README");
    for section in SECTIONS {
        let known = section
            .keys
            .iter()
            .map(|key| (key.name.to_owned(), key.required));
        assert_eq!(
            described[section.name],
            known.collect::<Vec<_>>(),
            "{}",
            section.name
        );
    }
}

/// An operation with one response field of a type, and what is found in it.
fn findings_of_type(ty: &str, more: &str) -> Vec<&'static str> {
    let operation = format!(
        "operation: get_thing\nsummary: Fetch a thing.\nsource: {SOURCE}\nhttp: GET /v1/thing\n\
         idempotent: true\nresponse:\n  thing: {{ type: {ty}, {more}doc: The thing. }}\n"
    );
    let sources = memory(&[
        ("acme/service.yaml", SERVICE),
        ("acme/get_thing.yaml", &operation),
    ]);
    let checked = codegen::check(&sources, Vec::new());
    checked
        .diagnostics
        .iter()
        .map(|found| found.rule.code)
        .collect()
}

const SOURCE: &str = "{ checked: 2026-01-31, evidence: inferred, note: Made up for a test. }";

const SERVICE: &str = "\
service: acme
title: Acme
host: https://vendor.example
credential: bearer
feature: acme
envelopes: [{ code: error.code }]
source: { checked: 2026-01-31, evidence: inferred, note: Made up for a test. }
";

#[test]
fn every_built_in_type_is_described_and_every_described_type_is_built_in() {
    let readme = readme();
    let mut described = Vec::new();
    for row in rows(chapter(&readme, "## Types")) {
        described.extend(code(row[0]));
    }
    // The list that is shown when a type is unknown is the one that the parser has.
    let operation = format!(
        "operation: get_thing\nsummary: Fetch a thing.\nsource: {SOURCE}\nhttp: GET /v1/thing\n\
         idempotent: true\nresponse:\n  thing: {{ type: Thingamajig, doc: The thing. }}\n"
    );
    let sources = memory(&[
        ("acme/service.yaml", SERVICE),
        ("acme/get_thing.yaml", &operation),
    ]);
    let checked = codegen::check(&sources, Vec::new());
    let help = &checked.diagnostics[0].help[0];
    let (_, known) = help.split_once("one of: ").expect("a list of types");
    let mut known: Vec<&str> = known.split(", ").collect();
    known.sort_unstable();
    let shapes = ["[T]", "{ string: T }", "Name"];
    let mut built_in: Vec<&str> = described
        .iter()
        .copied()
        .filter(|ty| !shapes.contains(ty))
        .collect();
    built_in.sort_unstable();
    assert_eq!(built_in, known);
    for shape in shapes {
        assert!(described.contains(&shape), "{shape} is not described");
    }
    for ty in &built_in {
        let reason = if *ty == "json" {
            "reason: It is a test., "
        } else {
            ""
        };
        for ty in [
            (*ty).to_owned(),
            format!("[{ty}]"),
            format!("{{ string: {ty} }}"),
        ] {
            assert!(findings_of_type(&ty, reason).is_empty(), "{ty}");
        }
    }
    assert_eq!(findings_of_type("json", ""), ["T06"]);
    assert_eq!(findings_of_type("Name", ""), ["T01"]);
}

#[test]
fn the_commented_operation_has_no_errors_and_no_warnings() {
    let readme = readme();
    let chapter = chapter(&readme, "## An operation, commented");
    let start = chapter.find("```yaml\n").expect("an example") + "```yaml\n".len();
    let example = &chapter[start..start + chapter[start..].find("```").expect("its end")];
    let sources = memory(&[
        ("vendor/service.yaml", &SERVICE.replace("acme", "vendor")),
        ("vendor/list_recordings.yaml", example),
    ]);
    let checked = codegen::check(&sources, Vec::new());
    assert!(
        checked.diagnostics.is_empty(),
        "{}",
        render(&sources, &checked)
    );
    assert_eq!(checked.specs.services[0].operations[0].examples.len(), 1);
}

#[test]
fn the_specs_of_the_repository_have_no_errors_and_no_warnings() {
    let (sources, found) = load(&workspace("specs"));
    let checked = codegen::check(&sources, found);
    assert!(
        checked.diagnostics.is_empty(),
        "{}",
        render(&sources, &checked)
    );
    assert!(!checked.specs.services.is_empty());
}

#[test]
fn examples_of_rules_name_keys_that_exist() {
    // `wrong` and `right` are fragments; each word before a colon that looks like a key of the
    // format, and stands in flow style behind a type, is one.
    let known: Vec<&str> = SECTIONS
        .iter()
        .flat_map(|section| section.keys.iter().map(|key| key.name))
        .collect();
    let mut complaints = Vec::new();
    for rule in codegen::rules::RULES {
        for row in rule.right.lines().filter(|line| line.contains("{ type: ")) {
            let Some((_, inside)) = row.split_once("{ type: ") else {
                continue;
            };
            for part in inside.split(", ").skip(1) {
                let Some((key, _)) = part.split_once(": ") else {
                    continue;
                };
                if !known.contains(&key) {
                    complaints.push(format!("{}: `{key}` in `right` is no key", rule.code));
                }
            }
        }
    }
    none(&complaints);
}
