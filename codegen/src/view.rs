//! A service as rules look at it: every field with its owner, every type name resolved.

use std::collections::HashSet;

use crate::{
    diagnostic::{Place, Spanned},
    source::Sources,
    spec::{Enum, Field, Object, Operation, Scope, Service, Type},
};

/// One service, and whether all of its files could be read.
pub struct View<'a> {
    pub(crate) sources: &'a Sources,
    pub(crate) service: &'a Service,
    /// Whether no file of the service was left out because of other problems.
    pub(crate) complete: bool,
}

/// Where a field is declared.
#[derive(Clone, Copy)]
pub(crate) enum Owner<'a> {
    Parameter,
    Response,
    Object(&'a Object),
}

/// A field with its owner and the types that it can name.
#[derive(Clone, Copy)]
pub(crate) struct FieldAt<'a> {
    pub(crate) field: &'a Field,
    pub(crate) owner: Owner<'a>,
    pub(crate) types: Types<'a>,
}

/// The types that can be named at a place: the operation's own, then the shared ones.
#[derive(Clone, Copy)]
pub(crate) struct Types<'a> {
    own: Option<&'a Scope>,
    shared: &'a [Scope],
}

/// What a name stands for.
#[derive(Clone, Copy)]
pub(crate) enum Named<'a> {
    Object(&'a Object),
    Enum(&'a Enum),
}

impl<'a> Types<'a> {
    /// The types that an operation can name.
    #[must_use]
    pub(crate) fn of_operation(service: &'a Service, operation: &'a Operation) -> Self {
        Self {
            own: Some(&operation.scope),
            shared: &service.shared,
        }
    }

    /// The types that shared types can name.
    #[must_use]
    pub(crate) fn of_service(service: &'a Service) -> Self {
        Self {
            own: None,
            shared: &service.shared,
        }
    }

    /// Whether a name stands for a type that operations share.
    pub(crate) fn is_shared(self, name: &str) -> bool {
        let own = Self {
            shared: &[],
            ..self
        };
        own.find(name).is_none() && self.find(name).is_some()
    }

    pub(crate) fn scopes(self) -> impl Iterator<Item = &'a Scope> {
        self.own.into_iter().chain(self.shared)
    }

    /// What a name stands for.
    #[must_use]
    pub(crate) fn find(self, name: &str) -> Option<Named<'a>> {
        self.scopes().find_map(|scope| {
            let object = scope.objects.iter().find(|it| it.name.value == name);
            let enumeration = || scope.enums.iter().find(|it| it.name.value == name);
            object
                .map(Named::Object)
                .or_else(|| enumeration().map(Named::Enum))
        })
    }

    pub(crate) fn names(self) -> impl Iterator<Item = &'a Spanned<String>> {
        self.scopes().flat_map(Scope::names)
    }

    /// The object that a type is, or is a list or map of.
    pub(crate) fn object_in(self, ty: &Type) -> Option<&'a Object> {
        match ty {
            Type::List(inner) | Type::Map(inner) => self.object_in(inner),
            Type::Named(name) => match self.find(name)? {
                Named::Object(object) => Some(object),
                Named::Enum(_) => None,
            },
            _ => None,
        }
    }
}

impl<'a> View<'a> {
    pub(crate) fn operations(&self) -> &'a [Operation] {
        &self.service.operations
    }

    pub(crate) fn types(&self, operation: &'a Operation) -> Types<'a> {
        Types::of_operation(self.service, operation)
    }

    /// Every scope: the shared ones, then those of the operations.
    pub(crate) fn scopes(&self) -> impl Iterator<Item = (&'a Scope, Types<'a>)> {
        let service = self.service;
        let shared = service
            .shared
            .iter()
            .map(|scope| (scope, Types::of_service(service)));
        let own = service
            .operations
            .iter()
            .map(|operation| (&operation.scope, Types::of_operation(service, operation)));
        shared.chain(own)
    }

    /// Every parameter and field of the service.
    pub(crate) fn fields(&self) -> Vec<FieldAt<'a>> {
        let mut fields = Vec::new();
        for operation in self.operations() {
            let types = self.types(operation);
            let params = operation.params.iter().map(|field| FieldAt {
                field,
                owner: Owner::Parameter,
                types,
            });
            fields.extend(params);
            let response = operation.response.iter().map(|field| FieldAt {
                field,
                owner: Owner::Response,
                types,
            });
            fields.extend(response);
        }
        for (scope, types) in self.scopes() {
            for object in &scope.objects {
                fields.extend(object.fields.iter().map(|field| FieldAt {
                    field,
                    owner: Owner::Object(object),
                    types,
                }));
            }
        }
        fields
    }

    /// Every enum of the service.
    pub(crate) fn enums(&self) -> impl Iterator<Item = &'a Enum> {
        self.scopes().flat_map(|(scope, _)| &scope.enums)
    }
}

/// Names of the objects that requests hold.
pub(crate) fn sent_objects(service: &Service) -> HashSet<&str> {
    let mut sent = HashSet::new();
    for operation in &service.operations {
        let types = Types::of_operation(service, operation);
        // No recursion: a chain of types may be long.
        let mut next: Vec<_> = operation
            .params
            .iter()
            .map(|param| &param.ty.value)
            .collect();
        while let Some(ty) = next.pop() {
            if let Some(object) = types.object_in(ty)
                && sent.insert(object.name.value.as_str())
            {
                next.extend(object.fields.iter().map(|field| &field.ty.value));
            }
        }
    }
    sent
}

/// Finds a response field by its path, `record_meetings[].record_files[].size`.
pub(crate) fn response_field<'a>(
    operation: &'a Operation,
    types: Types<'a>,
    path: &str,
) -> Option<&'a Field> {
    find(operation, types, path, |field, name| {
        field.name.value == name
    })
}

/// Finds the response field that is read from a path of the answer.
pub(crate) fn field_read_from<'a>(
    operation: &'a Operation,
    types: Types<'a>,
    path: &str,
) -> Option<&'a Field> {
    find(operation, types, path, |field, name| {
        field.wire_names().any(|known| known.value == name)
    })
}

fn find<'a>(
    operation: &'a Operation,
    types: Types<'a>,
    path: &str,
    is: fn(&Field, &str) -> bool,
) -> Option<&'a Field> {
    let mut fields: &[Field] = &operation.response;
    let mut found = None;
    for part in path.split('.') {
        let name = part.trim_end_matches("[]");
        let field = fields.iter().find(|field| is(field, name))?;
        found = Some(field);
        fields = types
            .object_in(&field.ty.value)
            .map_or(&[][..], |object| &object.fields);
    }
    found
}

/// Finds a parameter by its name on the wire.
pub(crate) fn parameter<'a>(operation: &'a Operation, name: &str) -> Option<&'a Field> {
    operation
        .params
        .iter()
        .find(|param| param.name.value == name)
}

/// The start of a file.
pub(crate) fn start_of(file: u32) -> Place {
    Place::new(file, 0, 0)
}
