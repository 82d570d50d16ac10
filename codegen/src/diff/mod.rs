//! diff: what differs between two descriptions of an operation.
//!
//! Facts only: which kind of change, where, the old and the new value. What a change breaks, and
//! how it is shown, is decided by others. Renames and moves are looked for before anything
//! counts as added or removed.

mod access;
mod alike;
mod change;
mod changes;
mod contract;
mod declared;
mod declared_field;
mod errors;
mod field_limits;
mod field_type;
mod fields;
mod forest;
mod kinds;
mod matching;
mod models;
mod operation;
mod order;
mod pagination;
mod pairing;
mod pairs;
mod service;
mod stubs;
mod values;
mod wording;
mod words;

#[cfg(test)]
mod tests;

pub use change::{Change, Notice, Silence};
pub use changes::changes;
pub(crate) use forest::subject;
pub use kinds::{Kind, Side};
pub use models::{Difference, models};
pub(crate) use operation::shape;
pub(crate) use pairing::{Paired, Part, paired};
pub use pairs::{Comparison, Described, compare};
pub use service::service_changes;
