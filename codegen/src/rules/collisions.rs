//! The rule that no two names become one in Rust.

use std::{collections::HashMap, iter::once};

use super::{Check::Service, Rule, rule};
use crate::{
    diagnostic::{Diagnostic, Place, Spanned},
    names,
    spec::{self, Enum, ErrorRow, Field, Operation, Scope},
    view::View,
};

pub(crate) static NAME_COLLISION: Rule = rule(
    "N02",
    "No two names become the same name in Rust.",
    "`userId` and `user_id` are two names on the wire and one in Rust; the generated code would not compile.",
    "userId: { type: string, doc: User. }\nuser_id: { type: string, doc: Same user. }",
    "userId: { type: string, doc: User. }\nuser_id: { type: string, rust_name: other_user_id, doc: Same user. }",
    Service(collisions),
);

fn collisions(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    collide(problems, error_names(&view.service.errors), "errors");
    for operation in view.operations() {
        collide(
            problems,
            operation.params.iter().map(field_name),
            "parameters",
        );
        collide(
            problems,
            operation.response.iter().map(field_name),
            "fields",
        );
        collide(problems, error_names(&operation.errors), "errors");
        type_collisions(view, operation, problems);
    }
    for (scope, _) in view.scopes() {
        for object in &scope.objects {
            collide(problems, object.fields.iter().map(field_name), "fields");
        }
    }
    for found in view.enums() {
        collide(problems, variants(found), "values");
    }
    let shared = view.service.shared.iter().flat_map(Scope::names);
    collide(problems, shared.map(itself), "types");
    outer_collisions(view, problems);
    for (scope, _) in view.scopes() {
        let mut found = Vec::new();
        collide(&mut found, declared(scope), "types");
        found.retain(|problem| scope.former().any(|name| name.place == problem.place));
        problems.extend(found);
    }
}

/// What the module of a service declares, or takes from those of its operations.
fn outer_collisions(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    let requests = view.operations().iter();
    let outer: Vec<_> = once(marker(view.service))
        .chain(requests.clone().map(request))
        .chain(requests.filter_map(former_request))
        .collect();
    collide(problems, outer.iter().cloned(), "request types");
    // Types of service.yaml stand in one module with the former, and examples import all of them.
    let shared = || view.service.shared.iter().flat_map(declared);
    let mut found = Vec::new();
    collide(&mut found, outer.into_iter().chain(shared()), "types");
    let is_shared = |place: Place| shared().any(|(_, name)| name.place == place);
    found.retain(|problem| {
        is_shared(problem.place) && problem.related.iter().all(|(place, _)| !is_shared(*place))
    });
    problems.extend(found);
}

/// Services whose types have the same name: all of them can be named from one module.
pub(crate) fn same_markers(services: &[spec::Service], problems: &mut Vec<Diagnostic>) {
    let markers = services.iter().map(|service| {
        let written = service.rust_name.as_ref().unwrap_or(&service.name);
        (names::of_service(service), written)
    });
    collide(problems, markers, "services");
}

fn itself(name: &Spanned<String>) -> (String, &Spanned<String>) {
    (name.value.clone(), name)
}

fn marker(service: &spec::Service) -> (String, &Spanned<String>) {
    (names::of_service(service), &service.name)
}

fn request(operation: &Operation) -> (String, &Spanned<String>) {
    (names::of_operation(operation), &operation.name)
}

fn former_request(operation: &Operation) -> Option<(String, &Spanned<String>)> {
    let was = operation.was.as_ref()?;
    Some((names::pascal(&was.value), was))
}

/// Names of the types of a file, then their earlier ones.
fn declared(scope: &Scope) -> impl Iterator<Item = (String, &Spanned<String>)> {
    scope.names().chain(scope.former()).map(itself)
}

// What the module of an operation declares, and what it can name from outside.
fn type_collisions<'a>(view: &View<'a>, operation: &'a Operation, problems: &mut Vec<Diagnostic>) {
    let generated = once(request(operation))
        .chain(former_request(operation))
        .flat_map(|(request, name)| {
            ["", "Response", "Error"].map(|end| (format!("{request}{end}"), name))
        })
        // The example of an operation imports the service's type beside the operation's own.
        .chain(once(marker(view.service)));
    let declared = view
        .types(operation)
        .names()
        .chain(operation.scope.former())
        .map(itself);
    let (own, shared): (Vec<_>, Vec<_>) =
        declared.partition(|(_, name)| name.place.file == operation.file);
    let mut found = Vec::new();
    collide(
        &mut found,
        shared.into_iter().chain(generated).chain(own),
        "types",
    );
    // Collisions among shared types are found once, above.
    found.retain(|problem| problem.place.file == operation.file);
    for (place, text) in found.iter_mut().flat_map(|problem| &mut problem.related) {
        if *place == operation.name.place {
            "the types of request, answer and error are named after it".clone_into(text);
        }
    }
    problems.extend(found);
}

fn collide<'a>(
    problems: &mut Vec<Diagnostic>,
    names: impl Iterator<Item = (String, &'a Spanned<String>)>,
    what: &str,
) {
    let help = match what {
        "parameters" | "fields" => "give one of them another `rust_name:`",
        _ => "rename one of them",
    };
    let mut seen: HashMap<String, &Spanned<String>> = HashMap::new();
    for (rust, name) in names {
        if rust.is_empty() {
            continue;
        }
        match seen.get(&rust) {
            Some(first) => problems.push(
                Diagnostic::new(
                    &NAME_COLLISION,
                    name.place,
                    format!("two {what} are called `{rust}` in Rust"),
                )
                .related(first.place, "the other one")
                .help(help),
            ),
            None => {
                seen.insert(rust, name);
            }
        }
    }
}

fn field_name(field: &Field) -> (String, &Spanned<String>) {
    let written = field.rust_name.as_ref().unwrap_or(&field.name);
    (names::of_field(field), written)
}

fn variants(found: &Enum) -> impl Iterator<Item = (String, &Spanned<String>)> {
    found
        .values
        .iter()
        .map(|value| (names::pascal(&value.name.value), &value.name))
}

// One code under several statuses is one error.
fn error_names(rows: &[ErrorRow]) -> impl Iterator<Item = (String, &Spanned<String>)> {
    rows.iter()
        .enumerate()
        .filter(|(index, row)| {
            !rows[..*index]
                .iter()
                .any(|before| before.code.value == row.code.value)
        })
        .map(|(_, row)| (names::pascal(&row.name.value), &row.name))
}
