//! Reading and writing JSON without compiling serde once per type.
//!
//! A type derived with serde is compiled against every deserializer, which makes answers the most expensive part of a
//! client. Here one generic bridge per deserializer turns its calls into [`Event`]s; all that knows the types,
//! generated code included, is plain code behind [`FromWire`]. The path of an error is built on its way up, so that a
//! body never has to be read a second time to find out what was wrong with it.

mod bridge;
mod fault;
mod nested;
mod read;
#[cfg(test)]
mod tests;
mod text;
mod value;
mod watch;
mod write;

pub use fault::Fault;
pub use text::FromText;
pub use value::Value;
pub(crate) use watch::Watch;
pub use write::ObjectWriter;

use bridge::Bridge;
use serde::de::{Deserializer, Error as _};
use value::EachItem;
use watch::Trail;

/// A type that can be read from JSON.
///
/// Every implementation can serve as a serde `Deserialize` through [`deserialize`].
pub trait FromWire: Sized {
    /// Reads one value.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the value is not of the expected kind, relative to the value.
    fn from_wire(value: Value<'_>) -> Result<Self, Fault>;
}

/// Reads a whole JSON text.
///
/// # Errors
///
/// A [`Fault`] if the text is not JSON, is followed by something else, or is not what `T` expects.
pub fn from_json<T: FromWire>(json: &[u8]) -> Result<T, Fault> {
    from_json_watched(json, None)
}

/// Reads a whole JSON text, and tells `watch` what is not as documented.
pub(crate) fn from_json_watched<T: FromWire>(
    json: &[u8],
    watch: Option<&Watch>,
) -> Result<T, Fault> {
    let mut slot = None;
    // Only this closure is compiled once per type.
    read_json(json, watch, &mut |value| {
        slot = Some(T::from_wire(value)?);
        Ok(())
    })?;
    slot.ok_or_else(|| Fault::new("a value", "nothing"))
}

fn read_json(json: &[u8], watch: Option<&Watch>, read: EachItem<'_>) -> Result<(), Fault> {
    // Looking for broken UTF-8 once is faster than once per string. If there is any it may stand where nobody looks,
    // and otherwise `serde_json` names the place.
    // Whether somebody watches is decided here, once, so that nobody pays for it who does not.
    match (str::from_utf8(json), watch) {
        (Ok(json), None) => read_whole(serde_json::Deserializer::from_str(json), (), read),
        (Ok(json), Some(watch)) => {
            read_whole(serde_json::Deserializer::from_str(json), watch.root(), read)
        }
        (Err(_), _) => read_whole(serde_json::Deserializer::from_slice(json), (), read),
    }
}

fn read_whole<'de, R: serde_json::de::Read<'de>, T: Trail>(
    mut deserializer: serde_json::Deserializer<R>,
    trail: T,
    read: EachItem<'_>,
) -> Result<(), Fault> {
    let mut bridge = Bridge::new(&mut deserializer, trail);
    let result = read(Value::new(&mut bridge));
    let mut fault = None;
    bridge
        .finish(result, &mut fault)
        .map_err(|error| fault.unwrap_or_else(|| Fault::syntax(&error)))?;
    deserializer.end().map_err(|error| Fault::syntax(&error))
}

/// Reads a value from any self-describing serde deserializer; what `Deserialize` implementations call.
///
/// # Errors
///
/// The deserializer's own error, or a [`Fault`] as one.
pub fn deserialize<'de, T: FromWire, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut bridge = Bridge::new(deserializer, ());
    let mut slot = None;
    let mut fault = None;
    let result = T::from_wire(Value::new(&mut bridge)).map(|value| slot = Some(value));
    bridge
        .finish(result, &mut fault)
        .map_err(|error| match fault {
            Some(fault) if !fault.is_syntax() => D::Error::custom(fault),
            // The deserializer's own error knows more, such as a position, than the fault made from it.
            _ => error,
        })?;
    slot.ok_or_else(|| D::Error::custom("no value was read"))
}

/// The value of a member that every answer has.
///
/// # Errors
///
/// A [`Fault`] at `name` if the member was missing or null.
pub fn always<T>(slot: Option<T>, name: &'static str) -> Result<T, Fault> {
    slot.ok_or_else(|| Fault::missing().at(name))
}
