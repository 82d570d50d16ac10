//! What an operation declares, by the names that changes use.

use super::client::{FieldAt, OperationAt, Owner, named_in};
use crate::{
    lower::From,
    names,
    spec::{Enum, Field, In},
    view::{Named, Types},
};

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
