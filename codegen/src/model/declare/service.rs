//! What only specs say of a service.

use super::{
    Declared, Fact, Lines, Operation, Retired, Service, notes, omissions, rests, retired, source,
    text, types,
};
use crate::{
    diagnostic::Place,
    names,
    spec::{self, Credential},
};

/// What holds for all operations of a service; the rest of `common` is the caller's.
pub(in crate::model) fn service(
    lines: &Lines<'_>,
    from: &spec::Service,
    common: Operation,
) -> Service {
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
    rests(&from.rate_limits, &mut declared);
    for (number, scope) in from.shared.iter().enumerate() {
        types(lines, scope, &mut declared);
        // Two files may explain the same kind of evidence.
        let place = if number == 0 { "" } else { "types " };
        notes(lines, scope, place, &mut declared);
    }
    declared.retired = retired::errors(lines, &from.errors).collect();
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
        parts.push(format!(
            "class {}",
            crate::model::resolve::class(class.value)
        ));
    }
    parts.join(", ")
}
