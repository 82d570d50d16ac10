//! `cargo xtask audit`: every fact of the specs against the captured pages.

mod report;

use std::{
    fmt::Write as _,
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use codegen::{
    audit::{self, Audit, PageFile, PageRead},
    import::{ImportError, MAX_PAGE},
};

use crate::{
    FINDINGS,
    output::{self, Format, Result},
};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Folder of captured pages; its subfolders are read, too
    #[arg(long, value_name = "DIR")]
    pages: PathBuf,
    /// Folder of specs [default: specs]
    #[arg(long, value_name = "DIR")]
    specs: Option<PathBuf>,
    /// Only this service
    #[arg(long, value_name = "SERVICE")]
    service: Option<String>,
    /// How to print findings
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// List what is explained, too, each with its explanation
    #[arg(long)]
    verbose: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let (sources, mut checked) = output::read(arguments.specs.as_deref())?;
    if checked.has_errors() {
        output::findings(&sources, &checked.diagnostics, arguments.format)?;
        return Ok(ExitCode::from(FINDINGS));
    }
    if let Some(name) = &arguments.service {
        let known = checked.specs.services.iter();
        let known: Vec<_> = known.map(|it| it.name.value.clone()).collect();
        if !known.contains(name) {
            let known = known.join(", ");
            return Err(format!("there is no service `{name}`; there are: {known}").into());
        }
        checked.specs.services.retain(|it| it.name.value == *name);
    }
    let (pages, mut unread) = pages(&arguments.pages)?;
    let mut audit = audit::audit(&sources, &checked.specs, &pages);
    audit.pages.append(&mut unread);
    audit.pages.sort_by(|a, b| a.name.cmp(&b.name));
    if !audit.has_pages() {
        return Err(no_pages(&arguments.pages, &audit).into());
    }
    if audit.operations.is_empty() {
        return Err("the specs have no operation: nothing was checked".into());
    }
    match arguments.format {
        Format::Text => output::print(&report::text(&sources, &audit, arguments.verbose))?,
        Format::Json => {
            let json = audit::json(&sources, &audit);
            output::print(&(serde_json::to_string_pretty(&json)? + "\n"))?;
        }
        Format::Github => output::print(&report::github(&sources, &audit))?,
    }
    let is_open = audit.findings().next().is_some() || !audit.left().is_empty();
    Ok(if is_open {
        ExitCode::from(FINDINGS)
    } else {
        ExitCode::SUCCESS
    })
}

fn no_pages(folder: &Path, audit: &Audit) -> String {
    let folder = folder.display();
    let mut message = if audit.pages.is_empty() {
        format!("there are no pages in {folder}: put the captured pages there")
    } else {
        format!("none of the files in {folder} is a page that could be read:")
    };
    for page in &audit.pages {
        if let Err(why) = &page.operations {
            let _ = write!(message, "\n  {}: {why}", page.name);
        }
    }
    message
}

/// The files of a folder and of its subfolders, and those that are too large.
fn pages(folder: &Path) -> Result<(Vec<PageFile>, Vec<PageRead>)> {
    let mut files = Vec::new();
    for (name, path) in entries(folder)? {
        if path.is_dir() {
            let inner = entries(&path)?.into_iter();
            let inner = inner.filter(|(_, path)| path.is_file());
            files.extend(inner.map(|(inner, path)| (format!("{name}/{inner}"), path)));
        } else if path.is_file() {
            files.push((name, path));
        }
    }
    let (mut pages, mut unread) = (Vec::new(), Vec::new());
    for (name, path) in files {
        match content(&path) {
            Ok(bytes) => pages.push(PageFile { name, bytes }),
            Err(why) => unread.push(PageRead {
                name,
                operations: Err(why),
                left: Vec::new(),
                used: false,
            }),
        }
    }
    Ok((pages, unread))
}

/// A file that cannot be read is listed like one that is no page.
fn content(path: &Path) -> std::result::Result<Vec<u8>, String> {
    let read = || -> io::Result<std::result::Result<Vec<u8>, u64>> {
        let size = fs::metadata(path)?.len();
        if size > MAX_PAGE {
            return Ok(Err(size));
        }
        let mut bytes = Vec::new();
        File::open(path)?.take(MAX_PAGE).read_to_end(&mut bytes)?;
        Ok(Ok(bytes))
    };
    match read() {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(size)) => Err(ImportError::TooLarge(size).to_string()),
        Err(error) => Err(error.to_string()),
    }
}

/// Names and paths of what is in a folder and not hidden, sorted by name.
fn entries(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let named = |error: io::Error| format!("{}: {error}", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(named)? {
        let entry = entry.map_err(named)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            found.push((name, entry.path()));
        }
    }
    found.sort();
    Ok(found)
}
