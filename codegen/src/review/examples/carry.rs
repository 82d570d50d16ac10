//! The values of a documented request, as either side's client is given them.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap, HashSet},
};

use super::{
    Call,
    names::{Names, To},
    value::{self, Value},
};
use crate::{
    ir,
    json::JsonKind,
    lower::{self, Values, is_required, presence},
    names,
    spec::{Example, Field, In, Object, Type, Wire},
    view::Named,
};

/// What an example shows, by subject.
pub(super) type Shown = BTreeMap<String, Value>;

/// Values by the names that the steps of a request know them by.
pub(super) type Given = HashMap<String, Value>;

/// The values that an example shows; nothing if its request cannot be read.
pub(super) fn shown(call: Call<'_>, example: &Example) -> Option<Shown> {
    let operation = call.operation;
    let values = Values::of(operation, Some(example));
    values.fits().then(|| {
        let params = operation.params.iter();
        let found = params.filter_map(|param| {
            let shown = values.find(param)?;
            let null =
                matches!(&shown, lower::Shown::Json(json) if matches!(json.kind, JsonKind::Null));
            let unset = null && param.ty.value != Type::Json;
            (!unset).then(|| (subject(param), value::read(param, call.types, &shown)))
        });
        found.collect()
    })
}

fn subject(param: &Field) -> String {
    let section = param.location.map_or("body", In::section);
    format!("{section}.{}", param.name.value)
}

/// Hands the values of one side's example to a client.
pub(super) struct Carry<'a> {
    /// The client's side.
    pub(super) call: Call<'a>,
    /// What the example shows.
    pub(super) shown: &'a Shown,
    /// What else it calls what the client knows, and which side the example is of; nothing if it
    /// is of the client's.
    pub(super) names: Option<(&'a Names, To)>,
    /// What the client's own example shows.
    pub(super) own: Option<&'a Shown>,
    /// What the example does not show although its own side requires it.
    pub(super) lacks: RefCell<HashSet<String>>,
}

/// A place of the example that is open: the objects around the value that is looked for.
type Open<'v> = Vec<(String, &'v Value)>;

/// A place of the client, and the place of the example that it gets its value from.
#[derive(Clone, Copy)]
struct Place<'p> {
    here: &'p str,
    there: &'p str,
}

impl<'p> Place<'p> {
    fn new(here: &'p str, there: &'p str) -> Self {
        Self { here, there }
    }
}

impl Carry<'_> {
    /// The values of all parameters that the caller sets.
    ///
    /// # Errors
    ///
    /// Why the client cannot be given these values.
    pub(super) fn values(&self) -> Result<Given, String> {
        let mut given = Given::new();
        let params = &self.call.operation.params;
        for param in params
            .iter()
            .filter(|it| it.retired.is_none() && it.value.is_none())
        {
            let here = subject(param);
            let there = self.there(&here).unwrap_or(&here).to_owned();
            let place = Place::new(&here, &there);
            let found = self.lookup(&there, &Open::new());
            let found = match self.value(param, &param.ty.value, place, found, &mut Open::new())? {
                None if is_required(param) => self.missing(param, place)?,
                found => found,
            };
            if let Some(value) = found {
                given.insert(names::of_field(param), value);
            }
        }
        Ok(given)
    }

    fn there(&self, here: &str) -> Option<&str> {
        let (names, side) = self.names?;
        names.get(here, side)
    }

    /// What is required and not shown: the client's own example may show it.
    fn missing(&self, param: &Field, place: Place<'_>) -> Result<Option<Value>, String> {
        if self.is_lacked(place) {
            return Ok(None);
        }
        match self.own.and_then(|own| own.get(place.here)) {
            Some(value) => Ok(Some(value.clone())),
            None => Err(format!("`{}` is required", param.name.value)),
        }
    }

    /// Whether the example simply does not show what its own side requires as well.
    fn is_lacked(&self, place: Place<'_>) -> bool {
        let mut lacks = self.lacks.borrow_mut();
        if self.names.is_none() {
            lacks.insert(place.there.to_owned());
        }
        lacks.contains(place.there)
    }

    /// The value at a place of the example; `open` are the objects that are looked at.
    fn lookup<'v>(&'v self, there: &str, open: &Open<'v>) -> Option<&'v Value> {
        let around = open.iter().rev().find_map(|(path, value)| {
            let rest = there.strip_prefix(path.as_str())?.strip_prefix('.')?;
            Some((*value, rest))
        });
        if let Some((value, rest)) = around {
            return within(value, rest);
        }
        if let Some(value) = self.shown.get(there) {
            return Some(value);
        }
        self.shown.iter().find_map(|(subject, value)| {
            if subject.starts_with("headers.") {
                return subject.eq_ignore_ascii_case(there).then_some(value);
            }
            within(value, there.strip_prefix(subject)?.strip_prefix('.')?)
        })
    }

    fn value<'v>(
        &'v self,
        field: &Field,
        ty: &Type,
        place: Place<'_>,
        found: Option<&'v Value>,
        open: &mut Open<'v>,
    ) -> Result<Option<Value>, String> {
        let types = self.call.types;
        // What was a list of one is that one.
        if let Some(Value::List(items)) = found
            && let [one] = &items[..]
            && !matches!(ty, Type::List(_) | Type::Json)
        {
            return self.value(field, ty, place, Some(one), open);
        }
        let unfit = |wanted: &str| format!("`{}` takes {wanted}", field.name.value);
        if let Type::Named(name) = ty
            && let Some(Named::Object(object)) = types.find(name)
        {
            return match found {
                Some(Value::Object(_) | Value::Map(_)) | None => {
                    self.object(object, place, found, open)
                }
                Some(_) => Err(unfit("an object")),
            };
        }
        let Some(found) = found else { return Ok(None) };
        let below = |end: &str| {
            (
                format!("{}{end}", place.here),
                format!("{}{end}", place.there),
            )
        };
        Ok(Some(match (ty, found) {
            (Type::List(inner), _) => {
                let (here, there) = below("[]");
                let items = match found {
                    Value::List(items) => &items[..],
                    single => std::slice::from_ref(single),
                };
                let mut held = Vec::new();
                for item in items {
                    let place = Place::new(&here, &there);
                    held.extend(self.value(field, inner, place, Some(item), open)?);
                }
                Value::List(held)
            }
            (Type::Map(inner), Value::Map(_) | Value::Object(_)) => {
                let (here, there) = below(".*");
                let mut held = BTreeMap::new();
                for (name, member) in found.members() {
                    let place = Place::new(&here, &there);
                    let member = self.value(field, inner, place, Some(member), open)?;
                    held.extend(member.map(|it| (name.clone(), it)));
                }
                Value::Map(held)
            }
            (ty, _) => value::hold(ty, types, found).map_err(|wanted| unfit(&wanted))?,
        }))
    }

    /// An object, of what the example has at the same place or elsewhere.
    fn object<'v>(
        &'v self,
        object: &Object,
        place: Place<'_>,
        found: Option<&'v Value>,
        open: &mut Open<'v>,
    ) -> Result<Option<Value>, String> {
        let elsewhere = self
            .names
            .is_some_and(|(names, side)| names.has_within(place.here, side));
        if found.is_none() && !elsewhere {
            return Ok(None);
        }
        let depth = open.len();
        open.extend(found.map(|it| (place.there.to_owned(), it)));
        let mut members = Vec::new();
        for field in object.fields.iter().filter(|it| it.retired.is_none()) {
            let here = format!("{}.{}", place.here, field.name.value);
            let there = match self.there(&here) {
                Some(there) => there.to_owned(),
                None => format!("{}.{}", place.there, field.name.value),
            };
            let at = Place::new(&here, &there);
            let shown = self.lookup(&there, open);
            let value = self.value(field, &field.ty.value, at, shown, open)?;
            members.extend(self.member(field, at, value)?);
        }
        open.truncate(depth);
        Ok((found.is_some() || !members.is_empty()).then_some(Value::Object(members)))
    }

    /// A member, as objects are written.
    fn member(
        &self,
        field: &Field,
        place: Place<'_>,
        value: Option<Value>,
    ) -> Result<Option<(String, Value)>, String> {
        let presence = presence(field, true);
        let Some(value) = value else {
            if presence == ir::Presence::Always && !self.is_lacked(place) {
                let (_, path) = place.here.split_once('.').unwrap_or_default();
                return Err(format!("`{path}` is required"));
            }
            return Ok(None);
        };
        if presence == ir::Presence::Empty && value.is_empty() {
            return Ok(None);
        }
        let as_text = field.wire.as_ref().is_some_and(|it| it.value == Wire::Text);
        let text = value.text().filter(|_| as_text);
        let value = text.map_or(value, Value::Text);
        Ok(Some((field.name.value.clone(), value)))
    }
}

/// The value at a path of members.
fn within<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.').try_fold(value, |value, name| match value {
        Value::Object(members) => members
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value),
        Value::Map(members) => members.get(name),
        _ => None,
    })
}
