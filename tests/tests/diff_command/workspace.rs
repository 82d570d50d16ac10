//! A workspace in a repository of its own, made by the test.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use golden_tests::command::{self, Run};
use serde_json::Value;

const SERVICE: &str = "\
service: SERVICE
title: Library
host: https://api.SERVICE.example
credential: none
envelopes:
  - { code: code, message: message }
source: { checked: 2026-01-31, evidence: inferred, note: Written for this test. }
";

pub(crate) const LIST_LOANS: &str = "\
operation: list_loans
summary: List the loans of a reader.
source: { checked: 2026-01-31, evidence: inferred, note: Written for this test. }
http: GET /v1/loans
idempotent: true
query:
  reader: { type: string, required: true, doc: Whose loans. }
  size: { type: u32, max: 50, doc: Number of loans. }
  order: { type: string, default: title, doc: Order of the loans. }
response:
  count: { type: u32, doc: Number of all loans. }
";

pub(crate) const GET_LOAN: &str = "\
operation: get_loan
summary: Show a loan.
source: { checked: 2026-01-31, evidence: inferred, note: Written for this test. }
http: GET /v1/loan
idempotent: true
query:
  size: { type: u32, max: 50, doc: Number of pages. }
response:
  title: { type: string, doc: Title of the book. }
";

pub(crate) struct Workspace {
    _temporary: tempfile::TempDir,
    pub(crate) root: PathBuf,
}

impl Workspace {
    /// Specs of one service with two operations, in no repository.
    pub(crate) fn bare() -> Self {
        let temporary = tempfile::tempdir().expect("a temporary folder");
        let root = temporary.path().join("workspace");
        let it = Self {
            _temporary: temporary,
            root,
        };
        it.specs("specs");
        it
    }

    /// The same, committed on the branch `main`.
    pub(crate) fn new() -> Self {
        let it = Self::bare();
        it.git(&["init", "--quiet", "--initial-branch", "main"]);
        it.commit("specs");
        it
    }

    /// Writes the specs into a folder.
    pub(crate) fn specs(&self, folder: &str) {
        let path = |name: &str| format!("{folder}/library/{name}.yaml");
        self.write(&path("service"), &SERVICE.replace("SERVICE", "library"));
        self.write(&path("list_loans"), LIST_LOANS);
        self.write(&path("get_loan"), GET_LOAN);
    }

    /// Adds another service with the same operations.
    pub(crate) fn second_service(&self) {
        self.write(
            "specs/archive/service.yaml",
            &SERVICE.replace("SERVICE", "archive"),
        );
        self.write("specs/archive/list_loans.yaml", LIST_LOANS);
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, text).expect("the file is written");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).expect("the file")
    }

    /// Replaces a text in a file; it has to be there.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no {from}");
        self.write(path, &text.replace(from, to));
    }

    /// The vendor lowers a limit: C01, which refuses calls of released programs.
    pub(crate) fn lower(&self) {
        self.edit("specs/library/list_loans.yaml", "max: 50", "max: 20");
    }

    pub(crate) fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", message]);
    }

    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        git(&self.root, arguments)
    }

    /// Runs a command of `cargo xtask` on the specs of this workspace.
    pub(crate) fn xtask(&self, arguments: &[&str]) -> Run {
        self.xtask_with(arguments, &[])
    }

    pub(crate) fn xtask_with(&self, arguments: &[&str], environment: &[(&str, &OsStr)]) -> Run {
        let mut all = arguments.to_vec();
        all.splice(1..1, ["--specs", "specs", "--today", "2026-06-01"]);
        command::xtask_with(&all, &self.root, b"", environment)
    }

    /// `cargo xtask diff` as JSON.
    pub(crate) fn diff(&self, arguments: &[&str]) -> (Option<i32>, Value) {
        let mut all = vec!["diff", "--format", "json"];
        all.extend(arguments);
        let run = self.xtask(&all);
        let json = serde_json::from_str(&run.stdout);
        (
            run.code,
            json.unwrap_or_else(|error| panic!("{error}: {}", run.stderr)),
        )
    }

    /// What a run says that fails with exit code 2.
    pub(crate) fn refused(&self, arguments: &[&str]) -> String {
        let run = self.xtask(arguments);
        assert_eq!(run.code, Some(2), "{}{}", run.stdout, run.stderr);
        assert_eq!(run.stdout, "");
        run.stderr
    }
}

pub(crate) fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .env(
            "GIT_CONFIG_GLOBAL",
            if cfg!(windows) { "NUL" } else { "/dev/null" },
        )
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_NAME", "A tester")
        .env("GIT_AUTHOR_EMAIL", "tester@library.example")
        .env("GIT_COMMITTER_NAME", "A tester")
        .env("GIT_COMMITTER_EMAIL", "tester@library.example")
        .env_remove("GIT_DIR")
        .env_remove("GIT_INDEX_FILE")
        .env_remove("GIT_WORK_TREE")
        .output()
        .expect("git runs");
    assert!(
        output.status.success(),
        "git {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Rules of the changes, in the order of the report.
pub(crate) fn rules(json: &Value) -> Vec<&str> {
    let changes = json["changes"].as_array().expect("changes");
    changes
        .iter()
        .map(|it| it["rule"].as_str().expect("a rule"))
        .collect()
}
