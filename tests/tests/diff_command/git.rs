//! What git can have or lack.

use std::{ffi::OsStr, fs};

use golden_tests::command;

use crate::workspace::{Workspace, git, rules};

#[test]
fn an_unknown_revision_is_answered_with_the_nearest() {
    let it = Workspace::new();
    it.git(&["branch", "topic/limits"]);
    it.git(&["tag", "v0.15.0"]);
    for (revision, words) in [
        ("topic/limit", "did you mean `topic/limits`?"),
        ("v0.15.1", "did you mean `v0.15.0`?"),
        ("upstream/next", "`git fetch upstream next`"),
        ("0123456789", "`git branch --all`"),
        ("./nowhere", "there is no folder ./nowhere"),
    ] {
        let said = it.refused(&["diff", revision]);
        assert!(said.contains(revision) && said.contains(words), "{said}");
    }
    // Never taken for an option of git.
    let said = it.refused(&["diff", "--", "--upload-pack=x"]);
    assert!(
        said.contains("there is no revision `--upload-pack=x`"),
        "{said}"
    );
}

#[test]
fn a_revision_without_specs_is_named() {
    let it = Workspace::new();
    it.git(&["checkout", "--quiet", "--orphan", "empty"]);
    it.git(&["rm", "--quiet", "--cached", "-r", "."]);
    it.git(&["commit", "--quiet", "--allow-empty", "--message", "nothing"]);
    let said = it.refused(&["diff", "empty"]);
    assert!(said.contains("there are no specs in empty:specs"), "{said}");
}

#[test]
fn specs_that_do_not_pass_are_shown_under_the_name_of_their_side() {
    let it = Workspace::new();
    it.edit(
        "specs/library/list_loans.yaml",
        "idempotent: true",
        "idempotnt: true",
    );
    it.commit("a mistake");
    it.git(&["tag", "old"]);
    let said = it.refused(&["diff", "old~1"]);
    assert!(said.contains("specs of working tree do not pass"), "{said}");
    assert!(said.contains(" specs/library/list_loans.yaml:5"), "{said}");
    it.edit(
        "specs/library/list_loans.yaml",
        "idempotnt: true",
        "idempotent: true",
    );
    let said = it.refused(&["diff", "old"]);
    assert!(
        said.contains("old:specs/library/list_loans.yaml:5"),
        "{said}"
    );
    assert!(said.contains("the specs of old do not pass"), "{said}");
    assert!(said.contains("an earlier version of the format"), "{said}");
}

#[test]
fn a_shallow_clone_says_how_to_get_what_it_lacks() {
    let it = Workspace::new();
    it.git(&["tag", "v1"]);
    it.lower();
    it.commit("a lower limit");
    let top = it.root.parent().expect("a folder");
    let url = format!("file://{}", it.root.display());
    git(
        top,
        &[
            "clone", "--quiet", "--depth", "1", "--branch", "main", &url, "clone",
        ],
    );
    let clone = top.join("clone");
    let diff = |arguments: &[&str]| {
        let all = [&["diff", "--specs", "specs"], arguments].concat();
        command::xtask(&all, &clone, b"")
    };
    let run = diff(&["v1"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("git fetch --unshallow"),
        "{}",
        run.stderr
    );

    git(&clone, &["update-ref", "-d", "refs/remotes/origin/main"]);
    git(&clone, &["update-ref", "-d", "refs/remotes/origin/HEAD"]);
    let run = diff(&[]);
    assert_eq!(run.code, Some(2));
    let command = "git fetch origin main:refs/remotes/origin/main";
    assert!(run.stderr.contains(command), "{}", run.stderr);
    git(&clone, &command.split(' ').skip(1).collect::<Vec<_>>());
    assert_eq!(diff(&[]).code, Some(0));
    git(&clone, &["fetch", "--quiet", "--unshallow", "--tags"]);
    assert_eq!(diff(&["v1"]).code, Some(1));
}

#[test]
fn no_repository_no_commit_and_no_git_are_told_apart() {
    let it = Workspace::bare();
    let outside = [("GIT_CEILING_DIRECTORIES", OsStr::new("/"))];
    let run = it.xtask_with(&["diff"], &outside);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("no git repository"), "{}", run.stderr);
    assert!(
        run.stderr.contains("cargo xtask diff OLD NEW"),
        "{}",
        run.stderr
    );

    it.git(&["init", "--quiet"]);
    let said = it.refused(&["diff"]);
    assert!(said.contains("no commit yet"), "{said}");

    let nowhere = it.root.join("nowhere");
    let without = [("PATH", nowhere.as_os_str())];
    let run = it.xtask_with(&["diff"], &without);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("git is not installed"),
        "{}",
        run.stderr
    );
    it.specs("old");
    let run = it.xtask_with(&["diff", "old", "specs"], &without);
    assert_eq!(run.code, Some(0), "{}", run.stderr);

    let run = it.xtask(&["diff", "--specs", "nowhere"]);
    assert_eq!(run.code, Some(2));
}

#[test]
fn a_hook_does_not_lead_to_another_repository() {
    let (it, other) = (Workspace::new(), Workspace::new());
    it.lower();
    let elsewhere = other.root.join(".git");
    other.git(&["commit", "--quiet", "--allow-empty", "--message", "other"]);
    other.git(&["tag", "elsewhere"]);
    let index = other.root.join("index");
    let hook = [
        ("GIT_DIR", elsewhere.as_os_str()),
        ("GIT_WORK_TREE", other.root.as_os_str()),
        ("GIT_INDEX_FILE", index.as_os_str()),
    ];
    let run = it.xtask_with(&["diff", "HEAD"], &hook);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert_eq!(it.xtask_with(&["diff", "elsewhere"], &hook).code, Some(2));
}

#[test]
fn what_a_tree_can_hold_beside_files() {
    let it = Workspace::new();
    it.git(&["tag", "plain"]);
    // A link among the specs stands for its file, as on the disk.
    it.edit("specs/library/get_loan.yaml", "get_loan", "show_loan");
    it.write(
        "specs/library/.shown",
        &it.read("specs/library/get_loan.yaml"),
    );
    fs::remove_file(it.root.join("specs/library/get_loan.yaml")).expect("the spec");
    it.commit("before the link");
    let link = |path: &str, target: &str| {
        it.write("target", target);
        let object = it.git(&["hash-object", "-w", "--no-filters", "target"]);
        let entry = format!("120000,{object},{path}");
        it.git(&["update-index", "--add", "--cacheinfo", &entry]);
        it.git(&["commit", "--quiet", "--message", "a link"]);
    };
    link("specs/library/show_loan.yaml", "../library/.shown");
    assert_eq!(it.diff(&["plain", "HEAD"]).0, Some(1));
    assert_eq!(rules(&it.diff(&["plain", "HEAD"]).1), ["E12"]);
    for target in [
        "../../../../etc/passwd",
        "/etc/passwd",
        "../../target",
        "..",
        "show_loan.yaml",
    ] {
        link("specs/library/show_loan.yaml", target);
        let said = it.refused(&["diff", "plain", "HEAD"]);
        assert!(
            said.contains("HEAD:specs/library/show_loan.yaml is a link"),
            "{said}"
        );
    }
    let commit = it.git(&["rev-parse", "HEAD"]);
    let entry = format!("160000,{commit},specs/other");
    it.git(&["update-index", "--add", "--cacheinfo", &entry]);
    it.git(&["commit", "--quiet", "--message", "a submodule"]);
    let said = it.refused(&["diff", "plain", "HEAD"]);
    assert!(said.contains("HEAD:specs/other is a submodule"), "{said}");
}

#[test]
fn a_file_that_is_too_large_is_reported_as_on_the_disk() {
    let it = Workspace::new();
    it.git(&["tag", "plain"]);
    let large = format!("# {}\n", "x".repeat(5 << 20));
    it.write("specs/library/get_loan.yaml", &large);
    it.commit("large");
    let on_disk = it.refused(&["diff", "plain"]);
    let stored = it.refused(&["diff", "plain", "HEAD"]);
    for said in [on_disk, stored] {
        assert!(
            said.contains("L02") && said.contains("a spec has at most"),
            "{said}"
        );
    }
}

#[test]
fn a_revision_is_one_commit() {
    let it = Workspace::new();
    it.git(&["tag", "same"]);
    it.lower();
    it.commit("lower");
    it.git(&["branch", "same"]);
    let said = it.refused(&["diff", "same"]);
    assert!(said.contains("`tags/same` the tag"), "{said}");
    assert_eq!(it.xtask(&["diff", "tags/same"]).code, Some(1));
    let said = it.refused(&["diff", "--", "^HEAD"]);
    assert!(said.contains("there is no revision `^HEAD`"), "{said}");
}
