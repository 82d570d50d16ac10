//! Reads where facts come from.

use super::reader::{Map, Reader};
use crate::{
    diagnostic::{Diagnostic, Spanned},
    rules,
    spec::{Evidence, EvidenceKind},
    yaml::{Key, Kind, Node},
};

const EVIDENCE: &[(&str, EvidenceKind)] = &[
    ("example", EvidenceKind::Example),
    ("sdk", EvidenceKind::Sdk),
    ("sibling", EvidenceKind::Sibling),
    ("inferred", EvidenceKind::Inferred),
];

const ASPECTS: &[(&str, ())] = &[
    ("name", ()),
    ("type", ()),
    ("required", ()),
    ("presence", ()),
    ("default", ()),
    ("limits", ()),
    ("unit", ()),
    ("values", ()),
    ("nesting", ()),
];

impl Reader<'_> {
    pub(super) fn evidence_kind(&mut self, node: &Node) -> Option<Spanned<EvidenceKind>> {
        self.word(node, EVIDENCE)
    }

    pub(super) fn evidence(&mut self, map: &Map<'_>) -> Evidence {
        let Some(node) = map.get("evidence") else {
            return Evidence::default();
        };
        let Kind::Map(entries) = &node.kind else {
            let kind = self.evidence_kind(node);
            return Evidence(kind.map(|kind| (String::new(), kind)).into_iter().collect());
        };
        let mut evidence = Vec::new();
        for (key, value) in entries {
            if self.aspect(key)
                && let Some(kind) = self.evidence_kind(value)
            {
                evidence.push((key.text.clone(), kind));
            }
        }
        Evidence(evidence)
    }

    fn aspect(&mut self, key: &Key) -> bool {
        if ASPECTS.iter().any(|(name, ())| *name == key.text) {
            return true;
        }
        let names: Vec<_> = ASPECTS.iter().map(|(name, ())| *name).collect();
        let problem = Diagnostic::new(
            &rules::UNKNOWN_KEY,
            key.place,
            format!("evidence cannot speak of `{}`", key.text),
        );
        self.report(
            problem
                .did_you_mean(&key.text, names.iter().copied())
                .help(format!("it speaks of one of: {}", names.join(", "))),
        );
        false
    }
}
