//! What changed of one parameter or field.

use super::{
    Change, Kind, Notice, Silence,
    change::{Step, step},
    declared_field,
    field_type::type_text,
    values, words,
};
use crate::model::{Aspect, Fact, Field, Retired, literal_text, millis_of};

/// A field on both sides.
pub(super) struct Pair<'a> {
    pub(super) old: &'a Field,
    pub(super) new: &'a Field,
    pub(super) subject: &'a str,
    /// The old subject, if it is another one.
    pub(super) was: Option<&'a str>,
    pub(super) silence: Silence,
    /// Whether that it is called otherwise was reported for itself, and not for what it is in.
    pub(super) named: bool,
    /// Whether it is the parameter with the number of entries per page.
    pub(super) page_size: bool,
    /// Whether fields within it came without any before, or all went.
    pub(super) schema: Option<Kind>,
    /// What the new side keeps as `retired`.
    pub(super) retired: &'a [Retired],
}

/// Lists what changed, apart from name and place.
pub(super) fn compare(pair: &Pair<'_>, out: &mut Vec<Change>) {
    let before = out.len();
    let retyped = pair.kind(out);
    if retyped.is_none()
        && let Some(kind) = pair.schema
    {
        out.push(declared_field::retyped(pair, kind));
    }
    pair.format(retyped.is_some(), out);
    pair.unit(retyped.is_some(), out);
    if pair.is_request() {
        pair.required(out);
    } else {
        pair.presence(out);
    }
    // The new kind of value brings its values with it.
    if !matches!(retyped, Some(Kind::V17 | Kind::R18 | Kind::R21 | Kind::R22)) {
        values::compare(pair, retyped == Some(Kind::V12), out);
    }
    pair.defaults(out);
    pair.fixed(out);
    pair.limits(out);
    pair.rest(out);
    declared_field::compare(pair, before, out);
}

impl Pair<'_> {
    pub(super) fn is_request(&self) -> bool {
        self.old.location.is_some()
    }

    pub(super) fn change(&self, kind: Kind, aspect: Aspect) -> Change {
        let mut change = Change::new(kind, self.subject, aspect);
        change.was = self.was.map(str::to_owned);
        change
    }

    pub(super) fn push<T>(
        &self,
        kind: Kind,
        aspect: Aspect,
        old: Option<&Fact<T>>,
        new: Option<&Fact<T>>,
        text: impl Fn(&T) -> String,
        out: &mut Vec<Change>,
    ) {
        out.push(
            self.change(kind, aspect)
                .values(old, new, text)
                .at(self.old.at, self.new.at),
        );
    }

    /// In specs, the same in another spelling is another text.
    pub(super) fn spelling<T>(
        &self,
        aspect: Aspect,
        old: Option<&Fact<T>>,
        new: Option<&Fact<T>>,
        text: impl Fn(&T) -> String,
        out: &mut Vec<Change>,
    ) {
        if let (Some(a), Some(b)) = (old, new)
            && self.silence == Silence::Counts
            && text(&a.value) != text(&b.value)
        {
            self.push(Kind::D01, aspect, old, new, text, out);
        }
    }

    fn required(&self, out: &mut Vec<Change>) {
        let text = |value: &bool| value.to_string();
        // Whoever sets it no longer can, or has to: that is said with the value.
        if self.old.value.is_some() != self.new.value.is_some() {
            return;
        }
        let (old, new) = (self.old.required.as_ref(), self.new.required.as_ref());
        let (old_when, new_when) = (
            self.old.required_when.as_ref(),
            self.new.required_when.as_ref(),
        );
        let counts = self.silence == Silence::Counts;
        let mut push = |kind| {
            let mut change = self.change(kind, Aspect::Required);
            // What was wanted under a condition is no argument of the constructor.
            change.eased = kind == Kind::P18 && old_when.is_some();
            let change = match old {
                Some(_) => change.values(old, None, text),
                None => change.values(old_when, None, String::clone),
            };
            let change = match new {
                Some(_) if kind != Kind::P19 => change.values(None, new, text),
                _ => change.values(None, new_when, String::clone),
            };
            out.push(change.at(self.old.at, self.new.at));
        };
        let is = |fact: Option<&Fact<bool>>, value| fact.is_some_and(|fact| fact.value == value);
        let conditional = !counts && is(new, false);
        match (old_when, new_when) {
            (None, Some(_)) if counts && is(old, true) => push(Kind::P18),
            // Of a page: optional in general, and required in the case that its words name.
            (None, Some(_)) if new.is_none() || conditional => push(Kind::P19),
            (Some(a), Some(b)) if counts && words::plain(&a.value) != words::plain(&b.value) => {
                push(Kind::P19);
            }
            (Some(_), Some(_)) => {
                self.spelling(Aspect::Required, old_when, new_when, String::clone, out);
            }
            (Some(_), None) if is(new, true) => push(Kind::P17),
            (Some(_), None) if is(new, false) => push(Kind::P18),
            _ if !is(old, true) && is(new, true) => push(Kind::P17),
            _ if is(old, true) && is(new, false) => push(Kind::P18),
            _ => {}
        }
    }

    fn presence(&self, out: &mut Vec<Change>) {
        let (old, new) = (self.old.always.as_ref(), self.new.always.as_ref());
        let is = |fact: Option<&Fact<bool>>, value| fact.is_some_and(|fact| fact.value == value);
        let text = |value: &bool| if *value { "always" } else { "not always" }.to_owned();
        let counts = self.silence == Silence::Counts;
        if is(old, true) && (is(new, false) || counts && new.is_none()) {
            let when = self.new.when.as_ref().filter(|_| counts);
            let change = self.change(Kind::R07, Aspect::Presence);
            let change = change.values(old, new, text);
            let change = change.values(None, when, String::clone);
            out.push(change.at(self.old.at, self.new.at));
        } else if !is(old, true) && is(new, true) {
            self.push(Kind::R08, Aspect::Presence, old, new, text, out);
        } else if !counts
            && self.old.when.is_none()
            && let Some(new) = self.new.when.as_ref()
        {
            // Known conditions are worded in another way than on the page.
            self.push(
                Kind::R43,
                Aspect::Presence,
                None,
                Some(new),
                String::clone,
                out,
            );
        } else if counts {
            let (old, new) = (self.old.when.as_ref(), self.new.when.as_ref());
            let same = |a: &String, b: &String| words::plain(a) == words::plain(b);
            if step(old, new, self.silence, same).is_some() {
                self.push(Kind::R43, Aspect::Presence, old, new, String::clone, out);
            } else {
                self.spelling(Aspect::Presence, old, new, String::clone, out);
            }
        }
    }

    fn rest(&self, out: &mut Vec<Change>) {
        let (old, new) = (self.old.expires.as_ref(), self.new.expires.as_ref());
        if step(old, new, self.silence, |a, b| a == b).is_some() {
            let change = self.change(Kind::A10, Aspect::Expires);
            let mut change = change.values(old, new, String::clone);
            // Whoever fetches it anew does so early enough.
            change.covered = self.silence == Silence::Counts && longer(old, new);
            out.push(change.at(self.old.at, self.new.at));
        }
        self.names(out);
        let (old, new) = (self.old.deprecated.as_ref(), self.new.deprecated.as_ref());
        match step(old, new, self.silence, |_, _| true) {
            None => {}
            Some(Step::Lost(_)) => {
                self.push(Kind::D12, Aspect::Deprecated, old, new, String::clone, out);
            }
            Some(_) => {
                let kind = if self.is_request() {
                    Kind::P30
                } else {
                    Kind::R49
                };
                let change = self.change(kind, Aspect::Deprecated);
                let change = change.values(old, new, String::clone);
                let mut change = change.at(self.old.at, self.new.at);
                // An argument has no attribute that warns.
                if kind == Kind::P30 && self.silence == Silence::Counts && is_argument(self.new) {
                    change.notice = Notice::Unseen;
                }
                out.push(change);
            }
        }
    }
}

impl Pair<'_> {
    /// Names besides its own under which it is read.
    fn names(&self, out: &mut Vec<Change>) {
        let own = [last(&self.old.path), last(&self.new.path)];
        let lacks = |field: &Field, name: &Fact<String>| {
            let also = field.also.iter().map(|it| it.value.as_str());
            !own.into_iter().chain(also).any(|it| it == name.value)
        };
        let aspect = |name: &Fact<String>| Aspect::Also(name.value.clone());
        for gone in self.old.also.iter().filter(|it| lacks(self.new, it)) {
            if self.silence == Silence::Counts {
                let aspect = aspect(gone);
                self.push(Kind::P07, aspect, Some(gone), None, String::clone, out);
            }
        }
        for come in self.new.also.iter().filter(|it| lacks(self.old, it)) {
            let aspect = aspect(come);
            self.push(Kind::P07, aspect, None, Some(come), String::clone, out);
        }
        // A renaming says what its `was` says.
        let was = |field: &'_ Field| field.declared.as_ref().and_then(|it| it.was.clone());
        let (old, new) = (was(self.old), was(self.new));
        let values = |fact: &Option<Fact<String>>| fact.as_ref().map(|it| it.value.clone());
        if values(&old) != values(&new) && values(&new).as_deref() != Some(own[0]) {
            let aspect = Aspect::Told("was");
            self.push(
                Kind::P07,
                aspect,
                old.as_ref(),
                new.as_ref(),
                String::clone,
                out,
            );
        }
    }
}

/// Whether a value is good for a longer time, or for ever.
fn longer(old: Option<&Fact<String>>, new: Option<&Fact<String>>) -> bool {
    let millis = |fact: &Fact<String>| millis_of(&fact.value);
    match (old, new) {
        (Some(_), None) => true,
        (Some(old), Some(new)) => millis(old) < millis(new),
        _ => false,
    }
}

/// What a field is, for entries about one that came or went.
pub(super) fn summary(field: &Field) -> String {
    let mut parts = vec![type_text(field)];
    if let Some(required) = &field.required {
        parts.push(
            if required.value {
                "required"
            } else {
                "optional"
            }
            .to_owned(),
        );
    }
    if let Some(default) = &field.default {
        parts.push(format!("default {}", literal_text(&default.value)));
    }
    parts.join(", ")
}

/// Whether the parameter has to be sent as far as is known.
pub(super) fn is_required(field: &Field) -> bool {
    field.required.as_ref().is_some_and(|fact| fact.value)
}

/// Whether nobody writes the name of a parameter: it is an argument of the constructor, or has a fixed value.
pub(super) fn is_argument(field: &Field) -> bool {
    let is_own = field.location.is_some() && !field.path.contains('.');
    is_own && (is_required(field) || field.value.is_some())
}

/// The own name of a field.
pub(super) fn last(path: &str) -> &str {
    let path = path.trim_end_matches("[]");
    path.rsplit('.').next().unwrap_or(path)
}
