//! Changes of good bodies.

use serde_json::json;

use super::super::{FieldSpec, Kind};
use crate::runtime::Json;

/// The name of a member that no spec has.
const UNKNOWN_FIELD: &str = "mockUnknownField";

/// A text that no enum has, unless somebody tries.
const UNKNOWN_TEXT: &str = "SOMETHING_NEW";

/// Changes a body that is JSON; `None` if it is none, and stays as it is.
pub(super) fn json<T>(body: &mut Vec<u8>, change: impl FnOnce(&mut Json) -> T) -> Option<T> {
    let mut json = serde_json::from_slice(body).ok()?;
    let result = change(&mut json);
    *body = json.to_string().into_bytes();
    Some(result)
}

/// Makes a body that is JSON but for its end.
pub(super) fn invalid_json(body: &mut Vec<u8>) {
    if body.pop().is_none() {
        body.push(b'{');
    }
    body.extend(b",}");
}

/// Adds a member to an object and to all objects in it that the spec knows. Its value is an object, since a reader has to
/// skip more than a word.
pub(super) fn unknown_field(json: &mut Json, fields: &[FieldSpec]) {
    let Json::Object(members) = json else {
        return;
    };
    for field in fields {
        if let Some(value) = members.get_mut(field.name) {
            unknown_field_within(value, &field.kind);
        }
    }
    members.insert(
        UNKNOWN_FIELD.to_owned(),
        json!({ "of": ["any", { "kind": null }] }),
    );
}

fn unknown_field_within(json: &mut Json, kind: &Kind) {
    match kind {
        Kind::Object(fields) => unknown_field(json, fields),
        Kind::List(of) | Kind::Map(of) => {
            for (_, entry) in entries(json) {
                unknown_field_within(entry, of);
            }
        }
        _ => {}
    }
}

/// Gives the first enum, in the order of the spec, a value that the spec does not list; says where it is, and `None` if
/// there is no enum.
pub(super) fn unknown_value(json: &mut Json, fields: &[FieldSpec]) -> Option<String> {
    fields.iter().find_map(|field| {
        let value = json.get_mut(field.name)?;
        let path = unknown_value_within(value, &field.kind)?;
        Some(format!("{}{path}", field.name))
    })
}

/// The path begins with a dot or a bracket, or is empty.
fn unknown_value_within(json: &mut Json, kind: &Kind) -> Option<String> {
    match kind {
        Kind::Object(fields) => Some(format!(".{}", unknown_value(json, fields)?)),
        Kind::List(of) | Kind::Map(of) => entries(json).find_map(|(key, entry)| {
            let path = unknown_value_within(entry, of)?;
            Some(format!("[{key}]{path}"))
        }),
        Kind::Integers(known) => unknown_integer(json, known),
        Kind::Strings(known) => unknown_text(json, known),
        _ => None,
    }
}

/// Keeps whether the number is written as text.
fn unknown_integer(json: &mut Json, known: &[i64]) -> Option<String> {
    let above = known.iter().max().map_or(Some(1), |max| max.checked_add(1));
    let below = || known.iter().min().and_then(|min| min.checked_sub(1));
    let unknown = above.or_else(below)?;
    *json = match json {
        Json::Number(_) => unknown.into(),
        Json::String(_) => unknown.to_string().into(),
        _ => return None,
    };
    Some(String::new())
}

fn unknown_text(json: &mut Json, known: &[&str]) -> Option<String> {
    if !json.is_string() && !json.is_number() {
        return None;
    }
    let mut unknown = UNKNOWN_TEXT.to_owned();
    while known.contains(&unknown.as_str()) {
        unknown.push('_');
    }
    *json = unknown.into();
    Some(String::new())
}

/// The entries of a list with their numbers, or of an object with their names.
fn entries(json: &mut Json) -> Box<dyn Iterator<Item = (String, &mut Json)> + '_> {
    match json {
        Json::Array(list) => Box::new(
            list.iter_mut()
                .enumerate()
                .map(|(at, entry)| (at.to_string(), entry)),
        ),
        Json::Object(members) => Box::new(
            members
                .iter_mut()
                .map(|(name, value)| (name.clone(), value)),
        ),
        _ => Box::new(std::iter::empty()),
    }
}
