//! The parameters of a received call as JSON.

use std::collections::HashMap;

use super::{Location, OperationSpec};
use crate::runtime::{Fault, FromWire, Json, from_json};

/// The parameters of a received call, read as the spec says.
#[derive(Clone, Debug)]
pub struct Arguments<'a> {
    pub(crate) spec: &'a OperationSpec,
    /// What was sent, in the JSON that the types of the client read: numbers as numbers.
    pub(crate) values: HashMap<(Location, &'static str), Json>,
}

impl Arguments<'_> {
    /// Reads a parameter; null if it was left out.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if it is not what `T` expects.
    pub fn get<T: FromWire>(&self, location: Location, name: &'static str) -> Result<T, Fault> {
        let value = self.value(location, name).unwrap_or(&Json::Null);
        from_json(value.to_string().as_bytes()).map_err(|fault| fault.at(name))
    }

    /// A parameter as JSON; `None` if it was left out.
    #[must_use]
    pub fn value(&self, location: Location, name: &str) -> Option<&Json> {
        let known = self
            .spec
            .params
            .iter()
            .find(|param| param.location == location && param.name == name)?;
        self.values.get(&(location, known.name))
    }

    /// A parameter as JSON, wherever it stands; its default if it was left out.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<Json> {
        let param = self.spec.params.iter().find(|it| it.name == name)?;
        let sent = self.values.get(&(param.location, param.name)).cloned();
        sent.or_else(|| param.default.map(default))
    }
}

fn default(text: &str) -> Json {
    serde_json::from_str(text).unwrap_or_else(|_| Json::from(text))
}
