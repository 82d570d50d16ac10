//! Lowers the request of an operation: its parameters, and how each is sent.

use super::{
    From, Lowering, docs,
    service::{error_classes, rate_limits, success},
    types,
};
use crate::{
    fit, ir, names,
    spec::{Field, In, ListStyle, Literal, Operation, Required, Type, Wire},
    view::{Types, parameter},
};

impl<'a> Lowering<'a> {
    pub(super) fn request(&self, operation: &'a Operation, types: Types<'a>) -> ir::Request {
        let name = names::of_operation(operation);
        ir::Request {
            docs: docs::operation(self, operation, types),
            deprecated: deprecation(operation),
            new_docs: docs::constructor(operation, types),
            params: operation
                .params
                .iter()
                .filter(|param| param.value.is_none())
                .map(|param| self.param(param, types))
                .collect(),
            service: names::of_service(self.service),
            response: format!("{name}Response"),
            operation: ir::Operation {
                name: operation.name.value.clone(),
                idempotent: operation.idempotent.value,
                anonymous: operation.anonymous,
                no_content: operation.response.is_empty(),
                host: operation.host.as_ref().map(|host| host.value.clone()),
                success: operation.success.as_ref().map(success),
                errors: error_classes(&operation.errors),
                rate_limits: rate_limits(&operation.rate_limits),
            },
            method: match operation.method {
                crate::spec::Method::Get => "get",
                crate::spec::Method::Post => "post",
                crate::spec::Method::Put => "put",
                crate::spec::Method::Patch => "patch",
                crate::spec::Method::Delete => "delete",
            },
            path: operation.path.value.clone(),
            steps: steps(operation),
            name,
        }
    }

    pub(crate) fn param(&self, param: &'a Field, types: Types<'a>) -> ir::Param {
        ir::Param {
            name: names::of_field(param),
            ty: self.ty(param, types, From::Operation),
            required: is_required(param),
            docs: docs::setter(param, types),
            deprecated: types::deprecation(param.deprecated.as_ref(), param.retired.as_ref()),
            retired: param.retired.is_some(),
        }
    }
}

/// How a call becomes a request, step by step.
pub(crate) fn steps(operation: &Operation) -> Vec<ir::Step> {
    let mut steps = Vec::new();
    if let Some(retired) = &operation.retired {
        steps.push(ir::Step::Retired(retired.value.clone()));
    }
    for param in &operation.params {
        if param.retired.is_none() {
            limits(param, &mut steps);
            steps.push(send(param));
        }
    }
    if let Some(window) = &operation.window {
        let end = |wire: &str| {
            let rust = parameter(operation, wire).map_or_else(String::new, names::of_field);
            (wire.to_owned(), rust)
        };
        steps.push(ir::Step::Window {
            from: end(&window.from.value),
            to: end(&window.to.value),
            seconds: window.max.value.millis() / 1000,
        });
    }
    steps
}

pub(crate) fn deprecation(operation: &Operation) -> Option<String> {
    types::deprecation(operation.deprecated.as_ref(), operation.retired.as_ref()).or_else(|| {
        let date = operation.sunset.as_ref()?;
        Some(format!("the vendor switches it off on {}", date.value))
    })
}

pub(crate) fn is_required(param: &Field) -> bool {
    matches!(param.required, Required::Yes(_))
}

pub(crate) fn send(param: &Field) -> ir::Step {
    let wire = param.name.value.clone();
    let name = names::of_field(param);
    let list = matches!(param.ty.value, Type::List(_));
    let as_text = param
        .wire
        .as_ref()
        .is_some_and(|wire| wire.value == Wire::Text);
    let comma = param
        .style
        .as_ref()
        .is_some_and(|it| it.value == ListStyle::Comma);
    let fixed = param
        .value
        .as_ref()
        .map(|value| fixed(&value.value, as_text));
    let sent = fixed.unwrap_or_else(|| ir::Sent::Field(name.clone()));
    let optional = !is_required(param) && param.value.is_none();
    let (method, value) = match param.location {
        Some(In::Path) => ("path", sent),
        Some(In::Header) => ("header", sent),
        Some(In::Query) if list && comma => ("query_joined", sent),
        Some(In::Query) if list => ("query_each", sent),
        Some(In::Query) => ("query", sent),
        Some(In::Body) | None => match (sent, as_text, optional) {
            (ir::Sent::Field(name), true, false) => ("json", ir::Sent::Text(name)),
            (ir::Sent::Field(name), true, true) => ("json_optional", ir::Sent::TextOptional(name)),
            (sent, _, true) => ("json_optional", sent),
            (sent, _, false) => ("json", sent),
        },
    };
    ir::Step::Send {
        method,
        wire,
        value,
    }
}

fn fixed(literal: &Literal, as_text: bool) -> ir::Sent {
    match literal {
        Literal::Int(digits) if !as_text => digits.parse().map_or_else(
            |_| ir::Sent::FixedText(digits.clone()),
            ir::Sent::FixedInteger,
        ),
        Literal::Float(digits) if !as_text => digits.parse().map_or_else(
            |_| ir::Sent::FixedText(digits.clone()),
            ir::Sent::FixedFloat,
        ),
        Literal::Bool(value) => ir::Sent::FixedBool(*value),
        literal => ir::Sent::FixedText(fit::literal_text(literal)),
    }
}

pub(crate) fn limits(param: &Field, steps: &mut Vec<ir::Step>) {
    let limits = bounds(param);
    steps.extend(limits.into_iter().map(|(method, limit)| ir::Step::Limit {
        method,
        wire: param.name.value.clone(),
        name: names::of_field(param),
        by_reference: matches!(method, "min_length" | "max_length"),
        limit,
    }));
}

/// What a value that the caller chooses has to keep, with the builder's methods that say so.
pub(super) fn bounds(param: &Field) -> Vec<(&'static str, ir::Number)> {
    let mut found = Vec::new();
    if param.value.is_some() {
        return found;
    }
    let float = param.ty.value == Type::F64;
    let values = [
        (&param.min, "at_least", "at_least_f64"),
        (&param.max, "at_most", "at_most_f64"),
    ];
    for (bound, whole, real) in values {
        let Some(bound) = bound else { continue };
        let text = fit::literal_text(&bound.value);
        if float {
            if let Ok(limit) = text.parse() {
                found.push((real, ir::Number::Float(limit)));
            }
        } else if let Ok(limit) = text.parse::<i64>() {
            found.push((whole, ir::Number::Integer(limit.into())));
        }
    }
    let lengths = [
        (&param.min_length, "min_length"),
        (&param.max_length, "max_length"),
    ];
    for (bound, method) in lengths {
        if let Some(bound) = bound {
            found.push((method, ir::Number::Integer(bound.value.into())));
        }
    }
    found
}
