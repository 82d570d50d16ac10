//! Reads revisions through the `git` command.

use std::{
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use codegen::MAX_BYTES;

use crate::output::Result;

/// Variables that lead git to another repository than that of the folder; hooks set some of them.
const REDIRECTING: [&str; 9] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_WORK_TREE",
];

/// The repository that a folder is in.
pub(super) struct Git {
    folder: PathBuf,
    /// Path of its working tree.
    pub(super) top: String,
    /// Path of the folder below that, empty or with a slash at its end.
    pub(super) prefix: String,
}

/// A file, a link or a submodule of a revision.
pub(super) struct Stored {
    /// Below the working tree.
    pub(super) path: String,
    pub(super) kind: Kind,
    object: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Link,
    Submodule,
}

/// Bytes of a file; of one that is larger than a spec may be, its size.
pub(super) type Content = std::result::Result<Vec<u8>, u64>;

impl Git {
    pub(super) fn open(folder: &Path) -> Result<Self> {
        if !folder.is_dir() {
            return Err(format!("there is no folder {}", folder.display()).into());
        }
        let mut git = Self {
            folder: folder.to_path_buf(),
            top: String::new(),
            prefix: String::new(),
        };
        let output = git.run(&["rev-parse", "--show-toplevel", "--show-prefix"])?;
        if !output.status.success() {
            return Err(format!(
                "{} is in no git repository that can be read; without one, compare two folders of specs: \
                 `cargo xtask diff OLD NEW`{}",
                folder.display(),
                said(&output)
            )
            .into());
        }
        let text = String::from_utf8_lossy(&output.stdout);
        let mut lines = text.lines();
        lines.next().unwrap_or_default().clone_into(&mut git.top);
        lines.next().unwrap_or_default().clone_into(&mut git.prefix);
        Ok(git)
    }

    fn command(&self) -> Command {
        let mut command = Command::new("git");
        command
            .current_dir(&self.folder)
            .args(["--no-pager", "--literal-pathspecs"])
            .args(["-c", "core.quotepath=off"])
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("LC_ALL", "C");
        for name in REDIRECTING {
            command.env_remove(name);
        }
        command
    }

    fn run(&self, arguments: &[&str]) -> Result<Output> {
        let output = self.command().args(arguments).stdin(Stdio::null()).output();
        output.map_err(|error| not_started(&error))
    }

    /// The commit that a revision is; nothing if there is none.
    pub(super) fn commit(&self, revision: &str) -> Result<Option<String>> {
        let commit = format!("{revision}^{{commit}}");
        let output = self.run(&["rev-parse", "--verify", "--end-of-options", &commit])?;
        if !output.status.success() {
            return Ok(None);
        }
        if String::from_utf8_lossy(&output.stderr).contains("is ambiguous") {
            return Err(format!(
                "`{revision}` is several things: `heads/{revision}` is the branch, `tags/{revision}` the tag"
            )
            .into());
        }
        let text = String::from_utf8_lossy(&output.stdout);
        // All that a commit does not reach, `^HEAD`, is no commit.
        let one = text.lines().last().filter(|it| !it.starts_with('^'));
        Ok(one.map(str::to_owned))
    }

    pub(super) fn is_shallow(&self) -> Result<bool> {
        let output = self.run(&["rev-parse", "--is-shallow-repository"])?;
        Ok(output.stdout.trim_ascii() == b"true")
    }

    /// Names of branches and tags.
    pub(super) fn names(&self) -> Result<Vec<String>> {
        let output = self.run(&["for-each-ref", "--format=%(refname:short)"])?;
        let text = String::from_utf8_lossy(&output.stdout);
        Ok(text.lines().map(str::to_owned).collect())
    }

    /// What a commit has at these paths and below them; everything if there are no paths.
    pub(super) fn list(&self, commit: &str, paths: &[String]) -> Result<Vec<Stored>> {
        let mut arguments = vec!["ls-tree", "-r", "-z", "--full-tree", commit, "--"];
        arguments.extend(paths.iter().map(String::as_str));
        let output = self.run(&arguments)?;
        if !output.status.success() {
            return Err(format!("git cannot list the files of {commit}{}", said(&output)).into());
        }
        let text = String::from_utf8_lossy(&output.stdout);
        let entries = text.split('\0').filter_map(|entry| {
            let (about, path) = entry.split_once('\t')?;
            let mut about = about.split(' ');
            let (mode, _, object) = (about.next()?, about.next()?, about.next()?);
            let kind = match mode {
                "120000" => Kind::Link,
                "160000" => Kind::Submodule,
                _ => Kind::File,
            };
            Some(Stored {
                path: path.to_owned(),
                kind,
                object: object.to_owned(),
            })
        });
        Ok(entries.collect())
    }

    /// Contents of files and links, in their order.
    pub(super) fn contents(&self, files: &[&Stored]) -> Result<Vec<Content>> {
        let mut child = self
            .command()
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .map_err(|error| not_started(&error))?;
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("git cannot be talked to".into());
        };
        let mut output = BufReader::new(output);
        let mut found = Vec::with_capacity(files.len());
        for file in files {
            writeln!(input, "{}", file.object)?;
            input.flush()?;
            let mut about = String::new();
            output.read_line(&mut about)?;
            let size: Option<u64> = about
                .trim_end()
                .rsplit_once(' ')
                .and_then(|(_, size)| size.parse().ok());
            let Some(size) = size else {
                return Err(format!(
                    "the repository lacks the content of {}: `git fetch` gets what a partial clone has left out",
                    file.path
                )
                .into());
            };
            // A line break follows on the content.
            let mut content = output.by_ref().take(size + 1);
            found.push(if size > MAX_BYTES {
                io::copy(&mut content, &mut io::sink())?;
                Err(size)
            } else {
                let mut bytes = Vec::new();
                content.read_to_end(&mut bytes)?;
                bytes.pop();
                Ok(bytes)
            });
        }
        drop(input);
        child.wait()?;
        Ok(found)
    }
}

fn not_started(error: &io::Error) -> Box<dyn std::error::Error> {
    if error.kind() == io::ErrorKind::NotFound {
        return "git is not installed, or not on the PATH; revisions are read with it. Without git, compare \
                two folders of specs: `cargo xtask diff OLD NEW`"
            .into();
    }
    format!("git cannot be started: {error}").into()
}

/// What git had to say, on a line of its own.
fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let text = text.trim();
    if text.is_empty() {
        String::new()
    } else {
        format!("\ngit says: {text}")
    }
}
