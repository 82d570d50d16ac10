//! present: a report in each of its formats. They decide nothing.

mod changelog;
#[cfg(test)]
mod fixture;
mod github;
mod headline;
mod html;
mod json;
mod markdown;
mod released;
mod said;
mod sarif;
mod text;

pub use changelog::changelog;
pub use github::github;
pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub use sarif::sarif;
pub use text::text;
