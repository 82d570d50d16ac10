//! Rules of names: their form, and words that they cannot be.

use super::{Check::Service, Rule, rule};
use crate::{
    diagnostic::{Diagnostic, Place, Spanned},
    names,
    view::{FieldAt, Owner, View, sent_objects},
};

pub(crate) static BAD_NAME: Rule = rule(
    "N01",
    "Names have the form of their kind: snake_case for operations, values and errors, PascalCase for types, lower-case words joined with `-` for services.",
    "The names become Rust names. A wire name that cannot become one needs a `rust_name`.",
    "2fa: { type: string, doc: Second factor. }",
    "2fa: { type: string, rust_name: second_factor, doc: Second factor. }",
    Service(bad_names),
);

pub(crate) static RESERVED_NAME: Rule = rule(
    "N03",
    "A name is not one that Rust or the generated code already uses.",
    "`self` cannot be a field, `Option` would hide the type that generated code needs, and a parameter called `new` would be a second constructor. Other keywords are fine: they become `r#type`.",
    "self: { type: url, doc: Address of the object itself. }",
    "self: { type: url, rust_name: self_url, doc: Address of the object itself. }",
    Service(reserved),
);

/// A form that names of a kind have.
struct Form {
    words: &'static str,
    has: fn(&str) -> bool,
}

static SNAKE: Form = Form {
    words: "snake_case: lower-case letters, digits and single underscores",
    has: names::is_snake,
};
static PASCAL: Form = Form {
    words: "PascalCase: letters and digits, the first one a capital",
    has: names::is_pascal,
};
static KEBAB: Form = Form {
    words: "a service's name: lower-case words joined with `-`",
    has: names::is_kebab,
};

fn bad_names(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    let mut check = |name: &Spanned<String>, form: &Form, help: &str| {
        let good = (form.has)(&name.value);
        problems.extend(misnamed(name, good, form.words, help));
    };
    let service = view.service;
    check(&service.name, &KEBAB, "write it like tencent-meeting");
    if let Some(name) = &service.rust_name {
        check(name, &PASCAL, "write it like TencentMeeting");
    }
    for operation in view.operations() {
        check(&operation.name, &SNAKE, "write it like list_records");
        if let Some(was) = &operation.was {
            check(was, &SNAKE, "write the earlier name of the operation");
        }
        if let Some(name) = &operation.rust_name {
            check(name, &PASCAL, "write it like ListRecords");
        }
    }
    for (scope, _) in view.scopes() {
        for name in scope.names() {
            check(name, &PASCAL, "write it like RecordState");
        }
        for was in scope.former() {
            check(was, &PASCAL, "write the earlier name of the type");
        }
    }
    for name in variants(view) {
        check(name, &SNAKE, "write it like not_found");
    }
    bad_field_names(view, problems);
}

/// Names of enum values and errors, which become variants.
fn variants<'a>(view: &View<'a>) -> impl Iterator<Item = &'a Spanned<String>> {
    let values = view.enums().flat_map(|it| &it.values);
    let own = view.operations().iter().flat_map(|it| &it.errors);
    let errors = view.service.errors.iter().chain(own);
    values
        .map(|value| &value.name)
        .chain(errors.map(|row| &row.name))
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

fn reserved(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    reserved_fields(view, problems);
    reserved_types(view, problems);
    reserved_operations(view, problems);
    reserved_services(view, problems);
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
        for name in scope.names().chain(scope.former()) {
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
    for name in variants(view) {
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
}

fn reserved_services(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    let mut report = |place: Place, name: &str, why: &str, help: &str| {
        problems.push(taken(place, name, why, help));
    };
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
