//! What only specs say is taken over.

mod field;
mod retired;
mod service;

use super::{
    Declared, DeclaredError, DeclaredField, DeclaredValue, Disagreement, Fact, Operation, Own,
    Retired, Service, Text, Width, lines::Lines,
};
use crate::{
    diagnostic::Spanned,
    names,
    spec::{self, Evidence, Type},
    view::{Named, Types},
};

pub(super) use field::{error, field};
pub(super) use service::service;

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
        any_of: alternatives(&from.permissions),
        retired: retired::retired(lines, service, from),
        ..Declared::default()
    };
    rests(&from.rate_limits, &mut declared);
    for (number, example) in from.examples.iter().enumerate() {
        rest(
            &format!("example {}", number + 1),
            &example.evidence,
            &mut declared,
        );
    }
    types(lines, &from.scope, &mut declared);
    notes(lines, &from.scope, "", &mut declared);
    source(lines, from.source.as_ref(), &mut declared);
    declared
}

fn source(lines: &Lines<'_>, from: Option<&spec::Origin>, declared: &mut Declared) {
    let Some(from) = from else { return };
    declared.page = lines.same(from.url.as_ref().or(from.document.as_ref()));
    let edition = [
        &from.title,
        &from.section,
        &from.document,
        &from.language,
        &from.updated,
        &from.checked,
        &from.sha256,
    ];
    declared.edition = edition
        .into_iter()
        .filter_map(|it| lines.same(it.as_ref()))
        .collect();
    declared.checked = from.checked.as_ref().map(|it| it.value.clone());
    declared
        .texts
        .extend(text(lines, "source note", from.note.as_ref()));
    if let Some(kind) = &from.evidence {
        let all = (String::from("source"), kind.value.as_str().to_owned());
        declared.evidence.push(all);
    }
}

/// What something rests on; `what` names it.
fn rest(what: &str, from: &Evidence, declared: &mut Declared) {
    for (aspect, kind) in &from.0 {
        let what = format!("{what} {aspect}").trim_end().to_owned();
        declared
            .evidence
            .push((what, kind.value.as_str().to_owned()));
    }
}

/// What limits rest on.
fn rests(from: &[spec::RateLimit], declared: &mut Declared) {
    for (number, limit) in from.iter().enumerate() {
        rest(
            &format!("rate_limit {}", number + 1),
            &limit.evidence,
            declared,
        );
    }
}

/// What kinds of evidence stand for.
fn notes(lines: &Lines<'_>, from: &spec::Scope, place: &str, declared: &mut Declared) {
    for it in &from.notes {
        let key = format!("{place}evidence {}", it.kind.value.as_str());
        declared.texts.extend(text(lines, key, Some(&it.note)));
    }
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
    texts
}

/// Permissions of which one suffices; one that has no alternative is needed.
fn alternatives(from: &spec::Permissions) -> Vec<String> {
    let names = from.any_of.iter().map(|it| it.name.value.clone());
    if from.any_of.len() > 1 {
        names.collect()
    } else {
        Vec::new()
    }
}

fn omissions(lines: &Lines<'_>, from: &[spec::Omission], texts: &mut Vec<Text>) {
    for (number, omission) in from.iter().enumerate() {
        let key = format!("not_modelled {}", number + 1);
        let why = format!("not_modelled why {}", number + 1);
        texts.extend(text(lines, key, Some(&omission.what)));
        texts.extend(text(lines, why, Some(&omission.why)));
    }
}

/// What is said of types; texts of their fields and values stand beside the fields that have them.
fn types(lines: &Lines<'_>, scope: &spec::Scope, declared: &mut Declared) {
    let objects = scope.objects.iter();
    let objects = objects.map(|it| (&it.name, &it.doc, &it.term, &it.evidence));
    let enums = scope.enums.iter();
    let enums = enums.map(|it| (&it.name, &it.doc, &it.term, &it.evidence));
    for (name, doc, term, evidence) in objects.chain(enums) {
        let key = format!("type {}", name.value);
        let own = text(lines, format!("{key} term"), term.as_ref());
        rest(&key, evidence, declared);
        declared.texts.extend(text(lines, key, Some(doc)));
        declared.texts.extend(own);
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
        decision: lines.fact(&from.chosen, |chosen| {
            format!("{} {}", chosen.trim(), from.why.value.trim())
        }),
    }
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
