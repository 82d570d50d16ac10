//! Reads `service.yaml`.

use super::{call::CLASSES, reader::Reader};
use crate::{
    diagnostic::{Diagnostic, Spanned},
    keys, rules,
    spec::{Credential, Envelope, Host, Service},
    yaml::{Kind, Node},
};

impl Reader<'_> {
    pub(super) fn service(&mut self, node: &Node) -> Option<Service> {
        let map = self.map(node, &keys::SERVICE)?;
        let credential = map.get("credential").and_then(|node| self.credential(node));
        let mut hosts = Vec::new();
        for item in map.get("hosts").map_or(&[][..], |node| self.list(node)) {
            if let Some(map) = self.map(item, &keys::HOST) {
                hosts.push(Host {
                    url: self.need_string(&map, "url"),
                    doc: self.need_string(&map, "doc"),
                });
            }
        }
        let mut envelopes = Vec::new();
        for item in map.get("envelopes").map_or(&[][..], |node| self.list(node)) {
            envelopes.extend(self.envelope(item));
        }
        Some(Service {
            file: self.file,
            name: self.need_string(&map, "service"),
            title: self.need_string(&map, "title"),
            term: self.opt_string(&map, "term"),
            rust_name: self.opt_stand_in(&map, "rust_name"),
            doc: self.opt_string(&map, "doc"),
            host: self.need_string(&map, "host"),
            hosts,
            credential_headers: self.strings(&map, "credential_headers"),
            feature: self.opt_string(&map, "feature"),
            envelopes,
            request_id_headers: self.strings(&map, "request_id_headers"),
            success: self.success(&map),
            rate_limits: self.rate_limits(&map),
            errors: self.errors(&map),
            source: self.origin(&map),
            not_modelled: self.omissions(&map),
            shared: vec![self.scope(&map)],
            operations: Vec::new(),
            credential: credential?,
        })
    }

    fn credential(&mut self, node: &Node) -> Option<Spanned<Credential>> {
        let credential = match &node.kind {
            Kind::Map(entries) if entries.len() == 1 => {
                let (key, value) = &entries[0];
                let name = self.string(value)?.value;
                match key.text.as_str() {
                    "header" => Credential::Header(name),
                    "query" => Credential::Query(name),
                    other => {
                        self.report(
                            Diagnostic::new(
                                &rules::UNKNOWN_KEY,
                                key.place,
                                format!("a credential is not sent in a `{other}`"),
                            )
                            .help("write `{ header: NAME }`, `{ query: NAME }`, bearer, none or custom"),
                        );
                        return None;
                    }
                }
            }
            _ => {
                let words = [
                    ("bearer", Credential::Bearer),
                    ("none", Credential::None),
                    ("custom", Credential::Custom),
                ];
                self.word(node, &words)?.value
            }
        };
        Some(Spanned::new(credential, node.place))
    }

    fn envelope(&mut self, node: &Node) -> Option<Envelope> {
        let map = self.map(node, &keys::ENVELOPE)?;
        Some(Envelope {
            code: self.opt_string(&map, "code")?,
            message: self.opt_string(&map, "message"),
            request_id: self.opt_string(&map, "request_id"),
            detail: self.opt_string(&map, "detail"),
            when: self.opt_string(&map, "when"),
            class: map.get("class").and_then(|node| self.word(node, CLASSES)),
        })
    }
}
