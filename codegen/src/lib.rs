//! Endpoint specs in YAML become a typed Rust client.
//!
//! load → parse → validate → lower → emit → format → files. The stages are
//! functions from value to value; only the first and the last touch the disk.

#![warn(missing_docs)]

mod check;
mod coverage;
mod diagnostic;
mod examine;
mod fit;
mod json;
pub mod keys;
pub mod names;
mod parse;
mod places;
pub mod render;
mod request;
pub mod rules;
mod source;
#[allow(missing_docs)]
pub mod spec;
mod view;
mod yaml;

pub use check::{Checked, check};
pub use coverage::{Coverage, coverage};
pub use diagnostic::{Diagnostic, Place, Severity, Spanned};
pub use json::{Json, JsonError, JsonKind};
pub use request::{ExampleRequest, Pair};
pub use source::{MAX_BYTES, Source, Sources};
