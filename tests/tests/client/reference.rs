//! What a spec says of an answer: a reader of JSON that knows the spec and nothing of the client.

use codegen::spec::{EnumKind, Field, Presence, Type, Wire};
use serde_json::{Map, Number, Value};

use crate::spec::{Documented, Shape};

/// Where the first value stands that is not as the spec says; empty for the whole answer.
pub(crate) type Fault = String;

/// What an answer is after it was decoded and encoded again.
pub(crate) fn read(documented: Documented, answer: &Value) -> Result<Value, Fault> {
    object(documented, &documented.operation.response, answer, "")
}

/// A place further inside.
pub(crate) fn member(path: &str, name: &str) -> String {
    if path.is_empty() {
        return name.to_owned();
    }
    format!("{path}.{name}")
}

fn object(
    documented: Documented,
    fields: &'static [Field],
    value: &Value,
    path: &str,
) -> Result<Value, Fault> {
    let members = value.as_object().ok_or(path)?;
    let mut read = Map::new();
    for (name, value) in members {
        let known = fields
            .iter()
            .find(|field| field.wire_names().any(|known| known.value == *name));
        if let (Some(field), false) = (known, value.is_null()) {
            // Messages call a field what the service called it.
            let value = typed(
                documented,
                field,
                &field.ty.value,
                value,
                &member(path, name),
            )?;
            read.insert(field.name.value.clone(), value);
        }
    }
    for field in fields {
        let name = &field.name.value;
        let is_always = matches!(field.presence, Presence::Always(_));
        match read.get(name) {
            Some(Value::Array(items)) if items.is_empty() && !is_always => _ = read.remove(name),
            None if is_always => return Err(member(path, name)),
            Some(_) | None => {}
        }
    }
    Ok(Value::Object(read))
}

fn typed(
    documented: Documented,
    field: &Field,
    ty: &'static Type,
    value: &Value,
    path: &str,
) -> Result<Value, Fault> {
    match documented.shape(ty) {
        Shape::Object(found) => object(documented, &found.fields, value, path),
        Shape::List(item) => {
            let items = value.as_array().ok_or(path)?;
            let read = items.iter().enumerate().map(|(index, value)| {
                typed(documented, field, item, value, &format!("{path}[{index}]"))
            });
            read.collect::<Result<_, _>>().map(Value::Array)
        }
        Shape::Map(item) => {
            let members = value.as_object().ok_or(path)?;
            let read = members.iter().map(|(name, value)| {
                let value = typed(documented, field, item, value, &member(path, name))?;
                Ok((name.clone(), value))
            });
            read.collect::<Result<_, _>>().map(Value::Object)
        }
        Shape::Enum(found) => {
            let ty = match found.of.value {
                EnumKind::Integer => &Type::I64,
                EnumKind::String => &Type::String,
            };
            scalar(field, ty, value).ok_or_else(|| path.to_owned())
        }
        Shape::Scalar(ty) => scalar(field, ty, value).ok_or_else(|| path.to_owned()),
    }
}

fn scalar(field: &Field, ty: &Type, value: &Value) -> Option<Value> {
    let wire = field.wire.as_ref().map(|wire| wire.value);
    let integer = |least: i128, most: i128| {
        let number = match (value, wire) {
            (Value::Number(number), None | Some(Wire::Either)) => whole(number)?,
            (Value::String(text), Some(_)) => text.parse().ok()?,
            _ => return None,
        };
        (least..=most).contains(&number).then(|| value.clone())
    };
    match ty {
        Type::Json => Some(value.clone()),
        Type::Bool => value.is_boolean().then(|| value.clone()),
        Type::String | Type::Url => match (value, wire) {
            (Value::String(_), _) => Some(value.clone()),
            (Value::Number(number), Some(Wire::Either)) => {
                whole(number).map(|it| it.to_string().into())
            }
            _ => None,
        },
        Type::U32 => integer(0, u32::MAX.into()),
        Type::U64 | Type::Bytes => integer(0, u64::MAX.into()),
        Type::I64 | Type::UnixSeconds | Type::UnixMillis | Type::Seconds | Type::Millis => {
            integer(i64::MIN.into(), i64::MAX.into())
        }
        Type::F64 => value.is_number().then(|| value.clone()),
        Type::List(_) | Type::Map(_) | Type::Named(_) => unreachable!("these are no scalars"),
    }
}

/// An integer; numbers that need more than 64 bits are none, since their digits are lost.
fn whole(number: &Number) -> Option<i128> {
    let signed = number.as_i64().map(i128::from);
    signed.or_else(|| number.as_u64().map(i128::from))
}
