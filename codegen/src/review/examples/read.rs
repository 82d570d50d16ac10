//! Reads an answer as generated models do.

use std::borrow::Cow;

use super::{
    Call,
    path::{Path, Step},
    scalar::{Number, float, instead, integer, loses_digits, number, string},
};
use crate::{
    doc,
    ir::{Presence, Reader},
    json::{Json, JsonKind},
    lower::{presence, reader, wires},
    spec::{Enum, EnumKind, Field, Type},
    view::Named,
};

/// Containers in containers that a client reads.
const DEEPEST: usize = 127;

/// Why a value cannot be read: its path, and what is wrong with it.
pub(super) type Fault = (String, String);

/// Reads an answer; what gets lost on the way is kept.
pub(super) struct Reading<'a> {
    call: Call<'a>,
    path: Path,
    depth: usize,
    /// Paths, and what happens there.
    pub(super) losses: Vec<(String, String)>,
}

pub(super) type Read = Result<(), Cow<'static, str>>;

const MISSING: &str = "required, but missing or null";

impl<'a> Reading<'a> {
    /// Reads the answer of an operation.
    ///
    /// # Errors
    ///
    /// The first fault, as the client finds it.
    pub(super) fn of(call: Call<'a>, json: &Json) -> Result<Self, Fault> {
        let mut reading = Self {
            call,
            path: Path::default(),
            depth: 0,
            losses: Vec::new(),
        };
        match reading.object(&call.operation.response, false, json) {
            Ok(()) => Ok(reading),
            Err(why) => Err((reading.path.text(), why.into_owned())),
        }
    }

    /// `sent`: whether requests hold the object as well.
    fn object(&mut self, fields: &'a [Field], sent: bool, json: &Json) -> Read {
        let JsonKind::Object(members) = &json.kind else {
            return Err(instead("an object", json));
        };
        self.enter()?;
        let mut filled = vec![false; fields.len()];
        for (name, _, value) in members {
            let known = fields
                .iter()
                .position(|it| wires(it).contains(&name.as_str()));
            let Some((index, field)) = known.and_then(|at| Some((at, fields.get(at)?))) else {
                continue;
            };
            // Null leaves the field as it is.
            if matches!(value.kind, JsonKind::Null) {
                continue;
            }
            self.path.push(Step::Member(name.clone()));
            self.value(&field.ty.value, reader(field), value)?;
            self.path.pop();
            if let Some(filled) = filled.get_mut(index) {
                *filled = true;
            }
        }
        let missing = fields
            .iter()
            .zip(filled)
            .find(|(field, filled)| !filled && presence(field, sent) == Presence::Always);
        if let Some((field, _)) = missing {
            self.path.push(Step::Member(field.name.value.clone()));
            return Err(MISSING.into());
        }
        self.depth -= 1;
        Ok(())
    }

    fn value(&mut self, ty: &'a Type, form: Reader, json: &Json) -> Read {
        match (ty, &json.kind) {
            (Type::List(inner), JsonKind::List(items)) => {
                self.enter()?;
                for (index, item) in items.iter().enumerate() {
                    self.path.push(Step::Index(index));
                    self.value(inner, form, item)?;
                    self.path.pop();
                }
                self.depth -= 1;
                Ok(())
            }
            (Type::List(_), _) => Err(instead("a list", json)),
            (Type::Map(inner), JsonKind::Object(members)) => {
                self.enter()?;
                for (name, _, value) in members {
                    self.path.push(Step::Member(name.clone()));
                    self.value(inner, form, value)?;
                    self.path.pop();
                }
                self.depth -= 1;
                Ok(())
            }
            (Type::Map(_), _) => Err(instead("an object", json)),
            (Type::Named(name), _) => match self.call.types.find(name) {
                Some(Named::Object(found)) => {
                    let sent = self.call.sent.contains(found.name.value.as_str());
                    self.object(&found.fields, sent, json)
                }
                Some(Named::Enum(found)) => self.choice(found, form, json),
                None => self.anything(json),
            },
            (Type::Json, _) => self.anything(json),
            (Type::Bool, JsonKind::Bool(_)) => Ok(()),
            (Type::Bool, _) => Err(instead("a boolean", json)),
            (Type::String | Type::Url, _) => string(form, json),
            (Type::F64, _) => {
                let digits = float(form, json)?;
                if loses_digits(digits) {
                    self.lose("has more digits than are kept".to_owned());
                }
                Ok(())
            }
            (Type::U32, _) => integer("an integer from 0 to 4294967295", form, json, |it| {
                u32::try_from(it).is_ok()
            }),
            (Type::U64 | Type::Bytes, _) => {
                let expected = "an integer from 0 to 18446744073709551615";
                integer(expected, form, json, |it| u64::try_from(it).is_ok())
            }
            (_, _) => integer("an integer", form, json, |it| i64::try_from(it).is_ok()),
        }
    }

    fn choice(&mut self, found: &Enum, form: Reader, json: &Json) -> Read {
        let shown = match &json.kind {
            JsonKind::Number(text) | JsonKind::Text(text) => text.as_str(),
            _ => "",
        };
        let known = match found.of.value {
            EnumKind::String => {
                string(form, json)?;
                let mut wires = wires_of(found);
                wires.any(|it| it == shown)
            }
            EnumKind::Integer => {
                integer("an integer", form, json, |it| i64::try_from(it).is_ok())?;
                let number = shown.parse::<i64>().ok();
                let mut wires = wires_of(found).map(|it| it.parse::<i64>().ok());
                wires.any(|it| it == number)
            }
        };
        if !known {
            self.lose(format!("unknown value `{}`", doc::visible(shown)));
        }
        Ok(())
    }

    /// A value of which nothing is known.
    fn anything(&mut self, json: &Json) -> Read {
        match &json.kind {
            JsonKind::Number(digits) => {
                if let Number::Float(_) = number(digits)?
                    && loses_digits(digits)
                {
                    self.lose("has more digits than are kept".to_owned());
                }
            }
            JsonKind::List(items) => {
                self.enter()?;
                for (index, item) in items.iter().enumerate() {
                    self.path.push(Step::Index(index));
                    self.anything(item)?;
                    self.path.pop();
                }
                self.depth -= 1;
            }
            JsonKind::Object(members) => {
                self.enter()?;
                for (name, _, value) in members {
                    self.path.push(Step::Member(name.clone()));
                    self.anything(value)?;
                    self.path.pop();
                }
                self.depth -= 1;
            }
            JsonKind::Null | JsonKind::Bool(_) | JsonKind::Text(_) => {}
        }
        Ok(())
    }

    fn enter(&mut self) -> Read {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("not valid JSON: recursion limit exceeded".into());
        }
        Ok(())
    }

    fn lose(&mut self, what: String) {
        self.losses.push((self.path.text(), what));
    }
}

fn wires_of(found: &Enum) -> impl Iterator<Item = &str> {
    let values = found.values.iter();
    let wires = values.flat_map(|it| std::iter::once(&it.wire).chain(&it.was));
    wires.map(|it| it.value.as_str())
}
