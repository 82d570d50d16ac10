//! Reads parameters, fields, types and enums.

use super::reader::{Map, Reader};
use crate::{
    diagnostic::{Diagnostic, Spanned},
    keys, rules,
    spec::{
        Enum, EnumKind, EnumValue, Evidence, EvidenceKind, EvidenceNote, Field, In, ListStyle,
        Object, Presence, Required, Scope, Type, Wire,
    },
    yaml::{Key, Kind, Node, Style},
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
            reason: self.opt_string(&map, "reason"),
            term: self.opt_string(&map, "term"),
            doc: self.need_string(&map, "doc"),
            evidence: self.evidence(&map),
            rust_name: self.opt_string(&map, "rust_name"),
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

    fn ty(&mut self, node: &Node) -> Option<Spanned<Type>> {
        let ty = match &node.kind {
            Kind::List(items) if items.len() == 1 => {
                Type::List(Box::new(self.ty(&items[0])?.value))
            }
            Kind::Map(entries) if entries.len() == 1 && entries[0].0.text == "string" => {
                Type::Map(Box::new(self.ty(&entries[0].1)?.value))
            }
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
            of: of?,
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
