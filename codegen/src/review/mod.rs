//! review: what a change of the specs does to those who use the client.
//!
//! `diff` finds facts; here they are judged, by rows of one table.

mod rules;
mod verdict;

pub use rules::{RULES, Rule, rule, verdict};
pub use verdict::{Bump, Easing, Severity, Source, Verdict, Wire};
