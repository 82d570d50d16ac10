//! Reads what belongs to a call but is no parameter: limits, access, pages, errors.

use super::reader::{Map, Reader};
use crate::{
    diagnostic::Spanned,
    keys,
    spec::{
        Class, ErrorRow, LimitScope, Omission, Origin, Pagination, Permission, Permissions,
        RateLimit, Success, Window,
    },
    yaml::{Kind, Node},
};

pub(super) const CLASSES: &[(&str, Class)] = &[
    ("throttled", Class::Throttled),
    ("quota", Class::Quota),
    ("banned", Class::Banned),
    ("token_rejected", Class::TokenRejected),
    ("clock_skew", Class::ClockSkew),
    ("permission", Class::Permission),
    ("not_found", Class::NotFound),
    ("state", Class::State),
    ("invalid", Class::Invalid),
    ("transient", Class::Transient),
    ("failed", Class::Failed),
];

const SCOPES: &[(&str, LimitScope)] = &[
    ("account", LimitScope::Account),
    ("app", LimitScope::App),
    ("organisation", LimitScope::Organisation),
    ("user", LimitScope::User),
    ("ip", LimitScope::Ip),
];

impl Reader<'_> {
    pub(super) fn origin(&mut self, map: &Map<'_>) -> Option<Origin> {
        let map = self.map(map.get("source")?, &keys::SOURCE)?;
        Some(Origin {
            place: map.place,
            document: self.opt_string(&map, "document"),
            title: self.opt_string(&map, "title"),
            section: self.opt_string(&map, "section"),
            url: self.opt_string(&map, "url"),
            language: self.opt_string(&map, "language"),
            updated: self.opt_string(&map, "updated"),
            checked: self.opt_string(&map, "checked"),
            sha256: self.opt_string(&map, "sha256"),
            evidence: map
                .get("evidence")
                .and_then(|node| self.evidence_kind(node)),
            note: self.opt_string(&map, "note"),
        })
    }

    pub(super) fn success(&mut self, map: &Map<'_>) -> Option<Success> {
        let map = self.map(map.get("success")?, &keys::SUCCESS)?;
        Some(Success {
            field: self.opt_string(&map, "field")?,
            equals: map.get("equals").and_then(|node| self.literal(node))?,
        })
    }

    pub(super) fn rate_limits(&mut self, map: &Map<'_>) -> Vec<RateLimit> {
        let Some(node) = map.get("rate_limit") else {
            return Vec::new();
        };
        one_or_many(node)
            .iter()
            .filter_map(|node| self.rate_limit(node))
            .collect()
    }

    fn rate_limit(&mut self, node: &Node) -> Option<RateLimit> {
        let map = self.map(node, &keys::RATE_LIMIT)?;
        let calls = map.get("calls").and_then(|node| self.number(node));
        let per = map.get("per").and_then(|node| self.period(node));
        // Who is counted may be open in a draft; the limit is there all the same.
        let scope = map.get("scope").and_then(|node| match node.kind {
            Kind::Reported => Some(Spanned::new(LimitScope::App, node.place)),
            _ => self.word(node, SCOPES),
        });
        let shared = map.get("shared").and_then(|node| self.bool(node));
        Some(RateLimit {
            shared: shared.is_some_and(|value| value.value),
            calls: calls?,
            per: per?,
            scope: scope?,
            doc: self.opt_string(&map, "doc"),
            evidence: self.evidence(&map),
        })
    }

    pub(super) fn permissions(&mut self, map: &Map<'_>) -> Permissions {
        let Some(map) = map
            .get("permissions")
            .and_then(|node| self.map(node, &keys::PERMISSIONS))
        else {
            return Permissions::default();
        };
        Permissions {
            all_of: self.permission_list(&map, "all_of"),
            any_of: self.permission_list(&map, "any_of"),
            operator: self.opt_string(&map, "operator"),
        }
    }

    fn permission_list(&mut self, map: &Map<'_>, key: &str) -> Vec<Permission> {
        let Some(node) = map.get(key) else {
            return Vec::new();
        };
        let mut permissions = Vec::new();
        for item in self.list(node) {
            if let Some(map) = self.map(item, &keys::PERMISSION)
                && let Some(name) = self.opt_string(&map, "name")
            {
                permissions.push(Permission {
                    name,
                    term: self.opt_string(&map, "term"),
                    doc: self.opt_string(&map, "doc"),
                });
            }
        }
        permissions
    }

    pub(super) fn pagination(&mut self, map: &Map<'_>) -> Option<Pagination> {
        let map = self.map(map.get("pagination")?, &keys::PAGINATION)?;
        Some(Pagination {
            place: map.place,
            page: self.opt_string(&map, "page"),
            first: map.get("first").and_then(|node| self.number(node)),
            pages: self.opt_string(&map, "pages"),
            cursor: self.opt_string(&map, "cursor"),
            next: self.opt_string(&map, "next"),
            more: self.opt_string(&map, "more"),
            offset: self.opt_string(&map, "offset"),
            total: self.opt_string(&map, "total"),
            size: self.opt_string(&map, "size"),
            count: self.opt_string(&map, "count"),
            items: self.opt_string(&map, "items")?,
        })
    }

    pub(super) fn window(&mut self, map: &Map<'_>) -> Option<Window> {
        let map = self.map(map.get("window")?, &keys::WINDOW)?;
        let max = map.get("max").and_then(|node| self.span(node));
        Some(Window {
            from: self.opt_string(&map, "from")?,
            to: self.opt_string(&map, "to")?,
            max: max?,
        })
    }

    pub(super) fn errors(&mut self, map: &Map<'_>) -> Vec<ErrorRow> {
        match map.get("errors") {
            Some(node) => self
                .list(node)
                .iter()
                .filter_map(|row| self.error_row(row))
                .collect(),
            None => Vec::new(),
        }
    }

    fn error_row(&mut self, node: &Node) -> Option<ErrorRow> {
        let map = self.map(node, &keys::ERROR)?;
        let statuses = match map.get("status") {
            Some(node) => one_or_many(node)
                .iter()
                .filter_map(|status| self.number(status))
                .collect(),
            None => Vec::new(),
        };
        // A class that is still open must not hide the rest of an unfinished draft.
        let class = map.get("class").and_then(|node| match node.kind {
            Kind::Reported => Some(Spanned::new(Class::Failed, node.place)),
            _ => self.word(node, CLASSES),
        });
        // A status that has been reported is not missing.
        let open = map
            .get("status")
            .is_some_and(|node| matches!(node.kind, Kind::Reported));
        let statuses = (!open).then_some(statuses);
        Some(ErrorRow {
            statuses: statuses?,
            code: self.opt_string(&map, "code")?,
            name: self.opt_string(&map, "name")?,
            message: self.opt_string(&map, "message"),
            term: self.opt_string(&map, "term"),
            doc: self.need_string(&map, "doc"),
            evidence: self.evidence(&map),
            deprecated: self.opt_string(&map, "deprecated"),
            retired: self.opt_string(&map, "retired"),
            class: class?,
        })
    }

    pub(super) fn omissions(&mut self, map: &Map<'_>) -> Vec<Omission> {
        let Some(node) = map.get("not_modelled") else {
            return Vec::new();
        };
        let mut omissions = Vec::new();
        for item in self.list(node) {
            if let Some(map) = self.map(item, &keys::OMISSION)
                && let (Some(what), Some(why)) =
                    (self.opt_string(&map, "what"), self.opt_string(&map, "why"))
            {
                omissions.push(Omission { what, why });
            }
        }
        omissions
    }
}

/// A list, or a single value in place of it.
fn one_or_many(node: &Node) -> &[Node] {
    match &node.kind {
        Kind::List(items) => items,
        _ => std::slice::from_ref(node),
    }
}
