//! `cargo xtask` with the client: what `cargo xtask mock` and `cargo xtask demo` run.

use std::process::ExitCode;

fn main() -> ExitCode {
    xtask::main()
}
