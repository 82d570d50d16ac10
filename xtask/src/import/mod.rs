//! `cargo xtask import`: a vendor's page becomes a draft, or is held against a spec.

mod compare;
mod page;
mod specs;
mod update;

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use codegen::{
    import::{self, Draft, ImportError, PageFormat},
    model,
};

use crate::{
    FINDINGS,
    output::{self, Result},
};

/// What to read, and what to do with it.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The captured page: HTML, Markdown or text; `-` reads standard input
    #[arg(value_name = "PAGE")]
    page: PathBuf,
    /// Service that the operations belong to, a folder of specs
    #[arg(long, value_name = "NAME")]
    service: Option<String>,
    /// The page's format, if it need not be found out
    #[arg(long = "as", value_name = "FORMAT", value_enum)]
    read_as: Option<As>,
    /// File name of the page in the draft, for a page from standard input
    #[arg(long, value_name = "NAME")]
    document: Option<String>,
    /// How to print the draft, or what differs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write one file per operation into this folder of specs instead of printing them
    #[arg(long, value_name = "DIR", conflicts_with_all = ["compare", "update"])]
    out: Option<PathBuf>,
    /// Say what differs between the page and this spec
    #[arg(long, value_name = "SPEC", conflicts_with = "update", num_args = 1..)]
    compare: Vec<PathBuf>,
    /// Bring this spec up to date with the page; what is for a person to decide is marked in it
    #[arg(long, value_name = "SPEC", num_args = 1.., conflicts_with = "format")]
    update: Vec<PathBuf>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum As {
    /// A saved web page
    Html,
    /// Markdown, with pipe tables or HTML tables
    Markdown,
    /// Text copied or dumped from a page
    Text,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A spec in YAML; or what differs, for people
    #[default]
    Text,
    /// For programs; specs/MODEL.md describes it
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let (name, bytes) = page::read(&arguments.page, arguments.document.as_deref())?;
    let capture = import::Capture {
        name: &name,
        bytes: &bytes,
        format: arguments.read_as.map(|it| match it {
            As::Html => PageFormat::Html,
            As::Markdown => PageFormat::Markdown,
            As::Text => PageFormat::Text,
        }),
    };
    let service = arguments.service.as_deref().unwrap_or_default();
    if service.contains(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')) {
        return Err(format!(
            "`{service}` is no name of a service: lower-case letters, digits and `-` only"
        )
        .into());
    }
    let mut draft = match import::import(capture, service) {
        Ok(draft) => draft,
        Err(error @ ImportError::Nothing(_)) => {
            anstream::eprintln!("{}error{}: {name}: {error}", output::RED, output::RESET);
            return Ok(ExitCode::from(FINDINGS));
        }
        Err(error) => return Err(format!("{name}: {error}").into()),
    };
    draft.checked = Some(output::today());
    if let Some(folder) = &arguments.out {
        return write(&draft, folder, arguments);
    }
    if !arguments.compare.is_empty() {
        return specs::compare(&draft, &arguments.compare, arguments.format == Format::Json);
    }
    if !arguments.update.is_empty() {
        return specs::update(&draft, &arguments.update);
    }
    if arguments.format == Format::Json {
        output::print(&model::json_of_draft(&draft))?;
        return Ok(ExitCode::SUCCESS);
    }
    let host = known_host(service);
    let mut out = String::new();
    for index in 0..draft.operations.len() {
        if index > 0 {
            out.push_str("---\n");
        }
        out.push_str(&import::yaml(&draft, index, host.as_deref()));
    }
    output::print(&out)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes one new file per operation.
fn write(draft: &Draft, folder: &Path, arguments: &Arguments) -> Result<ExitCode> {
    let Some(service) = &arguments.service else {
        return Err("--out needs --service: specs stand in a folder per service".into());
    };
    let folder = folder.join(service);
    let host = known_host(service);
    let files: Vec<(PathBuf, String)> = draft
        .operations
        .iter()
        .enumerate()
        .map(|(index, operation)| {
            let path = folder.join(format!("{}.yaml", operation.name));
            (path, import::yaml(draft, index, host.as_deref()))
        })
        .collect();
    if let Some((there, _)) = files.iter().find(|(path, _)| path.exists()) {
        return Err(format!(
            "{} exists and is left as it is; `--update {}` brings it up to date",
            there.display(),
            there.display()
        )
        .into());
    }
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for (path, text) in files {
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        anstream::eprintln!("{}wrote{} {}", output::GREEN, output::RESET, path.display());
    }
    anstream::eprint!("{}", import::doubts_list(draft));
    Ok(ExitCode::SUCCESS)
}

/// The host of a service that has a spec.
fn known_host(service: &str) -> Option<String> {
    let (_, checked) = output::read(None).ok()?;
    let known = checked
        .specs
        .services
        .iter()
        .find(|it| it.name.value == service)?;
    Some(known.host.value.clone())
}
