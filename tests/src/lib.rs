//! Golden tests of the workspace.
//!
//! A golden file holds what a test expects, word for word. `BLESS=1 cargo test -p golden-tests`
//! writes what comes out into the golden files; without it nothing is written. Read the difference
//! before committing it.

pub mod command;
pub mod generated;
pub mod replay;
pub mod server;
pub mod signing;
mod specs;
#[rustfmt::skip]
pub mod vendors;
pub mod wire_diff;

pub use specs::{check, load, memory, render};

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

/// The examples of the README are compiled.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

/// A path below the root of the workspace.
#[must_use]
pub fn workspace(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// A path below the folder of this package, where test data is.
#[must_use]
pub fn data(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Names of what is in a folder, sorted.
///
/// # Panics
///
/// If the folder cannot be read.
#[must_use]
pub fn entries(folder: &Path) -> Vec<String> {
    let read = || -> io::Result<Vec<String>> {
        fs::read_dir(folder)?
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect()
    };
    let mut names = read().unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    names.sort();
    names
}

/// Compares a text with a golden file, or writes the file if `BLESS` is `1`.
///
/// # Errors
///
/// The difference, or why the file could not be read or written.
pub fn golden(path: &Path, actual: &str) -> Result<(), String> {
    let expected = match fs::read_to_string(path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(format!("{}: {error}", path.display())),
    };
    if expected.as_deref() == Some(actual) {
        return Ok(());
    }
    if env::var("BLESS").is_ok_and(|value| value == "1") {
        return fs::write(path, actual).map_err(|error| format!("{}: {error}", path.display()));
    }
    let difference = similar::TextDiff::from_lines(expected.as_deref().unwrap_or_default(), actual)
        .unified_diff()
        .header("expected", "actual")
        .to_string();
    Err(format!(
        "{}:\n{difference}\nif this is right: BLESS=1 cargo test -p golden-tests",
        path.display()
    ))
}

/// Fails with all complaints at once, so that one run shows everything that is wrong.
///
/// # Panics
///
/// If there is a complaint.
pub fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n\n"));
}
