//! Writes values as Rust.

use std::collections::BTreeSet;

use super::{raw, values::Shown};
use crate::{
    doc, fit,
    json::{Json, JsonKind},
    lower::request::is_required,
    names,
    spec::{EnumKind, Field, ListStyle, Object, Operation, Presence, Type},
    view::{Named, Types},
};

/// Most values that an example writes out.
const LONGEST: usize = 200;

/// Collects the names that an example has to import.
pub(super) struct Writer<'a> {
    types: Types<'a>,
    operation: &'a Operation,
    service_file: u32,
    pub(super) own: BTreeSet<String>,
    pub(super) shared: BTreeSet<String>,
    pub(super) in_service: BTreeSet<String>,
    pub(super) runtime: BTreeSet<&'static str>,
    /// Objects that are being written, from the outside in.
    open: Vec<&'a str>,
    /// How many values may still be written: objects in objects multiply.
    left: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn new(operation: &'a Operation, types: Types<'a>, service_file: u32) -> Self {
        Self {
            types,
            operation,
            service_file,
            own: BTreeSet::new(),
            shared: BTreeSet::new(),
            in_service: BTreeSet::new(),
            runtime: BTreeSet::new(),
            open: Vec::new(),
            left: LONGEST,
        }
    }

    /// Whether the example became too long.
    pub(super) fn is_full(&self) -> bool {
        self.left == 0
    }

    /// Drops the names of an example that became too long.
    pub(super) fn forget(&mut self) {
        self.own.clear();
        self.shared.clear();
        self.in_service.clear();
        self.runtime.clear();
    }

    pub(super) fn shown(&mut self, param: &'a Field, shown: &Shown) -> String {
        match (shown, &param.ty.value) {
            (Shown::Json(json), ty) => self.json(param, ty, json),
            (Shown::Text(texts), Type::List(inner)) => {
                let comma = param
                    .style
                    .as_ref()
                    .is_some_and(|it| it.value == ListStyle::Comma);
                let items: Vec<_> = texts
                    .iter()
                    .flat_map(|text| {
                        if comma {
                            text.split(',').collect()
                        } else {
                            vec![text.as_str()]
                        }
                    })
                    .map(|text| self.text(inner, text))
                    .collect();
                self.list(inner, &items)
            }
            (Shown::Text(texts), ty) => self.text(ty, texts.first().map_or("", String::as_str)),
        }
    }

    /// An array; if it is empty, with the type that nothing else tells.
    fn list(&mut self, inner: &Type, items: &[String]) -> String {
        let item = match inner {
            _ if !items.is_empty() => None,
            Type::String | Type::Url => Some("String".to_owned()),
            Type::Named(name) => {
                self.import(name);
                Some(name.clone())
            }
            Type::List(_) => {
                // Too much to spell out.
                self.left = 0;
                None
            }
            ty => unit(ty).map(|unit| {
                self.runtime.insert(unit);
                unit.to_owned()
            }),
        };
        match item {
            Some(item) => format!("Vec::<{item}>::new()"),
            None => format!("[{}]", items.join(", ")),
        }
    }

    fn text(&mut self, ty: &'a Type, text: &str) -> String {
        match ty {
            Type::String | Type::Url | Type::Json => literal(text),
            Type::Named(name) => self.enum_value(name, text),
            ty => self.number(ty, text),
        }
    }

    fn number(&mut self, ty: &Type, digits: &str) -> String {
        match unit(ty) {
            Some(unit) => {
                self.runtime.insert(unit);
                format!("{unit}({})", names::grouped(digits))
            }
            None if *ty == Type::F64 => digits
                .parse::<f64>()
                .map_or_else(|_| digits.to_owned(), |number| format!("{number:?}")),
            None => names::grouped(digits),
        }
    }

    fn import(&mut self, name: &str) {
        let place = match self.types.find(name) {
            Some(Named::Object(object)) => object.name.place,
            Some(Named::Enum(found)) => found.name.place,
            None => return,
        };
        let set = if place.file == self.operation.file {
            &mut self.own
        } else if place.file == self.service_file {
            &mut self.in_service
        } else {
            &mut self.shared
        };
        set.insert(name.to_owned());
    }

    fn enum_value(&mut self, name: &str, wire: &str) -> String {
        let Some(Named::Enum(found)) = self.types.find(name) else {
            return literal(wire);
        };
        self.import(name);
        match found.values.iter().find(|value| value.wire.value == wire) {
            Some(value) => format!("{name}::{}", names::pascal(&value.name.value)),
            None if found.of.value == EnumKind::Integer => format!("{name}::from({wire})"),
            None => format!("{name}::from({})", literal(wire)),
        }
    }

    fn json(&mut self, field: &'a Field, ty: &'a Type, json: &Json) -> String {
        match (ty, &json.kind) {
            (Type::List(inner), JsonKind::List(items)) => {
                let items: Vec<_> = items
                    .iter()
                    .map(|item| self.json(field, inner, item))
                    .collect();
                self.list(inner, &items)
            }
            (Type::Named(name), JsonKind::Object(_)) => match self.types.find(name) {
                Some(Named::Object(object)) => self.object(object, Some(json)),
                _ => self.made_up(field, ty),
            },
            (ty, JsonKind::Text(text) | JsonKind::Number(text))
                if !matches!(ty, Type::Json | Type::Map(_)) =>
            {
                self.text(ty, text)
            }
            (Type::Bool, JsonKind::Bool(value)) => value.to_string(),
            _ => self.made_up(field, ty),
        }
    }

    fn object(&mut self, object: &'a Object, json: Option<&Json>) -> String {
        self.import(&object.name.value);
        self.open.push(&object.name.value);
        let mut arguments = Vec::new();
        let mut setters = String::new();
        for field in object.fields.iter().filter(|field| field.retired.is_none()) {
            let shown = json.and_then(|json| json.get(&field.name.value));
            let required = is_required(field) || matches!(field.presence, Presence::Always(_));
            let value = match shown {
                Some(json) => self.json(field, &field.ty.value, json),
                None if required => self.made_up(field, &field.ty.value),
                None => continue,
            };
            if required {
                arguments.push(value);
            } else {
                setters.extend([".", &raw(&names::of_field(field)), "(", &value, ")"]);
            }
        }
        self.open.pop();
        format!(
            "{}::new({}){setters}",
            object.name.value,
            arguments.join(", ")
        )
    }

    /// A value for a parameter that no example shows.
    pub(super) fn made_up(&mut self, field: &'a Field, ty: &'a Type) -> String {
        self.left = self.left.saturating_sub(1);
        if self.left == 0 {
            return String::new();
        }
        match ty {
            Type::String => literal(&field.name.value),
            Type::Url => literal("https://example.com"),
            Type::Bool => "true".to_owned(),
            Type::Json | Type::Map(_) => "Default::default()".to_owned(),
            Type::UnixSeconds => self.number(ty, "1700000000"),
            Type::UnixMillis => self.number(ty, "1700000000000"),
            Type::List(inner) => {
                // Through a list an object can hold itself.
                let again = |object: &Object| self.open.contains(&object.name.value.as_str());
                if self.types.object_in(inner).is_some_and(again) {
                    return self.list(inner, &[]);
                }
                let item = self.made_up(field, inner);
                self.list(inner, &[item])
            }
            Type::Named(name) => match self.types.find(name) {
                Some(Named::Enum(found)) => {
                    let wire = found
                        .values
                        .first()
                        .map_or("", |value| value.wire.value.as_str());
                    self.enum_value(name, wire)
                }
                Some(Named::Object(object)) => self.object(object, None),
                None => "Default::default()".to_owned(),
            },
            ty => {
                let bound = field.min.as_ref().map(|it| fit::literal_text(&it.value));
                self.number(ty, bound.as_deref().unwrap_or("1"))
            }
        }
    }
}

fn unit(ty: &Type) -> Option<&'static str> {
    Some(match ty {
        Type::UnixSeconds => "UnixSeconds",
        Type::UnixMillis => "UnixMillis",
        Type::Seconds => "Seconds",
        Type::Millis => "Millis",
        Type::Bytes => "Bytes",
        _ => return None,
    })
}

/// A string literal that can stand in an example: one line, nothing that hides.
fn literal(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                out.push('\\');
                out.push(letter);
            }
            // Three backticks would end the example.
            '`' => out.push_str("\\u{60}"),
            letter if doc::is_hidden(letter) => {
                out.extend(letter.escape_unicode());
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}
