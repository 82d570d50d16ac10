//! Endpoint specs in YAML become a typed Rust client.
//!
//! load → parse → validate → lower → emit → format → files. The stages are
//! functions from value to value; only the first and the last touch the disk.

#![warn(missing_docs)]

use std::thread;

pub mod audit;
mod check;
mod coverage;
mod diagnostic;
pub mod diff;
mod doc;
mod emit;
mod examine;
pub mod files;
mod fit;
mod format;
pub mod import;
mod ir;
mod json;
pub mod keys;
mod lower;
pub mod model;
pub mod names;
#[cfg(test)]
mod oracle;
mod parse;
mod places;
pub mod render;
mod request;
pub mod review;
pub mod rules;
mod source;
pub mod spec;
mod view;
mod yaml;

pub use check::{Checked, check};
pub use coverage::{Coverage, coverage};
pub use diagnostic::{Diagnostic, Place, Severity, Spanned, nearest};
pub use doc::visible;
pub use format::{File, FormatError, MARK};
pub use json::{Json, JsonError, JsonKind};
pub use lower::Options;
pub use request::{ExampleRequest, Pair};
pub use source::{MAX_BYTES, Source, Sources};

/// lower → emit → format: the files of a client, sorted by path.
///
/// # Errors
///
/// If what was generated is not Rust, which no spec can bring about.
pub fn generate(
    sources: &Sources,
    specs: &spec::Specs,
    options: &Options,
) -> Result<Vec<File>, FormatError> {
    let modules = lower::lower(sources, specs, options);
    // Printing takes nearly all of the time, and modules do not know each other.
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = modules.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let print = |part: &[ir::Module]| -> Result<Vec<File>, FormatError> {
            part.iter()
                .map(|module| format::format(emit::emit(module, options)))
                .collect()
        };
        let workers: Vec<_> = modules
            .chunks(share)
            .map(|part| scope.spawn(move || print(part)))
            .collect();
        let mut files = Vec::new();
        for worker in workers {
            match worker.join() {
                Ok(printed) => files.extend(printed?),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok(files)
    })
}
