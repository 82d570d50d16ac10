//! Lists and objects as serde hands them over.

use std::{borrow::Cow, fmt};

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{
    Fault,
    bridge::Bridge,
    value::{EachItem, EachMember, List, Object, Value},
};

/// A list as serde hands it over.
pub(super) struct Items<'de, A: SeqAccess<'de>> {
    access: A,
    pub(super) error: Option<A::Error>,
}

impl<'de, A: SeqAccess<'de>> Items<'de, A> {
    pub(super) fn new(access: A) -> Self {
        Self {
            access,
            error: None,
        }
    }
}

impl<'de, A: SeqAccess<'de>> List for Items<'de, A> {
    fn each(&mut self, each: EachItem<'_>) -> Result<(), Fault> {
        let mut fault = None;
        let mut index = 0;
        loop {
            let item = Item {
                each: &mut *each,
                fault: &mut fault,
            };
            match self.access.next_element_seed(item) {
                Ok(Some(())) => index += 1,
                Ok(None) => return Ok(()),
                Err(error) => {
                    let fault = match fault {
                        Some(fault) => fault.at_index(index),
                        None => Fault::syntax(&error),
                    };
                    self.error = Some(error);
                    return Err(fault);
                }
            }
        }
    }
}

/// One value inside another one.
struct Item<'s> {
    each: EachItem<'s>,
    fault: &'s mut Option<Fault>,
}

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let mut bridge = Bridge::new(deserializer);
        let result = (self.each)(Value::new(&mut bridge));
        bridge.finish(result, self.fault)
    }
}

/// An object as serde hands it over.
pub(super) struct Members<'de, A: MapAccess<'de>> {
    access: A,
    /// The key that was read to tell an object from a number.
    next: Option<Cow<'de, str>>,
    pub(super) error: Option<A::Error>,
}

impl<'de, A: MapAccess<'de>> Members<'de, A> {
    /// The members after and including `first`, whose value has not been read.
    pub(super) fn new(access: A, first: Option<Cow<'de, str>>) -> Self {
        Self {
            access,
            next: first,
            error: None,
        }
    }
}

impl<'de, A: MapAccess<'de>> Object for Members<'de, A> {
    fn each(&mut self, each: EachMember<'_>) -> Result<(), Fault> {
        while let Some(key) = self.next.take() {
            let mut fault = None;
            let item = Item {
                each: &mut |value| each(&key, value),
                fault: &mut fault,
            };
            if let Err(error) = self.access.next_value_seed(item) {
                let fault = match fault {
                    Some(fault) => fault.at(&key),
                    None => Fault::syntax(&error),
                };
                self.error = Some(error);
                return Err(fault);
            }
            match self.access.next_key_seed(Key) {
                Ok(next) => self.next = next,
                Err(error) => {
                    let fault = Fault::syntax(&error);
                    self.error = Some(error);
                    return Err(fault);
                }
            }
        }
        Ok(())
    }
}

/// The name of a member, borrowed from the text where it has no escapes.
pub(super) struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(key.to_owned()))
    }
}
