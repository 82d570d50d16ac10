//! What changed of a parameter's or field's type, of what its value stands for, and of its unit.

use super::{
    Change, Kind,
    change::{Step, step},
    fields::Pair,
};
use crate::model::{Aspect, Fact, Field, Format, In, Kind as Type, Unit};

impl Pair<'_> {
    pub(super) fn kind(&self, out: &mut Vec<Change>) -> Option<Kind> {
        let (old, new) = (self.old.kind.as_ref()?, self.new.kind.as_ref()?);
        let kind = self.type_kind(old.value, new.value)?;
        out.push(
            self.change(kind, Aspect::Type)
                .old(type_text(self.old), old.at)
                .new_value(type_text(self.new), new.at),
        );
        Some(kind)
    }

    fn type_kind(&self, old: Type, new: Type) -> Option<Kind> {
        let request = self.is_request();
        match (old, new) {
            (Type::Array, Type::Array) => self.scalar_kind(self.old.items?, self.new.items?),
            (_, Type::Array) if request => match self.old.location {
                Some(In::Query | In::Header) => Some(Kind::P12),
                _ => Some(Kind::P13),
            },
            (_, Type::Array) => Some(Kind::R19),
            (Type::Array, _) if request => Some(Kind::P14),
            (Type::Array, _) => Some(Kind::R20),
            _ => self.scalar_kind(old, new),
        }
    }

    fn scalar_kind(&self, old: Type, new: Type) -> Option<Kind> {
        use Type::{Array, Boolean, Integer, Number, Object, String};
        let request = self.is_request();
        let both = !self.old.values.is_empty() && !self.new.values.is_empty();
        Some(match (old, new) {
            _ if old == new => return None,
            (Array, _) => Kind::R20,
            (_, Array) => Kind::R19,
            (Object, _) => Kind::R22,
            (_, Object) => Kind::R21,
            (Boolean, _) if self.new.values.len() > 2 => Kind::V17,
            (Integer, String) if both => Kind::V12,
            (Integer, Number) => Kind::R14,
            (Number, Integer) => Kind::R15,
            (Boolean, Integer | Number) | (Integer | Number, Boolean) => Kind::R18,
            (_, String) if request => Kind::P10,
            (_, String) => Kind::R16,
            _ if request => Kind::P11,
            _ => Kind::R17,
        })
    }

    pub(super) fn format(&self, retyped: bool, out: &mut Vec<Change>) {
        let text = |format: &Format| format_text(*format).to_owned();
        let (old, new) = (self.old.format.as_ref(), self.new.format.as_ref());
        let kind = match step(old, new, self.silence, |a, b| a == b) {
            // A type that changed says so already, and so does another unit.
            None => return,
            Some(_) if retyped || self.has_other_unit() => return,
            Some(Step::First) => Kind::R33,
            Some(_) => Kind::R31,
        };
        self.push(kind, Aspect::Format, old, new, text, out);
    }

    fn has_other_unit(&self) -> bool {
        let unit =
            |fact: Option<&Fact<Unit>>| fact.map(|it| it.value.as_str().to_ascii_lowercase());
        let (old, new) = (unit(self.old.unit.as_ref()), unit(self.new.unit.as_ref()));
        old.is_some() && new.is_some() && old != new
    }

    pub(super) fn unit(&self, retyped: bool, out: &mut Vec<Change>) {
        let time = |unit: &Unit| matches!(unit, Unit::Seconds | Unit::Milliseconds);
        let text = |unit: &Unit| unit.as_str().to_owned();
        let (old, new) = (self.old.unit.as_ref(), self.new.unit.as_ref());
        let kind = match step(old, new, self.silence, |a, b| {
            a.as_str().eq_ignore_ascii_case(b.as_str())
        }) {
            None => {
                self.spelling(Aspect::Unit, old, new, |it| it.as_str().to_owned(), out);
                return;
            }
            // With a format that is new or gone as well, that is one statement.
            Some(Step::First) if self.old.format.is_none() && self.new.format.is_some() => {
                return;
            }
            Some(Step::Lost(_)) if self.old.format.is_some() && self.new.format.is_none() => {
                return;
            }
            Some(Step::Lost(_)) if retyped => return,
            Some(Step::First) => Kind::R33,
            Some(Step::Lost(unit) | Step::Changed(unit, _)) if time(&unit.value) => Kind::R32,
            Some(Step::Changed(_, unit)) if time(&unit.value) => Kind::R32,
            Some(_) => Kind::R34,
        };
        self.push(kind, Aspect::Unit, old, new, text, out);
    }
}

fn format_text(format: Format) -> &'static str {
    match format {
        Format::Url => "link",
        Format::Instant => "point in time",
        Format::Duration => "length of time",
        Format::Size => "size",
    }
}

/// `integer`, `array of object`.
pub(super) fn type_text(field: &Field) -> String {
    match (&field.kind, field.items) {
        (Some(kind), Some(items)) if kind.value == Type::Array => {
            format!("array of {}", items.as_str())
        }
        (Some(kind), _) => kind.value.as_str().to_owned(),
        (None, _) => "unknown".to_owned(),
    }
}
