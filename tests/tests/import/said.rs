//! Which lines of a page a draft speaks of.

use std::collections::HashSet;

use codegen::{
    import::Draft,
    model::{At, ErrorRow, Fact, Field, Operation, Value},
};

/// Lines and texts of everything that a draft holds.
#[derive(Default)]
pub(crate) struct Said {
    pub(crate) lines: HashSet<u32>,
    /// Texts that may cover further lines of the page, with their first line.
    pub(crate) texts: Vec<(u32, String)>,
    /// Lines of examples; code, line by line.
    pub(crate) code: Vec<(u32, u32)>,
}

impl Said {
    pub(crate) fn of(draft: &Draft) -> Self {
        let mut said = Self::default();
        for doubt in &draft.doubts {
            said.lines.insert(doubt.line);
        }
        for operation in &draft.operations {
            said.operation(operation);
        }
        said
    }

    fn at(&mut self, at: At) {
        self.lines.insert(at.line);
    }

    fn fact<T>(&mut self, fact: Option<&Fact<T>>) {
        self.lines.extend(fact.map(|it| it.at.line));
    }

    fn text(&mut self, fact: Option<&Fact<String>>) {
        self.fact(fact);
        self.texts
            .extend(fact.map(|it| (it.at.line, it.value.clone())));
    }

    fn operation(&mut self, operation: &Operation) {
        self.at(operation.at);
        self.text(operation.title.as_ref());
        self.fact(operation.method.as_ref());
        self.fact(operation.host.as_ref());
        self.fact(operation.path.as_ref());
        for field in operation.params.iter().chain(&operation.response) {
            self.field(field);
        }
        for row in &operation.errors {
            self.error(row);
        }
        for rate in &operation.rates {
            self.at(rate.at);
        }
        self.fact(operation.window.as_ref());
        self.fact(operation.pagination.as_ref());
        self.fact(operation.success.as_ref());
        for permission in &operation.permissions {
            self.at(permission.at);
        }
        let listed = operation.app_types.iter().chain(&operation.refused);
        for fact in listed.chain(&operation.texts) {
            self.text(Some(fact));
        }
        self.text(operation.deprecated.as_ref());
        self.text(operation.operator.as_ref());
        for example in &operation.examples {
            self.at(example.at);
            for fact in example.request.iter().chain(&example.response) {
                let count = u32::try_from(fact.value.lines().count()).unwrap_or(u32::MAX);
                self.code
                    .push((fact.at.line, fact.at.line.saturating_add(count)));
            }
        }
    }

    fn field(&mut self, field: &Field) {
        self.at(field.at);
        self.fact(field.kind.as_ref());
        self.fact(field.format.as_ref());
        self.fact(field.unit.as_ref());
        self.fact(field.required.as_ref());
        self.text(field.required_when.as_ref());
        self.fact(field.always.as_ref());
        self.text(field.when.as_ref());
        for value in &field.values {
            self.value(value);
        }
        for literal in [&field.default, &field.value, &field.min, &field.max] {
            self.fact(literal.as_ref());
        }
        self.fact(field.min_length.as_ref());
        self.fact(field.max_length.as_ref());
        for fact in field.expires.iter().chain(&field.also) {
            self.text(Some(fact));
        }
        self.text(field.deprecated.as_ref());
        self.text(field.term.as_ref());
        self.text(field.text.as_ref());
    }

    fn value(&mut self, value: &Value) {
        self.at(value.at);
        let term = value.term.clone();
        self.texts.extend(term.map(|it| (value.at.line, it)));
    }

    fn error(&mut self, row: &ErrorRow) {
        self.at(row.at);
        self.fact(row.status.as_ref());
        self.text(row.message.as_ref());
        self.text(row.term.as_ref());
        self.text(row.text.as_ref());
    }
}
