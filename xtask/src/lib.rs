//! The workspace's command line. Parses arguments, calls `codegen`, prints.

#![warn(missing_docs)]

mod approve;
mod audit;
mod check;
mod diff;
mod explain;
mod export;
mod features;
mod generate;
mod import;
mod mock;
mod output;
mod table;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

use output::Format;

/// Endpoint specs in, typed Rust client out.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the client from the specs
    Generate(generate::Arguments),
    /// Find everything that is wrong with the specs, and say what they cover
    Check {
        /// Folder of specs [default: specs]
        #[arg(long, value_name = "DIR")]
        specs: Option<PathBuf>,
        /// How to print findings
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Check every fact of the specs against the captured pages
    Audit(audit::Arguments),
    /// Show what changed between two states of the specs, and what it does to those who use the client
    Diff(diff::Arguments),
    /// Decide that changes may be released, and say why
    Approve(approve::Arguments),
    /// Say why a rule of the format exists, or what a kind of change does
    Explain {
        /// Code of the rule, such as N02 or R06; without it all rules are listed
        code: Option<String>,
    },
    /// Print what the specs say, for other tools
    Export(export::Arguments),
    /// Draft specs from a vendor's page, or compare the page with a spec
    Import(import::Arguments),
    /// Run a fake of the vendors to develop and test against
    Mock(mock::Arguments),
    /// Call every operation of the fake vendors through the client, and show what comes back
    Demo,
}

/// Findings, as opposed to a failure to look for them.
const FINDINGS: u8 = 1;

/// Wrong usage, or something that cannot be read or written.
const FAILURE: u8 = 2;

/// Runs the command line.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.command {
        Command::Check { specs, format } => check::run(specs.as_deref(), format),
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Audit(arguments) => audit::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Approve(arguments) => approve::run(&arguments),
        Command::Explain { code } => explain::run(code.as_deref()),
        Command::Export(arguments) => export::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Mock(arguments) => mock::serve(&arguments),
        Command::Demo => mock::demo(),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            anstream::eprintln!("{}error{}: {error}", output::RED, output::RESET);
            ExitCode::from(FAILURE)
        }
    }
}
