//! Lowers objects and enums.

use super::{From, Lowering, docs};
use crate::{
    diagnostic::Spanned,
    doc, ir, names,
    spec::{Enum, EnumKind, Field, Object, Operation, Presence, Required, Scope, Type, Wire},
    view::Types,
};

impl<'a> Lowering<'a> {
    /// Lowers the types of a file; says whether some of them are deprecated.
    pub(super) fn types(
        &self,
        scope: &'a Scope,
        types: Types<'a>,
        from: From,
        items: &mut Vec<ir::Item>,
    ) -> bool {
        let mut deprecated = false;
        let mut objects = Vec::new();
        let mut integers = Vec::new();
        let mut strings = Vec::new();
        let mut aliases = Vec::new();
        let mut alias = |was: Option<&Spanned<String>>, name: &str| {
            if let Some(was) = was {
                aliases.push(ir::Item::Alias {
                    old: was.value.clone(),
                    new: name.to_owned(),
                });
            }
        };
        for object in &scope.objects {
            alias(object.was.as_ref(), &object.name.value);
            let lowered = self.object(object, types, from);
            deprecated |= lowered.fields.iter().any(|it| it.deprecated.is_some());
            objects.push(lowered.name.clone());
            items.push(ir::Item::Object(lowered));
        }
        for found in &scope.enums {
            alias(found.was.as_ref(), &found.name.value);
            let lowered = enumeration(found);
            deprecated |= lowered.variants.iter().any(|it| it.deprecated.is_some());
            let list = if lowered.integer {
                &mut integers
            } else {
                &mut strings
            };
            list.push(lowered.name.clone());
            items.push(ir::Item::Enum(lowered));
        }
        items.append(&mut aliases);
        if !(objects.is_empty() && integers.is_empty() && strings.is_empty()) {
            items.push(ir::Item::Wire {
                objects,
                integers,
                strings,
            });
        }
        deprecated
    }

    pub(crate) fn object(&self, object: &'a Object, types: Types<'a>, from: From) -> ir::Object {
        let name = &object.name.value;
        let sent = self.sent.contains(name.as_str());
        let text = doc::with_term(
            &object.doc.value,
            object.term.as_ref().map(|it| it.value.as_str()),
        );
        ir::Object {
            name: name.clone(),
            docs: doc::paragraphs(&text),
            fields: object
                .fields
                .iter()
                .map(|field| self.field(field, types, from, sent))
                .collect(),
            sent,
        }
    }

    pub(crate) fn response(&self, operation: &'a Operation, types: Types<'a>) -> ir::Object {
        let request = names::of_operation(operation);
        ir::Object {
            name: format!("{request}Response"),
            docs: vec![format!("Answer to [`{request}`].")],
            fields: operation
                .response
                .iter()
                .map(|field| self.field(field, types, From::Operation, false))
                .collect(),
            sent: false,
        }
    }

    pub(crate) fn field(
        &self,
        field: &'a Field,
        types: Types<'a>,
        from: From,
        sent: bool,
    ) -> ir::Field {
        ir::Field {
            name: names::of_field(field),
            wire: wires(field).into_iter().map(str::to_owned).collect(),
            ty: self.ty(field, types, from),
            presence: presence(field, sent),
            reader: reader(field),
            retired: field.retired.is_some(),
            text: field
                .wire
                .as_ref()
                .is_some_and(|wire| wire.value == Wire::Text),
            docs: docs::field(field),
            setter_docs: docs::setter(field, types),
            deprecated: deprecation(field.deprecated.as_ref(), field.retired.as_ref()),
        }
    }

    pub(crate) fn ty(&self, field: &Field, types: Types<'_>, from: From) -> ir::Ty {
        let ty = self.plain(&field.ty.value, types, from);
        if field.is_sensitive() {
            ir::Ty::Secret(Box::new(ty))
        } else {
            ty
        }
    }

    fn plain(&self, ty: &Type, types: Types<'_>, from: From) -> ir::Ty {
        match ty {
            Type::String | Type::Url => ir::Ty::String,
            Type::Bool => ir::Ty::Bool,
            Type::U32 => ir::Ty::U32,
            Type::U64 => ir::Ty::U64,
            Type::I64 => ir::Ty::I64,
            Type::F64 => ir::Ty::F64,
            Type::UnixSeconds => ir::Ty::Runtime("UnixSeconds"),
            Type::UnixMillis => ir::Ty::Runtime("UnixMillis"),
            Type::Seconds => ir::Ty::Runtime("Seconds"),
            Type::Millis => ir::Ty::Runtime("Millis"),
            Type::Bytes => ir::Ty::Runtime("Bytes"),
            Type::Json => ir::Ty::Json,
            Type::List(inner) => ir::Ty::List(Box::new(self.plain(inner, types, from))),
            Type::Map(inner) => ir::Ty::Map(Box::new(self.plain(inner, types, from))),
            Type::Named(name) => ir::Ty::Named(self.path_of(types, from, name)),
        }
    }
}

/// Whether an object always has the field; `sent`: whether requests hold the object.
pub(crate) fn presence(field: &Field, sent: bool) -> ir::Presence {
    let always = matches!(field.presence, Presence::Always(_))
        || (sent && matches!(field.required, Required::Yes(_)));
    match &field.ty.value {
        _ if always && field.retired.is_none() => ir::Presence::Always,
        // A secret list is a secret first.
        Type::List(_) | Type::Map(_) if !field.is_sensitive() => ir::Presence::Empty,
        _ => ir::Presence::Optional,
    }
}

/// The name that is written, then the others that are read.
pub(crate) fn wires(field: &Field) -> Vec<&str> {
    let mut wires: Vec<&str> = field.wire_names().map(|it| it.value.as_str()).collect();
    if let Some(was) = &field.was
        && !wires.contains(&was.value.as_str())
    {
        wires.push(&was.value);
    }
    wires
}

/// How the value of a field is read.
pub(crate) fn reader(field: &Field) -> ir::Reader {
    match field.wire.as_ref().map(|wire| wire.value) {
        None => ir::Reader::Read,
        Some(Wire::Text) => ir::Reader::ReadText,
        Some(Wire::Either) => ir::Reader::ReadEither,
    }
}

pub(crate) fn enumeration(found: &Enum) -> ir::Enum {
    let text = doc::with_term(
        &found.doc.value,
        found.term.as_ref().map(|it| it.value.as_str()),
    );
    ir::Enum {
        name: found.name.value.clone(),
        docs: doc::paragraphs(&text),
        integer: found.of.value == EnumKind::Integer,
        variants: found
            .values
            .iter()
            .map(|value| ir::Variant {
                name: names::pascal(&value.name.value),
                wire: std::iter::once(&value.wire)
                    .chain(&value.was)
                    .map(|wire| wire.value.clone())
                    .collect(),
                docs: docs::value(value),
                deprecated: deprecation(value.deprecated.as_ref(), value.retired.as_ref()),
            })
            .collect(),
    }
}

/// The note of a `#[deprecated]` attribute.
pub(super) fn deprecation(
    deprecated: Option<&Spanned<String>>,
    retired: Option<&Spanned<String>>,
) -> Option<String> {
    deprecated.map(|why| doc::line(&why.value)).or_else(|| {
        retired.map(|why| format!("removed by the vendor: {}", doc::inline(&why.value)))
    })
}
