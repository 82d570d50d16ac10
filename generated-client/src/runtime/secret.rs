//! Values that must not be seen.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Fault, FromText, FromWire, Value};

/// A value that must not appear in logs: a token, a key, a link that anyone may open.
///
/// `Debug` prints `Secret(***)` and there is no `Display`. Serializing writes the value itself, since that is how it is
/// sent and stored.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Secret<T>(T);

impl<T> Secret<T> {
    /// Hides `value`.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// The value.
    pub fn expose(&self) -> &T {
        &self.0
    }

    /// The value, no longer hidden.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

impl<T> From<T> for Secret<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl From<&str> for Secret<String> {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl<T: Serialize> Serialize for Secret<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Secret<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self)
    }
}

impl<T: FromWire> FromWire for Secret<T> {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        T::from_wire(value).map(Self)
    }
}

impl<T: FromText> FromText for Secret<T> {
    fn from_text(value: Value<'_>) -> Result<Self, Fault> {
        T::from_text(value).map(Self)
    }

    fn from_either(value: Value<'_>) -> Result<Self, Fault> {
        T::from_either(value).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_hides_the_value() {
        let secret: Secret<String> = "hunter2".into();
        assert_eq!(format!("{secret:?}"), "Secret(***)");
        assert_eq!(format!("{:?}", Some(&secret)), "Some(Secret(***))");
        assert_eq!(secret.expose(), "hunter2");
    }

    #[test]
    fn json_holds_the_value() {
        let secret = Secret::new("hunter2".to_owned());
        assert_eq!(serde_json::to_string(&secret).unwrap(), "\"hunter2\"");
        assert_eq!(
            serde_json::from_str::<Secret<String>>("\"hunter2\"").unwrap(),
            secret
        );
        assert_eq!(
            super::super::from_json::<Secret<String>>(b"\"hunter2\"").unwrap(),
            secret
        );
    }
}
