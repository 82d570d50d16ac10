//! One JSON value about to be read.

use std::{borrow::Cow, mem};

use super::{Fault, FromText, FromWire};

/// What a value turned out to be.
pub(super) enum Event<'a> {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(Cow<'a, str>),
    /// A list; unless somebody asked for its items it was not read, and the reading must end with a fault.
    List,
    /// An object; unless somebody asked for its members it was not read, and the reading must end with a fault.
    Object,
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
            Self::List => "a list",
            Self::Object => "an object",
        }
    }

    /// The fault of a value that should have been something else.
    #[cold]
    pub(super) fn instead_of(&self, expected: impl Into<Cow<'static, str>>) -> Fault {
        Fault::new(expected, self.kind())
    }
}

/// Receives the values of a list.
pub(super) type EachItem<'s> = &'s mut dyn FnMut(Value<'_>) -> Result<(), Fault>;

/// Receives the members of an object.
pub(super) type EachMember<'s> = &'s mut dyn FnMut(&str, Value<'_>) -> Result<(), Fault>;

/// Who receives the parts of a value that turns out to be a list or an object.
#[derive(Default)]
pub(super) struct Parts<'s> {
    pub(super) items: Option<EachItem<'s>>,
    pub(super) members: Option<EachMember<'s>>,
    /// The names of the members are data, as in a map from users to meetings.
    pub(super) is_map: bool,
}

/// A deserializer, whatever its type.
pub(super) trait Source {
    /// Reads the value, and hands its parts on in the meantime.
    fn read(&mut self, parts: Parts<'_>) -> Result<Event<'_>, Fault>;

    /// Skips the value of a member that nobody knows.
    fn unknown(&mut self) -> Result<(), Fault>;

    /// Learns that the value that was read is none of those that are known.
    fn unlisted(&mut self);
}

/// One JSON value about to be read, from whatever it comes.
///
/// A value that is dropped without being read is skipped.
pub struct Value<'a> {
    source: &'a mut (dyn Source + 'a),
    /// Whether whoever wants the value is ready for null, and is told of it by [`Fault::missing`].
    nullable: bool,
}

impl<'a> Value<'a> {
    pub(super) fn new(source: &'a mut (dyn Source + 'a)) -> Self {
        Self {
            source,
            nullable: false,
        }
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
        let parts = Parts {
            members: Some(each),
            ..Parts::default()
        };
        match self.event_with(parts)? {
            Event::Object => Ok(()),
            other => Err(other.instead_of("an object")),
        }
    }

    /// The same for an object whose members have any names.
    pub(super) fn map(self, each: EachMember<'_>) -> Result<(), Fault> {
        let parts = Parts {
            members: Some(each),
            is_map: true,
            ..Parts::default()
        };
        match self.event_with(parts)? {
            Event::Object => Ok(()),
            other => Err(other.instead_of("an object")),
        }
    }

    /// Calls `each` with every value of a list.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the value is not a list, or the first that `each` returns, with the position added to its path.
    pub fn list(self, each: &mut dyn FnMut(Value<'_>) -> Result<(), Fault>) -> Result<(), Fault> {
        let parts = Parts {
            items: Some(each),
            ..Parts::default()
        };
        match self.event_with(parts)? {
            Event::List => Ok(()),
            other => Err(other.instead_of("a list")),
        }
    }

    /// Reads the value into `slot`; null leaves the slot as it is.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the value is neither null nor what `T` expects.
    pub fn read<T: FromWire>(mut self, slot: &mut Option<T>) -> Result<(), Fault> {
        let outer = mem::replace(&mut self.nullable, true);
        fill(slot, T::from_wire(self), outer)
    }

    /// Reads a number that is sent as a string into `slot`; null leaves the slot as it is.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the value is neither null nor a string that holds what `T` expects.
    pub fn read_text<T: FromText>(mut self, slot: &mut Option<T>) -> Result<(), Fault> {
        let outer = mem::replace(&mut self.nullable, true);
        fill(slot, T::from_text(self), outer)
    }

    /// Reads a value that may be sent as a number or as a string into `slot`; null leaves the slot as it is.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the value is neither null nor what `T` expects, or if its digits are lost because it is a number
    /// of more than 64 bits.
    pub fn read_either<T: FromText>(mut self, slot: &mut Option<T>) -> Result<(), Fault> {
        let outer = mem::replace(&mut self.nullable, true);
        fill(slot, T::from_either(self), outer)
    }

    /// Skips the value, because nobody knows the member that it belongs to.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the value is not valid JSON.
    pub fn unknown(self) -> Result<(), Fault> {
        self.source.unknown()
    }

    /// The same value, for somebody who reads it before [`unlisted`](Self::unlisted) is called.
    #[doc(hidden)]
    pub fn lend(&mut self) -> Value<'_> {
        Value {
            source: &mut *self.source,
            nullable: self.nullable,
        }
    }

    /// Says that the value, which was lent and read, is none of those that an enum lists.
    #[doc(hidden)]
    #[cold]
    pub fn unlisted(self) {
        self.source.unlisted();
    }

    /// Reads a value that has no parts.
    #[inline]
    pub(super) fn event(self) -> Result<Event<'a>, Fault> {
        self.event_with(Parts::default())
    }

    /// Reads a value, and hands its parts on in the meantime.
    #[inline]
    pub(super) fn event_with(self, parts: Parts<'_>) -> Result<Event<'a>, Fault> {
        match self.source.read(parts)? {
            Event::Null if self.nullable => Err(Fault::missing()),
            event => Ok(event),
        }
    }
}

/// Fills a slot unless the value is null, which is passed on if somebody further out is ready for it too.
fn fill<T>(slot: &mut Option<T>, result: Result<T, Fault>, outer: bool) -> Result<(), Fault> {
    match result {
        Ok(value) => {
            *slot = Some(value);
            Ok(())
        }
        Err(fault) => fault.unless_null(outer),
    }
}
