//! One side of a comparison: finds operations, fields and types by the names that changes use.

use std::{collections::HashMap, fmt, sync::LazyLock};

use crate::{
    diff::Difference,
    lower::{Lowering, Options},
    review::Side,
    spec::{EnumKind, Field, Object, Operation, Scope, Service, Type},
    view::Named,
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

/// The name in a type, below its lists and maps.
pub(super) fn named_in(ty: &Type) -> Option<&str> {
    match ty {
        Type::List(inner) | Type::Map(inner) => named_in(inner),
        Type::Named(name) => Some(name),
        _ => None,
    }
}
