//! What the vendor removed, kept for a release: the whole entry, with the day of its removal.

use super::{Context, Line, place, text};
use crate::{
    lower::service::class_name,
    model::Aspect,
    names,
    review::rust::client::{Client, OperationAt, Owner, named_in},
    spec::{Field, Origin, Type, Wire},
};

/// The day on which somebody looked at the page, or else that of the page itself.
pub(super) fn day(origin: Option<&Origin>) -> String {
    let day = origin.and_then(|it| it.checked.as_ref().or(it.updated.as_ref()));
    day.map_or_else(|| "no longer documented".to_owned(), |it| it.value.clone())
}

fn retired(day: &str) -> String {
    format!("retired: {}", text::since(day))
}

/// An operation whose file has to come back.
pub(super) fn operation(old: &OperationAt<'_, '_>, new: &Client<'_>) -> Option<Line> {
    let service = old.lowering.service.name.value.as_str();
    let known = new.side.specs.services.iter();
    let known = known.filter(|it| it.name.value == service);
    let known: Vec<_> = known.collect();
    let origins = known.iter().flat_map(|it| {
        let operations = it.operations.iter().map(|it| it.source.as_ref());
        operations.chain([it.source.as_ref()])
    });
    let checked = origins.flatten().filter_map(|it| it.checked.as_ref());
    let day = checked.map(|it| it.value.as_str()).max();
    let day = day.map_or_else(|| self::day(old.operation.source.as_ref()), str::to_owned);
    let file = old
        .client
        .side
        .sources
        .files()
        .get(old.operation.file as usize)?;
    Some(Line {
        text: format!("{}, in {} as it was", retired(&day), file.path),
        at: None,
        then: None,
    })
}

/// A parameter or a field.
pub(super) fn field(context: &Context<'_, '_>) -> Option<Line> {
    let from = context.old.find(context.change.old_subject())?;
    let subject = &context.change.subject;
    let (section, parent) = match from.owner {
        Owner::Request | Owner::Response => (subject.split('.').next()?, None),
        Owner::Object(_) => ("fields", Some(object(context, from.field, subject)?)),
    };
    let name = &from.field.name.value;
    let lost =
        named_in(&from.field.ty.value).filter(|name| context.new.types().find(name).is_none());
    let entry = match lost {
        // More than a line.
        Some(_) => format!(
            "{}, as it was, with {}",
            text::plain(name),
            retired(&context.day())
        ),
        None => format!(
            "{}: {}",
            text::plain(name),
            stub(from.field, &context.day())
        ),
    };
    let side = context.new.client;
    let file = context.new.operation.file;
    let (text, at) = match parent {
        Some(place) => (entry, place::section(side, place, section)),
        None => match place::top(side, file, section) {
            Some(at) => (entry, Some(at)),
            None => (
                format!("{section}: {{ {entry} }}"),
                place::line(side, context.new.operation.name.place),
            ),
        },
    };
    Some(Line {
        text,
        at,
        then: None,
    })
}

/// The object that held a field, on the new side.
fn object(
    context: &Context<'_, '_>,
    field: &Field,
    subject: &str,
) -> Option<crate::diagnostic::Place> {
    let parent = subject.strip_suffix(field.name.value.as_str())?;
    let parent = parent.trim_end_matches(['.', '[', ']', '*']);
    let parent = context.new.find(parent)?.field;
    let object = context.new.types().object_in(&parent.ty.value)?;
    Some(object.name.place)
}

fn stub(field: &Field, day: &str) -> String {
    let mut keys = vec![format!("type: {}", text::ty(&field.ty.value)), retired(day)];
    if names::snake(&field.name.value) != names::of_field(field) {
        keys.push(text::pair("rust_name", &names::of_field(field)));
    }
    if field.is_sensitive() {
        keys.push("sensitive: true".to_owned());
    }
    if let Some(Wire::Text) = field.wire.as_ref().map(|it| it.value) {
        keys.push("wire: string".to_owned());
    }
    if let (Type::Json, Some(reason)) = (&field.ty.value, &field.reason) {
        keys.push(text::pair("reason", &reason.value));
    }
    keys.push(format!("doc: {}", text::doc(&field.doc.value)));
    format!("{{ {} }}", keys.join(", "))
}

/// A value of an enum.
pub(super) fn value(context: &Context<'_, '_>) -> Option<Line> {
    let Aspect::Value(wire) = &context.change.aspect else {
        return None;
    };
    let from = context.old.find(context.change.old_subject())?;
    let to = context.new.find(&context.change.subject)?;
    let list = context.old.values(from.field)?;
    let value = list.values.iter().find(|it| it.wire.value == *wire)?;
    let kept = context.new.values(to.field)?;
    let wire = if value.quoted {
        text::quoted(wire)
    } else {
        text::number(wire)
    };
    let entry = format!(
        "{wire}: {{ {}, {}, doc: {} }}",
        text::pair("name", &value.name.value),
        retired(&context.day()),
        text::doc(&value.doc.value)
    );
    Some(Line {
        text: entry,
        at: place::section(context.new.client, kept.name.place, "values"),
        then: None,
    })
}

/// A row of an operation's errors.
pub(super) fn error(context: &Context<'_, '_>) -> Option<Line> {
    let code = context.change.old_subject().strip_prefix("errors.")?;
    let errors = &context.old.operation.errors;
    let row = errors.iter().find(|it| it.code.value == code)?;
    let statuses: Vec<String> = row.statuses.iter().map(|it| it.value.to_string()).collect();
    let status = match statuses.as_slice() {
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    };
    let entry = format!(
        "{{ status: {status}, code: {}, {}, {}, {}, doc: {} }}",
        text::quoted(&row.code.value),
        text::pair("name", &row.name.value),
        text::pair("class", &names::snake(class_name(row.class.value))),
        retired(&context.day()),
        text::doc(&row.doc.value)
    );
    let side = context.new.client;
    let operation = context.new.operation;
    let (text, at) = match place::top(side, operation.file, "errors") {
        Some(at) => (format!("- {entry}"), Some(at)),
        None => (
            format!("errors: [{entry}]"),
            place::line(side, operation.name.place),
        ),
    };
    Some(Line {
        text,
        at,
        then: None,
    })
}
