//! Writing objects.

use std::collections::BTreeMap;

use serde::{
    Serialize,
    ser::{SerializeMap, Serializer},
};

use crate::runtime::Param;

/// Writes an object member by member; what generated `Serialize` implementations call.
///
/// Members that were absent stay absent: `None`, empty lists and empty maps are left out.
pub struct ObjectWriter<S: Serializer> {
    map: S::SerializeMap,
}

impl<S: Serializer> ObjectWriter<S> {
    /// Starts an object.
    ///
    /// # Errors
    ///
    /// The serializer's own.
    pub fn new(serializer: S) -> Result<Self, S::Error> {
        Ok(Self {
            map: serializer.serialize_map(None)?,
        })
    }

    /// Writes a member.
    ///
    /// # Errors
    ///
    /// The serializer's own.
    pub fn field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), S::Error> {
        self.map.serialize_entry(name, value)
    }

    /// Writes a member unless it is `None`.
    ///
    /// # Errors
    ///
    /// The serializer's own.
    pub fn optional<T: Serialize>(
        &mut self,
        name: &'static str,
        value: &Option<T>,
    ) -> Result<(), S::Error> {
        match value {
            Some(value) => self.field(name, value),
            None => Ok(()),
        }
    }

    /// Writes a list unless it is empty.
    ///
    /// # Errors
    ///
    /// The serializer's own.
    pub fn list<T: Serialize>(&mut self, name: &'static str, list: &[T]) -> Result<(), S::Error> {
        if list.is_empty() {
            return Ok(());
        }
        self.field(name, list)
    }

    /// Writes a map unless it is empty.
    ///
    /// # Errors
    ///
    /// The serializer's own.
    pub fn map<T: Serialize>(
        &mut self,
        name: &'static str,
        map: &BTreeMap<String, T>,
    ) -> Result<(), S::Error> {
        if map.is_empty() {
            return Ok(());
        }
        self.field(name, map)
    }

    /// Writes a number as a string.
    ///
    /// # Errors
    ///
    /// The serializer's own.
    pub fn text<T: Param + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), S::Error> {
        match value.text() {
            Some(text) => self.field(name, &text),
            None => Ok(()),
        }
    }

    /// Writes a number as a string unless it is `None`.
    ///
    /// # Errors
    ///
    /// The serializer's own.
    pub fn text_optional<T: Param>(
        &mut self,
        name: &'static str,
        value: &Option<T>,
    ) -> Result<(), S::Error> {
        self.text(name, value)
    }

    /// Ends the object.
    ///
    /// # Errors
    ///
    /// The serializer's own.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.map.end()
    }
}
