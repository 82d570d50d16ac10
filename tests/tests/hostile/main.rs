//! Whatever a vendor writes stays text: no code, no markup, no link, no doctest.

mod attacks;
mod markdown;
mod refused;
mod rust;

use std::fmt::Write as _;

use codegen::File;
use golden_tests::generated::{generate, quoted, vendor_options, vendor_specs};
use markdown::{judge, visible};
use rust::{docs, is_hidden, notes};

const SOURCE: &str = "source: { checked: 2026-01-31, evidence: inferred, note: Made up. }";

fn vendors() -> Vec<File> {
    generate(&vendor_specs(), &vendor_options())
}

/// Generates an operation whose answer has a field for each text.
fn fields(texts: &[String]) -> Vec<Vec<String>> {
    let service = format!(
        "service: a\ntitle: A\nhost: https://a.example\ncredential: none\nenvelopes: [{{ code: code }}]\n{SOURCE}\n"
    );
    let mut operation = format!(
        "operation: get\nsummary: Get.\n{SOURCE}\nhttp: GET /a\nidempotent: true\nresponse:\n"
    );
    for (index, text) in texts.iter().enumerate() {
        let _ = writeln!(
            operation,
            "  f{index}: {{ type: string, doc: {} }}",
            quoted(text)
        );
    }
    let sources = golden_tests::memory(&[("a/service.yaml", &service), ("a/get.yaml", &operation)]);
    let files = golden_tests::generated::generate_from(&sources);
    let file = files.iter().find(|file| file.path == "a/get.rs").unwrap();
    let blocks = docs(&file.text);
    let first = blocks
        .iter()
        .position(|block| block == &["Answer to [`Get`]."])
        .unwrap();
    blocks[first + 1..=first + texts.len()].to_vec()
}

#[test]
fn nothing_hidden_is_in_generated_files() {
    for file in vendors() {
        let hidden = file
            .text
            .chars()
            .find(|letter| *letter != '\n' && is_hidden(*letter));
        assert_eq!(hidden, None, "{}", file.path);
    }
}

#[test]
fn documentation_has_the_examples_own_fences_and_no_others() {
    for file in vendors() {
        let others = ["mod.rs", "types.rs", "mock.rs"];
        let is_operation = !others.iter().any(|name| file.path.ends_with(name));
        let fences: Vec<_> = file
            .text
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix("//"))
            .map(|line| line.trim_start_matches(['/', '!', ' ']))
            .filter(|line| line.starts_with("```") || line.starts_with("~~~"))
            .collect();
        assert_eq!(
            fences,
            vec!["```"; if is_operation { 2 } else { 0 }],
            "{}",
            file.path
        );
    }
}

#[test]
fn documentation_of_vendors_is_made_of_what_the_generator_writes() {
    for file in vendors() {
        for block in docs(&file.text) {
            judge(&block.join("\n"))
                .unwrap_or_else(|problem| panic!("{}: {problem}\n{block:#?}", file.path));
        }
        for note in notes(&file.text) {
            let found =
                judge(&note).unwrap_or_else(|problem| panic!("{}: {problem}\n{note}", file.path));
            assert!(!found.blocks, "{note}");
        }
    }
}

#[test]
fn combined_attacks_are_shown_as_they_were_written() {
    let texts = attacks::combinations(600);
    for (text, block) in texts.iter().zip(fields(&texts)) {
        let markdown = block.join("\n");
        let found =
            judge(&markdown).unwrap_or_else(|problem| panic!("{problem}\n{text:?}\n{markdown}"));
        assert!(!found.blocks, "{text:?}\n{markdown}");
        assert_eq!(
            visible(&found.text),
            attacks::visible(text),
            "{text:?}\n{markdown}"
        );
    }
}

#[test]
fn names_in_backticks_stay_code() {
    let texts = ["Set `page size` and user_id.".to_owned(), "`x`".to_owned()];
    let blocks = fields(&texts);
    assert_eq!(blocks, [["Set `page size` and `user_id`."], ["`x`"]]);
}

#[test]
fn very_long_texts_are_bearable() {
    let texts = [
        "x".repeat(100_000),
        "word ".repeat(20_000),
        "`".repeat(100_000),
        "` ".repeat(50_000),
        "\u{202e}".repeat(100_000),
        "a\n\n".repeat(33_000),
    ];
    let start = std::time::Instant::now();
    for (text, block) in texts.iter().zip(fields(&texts)) {
        let found = judge(&block.join("\n")).unwrap();
        assert!(!found.blocks);
        assert_eq!(visible(&found.text), attacks::visible(text));
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
