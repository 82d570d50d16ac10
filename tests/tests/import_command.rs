//! `cargo xtask import` on the command line: what it prints, writes and refuses.

use std::{fs, path::Path};

use golden_tests::{
    command::{self, Run},
    data,
};

fn import(folder: &Path, arguments: &[&str], input: &[u8]) -> Run {
    let all = ["import"].iter().chain(arguments);
    command::xtask(all, folder, input)
}

fn page(name: &str) -> Vec<u8> {
    let folder = data("pages").join(name);
    let path = fs::read_dir(&folder)
        .expect("the folder of the page")
        .map(|entry| entry.expect("an entry").path())
        .find(|path| path.file_stem().is_some_and(|stem| stem == "page"))
        .expect("a page");
    fs::read(path).expect("the page")
}

const SERVICE: &str = "\
service: library
title: Library
host: https://api.library.example
credential: none
envelopes:
  - { code: code, message: message }
source: { checked: 2026-01-31, evidence: inferred, note: Written for this test. }
";

fn temporary() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("the file")
}

#[test]
fn a_page_comes_from_standard_input() {
    let folder = temporary();
    let run = import(
        folder.path(),
        &["-", "--service", "library", "--document", "loans.txt"],
        &page("text-tabs-en"),
    );
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(
        run.stdout.contains("  document: loans.txt\n"),
        "{}",
        run.stdout
    );
    let last = run.stdout.lines().last().unwrap_or_default();
    assert!(last.starts_with("# line "), "the doubts come last: {last}");
}

#[test]
fn what_is_no_page_is_an_error_and_never_an_empty_draft() {
    let folder = temporary();
    for (input, code, words) in [
        (&b""[..], 1, "nothing on the page was recognised"),
        (b"Nothing but prose.\n", 1, "1 text, 0 tables"),
        (b"\x7fELF\x00\x00\x01", 2, "binary"),
    ] {
        let run = import(folder.path(), &["-"], input);
        assert_eq!(run.code, Some(code), "{}", run.stderr);
        assert_eq!(run.stdout, "");
        assert!(run.stderr.contains(words), "{}", run.stderr);
    }
    let run = import(folder.path(), &["nowhere.txt"], b"");
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("nowhere.txt"), "{}", run.stderr);
}

#[test]
fn drafts_are_written_once_each_and_never_over_a_spec() {
    let folder = temporary();
    let arguments = ["-", "--service", "desk", "--out", "specs"];
    let run = import(folder.path(), &arguments, &page("md-readme"));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let written = folder.path().join("specs/desk");
    let mut names: Vec<String> = fs::read_dir(&written)
        .expect("the folder of the service")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "create_tickets_replies.yaml",
            "get_tickets.yaml",
            "list_tickets.yaml"
        ]
    );
    let spec = written.join("list_tickets.yaml");
    fs::write(&spec, "mine").expect("the spec is written");
    let again = import(folder.path(), &arguments, &page("md-readme"));
    assert_eq!(again.code, Some(2));
    assert!(
        again.stderr.contains("exists and is left as it is"),
        "{}",
        again.stderr
    );
    assert_eq!(text(&spec), "mine");
    for bad in ["../desk", "a/b", "Desk"] {
        let run = import(
            folder.path(),
            &["-", "--service", bad, "--out", "specs"],
            &page("md-readme"),
        );
        assert_eq!(run.code, Some(2), "{bad}");
        assert!(
            run.stderr.contains("is no name of a service"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn a_spec_is_compared_and_brought_up_to_date() {
    let folder = temporary();
    let before = String::from_utf8(page("text-tabs-en")).expect("UTF-8");
    let run = import(
        folder.path(),
        &["-", "--service", "library", "--out", "specs"],
        before.as_bytes(),
    );
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let name = fs::read_dir(folder.path().join("specs/library"))
        .expect("the folder of the service")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .next()
        .expect("a draft");
    let spec = format!("specs/library/{name}");
    let alone = import(folder.path(), &["-", "--compare", &spec], before.as_bytes());
    assert_eq!(alone.code, Some(2));
    assert!(alone.stderr.contains("no service.yaml"), "{}", alone.stderr);
    fs::write(folder.path().join("specs/library/service.yaml"), SERVICE).expect("the service");

    let same = import(folder.path(), &["-", "--compare", &spec], before.as_bytes());
    assert_eq!(same.code, Some(0), "{}{}", same.stdout, same.stderr);
    assert!(same.stdout.contains("nothing differs"), "{}", same.stdout);

    let after = before.replace("COPY_UNKNOWN", "NO_SUCH_COPY");
    assert_ne!(before, after);
    let differs = import(folder.path(), &["-", "--compare", &spec], after.as_bytes());
    assert_eq!(
        differs.code,
        Some(1),
        "{}{}",
        differs.stdout,
        differs.stderr
    );
    assert!(differs.stdout.contains("X04"), "{}", differs.stdout);
    let json = import(
        folder.path(),
        &["-", "--format", "json", "--compare", &spec],
        after.as_bytes(),
    );
    let json: serde_json::Value = serde_json::from_str(&json.stdout).expect("JSON");
    let changes = json["operations"][0]["changes"]
        .as_array()
        .expect("changes");
    assert_eq!(changes.len(), 1, "{changes:?}");
    assert_eq!(changes[0]["rule"], "X04");
    assert_eq!(changes[0]["old"], "COPY_UNKNOWN");
    assert_eq!(changes[0]["new"], "NO_SUCH_COPY");

    let updated = import(folder.path(), &["-", "--update", &spec], after.as_bytes());
    assert_eq!(
        updated.code,
        Some(1),
        "a code is for a person to decide: {}",
        updated.stderr
    );
    let marked = text(&folder.path().join(&spec));
    assert!(
        marked.contains("# DOUBT, line 33 of the page: X04"),
        "{marked}"
    );
    let again = import(folder.path(), &["-", "--update", &spec], after.as_bytes());
    assert_eq!(again.code, Some(1));
    assert_eq!(text(&folder.path().join(&spec)), marked);

    let run = import(
        folder.path(),
        &["-", "--compare", "specs"],
        after.as_bytes(),
    );
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("name the spec of an operation"),
        "{}",
        run.stderr
    );
}
