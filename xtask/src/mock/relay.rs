//! Hands the command to a build of the command line that has the client.

use std::{
    env,
    ffi::OsString,
    process::{Command, ExitCode},
};

use crate::output::{self, Result};

const BINARY: &str = "xtask-mock";

pub(crate) fn run() -> Result<ExitCode> {
    let binary = format!("{BINARY}{}", env::consts::EXE_SUFFIX);
    if !env::current_exe().is_ok_and(|own| own.with_file_name(binary).exists()) {
        anstream::eprintln!("building the client and its fake vendors, for the first time only");
    }
    let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(cargo);
    command
        .args(["run", "--quiet", "--manifest-path"])
        .arg(output::root().join("Cargo.toml"))
        .args(["--package", "xtask", "--features", "mock", "--bin", BINARY])
        .arg("--")
        .args(env::args_os().skip(1));
    become_it(command)
}

/// Ctrl-C has to reach the server and nobody else, so that it can say its last words.
#[cfg(unix)]
fn become_it(mut command: Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt as _;
    // Returns only if there is nothing to become.
    Err(format!("cannot run cargo: {}", command.exec()).into())
}

#[cfg(not(unix))]
fn become_it(mut command: Command) -> Result<ExitCode> {
    let status = command
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(crate::FAILURE)))
}
