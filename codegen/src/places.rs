//! Places that contradictions name: in the spec, and in its examples.

use crate::{
    json::{self, Json, JsonKind},
    request::ExampleRequest,
    spec::{Enum, Example, Field, Object, Operation, Type},
    view::{Named, Types, response_field},
};

/// What a place of the spec is.
pub(crate) enum Declared<'a> {
    Field(&'a Field),
    Object(&'a Object),
    Enum(&'a Enum),
    Http(&'a Operation),
}

impl Declared<'_> {
    /// What the spec says of it, as `declared` has it.
    pub(crate) fn says(&self) -> String {
        match self {
            Self::Field(field) => type_text(&field.ty.value),
            Self::Object(object) => {
                let fields = object.fields.iter().map(|field| field.name.value.as_str());
                format!("[{}]", fields.collect::<Vec<_>>().join(", "))
            }
            Self::Enum(found) => {
                let values = found.values.iter().map(|value| value.wire.value.as_str());
                format!("[{}]", values.collect::<Vec<_>>().join(", "))
            }
            Self::Http(operation) => {
                format!("{} {}", operation.method.as_str(), operation.path.value)
            }
        }
    }
}

/// A type as it is written in a spec.
pub(crate) fn type_text(ty: &Type) -> String {
    match ty {
        Type::List(inner) => format!("[{}]", type_text(inner)),
        Type::Map(inner) => format!("{{ string: {} }}", type_text(inner)),
        Type::Named(name) => name.clone(),
        ty => crate::parse::BUILT_IN
            .iter()
            .find(|(_, built_in)| built_in == ty)
            .map_or_else(String::new, |(name, _)| (*name).to_owned()),
    }
}

/// Finds `query.page`, `response.items[].size`, `http` or the name of a type.
pub(crate) fn declared<'a>(
    operation: &'a Operation,
    types: Types<'a>,
    place: &str,
) -> Option<Declared<'a>> {
    if place == "http" {
        return Some(Declared::Http(operation));
    }
    if let Some((section, rest)) = place.split_once('.') {
        if section == "response" {
            return response_field(operation, types, rest).map(Declared::Field);
        }
        return operation
            .params
            .iter()
            .find(|param| {
                param.location.is_some_and(|it| it.section() == section) && param.name.value == rest
            })
            .map(Declared::Field);
    }
    match types.find(place)? {
        Named::Object(object) => Some(Declared::Object(object)),
        Named::Enum(found) => Some(Declared::Enum(found)),
    }
}

/// As many places as are looked at for a suggestion.
const MOST_PLACES: usize = 2000;

/// Every place of the spec that can be named.
pub(crate) fn all(operation: &Operation, types: Types<'_>) -> Vec<String> {
    let mut places = vec!["http".to_owned()];
    for param in &operation.params {
        if let Some(location) = param.location {
            places.push(format!("{}.{}", location.section(), param.name.value));
        }
    }
    walk(&operation.response, "response", 6, types, &mut places);
    places.extend(types.names().map(|name| name.value.clone()));
    places
}

fn walk(fields: &[Field], prefix: &str, depth: usize, types: Types<'_>, places: &mut Vec<String>) {
    for field in fields {
        // Types that hold each other have places without end.
        if places.len() >= MOST_PLACES {
            return;
        }
        let list = if matches!(field.ty.value, Type::List(_)) {
            "[]"
        } else {
            ""
        };
        let place = format!("{prefix}.{}", field.name.value);
        places.push(place.clone());
        if let Some(object) = types.object_in(&field.ty.value)
            && depth > 0
        {
            walk(
                &object.fields,
                &format!("{place}{list}"),
                depth - 1,
                types,
                places,
            );
        }
    }
}

/// What an example shows.
pub(crate) struct Shown {
    request: Option<ExampleRequest>,
    body: Option<Json>,
    response: Option<Json>,
}

/// What stands at a place of an example.
pub(crate) enum Lookup {
    Missing,
    Value(String),
    Compound,
}

impl Shown {
    pub(crate) fn new(example: &Example) -> Self {
        let request = ExampleRequest::parse(&example.request.value).ok();
        Self {
            body: request
                .as_ref()
                .and_then(|request| request.json().ok().flatten()),
            request,
            response: example
                .response
                .as_ref()
                .and_then(|text| json::parse(&text.value).ok()),
        }
    }

    /// Finds `request.page` or `response.items[0].size`; `#` counts a list.
    pub(crate) fn find(&self, operation: &Operation, place: &str) -> Lookup {
        match place.split_once('.') {
            Some(("request", name)) => self.in_request(operation, name),
            Some(("response", path)) => self
                .response
                .as_ref()
                .map_or(Lookup::Missing, |json| in_json(json, path)),
            _ => Lookup::Missing,
        }
    }

    fn in_request(&self, operation: &Operation, name: &str) -> Lookup {
        let Some(request) = &self.request else {
            return Lookup::Missing;
        };
        let path = request
            .path_values(&operation.path.value)
            .unwrap_or_default();
        let from_path = path
            .into_iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value);
        let pairs = || request.query.iter().chain(&request.headers);
        from_path
            .or_else(|| {
                pairs()
                    .find(|pair| pair.name == name)
                    .map(|pair| pair.value.clone())
            })
            .map_or_else(
                || {
                    self.body
                        .as_ref()
                        .map_or(Lookup::Missing, |json| in_json(json, name))
                },
                Lookup::Value,
            )
    }
}

fn in_json(json: &Json, path: &str) -> Lookup {
    let mut json = json;
    for part in path.split('.') {
        if part == "#" {
            return match &json.kind {
                JsonKind::List(items) => Lookup::Value(items.len().to_string()),
                _ => Lookup::Missing,
            };
        }
        let mut pieces = part.split('[');
        let name = pieces.next().unwrap_or_default();
        if !name.is_empty() {
            match json.get(name) {
                Some(member) => json = member,
                None => return Lookup::Missing,
            }
        }
        for piece in pieces {
            let index = piece
                .strip_suffix(']')
                .and_then(|index| index.parse::<usize>().ok());
            match (&json.kind, index) {
                (JsonKind::List(items), Some(index)) if index < items.len() => json = &items[index],
                _ => return Lookup::Missing,
            }
        }
    }
    match &json.kind {
        JsonKind::Null => Lookup::Value("null".to_owned()),
        JsonKind::Bool(value) => Lookup::Value(value.to_string()),
        JsonKind::Number(text) | JsonKind::Text(text) => Lookup::Value(text.clone()),
        JsonKind::List(_) | JsonKind::Object(_) => Lookup::Compound,
    }
}
