//! Parameters and fields in the JSON form.

use super::{Members, deprecated, line, literal, literal_or_null, text, texts, writer::Out};
use crate::model::{Field, In};

pub(super) fn param(field: &Field, file: u32) -> Out {
    let place = field.location.map(|it| match it {
        In::Path => "path",
        In::Query => "query",
        In::Header => "header",
        In::Body => "body",
    });
    let mut members = vec![
        ("name", Out::text(&field.path)),
        ("in", Out::or_null(place.map(Out::text))),
        ("type", kind(field)),
        (
            "required",
            Out::or_null(field.required.as_ref().map(|it| Out::Bool(it.value))),
        ),
        ("values", values(field)),
        ("default", literal_or_null(field.default.as_ref())),
        ("max", literal_or_null(field.max.as_ref())),
    ];
    text(&mut members, "required_when", field.required_when.as_ref());
    if let Some(unit) = &field.unit {
        members.push(("unit", Out::text(unit.value.as_str())));
    }
    texts(&mut members, "also", &field.also);
    deprecated(&mut members, field.deprecated.as_ref());
    common(&mut members, field, file);
    Out::Object(members)
}

pub(super) fn answer(field: &Field, file: u32) -> Out {
    let always = field.always.as_ref().map(|it| it.value);
    let presence = match (always, &field.when) {
        (Some(true), None) => "always",
        (None, None) => "unknown",
        _ => "conditional",
    };
    let unit = field.unit.as_ref().map(|it| Out::text(it.value.as_str()));
    let also = field.also.iter().map(|it| Out::text(&it.value));
    let mut members = vec![
        ("path", Out::text(&field.path)),
        ("type", kind(field)),
        ("values", values(field)),
        ("unit", Out::or_null(unit)),
        ("also", Out::List(also.collect())),
        ("presence", Out::text(presence)),
        ("deprecated", Out::Bool(field.deprecated.is_some())),
    ];
    text(&mut members, "when", field.when.as_ref());
    text(&mut members, "deprecated_reason", field.deprecated.as_ref());
    for (key, fact) in [("default", &field.default), ("max", &field.max)] {
        if let Some(fact) = fact {
            members.push((key, literal(&fact.value)));
        }
    }
    common(&mut members, field, file);
    Out::Object(members)
}

/// What parameters and fields have in common, and what is left out where it is not said.
fn common(members: &mut Members, field: &Field, file: u32) {
    if let Some(items) = field.items {
        members.push(("items", Out::text(items.as_str())));
    }
    if let Some(object) = &field.object {
        members.push(("object", Out::text(object)));
    }
    if let Some(format) = &field.format {
        members.push(("format", Out::text(format.value.as_str())));
    }
    if field.values.iter().any(|it| !it.name.is_empty()) {
        let names = field.values.iter().map(|it| Out::text(&it.name));
        members.push(("value_names", Out::List(names.collect())));
    }
    for (key, fact) in [("value", &field.value), ("min", &field.min)] {
        if let Some(fact) = fact {
            members.push((key, literal(&fact.value)));
        }
    }
    for (key, fact) in [
        ("min_length", &field.min_length),
        ("max_length", &field.max_length),
    ] {
        if let Some(fact) = fact {
            members.push((key, Out::number(fact.value)));
        }
    }
    text(members, "expires", field.expires.as_ref());
    if field.sensitive {
        members.push(("sensitive", Out::Bool(true)));
    }
    text(members, "term", field.term.as_ref());
    // Types of other files have lines of other files.
    if field.at.file == file {
        line(members, field.at.line);
    }
}

fn kind(field: &Field) -> Out {
    Out::or_null(field.kind.as_ref().map(|it| Out::text(it.value.as_str())))
}

fn values(field: &Field) -> Out {
    if field.values.is_empty() {
        return Out::Null;
    }
    let values = field.values.iter().map(|it| literal(&it.wire));
    Out::List(values.collect())
}
