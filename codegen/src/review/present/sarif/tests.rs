//! What the format demands, checked by hand: its schema may not be kept here.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::sarif;
use crate::review::{Report, present::fixture};

fn run(report: &Report) -> Value {
    let log: Value = serde_json::from_str(&sarif(report)).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(log["runs"].as_array().map(Vec::len), Some(1));
    log["runs"][0].clone()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn result<'a>(run: &'a Value, rule: &str) -> &'a Value {
    let results = list(&run["results"]);
    let found = results.iter().find(|it| it["ruleId"] == rule);
    found.unwrap_or_else(|| panic!("no result of {rule}"))
}

fn check_location(location: &Value) {
    let physical = &location["physicalLocation"];
    if !physical.is_null() {
        let uri = physical["artifactLocation"]["uri"].as_str().expect("a URI");
        assert!(uri.is_ascii() && !uri.contains([' ', ':', '%']) && !uri.starts_with('/'));
        assert_eq!(physical["artifactLocation"]["uriBaseId"], "SRCROOT");
        assert!(physical["region"]["startLine"].as_u64() > Some(0));
    }
    let name = &location["logicalLocations"][0]["fullyQualifiedName"];
    assert!(name.as_str().is_some_and(|it| it.contains('#')));
}

#[test]
fn results_rules_and_locations_are_as_the_format_demands() {
    for report in [
        fixture::report(),
        fixture::with_unexplained(),
        fixture::unchanged(),
    ] {
        let run = run(&report);
        assert!(run["tool"]["driver"]["name"].is_string());
        assert!(run["originalUriBaseIds"]["SRCROOT"].is_object());
        let rules = list(&run["tool"]["driver"]["rules"]);
        let ids: BTreeSet<_> = rules.iter().map(|it| it["id"].as_str()).collect();
        assert_eq!(ids.len(), rules.len());
        for rule in rules {
            for key in ["shortDescription", "fullDescription", "help"] {
                let text = rule[key]["text"].as_str().expect("a text");
                assert!(text.ends_with('.'), "{text}");
            }
        }
        let levels = ["error", "warning", "note"];
        let mut fingerprints = BTreeSet::new();
        for result in list(&run["results"]) {
            let index = result["ruleIndex"].as_u64().expect("an index");
            let index = usize::try_from(index).expect("a small one");
            assert_eq!(rules[index]["id"], result["ruleId"]);
            assert!(levels.iter().any(|it| result["level"] == *it));
            assert_eq!(result["baselineState"], "new");
            assert!(
                result["message"]["text"]
                    .as_str()
                    .is_some_and(|it| !it.is_empty())
            );
            let fingerprint = result["partialFingerprints"]["changeId/v1"].as_str();
            let fingerprint = fingerprint.expect("a fingerprint");
            assert!(fingerprint.len() == 16 && fingerprints.insert(fingerprint));
            assert_eq!(list(&result["locations"]).len(), 1);
            check_location(&result["locations"][0]);
            for (id, location) in list(&result["relatedLocations"]).iter().enumerate() {
                assert_eq!(location["id"], id);
                assert!(location["message"]["text"].is_string());
                check_location(location);
            }
        }
    }
}

#[test]
fn wording_is_left_out_and_everything_else_is_there() {
    let report = fixture::report();
    let run = run(&report);
    let folded = ["D01", "D03", "D05"];
    assert_eq!(
        list(&run["results"]).len(),
        report.entries.len() - folded.len()
    );
    for rule in folded {
        assert!(list(&run["results"]).iter().all(|it| it["ruleId"] != rule));
    }
}

#[test]
fn levels_follow_the_verdicts() {
    let run = run(&fixture::report());
    for (rule, level) in [
        ("P02", "error"),
        ("R06", "error"),
        ("P18", "error"),
        ("C09", "warning"),
        ("D02", "warning"),
        ("D09", "warning"),
        ("P01", "note"),
        ("L04", "note"),
    ] {
        assert_eq!(result(&run, rule)["level"], level, "{rule}");
    }
}

#[test]
fn a_change_at_two_places_has_its_old_lines_and_the_other_place() {
    let run = run(&fixture::report());
    let renamed = result(&run, "R06");
    assert_eq!(
        renamed["message"]["text"],
        "Field renamed.\nharbour/get_voyage#response.voyages[].files[].link, and at 1 more\nBefore: download_url\nAfter: link\n\
         Released clients: silent\nCode that upgrades: break\nE0609: no field `download_url` on type `VoyageFile`\n\
         One line: rust_name: download_url → ok"
    );
    assert_eq!(
        renamed["locations"][0],
        json!({
            "physicalLocation": {
                "artifactLocation": {"uri": "specs/harbour/get_voyage.yaml", "uriBaseId": "SRCROOT"},
                "region": {"startLine": 23}
            },
            "logicalLocations": [{"fullyQualifiedName": "harbour/get_voyage#response.voyages[].files[].link"}]
        })
    );
    let related: Vec<_> = list(&renamed["relatedLocations"])
        .iter()
        .map(|it| {
            let physical = &it["physicalLocation"];
            (
                it["message"]["text"].as_str().unwrap_or_default(),
                physical["artifactLocation"]["uri"]
                    .as_str()
                    .unwrap_or_default(),
                physical["region"]["startLine"].as_u64().unwrap_or_default(),
            )
        })
        .collect();
    let (get, list) = (
        "specs/harbour/get_voyage.yaml",
        "specs/harbour/list_voyages.yaml",
    );
    assert_eq!(
        related,
        [
            ("As it was in origin/main.", get, 18),
            ("As it was in origin/main.", list, 19),
            ("The same change.", list, 24),
        ]
    );
}

#[test]
fn a_suggested_line_is_an_edit_of_no_length() {
    let run = run(&fixture::report());
    assert_eq!(
        result(&run, "R06")["fixes"],
        json!([{
            "description": {"text": "Add rust_name: download_url"},
            "artifactChanges": [{
                "artifactLocation": {"uri": "specs/harbour/types.yaml", "uriBaseId": "SRCROOT"},
                "replacements": [{
                    "deletedRegion": {"startLine": 41, "startColumn": 27, "endColumn": 27},
                    "insertedContent": {"text": ", rust_name: download_url"}
                }]
            }]
        }])
    );
    assert!(result(&run, "P18").get("fixes").is_none());
}

#[test]
fn what_is_gone_is_where_it_was_and_what_was_approved_says_why() {
    let run = run(&fixture::report());
    let removed = result(&run, "E02");
    assert_eq!(
        removed["locations"][0]["physicalLocation"],
        json!({
            "artifactLocation": {"uri": "specs/harbour/list_pilots.yaml", "uriBaseId": "SRCROOT"},
            "region": {"startLine": 18}
        })
    );
    assert_eq!(
        result(&run, "C07")["suppressions"],
        json!([{"kind": "external", "status": "accepted", "justification": "callers send at most 20 (until 2026-12-31)"}])
    );
    assert!(removed.get("suppressions").is_none());
}

#[test]
fn a_difference_without_a_rule_is_an_error() {
    let run = run(&fixture::with_unexplained());
    let gap = result(&run, "unexplained");
    assert_eq!(gap["level"], "error");
    assert_eq!(
        gap["message"]["text"],
        "No rule explains that declared.style of harbour/list_voyages#query.page_size differs.\n\
         Before: \"comma\"\nAfter: \"pipe\""
    );
}

#[test]
fn nothing_of_a_spec_is_a_link_a_placeholder_or_another_path() {
    let mut report = fixture::report();
    let entry = &mut report.entries[0];
    entry.change.new = Some("[look](https://evil.example) {0}".to_owned());
    let spot = entry.places[0].new.as_mut().expect("a place");
    spot.file = "specs/a b%2F:页\u{202e}?x#y.yaml".to_owned();
    let run = run(&report);
    let text = run["results"][0]["message"]["text"]
        .as_str()
        .expect("a text");
    assert!(
        text.contains("After: [look] (https://evil.example) { 0}"),
        "{text}"
    );
    let physical = &run["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(
        physical["artifactLocation"]["uri"],
        "specs/a%20b%252F%3A%E9%A1%B5%E2%80%AE%3Fx%23y.yaml"
    );

    let spot = report.entries[0].places[0].new.as_mut().expect("a place");
    spot.file = "/tmp/specs/a.yaml".to_owned();
    let absolute = self::run(&report)["results"][0]["locations"][0]["physicalLocation"].clone();
    assert_eq!(
        absolute["artifactLocation"],
        json!({"uri": "file:///tmp/specs/a.yaml"})
    );
}
