//! files: what was generated is written, or compared with what is there.

use std::{
    collections::BTreeSet,
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
};

use similar::TextDiff;

use crate::format::{File, MARK};

/// What differs between what was generated and a folder.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Files whose content is another, with a unified diff.
    pub stale: Vec<(String, String)>,
    /// Files that are not there, with a unified diff.
    pub missing: Vec<(String, String)>,
    /// Files that carry the mark and that nothing generates any more.
    pub orphaned: Vec<String>,
    /// Files that stand where one would be generated, and do not carry the mark.
    pub foreign: Vec<String>,
    /// Files that are as they should be.
    pub unchanged: usize,
}

impl Changes {
    /// Whether the folder is as it should be.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stale.is_empty()
            && self.missing.is_empty()
            && self.orphaned.is_empty()
            && self.foreign.is_empty()
    }
}

/// Compares a folder with what was generated. Writes nothing.
///
/// # Errors
///
/// If something in the folder cannot be read.
pub fn compare(folder: &Path, files: &[File], shown: &str) -> io::Result<Changes> {
    let mut changes = Changes::default();
    for file in files {
        let name = format!("{shown}/{}", file.path);
        match read(&path(folder, &file.path))? {
            None => {
                let diff = unified(&name, "", &file.text);
                changes.missing.push((file.path.clone(), diff));
            }
            Some(bytes) if bytes == file.text.as_bytes() => changes.unchanged += 1,
            Some(bytes) if !bytes.starts_with(MARK.as_bytes()) => {
                changes.foreign.push(file.path.clone());
            }
            Some(bytes) => {
                let old = String::from_utf8_lossy(&bytes);
                let diff = unified(&name, &old, &file.text);
                changes.stale.push((file.path.clone(), diff));
            }
        }
    }
    let generated: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    for found in marked(folder, "")? {
        if !generated.contains(found.as_str()) {
            changes.orphaned.push(found);
        }
    }
    Ok(changes)
}

/// Brings a folder up to date: writes what changed, removes orphans.
///
/// Each file is replaced in one step, so that a run that is stopped leaves
/// only whole files, and the next run completes it.
///
/// # Errors
///
/// If something cannot be read, written or removed.
pub fn apply(folder: &Path, files: &[File], changes: &Changes) -> io::Result<()> {
    fs::create_dir_all(folder).map_err(|error| named(folder, &error))?;
    let differing: BTreeSet<&str> = changes
        .stale
        .iter()
        .chain(&changes.missing)
        .map(|(path, _)| path.as_str())
        .collect();
    for file in files
        .iter()
        .filter(|file| differing.contains(file.path.as_str()))
    {
        let target = path(folder, &file.path);
        stays_inside(folder, &target)?;
        replace(&target, &file.text).map_err(|error| named(&target, &error))?;
    }
    for orphan in &changes.orphaned {
        let target = path(folder, orphan);
        match fs::remove_file(&target) {
            // The leftover of a stopped run may have become a file by now.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            result => result.map_err(|error| named(&target, &error))?,
        }
        for parent in target
            .ancestors()
            .skip(1)
            .take_while(|parent| *parent != folder)
        {
            // Fails if something is left in it, which then stays.
            let _ = fs::remove_dir(parent);
        }
    }
    Ok(())
}

/// Writes one file in one step: whoever reads it meanwhile finds all of the old text or all of the new.
///
/// # Errors
///
/// If it cannot be written, or if a link stands in its place or in that of a folder on the way to it.
pub fn write(folder: &Path, below: &str, text: &str) -> io::Result<()> {
    let target = path(folder, below);
    stays_inside(folder, &target)?;
    if fs::symlink_metadata(&target).is_ok_and(|it| it.is_symlink()) {
        return Err(io::Error::other(format!(
            "{} is a link; nothing is written through it",
            target.display()
        )));
    }
    replace(&target, text).map_err(|error| named(&target, &error))
}

fn path(folder: &Path, below: &str) -> PathBuf {
    below
        .split('/')
        .fold(folder.to_path_buf(), |path, part| path.join(part))
}

fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(named(path, &error)),
    }
}

/// Refuses to follow a link that stands in place of a folder.
fn stays_inside(folder: &Path, target: &Path) -> io::Result<()> {
    let parents = target
        .ancestors()
        .skip(1)
        .take_while(|parent| *parent != folder);
    for parent in parents {
        match fs::symlink_metadata(parent) {
            Ok(it) if it.is_symlink() => {
                return Err(io::Error::other(format!(
                    "{} is a link that leads elsewhere; nothing is written through it",
                    parent.display()
                )));
            }
            _ => {}
        }
    }
    Ok(())
}

fn replace(target: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent)?;
    }
    // A name that no generated file has. Only a leftover of a stopped run gives way; nothing is
    // written through a link, or over a file of somebody else.
    let mut temporary = target.as_os_str().to_owned();
    temporary.push(".new");
    let temporary = PathBuf::from(temporary);
    if fs::symlink_metadata(&temporary).is_ok_and(|it| it.is_file())
        && is_ours(&temporary.to_string_lossy(), &temporary)?
    {
        fs::remove_file(&temporary)?;
    }
    let mut file = fs::File::create_new(&temporary).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            io::Error::other(format!("{} is in the way", temporary.display()))
        }
        _ => error,
    })?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    drop(file);
    fs::rename(&temporary, target)
}

/// Files below a folder that carry the mark, sorted. Links are not followed.
fn marked(folder: &Path, prefix: &str) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(named(folder, &error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| named(folder, &error))?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let kind = entry
            .file_type()
            .map_err(|error| named(&entry.path(), &error))?;
        if kind.is_dir() {
            found.extend(marked(&entry.path(), &format!("{name}/"))?);
        } else if kind.is_file() && is_ours(&name, &entry.path())? {
            found.push(name);
        }
    }
    found.sort();
    Ok(found)
}

fn is_ours(name: &str, path: &Path) -> io::Result<bool> {
    let partial = name.ends_with(".rs.new");
    let whole = path.extension().is_some_and(|extension| extension == "rs");
    if !whole && !partial {
        return Ok(false);
    }
    let bytes = read(path)?.unwrap_or_default();
    // A run that was stopped may have left the beginning of a file.
    Ok(bytes.starts_with(MARK.as_bytes()) || (partial && MARK.as_bytes().starts_with(&bytes)))
}

fn unified(name: &str, old: &str, new: &str) -> String {
    TextDiff::from_lines(old, new)
        .unified_diff()
        .context_radius(3)
        .header(&format!("a/{name}"), &format!("b/{name}"))
        .to_string()
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
