//! What changed of the values that a parameter or field may have, and of those it has unless it is set.

use super::{
    Change, Kind, Silence,
    change::{Step, same_literal, step},
    fields::{Pair, is_required},
};
use crate::model::{Aspect, Fact, Kind as Type, literal_text};

impl Pair<'_> {
    pub(super) fn defaults(&self, out: &mut Vec<Change>) {
        let (old, new) = (self.old.default.as_ref(), self.new.default.as_ref());
        let kind = match step(old, new, self.silence, same_literal) {
            None => return,
            Some(Step::First) => Kind::P24,
            Some(Step::Lost(_)) => Kind::P25,
            Some(Step::Changed(..)) => Kind::P23,
        };
        self.push(kind, Aspect::Default, old, new, literal_text, out);
    }

    pub(super) fn fixed(&self, out: &mut Vec<Change>) {
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

    pub(super) fn limits(&self, out: &mut Vec<Change>) {
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
}
