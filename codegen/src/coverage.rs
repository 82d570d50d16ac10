//! What each operation's spec covers, in numbers.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

use crate::{
    spec::{EvidenceKind, Field, Operation, Service, Specs, Type},
    view::{Named, Types},
};

/// The numbers of one operation. Shared types count for each operation that uses them.
#[derive(Clone, Debug, Serialize)]
pub struct Coverage {
    /// Name of the service.
    pub service: String,
    /// Name of the operation.
    pub operation: String,
    /// Parameters.
    pub parameters: usize,
    /// Fields of the answer, nested ones included.
    pub fields: usize,
    /// Values of all enums that parameters and fields use.
    pub enum_values: usize,
    /// Rows of its error table.
    pub errors: usize,
    /// Examples.
    pub examples: usize,
    /// Recorded contradictions.
    pub contradictions: usize,
    /// Facts that are not simply the page's table, by kind of evidence.
    pub evidence: BTreeMap<&'static str, usize>,
    /// Kind of evidence of the whole operation, if there is no page.
    pub whole: Option<&'static str>,
}

/// Counts what every operation covers.
#[must_use]
pub fn coverage(specs: &Specs) -> Vec<Coverage> {
    specs
        .services
        .iter()
        .flat_map(|service| {
            service
                .operations
                .iter()
                .map(|operation| of_operation(service, operation))
        })
        .collect()
}

fn of_operation(service: &Service, operation: &Operation) -> Coverage {
    let mut walk = Walk {
        types: Types::of_operation(service, operation),
        inside: Vec::new(),
        enums: HashSet::new(),
        enum_values: 0,
        evidence: BTreeMap::new(),
    };
    walk.fields(&operation.params);
    let fields = walk.fields(&operation.response);
    for row in &operation.errors {
        walk.note(&row.evidence);
    }
    for limit in &operation.rate_limits {
        walk.note(&limit.evidence);
    }
    for example in &operation.examples {
        walk.note(&example.evidence);
    }
    let whole = operation.source.as_ref().and_then(|source| {
        source
            .evidence
            .as_ref()
            .filter(|_| source.document.is_none())
    });
    Coverage {
        service: service.name.value.clone(),
        operation: operation.name.value.clone(),
        parameters: operation.params.len(),
        fields,
        enum_values: walk.enum_values,
        errors: operation.errors.len(),
        examples: operation.examples.len(),
        contradictions: operation.contradictions.len(),
        evidence: walk.evidence,
        whole: whole.map(|kind| kind.value.as_str()),
    }
}

struct Walk<'a> {
    types: Types<'a>,
    inside: Vec<&'a str>,
    enums: HashSet<&'a str>,
    enum_values: usize,
    evidence: BTreeMap<&'static str, usize>,
}

impl<'a> Walk<'a> {
    fn fields(&mut self, fields: &'a [Field]) -> usize {
        let mut count = fields.len();
        for field in fields {
            self.note(&field.evidence);
            count += self.ty(&field.ty.value);
        }
        count
    }

    fn ty(&mut self, ty: &'a Type) -> usize {
        match ty {
            Type::List(inner) | Type::Map(inner) => self.ty(inner),
            Type::Named(name) => match self.types.find(name) {
                // A type can contain itself in a list.
                Some(Named::Object(object)) if !self.inside.contains(&name.as_str()) => {
                    self.note(&object.evidence);
                    self.inside.push(name);
                    let count = self.fields(&object.fields);
                    self.inside.pop();
                    count
                }
                Some(Named::Enum(found)) if self.enums.insert(name) => {
                    self.note(&found.evidence);
                    for value in &found.values {
                        self.note(&value.evidence);
                    }
                    self.enum_values += found.values.len();
                    0
                }
                _ => 0,
            },
            _ => 0,
        }
    }

    fn note(&mut self, evidence: &crate::spec::Evidence) {
        for (_, kind) in &evidence.0 {
            let kind: EvidenceKind = kind.value;
            *self.evidence.entry(kind.as_str()).or_default() += 1;
        }
    }
}
