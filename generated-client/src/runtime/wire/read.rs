//! Reading the types that fields have.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value as Json};

use super::{
    Fault, FromWire,
    text::{self, Form},
    value::{Event, Value},
};

impl FromWire for bool {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        let mut slot = false;
        value.event(&mut |event| match event {
            Event::Bool(flag) => {
                slot = flag;
                Ok(())
            }
            other => Err(Fault::new("a boolean", other.kind())),
        })?;
        Ok(slot)
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
        value.object(&mut |key, value| {
            map.insert(key.to_owned(), T::from_wire(value)?);
            Ok(())
        })?;
        Ok(map)
    }
}

impl FromWire for Json {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        let mut json = Self::Null;
        value.event(&mut |event| {
            json = read_json(event)?;
            Ok(())
        })?;
        Ok(json)
    }
}

fn read_json(event: Event<'_>) -> Result<Json, Fault> {
    Ok(match event {
        Event::Null => Json::Null,
        Event::Bool(flag) => Json::Bool(flag),
        Event::Unsigned(number) => Json::Number(number.into()),
        Event::Signed(number) => Json::Number(number.into()),
        // JSON has no way to write the floats that are not numbers, so they do not arrive here.
        Event::Float(number) => Number::from_f64(number).map_or(Json::Null, Json::Number),
        Event::Text(text) => Json::String(text.to_owned()),
        Event::List(list) => {
            let mut items = Vec::new();
            list.each(&mut |value| {
                items.push(Json::from_wire(value)?);
                Ok(())
            })?;
            Json::Array(items)
        }
        Event::Object(object) => {
            let mut members = Map::new();
            object.each(&mut |key, value| {
                members.insert(key.to_owned(), Json::from_wire(value)?);
                Ok(())
            })?;
            Json::Object(members)
        }
    })
}
