//! Rules of origin: every operation says where its facts come from.

use super::{Check::Service, Rule, rule};
use crate::{
    diagnostic::{Diagnostic, Severity, Spanned},
    spec::{Evidence, EvidenceKind, Field, Origin, RateLimit, Scope},
    view::View,
};

pub(crate) static ORIGIN_INCOMPLETE: Rule = rule(
    "O01",
    "A source is a captured page (`document`, `title`, `language`, `sha256`) or says what stands in its place (`evidence`, `note`).",
    "The page is the only authority there is, and it changes without notice: the digest tells which text was transcribed.",
    "source: { document: records.html, checked: 2026-02-15 }",
    "source:\n  document: records.html\n  title: List records\n  language: en\n  checked: 2026-02-15\n  sha256: …",
    Service(incomplete),
);

pub(crate) static EVIDENCE_UNEXPLAINED: Rule = rule(
    "O02",
    "Each kind of evidence that a file uses is explained in its `evidence` section.",
    "`sdk` alone does not say which SDK, and what it shows.",
    "query:\n  id: { type: string, required: true, evidence: { required: sdk }, doc: User. }",
    "evidence:\n  sdk: The vendor's Go SDK marks it as required.",
    Service(unexplained),
);

pub(crate) static EVIDENCE_UNUSED: Rule = Rule {
    severity: Severity::Warning,
    ..rule(
        "O03",
        "An explanation of evidence is used.",
        "It stays behind when the page learns to say the fact itself.",
        "evidence:\n  sdk: The vendor's Go SDK marks it as required.",
        "no `sdk` in `evidence` once nothing rests on it",
        Service(unused),
    )
};

pub(crate) static BAD_DATE: Rule = rule(
    "O04",
    "Dates are written YYYY-MM-DD, and digests as 64 hexadecimal digits.",
    "They are compared.",
    "checked: 15.2.2026",
    "checked: 2026-02-15",
    Service(dates),
);

fn origins<'a>(view: &View<'a>) -> impl Iterator<Item = &'a Origin> {
    let operations = view.operations().iter();
    view.service
        .source
        .iter()
        .chain(operations.filter_map(|operation| operation.source.as_ref()))
}

fn incomplete(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for origin in origins(view) {
        let mut missing = Vec::new();
        let mut want = |name: &'static str, there: bool| {
            if !there {
                missing.push(name);
            }
        };
        if origin.document.is_some() {
            want("title", origin.title.is_some());
            want("language", origin.language.is_some());
            want("sha256", origin.sha256.is_some());
        } else {
            want("evidence", origin.evidence.is_some());
            want("note", origin.note.is_some());
        }
        if missing.is_empty() {
            continue;
        }
        let place = origin.document.as_ref().map_or(origin.place, |it| it.place);
        let (message, help) = if origin.document.is_some() {
            (
                format!("the captured page lacks {}", missing.join(", ")),
                if origin.sha256.is_none() {
                    "`sha256sum` of the captured text gives the digest"
                } else {
                    "write what the page says"
                },
            )
        } else {
            (
                format!(
                    "without a `document`, the source needs {}",
                    missing.join(" and ")
                ),
                "name the captured page, or say where the facts come from",
            )
        };
        problems.push(Diagnostic::new(&ORIGIN_INCOMPLETE, place, message).help(help));
    }
}

fn of_fields(fields: &[Field]) -> impl Iterator<Item = &Evidence> {
    fields.iter().map(|field| &field.evidence)
}

fn of_limits(limits: &[RateLimit]) -> impl Iterator<Item = &Evidence> {
    limits.iter().map(|limit| &limit.evidence)
}

fn uses<'a>(view: &View<'a>, scope: &'a Scope) -> Vec<&'a Spanned<EvidenceKind>> {
    let mut evidence: Vec<&Evidence> = Vec::new();
    for object in &scope.objects {
        evidence.push(&object.evidence);
        evidence.extend(of_fields(&object.fields));
    }
    for found in &scope.enums {
        evidence.push(&found.evidence);
        evidence.extend(found.values.iter().map(|value| &value.evidence));
    }
    if scope.file == view.service.file {
        evidence.extend(view.service.errors.iter().map(|row| &row.evidence));
        evidence.extend(of_limits(&view.service.rate_limits));
    }
    for operation in view.operations().iter().filter(|it| it.file == scope.file) {
        evidence.extend(of_fields(&operation.params));
        evidence.extend(of_fields(&operation.response));
        evidence.extend(operation.errors.iter().map(|row| &row.evidence));
        evidence.extend(operation.examples.iter().map(|example| &example.evidence));
        evidence.extend(of_limits(&operation.rate_limits));
    }
    evidence
        .into_iter()
        .flat_map(|evidence| evidence.0.iter().map(|(_, kind)| kind))
        .collect()
}

fn unexplained(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for (scope, _) in view.scopes() {
        for kind in uses(view, scope) {
            if !scope.notes.iter().any(|note| note.kind.value == kind.value) {
                let name = kind.value.as_str();
                problems.push(
                    Diagnostic::new(
                        &EVIDENCE_UNEXPLAINED,
                        kind.place,
                        format!("the file does not say what `{name}` stands for"),
                    )
                    .help(format!("add `{name}: …` to the file's `evidence` section")),
                );
            }
        }
    }
}

fn unused(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for (scope, _) in view.scopes() {
        let uses = uses(view, scope);
        for note in &scope.notes {
            if !uses.iter().any(|kind| kind.value == note.kind.value) {
                problems.push(
                    Diagnostic::new(
                        &EVIDENCE_UNUSED,
                        note.kind.place,
                        format!(
                            "nothing in the file rests on `{}`",
                            note.kind.value.as_str()
                        ),
                    )
                    .help("remove the explanation, or mark what it explains"),
                );
            }
        }
    }
}

fn dates(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    let sunsets = view.operations().iter().filter_map(|it| it.sunset.as_ref());
    let origins: Vec<_> = origins(view).collect();
    let of_origins = origins
        .iter()
        .flat_map(|origin| [origin.updated.as_ref(), origin.checked.as_ref()])
        .flatten();
    for date in sunsets.chain(of_origins) {
        if !is_date(&date.value) {
            problems.push(
                Diagnostic::new(
                    &BAD_DATE,
                    date.place,
                    format!("`{}` is not a date", date.value),
                )
                .help("write it as 2026-02-15"),
            );
        }
    }
    for digest in origins.iter().filter_map(|origin| origin.sha256.as_ref()) {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if digest.value.len() != 64 || !digest.value.bytes().all(hex) {
            problems.push(
                Diagnostic::new(&BAD_DATE, digest.place, "this is not a SHA-256 digest")
                    .help("it has 64 digits, 0 to 9 and a to f: `sha256sum` prints it"),
            );
        }
    }
}

pub(crate) fn is_date(text: &str) -> bool {
    let parts: Vec<_> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return false;
    };
    let number = |part: &str, width: usize| {
        (part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}
