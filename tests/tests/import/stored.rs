//! The cases of `tests/pages`.

use std::fs;

use codegen::{import, model};
use golden_tests::{golden, none, render};
use serde_json::Value;

use crate::{
    case::{Case, cases, specs},
    coverage, filled,
};

/// Collects what one check says of all cases.
fn each(check: impl Fn(&Case) -> Vec<String>) {
    let complaints: Vec<String> = cases().iter().flat_map(check).collect();
    none(&complaints);
}

#[test]
fn drafts_and_doubts_are_as_expected() {
    each(|case| {
        let draft = case.draft();
        let texts = specs(&draft).join("---\n");
        let drafted = golden(&case.folder.join("draft.yaml"), &texts);
        let doubted = golden(
            &case.folder.join("doubts.txt"),
            &import::doubts_list(&draft),
        );
        drafted.err().into_iter().chain(doubted.err()).collect()
    });
}

#[test]
fn no_line_is_lost() {
    each(|case| coverage::lost(case, &case.draft()));
}

#[test]
fn a_draft_is_a_spec_with_decisions_open() {
    each(|case| {
        let draft = case.draft();
        let names = draft.operations.iter().map(|it| it.name.clone());
        let specs: Vec<(String, String)> = names.zip(specs(&draft)).collect();
        let (sources, checked) = filled::check(&specs);
        let mut codes = filled::codes(&checked);
        codes.remove("L06");
        // What the page itself contradicts stays wrong once the draft is filled in; see below.
        let announced = fs::read_to_string(case.folder.join("findings.txt")).unwrap_or_default();
        codes.retain(|code| !announced.contains(&format!("[{code}]")));
        if codes.is_empty() {
            Vec::new()
        } else {
            vec![format!("{}: {}", case.name, render(&sources, &checked))]
        }
    });
}

#[test]
fn a_draft_that_is_filled_in_breaks_only_rules_that_its_doubts_announce() {
    each(|case| {
        let draft = case.draft();
        let names = draft.operations.iter().map(|it| it.name.clone());
        let specs = names.zip(specs(&draft).into_iter().map(|it| filled::fill(&it)));
        let (sources, checked) = filled::check(&specs.collect::<Vec<_>>());
        let path = case.folder.join("findings.txt");
        let findings = if checked.diagnostics.is_empty() {
            String::new()
        } else {
            render(&sources, &checked)
        };
        if findings.is_empty() && !path.exists() {
            return Vec::new();
        }
        golden(&path, &findings).err().into_iter().collect()
    });
}

#[test]
fn drafts_are_json_for_other_tools() {
    each(|case| {
        let draft = case.draft();
        let json = model::json_of_draft(&draft);
        let json: Value = match serde_json::from_str(&json) {
            Ok(json) => json,
            Err(error) => return vec![format!("{}: {error}", case.name)],
        };
        let count = |key: &str| json[key].as_array().map(Vec::len);
        let names = json["operations"].as_array().into_iter().flatten();
        let names: Vec<&str> = names.filter_map(|it| it["name"].as_str()).collect();
        let expected: Vec<&str> = draft.operations.iter().map(|it| it.name.as_str()).collect();
        let fields = |key: &str| -> usize {
            let operations = json["operations"].as_array().into_iter().flatten();
            operations
                .filter_map(|it| it[key].as_array().map(Vec::len))
                .sum()
        };
        let mut wrong = Vec::new();
        if json["version"] != 1 || names != expected || count("doubts") != Some(draft.doubts.len())
        {
            wrong.push(format!(
                "{}: the JSON holds other operations or doubts",
                case.name
            ));
        }
        let params: usize = draft.operations.iter().map(|it| it.params.len()).sum();
        let response: usize = draft.operations.iter().map(|it| it.response.len()).sum();
        if (fields("params"), fields("response")) != (params, response) {
            wrong.push(format!("{}: the JSON holds other fields", case.name));
        }
        wrong
    });
}

#[test]
fn the_same_page_gives_the_same_draft_however_its_lines_end() {
    each(|case| {
        let draft = case.draft();
        // Another encoding has no such marks.
        let Ok(page) = String::from_utf8(case.bytes.clone()) else {
            return Vec::new();
        };
        let variants = [
            ("again", page.clone()),
            ("with CRLF", page.replace('\n', "\r\n")),
            ("with a BOM", format!("\u{feff}{page}")),
            (
                "without its last line break",
                page.trim_end_matches('\n').to_owned(),
            ),
        ];
        let mut wrong = Vec::new();
        for (what, text) in variants {
            let other = case.draft_of(text.as_bytes());
            let renamed = |text: String| text.replace(&other.sha256, &draft.sha256);
            let texts: Vec<String> = specs(&other).into_iter().map(renamed).collect();
            if texts != specs(&draft) || import::doubts_list(&other) != import::doubts_list(&draft)
            {
                wrong.push(format!("{} {what} gives another draft", case.name));
            }
        }
        wrong
    });
}
