//! Reads types and enums.

use super::reader::{Map, Reader};
use crate::{
    diagnostic::Spanned,
    keys,
    spec::{Enum, EnumKind, EnumValue, EvidenceNote, Object, Scope, Type},
    yaml::{Key, Kind, Node, Style},
};

/// Types that have a name of their own, with what they are called in specs.
pub(crate) const BUILT_IN: &[(&str, Type)] = &[
    ("string", Type::String),
    ("url", Type::Url),
    ("bool", Type::Bool),
    ("u32", Type::U32),
    ("u64", Type::U64),
    ("i64", Type::I64),
    ("f64", Type::F64),
    ("unix_seconds", Type::UnixSeconds),
    ("unix_millis", Type::UnixMillis),
    ("seconds", Type::Seconds),
    ("millis", Type::Millis),
    ("bytes", Type::Bytes),
    ("json", Type::Json),
];

impl Reader<'_> {
    /// The `types`, `enums` and `evidence` of a file.
    pub(super) fn scope(&mut self, map: &Map<'_>) -> Scope {
        let mut scope = Scope {
            file: self.file,
            ..Scope::default()
        };
        for (key, node) in self.section(map, "types") {
            scope.objects.extend(self.object(key, node));
        }
        for (key, node) in self.section(map, "enums") {
            scope.enums.extend(self.enumeration(key, node));
        }
        for (key, node) in self.section(map, "evidence") {
            let word = Node {
                place: key.place,
                kind: Kind::Scalar {
                    text: key.text.clone(),
                    style: Style::Quoted,
                },
            };
            let kind = self.evidence_kind(&word);
            let note = self.string(node);
            if let (Some(kind), Some(note)) = (kind, note) {
                scope.notes.push(EvidenceNote { kind, note });
            }
        }
        scope
    }

    /// The entries of a section whose keys are the author's, such as `query`.
    pub(super) fn section<'n>(&mut self, map: &Map<'n>, key: &str) -> Vec<(&'n Key, &'n Node)> {
        match map.get(key) {
            Some(node) => self.entries(node, &format!("`{key}`")).unwrap_or_default(),
            None => Vec::new(),
        }
    }

    pub(super) fn ty(&mut self, node: &Node) -> Option<Spanned<Type>> {
        let ty = match &node.kind {
            Kind::List(items) if items.len() == 1 => {
                Type::List(Box::new(self.ty(&items[0])?.value))
            }
            Kind::Map(entries) if entries.len() == 1 && entries[0].0.text == "string" => {
                Type::Map(Box::new(self.ty(&entries[0].1)?.value))
            }
            // A type that is still open must not hide the rest of an unfinished draft.
            Kind::Reported => Type::Json,
            Kind::Scalar { .. } => {
                let text = self.string(node)?;
                if text.value.starts_with(['[', '{']) {
                    self.bad_value(
                        node,
                        "a list or map type is written without quotes",
                        &format!("write {}", text.value),
                    );
                    return None;
                }
                BUILT_IN
                    .iter()
                    .find(|(name, _)| *name == text.value)
                    .map_or(Type::Named(text.value), |(_, ty)| ty.clone())
            }
            _ => {
                self.wrong_kind(node, "a type is `name`, `[name]` or `{ string: name }`");
                return None;
            }
        };
        Some(Spanned::new(ty, node.place))
    }

    fn object(&mut self, key: &Key, node: &Node) -> Option<Object> {
        let map = self.map(node, &keys::TYPE)?;
        let fields = self.section(&map, "fields");
        Some(Object {
            name: Spanned::new(key.text.clone(), key.place),
            doc: self.need_string(&map, "doc"),
            term: self.opt_string(&map, "term"),
            fields: fields
                .into_iter()
                .filter_map(|(key, node)| self.field(key, node, None))
                .collect(),
            evidence: self.evidence(&map),
            was: self.opt_string(&map, "was"),
        })
    }

    fn enumeration(&mut self, key: &Key, node: &Node) -> Option<Enum> {
        let map = self.map(node, &keys::ENUM)?;
        let of = map.get("of").and_then(|node| {
            self.word(
                node,
                &[("integer", EnumKind::Integer), ("string", EnumKind::String)],
            )
        });
        let values = self.section(&map, "values");
        // Where values have been reported, nobody can say which ones the enum has.
        let open = map
            .get("values")
            .into_iter()
            .chain(values.iter().map(|(_, node)| *node))
            .any(|node| matches!(node.kind, Kind::Reported));
        Some(Enum {
            name: Spanned::new(key.text.clone(), key.place),
            doc: self.need_string(&map, "doc"),
            term: self.opt_string(&map, "term"),
            values: values
                .into_iter()
                .filter_map(|(key, node)| self.enum_value(key, node))
                .collect(),
            evidence: self.evidence(&map),
            was: self.opt_string(&map, "was"),
            of: of.filter(|_| !open)?,
        })
    }

    fn enum_value(&mut self, key: &Key, node: &Node) -> Option<EnumValue> {
        let map = self.map(node, &keys::VALUE)?;
        Some(EnumValue {
            wire: Spanned::new(key.text.clone(), key.place),
            quoted: key.style != Style::Plain,
            name: self.need_string(&map, "name"),
            term: self.opt_string(&map, "term"),
            doc: self.need_string(&map, "doc"),
            evidence: self.evidence(&map),
            was: self.opt_string(&map, "was"),
            deprecated: self.opt_string(&map, "deprecated"),
            retired: self.opt_string(&map, "retired"),
        })
    }
}
