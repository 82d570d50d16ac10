//! Builds programs of the workspace.

use std::{
    env,
    ffi::OsStr,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
};

use crate::workspace;

/// What a run printed, and how it ended.
#[derive(Debug)]
pub struct Run {
    /// The exit code.
    pub code: Option<i32>,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

/// Runs `cargo xtask` with these arguments and this standard input, in a folder.
///
/// # Panics
///
/// If it cannot be built or run, or prints something else than text.
pub fn xtask<A: AsRef<OsStr>>(
    arguments: impl IntoIterator<Item = A>,
    folder: &Path,
    input: &[u8],
) -> Run {
    xtask_with(arguments, folder, input, &[])
}

/// Runs `cargo xtask` as [`xtask`] does, with these variables in its environment.
///
/// # Panics
///
/// As [`xtask`].
pub fn xtask_with<A: AsRef<OsStr>>(
    arguments: impl IntoIterator<Item = A>,
    folder: &Path,
    input: &[u8],
    environment: &[(&str, &OsStr)],
) -> Run {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    let mut child = Command::new(BINARY.get_or_init(|| build("xtask", &[])))
        .args(arguments)
        .current_dir(folder)
        .env_remove("CLICOLOR_FORCE")
        .envs(environment.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the executable runs");
    let mut stdin = child.stdin.take().expect("standard input is piped");
    // A program that does not read its input closes it.
    let _ = stdin.write_all(input);
    drop(stdin);
    let output = child.wait_with_output().expect("the executable ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    Run {
        code: output.status.code(),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

/// Builds one of the programs of `xtask`, and says where it is.
///
/// # Panics
///
/// If it does not compile.
#[must_use]
pub fn build(binary: &str, features: &[&str]) -> PathBuf {
    executable("xtask", "--bin", binary, features)
}

/// Builds one of the examples of the client, and says where it is.
///
/// # Panics
///
/// If it does not compile.
#[must_use]
pub fn example(name: &str, features: &[&str]) -> PathBuf {
    executable("meeting-client", "--example", name, features)
}

fn executable(package: &str, kind: &str, name: &str, features: &[&str]) -> PathBuf {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["build", "--quiet", "--package", package, kind, name])
        .args(["--features", &features.join(",")])
        .args(["--message-format", "json"])
        .current_dir(workspace(""))
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8_lossy(&output.stdout);
    let messages = text
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let executable = messages
        .filter(|message| message["target"]["name"] == name)
        .find_map(|message| message["executable"].as_str().map(PathBuf::from));
    executable.expect("cargo names the executable")
}
