//! diff: what differs between two descriptions of an operation.
//!
//! Facts only: which kind of change, where, the old and the new value. What a change breaks, and
//! how it is shown, is decided by others. Renames and moves are looked for before anything
//! counts as added or removed.

mod access;
mod change;
mod changes;
mod errors;
mod fields;
mod forest;
mod kinds;
mod matching;
mod operation;
mod pairs;
mod values;
mod words;

#[cfg(test)]
mod tests;

pub use change::{Change, Silence};
pub use changes::changes;
pub use kinds::{Kind, Side};
pub use pairs::{Comparison, Described, compare};
