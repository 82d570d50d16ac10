//! What commands share when they print: formats, colours, the specs folder.

use std::{
    error::Error,
    io::{self, Write},
    path::{Path, PathBuf},
    time::SystemTime,
};

use codegen::{Checked, Diagnostic, Sources, render};

pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// How findings are printed.
#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// Workflow commands, shown beside the lines of a change on GitHub
    Github,
}

pub(crate) const RED: &str = "\u{1b}[1;31m";
pub(crate) const GREEN: &str = "\u{1b}[32m";
pub(crate) const BOLD: &str = "\u{1b}[1m";
pub(crate) const DIM: &str = "\u{1b}[2m";
pub(crate) const RESET: &str = "\u{1b}[0m";

/// The workspace's root, wherever the command was started.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// Reads and checks a folder of specs, by default the workspace's.
pub(crate) fn read(folder: Option<&Path>) -> Result<(Sources, Checked)> {
    let (path, shown) = match folder {
        Some(folder) => (folder.to_path_buf(), shown(folder)),
        None => (root().join("specs"), "specs".to_owned()),
    };
    let (sources, found) = Sources::load(&path, &shown)?;
    if sources.files().is_empty() {
        return Err(format!(
            "there are no specs in {shown}: it holds one folder per service, with a service.yaml in each"
        )
        .into());
    }
    let checked = codegen::check(&sources, found);
    Ok((sources, checked))
}

pub(crate) fn shown(folder: &Path) -> String {
    let text = folder.to_string_lossy().replace('\\', "/");
    text.trim_end_matches('/').to_owned()
}

/// Prints findings: for people to standard error, for programs to standard output.
pub(crate) fn findings(sources: &Sources, found: &[Diagnostic], format: Format) -> Result<()> {
    match format {
        Format::Text => anstream::eprint!("{}", render::text(sources, found, true)),
        Format::Json => print(&render::json(sources, found))?,
        Format::Github => print(&render::github(sources, found))?,
    }
    Ok(())
}

/// Prints to standard output. A reader that has seen enough is no error.
pub(crate) fn print(text: &str) -> Result<()> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result?),
    }
}

/// Today's date, `2026-05-24`, in UTC.
pub(crate) fn today() -> String {
    let now = humantime::format_rfc3339_seconds(SystemTime::now()).to_string();
    now.chars().take(10).collect()
}
