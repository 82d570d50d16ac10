//! The walk-through of the documentation: its change is applied to the specs as they are, and every output is what is shown.
//!
//! `BLESS=1` writes the outputs anew.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Mutex,
};

use golden_tests::{
    command::{Run, xtask},
    golden, none, workspace,
};

/// Outputs beside the change, and how they are asked for.
const OUTPUTS: [(&str, &[&str]); 6] = [
    ("report.txt", &["--format", "text"]),
    ("comment.md", &["--format", "markdown"]),
    ("report.json", &["--format", "json"]),
    ("report.sarif", &["--format", "sarif"]),
    ("annotations.txt", &["--format", "github"]),
    ("changelog.md", &["--changelog"]),
];

const TODAY: [&str; 2] = ["--today", "2026-11-23"];

/// A repository with the specs as they are on `origin/main`, and the change in its working tree.
struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        copy(&workspace("specs"), &folder.path().join("specs"));
        for file in ["Cargo.toml", "generated-client/Cargo.toml"] {
            let target = folder.path().join(file);
            fs::create_dir_all(target.parent().expect("a parent")).expect("a folder");
            fs::copy(workspace(file), target).expect("a copy");
        }
        let repository = Self { folder };
        repository.git(&["init", "--quiet"]);
        repository.git(&["add", "."]);
        repository.git(&["commit", "--quiet", "--message", "specs: as they are"]);
        repository.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
        let change = stored("change.patch");
        repository.git(&["apply", change.to_str().expect("a path")]);
        repository
    }

    fn git(&self, arguments: &[&str]) {
        let nowhere = if cfg!(windows) { "NUL" } else { "/dev/null" };
        let status = Command::new("git")
            .args([
                "-c",
                "user.name=Test",
                "-c",
                "user.email=test@vendor.example",
            ])
            .args(["-c", "core.autocrlf=false"])
            .args(arguments)
            .current_dir(self.folder.path())
            .env("GIT_CONFIG_GLOBAL", nowhere)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env_remove("GIT_DIR")
            .status()
            .expect("git runs");
        assert!(status.success(), "git {arguments:?}");
    }

    fn xtask(&self, arguments: &[&str]) -> Run {
        let rest = ["--specs", "specs"].iter().chain(&TODAY);
        let all = arguments.iter().chain(rest);
        xtask(all, self.folder.path(), b"")
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

fn stored(name: &str) -> PathBuf {
    workspace("reviews/walk-through").join(name)
}

/// What stands between the fences below a mark of the text: where it starts, and what it is.
fn fenced<'a>(text: &'a str, mark: &str) -> (usize, &'a str) {
    let at = text.find(mark).unwrap_or_else(|| panic!("{mark}"));
    let fence = at + text[at..].find("```").expect("a fence");
    let start = fence + text[fence..].find('\n').expect("a line") + 1;
    let end = start + text[start..].find("```").expect("a fence");
    (start, &text[start..end])
}

/// Holds the text against what it should show, or writes it there.
fn shows(mark: &str, expected: &str) -> Result<(), String> {
    static TEXT: Mutex<()> = Mutex::new(());
    let _one = TEXT.lock();
    let path = workspace("reviews/README.md");
    let text = fs::read_to_string(&path).expect("the text");
    let (start, old) = fenced(&text, mark);
    let (before, after) = (&text[..start], &text[start + old.len()..]);
    golden(&path, &format!("{before}{}\n{after}", expected.trim_end()))
}

#[test]
fn every_output_is_what_is_shown() {
    let repository = Repository::new();
    let mut complaints = Vec::new();
    for (name, arguments) in OUTPUTS {
        let run = repository.xtask(&[&["diff"], arguments].concat());
        assert_eq!(run.code, Some(1), "{name}: {}", run.stderr);
        complaints.extend(golden(&stored(name), &run.stdout).err());
        complaints.extend(match name {
            "report.txt" => {
                let shown = format!("$ cargo xtask diff\n{}", run.stdout);
                shows("<!-- report -->", &shown).err()
            }
            "changelog.md" => shows("<!-- changelog -->", &run.stdout).err(),
            _ => None,
        });
    }
    none(&complaints);
    let page = repository.xtask(&["diff", "--format", "html"]);
    assert!(
        page.stdout.starts_with("<!doctype html>"),
        "{}",
        page.stderr
    );
}

/// The commands of the text are carried out.
#[test]
fn a_decision_holds_until_the_change_is_another() {
    let repository = Repository::new();
    let text = fs::read_to_string(workspace("reviews/README.md")).expect("the text");
    let commands = fenced(&text, "<!-- approve -->").1;
    let commands = commands
        .lines()
        .filter_map(|it| it.strip_prefix("$ cargo xtask "));
    let mut taken = 0;
    for command in commands {
        let mut parts = command.split('"');
        let (before, reason) = (parts.next().expect("a command"), parts.next());
        let mut all: Vec<&str> = before.split(' ').filter(|it| !it.is_empty()).collect();
        all.extend(reason);
        let rest = parts.next().unwrap_or_default().split(' ');
        all.extend(rest.filter(|it| !it.is_empty()));
        let run = repository.xtask(&all);
        assert_eq!(run.code, Some(0), "{command}: {}", run.stderr);
        taken += 1;
    }
    assert!(taken > 0, "{text}");
    let folder = repository.folder.path();
    let written = fs::read_to_string(folder.join("reviews/tencent-meeting.yaml"));
    none(&Vec::from_iter(
        shows("<!-- decisions -->", &written.expect("decisions")).err(),
    ));

    let run = repository.xtask(&["diff", "--fail-on", "undecided"]);
    assert_eq!(run.code, Some(0), "{}", run.stdout);
    // Another value is another change, and the decision about the first one is of no use.
    let spec = folder.join("specs/tencent-meeting/list_corp_records.yaml");
    let changed = fs::read_to_string(&spec).expect("a spec");
    fs::write(&spec, changed.replace("max: 10", "max: 15")).expect("written");
    let run = repository.xtask(&["diff", "--fail-on", "undecided"]);
    assert_eq!(run.code, Some(1), "{}", run.stdout);
    let run = repository.xtask(&["diff", "--fail-on", "none"]);
    assert_eq!(run.code, Some(4), "{}", run.stdout);
}
