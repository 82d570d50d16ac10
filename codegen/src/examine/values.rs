//! Compares a value with its type.

use std::ops::Range;

use super::{Examiner, scalar};
use crate::{
    diagnostic::{Diagnostic, Place},
    fit::{self, Misfit},
    json::{Json, JsonKind},
    rules,
    spec::{EnumKind, Field, Literal, Presence, Type, Wire},
    view::Named,
};

impl<'a> Examiner<'a, '_> {
    pub(super) fn object(&mut self, fields: &[&'a Field], json: &Json, about: &str) {
        let JsonKind::Object(members) = &json.kind else {
            let place = self.place(&json.range);
            self.report(
                Diagnostic::new(
                    &rules::WRONG_TYPE,
                    place,
                    format!(
                        "`{about}` has to be an object; the example has {}",
                        json.noun()
                    ),
                )
                .help("compare both with the page"),
            );
            return;
        };
        for (name, range, value) in members {
            let place = self.place(range);
            let owner = fields
                .iter()
                .find(|field| field.wire_names().any(|known| known.value == *name));
            let Some(field) = owner else {
                self.unmodelled(name, place, fields);
                continue;
            };
            let about = format!("{about}.{}", field.name.value);
            if field.name.value != *name {
                let message = format!("the example calls `{}` `{name}`", field.name.value);
                self.unrecorded(&about, message, place);
            }
            if field.deprecated.is_some() || field.retired.is_some() {
                let message = format!("the example shows `{name}`, which is withdrawn");
                self.unrecorded(&about, message, place);
            }
            self.value_of(field, value, &about);
        }
        self.always(fields, members, json);
    }

    fn always(&mut self, fields: &[&Field], members: &[(String, Range<usize>, Json)], json: &Json) {
        for field in fields {
            let Presence::Always(always) = field.presence else {
                continue;
            };
            let shown = members.iter().find(|(name, _, value)| {
                field.wire_names().any(|known| known.value == *name)
                    && !matches!(value.kind, JsonKind::Null)
            });
            if shown.is_none() {
                let place = self.text.place_of(json.range.start, json.range.start + 1);
                self.report(
                    Diagnostic::new(
                        &rules::ALWAYS_MISSING,
                        place,
                        format!("this object of the example lacks `{}`", field.name.value),
                    )
                    .related(always, "always sent, it says here")
                    .help("leave `presence` out, or say `when:` it is sent"),
                );
            }
        }
    }

    pub(super) fn value_of(&mut self, field: &'a Field, json: &Json, about: &str) {
        if matches!(json.kind, JsonKind::Null) {
            return;
        }
        self.typed(field, &field.ty.value, json, about);
        if let JsonKind::List(items) = &json.kind {
            let start = json.range.start;
            self.entries(
                field,
                items.len() as u64,
                self.text.place_of(start, start + 1),
            );
        }
    }

    fn typed(&mut self, field: &'a Field, ty: &'a Type, json: &Json, about: &str) {
        let place = self.place(&json.range);
        let wire = field.wire.as_ref().map(|wire| wire.value);
        match (ty, &json.kind) {
            (Type::Json, _) | (Type::Bool, JsonKind::Bool(_)) => {}
            (Type::List(inner), JsonKind::List(items)) => {
                for item in items {
                    self.typed(field, inner, item, &format!("{about}[]"));
                }
            }
            (Type::Map(inner), JsonKind::Object(members)) => {
                for (_, _, value) in members {
                    self.typed(field, inner, value, &format!("{about}[]"));
                }
            }
            (Type::Named(name), _) => match self.types.find(name) {
                Some(Named::Object(object)) => {
                    let fields: Vec<&'a Field> = object.fields.iter().collect();
                    self.object(&fields, json, about);
                }
                Some(Named::Enum(found)) => self.listed(field, ty, found.of.value, json, about),
                None => {}
            },
            (Type::String | Type::Url, JsonKind::Text(text)) => self.limits(field, text, place),
            (Type::String | Type::Url, JsonKind::Number(_)) if wire == Some(Wire::Either) => {}
            (ty, JsonKind::Number(digits))
                if wire != Some(Wire::Text) && fit::number_fits(ty, digits) =>
            {
                self.limits(field, digits, place);
            }
            (ty, JsonKind::Text(digits)) if wire.is_some() && fit::number_fits(ty, digits) => {
                self.limits(field, digits, place);
            }
            (ty, _) => {
                let wanted = if wire == Some(Wire::Text) {
                    "a number written as a string"
                } else {
                    fit::wanted(ty)
                };
                self.misfit(field, &Misfit::Kind(wanted), place, &shown(json), about);
            }
        }
    }

    fn listed(&mut self, field: &Field, ty: &Type, of: EnumKind, json: &Json, about: &str) {
        let misfit = match (of, &json.kind) {
            (EnumKind::Integer, JsonKind::Number(wire)) => {
                fit::literal_fits(ty, self.types, &Literal::Int(wire.clone())).err()
            }
            (EnumKind::String, JsonKind::Text(wire)) => {
                fit::literal_fits(ty, self.types, &Literal::Text(wire.clone())).err()
            }
            (EnumKind::Integer, _) => Some(Misfit::Kind("an integer")),
            (EnumKind::String, _) => Some(Misfit::Kind("a string")),
        };
        if let Some(misfit) = misfit {
            let shown = match misfit {
                Misfit::Kind(_) => shown(json),
                Misfit::NotListed(_) => format!("`{}`", scalar(json).unwrap_or_default()),
            };
            self.misfit(field, &misfit, self.place(&json.range), &shown, about);
        }
    }

    pub(super) fn misfit(
        &mut self,
        field: &Field,
        misfit: &Misfit,
        place: Place,
        shown: &str,
        about: &str,
    ) {
        let name = if about.ends_with("[]") {
            format!("an entry of `{}`", field.name.value)
        } else {
            format!("`{}`", field.name.value)
        };
        let problem = match misfit {
            Misfit::Kind(wanted) => Diagnostic::new(
                &rules::WRONG_TYPE,
                place,
                format!("{name} has to be {wanted}; the example has {shown}"),
            )
            .help("compare both with the page, and record what contradicts"),
            Misfit::NotListed(of) => Diagnostic::new(
                &rules::UNKNOWN_VALUE,
                place,
                format!("`{of}` has no value {shown}"),
            )
            .help("add the value, with `evidence: example`"),
        };
        self.report(problem.related(field.ty.place, "the declared type"));
    }
}

/// A value for messages: numbers as they are, of others their kind.
fn shown(json: &Json) -> String {
    match &json.kind {
        JsonKind::Number(digits) => format!("the number {digits}"),
        _ => json.noun().to_owned(),
    }
}
