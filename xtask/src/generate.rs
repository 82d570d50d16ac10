//! `cargo xtask generate`: specs → generated client, or what differs from it.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};

use codegen::{File, Options, Severity, files, spec::Specs};

use crate::{
    FINDINGS, features,
    output::{self, BOLD, DIM, Format, GREEN, RED, RESET, Result},
    table::table,
};

/// Where the workspace keeps generated code.
const GENERATED: &str = "generated-client/src/generated";

/// Where to read and write.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Folder of specs [default: specs]
    #[arg(long, value_name = "DIR", requires = "out")]
    specs: Option<PathBuf>,
    /// Folder to write [default: the client's]; files in it without the generator's mark are left alone
    #[arg(long, value_name = "DIR", requires = "specs")]
    out: Option<PathBuf>,
    /// Path of the runtime in generated code [default: `crate::runtime`]
    #[arg(long, value_name = "PATH", requires = "out")]
    runtime: Option<String>,
    /// Path of the generated modules in the examples of their documentation [default: the client's]
    #[arg(long, value_name = "PATH", requires = "out")]
    home: Option<String>,
    /// Write what a fake server needs, too, behind the Cargo feature `mock` of your crate
    #[arg(long, requires = "out")]
    mock: bool,
    /// Write nothing; print what would change, and fail if anything would
    #[arg(long)]
    check: bool,
    /// How to print findings
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let start = Instant::now();
    let (sources, checked) = output::read(arguments.specs.as_deref())?;
    if checked.has_errors() || arguments.format != Format::Text {
        output::findings(&sources, &checked.diagnostics, arguments.format)?;
    }
    if checked.has_errors() {
        return Ok(ExitCode::from(FINDINGS));
    }
    let warnings = checked
        .diagnostics
        .iter()
        .filter(|it| it.rule.severity == Severity::Warning)
        .count();
    let generated = codegen::generate(&sources, &checked.specs, &arguments.options()?)?;
    let (folder, shown) = arguments.folder();
    let changes = files::compare(&folder, &generated, &shown)?;
    if !changes.foreign.is_empty() {
        return Err(format!(
            "{}: not written by this command, so it is left alone; move it away first",
            changes
                .foreign
                .iter()
                .map(|path| format!("{shown}/{path}"))
                .collect::<Vec<_>>()
                .join(", ")
        )
        .into());
    }
    let missing_features = match arguments.out {
        None => features::missing(&checked.specs)?,
        Some(_) => Vec::new(),
    };
    // Programs read standard output, and find nothing else there than what they asked for.
    let print = match arguments.format {
        Format::Text => output::print,
        Format::Json | Format::Github => |text: &str| {
            anstream::eprint!("{text}");
            Ok(())
        },
    };
    if arguments.check {
        return check(&changes, &shown, &missing_features, print);
    }
    files::apply(&folder, &generated, &changes)?;
    print(&report(
        &checked.specs,
        &generated,
        &changes,
        start,
        warnings,
    ))?;
    features::warn(&missing_features);
    Ok(ExitCode::SUCCESS)
}

impl Arguments {
    fn folder(&self) -> (PathBuf, String) {
        match &self.out {
            Some(out) => (out.clone(), shown(out)),
            None => (output::root().join(GENERATED), GENERATED.to_owned()),
        }
    }

    fn options(&self) -> Result<Options> {
        let mut options = Options::default();
        for (name, given, option) in [
            ("--runtime", &self.runtime, &mut options.runtime),
            ("--home", &self.home, &mut options.home),
        ] {
            let Some(path) = given else { continue };
            let part = |part: &str| {
                part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
                    && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
            };
            if !path.split("::").all(part) {
                return Err(
                    format!("{name}: `{path}` is not a path such as my_crate::vendors").into(),
                );
            }
            option.clone_from(path);
        }
        if self.out.is_some() && !self.mock {
            // Cargo warns of a feature that is not declared.
            options.mock = None;
        }
        Ok(options)
    }
}

fn shown(folder: &Path) -> String {
    folder
        .to_string_lossy()
        .replace('\\', "/")
        .trim_end_matches('/')
        .to_owned()
}

fn check(
    changes: &files::Changes,
    shown: &str,
    missing_features: &[String],
    print: fn(&str) -> Result<()>,
) -> Result<ExitCode> {
    let mut out = String::new();
    for (_, diff) in changes.missing.iter().chain(&changes.stale) {
        out.push_str(&coloured(diff));
    }
    let lists = [
        (
            "stale",
            changes
                .stale
                .iter()
                .map(|(path, _)| path)
                .collect::<Vec<_>>(),
        ),
        (
            "missing",
            changes.missing.iter().map(|(path, _)| path).collect(),
        ),
        ("orphaned", changes.orphaned.iter().collect()),
    ];
    for (word, paths) in lists {
        for path in paths {
            out.extend([RED, word, RESET, "  ", shown, "/", path, "\n"]);
        }
    }
    if changes.is_empty() && missing_features.is_empty() {
        let count = changes.unchanged.to_string();
        out.extend([GREEN, "up to date", RESET, "  ", &count, " files\n"]);
        print(&out)?;
        return Ok(ExitCode::SUCCESS);
    }
    if !changes.is_empty() {
        out.push_str("run `cargo xtask generate`\n");
    }
    print(&out)?;
    features::warn(missing_features);
    Ok(ExitCode::from(FINDINGS))
}

fn coloured(diff: &str) -> String {
    let mut out = String::new();
    for line in diff.lines() {
        let colour = match line.bytes().next() {
            Some(b'+') => GREEN,
            Some(b'-') => RED,
            Some(b'@') => DIM,
            _ => "",
        };
        let reset = if colour.is_empty() { "" } else { RESET };
        out.extend([colour, line, reset, "\n"]);
    }
    out
}

fn report(
    specs: &Specs,
    generated: &[File],
    changes: &files::Changes,
    start: Instant,
    warnings: usize,
) -> String {
    let rows: Vec<_> = specs
        .services
        .iter()
        .map(|service| {
            let module = codegen::names::snake(&service.name.value);
            let own: Vec<_> = generated
                .iter()
                .filter(|file| file.path.starts_with(&format!("{module}/")))
                .collect();
            let count = |what: fn(&str) -> bool| {
                own.iter()
                    .flat_map(|file| file.text.lines())
                    .filter(|line| what(line))
                    .count()
            };
            vec![
                service.name.value.clone(),
                service.operations.len().to_string(),
                count(|line| line.starts_with("pub struct ") || line.starts_with("pub enum "))
                    .to_string(),
                count(|_| true).to_string(),
            ]
        })
        .collect();
    let text = table(&["service", "operations", "types", "lines"], &rows);
    let (head, body) = text.split_once('\n').unwrap_or((&text, ""));
    let warned = match warnings {
        0 => String::new(),
        count => format!("  ({count} warnings: `cargo xtask check` shows them)"),
    };
    format!(
        "{DIM}{head}{RESET}\n{body}{BOLD}{} written{RESET}, {} unchanged, {} removed in {:.0?}{warned}\n",
        changes.stale.len() + changes.missing.len(),
        changes.unchanged,
        changes.orphaned.len(),
        start.elapsed(),
    )
}
