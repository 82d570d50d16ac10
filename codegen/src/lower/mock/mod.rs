//! Lowers what a fake server needs to answer as the specs document.

mod condition;
mod kinds;

use super::{
    Lowering,
    request::{bounds, is_required},
    service::class_name,
};
use crate::{
    ExampleRequest, fit,
    ir::{
        self, Number,
        mock::{Entry, List, OperationMock, Read, ServiceMock, Value},
    },
    names,
    spec::{
        Credential, ErrorRow, Example, Field, In, ListStyle, Literal, Method, Operation,
        Pagination, Window,
    },
    view::Types,
};
use kinds::{Kinds, written};

/// Items that every description has.
const PARAMS: &str = "PARAMS";
const RESPONSE: &str = "RESPONSE";
const EXAMPLES: &str = "EXAMPLES";

impl<'a> Lowering<'a> {
    /// `mod mock;`, if there is such a module.
    pub(super) fn mock_declaration(&self) -> Option<ir::Item> {
        Some(ir::Item::Submodule {
            name: "mock".to_owned(),
            features: vec![self.options.mock.clone()?],
            public: false,
        })
    }

    pub(super) fn service_mock(&self) -> ir::Module {
        let service = self.service;
        let mock = ServiceMock {
            service: names::of_service(service),
            token: !matches!(
                service.credential.value,
                Credential::None | Credential::Custom
            ),
            errors: errors(&service.errors),
            operations: service
                .operations
                .iter()
                .filter(|operation| operation.retired.is_none())
                .map(|operation| {
                    let features = self.feature(operation).into_iter().collect();
                    (names::of_operation(operation), features)
                })
                .collect(),
        };
        ir::Module {
            path: format!("{}/mock.rs", self.module),
            origin: self.origin(service.file),
            docs: vec!["What a fake server knows of the service.".to_owned()],
            deprecated_inside: false,
            items: vec![
                ir::Item::UseRuntime,
                ir::Item::UseMock,
                ir::Item::ServiceMock(Box::new(mock)),
            ],
        }
    }

    pub(super) fn operation_mock(&'a self, operation: &'a Operation) -> ir::Module {
        let types = Types::of_operation(self.service, operation);
        let mut kinds = Kinds::new(types, &self.sent, &[PARAMS, RESPONSE, EXAMPLES]);
        let live = || operation.params.iter().filter(|it| it.retired.is_none());
        let list = |name: &str, entries| List {
            name: name.to_owned(),
            entries,
        };
        let params = live().map(|it| param(it, &mut kinds)).collect();
        let response = kinds.fields(&operation.response, false);
        let examples = operation
            .examples
            .iter()
            .filter_map(|it| example(it, operation))
            .collect();
        let permissions = &operation.permissions;
        let mock = OperationMock {
            request: names::of_operation(operation),
            method: match operation.method {
                Method::Get => "Get",
                Method::Post => "Post",
                Method::Put => "Put",
                Method::Patch => "Patch",
                Method::Delete => "Delete",
            },
            path: operation.path.value.clone(),
            params: list(PARAMS, params),
            response: list(RESPONSE, response),
            examples: list(EXAMPLES, examples),
            errors: errors(&operation.errors),
            permissions: permissions
                .all_of
                .iter()
                .chain(&permissions.any_of)
                .map(|it| it.name.value.clone())
                .collect(),
            pages: operation.pagination.as_ref().map(pages),
            window: operation.window.as_ref().map(window),
            reads: live().filter(|it| it.value.is_none()).map(read).collect(),
            types: kinds.items(),
        };
        ir::Module {
            path: format!("{}/{}/mock.rs", self.module, operation.name.value),
            origin: self.origin(operation.file),
            docs: vec!["What a fake server knows of the operation.".to_owned()],
            deprecated_inside: false,
            items: vec![
                ir::Item::UseRuntime,
                ir::Item::UseMock,
                ir::Item::OperationMock(Box::new(mock)),
            ],
        }
    }
}

fn location(param: &Field) -> &'static str {
    match param.location {
        Some(In::Path) => "Path",
        Some(In::Header) => "Header",
        Some(In::Body) => "Body",
        Some(In::Query) | None => "Query",
    }
}

fn param<'a>(param: &'a Field, kinds: &mut Kinds<'a>) -> Entry {
    let mut calls = Vec::new();
    if is_required(param) {
        calls.push(("required", None));
    }
    calls.extend(written(param));
    let style = param.style.as_ref().map(|style| style.value);
    if style == Some(ListStyle::Comma) {
        calls.push(("comma", None));
    }
    let values = [("fixed", &param.value), ("default", &param.default)];
    for (method, value) in values {
        if let Some(value) = value {
            calls.push((method, Some(Value::Text(literal(&value.value)))));
        }
    }
    let bounds = bounds(param).into_iter();
    calls.extend(bounds.map(|(method, limit)| (method, Some(Value::Number(limit)))));
    Entry {
        new: vec![
            Value::Location(location(param)),
            Value::Text(param.name.value.clone()),
            Value::Kind(kinds.kind(&param.ty.value)),
        ],
        calls,
    }
}

/// A value as it is sent; a list as JSON.
fn literal(literal: &Literal) -> String {
    let Literal::List(items) = literal else {
        return fit::literal_text(literal);
    };
    let items = items.iter().map(|item| match item {
        Literal::Text(text) => serde_json::Value::from(text.as_str()).to_string(),
        item => self::literal(item),
    });
    format!("[{}]", items.collect::<Vec<_>>().join(","))
}

fn read(param: &Field) -> Read {
    Read {
        field: names::of_field(param),
        location: location(param),
        wire: param.name.value.clone(),
    }
}

fn errors(rows: &[ErrorRow]) -> Vec<Entry> {
    let live = rows.iter().filter(|row| row.retired.is_none());
    let entries = live.map(|row| {
        let statuses = row.statuses.iter().map(|status| status.value.into());
        let message = row.message.iter().map(|it| Value::Text(it.value.clone()));
        Entry {
            new: vec![
                Value::Text(row.name.value.clone()),
                Value::Integers(statuses.collect()),
                Value::Text(row.code.value.clone()),
                Value::Class(class_name(row.class.value)),
            ],
            calls: message.map(|text| ("message", Some(text))).collect(),
        }
    });
    entries.collect()
}

/// A documented call; `None` if nothing tells what it was answered with.
fn example(example: &Example, operation: &Operation) -> Option<Entry> {
    let response = example.response.as_ref()?;
    let request = ExampleRequest::parse(&example.request.value).ok()?;
    let mut calls = Vec::new();
    let declared = |name: &str| {
        let mut params = operation.params.iter();
        params
            .find(|it| it.location == Some(In::Header) && it.name.value.eq_ignore_ascii_case(name))
    };
    let headers: Vec<_> = request
        .headers
        .iter()
        .filter_map(|pair| Some((declared(&pair.name)?.name.value.clone(), pair.value.clone())))
        .collect();
    if !headers.is_empty() {
        calls.push(("headers", Some(Value::Pairs(headers))));
    }
    if let Some(body) = request.body {
        calls.push(("body", Some(Value::Block(body))));
    }
    let status = example.status.as_ref().map_or(200, |it| it.value);
    if status != 200 {
        calls.push(("status", Some(integer(status))));
    }
    Some(Entry {
        new: vec![
            Value::Text(request.target),
            Value::Block(response.value.clone()),
        ],
        calls,
    })
}

fn pages(it: &Pagination) -> Entry {
    let names = [
        ("page", &it.page),
        ("pages", &it.pages),
        ("cursor", &it.cursor),
        ("next", &it.next),
        ("more", &it.more),
        ("offset", &it.offset),
        ("total", &it.total),
        ("size", &it.size),
        ("count", &it.count),
    ];
    let mut calls: Vec<_> = names
        .into_iter()
        .filter_map(|(method, name)| {
            let name = name.as_ref()?;
            Some((method, Some(Value::Text(name.value.clone()))))
        })
        .collect();
    if let Some(first) = it.first.as_ref().filter(|first| first.value != 1) {
        calls.push(("first", Some(integer(first.value))));
    }
    Entry {
        new: vec![Value::Text(it.items.value.clone())],
        calls,
    }
}

fn window(it: &Window) -> Entry {
    Entry {
        new: vec![
            Value::Text(it.from.value.clone()),
            Value::Text(it.to.value.clone()),
            integer(it.max.value.millis() / 1000),
        ],
        calls: Vec::new(),
    }
}

fn integer(value: u64) -> Value {
    Value::Number(Number::Integer(value.into()))
}
