//! What released models find in the old example of an answer and not in the new one.

use super::{
    Call,
    json::plain,
    names::{Names, To},
    path::{Path, Step},
};
use crate::{
    ir::Presence,
    json::{Json, JsonKind},
    lower::{presence, wires},
    spec::{Field, Type},
};

/// Walks through both examples at once, by the old spec.
pub(super) struct Lost<'a> {
    call: Call<'a>,
    names: &'a Names,
    found: Vec<(String, String)>,
}

/// The values at a place of the old example, and at the same place of the new one.
struct Both<'j> {
    old: Vec<&'j Json>,
    new: Vec<(Path, &'j Json)>,
}

impl<'a> Lost<'a> {
    /// Fields of the new answer that read as absent, and were there or are called otherwise now.
    pub(super) fn of(
        call: Call<'a>,
        names: &'a Names,
        old: Option<&Json>,
        new: &Json,
    ) -> Vec<(String, String)> {
        let mut lost = Self {
            call,
            names,
            found: Vec::new(),
        };
        let both = Both {
            old: old.into_iter().collect(),
            new: vec![(Path::default(), new)],
        };
        lost.object(&call.operation.response, &both, "response");
        lost.found
    }

    fn object(&mut self, fields: &'a [Field], both: &Both<'_>, here: &str) {
        if both.new.is_empty() {
            return;
        }
        for field in fields.iter().filter(|it| it.retired.is_none()) {
            let at = format!("{here}.{}", field.name.value);
            let members = both.members(&wires(field));
            if !members.new.is_empty() {
                self.within(&field.ty.value, &members, &at);
                continue;
            }
            let elsewhere = self.elsewhere(fields, both, &members, (here, &at));
            if members.old.is_empty() && elsewhere.is_none() {
                continue;
            }
            let absent = match presence(field, false) {
                Presence::Empty => "is empty",
                Presence::Always | Presence::Optional => "is `None`",
            };
            let what = match &elsewhere {
                Some(name) => format!("{absent}; the answer has it as `{name}`"),
                None => absent.to_owned(),
            };
            // Every object that shows it, where not all of a list do; else as many as showed it.
            let holds = |name: &String| -> Vec<&Path> {
                let new = both.new.iter().filter(|(_, json)| json.get(name).is_some());
                new.map(|(place, _)| place).collect()
            };
            let mut places = elsewhere.as_ref().map(holds).unwrap_or_default();
            if places.is_empty() {
                let as_many = both.new.iter().take(members.old.len().max(1));
                places.extend(as_many.map(|(place, _)| place));
            }
            for place in places {
                let path = place.with(Step::Member(field.name.value.clone()));
                self.found.push((path.text(), what.clone()));
            }
        }
    }

    /// What the new answer calls a field that it does not have: the changes say so, or it shows
    /// what the old one showed under a name that was not there.
    fn elsewhere(
        &self,
        fields: &[Field],
        both: &Both<'_>,
        members: &Both<'_>,
        (here, at): (&str, &str),
    ) -> Option<String> {
        let shown = |name: &str| both.new.iter().any(|(_, json)| json.get(name).is_some());
        if let Some(subject) = self.names.get(at, To::New) {
            let name = subject
                .strip_prefix(here)
                .and_then(|it| it.strip_prefix('.'));
            return match name {
                Some(name) => shown(name).then(|| name.to_owned()),
                // Somewhere else altogether: only worth a word if something is missing.
                None if members.old.is_empty() => None,
                None => Some(
                    subject
                        .strip_prefix("response.")
                        .unwrap_or(subject)
                        .to_owned(),
                ),
            };
        }
        let values: Vec<_> = members.old.iter().map(|it| plain(it)).collect();
        let telling = |json: &Json| match &json.kind {
            JsonKind::Null | JsonKind::Bool(_) => false,
            JsonKind::Text(text) => !text.is_empty(),
            JsonKind::List(items) => !items.is_empty(),
            JsonKind::Object(members) => !members.is_empty(),
            JsonKind::Number(_) => true,
        };
        let objects = both.new.iter().filter_map(|(_, json)| match &json.kind {
            JsonKind::Object(members) => Some(members),
            _ => None,
        });
        let unknown = |name: &str| {
            fields.iter().all(|it| !wires(it).contains(&name))
                && both.old.iter().all(|it| it.get(name).is_none())
        };
        let found = objects.flatten().find(|(name, _, value)| {
            unknown(name) && telling(value) && values.contains(&plain(value))
        });
        found.map(|(name, ..)| name.clone())
    }

    fn within(&mut self, ty: &'a Type, both: &Both<'_>, here: &str) {
        match ty {
            Type::List(inner) => self.within(inner, &both.entries(), &format!("{here}[]")),
            Type::Map(inner) => self.within(inner, &both.entries(), &format!("{here}.*")),
            Type::Named(_) => {
                if let Some(object) = self.call.types.object_in(ty) {
                    self.object(&object.fields, both, here);
                }
            }
            _ => {}
        }
    }
}

impl<'j> Both<'j> {
    /// The values of a member, under any of its names.
    fn members(&self, names: &[&str]) -> Both<'j> {
        let of = |json: &'j Json| {
            let mut found = names
                .iter()
                .filter_map(move |it| Some((*it, json.get(it)?)));
            found.find(|(_, value)| !matches!(value.kind, JsonKind::Null))
        };
        let old = self.old.iter().filter_map(|it| Some(of(it)?.1));
        let new = self.new.iter().filter_map(|(path, json)| {
            let (name, value) = of(json)?;
            Some((path.with(Step::Member(name.to_owned())), value))
        });
        Both {
            // What was empty is not missed.
            old: old.filter(|it| !is_empty(it)).collect(),
            new: new.collect(),
        }
    }

    /// What is in lists and maps.
    fn entries(&self) -> Both<'j> {
        let of = |json: &'j Json| -> Vec<(Step, &'j Json)> {
            match &json.kind {
                JsonKind::List(items) => {
                    let items = items.iter().enumerate();
                    items.map(|(at, it)| (Step::Index(at), it)).collect()
                }
                JsonKind::Object(members) => {
                    let members = members.iter();
                    members
                        .map(|(name, _, it)| (Step::Member(name.clone()), it))
                        .collect()
                }
                _ => Vec::new(),
            }
        };
        let old = self.old.iter().flat_map(|it| of(it));
        let new = self.new.iter().flat_map(|(path, json)| {
            let entries = of(json).into_iter();
            entries.map(|(step, it)| (path.with(step), it))
        });
        Both {
            old: old.map(|(_, it)| it).collect(),
            new: new.collect(),
        }
    }
}

fn is_empty(json: &Json) -> bool {
    match &json.kind {
        JsonKind::List(items) => items.is_empty(),
        JsonKind::Object(members) => members.is_empty(),
        _ => false,
    }
}
