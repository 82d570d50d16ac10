//! What only specs say is taken over.

use super::{
    Declared, DeclaredError, DeclaredField, DeclaredValue, Disagreement, Fact, Operation, Own,
    Retired, Service, Text, Width, lines::Lines,
};
use crate::{
    diagnostic::{Place, Spanned},
    names,
    spec::{self, Credential, ListStyle, Presence, Required, Type, Wire},
    view::{Named, Types},
};

/// A text that may be missing.
fn text(lines: &Lines<'_>, key: impl Into<String>, from: Option<&Spanned<String>>) -> Option<Text> {
    Some(Text {
        key: key.into(),
        text: Fact::new(from?.value.clone(), lines.at(from?.place)),
    })
}

pub(super) fn operation(
    lines: &Lines<'_>,
    service: &spec::Service,
    from: &spec::Operation,
) -> Declared {
    let feature = service.feature.as_ref().map(|feature| match &from.group {
        Some(group) => Fact::new(
            format!("{}-{}", feature.value, group.value),
            lines.at(group.place),
        ),
        None => Fact::new(feature.value.clone(), lines.at(from.name.place)),
    });
    let mut declared = Declared {
        rust: names::of_operation(from),
        was: lines.same(from.was.as_ref()),
        feature,
        idempotent: lines.same(Some(&from.idempotent)),
        anonymous: from.anonymous,
        own: Own {
            host: from.host.is_some(),
            success: from.success.is_some(),
        },
        sunset: lines.same(from.sunset.as_ref()),
        accepted: lines.all(&from.accepted),
        texts: texts_of_operation(lines, from),
        contradictions: from
            .contradictions
            .iter()
            .map(|it| disagreement(lines, it))
            .collect(),
        retired: retired(lines, service, from),
        ..Declared::default()
    };
    source(lines, from.source.as_ref(), &mut declared);
    declared
}

fn source(lines: &Lines<'_>, from: Option<&spec::Origin>, declared: &mut Declared) {
    let Some(from) = from else { return };
    declared.page = lines.same(from.url.as_ref().or(from.document.as_ref()));
    let edition = [&from.updated, &from.checked, &from.sha256];
    declared.edition = edition
        .into_iter()
        .filter_map(|it| lines.same(it.as_ref()))
        .collect();
    declared.checked = from.checked.as_ref().map(|it| it.value.clone());
}

fn texts_of_operation(lines: &Lines<'_>, from: &spec::Operation) -> Vec<Text> {
    let mut texts: Vec<Text> = [
        text(lines, "summary", Some(&from.summary)),
        text(lines, "doc", from.doc.as_ref()),
        text(lines, "term", from.term.as_ref()),
        text(lines, "deprecated", from.deprecated.as_ref()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let permissions = from.permissions.all_of.iter();
    for permission in permissions.chain(&from.permissions.any_of) {
        let key = format!("permission {}", permission.name.value);
        texts.extend(text(lines, key, permission.doc.as_ref()));
    }
    for (number, limit) in from.rate_limits.iter().enumerate() {
        let key = format!("rate_limit {}", number + 1);
        texts.extend(text(lines, key, limit.doc.as_ref()));
    }
    for (number, example) in from.examples.iter().enumerate() {
        let key = format!("example {}", number + 1);
        texts.extend(text(lines, key, example.doc.as_ref()));
    }
    omissions(lines, &from.not_modelled, &mut texts);
    types(lines, &from.scope, &mut texts);
    texts
}

fn omissions(lines: &Lines<'_>, from: &[spec::Omission], texts: &mut Vec<Text>) {
    for (number, omission) in from.iter().enumerate() {
        let key = format!("not_modelled {}", number + 1);
        texts.extend(text(lines, key, Some(&omission.what)));
    }
}

/// Texts of types; those of their fields and values stand beside the fields that have them.
fn types(lines: &Lines<'_>, scope: &spec::Scope, texts: &mut Vec<Text>) {
    let objects = scope.objects.iter().map(|it| (&it.name, &it.doc));
    let enums = scope.enums.iter().map(|it| (&it.name, &it.doc));
    for (name, doc) in objects.chain(enums) {
        texts.extend(text(lines, format!("type {}", name.value), Some(doc)));
    }
}

fn disagreement(lines: &Lines<'_>, from: &spec::Contradiction) -> Disagreement {
    let sides = [&from.table, &from.example, &from.url, &from.sdk];
    let sides: Vec<&str> = sides
        .into_iter()
        .flatten()
        .map(|it| it.value.trim())
        .collect();
    Disagreement {
        about: from.about.value.clone(),
        other_edition: from.sdk.is_some(),
        sides: Fact::new(sides.join(" / "), lines.at(from.place)),
    }
}

/// What the operation keeps although the vendor removed it, in its parameters, answer, and types.
fn retired(lines: &Lines<'_>, service: &spec::Service, from: &spec::Operation) -> Vec<Retired> {
    let mut found = Vec::new();
    let types = Types::of_operation(service, from);
    let all = from.params.iter().map(|it| (it.location, it));
    let all = all.chain(from.response.iter().map(|it| (None, it)));
    for (location, field) in all {
        let section = location.map_or("response", spec::In::section);
        let mut open = vec![(format!("{section}.{}", field.name.value), field)];
        let mut inside: Vec<&str> = Vec::new();
        while let Some((subject, field)) = open.pop() {
            if let Some(since) = &field.retired {
                found.push(Retired {
                    subject,
                    value: None,
                    since: lines.fact(since, String::clone),
                });
                continue;
            }
            let (path, named) = through(&field.ty.value, types);
            match named {
                Some(Named::Object(object)) if !inside.contains(&object.name.value.as_str()) => {
                    inside.push(&object.name.value);
                    let within = object.fields.iter();
                    open.extend(
                        within.map(|it| (format!("{subject}{path}.{}", it.name.value), it)),
                    );
                }
                Some(Named::Enum(list)) => {
                    let gone = list.values.iter();
                    found.extend(gone.filter_map(|value| {
                        Some(Retired {
                            subject: subject.clone(),
                            value: Some(value.wire.value.clone()),
                            since: lines.fact(value.retired.as_ref()?, String::clone),
                        })
                    }));
                }
                _ => {}
            }
        }
    }
    found.extend(from.errors.iter().filter_map(|row| {
        Some(Retired {
            subject: format!("errors.{}", row.code.value),
            value: None,
            since: lines.fact(row.retired.as_ref()?, String::clone),
        })
    }));
    found
}

/// What a type holds below its lists and maps, and the way there.
fn through<'a>(mut ty: &'a Type, types: Types<'a>) -> (String, Option<Named<'a>>) {
    let mut path = String::new();
    loop {
        match ty {
            Type::List(inner) => {
                path.push_str("[]");
                ty = inner;
            }
            Type::Map(inner) => {
                path.push_str(".*");
                ty = inner;
            }
            Type::Named(name) => return (path, types.find(name)),
            _ => return (path, None),
        }
    }
}

/// `top`: not a field of an object.
pub(super) fn field(
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
            rust_type(from, sent, top),
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
    }
}

pub(super) fn error(lines: &Lines<'_>, from: &spec::ErrorRow, class: &str) -> DeclaredError {
    DeclaredError {
        rust: names::pascal(&from.name.value),
        class: Some(Fact::new(class.to_owned(), lines.at(from.class.place))),
        doc: lines.same(Some(&from.doc)),
    }
}

/// The type as callers see it.
fn rust_type(field: &spec::Field, sent: bool, top: bool) -> String {
    let mut ty = plain(&field.ty.value);
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

fn plain(ty: &Type) -> String {
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
        Type::List(inner) => format!("Vec<{}>", plain(inner)),
        Type::Map(inner) => format!("Map<{}>", plain(inner)),
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

/// What holds for all operations of a service; the rest of `common` is the caller's.
pub(super) fn service(lines: &Lines<'_>, from: &spec::Service, common: Operation) -> Service {
    let whole = |place: Place, text: String| Fact::new(text, lines.at(place));
    let mut declared = Declared {
        feature: lines.same(from.feature.as_ref()),
        texts: [
            text(lines, "title", Some(&from.title)),
            text(lines, "doc", from.doc.as_ref()),
            text(lines, "term", from.term.as_ref()),
        ]
        .into_iter()
        .flatten()
        .collect(),
        ..Declared::default()
    };
    for (number, limit) in from.rate_limits.iter().enumerate() {
        let key = format!("rate_limit {}", number + 1);
        declared.texts.extend(text(lines, key, limit.doc.as_ref()));
    }
    for host in &from.hosts {
        let key = format!("host {}", host.url.value);
        declared.texts.extend(text(lines, key, Some(&host.doc)));
    }
    omissions(lines, &from.not_modelled, &mut declared.texts);
    for scope in &from.shared {
        types(lines, scope, &mut declared.texts);
    }
    source(lines, from.source.as_ref(), &mut declared);
    let gone = from.operations.iter().filter_map(|it| {
        Some(Retired {
            subject: it.name.value.clone(),
            value: None,
            since: lines.fact(it.retired.as_ref()?, String::clone),
        })
    });
    let credential = match &from.credential.value {
        Credential::Header(name) => format!("header {name}"),
        Credential::Bearer => "bearer".to_owned(),
        Credential::Query(name) => format!("query {name}"),
        Credential::None => "none".to_owned(),
        Credential::Custom => "custom".to_owned(),
    };
    Service {
        name: from.name.value.clone(),
        common: Operation {
            declared: Some(Box::new(declared)),
            ..common
        },
        rust: names::of_service(from),
        hosts: from
            .hosts
            .iter()
            .map(|it| lines.fact(&it.url, String::clone))
            .collect(),
        credential: Some(whole(from.credential.place, credential)),
        credential_headers: lines.all(&from.credential_headers),
        envelopes: from
            .envelopes
            .iter()
            .map(|it| whole(it.code.place, envelope(it)))
            .collect(),
        request_ids: lines.all(&from.request_id_headers),
        retired: gone.collect(),
    }
}

fn envelope(from: &spec::Envelope) -> String {
    let paths = [
        ("code", Some(&from.code)),
        ("message", from.message.as_ref()),
        ("request_id", from.request_id.as_ref()),
        ("detail", from.detail.as_ref()),
        ("when", from.when.as_ref()),
    ];
    let mut parts: Vec<String> = paths
        .into_iter()
        .filter_map(|(key, path)| Some(format!("{key} {}", path?.value)))
        .collect();
    if let Some(class) = &from.class {
        parts.push(format!("class {}", super::resolve::class(class.value)));
    }
    parts.join(", ")
}
