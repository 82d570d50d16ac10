//! lower: valid specs become the modules that are generated. Total: nothing can be wrong any more.

mod docs;
mod example;
mod request;
mod types;

use std::collections::{BTreeSet, HashSet};

use crate::{
    doc, ir, names,
    source::Sources,
    spec::{Class, Credential, ErrorRow, Operation, Scope, Service, Specs, Success},
    view::{Named, Types, sent_objects},
};

/// How generated code reaches the runtime, and how its examples reach generated code.
#[derive(Clone, Debug)]
pub struct Options {
    /// Path of the runtime module in generated code.
    pub runtime: String,
    /// Path of the generated modules in the examples of their documentation.
    pub home: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            runtime: "crate::runtime".to_owned(),
            home: "meeting_client".to_owned(),
        }
    }
}

impl Options {
    /// Where examples find the runtime's public names.
    fn front(&self) -> String {
        let own = self.home.split("::").next().unwrap_or_default();
        let path = self.runtime.replacen("crate", own, 1);
        path.strip_suffix("::runtime").unwrap_or(&path).to_owned()
    }
}

/// Lowers all services. The modules are sorted by path.
pub(crate) fn lower(sources: &Sources, specs: &Specs, options: &Options) -> Vec<ir::Module> {
    let mut modules = Vec::new();
    let mut items = Vec::new();
    let mut markers = Vec::new();
    for service in &specs.services {
        let lowering = Lowering::new(sources, service, options);
        items.push(ir::Item::Submodule {
            name: lowering.module.clone(),
            features: lowering.features(),
        });
        markers.push(ir::Item::Reexport {
            module: lowering.module.clone(),
            name: names::of_service(service),
            features: lowering.features(),
        });
        modules.extend(lowering.modules());
    }
    items.append(&mut markers);
    modules.push(ir::Module {
        path: "mod.rs".to_owned(),
        origin: sources.files().first().map_or_else(
            || "specs/".to_owned(),
            |source| format!("{}/", folder(&source.path)),
        ),
        docs: Vec::new(),
        deprecated_inside: false,
        items,
    });
    modules.sort_by(|a, b| a.path.cmp(&b.path));
    modules
}

/// Name of the folder of specs, from the path of a file two levels below.
fn folder(path: &str) -> String {
    doc::visible(
        path.rsplit('/')
            .nth(2)
            .filter(|name| !name.is_empty())
            .unwrap_or("specs"),
    )
}

struct Lowering<'a> {
    sources: &'a Sources,
    service: &'a Service,
    options: &'a Options,
    /// The service's module.
    module: String,
    /// Names of objects that requests hold.
    sent: HashSet<&'a str>,
}

impl<'a> Lowering<'a> {
    fn new(sources: &'a Sources, service: &'a Service, options: &'a Options) -> Self {
        Self {
            sources,
            service,
            options,
            module: names::snake(&service.name.value),
            sent: sent_objects(service),
        }
    }

    /// The same wherever the folder of specs lies, so that the same specs become the same bytes.
    fn origin(&self, file: u32) -> String {
        let source = &self.sources.files()[file as usize];
        format!(
            "{}/{}/{}",
            folder(&source.path),
            doc::visible(&source.folder),
            doc::visible(&source.name)
        )
    }

    fn feature(&self, operation: &Operation) -> Option<String> {
        let feature = self.service.feature.as_ref()?;
        Some(operation.group.as_ref().map_or_else(
            || feature.value.clone(),
            |group| format!("{}-{}", feature.value, group.value),
        ))
    }

    /// The features of which any switches the service on.
    fn features(&self) -> Vec<String> {
        let Some(feature) = &self.service.feature else {
            return Vec::new();
        };
        let mut all: BTreeSet<String> = self
            .service
            .operations
            .iter()
            .filter_map(|operation| self.feature(operation))
            .collect();
        all.insert(feature.value.clone());
        all.into_iter().collect()
    }

    fn modules(&self) -> Vec<ir::Module> {
        let mut modules = vec![self.service_module()];
        for scope in &self.service.shared {
            if self.is_module(scope) {
                let mut items = vec![ir::Item::UseRuntime];
                let deprecated = self.types(
                    scope,
                    Types::of_service(self.service),
                    From::Types,
                    &mut items,
                );
                modules.push(ir::Module {
                    path: format!("{}/types.rs", self.module),
                    origin: self.origin(scope.file),
                    docs: vec!["Types that several operations share.".to_owned()],
                    deprecated_inside: deprecated,
                    items,
                });
            }
        }
        for operation in &self.service.operations {
            modules.push(self.operation_module(operation));
        }
        modules
    }

    /// Whether the types are those of a `types.yaml`, and there are any.
    fn is_module(&self, scope: &Scope) -> bool {
        scope.file != self.service.file && !(scope.objects.is_empty() && scope.enums.is_empty())
    }

    fn service_module(&self) -> ir::Module {
        let service = self.service;
        let title = doc::with_term(
            &service.title.value,
            service.term.as_ref().map(|it| it.value.as_str()),
        );
        let mut items = vec![ir::Item::UseRuntime];
        for operation in &service.operations {
            let features: Vec<_> = self.feature(operation).into_iter().collect();
            items.push(ir::Item::Submodule {
                name: operation.name.value.clone(),
                features,
            });
        }
        let own_types = service.shared.iter().any(|scope| self.is_module(scope));
        if own_types {
            items.push(ir::Item::Submodule {
                name: "types".to_owned(),
                features: Vec::new(),
            });
        }
        for operation in &service.operations {
            items.push(ir::Item::Reexport {
                module: operation.name.value.clone(),
                name: names::of_operation(operation),
                features: self.feature(operation).into_iter().collect(),
            });
            if let Some(was) = &operation.was {
                items.push(ir::Item::Reexport {
                    module: operation.name.value.clone(),
                    name: names::pascal(&was.value),
                    features: self.feature(operation).into_iter().collect(),
                });
            }
        }
        items.push(ir::Item::Service(Box::new(self.marker())));
        let mut deprecated = false;
        for scope in service.shared.iter().filter(|it| it.file == service.file) {
            deprecated |= self.types(scope, Types::of_service(service), From::Service, &mut items);
        }
        ir::Module {
            path: format!("{}/mod.rs", self.module),
            origin: self.origin(service.file),
            docs: doc::wrapped(&doc::inline(&title)),
            deprecated_inside: deprecated || service.operations.iter().any(is_deprecated),
            items,
        }
    }

    fn marker(&self) -> ir::Service {
        let service = self.service;
        let token = match &service.credential.value {
            Credential::Header(name) => Some(ir::TokenPlace::Header(name.clone())),
            Credential::Bearer => Some(ir::TokenPlace::Bearer),
            Credential::Query(name) => Some(ir::TokenPlace::Query(name.clone())),
            Credential::None | Credential::Custom => None,
        };
        let envelopes = service.envelopes.iter().map(|envelope| {
            let optional = [
                ("message", &envelope.message),
                ("request_id", &envelope.request_id),
                ("detail", &envelope.detail),
                ("when", &envelope.when),
            ];
            let path = |(method, path): (&'static str, &Option<crate::Spanned<String>>)| {
                path.as_ref().map(|path| (method, path.value.clone()))
            };
            ir::Envelope {
                code: envelope.code.value.clone(),
                paths: optional.into_iter().filter_map(path).collect(),
                class: envelope.class.as_ref().map(|class| class_name(class.value)),
            }
        });
        ir::Service {
            name: names::of_service(service),
            docs: docs::service(service),
            wire_name: service.name.value.clone(),
            title: service.title.value.clone(),
            host: service.host.value.clone(),
            envelopes: envelopes.collect(),
            request_id_headers: service
                .request_id_headers
                .iter()
                .map(|it| it.value.clone())
                .collect(),
            success: service.success.as_ref().map(success),
            errors: error_classes(&service.errors),
            secret_headers: service
                .credential_headers
                .iter()
                .map(|it| it.value.clone())
                .collect(),
            token,
        }
    }

    fn operation_module(&self, operation: &'a Operation) -> ir::Module {
        let types = Types::of_operation(self.service, operation);
        let request = self.request(operation, types);
        let name = request.name.clone();
        let mut deprecated =
            is_deprecated(operation) || request.params.iter().any(|it| it.deprecated.is_some());
        let mut items = vec![ir::Item::UseRuntime, ir::Item::Request(Box::new(request))];
        let response = self.response(operation, types);
        deprecated |= response.fields.iter().any(|it| it.deprecated.is_some());
        let response_name = response.name.clone();
        items.push(ir::Item::Object(response));
        deprecated |= self.types(&operation.scope, types, From::Operation, &mut items);
        if let Some(ir::Item::Wire { objects, .. }) = items.last_mut() {
            objects.insert(0, response_name);
        } else {
            items.push(ir::Item::Wire {
                objects: vec![response_name],
                integers: Vec::new(),
                strings: Vec::new(),
            });
        }
        let mut renamed = vec!["", "Response"];
        if let Some(codes) = error_codes(&name, operation) {
            deprecated |= codes.variants.iter().any(|it| it.deprecated.is_some());
            items.push(ir::Item::ErrorCodes(codes));
            renamed.push("Error");
        }
        if let Some(was) = &operation.was {
            let old = names::pascal(&was.value);
            items.extend(renamed.iter().map(|end| ir::Item::Alias {
                old: format!("{old}{end}"),
                new: format!("{name}{end}"),
            }));
        }
        ir::Module {
            path: format!("{}/{}.rs", self.module, operation.name.value),
            origin: self.origin(operation.file),
            docs: docs::module(operation),
            deprecated_inside: deprecated,
            items,
        }
    }

    /// The path of a named type, seen from a module.
    fn path_of(&self, types: Types<'_>, from: From, name: &str) -> String {
        let place = match types.find(name) {
            Some(Named::Object(object)) => object.name.place,
            Some(Named::Enum(found)) => found.name.place,
            None => return name.to_owned(),
        };
        let shared = self
            .service
            .shared
            .iter()
            .find(|scope| scope.file == place.file);
        let in_service = place.file == self.service.file;
        match (shared.is_some(), in_service, from) {
            (false, ..) | (true, true, From::Service) | (true, false, From::Types) => {
                name.to_owned()
            }
            (true, true, From::Types | From::Operation) => format!("super::{name}"),
            (true, false, From::Service) => format!("types::{name}"),
            (true, false, From::Operation) => format!("super::types::{name}"),
        }
    }
}

/// Which module looks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    Service,
    Types,
    Operation,
}

fn is_deprecated(operation: &Operation) -> bool {
    let gone = [
        &operation.deprecated,
        &operation.retired,
        &operation.sunset,
        &operation.was,
    ];
    gone.into_iter().any(Option::is_some)
}

fn success(rule: &Success) -> (String, String) {
    (
        rule.field.value.clone(),
        crate::fit::literal_text(&rule.equals.value),
    )
}

/// Each code once, in the order of the table.
fn error_classes(rows: &[ErrorRow]) -> Vec<(String, &'static str)> {
    let mut classes: Vec<(String, &'static str)> = Vec::new();
    for row in rows {
        if !classes.iter().any(|(code, _)| *code == row.code.value) {
            classes.push((row.code.value.clone(), class_name(row.class.value)));
        }
    }
    classes
}

fn class_name(class: Class) -> &'static str {
    match class {
        Class::Throttled => "Throttled",
        Class::Quota => "Quota",
        Class::Banned => "Banned",
        Class::TokenRejected => "TokenRejected",
        Class::ClockSkew => "ClockSkew",
        Class::Permission => "Permission",
        Class::NotFound => "NotFound",
        Class::State => "State",
        Class::Invalid => "Invalid",
        Class::Transient => "Transient",
        Class::Failed => "Failed",
    }
}

fn error_codes(request: &str, operation: &Operation) -> Option<ir::ErrorCodes> {
    if operation.errors.is_empty() {
        return None;
    }
    let mut variants: Vec<ir::Variant> = Vec::new();
    for row in &operation.errors {
        if variants.iter().any(|it| it.wire[0] == row.code.value) {
            continue;
        }
        let rows: Vec<_> = operation
            .errors
            .iter()
            .filter(|it| it.code.value == row.code.value)
            .collect();
        variants.push(ir::Variant {
            name: names::pascal(&row.name.value),
            wire: vec![row.code.value.clone()],
            docs: docs::error(row, &rows),
            deprecated: types::deprecation(row.deprecated.as_ref(), row.retired.as_ref()),
        });
    }
    Some(ir::ErrorCodes {
        name: format!("{request}Error"),
        docs: vec![
            format!("Error codes that [`{request}`] documents."),
            String::new(),
            "Read one from an error with [`Error::code_as`](runtime::Error::code_as).".to_owned(),
        ],
        variants,
    })
}
