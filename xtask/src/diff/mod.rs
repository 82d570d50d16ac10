//! `cargo xtask diff`: what changed between two states of the specs, and what it does to those who use the
//! client.

mod compare;
mod git;
mod reviews;
mod revision;
mod select;
mod side;

#[cfg(test)]
mod tests;

use std::{
    io::{self, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use codegen::review::{Entry, Report, Source, Stale, Wire, present};

pub(crate) use compare::{Compared, Options, compare, date};

use crate::{
    FINDINGS,
    output::{self, Result},
};

/// A difference that no rule explains.
const UNEXPLAINED: u8 = 3;

/// An approval that matches nothing.
const UNMATCHED: u8 = 4;

/// Exit codes, for those who ask for help.
const CODES: &str = "\
A state is a git revision or a folder of specs; `./name` is always a folder. BASE is origin/main unless given, or
HEAD where there is no origin/main; HEAD is the working tree unless given. `A..B` is the same as `A B`.

Exit codes:
  0  nothing undecided at the level of --fail-on
  1  undecided changes at that level
  2  wrong usage, something that cannot be read or written, or specs that do not pass `cargo xtask check`
  3  a difference that no rule explains: a gap in the rules, whatever else was found
  4  nothing undecided, and an approval that matches nothing";

#[derive(clap::Args)]
#[command(after_help = CODES)]
pub(crate) struct Arguments {
    /// The state before: a revision or a folder [default: origin/main, or else HEAD]
    base: Option<String>,
    /// The state after: a revision or a folder [default: the working tree]
    head: Option<String>,
    #[command(flatten)]
    options: Options,
    /// How to print the report
    #[arg(long, value_enum, default_value_t, conflicts_with = "changelog")]
    format: Format,
    /// Print the entry of the changelog and the next version instead
    #[arg(long)]
    changelog: bool,
    /// Show lists in full that are folded otherwise; of text only
    #[arg(long)]
    all: bool,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Which undecided changes fail the command; each level has those before it
    #[arg(long, value_enum, default_value_t, value_name = "LEVEL")]
    fail_on: Level,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For a comment on a pull request
    Markdown,
    /// A page to review with, in one file
    Html,
    /// For programs; reviews/DIFF.md describes it
    Json,
    /// For code scanning
    Sarif,
    /// Workflow commands, shown beside the lines of a change on GitHub
    Github,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum Level {
    /// What breaks released programs
    Break,
    /// What they go on with, and misunderstand
    Silent,
    /// What breaks code that upgrades
    #[default]
    Source,
    /// Everything that needs a decision
    Undecided,
    /// Nothing
    None,
}

impl Level {
    fn fails(self, entry: &Entry) -> bool {
        let wire = entry.verdict.wire;
        entry.is_undecided()
            && match self {
                Self::Break => wire == Wire::Break,
                Self::Silent => wire >= Wire::Silent,
                Self::Source => wire >= Wire::Silent || entry.verdict.source == Source::Break,
                Self::Undecided => true,
                Self::None => false,
            }
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    if arguments.all && (arguments.format != Format::Text || arguments.changelog) {
        return Err("--all is for --format text; the other formats show everything".into());
    }
    let (base, head) = (arguments.base.as_deref(), arguments.head.as_deref());
    let Compared { report, .. } = compare(base, head, &arguments.options)?;
    print(arguments, &arguments.text(&report)?)?;
    Ok(ExitCode::from(code(&report, arguments.fail_on)))
}

impl Arguments {
    fn text(&self, report: &Report) -> Result<String> {
        if self.changelog {
            return Ok(present::changelog(report));
        }
        Ok(match self.format {
            Format::Text => present::text(report, self.all),
            Format::Markdown => present::markdown(report),
            Format::Html => present::html(report)?,
            Format::Json => present::json(report),
            Format::Sarif => present::sarif(report),
            Format::Github => present::github(report),
        })
    }
}

fn print(arguments: &Arguments, text: &str) -> Result<()> {
    let coloured = arguments.format == Format::Text && !arguments.changelog;
    let Some(path) = &arguments.output else {
        if coloured {
            return output::print(text);
        }
        // To the byte, on a terminal, too.
        let mut out = io::stdout().lock();
        return match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            result => Ok(result?),
        };
    };
    // No format is YAML; specs and decisions are.
    if path.extension().is_some_and(|it| it == "yaml") && path.exists() {
        return Err(format!("{} is no report; nothing was written", path.display()).into());
    }
    if coloured {
        compare::write(path, &anstream::adapter::strip_str(text).to_string())?;
    } else {
        compare::write(path, text)?;
    }
    anstream::eprintln!("{}wrote{} {}", output::GREEN, output::RESET, path.display());
    Ok(())
}

/// A gap in the rules makes the rest doubtful; an approval too many hurts nobody.
fn code(report: &Report, level: Level) -> u8 {
    if !report.unexplained.is_empty() {
        UNEXPLAINED
    } else if report.entries.iter().any(|it| level.fails(it)) {
        FINDINGS
    } else if report.stale.iter().any(|it| it.why == Stale::Unmatched) {
        UNMATCHED
    } else {
        0
    }
}
