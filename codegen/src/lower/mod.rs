//! lower: valid specs become the modules that are generated. Total: nothing can be wrong any more.

mod docs;
mod example;
mod mock;
pub(crate) mod operation;
mod pages;
pub(crate) mod request;
pub(crate) mod service;
pub(crate) mod types;

use std::collections::{BTreeSet, HashSet};

use crate::{
    doc, ir, names,
    source::Sources,
    spec::{Operation, Scope, Service, Specs},
    view::{Named, Types, sent_objects},
};

pub(crate) use example::{Shown, Values};
pub(crate) use request::{is_required, steps};
pub(crate) use service::success;
pub(crate) use types::{presence, reader, wires};

/// How generated code reaches the runtime, and how its examples reach generated code.
#[derive(Clone, Debug)]
pub struct Options {
    /// Path of the runtime module in generated code.
    pub runtime: String,
    /// Path of the generated modules in the examples of their documentation.
    pub home: String,
    /// The Cargo feature behind which stands what a fake server needs; without one it is not generated.
    pub mock: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            runtime: "crate::runtime".to_owned(),
            home: "meeting_client".to_owned(),
            mock: Some("mock".to_owned()),
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
            public: true,
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

pub(crate) struct Lowering<'a> {
    sources: &'a Sources,
    pub(crate) service: &'a Service,
    options: &'a Options,
    /// The service's module.
    pub(crate) module: String,
    /// Names of objects that requests hold.
    pub(crate) sent: HashSet<&'a str>,
}

impl<'a> Lowering<'a> {
    pub(crate) fn new(sources: &'a Sources, service: &'a Service, options: &'a Options) -> Self {
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

    pub(crate) fn feature(&self, operation: &Operation) -> Option<String> {
        let feature = self.service.feature.as_ref()?;
        Some(operation.group.as_ref().map_or_else(
            || feature.value.clone(),
            |group| format!("{}-{}", feature.value, group.value),
        ))
    }

    /// The features of which any switches the service on.
    pub(crate) fn features(&self) -> Vec<String> {
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
        if self.options.mock.is_some() {
            modules.push(self.service_mock());
            let operations = self.service.operations.iter();
            modules.extend(operations.map(|operation| self.operation_mock(operation)));
        }
        modules
    }

    /// Whether the types are those of a `types.yaml`, and there are any.
    fn is_module(&self, scope: &Scope) -> bool {
        scope.file != self.service.file && !(scope.objects.is_empty() && scope.enums.is_empty())
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
pub(crate) enum From {
    Service,
    Types,
    Operation,
}
