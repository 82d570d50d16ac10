//! Types, and the items that hold those that have a name.

use std::collections::{HashMap, HashSet};

use super::condition::condition;
use crate::{
    ir::mock::{Entry, Kind, List, NamedKind, Value},
    names,
    spec::{Enum, EnumKind, Field, Presence, Required, Type, Wire},
    view::{Named, Types},
};

/// The named types of an operation, collected from what names them.
pub(super) struct Kinds<'a> {
    types: Types<'a>,
    /// Names of objects that requests hold.
    sent: &'a HashSet<&'a str>,
    items: HashMap<&'a str, String>,
    taken: HashSet<String>,
    /// Those whose items are not yet made, last come first.
    open: Vec<(String, Named<'a>)>,
}

impl<'a> Kinds<'a> {
    /// `taken` are the names of other items.
    pub(super) fn new(types: Types<'a>, sent: &'a HashSet<&'a str>, taken: &[&str]) -> Self {
        Self {
            types,
            sent,
            items: HashMap::new(),
            taken: taken.iter().map(|name| (*name).to_owned()).collect(),
            open: Vec::new(),
        }
    }

    pub(super) fn kind(&mut self, ty: &'a Type) -> Kind {
        Kind::Plain(match ty {
            Type::String => "String",
            Type::Url => "Url",
            Type::Bool => "Bool",
            Type::U32 => "U32",
            Type::U64 => "U64",
            Type::I64 => "I64",
            Type::F64 => "F64",
            Type::UnixSeconds => "UnixSeconds",
            Type::UnixMillis => "UnixMillis",
            Type::Seconds => "Seconds",
            Type::Millis => "Millis",
            Type::Bytes => "Bytes",
            Type::Json => "Json",
            Type::List(inner) => return Kind::List(Box::new(self.kind(inner))),
            Type::Map(inner) => return Kind::Map(Box::new(self.kind(inner))),
            Type::Named(name) => return self.named(name),
        })
    }

    fn named(&mut self, name: &'a str) -> Kind {
        let Some(found) = self.types.find(name) else {
            return Kind::Plain("Json");
        };
        let item = match self.items.get(name) {
            Some(item) => item.clone(),
            None => self.open(name, found),
        };
        match found {
            Named::Object(_) => Kind::Object(item),
            Named::Enum(_) => Kind::Enum(item),
        }
    }

    fn open(&mut self, name: &'a str, found: Named<'a>) -> String {
        let plain = names::snake(name).to_uppercase();
        let mut item = plain.clone();
        let mut count = 1;
        while !self.taken.insert(item.clone()) {
            count += 1;
            item = format!("{plain}_{count}");
        }
        self.items.insert(name, item.clone());
        self.open.push((item.clone(), found));
        item
    }

    /// The items of all types that were named, directly or by others.
    pub(super) fn items(mut self) -> Vec<NamedKind> {
        let mut items = Vec::new();
        // No recursion: a chain of types may be long.
        while !self.open.is_empty() {
            for (name, found) in std::mem::take(&mut self.open) {
                items.push(match found {
                    Named::Object(object) => {
                        let sent = self.sent.contains(object.name.value.as_str());
                        let entries = self.fields(&object.fields, sent);
                        NamedKind::Object(List { name, entries })
                    }
                    Named::Enum(found) => values(name, found),
                });
            }
        }
        items
    }

    /// The members of an object, without those that are gone.
    pub(super) fn fields(&mut self, fields: &'a [Field], sent: bool) -> Vec<Entry> {
        let live = fields.iter().filter(|field| field.retired.is_none());
        let entries = live.map(|field| {
            let mut calls = Vec::new();
            match &field.presence {
                Presence::Always(_) => calls.push(("always", None)),
                Presence::When(text) => {
                    if let Some(pairs) = condition(&text.value, fields, self.types) {
                        calls.push(("when", Some(Value::Pairs(pairs))));
                    }
                }
                Presence::Unknown if sent && matches!(field.required, Required::Yes(_)) => {
                    calls.push(("always", None));
                }
                Presence::Unknown => {}
            }
            calls.extend(written(field));
            Entry {
                new: vec![
                    Value::Text(field.name.value.clone()),
                    Value::Kind(self.kind(&field.ty.value)),
                ],
                calls,
            }
        });
        entries.collect()
    }
}

/// How a value is written, if not as its type says.
pub(super) fn written(field: &Field) -> Option<(&'static str, Option<Value>)> {
    let method = match field.wire.as_ref()?.value {
        Wire::Text => "text",
        Wire::Either => "either",
    };
    Some((method, None))
}

fn values(name: String, found: &Enum) -> NamedKind {
    let live = found.values.iter().filter(|value| value.retired.is_none());
    let wires = live.map(|value| value.wire.value.clone());
    match found.of.value {
        EnumKind::Integer => NamedKind::Integers {
            name,
            values: wires.filter_map(|wire| wire.parse().ok()).collect(),
        },
        EnumKind::String => NamedKind::Strings {
            name,
            values: wires.collect(),
        },
    }
}
