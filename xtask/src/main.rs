//! `cargo xtask`. It does not depend on the client, so that a client that does not compile can be generated anew.

use std::process::ExitCode;

fn main() -> ExitCode {
    xtask::main()
}
