//! From serde's deserializers to events: the only code that is generic over the deserializer.

use std::{borrow::Cow, fmt};

use serde::de::{Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{
    Fault,
    nested::{Item, Key, Member},
    value::{Event, Parts, Source},
    watch::Trail,
};

/// How `serde_json` hands over numbers of any size if a program switches its feature `arbitrary_precision` on: as an
/// object with this one member. Features are shared by all crates of a program, so the client must be ready for it.
const NUMBER: &str = "$serde_json::private::Number";

/// A deserializer that has been, or will be, read once.
pub(super) struct Bridge<'de, D: Deserializer<'de>, T> {
    deserializer: Option<D>,
    error: Option<D::Error>,
    trail: T,
}

impl<'de, D: Deserializer<'de>, T: Trail> Bridge<'de, D, T> {
    #[inline]
    pub(super) fn new(deserializer: D, trail: T) -> Self {
        Self {
            deserializer: Some(deserializer),
            error: None,
            trail,
        }
    }

    /// Ends the reading of a value: skips it if it was not read, and keeps a fault aside for whoever reads around it.
    #[inline]
    pub(super) fn finish(
        self,
        result: Result<(), Fault>,
        outer: &mut Option<Fault>,
    ) -> Result<(), D::Error> {
        match (result, self.deserializer) {
            (Ok(()), None) => Ok(()),
            (Ok(()), Some(deserializer)) => skip(deserializer),
            (Err(fault), _) => {
                self.trail.failed(&fault);
                *outer = Some(fault);
                // Where there is no error yet one is needed to stop the deserializer; nobody reads it.
                Err(self.error.unwrap_or_else(|| D::Error::custom("")))
            }
        }
    }

    /// Keeps the deserializer's error for `finish`, and says why there is one.
    #[cold]
    fn stopped<'a>(
        &mut self,
        error: D::Error,
        reason: Option<Result<Event<'a>, Fault>>,
    ) -> Result<Event<'a>, Fault> {
        let reason = reason.unwrap_or_else(|| Err(Fault::syntax(&error)));
        self.error = Some(error);
        reason
    }
}

impl<'de, D: Deserializer<'de>, T: Trail> Source for Bridge<'de, D, T> {
    fn read(&mut self, parts: Parts<'_>) -> Result<Event<'_>, Fault> {
        // A `Value` is consumed by reading it, so there is always a deserializer.
        let Some(deserializer) = self.deserializer.take() else {
            return Ok(Event::Null);
        };
        let mut reason = None;
        let reader = Reader {
            parts,
            reason: &mut reason,
            trail: &self.trail,
        };
        match deserializer.deserialize_any(reader) {
            Ok(event) => Ok(event),
            Err(error) => self.stopped(error, reason),
        }
    }

    fn unknown(&mut self) -> Result<(), Fault> {
        self.trail.unknown();
        let Some(deserializer) = self.deserializer.take() else {
            return Ok(());
        };
        skip(deserializer).map_err(|error| {
            let fault = Fault::syntax(&error);
            self.error = Some(error);
            fault
        })
    }

    fn unlisted(&mut self) {
        self.trail.unlisted();
    }
}

fn skip<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(), D::Error> {
    deserializer.deserialize_ignored_any(IgnoredAny)?;
    Ok(())
}

/// Makes an event of what a deserializer finds, after handing the parts of a list or object on.
struct Reader<'p, 'r, T> {
    parts: Parts<'p>,
    /// Why the deserializer was stopped, since it can only carry errors of its own type.
    reason: &'r mut Option<Result<Event<'static>, Fault>>,
    trail: &'r T,
}

impl<'de, T: Trail> Visitor<'de> for Reader<'_, '_, T> {
    type Value = Event<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    #[inline]
    fn visit_bool<E>(self, value: bool) -> Result<Event<'de>, E> {
        Ok(Event::Bool(value))
    }

    #[inline]
    fn visit_i64<E>(self, value: i64) -> Result<Event<'de>, E> {
        Ok(Event::Signed(value))
    }

    #[inline]
    fn visit_u64<E>(self, value: u64) -> Result<Event<'de>, E> {
        Ok(Event::Unsigned(value))
    }

    #[inline]
    fn visit_f64<E>(self, value: f64) -> Result<Event<'de>, E> {
        Ok(Event::Float(value))
    }

    #[inline]
    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Event<'de>, E> {
        Ok(Event::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Event<'de>, E> {
        Ok(Event::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_string<E>(self, value: String) -> Result<Event<'de>, E> {
        Ok(Event::Text(Cow::Owned(value)))
    }

    #[inline]
    fn visit_unit<E>(self) -> Result<Event<'de>, E> {
        Ok(Event::Null)
    }

    #[inline]
    fn visit_none<E>(self) -> Result<Event<'de>, E> {
        Ok(Event::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Event<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Event<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Event<'de>, A::Error> {
        let Some(each) = self.parts.items else {
            *self.reason = Some(Ok(Event::List));
            return Err(A::Error::custom(""));
        };
        let mut fault = None;
        let mut index = 0;
        loop {
            let item = Item {
                each: &mut *each,
                fault: &mut fault,
                trail: self.trail.item(),
            };
            match access.next_element_seed(item) {
                Ok(Some(())) => index += 1,
                Ok(None) => return Ok(Event::List),
                Err(error) => {
                    *self.reason = fault.map(|fault| Err(fault.at_index(index)));
                    return Err(error);
                }
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Event<'de>, A::Error> {
        let mut next = access.next_key_seed(Key)?;
        if next.as_deref() == Some(NUMBER) {
            let digits: String = access.next_value()?;
            let number = digits.parse();
            return number
                .map(Event::Float)
                .map_err(|_| A::Error::custom("invalid number"));
        }
        let Some(each) = self.parts.members else {
            *self.reason = Some(Ok(Event::Object));
            return Err(A::Error::custom(""));
        };
        let mut fault = None;
        while let Some(key) = next {
            let member = Member {
                key: &key,
                each: &mut *each,
                fault: &mut fault,
                trail: self.trail.member(&key, self.parts.is_map),
            };
            if let Err(error) = access.next_value_seed(member) {
                *self.reason = fault.map(|fault| Err(fault.at(&key)));
                return Err(error);
            }
            next = access.next_key_seed(Key)?;
        }
        Ok(Event::Object)
    }
}
