//! Runs the command line.

use golden_tests::command::{self, Run};

/// Runs `cargo xtask` with these arguments, in a folder where nothing is.
pub(crate) fn run(arguments: &[&str]) -> Run {
    command::xtask(arguments, super::temporary().path(), b"")
}
