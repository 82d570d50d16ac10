//! Conditions that a program can follow.

use crate::{
    fit,
    spec::{Field, Type},
    view::{Named, Types},
};

/// Reads `state is 3 and shared is true`, in which fields of the same object have values of their types; text that is not
/// one of an enum's stands in double quotes. `None` if the condition is prose.
pub(super) fn condition(
    text: &str,
    siblings: &[Field],
    types: Types<'_>,
) -> Option<Vec<(String, String)>> {
    let parts = text.split(" and ").map(|part| {
        let (name, literal) = part.split_once(" is ")?;
        let sibling = siblings
            .iter()
            .find(|it| it.name.value == name && it.retired.is_none())?;
        let value = value(&sibling.ty.value, types, literal)?;
        Some((name.to_owned(), value.to_owned()))
    });
    parts.collect()
}

/// The value on the wire; `None` if the type has no such value.
fn value<'a>(ty: &Type, types: Types<'_>, literal: &'a str) -> Option<&'a str> {
    let quoted = literal
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    match ty {
        // Without quotes it may be prose: the name is unknown.
        Type::String | Type::Url => quoted,
        Type::Json | Type::List(_) | Type::Map(_) => None,
        Type::Named(name) => {
            let text = quoted.unwrap_or(literal);
            let listed = matches!(types.find(name), Some(Named::Enum(_)))
                && fit::text_fits(ty, types, text).is_ok();
            listed.then_some(text)
        }
        ty => fit::text_fits(ty, types, literal)
            .is_ok()
            .then_some(literal),
    }
}
