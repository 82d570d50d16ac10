//! The specs of the workspace.

use std::sync::LazyLock;

use codegen::{
    ExampleRequest,
    spec::{Enum, Example, Object, Operation, Scope, Service, Specs, Type},
};
use golden_tests::{check, workspace};
use serde_json::Value;

static SPECS: LazyLock<Specs> = LazyLock::new(|| {
    let (_, checked) = check(&workspace("specs"));
    assert!(!checked.has_errors(), "{:#?}", checked.diagnostics);
    checked.specs
});

/// An operation and the service that it belongs to.
#[derive(Clone, Copy)]
pub(crate) struct Documented {
    pub(crate) service: &'static Service,
    pub(crate) operation: &'static Operation,
}

/// Every operation of every service.
pub(crate) fn operations() -> impl Iterator<Item = Documented> {
    SPECS.services.iter().flat_map(|service| {
        service
            .operations
            .iter()
            .map(move |operation| Documented { service, operation })
    })
}

impl Documented {
    pub(crate) fn name(self) -> &'static str {
        &self.operation.name.value
    }

    /// Requests and answers of the documented examples.
    pub(crate) fn examples(self) -> impl Iterator<Item = (ExampleRequest, Value)> {
        self.operation.examples.iter().map(move |example| {
            let request = ExampleRequest::parse(&example.request.value)
                .unwrap_or_else(|error| panic!("{}: {}", self.name(), error.message));
            (request, answer(example))
        })
    }

    /// An object type that the operation can use.
    pub(crate) fn object(self, name: &str) -> Option<&'static Object> {
        self.scopes()
            .flat_map(|scope| &scope.objects)
            .find(|object| object.name.value == name)
    }

    /// An enum that the operation can use.
    pub(crate) fn find_enum(self, name: &str) -> Option<&'static Enum> {
        self.enums().find(|found| found.name.value == name)
    }

    /// All enums that the operation can use.
    pub(crate) fn enums(self) -> impl Iterator<Item = &'static Enum> {
        self.scopes().flat_map(|scope| &scope.enums)
    }

    fn scopes(self) -> impl Iterator<Item = &'static Scope> {
        std::iter::once(&self.operation.scope).chain(&self.service.shared)
    }
}

fn answer(example: &Example) -> Value {
    let response = example.response.as_ref().expect("an answer");
    serde_json::from_str(&response.value).expect("the answer is JSON")
}

/// What a type is, once names are resolved.
pub(crate) enum Shape {
    Object(&'static Object),
    Enum(&'static Enum),
    List(&'static Type),
    Map(&'static Type),
    Scalar(&'static Type),
}

impl Documented {
    pub(crate) fn shape(self, ty: &'static Type) -> Shape {
        match ty {
            Type::List(item) => Shape::List(item),
            Type::Map(value) => Shape::Map(value),
            Type::Named(name) => match (self.object(name), self.find_enum(name)) {
                (Some(object), _) => Shape::Object(object),
                (None, Some(found)) => Shape::Enum(found),
                (None, None) => panic!("{}: there is no type {name}", self.name()),
            },
            scalar => Shape::Scalar(scalar),
        }
    }
}
