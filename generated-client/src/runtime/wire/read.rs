//! Reading the types that fields have.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value as Json};

use super::{
    Fault, FromWire,
    text::{self, Form},
    value::{Event, Parts, Value},
};

impl FromWire for bool {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        match value.event()? {
            Event::Bool(flag) => Ok(flag),
            other => Err(other.instead_of("a boolean")),
        }
    }
}

impl FromWire for u32 {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        text::integer(value, Form::Plain)
    }
}

impl FromWire for u64 {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        text::integer(value, Form::Plain)
    }
}

impl FromWire for i64 {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        text::integer(value, Form::Plain)
    }
}

impl FromWire for f64 {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        text::float(value, Form::Plain)
    }
}

impl FromWire for String {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        text::string(value, Form::Text)
    }
}

/// Null is `None`; a member that is missing is never read.
impl<T: FromWire> FromWire for Option<T> {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        let mut slot = None;
        value.read(&mut slot)?;
        Ok(slot)
    }
}

impl<T: FromWire> FromWire for Box<T> {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        T::from_wire(value).map(Self::new)
    }
}

impl<T: FromWire> FromWire for Vec<T> {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        let mut items = Self::new();
        value.list(&mut |value| {
            items.push(T::from_wire(value)?);
            Ok(())
        })?;
        Ok(items)
    }
}

impl<T: FromWire> FromWire for BTreeMap<String, T> {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        let mut map = Self::new();
        value.map(&mut |key, value| {
            map.insert(key.to_owned(), T::from_wire(value)?);
            Ok(())
        })?;
        Ok(map)
    }
}

impl FromWire for Json {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        let mut items = Vec::new();
        let mut members = Map::new();
        let parts = Parts {
            items: Some(&mut |value| {
                items.push(Self::from_wire(value)?);
                Ok(())
            }),
            members: Some(&mut |key, value| {
                members.insert(key.to_owned(), Self::from_wire(value)?);
                Ok(())
            }),
            is_map: true,
        };
        Ok(match value.event_with(parts)? {
            Event::Null => Self::Null,
            Event::Bool(flag) => Self::Bool(flag),
            Event::Unsigned(number) => Self::Number(number.into()),
            Event::Signed(number) => Self::Number(number.into()),
            // JSON has no way to write the floats that are not numbers, so they do not arrive here.
            Event::Float(number) => Number::from_f64(number).map_or(Self::Null, Self::Number),
            Event::Text(text) => Self::String(text.into_owned()),
            Event::List => Self::Array(items),
            Event::Object => Self::Object(members),
        })
    }
}
