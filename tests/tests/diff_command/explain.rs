//! `cargo xtask explain` knows both kinds of rules.

use golden_tests::{command::xtask, data};

#[test]
fn a_code_of_both_tables_is_explained_twice() {
    let run = xtask(["explain", "r06"], &data(""), b"");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for words in [
        "rules of the spec format",
        "kinds of change",
        "released clients",
        "silent",
        "code that upgrades",
        "critical",
        "rust_name",
    ] {
        assert!(run.stdout.contains(words), "{}", run.stdout);
    }
    let only = xtask(["explain", "C33"], &data(""), b"");
    assert_eq!(only.code, Some(2));
    let change = xtask(["explain", "P18"], &data(""), b"");
    assert!(
        !change.stdout.contains("rules of the spec format"),
        "{}",
        change.stdout
    );
    assert!(change.stdout.contains("P18"), "{}", change.stdout);
}

#[test]
fn without_a_code_both_tables_are_listed() {
    let run = xtask(["explain"], &data(""), b"");
    let format = run
        .stdout
        .find("rules of the spec format")
        .expect("a heading");
    let changes = run.stdout.find("kinds of change").expect("a heading");
    assert!(format < changes);
    assert!(run.stdout[..changes].contains("\nN02  "), "{}", run.stdout);
    assert!(run.stdout[changes..].contains("\nP18  "), "{}", run.stdout);
}
