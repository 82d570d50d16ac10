//! Exit codes.

use crate::workspace::{Workspace, rules};

#[test]
fn nothing_changed() {
    let it = Workspace::new();
    let (code, json) = it.diff(&["HEAD"]);
    assert_eq!(code, Some(0));
    assert_eq!(rules(&json), [""; 0]);
}

/// A change, its rule, and at which of the five levels it fails.
const LEVELS: [(&str, &str, &str, [bool; 5]); 5] = [
    ("max: 50", "max: 20", "C01", [true, true, true, true, false]),
    (
        "default: title",
        "default: date",
        "P23",
        [false, true, true, true, false],
    ),
    (
        "required: true, ",
        "",
        "P18",
        [false, false, true, true, false],
    ),
    (
        "default: title, ",
        "",
        "P25",
        [false, false, false, true, false],
    ),
    (
        "  order:",
        "  page: { type: u32, doc: Number of the page. }\n  order:",
        "P01",
        [false; 5],
    ),
];

#[test]
fn each_level_has_those_before_it() {
    for (from, to, rule, fails) in LEVELS {
        let it = Workspace::new();
        it.edit("specs/library/list_loans.yaml", from, to);
        for (level, fails) in ["break", "silent", "source", "undecided", "none"]
            .iter()
            .zip(fails)
        {
            let (code, json) = it.diff(&["HEAD", "--fail-on", level]);
            assert_eq!(rules(&json), [rule]);
            assert_eq!(code, Some(i32::from(fails)), "{rule} at {level}");
        }
        let (code, _) = it.diff(&["HEAD"]);
        assert_eq!(code, Some(i32::from(fails[2])), "{rule} without a level");
    }
}

#[test]
fn wrong_usage_and_what_cannot_be_read_is_2() {
    let it = Workspace::new();
    for (arguments, words) in [
        (&["diff", "--format", "xml"][..], "xml"),
        (
            &["diff", "--all", "--format", "json"],
            "--all is for --format text",
        ),
        (
            &["diff", "--changelog", "--format", "json"],
            "cannot be used with",
        ),
        (&["diff", "--fail-on", "everything"], "everything"),
        (
            &["diff", "HEAD", "--service", "libary"],
            "neither side has a service `libary`",
        ),
        (
            &["diff", "HEAD", "--service", "libary"],
            "did you mean `library`?",
        ),
        (
            &["diff", "HEAD", "--operation", "list_loan"],
            "did you mean `list_loans`?",
        ),
        (
            &["diff", "HEAD", "--operation", "renew"],
            "there are: get_loan, list_loans",
        ),
        (&["diff", "HEAD", "--output", "specs"], "specs: "),
    ] {
        let said = it.refused(arguments);
        assert!(said.contains(words), "{said}");
    }
    let it = Workspace::new();
    it.write("reviews/library.yaml", "- rule: C01\n  becuase: x\n");
    let said = it.refused(&["diff", "HEAD"]);
    for words in [
        "reviews/library.yaml:2",
        "did you mean `because`?",
        "cannot be read",
    ] {
        assert!(said.contains(words), "{said}");
    }
    let run = golden_tests::command::xtask(["diff", "--today", "2026-02-30"], &it.root, b"");
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("2026-05-24"), "{}", run.stderr);
}

#[test]
fn an_approval_that_matches_nothing_is_4() {
    let it = Workspace::new();
    it.lower();
    let run = it.xtask(&[
        "approve",
        "--rule",
        "C01",
        "--because",
        "Announced.",
        "--base",
        "HEAD",
    ]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    it.git(&["checkout", "--quiet", "specs"]);
    let (code, json) = it.diff(&["HEAD"]);
    assert_eq!(code, Some(4));
    assert_eq!(json["stale"][0]["approval"]["rule"], "C01", "{json}");
    // Something undecided is worse.
    it.edit("specs/library/get_loan.yaml", "max: 50", "max: 10");
    assert_eq!(it.diff(&["HEAD"]).0, Some(1));
    assert_eq!(it.diff(&["HEAD", "--fail-on", "none"]).0, Some(4));
    // It is not of what was asked for.
    assert_eq!(
        it.diff(&["HEAD", "--operation", "get_loan", "--fail-on", "none"])
            .0,
        Some(0)
    );
}

#[test]
fn every_format_is_printed_and_written_to_the_byte() {
    let it = Workspace::new();
    it.lower();
    let formats = ["text", "markdown", "html", "json", "sarif", "github"];
    let formats = formats.map(|format| ["--format", format]);
    for option in formats
        .iter()
        .map(|it| &it[..])
        .chain([&["--changelog"][..]])
    {
        let with = |more: &[&str]| {
            let mut all = vec!["diff", "HEAD"];
            all.extend(option);
            all.extend(more);
            it.xtask(&all)
        };
        let printed = with(&[]);
        assert_eq!(
            (printed.code, printed.stderr.as_str()),
            (Some(1), ""),
            "{option:?}"
        );
        let written = with(&["--output", "report"]);
        assert_eq!((written.code, written.stdout.as_str()), (Some(1), ""));
        assert_eq!(written.stderr, "wrote report\n");
        assert_eq!(it.read("report"), printed.stdout, "{option:?}");
        assert!(!printed.stdout.contains('\u{1b}'));
    }
}

#[test]
fn a_report_does_not_take_the_place_of_a_spec() {
    let it = Workspace::new();
    let spec = "specs/library/get_loan.yaml";
    let before = it.read(spec);
    let said = it.refused(&["diff", "HEAD", "--output", spec]);
    assert!(said.contains("is no report"), "{said}");
    assert_eq!(it.read(spec), before);
}
