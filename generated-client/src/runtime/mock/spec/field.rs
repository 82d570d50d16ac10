//! Types of values, and the members of objects.

use std::fmt;

/// The type of a value on the wire.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A text.
    String,
    /// An address.
    Url,
    /// A boolean.
    Bool,
    /// An integer from 0 to 2³² − 1.
    U32,
    /// An integer from 0 to 2⁶⁴ − 1.
    U64,
    /// An integer of 64 bits.
    I64,
    /// A number.
    F64,
    /// An instant, in seconds since the Unix epoch.
    UnixSeconds,
    /// An instant, in milliseconds since the Unix epoch.
    UnixMillis,
    /// A length of time in seconds.
    Seconds,
    /// A length of time in milliseconds.
    Millis,
    /// A size.
    Bytes,
    /// Any JSON.
    Json,
    /// A list.
    List(&'static Kind),
    /// An object with any keys.
    Map(&'static Kind),
    /// An object; the members that are known.
    Object(&'static [FieldSpec]),
    /// An enum over integers; the values that are known.
    Integers(&'static [i64]),
    /// An enum over texts; the values that are known.
    Strings(&'static [&'static str]),
}

/// A member of an answer, or of an object in a request.
///
/// `Debug` leaves out the type, which may hold itself.
#[derive(Clone, Copy)]
pub struct FieldSpec {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) presence: Presence,
    pub(crate) written: Written,
}

impl FieldSpec {
    /// A member that nobody promises.
    #[must_use]
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            presence: Presence::Unknown,
            written: Written::Plain,
        }
    }

    /// Every answer has it; every request has to have it.
    #[must_use]
    pub const fn always(mut self) -> Self {
        self.presence = Presence::Always;
        self
    }

    /// It is sent if all members beside it that are named have the values given, as text.
    #[must_use]
    pub const fn when(mut self, members: &'static [(&'static str, &'static str)]) -> Self {
        self.presence = Presence::When(members);
        self
    }

    /// A number is written as text.
    #[must_use]
    pub const fn text(mut self) -> Self {
        self.written = Written::Text;
        self
    }

    /// A number may be written as text, and a text as a number.
    #[must_use]
    pub const fn either(mut self) -> Self {
        self.written = Written::Either;
        self
    }
}

impl fmt::Debug for FieldSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FieldSpec")
            .field("name", &self.name)
            .field("presence", &self.presence)
            .field("written", &self.written)
            .finish_non_exhaustive()
    }
}

/// Whether a member is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Always,
    Unknown,
    When(&'static [(&'static str, &'static str)]),
}

/// How a number is written in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    Plain,
    Text,
    Either,
}
