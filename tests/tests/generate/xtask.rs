//! Builds the command line once, and runs it.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::OnceLock,
};

use golden_tests::command;

/// What a run printed, and how it ended.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| command::build("xtask", &[]))
}

/// Runs `cargo xtask` with these arguments, in a folder where nothing is.
pub(crate) fn run(arguments: &[&str]) -> Run {
    let folder = super::temporary();
    let output: Output = Command::new(binary())
        .args(arguments)
        .current_dir(folder.path())
        .env_remove("CLICOLOR_FORCE")
        .output()
        .expect("the executable runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    Run {
        code: output.status.code(),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}
