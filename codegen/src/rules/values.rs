//! Rules of values: defaults, bounds, enum values, patterns.

use std::{cmp::Ordering, collections::HashMap};

use super::{Check::Service, Rule, rule};
use crate::{
    diagnostic::{Diagnostic, Place, Spanned},
    fit::{self, Misfit},
    spec::{EnumKind, Field, Literal},
    view::{FieldAt, View},
    yaml::{Plain, plain},
};

pub(crate) static VALUE_NOT_FITTING: Rule = rule(
    "V01",
    "A `default`, `value`, `min` or `max` is a value of the type, and lies inside the bounds.",
    "The documentation would promise what the vendor refuses.",
    "page_size: { type: u32, default: 50, max: 20, doc: Rows per page. }",
    "page_size: { type: u32, default: 10, max: 20, doc: Rows per page. }",
    Service(fitting),
);

pub(crate) static BOUNDS_CROSSED: Rule = rule(
    "V02",
    "The smallest value is not above the largest.",
    "No value would be allowed.",
    "page_size: { type: u32, min: 20, max: 1, doc: Rows per page. }",
    "page_size: { type: u32, min: 1, max: 20, doc: Rows per page. }",
    Service(bounds),
);

pub(crate) static ENUM_VALUE_TWICE: Rule = rule(
    "V03",
    "A value on the wire belongs to one value of its enum.",
    "A value that two entries claim is read as one of them, by chance.",
    "1: { name: on, was: \"2\", doc: On. }\n2: { name: paused, doc: Paused. }",
    "1: { name: on, doc: On. }\n2: { name: paused, doc: Paused. }",
    Service(enum_values),
);

pub(crate) static ENUM_VALUE_KIND: Rule = rule(
    "V04",
    "The values of an enum are of the kind that `of` names: integers in digits, texts in quotes where YAML could misread them.",
    "`\"0\"` and `0` are different values in JSON.",
    "of: string\nvalues:\n  0: { name: instant, doc: Instant meeting. }",
    "of: string\nvalues:\n  \"0\": { name: instant, doc: Instant meeting. }",
    Service(enum_kinds),
);

pub(crate) static BAD_PATTERN: Rule = rule(
    "V05",
    "A `pattern` is a regular expression, and a default matches it.",
    "It is shown to people, and documented examples are compared with it.",
    "code: { type: string, pattern: \"[0-9\", doc: Code. }",
    "code: { type: string, pattern: \"[0-9]+\", doc: Code. }",
    Service(patterns),
);

fn fitting(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for FieldAt { field, types, .. } in view.fields() {
        let values = [
            ("default", &field.default),
            ("value", &field.value),
            ("min", &field.min),
            ("max", &field.max),
        ];
        for (key, literal) in values {
            let Some(literal) = literal else { continue };
            // `min` and `max` of something else than a number is T05, and so is the `value` of a list.
            if matches!(key, "min" | "max") && !super::is_number(&field.ty.value)
                || key == "value" && !super::is_single(&field.ty.value, types)
            {
                continue;
            }
            match fit::literal_fits(&field.ty.value, types, &literal.value) {
                Err(misfit) => problems.push(unlike(field, key, literal, misfit)),
                Ok(()) if matches!(key, "default" | "value") => {
                    problems.extend(outside(field, literal));
                }
                Ok(()) => {}
            }
        }
    }
}

fn unlike(field: &Field, key: &str, literal: &Spanned<Literal>, misfit: Misfit) -> Diagnostic {
    let message = match misfit {
        Misfit::Kind(wanted) => format!("`{key}` has to be {wanted}"),
        Misfit::NotListed(name) => format!("`{name}` has no such value"),
    };
    let help = match (super::is_text(&field.ty.value), &literal.value) {
        (true, Literal::Int(text) | Literal::Float(text)) => format!("write \"{text}\""),
        _ => "compare it with the page".to_owned(),
    };
    Diagnostic::new(&VALUE_NOT_FITTING, literal.place, message)
        .related(field.ty.place, "the type")
        .help(help)
}

fn outside(field: &Field, literal: &Spanned<Literal>) -> Option<Diagnostic> {
    let text = fit::literal_text(&literal.value);
    let (bound, word) = beyond(field, &text)?;
    Some(
        Diagnostic::new(
            &VALUE_NOT_FITTING,
            literal.place,
            format!("`{text}` is {word} than `{}` allows", field.name.value),
        )
        .related(bound.place, "the bound")
        .help("one of the two is wrong: compare them with the page"),
    )
}

/// The bound that a number breaks.
pub(crate) fn beyond<'a>(
    field: &'a Field,
    digits: &str,
) -> Option<(&'a Spanned<Literal>, &'static str)> {
    if let Some(min) = &field.min
        && fit::compare(digits, &fit::literal_text(&min.value)) == Some(Ordering::Less)
    {
        return Some((min, "smaller"));
    }
    if let Some(max) = &field.max
        && fit::compare(digits, &fit::literal_text(&max.value)) == Some(Ordering::Greater)
    {
        return Some((max, "larger"));
    }
    None
}

fn bounds(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for FieldAt { field, .. } in view.fields() {
        if let (Some(min), Some(max)) = (&field.min, &field.max)
            && fit::compare(
                &fit::literal_text(&min.value),
                &fit::literal_text(&max.value),
            ) == Some(Ordering::Greater)
        {
            crossed(problems, min.place, max.place);
        }
        if let (Some(min), Some(max)) = (&field.min_length, &field.max_length)
            && min.value > max.value
        {
            crossed(problems, min.place, max.place);
        }
    }
}

fn crossed(problems: &mut Vec<Diagnostic>, min: Place, max: Place) {
    problems.push(
        Diagnostic::new(
            &BOUNDS_CROSSED,
            min,
            "the lower bound is above the upper one",
        )
        .related(max, "the upper bound")
        .help("compare them with the page"),
    );
}

fn enum_values(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for found in view.enums() {
        let mut seen: HashMap<&str, &Spanned<String>> = HashMap::new();
        let integer = found.of.value == EnumKind::Integer;
        let wires = found
            .values
            .iter()
            .flat_map(|value| std::iter::once(&value.wire).chain(&value.was));
        for wire in wires {
            // The one integer that digits can write in two ways.
            let value = if integer && wire.value == "-0" {
                "0"
            } else {
                wire.value.as_str()
            };
            match seen.get(value) {
                Some(first) => problems.push(
                    Diagnostic::new(
                        &ENUM_VALUE_TWICE,
                        wire.place,
                        format!(
                            "two values of `{}` are `{}` on the wire",
                            found.name.value, wire.value
                        ),
                    )
                    .related(first.place, "the other one")
                    .help("decide which value it is"),
                ),
                None => {
                    seen.insert(value, wire);
                }
            }
        }
    }
}

fn enum_kinds(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for found in view.enums() {
        for value in &found.values {
            let wire = &value.wire;
            let (good, message, help) = match found.of.value {
                EnumKind::Integer => (
                    !value.quoted
                        && wire.value.parse::<i64>().is_ok()
                        && plain(&wire.value) == Plain::Int,
                    format!("`{}` is not an integer", wire.value),
                    "write it in digits without quotes, or make the enum one of strings".to_owned(),
                ),
                EnumKind::String => (
                    value.quoted || plain(&wire.value) == Plain::Text,
                    format!("YAML does not take `{}` for a text", wire.value),
                    format!("write \"{}\"", wire.value),
                ),
            };
            if !good {
                problems.push(
                    Diagnostic::new(&ENUM_VALUE_KIND, wire.place, message)
                        .related(found.of.place, "the kind of the values")
                        .help(help),
                );
            }
            if let Some(was) = &value.was
                && found.of.value == EnumKind::Integer
                && !(was.value.parse::<i64>().is_ok() && plain(&was.value) == Plain::Int)
            {
                problems.push(
                    Diagnostic::new(
                        &ENUM_VALUE_KIND,
                        was.place,
                        format!("`{}` is not an integer", was.value),
                    )
                    .related(found.of.place, "the kind of the values")
                    .help("write the earlier value in digits"),
                );
            }
        }
    }
}

fn patterns(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for FieldAt { field, .. } in view.fields() {
        let Some(pattern) = &field.pattern else {
            continue;
        };
        match compile(&pattern.value) {
            Err(error) => problems.push(
                Diagnostic::new(
                    &BAD_PATTERN,
                    pattern.place,
                    format!("this is not a regular expression: {error}"),
                )
                .help("correct it; in single quotes, YAML leaves backslashes alone"),
            ),
            Ok(regex) => {
                if let Some(default) = &field.default
                    && !regex.is_match(&fit::literal_text(&default.value))
                {
                    problems.push(
                        Diagnostic::new(
                            &BAD_PATTERN,
                            default.place,
                            "the default does not match the pattern",
                        )
                        .related(pattern.place, "the pattern")
                        .help("compare both with the page"),
                    );
                }
            }
        }
    }
}

/// A pattern that has to match the whole text.
pub(crate) fn compile(pattern: &str) -> Result<regex::Regex, String> {
    regex::RegexBuilder::new(&format!("^(?:{pattern})$"))
        .size_limit(1 << 20)
        .build()
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => "it is too large".to_owned(),
            error => error
                .to_string()
                .lines()
                .last()
                .unwrap_or_default()
                .trim_start_matches("error: ")
                .to_owned(),
        })
}
