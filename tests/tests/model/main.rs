//! The model of specs, its facts, and the JSON that other tools get.

mod acme;
mod documented;
mod real;
mod schema;

use codegen::{
    Sources,
    model::{self, Datum, Field, Model, Operation},
};
use golden_tests::{check, memory, render, workspace};

/// The model of the workspace's specs.
fn workspace_model() -> (Sources, Model) {
    let (sources, checked) = check(&workspace("specs"));
    assert!(!checked.has_errors(), "{}", render(&sources, &checked));
    let model = model::of_specs(&sources, &checked.specs);
    (sources, model)
}

/// The model of specs that are in no folder.
fn model_of(files: &[(&str, &str)]) -> Model {
    let sources = memory(files);
    let checked = codegen::check(&sources, Vec::new());
    assert!(!checked.has_errors(), "{}", render(&sources, &checked));
    model::of_specs(&sources, &checked.specs)
}

fn operation<'a>(model: &'a Model, name: &str) -> &'a Operation {
    let found = model.operations.iter().find(|it| it.name == name);
    found.unwrap_or_else(|| panic!("no operation {name}"))
}

/// Finds `query.page_size` or `response.items[].id`.
fn field<'a>(operation: &'a Operation, subject: &str) -> &'a Field {
    let mut fields = operation.params.iter().chain(&operation.response);
    let found = fields.find(|it| it.subject() == subject);
    found.unwrap_or_else(|| panic!("no {subject}"))
}

/// All facts of one subject: aspect, what it holds, value.
fn facts_of(operation: &Operation, subject: &str) -> Vec<String> {
    let text = |it: &Datum| format!("{}: {}", it.aspect, it.value).trim_end().to_owned();
    model::facts(operation)
        .iter()
        .filter(|it| it.subject == subject)
        .map(text)
        .collect()
}
