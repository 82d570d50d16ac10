//! Rules of contradictions: what the vendor says twice and differently is on record.

use super::{Check::Examples, Check::Service, Rule, rule};
use crate::{
    diagnostic::{Diagnostic, Spanned},
    fit,
    places::{self, Lookup},
    view::View,
};

pub(crate) static UNRECORDED: Rule = rule(
    "C01",
    "Where an example contradicts the table, a contradiction is recorded.",
    "Somebody decided what the client does; the next reader of the page will stumble over the same place and wants to know.",
    "fileSize: { type: bytes, also: [size], … } and an example with `size`",
    "contradictions:\n  - about: response.fileSize\n    …",
    Examples,
);

pub(crate) static NO_LONGER_HOLDS: Rule = rule(
    "C02",
    "A recorded contradiction still holds.",
    "When the vendor repairs the page, or the spec changes, the record has to go, and with it the exception that it explains.",
    "seen: { response.size: 5 } and an example without `size`",
    "no contradiction, or one about what the example shows now",
    Service(holds),
);

pub(crate) static ABOUT_UNKNOWN: Rule = rule(
    "C03",
    "A contradiction is about something that the spec declares.",
    "A record about a field that is gone, or misspelt, explains nothing.",
    "about: response.filesize",
    "about: response.fileSize",
    Service(about),
);

pub(crate) static NOT_CHECKABLE: Rule = rule(
    "C04",
    "A contradiction names two sides, and proves itself by `seen`, `unseen` or `declared`.",
    "A record that nothing can refute stays for ever.",
    "- about: response.size\n  table: A number.\n  chosen: …\n  why: …",
    "- about: response.size\n  table: A number.\n  example: A text.\n  seen: { response.size: \"5\" }\n  chosen: …\n  why: …",
    Service(checkable),
);

fn checkable(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for record in view.operations().iter().flat_map(|it| &it.contradictions) {
        let sides = [&record.table, &record.example, &record.url, &record.sdk];
        if sides.into_iter().flatten().count() < 2 {
            problems.push(
                Diagnostic::new(
                    &NOT_CHECKABLE,
                    record.about.place,
                    "a contradiction has two sides",
                )
                .help("say what two of `table`, `example`, `url` and `sdk` say"),
            );
        }
        if record.seen.is_empty() && record.unseen.is_empty() && record.declared.is_empty() {
            problems.push(
                Diagnostic::new(
                    &NOT_CHECKABLE,
                    record.about.place,
                    "nothing would show that this no longer holds",
                )
                .help("add `seen:` or `unseen:` with places of the example, or `declared:`"),
            );
        }
    }
}

fn about(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for operation in view.operations() {
        let types = view.types(operation);
        for record in &operation.contradictions {
            let declared = record.declared.iter().map(|(place, _)| place);
            for place in std::iter::once(&record.about).chain(declared) {
                if places::declared(operation, types, &place.value).is_none() {
                    let known = places::all(operation, types);
                    problems.push(
                        Diagnostic::new(
                            &ABOUT_UNKNOWN,
                            place.place,
                            format!("the spec has no `{}`", place.value),
                        )
                        .did_you_mean(&place.value, known.iter().map(String::as_str))
                        .help("write it as query.page, response.items[].size, http, or the name of a type"),
                    );
                }
            }
        }
    }
}

fn holds(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for operation in view.operations() {
        let types = view.types(operation);
        let examples: Vec<_> = operation.examples.iter().map(places::Shown::new).collect();
        let first = |place: &str| {
            examples
                .iter()
                .map(|shown| shown.find(operation, place))
                .find(|found| !matches!(found, Lookup::Missing))
        };
        for record in &operation.contradictions {
            let mut gone = |place: &Spanned<String>, message: String| {
                problems.push(
                    Diagnostic::new(&NO_LONGER_HOLDS, place.place, message)
                        .help("look at the page: if it has been repaired, remove the record and what it excuses"),
                );
            };
            for (place, value) in &record.seen {
                let wanted = fit::literal_text(&value.value);
                match first(&place.value) {
                    None => gone(place, format!("no example has `{}`", place.value)),
                    Some(Lookup::Value(shown)) if shown == wanted => {}
                    Some(Lookup::Value(shown)) => gone(
                        place,
                        format!("the example has `{shown}` here, not `{wanted}`"),
                    ),
                    Some(_) => gone(place, "this is no single value of the example".to_owned()),
                }
            }
            for place in &record.unseen {
                if first(&place.value).is_some() {
                    gone(place, format!("an example has `{}` after all", place.value));
                }
            }
            for (place, value) in &record.declared {
                let Some(found) = places::declared(operation, types, &place.value) else {
                    continue;
                };
                let says = found.says();
                if says != fit::literal_text(&value.value) {
                    gone(place, format!("the spec says `{says}`"));
                }
            }
        }
    }
}
