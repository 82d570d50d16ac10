//! What generated types implement in the same way; the macros take names only.

/// Implements `Deserialize` for types that implement [`FromWire`](crate::runtime::FromWire).
#[doc(hidden)]
#[macro_export]
macro_rules! __wire_objects {
    ($($ty:ty),* $(,)?) => {$(
        impl<'de> $crate::runtime::serde::Deserialize<'de> for $ty {
            fn deserialize<D: $crate::runtime::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::runtime::deserialize(deserializer)
            }
        }
    )*};
}

/// Implements what an enum over integers needs on the wire, from `From<i64>` and `fn value(&self) -> i64`.
#[doc(hidden)]
#[macro_export]
macro_rules! __wire_integers {
    ($($ty:ty),* $(,)?) => {$(
        impl $crate::runtime::FromWire for $ty {
            fn from_wire(
                mut value: $crate::runtime::Value<'_>,
            ) -> ::core::result::Result<Self, $crate::runtime::Fault> {
                let read = Self::from(<i64 as $crate::runtime::FromWire>::from_wire(value.lend())?);
                if let Self::Unknown(_) = read {
                    value.unlisted();
                }
                ::core::result::Result::Ok(read)
            }
        }

        impl $crate::runtime::FromText for $ty {
            fn from_text(
                mut value: $crate::runtime::Value<'_>,
            ) -> ::core::result::Result<Self, $crate::runtime::Fault> {
                let read = Self::from(<i64 as $crate::runtime::FromText>::from_text(value.lend())?);
                if let Self::Unknown(_) = read {
                    value.unlisted();
                }
                ::core::result::Result::Ok(read)
            }

            fn from_either(
                mut value: $crate::runtime::Value<'_>,
            ) -> ::core::result::Result<Self, $crate::runtime::Fault> {
                let read = Self::from(<i64 as $crate::runtime::FromText>::from_either(value.lend())?);
                if let Self::Unknown(_) = read {
                    value.unlisted();
                }
                ::core::result::Result::Ok(read)
            }
        }

        impl $crate::runtime::serde::Serialize for $ty {
            fn serialize<S: $crate::runtime::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.value())
            }
        }

        impl ::core::fmt::Display for $ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.value(), f)
            }
        }

        impl $crate::runtime::Param for $ty {
            fn text(&self) -> ::core::option::Option<::std::string::String> {
                $crate::runtime::Param::text(&self.value())
            }
        }

        $crate::runtime::wire_objects!($ty);
    )*};
}

/// Implements what an enum over strings needs on the wire, from `From<&str>` and `fn as_str(&self) -> &str`.
#[doc(hidden)]
#[macro_export]
macro_rules! __wire_strings {
    ($($ty:ty),* $(,)?) => {$(
        impl $crate::runtime::FromWire for $ty {
            fn from_wire(
                mut value: $crate::runtime::Value<'_>,
            ) -> ::core::result::Result<Self, $crate::runtime::Fault> {
                let text =
                    <::std::string::String as $crate::runtime::FromWire>::from_wire(value.lend())?;
                let read = Self::from(text.as_str());
                if let Self::Unknown(_) = read {
                    value.unlisted();
                }
                ::core::result::Result::Ok(read)
            }
        }

        impl $crate::runtime::FromText for $ty {
            fn from_text(
                value: $crate::runtime::Value<'_>,
            ) -> ::core::result::Result<Self, $crate::runtime::Fault> {
                <Self as $crate::runtime::FromWire>::from_wire(value)
            }

            fn from_either(
                mut value: $crate::runtime::Value<'_>,
            ) -> ::core::result::Result<Self, $crate::runtime::Fault> {
                let text =
                    <::std::string::String as $crate::runtime::FromText>::from_either(value.lend())?;
                let read = Self::from(text.as_str());
                if let Self::Unknown(_) = read {
                    value.unlisted();
                }
                ::core::result::Result::Ok(read)
            }
        }

        impl $crate::runtime::serde::Serialize for $ty {
            fn serialize<S: $crate::runtime::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl ::core::fmt::Display for $ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::runtime::Param for $ty {
            fn text(&self) -> ::core::option::Option<::std::string::String> {
                $crate::runtime::Param::text(self.as_str())
            }
        }

        $crate::runtime::wire_objects!($ty);
    )*};
}

pub use __wire_integers as wire_integers;
pub use __wire_objects as wire_objects;
pub use __wire_strings as wire_strings;
