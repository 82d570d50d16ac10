//! Compares a value with what a field declares beside its type.

use super::Examiner;
use crate::{
    diagnostic::{Diagnostic, Place},
    fit, rules,
    spec::{Field, Type},
};

impl Examiner<'_, '_> {
    /// Bounds, fixed values, patterns, and instants without a unit.
    pub(super) fn limits(&mut self, field: &Field, value: &str, place: Place) {
        let name = &field.name.value;
        if let Some((bound, word)) = rules::beyond(field, value) {
            self.outside(
                bound.place,
                place,
                format!("`{name}` is {word} than the spec allows"),
            );
        }
        let length = value.chars().count() as u64;
        if !matches!(field.ty.value, Type::List(_)) {
            if let Some(min) = field.min_length.as_ref().filter(|min| length < min.value) {
                self.outside(
                    min.place,
                    place,
                    format!("`{name}` is shorter than the spec allows"),
                );
            }
            if let Some(max) = field.max_length.as_ref().filter(|max| length > max.value) {
                self.outside(
                    max.place,
                    place,
                    format!("`{name}` is longer than the spec allows"),
                );
            }
        }
        if let Some(pattern) = &field.pattern
            && rules::compile(&pattern.value).is_ok_and(|regex| !regex.is_match(value))
        {
            self.outside(
                pattern.place,
                place,
                format!("`{name}` does not match the pattern"),
            );
        }
        if let Some(fixed) = &field.value
            && fit::literal_text(&fixed.value) != value
        {
            self.outside(
                fixed.place,
                place,
                format!("`{name}` has another value than the fixed one"),
            );
        }
        self.instant(field, value, place);
    }

    fn instant(&mut self, field: &Field, value: &str, place: Place) {
        let bare = matches!(
            field.ty.value,
            Type::U32 | Type::U64 | Type::I64 | Type::F64
        );
        let digits = value.bytes().all(|b| b.is_ascii_digit());
        if bare && digits && matches!(value.len(), 10 | 13) && field.unit.is_none() {
            let unit = if value.len() == 10 {
                "unix_seconds"
            } else {
                "unix_millis"
            };
            self.report(
                Diagnostic::new(
                    &rules::TIME_WITHOUT_UNIT,
                    place,
                    format!(
                        "`{}` has {} digits, like an instant, and no unit",
                        field.name.value,
                        value.len()
                    ),
                )
                .related(field.ty.place, "the declared type")
                .help(format!("use `{unit}`, or say what it counts with `unit:`")),
            );
        }
    }

    /// The number of entries that a list shows.
    pub(super) fn entries(&mut self, field: &Field, shown: u64, place: Place) {
        let few = field.min_length.as_ref().filter(|it| shown < it.value);
        let many = field.max_length.as_ref().filter(|it| shown > it.value);
        for (bound, word) in [(few, "fewer"), (many, "more")] {
            if let Some(bound) = bound {
                self.outside(
                    bound.place,
                    place,
                    format!(
                        "`{}` has {shown} entries, {word} than the spec allows",
                        field.name.value
                    ),
                );
            }
        }
    }

    fn outside(&mut self, bound: Place, place: Place, message: String) {
        self.report(
            Diagnostic::new(&rules::OUTSIDE_BOUNDS, place, message)
                .related(bound, "declared here")
                .help("compare both with the page"),
        );
    }
}
