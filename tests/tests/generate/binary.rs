//! `cargo xtask generate` and `explain` as people and programs run them.

use std::{fs, path::Path};

use codegen::{MARK, rules::RULES};
use golden_tests::generated::{generate, vendor_options, vendor_specs};
use serde_json::Value;

use super::{content, copy, temporary, write, xtask::run};

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

#[test]
fn the_committed_client_is_up_to_date() {
    let run = run(&["generate", "--check"]);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.starts_with("up to date"), "{}", run.stdout);
}

#[test]
fn a_client_is_written_checked_and_repaired() {
    let folder = temporary();
    let (specs, out) = (folder.path().join("specs"), folder.path().join("out"));
    copy(&vendor_specs(), &specs, |_| {});
    let with = |more: &[&'static str]| {
        let mut arguments = vec!["generate", "--specs", text(&specs), "--out", text(&out)];
        arguments.push("--mock");
        arguments.extend(more);
        run(&arguments)
    };
    let all = generate(&vendor_specs(), &vendor_options()).len();
    let first = with(&[]);
    assert_eq!(first.code, Some(0), "{}", first.stderr);
    assert!(
        first
            .stdout
            .contains(&format!("{all} written, 0 unchanged, 0 removed")),
        "{}",
        first.stdout
    );
    let written = content(&out);
    let again = with(&[]);
    assert!(
        again
            .stdout
            .contains(&format!("0 written, {all} unchanged, 0 removed")),
        "{}",
        again.stdout
    );
    assert_eq!(with(&["--check"]).code, Some(0));

    let edited = written["keyed/mod.rs"].replace("Keyed", "Edited");
    write(&out.join("keyed/mod.rs"), &edited);
    fs::remove_file(out.join("open/mod.rs")).unwrap();
    write(&out.join("gone/mod.rs"), &format!("{MARK}\n"));
    write(&out.join("mine.rs"), "// by hand\n");
    let broken = content(&out);
    let check = with(&["--check"]);
    assert_eq!(check.code, Some(1));
    for (word, path) in [
        ("stale", "keyed/mod.rs"),
        ("missing", "open/mod.rs"),
        ("orphaned", "gone/mod.rs"),
    ] {
        let line = format!("{word}  {}/{path}\n", text(&out));
        assert!(check.stdout.contains(&line), "{}", check.stdout);
    }
    assert!(
        check
            .stdout
            .contains("-pub enum Edited {}\n+pub enum Keyed {}\n"),
        "{}",
        check.stdout
    );
    assert!(!check.stdout.contains('\u{1b}'), "colours in a pipe");
    assert_eq!(content(&out), broken);

    let repaired = with(&[]);
    assert!(
        repaired
            .stdout
            .contains(&format!("2 written, {} unchanged, 1 removed", all - 2)),
        "{}",
        repaired.stdout
    );
    fs::remove_file(out.join("mine.rs")).unwrap();
    assert_eq!(content(&out), written);
    assert!(!out.join("gone").exists());
}

#[test]
fn what_a_fake_server_needs_is_written_where_it_is_asked_for() {
    let (folder, specs) = (temporary(), vendor_specs());
    let out = folder.path().join("out");
    let arguments = ["generate", "--specs", text(&specs), "--out", text(&out)];
    let with = run(&[&arguments[..], &["--mock"]].concat());
    assert_eq!(with.code, Some(0), "{}", with.stderr);
    let mut expected = content(&out);
    assert!(expected.contains_key("keyed/get_room/mock.rs"));

    let without = run(&arguments);
    assert_eq!(without.code, Some(0), "{}", without.stderr);
    expected.retain(|path, _| !path.ends_with("mock.rs"));
    for text in expected.values_mut() {
        *text = text.replace("#[cfg(feature = \"mock\")]\nmod mock;\n", "");
    }
    for (path, text) in content(&out) {
        // A declaration that stood alone leaves its blank line behind.
        let expected = expected.remove(&path).unwrap().replace("\n\n\n", "\n\n");
        assert_eq!(text, expected, "{path}");
    }
    assert!(expected.is_empty(), "{expected:?}");
    assert_eq!(
        run(&["generate", "--mock"]).code,
        Some(2),
        "--mock needs --out"
    );
}

#[test]
fn a_file_by_hand_in_the_way_is_a_failure() {
    let folder = temporary();
    write(&folder.path().join("keyed/mod.rs"), "// by hand\n");
    let out = text(folder.path());
    let specs = vendor_specs();
    for more in [&[][..], &["--check"]] {
        let mut arguments = vec!["generate", "--specs", text(&specs), "--out", out];
        arguments.extend(more);
        let run = run(&arguments);
        assert_eq!(run.code, Some(2));
        assert!(
            run.stderr
                .contains("keyed/mod.rs: not written by this command"),
            "{}",
            run.stderr
        );
    }
    assert_eq!(content(folder.path()).len(), 1);
}

#[test]
fn what_cannot_be_read_or_written_is_a_failure_that_names_it() {
    let folder = temporary();
    let specs = vendor_specs();
    let file = folder.path().join("file");
    write(&file, "// by hand\n");
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).unwrap();
    let nowhere = folder.path().join("nowhere");
    let out = folder.path().join("out");
    for (specs, out, named) in [
        (&specs, &file.join("out"), &file),
        (&specs, &file, &file),
        (&empty, &out, &empty),
        (&nowhere, &out, &nowhere),
    ] {
        let run = run(&["generate", "--specs", text(specs), "--out", text(out)]);
        assert_eq!(run.code, Some(2), "{}", run.stderr);
        assert!(
            run.stderr.starts_with("error: ") && run.stderr.contains(text(named)),
            "{}",
            run.stderr
        );
        assert!(!out.is_dir());
    }
    assert_eq!(
        run(&["generate", "--out", text(&out)]).code,
        Some(2),
        "--out needs --specs"
    );
    assert_eq!(run(&["generate", "no-such-service"]).code, Some(2));
    let bad = run(&[
        "generate",
        "--specs",
        text(&specs),
        "--out",
        text(&out),
        "--runtime",
        "a-b",
    ]);
    assert_eq!(bad.code, Some(2));
    assert!(
        bad.stderr.contains("--runtime: `a-b` is not a path"),
        "{}",
        bad.stderr
    );
}

#[test]
fn findings_stop_it_before_anything_is_written() {
    let folder = temporary();
    let (specs, out) = (folder.path().join("specs"), folder.path().join("out"));
    copy(&vendor_specs(), &specs, |names| {
        names.retain(|name| name != "open" && name != "get_room.yaml");
    });
    fs::remove_file(specs.join("keyed/service.yaml")).unwrap();
    write(
        &specs.join("keyed/get_room.yaml"),
        "operation: get_room\nidempotent: yes\n",
    );
    let arguments = ["generate", "--specs", text(&specs), "--out", text(&out)];
    let plain = run(&arguments);
    assert_eq!(plain.code, Some(1));
    assert!(
        plain.stderr.contains("error[L05]") && plain.stderr.contains("error[K05]"),
        "{}",
        plain.stderr
    );

    let json = run(&[&arguments[..], &["--format", "json"]].concat());
    assert_eq!(json.code, Some(1));
    let found: Value = serde_json::from_str(&json.stdout).unwrap();
    let codes: Vec<_> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["code"].as_str().unwrap())
        .collect();
    assert!(
        codes.contains(&"L05") && codes.contains(&"K05"),
        "{codes:?}"
    );

    let github = run(&[&arguments[..], &["--format", "github"]].concat());
    assert_eq!(github.code, Some(1));
    assert_eq!(github.stdout.lines().count(), codes.len());
    assert!(
        github
            .stdout
            .lines()
            .all(|line| line.starts_with("::error file=") && line.contains("::"))
    );
    assert!(!out.exists());
}

#[test]
fn programs_find_nothing_but_findings_on_standard_output() {
    let (folder, specs) = (temporary(), vendor_specs());
    let out = folder.path().join("out");
    for (format, expected) in [("json", "[]\n"), ("github", "")] {
        for more in [&[][..], &["--check"]] {
            let mut arguments = vec!["generate", "--specs", text(&specs), "--out", text(&out)];
            arguments.extend(["--format", format]);
            arguments.extend(more);
            let run = run(&arguments);
            assert_eq!(
                (run.code, run.stdout.as_str()),
                (Some(0), expected),
                "{}",
                run.stderr
            );
        }
    }
    fs::remove_file(out.join("mod.rs")).unwrap();
    let stale = run(&[
        "generate",
        "--specs",
        text(&specs),
        "--out",
        text(&out),
        "--check",
        "--format",
        "json",
    ]);
    assert_eq!((stale.code, stale.stdout.as_str()), (Some(1), "[]\n"));
    assert!(stale.stderr.contains("missing  "), "{}", stale.stderr);
}

#[test]
fn every_rule_is_explained() {
    let list = run(&["explain"]);
    assert_eq!(list.code, Some(0));
    for rule in RULES {
        assert!(list.stdout.contains(rule.code), "{}", rule.code);
        let run = run(&["explain", rule.code]);
        assert_eq!(run.code, Some(0), "{}", rule.code);
        assert!(
            run.stdout.contains(&format!("{} (", rule.code)),
            "{}",
            run.stdout
        );
        assert!(
            run.stdout.contains(rule.why) && run.stdout.contains("\nright\n"),
            "{}",
            run.stdout
        );
    }
    assert_eq!(run(&["explain", "n02"]).code, Some(0));
    let unknown = run(&["explain", "Z99"]);
    assert_eq!(unknown.code, Some(2));
    assert!(
        unknown.stderr.contains("there is no rule `Z99`"),
        "{}",
        unknown.stderr
    );
}

#[test]
fn specs_of_others_never_replace_the_client() {
    let run = run(&[
        "generate",
        "--specs",
        text(&golden_tests::data("vendors/specs")),
    ]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("--out"), "{}", run.stderr);
}
