//! One JSON value about to be read.

use super::{Fault, FromText, FromWire};

/// What a value turned out to be.
pub(super) enum Event<'a> {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(&'a str),
    List(&'a mut dyn List),
    Object(&'a mut dyn Object),
}

impl Event<'_> {
    /// What to call the value in a message; the value itself may be secret.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Unsigned(_) | Self::Signed(_) => "an integer",
            // Integers beyond 64 bits arrive as floats as well.
            Self::Float(number) if number.abs() >= 9.2e18 => "a number out of range",
            Self::Float(_) => "a floating-point number",
            Self::Text(_) => "a string",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

/// Receives what a value turned out to be.
pub(super) type Sink<'s> = &'s mut dyn FnMut(Event<'_>) -> Result<(), Fault>;

/// Receives the values of a list.
pub(super) type EachItem<'s> = &'s mut dyn FnMut(Value<'_>) -> Result<(), Fault>;

/// Receives the members of an object.
pub(super) type EachMember<'s> = &'s mut dyn FnMut(&str, Value<'_>) -> Result<(), Fault>;

/// A deserializer, whatever its type.
pub(super) trait Source {
    fn read(&mut self, sink: Sink<'_>) -> Result<(), Fault>;

    /// Calls `some` unless the value is null.
    fn read_unless_null(&mut self, some: EachItem<'_>) -> Result<(), Fault>;

    fn skip(&mut self) -> Result<(), Fault>;
}

/// The rest of a list.
pub(super) trait List {
    fn each(&mut self, each: EachItem<'_>) -> Result<(), Fault>;
}

/// The rest of an object.
pub(super) trait Object {
    fn each(&mut self, each: EachMember<'_>) -> Result<(), Fault>;
}

/// One JSON value about to be read, from whatever it comes.
///
/// A value that is dropped without being read is skipped.
pub struct Value<'a> {
    source: &'a mut (dyn Source + 'a),
}

impl<'a> Value<'a> {
    pub(super) fn new(source: &'a mut (dyn Source + 'a)) -> Self {
        Self { source }
    }

    /// Calls `each` with the name and the value of every member of an object, in the order in which they were sent.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the value is not an object, or the first that `each` returns, with the member's name added to its
    /// path.
    pub fn object(
        self,
        each: &mut dyn FnMut(&str, Value<'_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.source.read(&mut |event| match event {
            Event::Object(object) => object.each(each),
            other => Err(Fault::new("an object", other.kind())),
        })
    }

    /// Calls `each` with every value of a list.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the value is not a list, or the first that `each` returns, with the position added to its path.
    pub fn list(self, each: &mut dyn FnMut(Value<'_>) -> Result<(), Fault>) -> Result<(), Fault> {
        self.source.read(&mut |event| match event {
            Event::List(list) => list.each(each),
            other => Err(Fault::new("a list", other.kind())),
        })
    }

    /// Reads the value into `slot`; null leaves the slot as it is.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the value is neither null nor what `T` expects.
    pub fn read<T: FromWire>(self, slot: &mut Option<T>) -> Result<(), Fault> {
        self.unless_null(&mut |value| {
            *slot = Some(T::from_wire(value)?);
            Ok(())
        })
    }

    /// Reads a number that is sent as a string into `slot`; null leaves the slot as it is.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the value is neither null nor a string that holds what `T` expects.
    pub fn read_text<T: FromText>(self, slot: &mut Option<T>) -> Result<(), Fault> {
        self.unless_null(&mut |value| {
            *slot = Some(T::from_text(value)?);
            Ok(())
        })
    }

    /// Reads a value that may be sent as a number or as a string into `slot`; null leaves the slot as it is.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the value is neither null nor what `T` expects, or if its digits are lost because it is a number
    /// of more than 64 bits.
    pub fn read_either<T: FromText>(self, slot: &mut Option<T>) -> Result<(), Fault> {
        self.unless_null(&mut |value| {
            *slot = Some(T::from_either(value)?);
            Ok(())
        })
    }

    /// Skips the value, because nobody knows the member that it belongs to.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the value is not valid JSON.
    pub fn unknown(self) -> Result<(), Fault> {
        self.source.skip()
    }

    /// Calls `some` with the value unless it is null.
    pub(super) fn unless_null(self, some: EachItem<'_>) -> Result<(), Fault> {
        self.source.read_unless_null(some)
    }

    pub(super) fn event(self, sink: Sink<'_>) -> Result<(), Fault> {
        self.source.read(sink)
    }
}
