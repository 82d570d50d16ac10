//! Lowers what a service says about all of its operations.

use super::{From, Lowering, docs, operation::is_deprecated};
use crate::{
    Spanned, doc, fit, ir, names,
    spec::{Class, Credential, ErrorRow, LimitScope, Period, RateLimit, Success},
    view::Types,
};

impl Lowering<'_> {
    pub(super) fn service_module(&self) -> ir::Module {
        let service = self.service;
        let title = doc::with_term(
            &service.title.value,
            service.term.as_ref().map(|it| it.value.as_str()),
        );
        let mut items = vec![ir::Item::UseRuntime];
        for operation in &service.operations {
            let features: Vec<_> = self.feature(operation).into_iter().collect();
            items.push(ir::Item::Submodule {
                name: operation.name.value.clone(),
                features,
                public: true,
            });
        }
        let own_types = service.shared.iter().any(|scope| self.is_module(scope));
        if own_types {
            items.push(ir::Item::Submodule {
                name: "types".to_owned(),
                features: Vec::new(),
                public: true,
            });
        }
        items.extend(self.mock_declaration());
        for operation in &service.operations {
            items.push(ir::Item::Reexport {
                module: operation.name.value.clone(),
                name: names::of_operation(operation),
                features: self.feature(operation).into_iter().collect(),
            });
            if let Some(was) = &operation.was {
                items.push(ir::Item::Reexport {
                    module: operation.name.value.clone(),
                    name: names::pascal(&was.value),
                    features: self.feature(operation).into_iter().collect(),
                });
            }
        }
        items.push(ir::Item::Service(Box::new(self.marker())));
        let mut deprecated = false;
        for scope in service.shared.iter().filter(|it| it.file == service.file) {
            deprecated |= self.types(scope, Types::of_service(service), From::Service, &mut items);
        }
        ir::Module {
            path: format!("{}/mod.rs", self.module),
            origin: self.origin(service.file),
            docs: doc::wrapped(&doc::inline(&title)),
            deprecated_inside: deprecated || service.operations.iter().any(is_deprecated),
            items,
        }
    }

    pub(crate) fn marker(&self) -> ir::Service {
        let service = self.service;
        let token = match &service.credential.value {
            Credential::Header(name) => Some(ir::TokenPlace::Header(name.clone())),
            Credential::Bearer => Some(ir::TokenPlace::Bearer),
            Credential::Query(name) => Some(ir::TokenPlace::Query(name.clone())),
            Credential::None | Credential::Custom => None,
        };
        let envelopes = service.envelopes.iter().map(|envelope| {
            let optional = [
                ("message", &envelope.message),
                ("request_id", &envelope.request_id),
                ("detail", &envelope.detail),
                ("when", &envelope.when),
            ];
            let path = |(method, path): (&'static str, &Option<Spanned<String>>)| {
                path.as_ref().map(|path| (method, path.value.clone()))
            };
            ir::Envelope {
                code: envelope.code.value.clone(),
                paths: optional.into_iter().filter_map(path).collect(),
                class: envelope.class.as_ref().map(|class| class_name(class.value)),
            }
        });
        ir::Service {
            name: names::of_service(service),
            docs: docs::service(service),
            wire_name: service.name.value.clone(),
            title: service.title.value.clone(),
            host: service.host.value.clone(),
            envelopes: envelopes.collect(),
            request_id_headers: service
                .request_id_headers
                .iter()
                .map(|it| it.value.clone())
                .collect(),
            success: service.success.as_ref().map(success),
            errors: error_classes(&service.errors),
            rate_limits: rate_limits(&service.rate_limits),
            secret_headers: service
                .credential_headers
                .iter()
                .map(|it| it.value.clone())
                .collect(),
            token,
        }
    }
}

pub(crate) fn success(rule: &Success) -> (String, String) {
    (
        rule.field.value.clone(),
        fit::literal_text(&rule.equals.value),
    )
}

/// Each code once, in the order of the table.
pub(crate) fn error_classes(rows: &[ErrorRow]) -> Vec<(String, &'static str)> {
    let mut classes: Vec<(String, &'static str)> = Vec::new();
    for row in rows {
        if !classes.iter().any(|(code, _)| *code == row.code.value) {
            classes.push((row.code.value.clone(), class_name(row.class.value)));
        }
    }
    classes
}

pub(crate) fn rate_limits(limits: &[RateLimit]) -> Vec<ir::RateLimit> {
    let lowered = limits.iter().map(|limit| ir::RateLimit {
        // Nobody documents four billion calls.
        calls: u32::try_from(limit.calls.value).unwrap_or(u32::MAX),
        period: match limit.per.value {
            Period::Month => ir::Period::Month,
            Period::Span(span) => match span.millis() {
                millis if millis % 1000 == 0 => ir::Period::Seconds(millis / 1000),
                millis => ir::Period::Millis(millis),
            },
        },
        scope: match limit.scope.value {
            LimitScope::Account => "Account",
            LimitScope::App => "App",
            LimitScope::Organisation => "Organisation",
            LimitScope::User => "User",
            LimitScope::Ip => "Ip",
        },
        shared: limit.shared,
    });
    lowered.collect()
}

pub(crate) fn class_name(class: Class) -> &'static str {
    match class {
        Class::Throttled => "Throttled",
        Class::Quota => "Quota",
        Class::Banned => "Banned",
        Class::TokenRejected => "TokenRejected",
        Class::ClockSkew => "ClockSkew",
        Class::Permission => "Permission",
        Class::NotFound => "NotFound",
        Class::State => "State",
        Class::Invalid => "Invalid",
        Class::Transient => "Transient",
        Class::Failed => "Failed",
    }
}
