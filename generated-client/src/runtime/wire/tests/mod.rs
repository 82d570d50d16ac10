//! What is read from which JSON, and what the messages say otherwise.

mod drift;
mod loose;
mod objects;
mod scalars;

use std::fmt::Debug;

use super::{FromWire, from_json};

/// Reads `json`, or says what is wrong with it.
pub(super) fn read<T: FromWire>(json: &str) -> Result<T, String> {
    from_json(json.as_bytes()).map_err(|fault| fault.to_string())
}

pub(super) fn check<T: FromWire + PartialEq + Debug>(cases: &[(&str, Result<T, &str>)]) {
    for (json, expected) in cases {
        let found = read::<T>(json);
        assert_eq!(
            found.as_ref().map_err(String::as_str),
            expected.as_ref().map_err(|e| *e),
            "{json}"
        );
    }
}
