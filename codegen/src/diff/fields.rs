//! What changed of one parameter or field.

use super::{
    Change, Kind, Notice, Silence,
    change::{Step, same_literal, step},
    declared_field, values, words,
};
use crate::model::{
    Aspect, Fact, Field, Format, In, Kind as Type, Retired, Unit, literal_text, millis_of,
};

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

    fn push<T>(
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

    fn kind(&self, out: &mut Vec<Change>) -> Option<Kind> {
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

    fn format(&self, retyped: bool, out: &mut Vec<Change>) {
        let text = |format: &Format| format_text(*format).to_owned();
        let (old, new) = (self.old.format.as_ref(), self.new.format.as_ref());
        let kind = match step(old, new, self.silence, |a, b| a == b) {
            // A type that changed says so already.
            None => return,
            Some(_) if retyped => return,
            Some(Step::First) => Kind::R33,
            Some(_) => Kind::R31,
        };
        self.push(kind, Aspect::Format, old, new, text, out);
    }

    fn unit(&self, retyped: bool, out: &mut Vec<Change>) {
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

    /// In specs, the same in another spelling is another text.
    fn spelling<T>(
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

    fn defaults(&self, out: &mut Vec<Change>) {
        let (old, new) = (self.old.default.as_ref(), self.new.default.as_ref());
        let kind = match step(old, new, self.silence, same_literal) {
            None => return,
            Some(Step::First) => Kind::P24,
            Some(Step::Lost(_)) => Kind::P25,
            Some(Step::Changed(..)) => Kind::P23,
        };
        self.push(kind, Aspect::Default, old, new, literal_text, out);
    }

    fn fixed(&self, out: &mut Vec<Change>) {
        let (old, new) = (self.old.value.as_ref(), self.new.value.as_ref());
        let counts = self.silence == Silence::Counts;
        let kind = match step(old, new, self.silence, same_literal) {
            None => return,
            // A setter or an argument comes; released clients send what was fixed.
            Some(Step::Lost(_)) if is_required(self.new) => Kind::P02,
            Some(Step::Lost(_)) => Kind::P01,
            // A setter or an argument goes.
            Some(Step::First) if counts && is_required(self.old) => Kind::P05,
            Some(Step::First) if counts => Kind::P04,
            Some(_) => Kind::P35,
        };
        let mut change = self
            .change(kind, Aspect::Fixed)
            .values(old, new, |it| format!("always {}", literal_text(it)))
            .at(self.old.at, self.new.at);
        change.covered = matches!(kind, Kind::P01 | Kind::P02);
        if kind == Kind::P35 {
            change = change.values(old, new, literal_text);
        }
        out.push(change);
    }

    fn limits(&self, out: &mut Vec<Change>) {
        let list = self.old.kind.as_ref().map(|fact| fact.value) == Some(Type::Array);
        let answer = !self.is_request();
        let lowered = match (list, self.page_size) {
            (true, _) if !answer => Kind::C07,
            (_, true) => Kind::C09,
            _ => Kind::C01,
        };
        let raised = if list && !answer {
            Kind::C08
        } else {
            Kind::C02
        };
        let longer = if answer { Kind::C10 } else { raised };
        let (old, new) = (self.old.min.as_ref(), self.new.min.as_ref());
        self.limit(
            Aspect::Min,
            old,
            new,
            (Kind::C04, Kind::C03),
            literal_text,
            out,
        );
        let (old, new) = (self.old.max.as_ref(), self.new.max.as_ref());
        self.limit(Aspect::Max, old, new, (lowered, raised), literal_text, out);
        let count = u64::to_string;
        let (old, new) = (self.old.min_length.as_ref(), self.new.min_length.as_ref());
        let kinds = (Kind::C04, Kind::C03);
        self.limit(Aspect::MinLength, old, new, kinds, count, out);
        let (old, new) = (self.old.max_length.as_ref(), self.new.max_length.as_ref());
        let lowered = if self.page_size { Kind::C01 } else { lowered };
        self.limit(Aspect::MaxLength, old, new, (lowered, longer), count, out);
    }

    /// A limit that went down or up. That there is one at all, or no longer, counts as the
    /// stricter or looser of the two.
    fn limit<T>(
        &self,
        aspect: Aspect,
        old: Option<&Fact<T>>,
        new: Option<&Fact<T>>,
        (down, up): (Kind, Kind),
        text: impl Fn(&T) -> String,
        out: &mut Vec<Change>,
    ) {
        let number = |value: &T| text(value).trim().parse::<f64>().ok();
        let same = |a: &T, b: &T| match (number(a), number(b)) {
            (Some(a), Some(b)) => a.total_cmp(&b).is_eq(),
            _ => text(a) == text(b),
        };
        let smallest = matches!(aspect, Aspect::Min | Aspect::MinLength);
        let (stricter, looser) = if smallest { (up, down) } else { (down, up) };
        let kind = match step(old, new, self.silence, same) {
            None => return,
            Some(Step::First) => stricter,
            Some(Step::Lost(_)) => looser,
            Some(Step::Changed(old, new)) if number(&new.value) < number(&old.value) => down,
            Some(Step::Changed(..)) => up,
        };
        self.push(kind, aspect, old, new, text, out);
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
                if kind == Kind::P30
                    && self.silence == Silence::Counts
                    && !self.new.path.contains('.')
                    && is_required(self.new)
                {
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

/// The own name of a field.
pub(super) fn last(path: &str) -> &str {
    let path = path.trim_end_matches("[]");
    path.rsplit('.').next().unwrap_or(path)
}
