//! A response field that an example shows cannot be deleted from a spec unnoticed.

use std::{collections::BTreeMap, fmt::Write as _};

use codegen::{
    Place, Source, Sources,
    spec::{Field, Operation, Service, Success, Type},
};
use golden_tests::{data, golden, load, none, workspace};
use serde_json::Value;

/// A field, and the name on the wire under which an example shows it, if one does.
struct Found<'a> {
    field: &'a Field,
    path: String,
    shown: Option<String>,
}

/// Looks at each field of an answer once, nested types included, in the order of the spec.
struct Walk<'a> {
    service: &'a Service,
    operation: &'a Operation,
    found: Vec<Found<'a>>,
}

impl<'a> Walk<'a> {
    fn fields(&mut self, fields: &'a [Field], path: &str, values: &[&Value]) {
        for field in fields {
            let named = |value: &Value| {
                let mut names = std::iter::once(&field.name).chain(&field.also);
                names
                    .find(|name| value.get(name.as_str()).is_some())
                    .map(|name| name.value.clone())
            };
            let shown = values.iter().find_map(|value| named(value));
            let inside: Vec<&Value> = values
                .iter()
                .filter_map(|value| value.get(named(value)?.as_str()))
                .collect();
            let path = format!("{path}{}", field.name.value);
            match self
                .found
                .iter_mut()
                .find(|it| it.field.name.place == field.name.place)
            {
                // A type may be used twice, and be shown in one of the places only.
                Some(known) if known.shown.is_some() || shown.is_none() => continue,
                Some(known) => known.shown = shown,
                None => self.found.push(Found {
                    field,
                    path: path.clone(),
                    shown,
                }),
            }
            self.ty(&field.ty, &path, &inside);
        }
    }

    fn ty(&mut self, ty: &'a Type, path: &str, values: &[&Value]) {
        match ty {
            Type::List(inner) => {
                let items: Vec<_> = values
                    .iter()
                    .filter_map(|it| it.as_array())
                    .flatten()
                    .collect();
                self.ty(inner, &format!("{path}[]"), &items);
            }
            Type::Map(inner) => {
                let items = values
                    .iter()
                    .filter_map(|it| it.as_object())
                    .flat_map(|it| it.values());
                self.ty(inner, &format!("{path}[]"), &items.collect::<Vec<_>>());
            }
            Type::Named(name) => {
                let scopes = std::iter::once(&self.operation.scope).chain(&self.service.shared);
                let mut objects = scopes.flat_map(|scope| &scope.objects);
                if let Some(object) = objects.find(|object| object.name.value == *name) {
                    self.fields(&object.fields, &format!("{path}."), values);
                }
            }
            _ => {}
        }
    }
}

/// Bodies of examples that show a success.
fn answers(service: &Service, operation: &Operation) -> Vec<Value> {
    let success = operation.success.as_ref().or(service.success.as_ref());
    let good = |body: &Value| success.is_none_or(|rule| says(body, rule));
    operation
        .examples
        .iter()
        .filter(|example| {
            example
                .status
                .as_ref()
                .is_none_or(|it| (200..300).contains(&it.value))
        })
        .filter_map(|example| example.response.as_ref())
        .map(|body| serde_json::from_str(&body.value).expect("JSON, or there were errors"))
        .filter(good)
        .collect()
}

fn says(body: &Value, rule: &Success) -> bool {
    let value = rule
        .field
        .split('.')
        .try_fold(body, |value, name| value.get(name));
    let wanted = match &rule.equals.value {
        codegen::spec::Literal::Text(text) => Value::from(text.as_str()),
        codegen::spec::Literal::Bool(value) => Value::from(*value),
        other => panic!("the test does not know {other:?} as a sign of success"),
    };
    value == Some(&wanted)
}

/// The text without the entry of a map whose key stands at a place.
fn without(text: &str, key: Place) -> String {
    let start = text[..key.start].rfind('\n').map_or(0, |at| at + 1);
    let indent = &text[start..key.start];
    assert!(
        indent.trim().is_empty(),
        "fields have lines of their own, unlike: {indent}"
    );
    let deeper =
        |line: &str| line.trim().is_empty() || line.len() - line.trim_start().len() > indent.len();
    let mut end = text[start..]
        .find('\n')
        .map_or(text.len(), |at| start + at + 1);
    while end < text.len() {
        let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
        if !deeper(&text[end..line_end]) {
            break;
        }
        end = line_end;
    }
    let (before, after) = (&text[..start], &text[end..]);
    let is_sibling = |line: Option<&str>| {
        line.is_some_and(|line| line.starts_with(indent) && !line.trim().is_empty())
    };
    if is_sibling(before.lines().next_back()) || is_sibling(after.lines().next()) {
        return format!("{before}{after}");
    }
    // The last entry is gone: without it the map would be nothing.
    format!("{} {{}}\n{after}", before.trim_end())
}

fn replaced(sources: &Sources, service: &Service, file: u32, text: &str) -> Sources {
    let folder = &sources.files()[service.file as usize].folder;
    let files = sources.files().iter().zip(0..);
    let of_service = files.filter(|(source, _)| source.folder == *folder);
    Sources::new(
        of_service
            .map(|(source, index)| Source {
                text: if index == file {
                    text.to_owned()
                } else {
                    source.text.clone()
                },
                ..source.clone()
            })
            .collect(),
    )
}

#[test]
fn deleting_any_field_that_an_example_shows_is_an_error() {
    let (sources, found) = load(&workspace("specs"));
    let checked = codegen::check(&sources, found);
    assert!(!checked.has_errors());
    let mut complaints = Vec::new();
    let mut report = String::new();
    let mut tried = 0;
    for service in &checked.specs.services {
        for operation in &service.operations {
            let answers = answers(service, operation);
            let mut walk = Walk {
                service,
                operation,
                found: Vec::new(),
            };
            walk.fields(&operation.response, "", &answers.iter().collect::<Vec<_>>());
            let mut skipped = Vec::new();
            let mut deleted = 0;
            for Found { field, path, shown } in &walk.found {
                let Some(shown) = shown else {
                    skipped.push(path.as_str());
                    continue;
                };
                deleted += 1;
                let place = field.name.place;
                let text = without(&sources.of(place).text, place);
                let broken = replaced(&sources, service, place.file, &text);
                let findings = codegen::check(&broken, Vec::new()).diagnostics;
                let noticed = findings
                    .iter()
                    .any(|it| it.rule.code == "X04" && it.message.contains(&format!("`{shown}`")));
                if !noticed {
                    let said: BTreeMap<_, _> = findings
                        .iter()
                        .map(|it| (it.rule.code, &it.message))
                        .collect();
                    complaints.push(format!("{}: {path} can go: {said:?}", operation.name.value));
                }
            }
            tried += deleted;
            let skipped = if skipped.is_empty() {
                "none".to_owned()
            } else {
                skipped.join(", ")
            };
            let name = format!("{}/{}", service.name.value, operation.name.value);
            let _ = writeln!(
                report,
                "{name}: {deleted} fields deleted; shown by no example: {skipped}"
            );
        }
    }
    none(&complaints);
    assert!(tried > 0);
    let _ = writeln!(report, "{tried} fields in all");
    print!("{report}");
    none(
        &golden(&data("coverage/fields.txt"), &report)
            .err()
            .into_iter()
            .collect::<Vec<_>>(),
    );
}
