//! Reads an operation file.

use super::reader::Reader;
use crate::{
    diagnostic::Spanned,
    keys,
    spec::{In, Method, Operation},
    yaml::Node,
};

const METHODS: &[(&str, Method)] = &[
    ("GET", Method::Get),
    ("POST", Method::Post),
    ("PUT", Method::Put),
    ("PATCH", Method::Patch),
    ("DELETE", Method::Delete),
];

impl Reader<'_> {
    pub(super) fn operation(&mut self, node: &Node) -> Option<Operation> {
        let map = self.map(node, &keys::OPERATION)?;
        let http = map.get("http").and_then(|node| self.http(node));
        // What is no answer has been reported, and must not hide the rest of an unfinished draft.
        let idempotent = map.get("idempotent").map(|node| {
            self.bool(node)
                .unwrap_or_else(|| Spanned::new(false, node.place))
        });
        let access = map
            .get("credentials")
            .and_then(|node| self.map(node, &keys::CREDENTIALS));
        let (accepted, refused) = match &access {
            Some(access) => (
                self.strings(access, "accepted"),
                self.strings(access, "refused"),
            ),
            None => (Vec::new(), Vec::new()),
        };
        let mut params = Vec::new();
        for location in [In::Path, In::Query, In::Header, In::Body] {
            params.extend(self.params(&map, location));
        }
        let response = self
            .section(&map, "response")
            .into_iter()
            .filter_map(|(key, node)| self.field(key, node, None))
            .collect();
        let anonymous = map.get("anonymous").and_then(|node| self.bool(node));
        let operation = Operation {
            file: self.file,
            name: self.need_string(&map, "operation"),
            summary: self.need_string(&map, "summary"),
            doc: self.opt_string(&map, "doc"),
            term: self.opt_string(&map, "term"),
            source: self.origin(&map),
            host: self.opt_string(&map, "host"),
            anonymous: anonymous.is_some_and(|value| value.value),
            group: self.opt_string(&map, "group"),
            success: self.success(&map),
            rate_limits: self.rate_limits(&map),
            permissions: self.permissions(&map),
            accepted,
            refused,
            app_types: self.strings(&map, "app_types"),
            params,
            response,
            scope: self.scope(&map),
            pagination: self.pagination(&map),
            window: self.window(&map),
            errors: self.errors(&map),
            examples: self.examples(&map),
            contradictions: self.contradictions(&map),
            not_modelled: self.omissions(&map),
            was: self.opt_string(&map, "was"),
            rust_name: self.opt_stand_in(&map, "rust_name"),
            deprecated: self.opt_string(&map, "deprecated"),
            sunset: self.opt_string(&map, "sunset"),
            retired: self.opt_string(&map, "retired"),
            // Last, so that the other keys have been looked at.
            method: http.as_ref()?.0,
            path: http?.1,
            idempotent: idempotent?,
        };
        Some(operation)
    }

    fn http(&mut self, node: &Node) -> Option<(Method, Spanned<String>)> {
        let line = self.string(node)?;
        let Some((method, path)) = line.value.split_once(' ') else {
            self.bad_value(
                node,
                "a method and a path are needed",
                "write them with a space between: GET /v1/things/{id}",
            );
            return None;
        };
        let Some((_, method)) = METHODS.iter().find(|(name, _)| *name == method) else {
            let names: Vec<_> = METHODS.iter().map(|(name, _)| *name).collect();
            self.bad_value(
                node,
                &format!("`{method}` is not one of: {}", names.join(", ")),
                "write the method in capitals",
            );
            return None;
        };
        let place = self.within(line.place, path);
        Some((*method, Spanned::new(path.to_owned(), place)))
    }
}
