//! `cargo xtask diff` and `approve` on the command line: which states they read, what they write, how they end.

mod approve;
mod exits;
mod explain;
mod git;
mod states;
mod workspace;
