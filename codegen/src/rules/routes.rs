//! Rules of what operations are found by: files, addresses, groups.

use std::collections::HashMap;

use super::{Check::Service, Rule, rule};
use crate::{
    diagnostic::Diagnostic,
    names,
    spec::Operation,
    view::{View, start_of},
};

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
