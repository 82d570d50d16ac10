//! Reads folders of approvals.

use std::{fs, io, path::Path};

use codegen::{
    MAX_BYTES, Source, Sources, render,
    review::approvals::{self, Approvals},
};

use crate::output::Result;

/// The files of a folder, which is called `shown`; none if there is no such folder.
pub(super) fn load(folder: &Path, shown: &str) -> Result<Sources> {
    let named = |path: &Path, error: io::Error| format!("{}: {error}", path.display());
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Sources::default()),
        Err(error) => return Err(named(folder, error).into()),
    };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| named(folder, error))?;
        let (path, name) = (entry.path(), entry.file_name());
        let Some(mut file) = source(shown, &name.to_string_lossy(), String::new()) else {
            continue;
        };
        let size = fs::metadata(&path)
            .map_err(|error| named(&path, error))?
            .len();
        if size > MAX_BYTES {
            return Err(format!("{} has {size} bytes; it may have {MAX_BYTES}", file.path).into());
        }
        file.text = fs::read_to_string(&path).map_err(|error| named(&path, error))?;
        files.push(file);
    }
    Ok(Sources::new(files))
}

/// A file of the folder of approvals, if it is one: `<service>.yaml`.
pub(super) fn source(shown: &str, name: &str, text: String) -> Option<Source> {
    let service = name.strip_suffix(".yaml")?;
    if service.is_empty() || name.starts_with('.') || name.contains('/') {
        return None;
    }
    Some(Source {
        path: format!("{shown}/{name}"),
        folder: service.to_owned(),
        name: name.to_owned(),
        text,
    })
}

/// What the files decide. If something is wrong with them, prints it.
pub(super) fn read(sources: &Sources) -> Result<Vec<Approvals>> {
    let (read, problems) = approvals::read(sources);
    if problems.is_empty() {
        return Ok(read);
    }
    anstream::eprint!("{}", render::text(sources, &problems, true));
    Err("the approvals cannot be read; nothing was compared".into())
}

/// What was decided earlier. What cannot be read of it decides nothing.
pub(super) fn history(sources: &Sources) -> Vec<Approvals> {
    approvals::read(sources).0
}
