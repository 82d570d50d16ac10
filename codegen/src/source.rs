//! load: a folder of specs becomes texts, each with its path.

use std::{fs, io, path::Path};

use crate::{
    diagnostic::{Diagnostic, Place},
    rules,
};

#[cfg(test)]
mod tests;

/// Largest spec file that is read, in bytes.
pub const MAX_BYTES: u64 = 4 << 20;

/// One spec file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path for people, with `/` between its parts.
    pub path: String,
    /// Folder below the specs folder, the name of the service.
    pub folder: String,
    /// File name.
    pub name: String,
    /// Content.
    pub text: String,
}

/// All spec files of a folder, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Takes texts from memory.
    #[must_use]
    pub fn new(mut files: Vec<Source>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files }
    }

    /// All files, sorted by path.
    #[must_use]
    pub fn files(&self) -> &[Source] {
        &self.files
    }

    /// The file that a [`Place`] is in.
    #[must_use]
    pub fn of(&self, place: Place) -> &Source {
        &self.files[place.file as usize]
    }

    /// Reads `<folder>/*/*.yaml`. `shown` is how the folder is called in messages.
    ///
    /// # Errors
    ///
    /// If the folder, or something in it, cannot be read. What is wrong with a
    /// file's content becomes a diagnostic.
    pub fn load(folder: &Path, shown: &str) -> io::Result<(Self, Vec<Diagnostic>)> {
        let mut found = Vec::new();
        let root = fs::canonicalize(folder).map_err(|error| named(folder, &error))?;
        for service in sorted(folder)? {
            if service.hidden {
                continue;
            }
            stays_in(&root, &service.path)?;
            if service.path.is_dir() {
                for file in sorted(&service.path)? {
                    if !file.hidden {
                        stays_in(&root, &file.path)?;
                    }
                    if file.path.is_dir() {
                        found.extend(
                            lost(&file)?
                                .into_iter()
                                .map(|it| (service.name.clone(), it)),
                        );
                    } else if !file.hidden && file.path.is_file() {
                        found.push((service.name.clone(), file));
                    }
                }
            } else if is_yaml(&service.name) {
                found.push((String::new(), service));
            }
        }
        let mut files = Vec::new();
        for (service, file) in found {
            let content = if service.is_empty() || file.name.contains('/') {
                Content::Elsewhere
            } else if !is_spec(&file.name) {
                Content::unread()
            } else {
                let size = fs::metadata(&file.path)
                    .map_err(|error| named(&file.path, &error))?
                    .len();
                if size > MAX_BYTES {
                    Content::TooLarge(size)
                } else {
                    decode(fs::read(&file.path).map_err(|error| named(&file.path, &error))?)
                }
            };
            files.push((service, file.name, content));
        }
        Ok(Self::assemble(files, shown))
    }

    /// Takes what another state of a folder held, as if it was on the disk: each file by its path below the
    /// folder, with its bytes, or with its size where it is too large. `shown` is how the folder is called
    /// in messages.
    #[must_use]
    pub fn stored(
        mut stored: Vec<(String, Result<Vec<u8>, u64>)>,
        shown: &str,
    ) -> (Self, Vec<Diagnostic>) {
        // In the order in which folders are read.
        stored.sort_by(|(a, _), (b, _)| a.split('/').cmp(b.split('/')));
        let mut files = Vec::new();
        for (path, bytes) in stored {
            if path.split('/').any(is_hidden) {
                continue;
            }
            let (service, name) = path.split_once('/').unwrap_or(("", &path));
            let content = if service.is_empty() || name.contains('/') {
                if !is_yaml(name) {
                    continue;
                }
                Content::Elsewhere
            } else if !is_spec(name) {
                Content::unread()
            } else {
                match bytes {
                    Ok(bytes) => decode(bytes),
                    Err(size) => Content::TooLarge(size),
                }
            };
            files.push((service.to_owned(), name.to_owned(), content));
        }
        Self::assemble(files, shown)
    }

    /// The same files with another text before their paths, for messages that speak of several folders.
    #[must_use]
    pub fn labelled(&self, label: &str) -> Self {
        let mut files = self.files.clone();
        for file in &mut files {
            file.path = format!("{label}{}", file.path);
        }
        Self { files }
    }

    fn assemble(found: Vec<(String, String, Content)>, shown: &str) -> (Self, Vec<Diagnostic>) {
        let mut files = Vec::new();
        let mut problems = Vec::new();
        for (file, (folder, name, content)) in (0..).zip(found) {
            let path = [shown, &folder, &name].into_iter();
            let path: Vec<_> = path.filter(|part| !part.is_empty()).collect();
            let path = path.join("/");
            let start = Place::new(file, 0, 0);
            let text = match content {
                Content::Text(text) => text,
                Content::Binary { lossy, at } => {
                    let place = Place::new(file, at, at);
                    problems.push(
                        Diagnostic::new(&rules::NOT_UTF8, place, "the file is not UTF-8")
                            .help("save it as UTF-8"),
                    );
                    lossy
                }
                Content::Elsewhere => {
                    let message = format!("`{name}` is not in the folder of a service");
                    problems.push(
                        Diagnostic::new(&rules::STRAY_FILE, start, message)
                            .help("move it: specs are read from specs/<service>/*.yaml only"),
                    );
                    String::new()
                }
                Content::TooLarge(size) => {
                    let message =
                        format!("the file has {size} bytes; a spec has at most {MAX_BYTES}");
                    problems.push(
                        Diagnostic::new(&rules::TOO_LARGE, start, message)
                            .help("split it: one file describes one operation"),
                    );
                    String::new()
                }
            };
            files.push(Source {
                path,
                folder,
                name,
                text,
            });
        }
        (Self { files }, problems)
    }
}

enum Content {
    Text(String),
    /// A file where nobody would look for specs.
    Elsewhere,
    Binary {
        lossy: String,
        at: usize,
    },
    TooLarge(u64),
}

impl Content {
    /// Reported for its name, whatever is in it.
    fn unread() -> Self {
        Self::Text(String::new())
    }
}

fn decode(bytes: Vec<u8>) -> Content {
    String::from_utf8(bytes).map_or_else(
        |error| Content::Binary {
            at: error.utf8_error().valid_up_to(),
            lossy: String::from_utf8_lossy(error.as_bytes()).into_owned(),
        },
        Content::Text,
    )
}

struct Entry {
    name: String,
    path: std::path::PathBuf,
    hidden: bool,
}

fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~')
}

fn is_spec(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|it| it == "yaml")
}

fn is_yaml(name: &str) -> bool {
    let extension = Path::new(name).extension();
    extension.is_some_and(|it| it.eq_ignore_ascii_case("yaml") || it.eq_ignore_ascii_case("yml"))
}

// What a link leads to is shown in reports and messages, so that it may only be what is shown anyway.
fn stays_in(root: &Path, path: &Path) -> io::Result<()> {
    if !path.is_symlink() {
        return Ok(());
    }
    let target = fs::canonicalize(path).map_err(|error| named(path, &error))?;
    if target.starts_with(root) {
        return Ok(());
    }
    let error = io::Error::new(
        io::ErrorKind::InvalidInput,
        "is a link that leads out of the folder of specs",
    );
    Err(named(path, &error))
}

// Specs in a folder within a service's folder.
fn lost(folder: &Entry) -> io::Result<Vec<Entry>> {
    let mut found = Vec::new();
    if folder.hidden || folder.path.is_symlink() {
        return Ok(found);
    }
    for mut entry in sorted(&folder.path)? {
        entry.name = format!("{}/{}", folder.name, entry.name);
        if entry.path.is_dir() {
            found.extend(lost(&entry)?);
        } else if !entry.hidden && is_yaml(&entry.name) {
            found.push(entry);
        }
    }
    Ok(found)
}

// The order in which a folder lists its files differs between systems.
fn sorted(folder: &Path) -> io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| named(folder, &error))? {
        let entry = entry.map_err(|error| named(folder, &error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        entries.push(Entry {
            hidden: is_hidden(&name),
            path: entry.path(),
            name,
        });
    }
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(entries)
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
