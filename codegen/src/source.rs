//! load: a folder of specs becomes texts, each with its path.

use std::{fs, io, path::Path};

use crate::{
    diagnostic::{Diagnostic, Place},
    rules,
};

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
        for service in sorted(folder)? {
            if service.hidden {
                continue;
            }
            if service.path.is_dir() {
                for file in sorted(&service.path)? {
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
        let mut raw = Vec::new();
        for (service, file) in found {
            if service.is_empty() || file.name.contains('/') {
                raw.push(Content::Elsewhere);
                let path = [shown, &service, &file.name];
                files.push(Source {
                    path: path
                        .into_iter()
                        .filter(|part| !part.is_empty())
                        .collect::<Vec<_>>()
                        .join("/"),
                    folder: service,
                    name: file.name,
                    text: String::new(),
                });
                continue;
            }
            let size = fs::metadata(&file.path)
                .map_err(|error| named(&file.path, &error))?
                .len();
            let content = if file.path.extension().is_none_or(|it| it != "yaml") {
                // Reported for its name, whatever is in it.
                Content::Text(String::new())
            } else if size > MAX_BYTES {
                Content::TooLarge(size)
            } else {
                let bytes = fs::read(&file.path).map_err(|error| named(&file.path, &error))?;
                decode(bytes)
            };
            raw.push(content);
            files.push(Source {
                path: format!("{shown}/{service}/{}", file.name),
                folder: service,
                name: file.name,
                text: String::new(),
            });
        }
        let mut problems = Vec::new();
        for (index, content) in raw.into_iter().enumerate() {
            let file = u32::try_from(index).unwrap_or(u32::MAX);
            match content {
                Content::Text(text) => files[index].text = text,
                Content::Binary { lossy, at } => {
                    files[index].text = lossy;
                    problems.push(
                        Diagnostic::new(
                            &rules::NOT_UTF8,
                            Place::new(file, at, at),
                            "the file is not UTF-8",
                        )
                        .help("save it as UTF-8"),
                    );
                }
                Content::Elsewhere => problems.push(
                    Diagnostic::new(
                        &rules::STRAY_FILE,
                        Place::new(file, 0, 0),
                        format!("`{}` is not in the folder of a service", files[index].name),
                    )
                    .help("move it: specs are read from specs/<service>/*.yaml only"),
                ),
                Content::TooLarge(size) => problems.push(
                    Diagnostic::new(
                        &rules::TOO_LARGE,
                        Place::new(file, 0, 0),
                        format!("the file has {size} bytes; a spec has at most {MAX_BYTES}"),
                    )
                    .help("split it: one file describes one operation"),
                ),
            }
        }
        Ok((Self { files }, problems))
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

fn is_yaml(name: &str) -> bool {
    let extension = Path::new(name).extension();
    extension.is_some_and(|it| it.eq_ignore_ascii_case("yaml") || it.eq_ignore_ascii_case("yml"))
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
            hidden: name.starts_with('.') || name.ends_with('~'),
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
