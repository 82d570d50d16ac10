//! JSON as serde writes it.

use crate::json::{Json, JsonKind};

/// A value without its places; numbers as the client holds them.
pub(super) fn plain(json: &Json) -> serde_json::Value {
    match &json.kind {
        JsonKind::Null => serde_json::Value::Null,
        JsonKind::Bool(flag) => (*flag).into(),
        JsonKind::Number(digits) => serde_json::from_str(digits).unwrap_or_default(),
        JsonKind::Text(text) => text.as_str().into(),
        JsonKind::List(items) => items.iter().map(plain).collect(),
        JsonKind::Object(members) => {
            let members = members.iter();
            let members = members.map(|(name, _, value)| (name.clone(), plain(value)));
            serde_json::Value::Object(members.collect())
        }
    }
}

/// Writes a string.
pub(super) fn text(out: &mut String, text: &str) {
    out.push_str(&serde_json::Value::from(text).to_string());
}

/// Writes an array.
pub(super) fn list<T>(out: &mut String, items: &[T], write: impl Fn(&mut String, &T)) {
    out.push('[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write(out, item);
    }
    out.push(']');
}

/// Writes an object.
pub(super) fn object<'m, T: 'm>(
    out: &mut String,
    members: impl Iterator<Item = (&'m String, &'m T)>,
    write: impl Fn(&mut String, &T),
) {
    out.push('{');
    for (index, (name, value)) in members.enumerate() {
        if index > 0 {
            out.push(',');
        }
        text(out, name);
        out.push(':');
        write(out, value);
    }
    out.push('}');
}
