//! The JSON form of a model; `specs/MODEL.md` describes it.

mod fields;
mod writer;

use super::{
    ErrorRow, Example, Fact, Literal, Model, Operation, Rate, VERSION, compact, literal_text,
};
use crate::import::{Doubt, Draft};
use fields::{answer, param};
use writer::Out;

type Members = Vec<(&'static str, Out)>;

/// The model as JSON text.
#[must_use]
pub fn json(model: &Model) -> String {
    Out::Object(vec![
        ("version", Out::number(VERSION)),
        ("operations", operations(&model.operations)),
    ])
    .print()
}

/// A draft as JSON text: the form of a model, with the page and the doubts.
#[must_use]
pub fn json_of_draft(draft: &Draft) -> String {
    let or_null = |text: &Option<String>| Out::or_null(text.as_ref().map(Out::text));
    let language = Some(&draft.language).filter(|it| !it.is_empty());
    let page = vec![
        ("document", Out::text(&draft.document)),
        ("sha256", Out::text(&draft.sha256)),
        ("title", or_null(&draft.title)),
        ("language", Out::or_null(language.map(Out::text))),
        ("updated", or_null(&draft.updated)),
    ];
    Out::Object(vec![
        ("version", Out::number(VERSION)),
        ("page", Out::Object(page)),
        ("operations", operations(&draft.operations)),
        (
            "doubts",
            Out::List(draft.doubts.iter().map(doubt).collect()),
        ),
    ])
    .print()
}

fn doubt(doubt: &Doubt) -> Out {
    let mut members = vec![
        ("line", Out::number(doubt.line)),
        ("kind", Out::text(doubt.kind.as_str())),
        ("text", Out::text(&doubt.text)),
    ];
    if let Some(target) = &doubt.target {
        members.push(("operation", Out::Number(target.operation.to_string())));
        members.push(("subject", Out::text(&target.subject)));
    }
    Out::Object(members)
}

fn operations(operations: &[Operation]) -> Out {
    Out::List(operations.iter().map(operation).collect())
}

fn operation(it: &Operation) -> Out {
    let file = it.at.file;
    let mut members = vec![
        ("service", Out::text(&it.service)),
        ("name", Out::text(&it.name)),
        ("method", text_or_null(it.method.as_ref())),
        ("host", text_or_null(it.host.as_ref())),
        ("path", text_or_null(it.path.as_ref())),
    ];
    text(&mut members, "title", it.title.as_ref());
    deprecated(&mut members, it.deprecated.as_ref());
    line(&mut members, it.at.line);
    let params = it.params.iter().map(|field| param(field, file));
    members.push(("params", Out::List(params.collect())));
    let response = it.response.iter().map(|field| answer(field, file));
    members.push(("response", Out::List(response.collect())));
    let errors = it.errors.iter().map(error);
    members.push(("errors", Out::List(errors.collect())));
    members.push(("limits", limits(it)));
    if let Some(pagination) = &it.pagination {
        members.push(("pagination", pages(&pagination.value.keys)));
    }
    if let Some(success) = &it.success {
        let (field, equals) = &success.value;
        let success = vec![("field", Out::text(field)), ("equals", literal(equals))];
        members.push(("success", Out::Object(success)));
    }
    let permissions = it.permissions.iter().map(|it| Out::text(&it.name));
    members.push(("permissions", Out::List(permissions.collect())));
    let mode = it
        .any_permission
        .map(|any| Out::text(if any { "any_of" } else { "all_of" }));
    members.push(("permission_mode", Out::or_null(mode)));
    text(&mut members, "operator", it.operator.as_ref());
    texts(&mut members, "app_types", &it.app_types);
    texts(&mut members, "refused_credentials", &it.refused);
    let examples = it.examples.iter().map(example);
    members.push(("examples", Out::List(examples.collect())));
    Out::Object(members)
}

fn error(row: &ErrorRow) -> Out {
    let status = row.status.as_ref().map(|it| Out::number(it.value));
    let mut members = vec![
        ("status", Out::or_null(status)),
        ("code", Out::text(&row.code)),
        ("message", text_or_null(row.message.as_ref())),
    ];
    if !row.class.is_empty() {
        members.push(("class", Out::text(&row.class)));
    }
    text(&mut members, "term", row.term.as_ref());
    line(&mut members, row.at.line);
    Out::Object(members)
}

fn limits(it: &Operation) -> Out {
    let own = it.rates.iter().find(|it| !it.value.of_service);
    let window = it.window.as_ref().map(|it| &it.value);
    let days = window.map(|it| Out::Number(decimal(it.max_millis, 86_400_000)));
    let mut members = vec![
        ("rate", Out::or_null(own.map(|it| rate(&it.value)))),
        ("window_days", Out::or_null(days)),
    ];
    if !it.rates.is_empty() {
        let all = it.rates.iter().map(|it| rate(&it.value));
        members.push(("rates", Out::List(all.collect())));
    }
    if let Some(window) = window {
        let window = vec![
            ("from", Out::text(&window.from)),
            ("to", Out::text(&window.to)),
            (
                "max_seconds",
                Out::Number(decimal(window.max_millis, 1_000)),
            ),
        ];
        members.push(("window", Out::Object(window)));
    }
    Out::Object(members)
}

fn rate(rate: &Rate) -> Out {
    let seconds = rate.per_millis.map(|it| Out::Number(decimal(it, 1_000)));
    let mut members = vec![
        ("calls", Out::number(rate.calls)),
        ("per_seconds", Out::or_null(seconds)),
    ];
    if rate.per_millis.is_none() {
        members.push(("per", Out::text("month")));
    }
    members.push(("scope", Out::or_null(rate.scope.as_ref().map(Out::text))));
    if rate.of_service {
        members.push(("of_service", Out::Bool(true)));
    }
    Out::Object(members)
}

/// `count / unit` as a decimal number, with at most nine digits behind the point.
fn decimal(count: u64, unit: u64) -> String {
    let whole = count / unit;
    let mut rest = count % unit;
    let mut digits = String::new();
    for _ in 0..9 {
        if rest == 0 {
            break;
        }
        rest *= 10;
        digits.push_str(&(rest / unit).to_string());
        rest %= unit;
    }
    match digits.trim_end_matches('0') {
        "" => whole.to_string(),
        digits => format!("{whole}.{digits}"),
    }
}

fn pages(keys: &[(String, String)]) -> Out {
    // The keys of the format; all but `first` hold the name of a parameter or field.
    const KEYS: [&str; 11] = [
        "items", "page", "first", "pages", "cursor", "next", "more", "offset", "total", "size",
        "count",
    ];
    let members = keys.iter().filter_map(|(key, value)| {
        let key = *KEYS.iter().find(|known| *known == key)?;
        let value = match value.parse::<u64>() {
            Ok(number) if key == "first" => Out::number(number),
            _ => Out::text(value),
        };
        Some((key, value))
    });
    Out::Object(members.collect())
}

fn example(example: &Example) -> Out {
    let mut members = vec![("status", Out::number(example.status))];
    let response = example.response.as_ref().map(|it| it.value.as_str());
    let body = response.and_then(compact);
    // What is no JSON, such as one with comments, is handed on as it is.
    let text_of_body = response.filter(|_| body.is_none());
    members.push(("body", Out::or_null(body.map(Out::Json))));
    if let Some(body) = text_of_body {
        members.push(("body_text", Out::text(body)));
    }
    text(&mut members, "request", example.request.as_ref());
    line(&mut members, example.at.line);
    Out::Object(members)
}

fn literal(value: &Literal) -> Out {
    match value {
        Literal::Text(text) => Out::text(text),
        Literal::Bool(value) => Out::Bool(*value),
        Literal::List(items) => Out::List(items.iter().map(literal).collect()),
        Literal::Int(_) | Literal::Float(_) => {
            let digits = literal_text(value);
            match compact(&digits) {
                Some(number) => Out::Number(number),
                None => Out::Text(digits),
            }
        }
    }
}

fn literal_or_null(fact: Option<&Fact<Literal>>) -> Out {
    Out::or_null(fact.map(|it| literal(&it.value)))
}

fn text_or_null(fact: Option<&Fact<String>>) -> Out {
    Out::or_null(fact.map(|it| Out::text(&it.value)))
}

/// Adds what is known.
fn text(members: &mut Members, key: &'static str, fact: Option<&Fact<String>>) {
    if let Some(fact) = fact {
        members.push((key, Out::text(&fact.value)));
    }
}

fn texts(members: &mut Members, key: &'static str, facts: &[Fact<String>]) {
    if !facts.is_empty() {
        let list = facts.iter().map(|it| Out::text(&it.value));
        members.push((key, Out::List(list.collect())));
    }
}

fn deprecated(members: &mut Members, reason: Option<&Fact<String>>) {
    if reason.is_some() {
        members.push(("deprecated", Out::Bool(true)));
    }
    text(members, "deprecated_reason", reason);
}

fn line(members: &mut Members, line: u32) {
    if line > 0 {
        members.push(("line", Out::number(line)));
    }
}
