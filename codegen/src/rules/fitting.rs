//! The rule that a key fits the type it stands beside.

use super::{Check::Service, Rule, is_single, rule};
use crate::{
    diagnostic::{Diagnostic, Place},
    spec::{Field, In, Required, Type, Wire},
    view::{Owner, Types, View},
};

pub(crate) static KEY_NOT_FITTING: Rule = rule(
    "T05",
    "A key fits the type it stands beside.",
    "A `max` of a text, or a `pattern` of a number, would be checked by nobody.",
    "name: { type: string, max: 64, doc: Name. }",
    "name: { type: string, max_length: 64, doc: Name. }",
    Service(fitting),
);

fn fitting(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for at in view.fields() {
        limits_fit(at.field, problems);
        forms_fit(at.field, problems);
        values_fit(at.field, at.types, problems);
        presence_fits(at.field, at.owner, problems);
    }
}

fn unfit(field: &Field, place: Place, key: &str, why: &str, help: &str) -> Diagnostic {
    Diagnostic::new(&KEY_NOT_FITTING, place, format!("`{key}` {why}"))
        .related(field.ty.place, "the type")
        .help(help)
}

fn limits_fit(field: &Field, problems: &mut Vec<Diagnostic>) {
    let ty = &field.ty.value;
    let mut wrong = |place: Place, key: &str, why: &str, help: &str| {
        problems.push(unfit(field, place, key, why, help));
    };
    for (key, bound) in [("min", &field.min), ("max", &field.max)] {
        if let Some(bound) = bound
            && !is_number(ty)
        {
            wrong(
                bound.place,
                key,
                "is for numbers",
                "for texts and lists there is `min_length` and `max_length`",
            );
        }
    }
    for (key, bound) in [
        ("min_length", &field.min_length),
        ("max_length", &field.max_length),
    ] {
        if let Some(bound) = bound
            && !is_text(ty)
            && !matches!(ty, Type::List(_))
        {
            wrong(
                bound.place,
                key,
                "is for texts and lists",
                "for numbers there is `min` and `max`",
            );
        }
    }
    if let Some(pattern) = &field.pattern
        && !is_text(ty)
    {
        wrong(pattern.place, "pattern", "is for texts", "remove it");
    }
}

fn forms_fit(field: &Field, problems: &mut Vec<Diagnostic>) {
    let ty = &field.ty.value;
    let mut wrong = |place: Place, key: &str, why: &str, help: &str| {
        problems.push(unfit(field, place, key, why, help));
    };
    if let Some(wire) = &field.wire {
        let good = match wire.value {
            Wire::Text => is_number(ty),
            Wire::Either => is_number(ty) || is_text(ty),
        };
        if !good {
            wrong(
                wire.place,
                "wire",
                "is for numbers that come as text, or texts that come as numbers",
                "remove it",
            );
        } else if field.location.is_some() && wire.value == Wire::Either {
            wrong(
                wire.place,
                "wire: either",
                "is for answers; a request is written one way",
                "write `wire: string`, or remove it",
            );
        }
    }
    if let Some(style) = &field.style
        && !(field.location == Some(In::Query) && matches!(ty, Type::List(_)))
    {
        wrong(
            style.place,
            "style",
            "is for lists in a query string",
            "remove it",
        );
    }
    if let Some(sensitive) = &field.sensitive
        && sensitive.value
        && !is_text(ty)
    {
        wrong(
            sensitive.place,
            "sensitive",
            "is for texts",
            "mark the texts inside",
        );
    }
}

fn values_fit(field: &Field, types: Types<'_>, problems: &mut Vec<Diagnostic>) {
    let mut wrong = |place: Place, key: &str, why: &str, help: &str| {
        problems.push(unfit(field, place, key, why, help));
    };
    if let Some(value) = &field.value {
        if !is_single(&field.ty.value, types) {
            wrong(
                value.place,
                "value",
                "is for single values",
                "let the caller set it",
            );
        }
        if let Some(default) = &field.default {
            wrong(
                default.place,
                "default",
                "has no meaning beside `value`",
                "keep one of the two",
            );
        }
        if field.retired.is_some() {
            wrong(
                value.place,
                "value",
                "is never sent: the parameter is retired",
                "remove the parameter",
            );
        }
    }
}

fn presence_fits(field: &Field, owner: Owner<'_>, problems: &mut Vec<Diagnostic>) {
    if let (Owner::Response, Required::Yes(place)) = (owner, &field.required) {
        problems.push(unfit(
            field,
            *place,
            "required",
            "is for what is sent",
            "write `presence: always`",
        ));
    }
    if let (Required::Yes(required), Some(retired)) = (&field.required, &field.retired) {
        problems.push(
            Diagnostic::new(
                &KEY_NOT_FITTING,
                retired.place,
                "`retired` is for optional parameters and fields",
            )
            .related(*required, "required, it says here")
            .help("say `required: false`"),
        );
    }
}

pub(crate) fn is_number(ty: &Type) -> bool {
    matches!(
        ty,
        Type::U32
            | Type::U64
            | Type::I64
            | Type::F64
            | Type::UnixSeconds
            | Type::UnixMillis
            | Type::Seconds
            | Type::Millis
            | Type::Bytes
    )
}

pub(crate) fn is_text(ty: &Type) -> bool {
    matches!(ty, Type::String | Type::Url)
}
