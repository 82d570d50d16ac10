//! What the model shares with specs, serialised: one form for each meaning.

use serde::{Serialize, Serializer};

use super::{In, Literal, Pagination, Rate, Text, literal_text};

impl Serialize for In {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.section())
    }
}

/// `{"number":"1"}`, `{"text":"1"}`: digits keep their precision, and text is no number.
impl Serialize for Literal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (index, kind) = match self {
            Self::Text(_) => (0, "text"),
            Self::Int(_) | Self::Float(_) => (1, "number"),
            Self::Bool(value) => return serializer.serialize_bool(*value),
            Self::List(items) => {
                return serializer.serialize_newtype_variant("Literal", 2, "list", items);
            }
        };
        serializer.serialize_newtype_variant("Literal", index, kind, &literal_text(self))
    }
}

/// Without its place in a list: `["not_modelled ", "A button."]`.
impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.family(), self.text.value.trim_end()).serialize(serializer)
    }
}

/// In words, which say all of it but where it comes from.
impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self {
            calls: _,
            per_millis: _,
            scope: _,
            shared: _,
            of_service,
        } = self;
        (*of_service, self.to_string()).serialize(serializer)
    }
}

/// Without the number of the first page where it is 1, as it is if nobody says so.
impl Serialize for Pagination {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { keys } = self;
        let said = keys
            .iter()
            .filter(|(key, value)| (key.as_str(), value.as_str()) != ("first", "1"));
        serializer.collect_seq(said)
    }
}
