//! Rules of paths and their placeholders.

use super::{Check::Service, Rule, rule};
use crate::{
    diagnostic::Diagnostic,
    request::placeholder,
    spec::{Field, In, Operation, Required},
    view::View,
};

pub(crate) static PLACEHOLDERS: Rule = rule(
    "P01",
    "The placeholders of the path and the parameters in `path` are the same.",
    "A placeholder without a parameter would be sent as it stands; a parameter without a placeholder would go nowhere.",
    "http: GET /v1/meetings/{meetingId}\npath:\n  meetingID: …",
    "http: GET /v1/meetings/{meetingId}\npath:\n  meetingId: …",
    Service(placeholders),
);

pub(crate) static BAD_PATH: Rule = rule(
    "P02",
    "A path starts with a slash, has no query string, and its braces are balanced, at most one pair a segment.",
    "The path is sent as it stands, but for the placeholders.",
    "http: GET /v1/records?page={page}",
    "http: GET /v1/records\nquery:\n  page: …",
    Service(paths),
);

pub(crate) static PATH_OPTIONAL: Rule = rule(
    "P03",
    "A parameter in the path is required.",
    "Without it the path is another one.",
    "path:\n  id: { type: string, doc: Record. }",
    "path:\n  id: { type: string, required: true, doc: Record. }",
    Service(path_optional),
);

fn placeholders(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for operation in view.operations() {
        let names = names_in(&operation.path.value);
        for param in in_path(operation) {
            let name = &param.name.value;
            if !names.contains(&name.as_str()) {
                problems.push(
                    Diagnostic::new(
                        &PLACEHOLDERS,
                        param.name.place,
                        format!("the path has no placeholder `{{{name}}}`"),
                    )
                    .related(operation.path.place, "the path")
                    .did_you_mean(name, names.iter().copied())
                    .help("parameters of the query string go to `query:`"),
                );
            }
        }
        for (index, name) in names.iter().enumerate() {
            let (message, help) = if names[..index].contains(name) {
                (
                    format!("the placeholder `{{{name}}}` stands in the path twice"),
                    "give each placeholder a name of its own".to_owned(),
                )
            } else if !in_path(operation).any(|param| param.name.value == *name) {
                (
                    format!("`path` does not describe the placeholder `{{{name}}}`"),
                    format!("describe `{name}` in `path:`"),
                )
            } else {
                continue;
            };
            problems.push(Diagnostic::new(&PLACEHOLDERS, operation.path.place, message).help(help));
        }
    }
}

fn paths(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for operation in view.operations() {
        let path = &operation.path.value;
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/%{}".contains(c);
        let wrong = if !path.starts_with('/') {
            "it does not start with a slash".to_owned()
        } else if let Some(bad) = path.chars().find(|c| !allowed(*c)) {
            format!("`{}` cannot stand in a path", bad.escape_debug())
        } else if !segments(path).all(is_balanced) {
            "a segment has more than one placeholder, or its braces are not balanced".to_owned()
        } else if segments(path).any(|segment| matches!(segment, "." | "..")) {
            "a segment is `.` or `..`".to_owned()
        } else {
            continue;
        };
        problems.push(
            Diagnostic::new(
                &BAD_PATH,
                operation.path.place,
                format!("this is no path: {wrong}"),
            )
            .help("write it as /v1/things/{id}; parameters of the query string go to `query:`"),
        );
    }
}

fn is_balanced(segment: &str) -> bool {
    let bare = |text: &str| !text.contains(['{', '}']);
    match placeholder(segment) {
        Some((before, name, after)) => !name.is_empty() && bare(before) && bare(after),
        None => bare(segment),
    }
}

fn path_optional(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for param in view.operations().iter().flat_map(in_path) {
        if !matches!(param.required, Required::Yes(_)) && param.value.is_none() {
            problems.push(
                Diagnostic::new(
                    &PATH_OPTIONAL,
                    param.name.place,
                    format!(
                        "`{}` stands in the path and is not required",
                        param.name.value
                    ),
                )
                .help("add `required: true`"),
            );
        }
    }
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/')
}

fn names_in(path: &str) -> Vec<&str> {
    segments(path)
        .filter_map(placeholder)
        .map(|(_, name, _)| name)
        .collect()
}

fn in_path(operation: &Operation) -> impl Iterator<Item = &Field> {
    operation
        .params
        .iter()
        .filter(|param| param.location == Some(In::Path))
}
