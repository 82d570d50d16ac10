//! Rules of names: of operations, types, fields and files, on the wire and in Rust.

use std::collections::HashMap;

use super::{Check::Service, Rule, rule};
use crate::{
    diagnostic::{Diagnostic, Place, Spanned},
    names,
    spec::{Enum, ErrorRow, Field, Operation, Scope},
    view::{FieldAt, Owner, View, sent_objects, start_of},
};

pub(crate) static BAD_NAME: Rule = rule(
    "N01",
    "Names have the form of their kind: snake_case for operations, values and errors, PascalCase for types, lower-case words joined with `-` for services.",
    "The names become Rust names. A wire name that cannot become one needs a `rust_name`.",
    "2fa: { type: string, doc: Second factor. }",
    "2fa: { type: string, rust_name: second_factor, doc: Second factor. }",
    Service(bad_names),
);

pub(crate) static NAME_COLLISION: Rule = rule(
    "N02",
    "No two names become the same name in Rust.",
    "`userId` and `user_id` are two names on the wire and one in Rust; the generated code would not compile.",
    "userId: { type: string, doc: User. }\nuser_id: { type: string, doc: Same user. }",
    "userId: { type: string, doc: User. }\nuser_id: { type: string, rust_name: other_user_id, doc: Same user. }",
    Service(collisions),
);

pub(crate) static RESERVED_NAME: Rule = rule(
    "N03",
    "A name is not one that Rust or the generated code already uses.",
    "`self` cannot be a field, `Option` would hide the type that generated code needs, and a parameter called `new` would be a second constructor. Other keywords are fine: they become `r#type`.",
    "self: { type: url, doc: Address of the object itself. }",
    "self: { type: url, rust_name: self_url, doc: Address of the object itself. }",
    Service(reserved),
);

pub(crate) static FILE_NAME: Rule = rule(
    "N04",
    "A file is named after its operation, and a folder after its service.",
    "The generated file has the same name, and people look for both by it.",
    "list_record.yaml: `operation: list_records`",
    "list_records.yaml: `operation: list_records`",
    Service(file_names),
);

pub(crate) static SAME_ROUTE: Rule = rule(
    "N05",
    "No two operations of a service have the same method and path.",
    "One of them is a copy, or one of the paths is mistyped.",
    "a.yaml and b.yaml: `http: GET /v1/records`",
    "a.yaml: `http: GET /v1/records`, b.yaml: `http: GET /v1/records/{id}`",
    Service(same_routes),
);

pub(crate) static BAD_GROUP: Rule = rule(
    "N06",
    "A `group` is part of a Cargo feature, so that the service has a `feature` and both are lower-case words joined with `-`.",
    "The operation is compiled if the feature `<feature>-<group>` is on.",
    "group: Records",
    "group: records",
    Service(groups),
);

const SNAKE: &str = "snake_case: lower-case letters, digits and single underscores";
const PASCAL: &str = "PascalCase: letters and digits, the first one a capital";
const KEBAB: &str = "a service's name: lower-case words joined with `-`";

fn bad_names(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    let mut check = |name: &Spanned<String>, good: bool, form: &str, help: &str| {
        problems.extend(misnamed(name, good, form, help));
    };
    let service = view.service;
    check(
        &service.name,
        names::is_kebab(&service.name.value),
        KEBAB,
        "write it like tencent-meeting",
    );
    if let Some(name) = &service.rust_name {
        check(
            name,
            names::is_pascal(&name.value),
            PASCAL,
            "write it like TencentMeeting",
        );
    }
    for operation in view.operations() {
        let name = &operation.name;
        check(
            name,
            names::is_snake(&name.value),
            SNAKE,
            "write it like list_records",
        );
        if let Some(name) = &operation.was {
            check(
                name,
                names::is_snake(&name.value),
                SNAKE,
                "write the earlier name of the operation",
            );
        }
        if let Some(name) = &operation.rust_name {
            check(
                name,
                names::is_pascal(&name.value),
                PASCAL,
                "write it like ListRecords",
            );
        }
    }
    for (scope, _) in view.scopes() {
        let objects = scope.objects.iter().map(|it| (&it.name, it.was.as_ref()));
        let enums = scope.enums.iter().map(|it| (&it.name, it.was.as_ref()));
        for (name, was) in objects.chain(enums) {
            check(
                name,
                names::is_pascal(&name.value),
                PASCAL,
                "write it like RecordState",
            );
            if let Some(was) = was {
                check(
                    was,
                    names::is_pascal(&was.value),
                    PASCAL,
                    "write the earlier name of the type",
                );
            }
        }
    }
    let values = view
        .enums()
        .flat_map(|it| it.values.iter().map(|value| &value.name));
    let own = view
        .operations()
        .iter()
        .flat_map(|operation| &operation.errors);
    let errors = service.errors.iter().chain(own).map(|row| &row.name);
    for name in values.chain(errors) {
        check(
            name,
            names::is_snake(&name.value),
            SNAKE,
            "write it like not_found",
        );
    }
    bad_field_names(view, problems);
}

fn bad_field_names(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for FieldAt { field, .. } in view.fields() {
        let snake = names::snake(&field.name.value);
        problems.extend(match &field.rust_name {
            Some(name) => misnamed(
                name,
                names::is_identifier(&name.value),
                "a Rust name in snake_case",
                "write it like user_id",
            ),
            None => misnamed(
                &field.name,
                names::has_no_raw_form(&snake) || names::is_identifier(&snake),
                "a name that Rust can have",
                "give it a `rust_name:`",
            ),
        });
    }
}

fn misnamed(name: &Spanned<String>, good: bool, form: &str, help: &str) -> Option<Diagnostic> {
    // A name that is missing has been reported.
    let wrong = !good && !name.value.is_empty();
    wrong.then(|| {
        Diagnostic::new(
            &BAD_NAME,
            name.place,
            format!("`{}` is not {form}", name.value),
        )
        .help(help)
    })
}

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
    let shared = view.service.shared.iter().flat_map(|scope| {
        let objects = scope.objects.iter().map(|it| &it.name);
        objects.chain(scope.enums.iter().map(|it| &it.name))
    });
    collide(
        problems,
        shared.map(|name| (name.value.clone(), name)),
        "types",
    );
    let marker = (names::of_service(view.service), &view.service.name);
    let requests = view
        .operations()
        .iter()
        .map(|operation| (names::of_operation(operation), &operation.name));
    let renamed = view
        .operations()
        .iter()
        .filter_map(|operation| operation.was.as_ref())
        .map(|was| (names::pascal(&was.value), was));
    let outer: Vec<_> = std::iter::once(marker)
        .chain(requests)
        .chain(renamed)
        .collect();
    collide(problems, outer.iter().cloned(), "request types");
    // Types of service.yaml stand in one module with the former, and examples import all of them.
    let mut found = Vec::new();
    let shared = view.service.shared.iter().flat_map(declared);
    collide(&mut found, outer.into_iter().chain(shared), "types");
    let is_shared = |place: Place| {
        view.service
            .shared
            .iter()
            .any(|scope| declared(scope).any(|(_, name)| name.place == place))
    };
    found.retain(|problem| {
        is_shared(problem.place) && problem.related.iter().all(|(place, _)| !is_shared(*place))
    });
    problems.extend(found);
    for (scope, _) in view.scopes() {
        let mut found = Vec::new();
        collide(&mut found, declared(scope), "types");
        let is_former = |place: Place| former(scope).any(|name| name.place == place);
        found.retain(|problem| is_former(problem.place));
        problems.extend(found);
    }
}

/// Services whose types have the same name: all of them can be named from one module.
pub(crate) fn same_markers(services: &[crate::spec::Service], problems: &mut Vec<Diagnostic>) {
    let markers = services.iter().map(|service| {
        let written = service.rust_name.as_ref().unwrap_or(&service.name);
        (names::of_service(service), written)
    });
    collide(problems, markers, "services");
}

/// Earlier names of types, which stay as aliases.
fn former(scope: &Scope) -> impl Iterator<Item = &Spanned<String>> {
    let objects = scope.objects.iter().filter_map(|it| it.was.as_ref());
    objects.chain(scope.enums.iter().filter_map(|it| it.was.as_ref()))
}

/// Names of the types of a file, then their earlier ones.
fn declared(scope: &Scope) -> impl Iterator<Item = (String, &Spanned<String>)> {
    let objects = scope.objects.iter().map(|it| &it.name);
    let names = objects.chain(scope.enums.iter().map(|it| &it.name));
    names
        .chain(former(scope))
        .map(|name| (name.value.clone(), name))
}

// What the module of an operation declares, and what it can name from outside.
fn type_collisions<'a>(view: &View<'a>, operation: &'a Operation, problems: &mut Vec<Diagnostic>) {
    let request = (names::of_operation(operation), &operation.name);
    let was = operation
        .was
        .as_ref()
        .map(|was| (names::pascal(&was.value), was));
    let generated = std::iter::once(request)
        .chain(was)
        .flat_map(|(request, name)| {
            ["", "Response", "Error"].map(|end| (format!("{request}{end}"), name))
        });
    let declared = view
        .types(operation)
        .names()
        .chain(former(&operation.scope))
        .map(|name| (name.value.clone(), name));
    // The example of an operation imports the service's type beside the operation's own.
    let marker = (names::of_service(view.service), &view.service.name);
    let generated = generated.chain(std::iter::once(marker));
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

fn reserved(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    reserved_fields(view, problems);
    reserved_types(view, problems);
    reserved_operations(view, problems);
}

fn taken(place: Place, name: &str, why: &str, help: &str) -> Diagnostic {
    Diagnostic::new(&RESERVED_NAME, place, format!("`{name}` {why}")).help(help)
}

fn reserved_fields(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    let mut report = |place: Place, name: &str, why: &str, help: &str| {
        problems.push(taken(place, name, why, help));
    };
    let sent = sent_objects(view.service);
    for FieldAt { field, owner, .. } in view.fields() {
        let name = names::of_field(field);
        let place = field.rust_name.as_ref().unwrap_or(&field.name).place;
        if names::has_no_raw_form(&name) {
            report(
                place,
                &name,
                "cannot be a name in Rust",
                "give it another `rust_name:`",
            );
        } else if let Owner::Object(object) = owner
            && name == "new"
            && sent.contains(object.name.value.as_str())
        {
            report(
                place,
                &name,
                "makes a value of every type that is sent",
                "give it another `rust_name:`",
            );
        } else if matches!(owner, Owner::Parameter) && names::is_taken_method(&name) {
            report(
                place,
                &name,
                "is a method that every request has",
                "give it another `rust_name:`",
            );
        }
    }
}

fn reserved_types(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    let mut report = |place: Place, name: &str, why: &str, help: &str| {
        problems.push(taken(place, name, why, help));
    };
    for (scope, _) in view.scopes() {
        let objects = scope.objects.iter().map(|it| &it.name);
        let names = objects.chain(scope.enums.iter().map(|it| &it.name));
        for name in names.chain(former(scope)) {
            if names::is_taken_type(&name.value) {
                report(
                    name.place,
                    &name.value,
                    "means something else in generated code",
                    "give the type a name that says more",
                );
            }
        }
    }
    let values = view
        .enums()
        .flat_map(|it| it.values.iter().map(|value| &value.name));
    let own = view.operations().iter().flat_map(|it| &it.errors);
    let errors = view.service.errors.iter().chain(own);
    for name in values.chain(errors.map(|row| &row.name)) {
        let why = match name.value.as_str() {
            "unknown" => "is taken: every enum has `Unknown` for values that it does not list",
            "self" => "cannot be the name of a value in Rust",
            _ => continue,
        };
        report(
            name.place,
            &name.value,
            why,
            "say what the value means, as in not_known_yet",
        );
    }
}

fn reserved_operations(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    let mut report = |place: Place, name: &str, why: &str, help: &str| {
        problems.push(taken(place, name, why, help));
    };
    let help = "name the operation after what it does, as in list_records";
    let needed = "becomes a type that generated code needs";
    for operation in view.operations() {
        let name = &operation.name.value;
        if names::is_keyword(name) {
            report(operation.name.place, name, "is a word of Rust", help);
        }
        if names::is_taken_module(name) {
            report(operation.name.place, name, "is a module of its own", help);
        }
        if names::is_taken_type(&names::of_operation(operation)) {
            report(operation.name.place, name, needed, help);
        }
        if let Some(was) = &operation.was
            && names::is_taken_type(&names::pascal(&was.value))
        {
            report(
                was.place,
                &was.value,
                needed,
                "leave it out: no client can have used it",
            );
        }
    }
    let service = view.service;
    let module = names::snake(&service.name.value);
    if names::has_no_raw_form(&module) || names::is_taken_module(&module) {
        report(
            service.name.place,
            &module,
            "cannot be the module of a service",
            "name the service after its vendor, as in tencent-meeting",
        );
    }
    let marker = names::of_service(service);
    if names::is_taken_type(&marker) {
        let written = service.rust_name.as_ref().unwrap_or(&service.name);
        report(
            written.place,
            &marker,
            "means something else in generated code",
            "give the service another `rust_name:`",
        );
    }
}

fn file_names(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    let service = view.service;
    let folder = &view.sources.of(start_of(service.file)).folder;
    if service.name.value != *folder && !service.name.value.is_empty() {
        problems.push(
            Diagnostic::new(
                &FILE_NAME,
                service.name.place,
                format!(
                    "the service `{}` is described in the folder `{folder}`",
                    service.name.value
                ),
            )
            .help(format!(
                "rename the folder to `{}`, or the service",
                service.name.value
            )),
        );
    }
    for operation in view.operations() {
        let file = &view.sources.of(start_of(operation.file)).name;
        let name = &operation.name.value;
        if *file != format!("{name}.yaml") && !name.is_empty() {
            problems.push(
                Diagnostic::new(
                    &FILE_NAME,
                    operation.name.place,
                    format!(
                        "the operation `{}` is described in `{file}`",
                        operation.name.value
                    ),
                )
                .help(format!(
                    "rename the file to `{}.yaml`, or the operation",
                    operation.name.value
                )),
            );
        }
    }
}

fn same_routes(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<String, &Operation> = HashMap::new();
    for operation in view.operations() {
        let shape: Vec<_> = operation
            .path
            .value
            .split('/')
            .map(|segment| {
                if segment.starts_with('{') {
                    "{}"
                } else {
                    segment
                }
            })
            .collect();
        let host = operation.host.as_ref().map_or("", |host| &host.value);
        let route = format!("{} {host}{}", operation.method.as_str(), shape.join("/"));
        match seen.get(&route) {
            Some(first) => problems.push(
                Diagnostic::new(
                    &SAME_ROUTE,
                    operation.path.place,
                    format!(
                        "`{}` and `{}` call the same address",
                        first.name.value, operation.name.value
                    ),
                )
                .related(first.path.place, "the other one")
                .help("correct one of the paths, or delete one of the files"),
            ),
            None => {
                seen.insert(route, operation);
            }
        }
    }
}

fn groups(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    let feature = view.service.feature.as_ref();
    let groups = view.operations().iter().filter_map(|it| it.group.as_ref());
    for name in feature.into_iter().chain(groups.clone()) {
        if !names::is_kebab(&name.value) {
            problems.push(
                Diagnostic::new(
                    &BAD_GROUP,
                    name.place,
                    format!("`{}` cannot be part of a Cargo feature here", name.value),
                )
                .help("use lower-case words joined with `-`"),
            );
        }
    }
    if feature.is_none() {
        for group in groups {
            problems.push(
                Diagnostic::new(
                    &BAD_GROUP,
                    group.place,
                    format!("the group `{}` belongs to no Cargo feature", group.value),
                )
                .help("give the service a `feature:`, or leave `group` out"),
            );
        }
    }
}
