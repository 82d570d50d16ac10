//! Lowers an operation to its module.

use super::{From, Lowering, docs, types::deprecation};
use crate::{ir, names, spec::Operation, view::Types};

impl<'a> Lowering<'a> {
    pub(super) fn operation_module(&self, operation: &'a Operation) -> ir::Module {
        let types = Types::of_operation(self.service, operation);
        let request = self.request(operation, types);
        let name = request.name.clone();
        let mut deprecated =
            is_deprecated(operation) || request.params.iter().any(|it| it.deprecated.is_some());
        let mut items = vec![ir::Item::UseRuntime];
        items.extend(self.mock_declaration());
        items.push(ir::Item::Request(Box::new(request)));
        items.extend(self.paged(operation, types).map(ir::Item::Paged));
        items.extend(self.windowed(operation, types).map(ir::Item::Windowed));
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
}

pub(super) fn is_deprecated(operation: &Operation) -> bool {
    let gone = [
        &operation.deprecated,
        &operation.retired,
        &operation.sunset,
        &operation.was,
    ];
    gone.into_iter().any(Option::is_some)
}

pub(crate) fn error_codes(request: &str, operation: &Operation) -> Option<ir::ErrorCodes> {
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
            deprecated: deprecation(row.deprecated.as_ref(), row.retired.as_ref()),
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
