//! The JSON form of a model.

use serde_json::Value;

use super::Model;

/// The model as JSON; `specs/README.md` describes the form.
#[must_use]
pub fn json(model: &Model) -> Value {
    let _ = model;
    Value::Null
}
