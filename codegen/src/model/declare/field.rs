//! What only specs say of parameters, fields, values and errors.

use super::{DeclaredError, DeclaredField, DeclaredValue, Fact, Lines, Width, text, through};
use crate::{
    names,
    spec::{self, Evidence, ListStyle, Presence, Required, Type, Wire},
    view::{Named, Types},
};

/// `top`: not a field of an object.
pub(in crate::model) fn field(
    lines: &Lines<'_>,
    types: Types<'_>,
    from: &spec::Field,
    sent: bool,
    top: bool,
) -> DeclaredField {
    let (_, named) = through(&from.ty.value, types);
    let texts = [
        text(lines, "doc", Some(&from.doc)),
        text(lines, "term", from.term.as_ref()),
        text(lines, "deprecated", from.deprecated.as_ref()),
        text(lines, "reason", from.reason.as_ref()),
    ];
    let either = from.wire.as_ref().filter(|it| it.value == Wire::Either);
    DeclaredField {
        rust: names::of_field(from),
        ty: Some(Fact::new(
            rust_type(from, types, sent, top),
            lines.at(from.ty.place),
        )),
        type_was: match named {
            Some(Named::Object(it)) => it.was.as_ref().map(|it| it.value.clone()),
            Some(Named::Enum(it)) => it.was.as_ref().map(|it| it.value.clone()),
            None => None,
        },
        was: lines.same(from.was.as_ref()),
        pattern: lines.same(from.pattern.as_ref()),
        style: from.style.as_ref().map(|it| {
            lines.fact(it, |style| {
                match style {
                    ListStyle::Repeat => "repeat",
                    ListStyle::Comma => "comma",
                }
                .to_owned()
            })
        }),
        either: either.map(|it| lines.fact(it, |_| "either".to_owned())),
        width: width(&from.ty.value),
        texts: texts.into_iter().flatten().collect(),
        evidence: evidence(&from.evidence),
        values: match named {
            Some(Named::Enum(list)) => list.values.iter().map(|it| value(lines, it)).collect(),
            _ => Vec::new(),
        },
    }
}

fn value(lines: &Lines<'_>, from: &spec::EnumValue) -> DeclaredValue {
    DeclaredValue {
        wire: from.wire.value.clone(),
        was: from.was.as_ref().map(|it| it.value.clone()),
        deprecated: lines.same(from.deprecated.as_ref()),
        doc: lines.same(Some(&from.doc)),
        evidence: evidence(&from.evidence),
    }
}

pub(in crate::model) fn error(
    lines: &Lines<'_>,
    from: &spec::ErrorRow,
    class: &str,
) -> DeclaredError {
    DeclaredError {
        rust: names::pascal(&from.name.value),
        class: Some(Fact::new(class.to_owned(), lines.at(from.class.place))),
        deprecated: lines.same(from.deprecated.as_ref()),
        doc: lines.same(Some(&from.doc)),
        evidence: evidence(&from.evidence),
    }
}

fn evidence(from: &Evidence) -> Vec<(String, String)> {
    let kinds = from.0.iter();
    kinds
        .map(|(aspect, kind)| (aspect.clone(), kind.value.as_str().to_owned()))
        .collect()
}

/// The type as callers see it.
fn rust_type(field: &spec::Field, types: Types<'_>, sent: bool, top: bool) -> String {
    let mut ty = plain(&field.ty.value, types);
    if field.is_sensitive() {
        ty = format!("Secret<{ty}>");
    }
    let always = matches!(field.presence, Presence::Always(_))
        || sent && matches!(field.required, Required::Yes(_));
    // Lists and maps are empty where they are missing; whether a parameter may be left out is no
    // part of its type.
    let bare = matches!(field.ty.value, Type::List(_) | Type::Map(_)) && !field.is_sensitive();
    if always || bare || sent && top {
        ty
    } else {
        format!("Option<{ty}>")
    }
}

fn plain(ty: &Type, types: Types<'_>) -> String {
    match ty {
        Type::String | Type::Url => "String".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::U32 => "u32".to_owned(),
        Type::U64 => "u64".to_owned(),
        Type::I64 => "i64".to_owned(),
        Type::F64 => "f64".to_owned(),
        Type::UnixSeconds => "UnixSeconds".to_owned(),
        Type::UnixMillis => "UnixMillis".to_owned(),
        Type::Seconds => "Seconds".to_owned(),
        Type::Millis => "Millis".to_owned(),
        Type::Bytes => "Bytes".to_owned(),
        Type::Json => "Json".to_owned(),
        Type::List(inner) => format!("Vec<{}>", plain(inner, types)),
        Type::Map(inner) => format!("Map<{}>", plain(inner, types)),
        // Shared types are in a module of their own.
        Type::Named(name) if types.is_shared(name) => format!("types::{name}"),
        Type::Named(name) => name.clone(),
    }
}

fn width(mut ty: &Type) -> Option<Width> {
    while let Type::List(inner) = ty {
        ty = inner;
    }
    match ty {
        Type::U32 => Some(Width::U32),
        Type::U64 => Some(Width::U64),
        Type::I64 => Some(Width::I64),
        _ => None,
    }
}
