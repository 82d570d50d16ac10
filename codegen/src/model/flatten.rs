//! Fields of specs become flat paths, types by name become what they stand for.

use super::{
    Fact, Field, Format, In, Kind, Literal, Unit, Value, declare, lines::Lines, span_text,
};
use crate::{
    diagnostic::{Place, Spanned},
    spec::{self, EnumKind, Presence, Required, Type, Wire},
    view::{Named, Types},
};

/// Deepest nesting that is followed, and most fields of one operation: types that hold each other
/// have paths without end.
const DEEPEST: usize = 64;
const MOST: usize = 100_000;

/// What a type is on the wire, when lists around it are taken off.
#[derive(Clone, Copy, Default)]
struct Meaning<'a> {
    /// Absent if anything may come.
    kind: Option<Kind>,
    format: Option<Format>,
    unit: Option<UnitName>,
    named: Option<Named<'a>>,
}

#[derive(Clone, Copy)]
enum UnitName {
    Seconds,
    Milliseconds,
    Bytes,
}

impl From<UnitName> for Unit {
    fn from(name: UnitName) -> Self {
        match name {
            UnitName::Seconds => Self::Seconds,
            UnitName::Milliseconds => Self::Milliseconds,
            UnitName::Bytes => Self::Bytes,
        }
    }
}

/// Flattens parameters, or the fields of an answer.
pub(super) fn flatten<'a>(
    lines: &Lines<'a>,
    types: Types<'a>,
    fields: &'a [spec::Field],
) -> Vec<Field> {
    let mut walk = Walk {
        lines,
        types,
        inside: Vec::new(),
        found: Vec::new(),
    };
    for field in fields {
        walk.field(field, field.location, "");
    }
    walk.found
}

struct Walk<'l, 'a> {
    lines: &'l Lines<'a>,
    types: Types<'a>,
    /// Names of the object types around the field that is looked at.
    inside: Vec<&'a str>,
    found: Vec<Field>,
}

impl<'a> Walk<'_, 'a> {
    fn field(&mut self, field: &'a spec::Field, location: Option<In>, prefix: &str) {
        if field.retired.is_some() || self.found.len() >= MOST {
            return;
        }
        let path = format!("{prefix}{}", field.name.value);
        let mut flat = self.shape(&field.ty.value, field.ty.place, field.wire.as_ref());
        flat.at = self.lines.at(field.name.place);
        flat.path.clone_from(&path);
        flat.location = location;
        self.say(field, &mut flat);
        flat.declared = Some(Box::new(declare::field(
            self.lines,
            self.types,
            field,
            location.is_some(),
            prefix.is_empty(),
        )));
        self.found.push(flat);
        self.within(field, &field.ty.value, location, &path, 0);
    }

    /// The fields of the objects in a type.
    fn within(
        &mut self,
        field: &'a spec::Field,
        ty: &'a Type,
        location: Option<In>,
        path: &str,
        depth: usize,
    ) {
        match ty {
            _ if depth > DEEPEST || self.inside.len() > DEEPEST => {}
            Type::List(inner) => {
                let path = format!("{path}[]");
                // Entries that are lists or maps have a type that the list's own cannot tell.
                if matches!(**inner, Type::List(_)) {
                    self.entry(field, inner, location, &path);
                }
                self.within(field, inner, location, &path, depth + 1);
            }
            Type::Map(inner) => {
                let path = format!("{path}.*");
                self.entry(field, inner, location, &path);
                self.within(field, inner, location, &path, depth + 1);
            }
            Type::Named(name) => {
                let Some(Named::Object(object)) = self.types.find(name) else {
                    return;
                };
                // A type within itself is not opened a second time.
                if self.inside.contains(&object.name.value.as_str()) {
                    return;
                }
                self.inside.push(&object.name.value);
                let prefix = format!("{path}.");
                for field in &object.fields {
                    self.field(field, location, &prefix);
                }
                self.inside.pop();
            }
            _ => {}
        }
    }

    /// The values of a map, or the entries of a list of lists.
    fn entry(&mut self, field: &'a spec::Field, ty: &'a Type, location: Option<In>, path: &str) {
        if self.found.len() >= MOST {
            return;
        }
        let mut flat = self.shape(ty, field.ty.place, field.wire.as_ref());
        flat.at = self.lines.at(field.ty.place);
        path.clone_into(&mut flat.path);
        flat.location = location;
        self.found.push(flat);
    }

    /// What follows from the type.
    fn shape(&self, ty: &'a Type, place: Place, wire: Option<&'a Spanned<Wire>>) -> Field {
        let as_text = wire.is_some_and(|it| it.value == Wire::Text);
        let mut meaning = self.meaning(leaf(ty));
        if as_text && meaning.kind.is_some() {
            meaning.kind = Some(Kind::String);
        }
        let kind = match ty {
            Type::List(_) => Some(Kind::Array),
            Type::Map(_) => Some(Kind::Object),
            _ => meaning.kind,
        };
        let items = match ty {
            Type::List(inner) if matches!(**inner, Type::List(_)) => Some(Kind::Array),
            Type::List(_) => meaning.kind,
            _ => None,
        };
        let at = self.lines.at(place);
        let fact = |kind| Fact::new(kind, at);
        let mut flat = Field {
            kind: kind.map(fact),
            items,
            ..Field::default()
        };
        flat.format = meaning.format.map(|it| Fact::new(it, at));
        flat.unit = meaning.unit.map(|it| Fact::new(it.into(), at));
        match meaning.named {
            Some(Named::Object(object)) => flat.object = Some(object.name.value.clone()),
            Some(Named::Enum(found)) => flat.values = self.values(found, as_text),
            None => {}
        }
        flat
    }

    fn meaning(&self, ty: &'a Type) -> Meaning<'a> {
        let plain = |kind| Meaning {
            kind: Some(kind),
            ..Meaning::default()
        };
        let number = |format, unit| Meaning {
            kind: Some(Kind::Integer),
            format: Some(format),
            unit: Some(unit),
            named: None,
        };
        match ty {
            Type::String => plain(Kind::String),
            Type::Url => Meaning {
                format: Some(Format::Url),
                ..plain(Kind::String)
            },
            Type::Bool => plain(Kind::Boolean),
            Type::U32 | Type::U64 | Type::I64 => plain(Kind::Integer),
            Type::F64 => plain(Kind::Number),
            Type::UnixSeconds => number(Format::Instant, UnitName::Seconds),
            Type::UnixMillis => number(Format::Instant, UnitName::Milliseconds),
            Type::Seconds => number(Format::Duration, UnitName::Seconds),
            Type::Millis => number(Format::Duration, UnitName::Milliseconds),
            Type::Bytes => number(Format::Size, UnitName::Bytes),
            Type::Map(_) => plain(Kind::Object),
            // Of a list nothing but the entries is looked at.
            Type::Json | Type::List(_) => Meaning::default(),
            Type::Named(name) => {
                let named = self.types.find(name);
                let kind = named.map(|named| match named {
                    Named::Object(_) => Kind::Object,
                    Named::Enum(found) => match found.of.value {
                        EnumKind::Integer => Kind::Integer,
                        EnumKind::String => Kind::String,
                    },
                });
                Meaning {
                    kind,
                    named,
                    ..Meaning::default()
                }
            }
        }
    }

    fn values(&self, found: &'a spec::Enum, as_text: bool) -> Vec<Value> {
        let known = found.values.iter().filter(|it| it.retired.is_none());
        known
            .map(|value| {
                let wire = value.wire.value.clone();
                Value {
                    at: self.lines.at(value.wire.place),
                    wire: match found.of.value {
                        EnumKind::Integer if !as_text => Literal::Int(wire),
                        _ => Literal::Text(wire),
                    },
                    name: value.name.value.clone(),
                    term: value.term.as_ref().map(|it| it.value.clone()),
                }
            })
            .collect()
    }

    /// What the spec says besides the type.
    fn say(&self, field: &'a spec::Field, flat: &mut Field) {
        let lines = self.lines;
        let sent = flat.location.is_some();
        match &field.required {
            Required::Yes(place) => {
                flat.required = Some(Fact::new(true, lines.at(*place)));
            }
            Required::When(when) => {
                flat.required_when = Some(lines.fact(when, |text| {
                    text.strip_prefix("when ").unwrap_or(text).trim().to_owned()
                }));
            }
            // A fixed value is always sent.
            Required::No if sent => {
                flat.required = Some(match &field.value {
                    Some(value) => lines.fact(value, |_| true),
                    None => Fact::new(false, flat.at),
                });
            }
            Required::No => {}
        }
        match &field.presence {
            _ if sent => {}
            Presence::Unknown => {}
            Presence::Always(place) => {
                flat.always = Some(Fact::new(true, lines.at(*place)));
            }
            Presence::When(when) => flat.when = Some(lines.fact(when, String::clone)),
        }
        if let Some(unit) = &field.unit {
            flat.unit = Some(lines.fact(unit, |name| unit_of(name)));
        }
        flat.default = lines.same(field.default.as_ref());
        flat.value = lines.same(field.value.as_ref());
        flat.min = lines.same(field.min.as_ref());
        flat.max = lines.same(field.max.as_ref());
        flat.min_length = lines.same(field.min_length.as_ref());
        flat.max_length = lines.same(field.max_length.as_ref());
        flat.expires = field
            .expires
            .as_ref()
            .map(|it| lines.fact(it, |span| span_text(span.millis())));
        flat.also = lines.all(&field.also);
        flat.deprecated = lines.same(field.deprecated.as_ref());
        flat.sensitive = field.is_sensitive();
        flat.term = lines.same(field.term.as_ref());
    }
}

/// A type without the lists around it.
fn leaf(mut ty: &Type) -> &Type {
    while let Type::List(inner) = ty {
        ty = inner;
    }
    ty
}

fn unit_of(name: &str) -> Unit {
    match name {
        "seconds" => Unit::Seconds,
        "milliseconds" => Unit::Milliseconds,
        "bytes" => Unit::Bytes,
        other => Unit::Other(other.to_owned()),
    }
}
