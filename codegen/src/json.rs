//! JSON of examples, in which every value knows its place.

use std::ops::Range;

use jsonc_parser::{CollectOptions, ParseOptions, ast};

/// A JSON value and where it stands in the text.
#[derive(Clone, Debug)]
pub struct Json {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: JsonKind,
}

/// What a [`Json`] value is. Numbers keep their digits.
#[derive(Clone, Debug)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as it is written.
    Number(String),
    /// A string, without its escapes.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object: names, where they stand, and values.
    Object(Vec<(String, Range<usize>, Json)>),
}

impl Json {
    /// What the value is, for messages.
    #[must_use]
    pub fn noun(&self) -> &'static str {
        match self.kind {
            JsonKind::Null => "null",
            JsonKind::Bool(_) => "a boolean",
            JsonKind::Number(_) => "a number",
            JsonKind::Text(_) => "a string",
            JsonKind::List(_) => "an array",
            JsonKind::Object(_) => "an object",
        }
    }

    /// The same value at a place further on.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        let shift = |range: Range<usize>| range.start + by..range.end + by;
        let kind = match self.kind {
            JsonKind::List(items) => {
                JsonKind::List(items.into_iter().map(|item| item.shifted(by)).collect())
            }
            JsonKind::Object(members) => JsonKind::Object(
                members
                    .into_iter()
                    .map(|(name, range, value)| (name, shift(range), value.shifted(by)))
                    .collect(),
            ),
            single => single,
        };
        Self {
            range: shift(self.range),
            kind,
        }
    }

    /// The member of an object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        match &self.kind {
            JsonKind::Object(members) => members
                .iter()
                .find(|(key, _, _)| key == name)
                .map(|(_, _, value)| value),
            _ => None,
        }
    }
}

/// Why a text is not JSON, and where.
#[derive(Clone, Debug)]
pub struct JsonError {
    /// The byte at which it is wrong.
    pub at: usize,
    /// What is wrong.
    pub message: String,
}

/// Reads strict JSON.
///
/// # Errors
///
/// If the text is not JSON, or an object has a name twice.
pub(crate) fn parse(text: &str) -> Result<Json, JsonError> {
    // serde_json decides what is JSON: it is what reads answers in the client.
    serde_json::from_str::<serde::de::IgnoredAny>(text).map_err(|error| JsonError {
        at: offset(text, error.line(), error.column()),
        message: error
            .to_string()
            .split(" at line")
            .next()
            .unwrap_or_default()
            .replace("expected ident", "expected a value"),
    })?;
    let strict = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let parsed = jsonc_parser::parse_to_ast(text, &CollectOptions::default(), &strict);
    match parsed {
        Ok(result) => match result.value {
            Some(value) => convert(&value),
            None => Err(JsonError {
                at: 0,
                message: "there is no value".to_owned(),
            }),
        },
        Err(error) => Err(JsonError {
            at: error.range().start,
            message: error.kind().to_string(),
        }),
    }
}

fn convert(value: &ast::Value<'_>) -> Result<Json, JsonError> {
    let (range, kind) = match value {
        ast::Value::NullKeyword(null) => (null.range, JsonKind::Null),
        ast::Value::BooleanLit(lit) => (lit.range, JsonKind::Bool(lit.value)),
        ast::Value::NumberLit(lit) => (lit.range, JsonKind::Number(lit.value.to_owned())),
        ast::Value::StringLit(lit) => (lit.range, JsonKind::Text(lit.value.clone().into_owned())),
        ast::Value::Array(array) => {
            let items = array
                .elements
                .iter()
                .map(convert)
                .collect::<Result<_, _>>()?;
            (array.range, JsonKind::List(items))
        }
        ast::Value::Object(object) => {
            let mut members: Vec<(String, Range<usize>, Json)> = Vec::new();
            for property in &object.properties {
                let name = property.name.as_str().to_owned();
                let range = match &property.name {
                    ast::ObjectPropName::String(lit) => lit.range,
                    ast::ObjectPropName::Word(word) => word.range,
                };
                if members.iter().any(|(known, _, _)| *known == name) {
                    return Err(JsonError {
                        at: range.start,
                        message: format!("the name `{name}` stands in the object twice"),
                    });
                }
                members.push((name, range.start..range.end, convert(&property.value)?));
            }
            (object.range, JsonKind::Object(members))
        }
    };
    Ok(Json {
        range: range.start..range.end,
        kind,
    })
}

fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
