//! `cargo xtask approve`, and what becomes of an approval.

use crate::workspace::{Workspace, rules};

const BECAUSE: [&str; 2] = ["--because", "The vendor announced it."];

fn approve(it: &Workspace, arguments: &[&str]) -> golden_tests::command::Run {
    it.xtask(&[&["approve"], arguments, &BECAUSE, &["--base", "main"]].concat())
}

/// The beginning of the identifier of the only change.
fn id(it: &Workspace) -> String {
    let (_, json) = it.diff(&["main"]);
    assert_eq!(rules(&json).len(), 1);
    let id = json["changes"][0]["short"].as_str();
    id.expect("an identifier").to_owned()
}

#[test]
fn what_is_approved_is_written_and_decides() {
    let it = Workspace::new();
    it.lower();
    let run = approve(&it, &[&id(&it), "--until", "2026-12-31"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for words in [
        "C01",
        "list_loans query.size",
        "50 → 20",
        "wrote reviews/library.yaml",
        "0 undecided",
    ] {
        assert!(run.stdout.contains(words), "{}", run.stdout);
    }
    assert_eq!(
        it.read("reviews/library.yaml"),
        "\
# Decisions about changes of the vendor's API; written by `cargo xtask approve`.
- rule: C01
  at:
    - list_loans query.size
  old: \"50\"
  new: \"20\"
  because: The vendor announced it.
  date: 2026-06-01
  until: 2026-12-31
"
    );
    let (code, json) = it.diff(&["main"]);
    assert_eq!(code, Some(0));
    assert_eq!(json["changes"][0]["decision"]["because"], BECAUSE[1]);
    assert_eq!(json["summary"]["undecided"], 0);

    // Another value is another change.
    it.edit("specs/library/list_loans.yaml", "max: 20", "max: 10");
    assert_eq!(it.diff(&["main"]).0, Some(1));
}

#[test]
fn approving_again_takes_the_new_reason_and_another_service_has_its_own_file() {
    let it = Workspace::new();
    it.second_service();
    it.commit("another service");
    it.lower();
    it.edit("specs/archive/list_loans.yaml", "max: 50", "max: 20");
    assert_eq!(
        approve(&it, &["--rule", "c01", "--service", "library"]).code,
        Some(0)
    );
    assert!(!it.root.join("reviews/archive.yaml").exists());
    assert_eq!(it.diff(&["main"]).0, Some(1));
    let run = it.xtask(&[
        "approve",
        "--rule",
        "C01",
        "--because",
        "Asked\n  again.",
        "--base",
        "main",
    ]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for service in ["library", "archive"] {
        let text = it.read(&format!("reviews/{service}.yaml"));
        assert_eq!(text.matches("- rule").count(), 1, "{text}");
        assert!(text.contains("because: Asked again.\n"), "{text}");
    }
    assert_eq!(it.diff(&["main"]).0, Some(0));
}

#[test]
fn an_approval_ends_with_its_last_day() {
    let it = Workspace::new();
    it.lower();
    approve(&it, &["--rule", "C01", "--until", "2026-06-30"]);
    let on = |today: &str| {
        let all = [
            "diff", "main", "--specs", "specs", "--format", "json", "--today", today,
        ];
        let run = golden_tests::command::xtask(all, &it.root, b"");
        let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
        (run.code, json["stale"].as_array().map(Vec::len))
    };
    assert_eq!(on("2026-06-30"), (Some(0), Some(0)));
    assert_eq!(on("2026-07-01"), (Some(1), Some(1)));
}

#[test]
fn what_the_base_had_decided_is_no_news() {
    let it = Workspace::new();
    it.lower();
    approve(&it, &["--rule", "C01"]);
    it.commit("a lower limit, approved");
    assert_eq!(it.diff(&["main"]).0, Some(0));
    it.git(&["tag", "v2"]);
    // Nor is it missing from a comparison of what was before it.
    assert_eq!(it.diff(&["main~1", "main~1"]).0, Some(0));
    assert_eq!(it.diff(&["v2", "main"]).0, Some(0));
    // Reverted without its approval.
    it.edit("specs/library/list_loans.yaml", "max: 20", "max: 50");
    assert_eq!(it.diff(&["main~1"]).0, Some(4));
}

#[test]
fn what_cannot_be_approved_is_refused_and_nothing_is_written() {
    let it = Workspace::new();
    it.lower();
    let id = id(&it);
    let other = if id.starts_with("0000") {
        "1111"
    } else {
        "0000"
    };
    for (arguments, words) in [
        (&["7f3", BECAUSE[0], BECAUSE[1]][..], "four or more digits"),
        (&[other, BECAUSE[0], BECAUSE[1]], "there is no change"),
        (&[&id, "--because", " \n"], "--because says nothing"),
        (&[&id, "--because", "\u{1b}[31mred"], "control characters"),
        (&[&id], "--because"),
        (&[BECAUSE[0], BECAUSE[1]], "<ID>"),
        (
            &[&id, "--rule", "C01", BECAUSE[0], BECAUSE[1]],
            "cannot be used with",
        ),
        (
            &["--rule", "C99", BECAUSE[0], BECAUSE[1]],
            "there is no rule `C99`",
        ),
        (
            &["--rule", "C03", BECAUSE[0], BECAUSE[1]],
            "nothing changed as C03 says",
        ),
        (
            &[&id, BECAUSE[0], BECAUSE[1], "--until", "2026-05-31"],
            "is over: today is 2026-06-01",
        ),
        (
            &[&id, BECAUSE[0], BECAUSE[1], "--until", "2026-06-31"],
            "a day is needed",
        ),
        (
            &[&id, BECAUSE[0], BECAUSE[1], "--until", "soon"],
            "a day is needed",
        ),
    ] {
        let said = it.refused(&[&["approve", "--base", "main"], arguments].concat());
        assert!(said.contains(words), "{said}");
    }
    assert!(!it.root.join("reviews").exists());
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let it = Workspace::new();
    it.lower();
    it.write("elsewhere.yaml", "[]\n");
    std::fs::create_dir(it.root.join("reviews")).expect("the folder");
    std::os::unix::fs::symlink("../elsewhere.yaml", it.root.join("reviews/library.yaml"))
        .expect("the link");
    let run = approve(&it, &["--rule", "C01"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("is a link"), "{}", run.stderr);
    assert_eq!(it.read("elsewhere.yaml"), "[]\n");
}

#[test]
fn comments_stay() {
    let it = Workspace::new();
    it.lower();
    it.write("reviews/library.yaml", "# Ask Ann first.\n[]\n# Or Bob.\n");
    let run = approve(&it, &[&id(&it)]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let text = it.read("reviews/library.yaml");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[1..4],
        ["# Ask Ann first.", "# Or Bob.", "- rule: C01"]
    );
    assert_eq!(it.diff(&["main"]).0, Some(0));
}
