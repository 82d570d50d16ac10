//! The one place that calls the back end of the generator.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use codegen::{File, Options, Sources};

use crate::{check, data, render};

/// Specs of vendors that do not exist.
#[must_use]
pub fn vendor_specs() -> PathBuf {
    data("vendors/specs")
}

/// How the clients of those vendors, which are part of this package, are generated.
#[must_use]
pub fn vendor_options() -> Options {
    Options {
        runtime: "meeting_client::runtime".to_owned(),
        home: "golden_tests::vendors".to_owned(),
        mock: Some("mock".to_owned()),
    }
}

/// Generates from a folder of specs.
///
/// # Panics
///
/// If anything is wrong with the specs.
#[must_use]
pub fn generate(specs: &Path, options: &Options) -> Vec<File> {
    let (sources, checked) = check(specs);
    assert!(!checked.has_errors(), "{}", render(&sources, &checked));
    codegen::generate(&sources, &checked.specs, options).unwrap_or_else(|error| panic!("{error}"))
}

/// Generates from specs that are in no folder.
///
/// # Panics
///
/// If anything is wrong with the specs.
#[must_use]
pub fn generate_from(sources: &Sources) -> Vec<File> {
    let checked = codegen::check(sources, Vec::new());
    assert!(!checked.has_errors(), "{}", render(sources, &checked));
    codegen::generate(sources, &checked.specs, &vendor_options())
        .unwrap_or_else(|error| panic!("{error}"))
}

/// A text as YAML writes it on one line, whatever is in it.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            ' '..='~' => out.push(letter),
            _ => {
                let _ = write!(out, "\\U{:08x}", u32::from(letter));
            }
        }
    }
    out.push('"');
    out
}
