//! The parts of lists and objects.

use std::{borrow::Cow, fmt};

use serde::de::{DeserializeSeed, Deserializer, Visitor};

use super::{
    Fault,
    bridge::Bridge,
    value::{EachItem, EachMember, Value},
    watch::Trail,
};

/// A value of a list; a fault is kept aside.
pub(super) struct Item<'s, T> {
    pub(super) each: EachItem<'s>,
    pub(super) fault: &'s mut Option<Fault>,
    pub(super) trail: T,
}

impl<'de, T: Trail> DeserializeSeed<'de> for Item<'_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let mut bridge = Bridge::new(deserializer, self.trail);
        let result = (self.each)(Value::new(&mut bridge));
        bridge.finish(result, self.fault)
    }
}

/// The value of a member of an object; a fault is kept aside.
pub(super) struct Member<'s, T> {
    pub(super) key: &'s str,
    pub(super) each: EachMember<'s>,
    pub(super) fault: &'s mut Option<Fault>,
    pub(super) trail: T,
}

impl<'de, T: Trail> DeserializeSeed<'de> for Member<'_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let mut bridge = Bridge::new(deserializer, self.trail);
        let result = (self.each)(self.key, Value::new(&mut bridge));
        bridge.finish(result, self.fault)
    }
}

/// The name of a member, borrowed from the text where it has no escapes.
pub(super) struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    #[inline]
    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(key.to_owned()))
    }

    fn visit_string<E>(self, key: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(key))
    }
}
