//! The specs that a page is held against.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use codegen::{
    Sources,
    diff::{self, Comparison, Described},
    import::{self, Draft},
    model::{Model, Operation},
};

use super::{compare as show, update as show_update};
use crate::{
    FINDINGS,
    output::{self, Result},
};

/// The specs of one folder, and which of them are asked for.
struct Folder {
    sources: Sources,
    model: Model,
    /// Indices of the operations that were named.
    named: Vec<usize>,
}

/// Says what differs between a page and the specs that were named.
pub(super) fn compare(draft: &Draft, paths: &[PathBuf], json: bool) -> Result<ExitCode> {
    let mut differs = false;
    for folder in folders(paths)? {
        let found = comparisons(draft, &folder);
        differs |= found.iter().any(|it| !it.changes.is_empty());
        let text = if json {
            show::json(&found, &draft.document, &folder.sources)
        } else {
            show::text(&found, &draft.document, &folder.sources)
        };
        output::print(&text)?;
    }
    Ok(if differs {
        ExitCode::from(FINDINGS)
    } else {
        ExitCode::SUCCESS
    })
}

/// Brings the specs that were named up to date.
pub(super) fn update(draft: &Draft, paths: &[PathBuf]) -> Result<ExitCode> {
    let mut left = false;
    for folder in folders(paths)? {
        for found in comparisons(draft, &folder) {
            let (Some(spec), Some(page)) = (found.spec, found.page) else {
                left = true;
                output::print(&show::text(&[found], &draft.document, &folder.sources))?;
                continue;
            };
            let Some(operation) = folder.model.operations.get(spec) else {
                continue;
            };
            let source = &folder.sources.files()[operation.at.file as usize];
            let updated = import::update(
                &source.text,
                operation,
                draft,
                page,
                &found.changes,
                draft.checked.as_deref(),
            )
            .map_err(|error| format!("{}: {error}", source.path))?;
            if updated.text != source.text {
                write(Path::new(&source.path), &updated.text)?;
            }
            left |= !updated.left.is_empty();
            output::print(&show_update::text(&updated, &source.path, &source.text))?;
        }
    }
    Ok(if left {
        ExitCode::from(FINDINGS)
    } else {
        ExitCode::SUCCESS
    })
}

/// Replaces a file in one step, so that a spec is never half written.
fn write(path: &Path, text: &str) -> Result<()> {
    let named = |error: std::io::Error| format!("{}: {error}", path.display());
    let beside = path.with_extension("yaml.new");
    fs::write(&beside, text).map_err(named)?;
    fs::rename(&beside, path).map_err(named)?;
    Ok(())
}

/// Pairs the page with the specs of a folder; keeps those that were named, and operations of the
/// page that no spec describes.
fn comparisons(draft: &Draft, folder: &Folder) -> Vec<Comparison> {
    let described: Vec<Described<'_>> = folder
        .model
        .operations
        .iter()
        .enumerate()
        .map(|(index, operation)| Described {
            operation,
            of_page: folder.named.contains(&index),
        })
        .collect();
    let mut found = diff::compare(&described, &draft.operations);
    found.retain(|it| it.spec.is_none_or(|spec| folder.named.contains(&spec)));
    found
}

/// Reads the folders in which the named specs stand: types may be declared beside them.
fn folders(paths: &[PathBuf]) -> Result<Vec<Folder>> {
    let mut by_folder: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for path in paths {
        if !path.is_file() {
            return Err(format!(
                "{} is no file; name the spec of an operation",
                path.display()
            )
            .into());
        }
        let specs = path
            .parent()
            .map(|service| service.join(".."))
            .unwrap_or_default();
        let specs = specs
            .canonicalize()
            .map_err(|error| format!("{}: {error}", path.display()))?;
        by_folder.entry(specs).or_default().push(path.clone());
    }
    by_folder
        .into_iter()
        .map(|(folder, paths)| read(&folder, &paths))
        .collect()
}

fn read(folder: &Path, paths: &[PathBuf]) -> Result<Folder> {
    let (sources, _) = Sources::load(folder, &shown(folder))?;
    let model = import::unfinished(&sources);
    let mut named = Vec::new();
    for path in paths {
        let full = path
            .canonicalize()
            .map_err(|error| format!("{}: {error}", path.display()))?;
        let index = model
            .operations
            .iter()
            .position(|operation| is_of(operation, &sources, folder, &full));
        let Some(index) = index else {
            let service = full.with_file_name("service.yaml");
            let why = if service.is_file() {
                "does not describe an operation; `cargo xtask check` says what is wrong with it"
            } else {
                "has no service.yaml beside it, which says what the service is"
            };
            return Err(format!("{} {why}", path.display()).into());
        };
        named.push(index);
    }
    Ok(Folder {
        sources,
        model,
        named,
    })
}

fn is_of(operation: &Operation, sources: &Sources, folder: &Path, full: &Path) -> bool {
    sources
        .files()
        .get(operation.at.file as usize)
        .is_some_and(|source| folder.join(&source.folder).join(&source.name) == full)
}

/// The folder's path for people: below the current folder, without it.
fn shown(folder: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    folder
        .strip_prefix(&here)
        .unwrap_or(folder)
        .to_string_lossy()
        .replace('\\', "/")
}
