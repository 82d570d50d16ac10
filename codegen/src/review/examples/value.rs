//! Values of documented requests, as a program holds them.

use std::{borrow::Cow, collections::BTreeMap};

use super::{
    json,
    scalar::{Number, number},
};
use crate::{
    fit,
    json::{Json, JsonKind},
    lower::{Shown, wires},
    spec::{Enum, EnumKind, Field, ListStyle, Type},
    view::{Named, Types},
};

/// A value, with what it means: the same value may be written in another way on the other side.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Bool(bool),
    Integer(i128),
    Float(f64),
    Text(String),
    /// A point in time or a length of it, and how many milliseconds its unit has.
    Time(i128, i128),
    /// A value of an enum.
    Choice(Choice),
    List(Vec<Value>),
    Map(BTreeMap<String, Value>),
    /// Members in the order in which they are written.
    Object(Vec<(String, Value)>),
    Json(serde_json::Value),
}

/// A value of an enum, with what its spec says of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Choice {
    wire: String,
    integer: bool,
    name: Option<String>,
    was: Option<String>,
}

impl Choice {
    fn of(found: &Enum, wire: &str) -> Self {
        let was =
            |it: &&crate::spec::EnumValue| it.was.as_ref().is_some_and(|was| was.value == wire);
        let value = found.values.iter().find(|it| it.wire.value == wire);
        let value = value.or_else(|| found.values.iter().find(was));
        Self {
            wire: value.map_or(wire, |it| &it.wire.value).to_owned(),
            integer: found.of.value == EnumKind::Integer,
            name: value.map(|it| it.name.value.clone()),
            was: value.and_then(|it| it.was.as_ref().map(|was| was.value.clone())),
        }
    }

    /// The same value in the other side's enum.
    fn within(&self, found: &Enum) -> Self {
        let spelled = |wire: &str| {
            let mut values = found.values.iter();
            values.any(|it| {
                it.wire.value == wire || it.was.as_ref().is_some_and(|was| was.value == wire)
            })
        };
        let by_name = || {
            let mut values = found.values.iter();
            values.find(|it| Some(&it.name.value) == self.name.as_ref())
        };
        let wire = match &self.was {
            _ if spelled(&self.wire) => &self.wire,
            Some(was) if spelled(was) => was,
            _ => by_name().map_or(&self.wire, |it| &it.wire.value),
        };
        Self::of(found, wire)
    }
}

/// Takes what an example shows of a parameter.
pub(super) fn read(field: &Field, types: Types<'_>, shown: &Shown) -> Value {
    match (shown, &field.ty.value) {
        (Shown::Json(json), ty) => read_json(ty, types, json),
        (Shown::Text(texts), Type::List(inner)) => {
            let style = field.style.as_ref().map(|it| it.value);
            let comma = style == Some(ListStyle::Comma);
            let parts = texts.iter().flat_map(|text| {
                if comma {
                    text.split(',').collect()
                } else {
                    vec![text.as_str()]
                }
            });
            Value::List(parts.map(|it| read_text(inner, types, it)).collect())
        }
        (Shown::Text(texts), ty) => read_text(ty, types, texts.first().map_or("", String::as_str)),
    }
}

fn read_text(ty: &Type, types: Types<'_>, text: &str) -> Value {
    let integer = |make: fn(i128) -> Value| {
        let number = text.parse().ok().filter(|_| fit::number_fits(ty, text));
        number.map_or_else(|| Value::Text(text.to_owned()), make)
    };
    match ty {
        Type::Bool if matches!(text, "true" | "false") => Value::Bool(text == "true"),
        Type::U32 | Type::U64 | Type::I64 | Type::Bytes => integer(Value::Integer),
        Type::UnixSeconds | Type::Seconds => integer(|it| Value::Time(it, 1000)),
        Type::UnixMillis | Type::Millis => integer(|it| Value::Time(it, 1)),
        Type::F64 => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Float(number),
            _ => Value::Text(text.to_owned()),
        },
        Type::Named(name) => match types.find(name) {
            Some(Named::Enum(found)) => Value::Choice(Choice::of(found, text)),
            _ => Value::Text(text.to_owned()),
        },
        _ => Value::Text(text.to_owned()),
    }
}

fn read_json(ty: &Type, types: Types<'_>, json: &Json) -> Value {
    let object = |name: &str| match types.find(name) {
        Some(Named::Object(object)) => Some(object),
        _ => None,
    };
    match (ty, &json.kind) {
        (Type::Json, _) => tree(json),
        (Type::List(inner), JsonKind::List(items)) => {
            let items = items.iter().map(|it| read_json(inner, types, it));
            Value::List(items.collect())
        }
        (Type::Map(inner), JsonKind::Object(members)) => {
            let members = members.iter();
            let members = members.map(|(name, _, it)| (name.clone(), read_json(inner, types, it)));
            Value::Map(members.collect())
        }
        (Type::Named(name), JsonKind::Object(members)) if object(name).is_some() => {
            let fields = object(name).map_or(&[][..], |it| &it.fields);
            let members = members.iter().filter_map(|(name, _, it)| {
                let mut fields = fields.iter();
                let field = fields.find(|it| wires(it).contains(&name.as_str()))?;
                let value = read_json(&field.ty.value, types, it);
                let unset = matches!(it.kind, JsonKind::Null) && field.ty.value != Type::Json;
                (!unset).then(|| (field.name.value.clone(), value))
            });
            Value::Object(members.collect())
        }
        (ty, JsonKind::Text(text) | JsonKind::Number(text)) => read_text(ty, types, text),
        (_, JsonKind::Bool(flag)) => Value::Bool(*flag),
        _ => tree(json),
    }
}

/// A value of which nothing is known: the other side may know more.
fn tree(json: &Json) -> Value {
    match &json.kind {
        JsonKind::Null => Value::Json(serde_json::Value::Null),
        JsonKind::Bool(flag) => Value::Bool(*flag),
        JsonKind::Number(digits) => match number(digits) {
            Ok(Number::Integer(number)) => Value::Integer(number),
            Ok(Number::Float(number)) => Value::Float(number),
            Err(_) => Value::Text(digits.clone()),
        },
        JsonKind::Text(text) => Value::Text(text.clone()),
        JsonKind::List(items) => Value::List(items.iter().map(tree).collect()),
        JsonKind::Object(members) => {
            let members = members.iter();
            Value::Object(
                members
                    .map(|(name, _, it)| (name.clone(), tree(it)))
                    .collect(),
            )
        }
    }
}

/// The value as a parameter or field of a type holds it; says what the type wants if it cannot.
pub(super) fn hold(ty: &Type, types: Types<'_>, value: &Value) -> Result<Value, Cow<'static, str>> {
    let misfit = || Cow::Borrowed(fit::wanted(ty));
    let named = |name: &str| match types.find(name) {
        Some(Named::Enum(found)) => Some(found),
        _ => None,
    };
    Ok(match (ty, value) {
        (Type::Json, _) => Value::Json(value.to_json()),
        (Type::UnixSeconds | Type::Seconds, Value::Time(number, unit)) => {
            Value::Time(number * unit / 1000, 1000)
        }
        (Type::UnixMillis | Type::Millis, Value::Time(number, unit)) => {
            Value::Time(number * unit, 1)
        }
        (Type::Bool, Value::Bool(_)) | (Type::F64, Value::Float(_)) => value.clone(),
        (Type::Named(name), _) => {
            let found = named(name).ok_or_else(misfit)?;
            let choice = match value {
                Value::Choice(choice) => choice.within(found),
                _ => Choice::of(found, &value.text().ok_or_else(misfit)?),
            };
            if choice.integer && choice.wire.parse::<i64>().is_err() {
                return Err("an integer".into());
            }
            Value::Choice(choice)
        }
        (Type::String | Type::Url, _) => Value::Text(value.text().ok_or_else(misfit)?),
        (ty, _) => match read_text(ty, types, &value.text().ok_or_else(misfit)?) {
            Value::Text(_) => return Err(misfit()),
            held => held,
        },
    })
}

impl Value {
    /// As it stands in a path, query or header; nothing if it cannot stand there.
    pub(super) fn text(&self) -> Option<String> {
        Some(match self {
            Self::Bool(flag) => flag.to_string(),
            Self::Integer(number) | Self::Time(number, _) => number.to_string(),
            Self::Float(number) => number.to_string(),
            Self::Text(text) => text.clone(),
            Self::Choice(choice) => choice.wire.clone(),
            Self::List(_) | Self::Map(_) | Self::Object(_) | Self::Json(_) => return None,
        })
    }

    /// As it stands in a body.
    pub(super) fn write(&self, out: &mut String) {
        match self {
            Self::List(items) => json::list(out, items, |out, it| it.write(out)),
            Self::Map(members) => json::object(out, members.iter(), |out, it| it.write(out)),
            Self::Object(members) => {
                let members = members.iter().map(|(name, value)| (name, value));
                json::object(out, members, |out, it| it.write(out));
            }
            Self::Choice(choice) if !choice.integer => json::text(out, &choice.wire),
            Self::Text(text) => json::text(out, text),
            Self::Json(value) => out.push_str(&value.to_string()),
            Self::Float(number) => out.push_str(&serde_json::Value::from(*number).to_string()),
            single => out.push_str(&single.text().unwrap_or_default()),
        }
    }

    fn to_json(&self) -> serde_json::Value {
        let mut text = String::new();
        self.write(&mut text);
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// What an object or a map holds.
    pub(super) fn members(&self) -> Vec<(&String, &Self)> {
        match self {
            Self::Map(members) => members.iter().collect(),
            Self::Object(members) => members.iter().map(|(name, it)| (name, it)).collect(),
            _ => Vec::new(),
        }
    }

    /// The number that bounds are compared with.
    pub(super) fn number(&self) -> Option<i128> {
        match self {
            Self::Integer(number) | Self::Time(number, _) => Some(*number),
            _ => None,
        }
    }

    /// Milliseconds since 1970 of a point in time.
    pub(super) fn millis(&self) -> Option<i128> {
        match self {
            Self::Time(number, unit) => Some(number * unit),
            _ => None,
        }
    }

    /// Characters or entries, and what they are called.
    pub(super) fn length(&self) -> Option<(usize, [&'static str; 2])> {
        let entries = ["entry", "entries"];
        match self {
            Self::List(items) => Some((items.len(), entries)),
            Self::Map(members) => Some((members.len(), entries)),
            Self::Text(text) => Some((text.chars().count(), ["character", "characters"])),
            _ => None,
        }
    }

    /// Whether it is a list or map without entries.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::List(items) => items.is_empty(),
            Self::Map(members) => members.is_empty(),
            _ => false,
        }
    }
}
