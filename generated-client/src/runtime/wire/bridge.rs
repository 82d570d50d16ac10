//! From serde's deserializers to events: the only code that is generic over the deserializer.

use std::fmt;

use serde::de::{Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{
    Fault,
    nested::{Items, Key, Members},
    value::{EachItem, Event, Sink, Source, Value},
};

/// How `serde_json` hands over numbers of any size if a program switches its feature `arbitrary_precision` on: as an
/// object with this one member. Features are shared by all crates of a program, so the client must be ready for it.
const NUMBER: &str = "$serde_json::private::Number";

/// A deserializer that has been, or will be, read once.
pub(super) struct Bridge<'de, D: Deserializer<'de>> {
    deserializer: Option<D>,
    error: Option<D::Error>,
}

impl<'de, D: Deserializer<'de>> Bridge<'de, D> {
    pub(super) fn new(deserializer: D) -> Self {
        Self {
            deserializer: Some(deserializer),
            error: None,
        }
    }

    fn run(
        &mut self,
        read: impl FnOnce(D, &mut Option<Fault>) -> Result<(), D::Error>,
    ) -> Result<(), Fault> {
        // A `Value` is consumed by reading it, so there is always a deserializer.
        let Some(deserializer) = self.deserializer.take() else {
            return Ok(());
        };
        let mut fault = None;
        read(deserializer, &mut fault).map_err(|error| {
            let fault = fault.unwrap_or_else(|| Fault::syntax(&error));
            self.error = Some(error);
            fault
        })
    }

    /// Ends the reading of a value: skips it if it was not read, and keeps a fault aside for whoever reads around it.
    pub(super) fn finish(
        mut self,
        result: Result<(), Fault>,
        outer: &mut Option<Fault>,
    ) -> Result<(), D::Error> {
        match result {
            Ok(()) => match self.deserializer {
                Some(deserializer) => deserializer
                    .deserialize_ignored_any(IgnoredAny)
                    .map(|IgnoredAny| ()),
                None => Ok(()),
            },
            Err(fault) => {
                *outer = Some(fault);
                // Where there is no error yet one is needed to stop the deserializer; nobody reads it.
                Err(self.error.take().unwrap_or_else(|| D::Error::custom("")))
            }
        }
    }
}

impl<'de, D: Deserializer<'de>> Source for Bridge<'de, D> {
    fn read(&mut self, sink: Sink<'_>) -> Result<(), Fault> {
        self.run(|deserializer, fault| deserializer.deserialize_any(Reader { sink, fault }))
    }

    fn read_unless_null(&mut self, some: EachItem<'_>) -> Result<(), Fault> {
        self.run(|deserializer, fault| deserializer.deserialize_option(Nullable { some, fault }))
    }

    fn skip(&mut self) -> Result<(), Fault> {
        self.run(|deserializer, _| {
            deserializer
                .deserialize_ignored_any(IgnoredAny)
                .map(|IgnoredAny| ())
        })
    }
}

/// Passes what a deserializer finds to a sink.
struct Reader<'s> {
    sink: Sink<'s>,
    fault: &'s mut Option<Fault>,
}

impl Reader<'_> {
    fn pass<E: serde::de::Error>(self, event: Event<'_>) -> Result<(), E> {
        stash(self.fault, (self.sink)(event))
    }
}

/// Keeps a fault aside, since a deserializer can only carry errors of its own type.
fn stash<E: serde::de::Error>(
    slot: &mut Option<Fault>,
    result: Result<(), Fault>,
) -> Result<(), E> {
    result.map_err(|fault| {
        *slot = Some(fault);
        E::custom("")
    })
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        self.pass(Event::Bool(value))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        self.pass(Event::Signed(value))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.pass(Event::Unsigned(value))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        self.pass(Event::Float(value))
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
        self.pass(Event::Text(value))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.pass(Event::Null)
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        self.pass(Event::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let mut items = Items::new(access);
        let result = (self.sink)(Event::List(&mut items));
        // A sink that does not want a list has not read it: the fault ends the reading anyway.
        result.map_err(|fault| {
            *self.fault = Some(fault);
            items.error.unwrap_or_else(|| A::Error::custom(""))
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        let first = access.next_key_seed(Key)?;
        if first.as_deref() == Some(NUMBER) {
            let digits: String = access.next_value()?;
            return match digits.parse() {
                Ok(number) => self.pass(Event::Float(number)),
                Err(_) => Err(A::Error::custom("invalid number")),
            };
        }
        let mut members = Members::new(access, first);
        let result = (self.sink)(Event::Object(&mut members));
        result.map_err(|fault| {
            *self.fault = Some(fault);
            members.error.unwrap_or_else(|| A::Error::custom(""))
        })
    }
}

/// Passes a value on unless it is null.
struct Nullable<'s> {
    some: EachItem<'s>,
    fault: &'s mut Option<Fault>,
}

impl<'de> Visitor<'de> for Nullable<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value or null")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let mut bridge = Bridge::new(deserializer);
        let result = (self.some)(Value::new(&mut bridge));
        bridge.finish(result, self.fault)
    }
}
