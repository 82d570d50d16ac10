//! Lines beside something that the new side has.

use super::{Context, Line, text};
use crate::{
    diff::{Change, Kind},
    model::Aspect,
    review::{
        Bump, Source,
        rust::client::{Client, FieldAt, ServiceAt},
    },
    spec::{EnumKind, EnumValue, Presence, Required, Type},
};

pub(super) fn line(context: &Context<'_, '_>) -> Option<Line> {
    let change = context.change;
    match change.kind {
        Kind::E12 => operation(context),
        Kind::P28 => order(context),
        Kind::V03 | Kind::V09 => respelled(context),
        Kind::R48 => named(context),
        Kind::P03 => {
            let (_, to) = new_only(context)?;
            let Required::Yes(place) = to.field.required else {
                return None;
            };
            Some(context.beside(place, "leave out `required: true`"))
        }
        Kind::R08 => {
            let (_, to) = context.fields()?;
            let Presence::Always(place) = to.field.presence else {
                return None;
            };
            Some(context.beside(place, "leave out `presence: always`"))
        }
        Kind::P18 => {
            let (_, to) = context.fields()?;
            Some(context.beside(to.field.name.place, "required: true"))
        }
        Kind::P06 | Kind::R05 | Kind::R06 => {
            let (from, to) = context.fields()?;
            let name = crate::names::of_field(from.field);
            let mut line = text::pair("rust_name", &name);
            let mut known = to.field.was.iter().chain(&to.field.also);
            let known = known.any(|it| it.value == from.field.name.value);
            // Below a key, each key needs a line of its own, and the name alone keeps code compiling.
            let place = to.field.name.place;
            if change.kind != Kind::P06 && !known && !context.opens_a_block(place) {
                line = format!("{line}, {}", text::pair("was", &from.field.name.value));
            }
            Some(context.beside(place, line))
        }
        _ => retyped(context),
    }
}

fn new_only<'a>(context: &Context<'_, 'a>) -> Option<(Option<FieldAt<'a>>, FieldAt<'a>)> {
    Some((None, context.new.find(&context.change.subject)?))
}

/// A type as it was, with what tells that the wire is another.
fn retyped(context: &Context<'_, '_>) -> Option<Line> {
    let (from, to) = context.fields()?;
    let (was, now) = (&from.field.ty.value, &to.field.ty.value);
    let mut line = format!("type: {}", text::ty(was));
    let number = |ty: &Type| matches!(ty, Type::U32 | Type::U64 | Type::I64 | Type::F64);
    let change = context.change;
    // A type with a unit of its own would hold another one.
    if change.kind == Kind::R34 && !number(was) {
        return None;
    }
    // An enum over integers holds no texts.
    if matches!(change.kind, Kind::R30 | Kind::V05)
        && matches!(now, Type::String)
        && context.old.values(from.field)?.of.value == EnumKind::Integer
    {
        return None;
    }
    match context.change.kind {
        // Only numbers can be written as texts.
        Kind::P10 if number(was) => line.push_str(", wire: string"),
        Kind::R16 if number(was) => line.push_str(", wire: either"),
        Kind::R17 if number(now) => line.push_str(", wire: either"),
        Kind::P10 | Kind::R16 | Kind::R17 => return None,
        Kind::P09 => {
            if matches!(was, Type::I64) && to.field.min.is_none() {
                line.push_str(", min: 0");
            }
            if matches!(now, Type::U32) && to.field.max.is_none() {
                line.push_str(", max: 4294967295");
            }
        }
        Kind::R33 => {
            let unit = match now {
                Type::UnixSeconds | Type::Seconds => Some("seconds"),
                Type::UnixMillis | Type::Millis => Some("milliseconds"),
                Type::Bytes => Some("bytes"),
                _ => None,
            };
            if let Some(unit) = unit {
                line.push_str(", unit: ");
                line.push_str(unit);
            }
        }
        _ => {}
    }
    if change.kind == Kind::P12 && to.field.style.is_some() {
        line.push_str(", without `style`");
    }
    if matches!(was, Type::Json) {
        let reason = from.field.reason.as_ref()?;
        line = format!("{line}, {}", text::pair("reason", &reason.value));
    }
    // A type that is gone has to come back as well.
    let lost = crate::review::rust::client::named_in(was)
        .filter(|name| context.new.types().find(name).is_none());
    if let Some(name) = lost {
        line = format!("{line}, with `{name}` as it was");
    }
    Some(context.beside(to.field.ty.place, line))
}

/// A value that keeps its name in Rust.
fn respelled(context: &Context<'_, '_>) -> Option<Line> {
    let (from, to) = values(context)?;
    let mut line = text::pair("name", &from.name.value);
    if context.change.kind == Kind::V09 {
        line = format!("{line}, {}", text::pair("was", &from.wire.value));
    }
    Some(context.beside(to.wire.place, line))
}

/// The value before and after.
fn values<'a>(context: &Context<'_, 'a>) -> Option<(&'a EnumValue, &'a EnumValue)> {
    let Aspect::Value(wire) = &context.change.aspect else {
        return None;
    };
    let (from, to) = context.fields()?;
    let old = context.old.values(from.field)?;
    let new = context.new.values(to.field)?;
    let before = old.values.iter().find(|it| it.wire.value == *wire)?;
    let change = context.change;
    let is = |it: &&EnumValue| {
        change.is_new_value(&it.wire.value) || Some(&it.name.value) == change.new.as_ref()
    };
    Some((before, new.values.iter().find(is)?))
}

/// A name in Rust, or of a type, as it was.
fn named(context: &Context<'_, '_>) -> Option<Line> {
    let change = context.change;
    if let Some(code) = change.subject.strip_prefix("errors.") {
        let row = |it: &&crate::spec::ErrorRow| it.code.value == code;
        let old = context.old.operation.errors.iter().find(|it| {
            Some(it.code.value.as_str()) == change.old_subject().strip_prefix("errors.")
        })?;
        let new = context.new.operation.errors.iter().find(row)?;
        return Some(context.restores(new.name.place, text::pair("name", &old.name.value)));
    }
    if matches!(change.aspect, Aspect::Value(_)) {
        let Aspect::Value(wire) = &change.aspect else {
            return None;
        };
        let (from, to) = context.fields()?;
        let is = |it: &&EnumValue| it.wire.value == *wire;
        let old = context.old.values(from.field)?.values.iter().find(is)?;
        let new = context.new.values(to.field)?.values.iter().find(is)?;
        return Some(context.restores(new.name.place, text::pair("name", &old.name.value)));
    }
    let (from, to) = context.fields()?;
    if change.aspect == Aspect::Told("rust_name") {
        let name = crate::names::of_field(from.field);
        return Some(context.restores(to.field.name.place, text::pair("rust_name", &name)));
    }
    let name = |ty| crate::review::rust::client::named_in(ty);
    let (was, now) = (name(&from.field.ty.value)?, name(&to.field.ty.value)?);
    // What is a secret now, or no longer, has another type under the same name.
    if was == now || from.field.is_sensitive() != to.field.is_sensitive() {
        return None;
    }
    let place = match context.new.types().find(now)? {
        crate::view::Named::Object(object) => object.name.place,
        crate::view::Named::Enum(found) => found.name.place,
    };
    Some(context.beside(place, text::pair("was", was)))
}

/// An operation that is called otherwise.
fn operation(context: &Context<'_, '_>) -> Option<Line> {
    let (old, new) = (context.old.operation, context.new.operation);
    let place = new.name.place;
    if old.name.value == new.name.value {
        if context.old.request() == context.new.request() {
            // It was called otherwise before, and is no longer known by that name.
            let was = text::pair("was", &old.was.as_ref()?.value);
            return Some(context.restores(place, was));
        }
        let name = text::pair("rust_name", &context.old.request());
        return Some(context.restores(place, name));
    }
    Some(context.beside(place, text::pair("was", &old.name.value)))
}

/// Arguments in the order that they had.
fn order(context: &Context<'_, '_>) -> Option<Line> {
    let was = context.change.old.as_deref()?;
    let first = if context.change.subject.is_empty() {
        context
            .new
            .operation
            .params
            .iter()
            .find(|it| matches!(it.required, Required::Yes(_)) && it.value.is_none())?
    } else {
        let field = context.new.find(&context.change.subject)?.field;
        context
            .new
            .types()
            .object_in(&field.ty.value)?
            .fields
            .first()?
    };
    let line = format!("the order of the lines, as it was: {was}");
    Some(context.beside(first.name.place, line))
}

/// A Cargo feature that switches on the new one.
pub(super) fn feature(change: &Change) -> Option<Line> {
    let (old, new) = (change.old.as_deref()?, change.new.as_deref()?);
    Some(Line {
        text: format!("{old} = [\"{new}\"] in Cargo.toml"),
        at: None,
        then: None,
    })
}

/// The name of a service's type.
pub(super) fn service(
    old: ServiceAt<'_, '_>,
    new: ServiceAt<'_, '_>,
    side: &Client<'_>,
) -> Option<Line> {
    let (was, now) = (
        crate::names::of_service(old.lowering.service),
        crate::names::of_service(new.lowering.service),
    );
    (was != now).then(|| Line {
        text: text::pair("rust_name", &was),
        at: super::place::line(side, new.lowering.service.name.place),
        then: Some((Source::Ok, Bump::None)),
    })
}
