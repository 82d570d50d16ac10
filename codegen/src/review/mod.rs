//! review: what a change of the specs does to those who use the client.
//!
//! `diff` finds facts; here they are judged, by rows of one table, and become a report that is printed
//! in several formats: facts → judgement → presentation.

pub mod approvals;
mod build;
pub mod examples;
pub mod present;
mod report;
mod rules;
pub mod rust;
mod unexplained;

mod verdict;
mod version;

pub use build::report;
pub use report::{
    Eased, Edition, Entry, Group, Location, Report, Side, Spot, Stale, StaleApproval, Summary,
    Unexplained, Words,
};
pub use rules::{RULES, Rule, rule, verdict};
pub use verdict::{Bump, Easing, Severity, Source, Verdict, Wire};
pub use version::next;
