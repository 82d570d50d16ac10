//! The one place that calls the front end of the generator.

use std::path::Path;

use codegen::{Checked, Diagnostic, Source, Sources};

/// Reads a folder of specs, called `specs` in messages.
///
/// # Panics
///
/// If the folder cannot be read.
#[must_use]
pub fn load(folder: &Path) -> (Sources, Vec<Diagnostic>) {
    Sources::load(folder, "specs").unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
}

/// Checks a folder of specs, called `specs` in messages.
#[must_use]
pub fn check(folder: &Path) -> (Sources, Checked) {
    let (sources, found) = load(folder);
    let checked = codegen::check(&sources, found);
    (sources, checked)
}

/// Specs that are in no folder: pairs of `service/file.yaml` and text.
///
/// # Panics
///
/// If a path has no slash.
#[must_use]
pub fn memory(files: &[(&str, &str)]) -> Sources {
    let source = |&(path, text): &(&str, &str)| {
        let (folder, name) = path.split_once('/').expect("a path is service/file.yaml");
        Source {
            path: format!("specs/{path}"),
            folder: folder.to_owned(),
            name: name.to_owned(),
            text: text.to_owned(),
        }
    };
    Sources::new(files.iter().map(source).collect())
}

/// Findings as a person sees them, without colour.
#[must_use]
pub fn render(sources: &Sources, checked: &Checked) -> String {
    codegen::render::text(sources, &checked.diagnostics, false)
}
