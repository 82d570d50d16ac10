//! One side of a comparison: finds operations, fields and types by the names that changes use.

use std::{collections::HashMap, fmt, sync::LazyLock};

use crate::{
    diff::Difference,
    lower::{From, Lowering, Options},
    names,
    review::Side,
    spec::{Enum, EnumKind, Field, In, Object, Operation, Scope, Service, Type},
    view::{Named, Types},
};

static OPTIONS: LazyLock<Options> = LazyLock::new(Options::default);

/// The name of the crate in messages of the compiler.
pub(super) fn home() -> &'static str {
    &OPTIONS.home
}

/// One side.
pub(super) struct Client<'a> {
    pub(super) side: &'a Side<'a>,
    services: HashMap<&'a str, Lowering<'a>>,
    operations: HashMap<(&'a str, &'a str), &'a Operation>,
    /// Names of services by the names of their modules.
    modules: HashMap<String, &'a str>,
}

impl fmt::Debug for Client<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Client({})", self.side.label)
    }
}

/// A service within its side.
#[derive(Clone, Copy)]
pub(super) struct ServiceAt<'c, 'a> {
    pub(super) lowering: &'c Lowering<'a>,
}

/// An operation within its side.
#[derive(Clone, Copy)]
pub(super) struct OperationAt<'c, 'a> {
    pub(super) client: &'c Client<'a>,
    pub(super) lowering: &'c Lowering<'a>,
    pub(super) operation: &'a Operation,
}

/// What a field is declared in.
#[derive(Clone, Copy)]
pub(super) enum Owner<'a> {
    Request,
    Response,
    Object(&'a Object),
}

/// A field, found by a path.
#[derive(Clone, Copy)]
pub(super) struct FieldAt<'a> {
    pub(super) field: &'a Field,
    pub(super) owner: Owner<'a>,
}

/// What a side has under the path of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// Nothing.
    Gone,
    /// The type: `pub struct Thing`.
    There(String),
    /// A former name of another type.
    Alias {
        text: String,
        of: String,
        note: String,
    },
}

impl<'a> Client<'a> {
    pub(super) fn new(side: &'a Side<'a>) -> Self {
        let mut services = HashMap::new();
        let mut operations = HashMap::new();
        let mut modules = HashMap::new();
        for service in &side.specs.services {
            let name = service.name.value.as_str();
            let lowering = Lowering::new(side.sources, service, &OPTIONS);
            modules.insert(lowering.module.clone(), name);
            services.insert(name, lowering);
            for operation in &service.operations {
                operations.insert((name, operation.name.value.as_str()), operation);
            }
        }
        Self {
            side,
            services,
            operations,
            modules,
        }
    }

    /// The service, if the difference is about one.
    pub(super) fn service(&self, at: &Difference) -> Option<ServiceAt<'_, 'a>> {
        if !at.name.is_empty() {
            return None;
        }
        let lowering = self.services.get(at.service.as_str())?;
        Some(ServiceAt { lowering })
    }

    /// The operation with this index in the model, or else the one that the difference names: one that
    /// is kept as `retired` is in no model.
    pub(super) fn operation(
        &self,
        index: Option<usize>,
        at: &Difference,
    ) -> Option<OperationAt<'_, 'a>> {
        let known = index.and_then(|index| self.side.model.operations.get(index));
        match known {
            Some(known) => self.named(&known.service, &known.name),
            None => self.named(&at.service, &at.name),
        }
    }

    pub(super) fn named(&self, service: &str, operation: &str) -> Option<OperationAt<'_, 'a>> {
        let lowering = self.services.get(service)?;
        let key = (lowering.service.name.value.as_str(), operation);
        Some(OperationAt {
            client: self,
            lowering,
            operation: self.operations.get(&key)?,
        })
    }

    fn lowering(&self, module: &str) -> Option<&Lowering<'a>> {
        self.services.get(self.modules.get(module)?)
    }

    /// What a path below the crate stands for, `vendor::list_things::Thing`.
    pub(super) fn type_at(&self, path: &str) -> Option<Named<'a>> {
        let (scope, name) = self.scope_of(path)?;
        find(scope, name)
    }

    /// Whether there is such a type, and what it is.
    pub(super) fn status(&self, path: &str) -> Status {
        match self.type_at(path) {
            Some(Named::Object(object)) => {
                return Status::There(format!("pub struct {}", object.name.value));
            }
            Some(Named::Enum(found)) => {
                return Status::There(format!("pub enum {}", found.name.value));
            }
            None => {}
        }
        let Some((scope, name)) = self.scope_of(path) else {
            return Status::Gone;
        };
        let was =
            |was: &Option<crate::Spanned<String>>| was.as_ref().is_some_and(|it| it.value == name);
        let objects = scope.objects.iter().filter(|it| was(&it.was));
        let enums = scope.enums.iter().filter(|it| was(&it.was));
        let names = objects.map(|it| &it.name).chain(enums.map(|it| &it.name));
        names
            .map(|it| &it.value)
            .next()
            .map_or(Status::Gone, |of| Status::Alias {
                text: format!("pub type {name} = {of}"),
                of: path
                    .rsplit_once("::")
                    .map_or_else(|| of.clone(), |(module, _)| format!("{module}::{of}")),
                note: format!("renamed to `{of}`"),
            })
    }

    /// The file in which a path below the crate is declared, and the name there.
    fn scope_of<'p>(&self, path: &'p str) -> Option<(&'a Scope, &'p str)> {
        let (module, name) = path.rsplit_once("::")?;
        let (service, inner) = module.split_once("::").unwrap_or((module, ""));
        let lowering = self.lowering(service)?;
        let service: &'a Service = lowering.service;
        let scope = match inner {
            "" => service.shared.iter().find(|it| it.file == service.file)?,
            "types" => service.shared.iter().find(|it| it.file != service.file)?,
            operation => {
                let key = (service.name.value.as_str(), operation);
                &self.operations.get(&key)?.scope
            }
        };
        Some((scope, name))
    }

    /// Whether the type is an enum over integers.
    pub(super) fn is_integers(&self, path: &str) -> bool {
        matches!(self.type_at(path), Some(Named::Enum(it)) if it.of.value == EnumKind::Integer)
    }

    /// Whether the type is an enum over strings.
    pub(super) fn is_strings(&self, path: &str) -> bool {
        matches!(self.type_at(path), Some(Named::Enum(it)) if it.of.value == EnumKind::String)
    }
}

fn find<'a>(scope: &'a Scope, name: &str) -> Option<Named<'a>> {
    let object = scope.objects.iter().find(|it| it.name.value == name);
    let list = || scope.enums.iter().find(|it| it.name.value == name);
    object
        .map(Named::Object)
        .or_else(|| list().map(Named::Enum))
}

impl<'a> OperationAt<'_, 'a> {
    pub(super) fn types(&self) -> Types<'a> {
        Types::of_operation(self.lowering.service, self.operation)
    }

    /// `ListThings`
    pub(super) fn request(&self) -> String {
        names::of_operation(self.operation)
    }

    /// `vendor::list_things`
    pub(super) fn module(&self) -> String {
        format!("{}::{}", self.lowering.module, self.operation.name.value)
    }

    /// Where a program finds the request: `vendor::ListThings`.
    pub(super) fn request_path(&self) -> String {
        format!("{}::{}", self.lowering.module, self.request())
    }

    /// From which module the types of a field are seen.
    pub(super) fn from(&self, owner: Owner<'_>) -> From {
        match owner {
            Owner::Object(object) => self.declared_in(object.name.place.file),
            Owner::Request | Owner::Response => From::Operation,
        }
    }

    fn declared_in(&self, file: u32) -> From {
        if file == self.operation.file {
            From::Operation
        } else if file == self.lowering.service.file {
            From::Service
        } else {
            From::Types
        }
    }

    /// The module that a type of this file is declared in.
    pub(super) fn module_of(&self, file: u32) -> String {
        match self.declared_in(file) {
            From::Operation => self.module(),
            From::Service => self.lowering.module.clone(),
            From::Types => format!("{}::types", self.lowering.module),
        }
    }

    /// The path of what declares a field: `vendor::ListThings`, `vendor::list_things::Thing`.
    pub(super) fn owner_path(&self, owner: Owner<'_>) -> String {
        match owner {
            Owner::Request => self.request_path(),
            Owner::Response => format!("{}::{}Response", self.module(), self.request()),
            Owner::Object(object) => {
                let module = self.module_of(object.name.place.file);
                format!("{module}::{}", object.name.value)
            }
        }
    }

    /// The module in which the owner is declared.
    pub(super) fn owner_module(&self, owner: Owner<'_>) -> String {
        match owner {
            Owner::Object(object) => self.module_of(object.name.place.file),
            Owner::Request | Owner::Response => self.module(),
        }
    }

    /// The field that changes call `query.filter.size` or `response.items[].id`.
    pub(super) fn find(&self, subject: &str) -> Option<FieldAt<'a>> {
        let (section, mut path) = subject.split_once('.')?;
        let location = [In::Path, In::Query, In::Header, In::Body]
            .into_iter()
            .find(|it| it.section() == section);
        let operation = self.operation;
        let (mut fields, mut owner): (Vec<&'a Field>, _) = match location {
            Some(location) => {
                let params = operation.params.iter();
                let here = params.filter(|it| it.location == Some(location));
                (here.collect(), Owner::Request)
            }
            None if section == "response" => (operation.response.iter().collect(), Owner::Response),
            None => return None,
        };
        loop {
            let found = |names: fn(&Field) -> Vec<&str>| {
                let all = fields.iter().flat_map(|it| {
                    let names = names(it).into_iter();
                    names.filter_map(|name| Some((*it, after(path, name, it.location)?)))
                });
                // Names may hold dots themselves.
                all.min_by_key(|(_, rest)| rest.len())
            };
            // A field that is known under several names is one, whichever the side calls it by.
            let (field, rest) = found(|it| vec![&it.name.value]).or_else(|| found(other_names))?;
            let rest = rest.trim_start_matches(['[', ']', '.', '*']);
            if rest.is_empty() {
                return Some(FieldAt { field, owner });
            }
            let object = self.types().object_in(&field.ty.value)?;
            path = rest;
            fields = object.fields.iter().collect();
            owner = Owner::Object(object);
        }
    }

    /// The list of values that a field takes.
    pub(super) fn values(&self, field: &Field) -> Option<&'a Enum> {
        match self.types().find(named_in(&field.ty.value)?)? {
            Named::Enum(found) => Some(found),
            Named::Object(_) => None,
        }
    }
}

/// Names under which a field is read, or was read.
fn other_names(field: &Field) -> Vec<&str> {
    let was = field.was.iter().map(|it| it.value.as_str());
    was.chain(field.also.iter().map(|it| it.value.as_str()))
        .collect()
}

/// What follows on a name at the beginning of a path. Headers have no letter case.
fn after<'p>(path: &'p str, name: &str, location: Option<In>) -> Option<&'p str> {
    let (start, rest) = path.split_at_checked(name.len())?;
    let same = start == name || location == Some(In::Header) && start.eq_ignore_ascii_case(name);
    (same && (rest.is_empty() || rest.starts_with(['.', '[']))).then_some(rest)
}

/// The name in a type, below its lists and maps.
pub(super) fn named_in(ty: &Type) -> Option<&str> {
    match ty {
        Type::List(inner) | Type::Map(inner) => named_in(inner),
        Type::Named(name) => Some(name),
        _ => None,
    }
}
