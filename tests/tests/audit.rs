//! `cargo xtask audit`: specs of invented services against invented pages.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

use golden_tests::{
    command::{self, Run},
    data, golden, none,
};
use serde_json::Value;

/// Audits the specs of this test, called `specs` in what is printed.
fn audit(pages: &Path, more: &[&str]) -> Run {
    let arguments = ["audit", "--specs", "specs", "--pages"].map(OsStr::new);
    let all = arguments
        .into_iter()
        .chain([pages.as_os_str()])
        .chain(more.iter().map(OsStr::new));
    command::xtask(all, &data("audit"), b"")
}

fn pages() -> PathBuf {
    data("audit/pages")
}

fn expect(name: &str, actual: &str) {
    let result = golden(&data("audit/expected").join(name), actual);
    none(&result.err().into_iter().collect::<Vec<_>>());
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).expect("JSON")
}

#[test]
fn every_fact_is_counted_and_every_open_one_listed() {
    let run = audit(&pages(), &["--verbose"]);
    assert_eq!(run.stderr, "");
    expect("report.txt", &run.stdout);
    assert_eq!(run.code, Some(1));
}

#[test]
fn findings_stand_beside_the_lines_of_a_change() {
    let run = audit(&pages(), &["--format", "github"]);
    expect("github.txt", &run.stdout);
    assert_eq!(run.code, Some(1));
}

#[test]
fn programs_read_the_same() {
    let run = audit(&pages(), &["--format", "json"]);
    assert_eq!(run.code, Some(1));
    let audit = json(&run);
    let findings = audit["findings"].as_array().expect("a list");
    let found: Vec<String> = findings
        .iter()
        .map(|it| {
            let text = |key: &str| it[key].as_str().unwrap_or("-").to_owned();
            let line = |key: &str| it[key].as_u64().map_or("-".to_owned(), |it| it.to_string());
            [
                text("kind"),
                text("operation"),
                line("line"),
                text("page"),
                line("page_line"),
            ]
            .join(" ")
        })
        .collect();
    assert_eq!(
        found,
        [
            // Found by the name of its file, in a subfolder.
            "page-changed list_cranes 1 more/cranes.md -",
            "page-not-found list_piers 1 - -",
            // Value 3 of the enum; the page has 4.
            "contradicted list_ships 44 ships.md 29",
            // The default of `kind`.
            "not-on-page list_ships 21 ships.md -",
            // At most 50; at most 20.
            "contradicted list_ships 22 ships.md 30",
            // The unit of `weight`, and all of `length`.
            "not-on-page list_ships 33 ships.md -",
            "not-on-page list_ships 35 ships.md -",
            // Status 400 of the error; the page has 404.
            "contradicted list_ships 47 ships.md 53",
            "page-only list_ships 21 ships.md 29",
            "page-only list_ships 1 ships.md 32",
            "page-only list_ships 47 ships.md 53",
            "operation-not-in-specs - - finders.md 49",
        ]
    );
    let sum = |key: &str| -> u64 {
        let operations = audit["operations"].as_array().expect("a list").iter();
        let tables = operations.flat_map(|it| it["table"].as_object().expect("an object").values());
        tables.map(|row| row[key].as_u64().expect("a number")).sum()
    };
    for (key, total) in audit["totals"].as_object().expect("an object") {
        assert_eq!(total, &Value::from(sum(key)), "{key}");
    }
}

#[test]
fn a_service_of_which_everything_is_confirmed_passes() {
    let run = audit(&pages(), &["--service", "lighthouse"]);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    assert!(
        run.stdout
            .ends_with("every fact is on its page or explained\n")
    );
    assert!(!run.stdout.contains("harbour"), "{}", run.stdout);
}

#[test]
fn nothing_is_audited_without_pages() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let empty = audit(folder.path(), &[]);
    assert_eq!(empty.code, Some(2));
    assert!(
        empty.stderr.contains("there are no pages in"),
        "{}",
        empty.stderr
    );

    fs::write(folder.path().join("picture.png"), b"\x89PNG\xff\x00").expect("a file");
    fs::write(folder.path().join("minutes.md"), "We talked about gulls.").expect("a file");
    fs::write(folder.path().join(".ships.md"), "hidden").expect("a file");
    let unread = audit(folder.path(), &[]);
    assert_eq!(unread.code, Some(2));
    assert!(unread.stderr.contains("picture.png: "), "{}", unread.stderr);
    assert!(unread.stderr.contains("minutes.md: "), "{}", unread.stderr);
    assert!(!unread.stderr.contains(".ships.md"), "{}", unread.stderr);
    assert_eq!(unread.stdout, "");

    let missing = audit(&folder.path().join("absent"), &[]);
    assert_eq!(missing.code, Some(2));
    assert!(missing.stderr.contains("absent"), "{}", missing.stderr);

    let unknown = audit(&pages(), &["--service", "airport"]);
    assert_eq!(unknown.code, Some(2));
    assert!(
        unknown.stderr.contains("harbour, lighthouse"),
        "{}",
        unknown.stderr
    );
}

#[test]
fn a_page_of_which_one_cell_changed_is_found() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let page = fs::read_to_string(pages().join("lamps.md")).expect("a page");
    let changed = [
        ("| lit | Boolean |", "| lit | String |", "contradicted"),
        ("| lit | Boolean |", "| light | Boolean |", "not-on-page"),
        ("/v1/lamp", "/v2/lamp", "contradicted"),
        ("| GET |", "| POST |", "contradicted"),
    ];
    for (from, to, kind) in changed {
        fs::write(folder.path().join("lamps.md"), page.replace(from, to)).expect("a file");
        let run = audit(
            folder.path(),
            &["--service", "lighthouse", "--format", "json"],
        );
        assert_eq!(run.code, Some(1), "{to}");
        let findings = json(&run);
        let kinds: Vec<&str> = findings["findings"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|it| it["kind"].as_str())
            .collect();
        assert_eq!(kinds[..2], ["page-changed", kind], "{to}: {}", run.stdout);
    }
}
