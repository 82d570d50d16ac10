//! Reads parameters and fields.

use super::reader::{Map, Reader};
use crate::{
    diagnostic::{Diagnostic, Spanned},
    keys, rules,
    spec::{Field, In, ListStyle, Presence, Required, Wire},
    yaml::{Key, Kind, Node, Style},
};

/// Whether a type, or what a list or map of it holds, is still open.
fn is_open(node: &Node) -> bool {
    let mut node = node;
    loop {
        node = match &node.kind {
            Kind::Reported => return true,
            Kind::List(items) if items.len() == 1 => &items[0],
            Kind::Map(entries) if entries.len() == 1 => &entries[0].1,
            _ => return false,
        };
    }
}

impl Reader<'_> {
    pub(super) fn params(&mut self, map: &Map<'_>, location: In) -> Vec<Field> {
        self.section(map, location.section())
            .into_iter()
            .filter_map(|(key, node)| self.field(key, node, Some(location)))
            .collect()
    }

    pub(super) fn field(&mut self, key: &Key, node: &Node, location: Option<In>) -> Option<Field> {
        let section = if location.is_some() {
            &keys::PARAMETER
        } else {
            &keys::FIELD
        };
        if key.style == Style::Plain {
            self.needs_quotes(&key.text, key.place);
        }
        let map = self.map(node, section)?;
        let ty = map.get("type").and_then(|node| self.ty(node));
        let required = match map.get("required") {
            Some(node) => self.required(node),
            None => Required::No,
        };
        // A type that is still open is `json` for now, and needs no reason.
        let open = map
            .get("type")
            .filter(|node| is_open(node))
            .map(|node| Spanned::new(String::new(), node.place));
        let reason = self.opt_stand_in(&map, "reason");
        let wire = map
            .get("wire")
            .and_then(|node| self.word(node, &[("string", Wire::Text), ("either", Wire::Either)]));
        let style = map.get("style").and_then(|node| {
            self.word(
                node,
                &[("repeat", ListStyle::Repeat), ("comma", ListStyle::Comma)],
            )
        });
        let field = Field {
            name: Spanned::new(key.text.clone(), key.place),
            location,
            required,
            presence: self.presence(&map),
            also: self.strings(&map, "also"),
            default: map.get("default").and_then(|node| self.literal(node)),
            value: map.get("value").and_then(|node| self.literal(node)),
            min: map.get("min").and_then(|node| self.literal(node)),
            max: map.get("max").and_then(|node| self.literal(node)),
            min_length: map.get("min_length").and_then(|node| self.number(node)),
            max_length: map.get("max_length").and_then(|node| self.number(node)),
            pattern: self.opt_string(&map, "pattern"),
            wire,
            style,
            unit: self.opt_string(&map, "unit"),
            sensitive: map.get("sensitive").and_then(|node| self.bool(node)),
            expires: map.get("expires").and_then(|node| self.span(node)),
            reason: reason.or(open),
            term: self.opt_string(&map, "term"),
            doc: self.need_string(&map, "doc"),
            evidence: self.evidence(&map),
            rust_name: self.opt_stand_in(&map, "rust_name"),
            was: self.opt_string(&map, "was"),
            deprecated: self.opt_string(&map, "deprecated"),
            retired: self.opt_string(&map, "retired"),
            // Last, so that the other keys have been looked at.
            ty: ty?,
        };
        Some(field)
    }

    fn required(&mut self, node: &Node) -> Required {
        if let Kind::Scalar {
            text,
            style: Style::Plain | Style::Quoted,
        } = &node.kind
            && text.starts_with("when ")
        {
            return Required::When(Spanned::new(text.clone(), node.place));
        }
        match self.bool_or(node, "`true`, `false` or `when …` is needed here") {
            Some(value) if value.value => Required::Yes(node.place),
            _ => Required::No,
        }
    }

    fn presence(&mut self, map: &Map<'_>) -> Presence {
        let always = map
            .get("presence")
            .and_then(|node| self.word(node, &[("always", ())]));
        let when = self.opt_string(map, "when");
        match (always, when) {
            (Some(always), Some(when)) => {
                self.report(
                    Diagnostic::new(
                        &rules::PRESENCE_TWICE,
                        when.place,
                        "a field that is always sent has no condition",
                    )
                    .related(always.place, "always sent, it says here")
                    .help("keep `presence: always` or `when:`"),
                );
                Presence::When(when)
            }
            (Some(always), None) => Presence::Always(always.place),
            (None, Some(when)) => Presence::When(when),
            (None, None) => Presence::Unknown,
        }
    }
}
