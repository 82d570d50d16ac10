//! Reads examples and contradictions.

use super::reader::{Map, Reader};
use crate::{
    diagnostic::Spanned,
    keys,
    spec::{Contradiction, Example, Literal},
    yaml::Node,
};

impl Reader<'_> {
    pub(super) fn examples(&mut self, map: &Map<'_>) -> Vec<Example> {
        match map.get("examples") {
            Some(node) => self
                .list(node)
                .iter()
                .filter_map(|item| self.example(item))
                .collect(),
            None => Vec::new(),
        }
    }

    fn example(&mut self, node: &Node) -> Option<Example> {
        let map = self.map(node, &keys::EXAMPLE)?;
        Some(Example {
            place: map.place,
            request: map.get("request").and_then(|node| self.text(node))?,
            status: map.get("status").and_then(|node| self.number(node)),
            response: map.get("response").and_then(|node| self.text(node)),
            doc: self.opt_string(&map, "doc"),
            evidence: self.evidence(&map),
        })
    }

    pub(super) fn contradictions(&mut self, map: &Map<'_>) -> Vec<Contradiction> {
        match map.get("contradictions") {
            Some(node) => self
                .list(node)
                .iter()
                .filter_map(|item| self.contradiction(item))
                .collect(),
            None => Vec::new(),
        }
    }

    fn contradiction(&mut self, node: &Node) -> Option<Contradiction> {
        let map = self.map(node, &keys::CONTRADICTION)?;
        Some(Contradiction {
            place: map.place,
            table: self.opt_string(&map, "table"),
            example: self.opt_string(&map, "example"),
            url: self.opt_string(&map, "url"),
            sdk: self.opt_string(&map, "sdk"),
            chosen: self.need_string(&map, "chosen"),
            why: self.need_string(&map, "why"),
            seen: self.literals(&map, "seen"),
            unseen: self.strings(&map, "unseen"),
            declared: self.literals(&map, "declared"),
            about: self.opt_string(&map, "about")?,
        })
    }

    fn literals(&mut self, map: &Map<'_>, key: &str) -> Vec<(Spanned<String>, Spanned<Literal>)> {
        self.section(map, key)
            .into_iter()
            .filter_map(|(key, node)| {
                let value = self.literal(node)?;
                Some((Spanned::new(key.text.clone(), key.place), value))
            })
            .collect()
    }
}
