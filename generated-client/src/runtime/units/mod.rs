//! Numbers that keep their unit: services mix seconds and milliseconds.

mod instant;
mod length;

pub use instant::{UnixMillis, UnixSeconds};
pub use length::{Bytes, Millis, Seconds};

/// What all units are on the wire: their number.
macro_rules! numbers {
    ($($unit:ident($number:ty)),*) => {$(
        impl std::fmt::Display for $unit {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl serde::Serialize for $unit {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $unit {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::runtime::deserialize(deserializer)
            }
        }

        impl crate::runtime::FromWire for $unit {
            fn from_wire(value: crate::runtime::Value<'_>) -> Result<Self, crate::runtime::Fault> {
                <$number>::from_wire(value).map(Self)
            }
        }

        impl crate::runtime::FromText for $unit {
            fn from_text(value: crate::runtime::Value<'_>) -> Result<Self, crate::runtime::Fault> {
                <$number>::from_text(value).map(Self)
            }

            fn from_either(value: crate::runtime::Value<'_>) -> Result<Self, crate::runtime::Fault> {
                <$number>::from_either(value).map(Self)
            }
        }

        impl crate::runtime::Param for $unit {
            fn text(&self) -> Option<String> {
                Some(self.0.to_string())
            }
        }

        impl crate::runtime::Bounded for $unit {
            fn bounded(self) -> Option<i128> {
                Some(self.0.into())
            }
        }
    )*};
}

numbers!(
    UnixSeconds(i64),
    UnixMillis(i64),
    Seconds(i64),
    Millis(i64),
    Bytes(u64)
);
