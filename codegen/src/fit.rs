//! Whether a written value is one of a type.

use crate::{
    spec::{EnumKind, Literal, Type},
    view::{Named, Types},
    yaml::{Plain, plain},
};

/// Why a value does not fit its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Misfit {
    /// It is of another kind; says what is needed.
    Kind(&'static str),
    /// The enum of this name does not list it.
    NotListed(String),
}

/// What a type wants, for messages.
pub(crate) fn wanted(ty: &Type) -> &'static str {
    match ty {
        Type::String | Type::Url => "a string",
        Type::Bool => "true or false",
        Type::U32 => "an integer from 0 to 4294967295",
        Type::U64 | Type::Bytes => "an integer from 0",
        Type::I64 | Type::UnixSeconds | Type::UnixMillis | Type::Seconds | Type::Millis => {
            "an integer"
        }
        Type::F64 => "a number",
        Type::Json => "any value",
        Type::List(_) => "an array",
        Type::Map(_) | Type::Named(_) => "an object",
    }
}

/// Whether a text of digits is a number of the type.
pub(crate) fn number_fits(ty: &Type, digits: &str) -> bool {
    let whole = plain(digits) == Plain::Int;
    match ty {
        Type::U32 => whole && digits.parse::<u32>().is_ok(),
        Type::U64 | Type::Bytes => whole && digits.parse::<u64>().is_ok(),
        Type::I64 | Type::UnixSeconds | Type::UnixMillis | Type::Seconds | Type::Millis => {
            whole && digits.parse::<i64>().is_ok()
        }
        Type::F64 => digits.parse::<f64>().is_ok_and(f64::is_finite),
        _ => false,
    }
}

/// Whether a text, as it stands in a path, query or header, is a value of the type.
pub(crate) fn text_fits(ty: &Type, types: Types<'_>, text: &str) -> Result<(), Misfit> {
    match ty {
        Type::String | Type::Url | Type::Json => Ok(()),
        Type::Bool if matches!(text, "true" | "false") => Ok(()),
        Type::Named(name) => match types.find(name) {
            Some(Named::Enum(found)) => {
                if found.of.value == EnumKind::Integer && plain(text) != Plain::Int {
                    return Err(Misfit::Kind("an integer"));
                }
                listed(name, found, text)
            }
            _ => Ok(()),
        },
        ty if number_fits(ty, text) => Ok(()),
        ty => Err(Misfit::Kind(wanted(ty))),
    }
}

fn listed(name: &str, found: &crate::spec::Enum, wire: &str) -> Result<(), Misfit> {
    if found.values.iter().any(|value| value.wire.value == wire) {
        Ok(())
    } else {
        Err(Misfit::NotListed(name.to_owned()))
    }
}

/// Whether a value written in a spec is one of the type.
pub(crate) fn literal_fits(ty: &Type, types: Types<'_>, literal: &Literal) -> Result<(), Misfit> {
    let kind = |good: bool| {
        if good {
            Ok(())
        } else {
            Err(Misfit::Kind(wanted(ty)))
        }
    };
    match (ty, literal) {
        (Type::Json, _) => Ok(()),
        (Type::List(inner), Literal::List(items)) => items
            .iter()
            .try_for_each(|item| literal_fits(inner, types, item)),
        (Type::String | Type::Url, literal) => kind(matches!(literal, Literal::Text(_))),
        (Type::Bool, literal) => kind(matches!(literal, Literal::Bool(_))),
        (Type::Named(name), literal) => match types.find(name) {
            Some(Named::Enum(found)) => match (found.of.value, literal) {
                (EnumKind::Integer, Literal::Int(wire))
                | (EnumKind::String, Literal::Text(wire)) => listed(name, found, wire),
                (EnumKind::Integer, _) => Err(Misfit::Kind("an integer")),
                (EnumKind::String, _) => Err(Misfit::Kind("a string, in quotes")),
            },
            Some(Named::Object(_)) => kind(false),
            None => Ok(()),
        },
        (Type::F64, Literal::Float(digits)) => kind(number_fits(ty, digits)),
        (ty, Literal::Int(digits)) => kind(number_fits(ty, digits)),
        _ => kind(false),
    }
}

/// A literal as text, for comparison with what stands on the wire.
pub(crate) fn literal_text(literal: &Literal) -> String {
    match literal {
        Literal::Text(text) | Literal::Int(text) | Literal::Float(text) => text.clone(),
        Literal::Bool(value) => value.to_string(),
        Literal::List(items) => {
            let items: Vec<_> = items.iter().map(literal_text).collect();
            format!("[{}]", items.join(", "))
        }
    }
}

/// Compares numbers written as text.
pub(crate) fn compare(a: &str, b: &str) -> Option<std::cmp::Ordering> {
    if let (Ok(a), Ok(b)) = (a.parse::<i128>(), b.parse::<i128>()) {
        return Some(a.cmp(&b));
    }
    a.parse::<f64>().ok()?.partial_cmp(&b.parse::<f64>().ok()?)
}
