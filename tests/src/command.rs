//! Builds programs of the workspace.

use std::{env, path::PathBuf, process::Command};

use crate::workspace;

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
