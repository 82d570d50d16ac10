//! Variants: values of enums, and codes of errors.

use quote::quote;

use super::{
    Items,
    client::{FieldAt, OperationAt, Owner},
    compiler,
    decl::attributed,
    is_deprecation,
    print::code,
    types,
};
use crate::{
    diff::{Change, Kind},
    emit, ir,
    lower::{operation::error_codes, types::enumeration},
    model::Aspect,
    spec::EnumKind,
};

/// A value of the enum that a field takes.
pub(super) fn values(
    old: &OperationAt<'_, '_>,
    new: &OperationAt<'_, '_>,
    change: &Change,
    items: &mut Items,
) {
    if matches!(change.kind, Kind::V10 | Kind::V11) {
        return;
    }
    let Aspect::Value(wire) = &change.aspect else {
        return;
    };
    let found = |at: &OperationAt<'_, '_>, subject: &str| {
        let found = at.values(at.find(subject)?.field)?;
        let path = format!(
            "{}::{}",
            at.module_of(found.name.place.file),
            found.name.value
        );
        Some((path, enumeration(found)))
    };
    let from = found(old, change.old_subject());
    let to = found(new, &change.subject);
    let variant = |side: &Option<(String, ir::Enum)>, is: &dyn Fn(&ir::Variant) -> bool| {
        let (_, found) = side.as_ref()?;
        found.variants.iter().find(|it| is(it)).cloned()
    };
    let is = |it: &ir::Variant| it.wire.contains(wire);
    let before = variant(&from, &is);
    let after = variant(&to, &is).or_else(|| {
        let known = |wire: &String| from.as_ref().is_some_and(|it| has(&it.1, wire));
        variant(&to, &|it| {
            let first = it.wire.first();
            first.is_some_and(|it| change.is_new_value(it) && !known(it))
        })
    });
    let Some((path, list)) = from.as_ref().or(to.as_ref()) else {
        return;
    };
    let name = to.as_ref().map_or(path, |it| &it.0);
    let pair = (before.as_ref(), after.as_ref());
    // Another value has the name now.
    let is_kept = |it: &ir::Variant| variant(&to, &|other| other.name == it.name).is_some();
    if pair
        .0
        .zip(pair.1)
        .is_some_and(|(a, b)| a.name != b.name && is_kept(a))
    {
        return;
    }
    variants(path, types::last(name), pair, is_deprecation(change), items);
    if let (Some(a), Some(b)) = pair
        && a.wire.first() != b.wire.first()
    {
        let method = if list.integer { "value" } else { "as_str" };
        let path = format!("{path}::{method}");
        items.push(path, sent(a, list.integer), sent(b, list.integer), None);
    }
}

fn has(list: &ir::Enum, wire: &String) -> bool {
    list.variants.iter().any(|it| it.wire.contains(wire))
}

/// `Self::Cloud => "cloud"`
fn sent(variant: &ir::Variant, integer: bool) -> Option<String> {
    let (name, wire) = (emit::ident(&variant.name), variant.wire.first()?);
    let wire = if integer {
        wire.clone()
    } else {
        code(quote!(#wire))
    };
    Some(format!("{} => {wire}", code(quote!(Self::#name))))
}

fn variants(
    path: &str,
    name: &str,
    (before, after): (Option<&ir::Variant>, Option<&ir::Variant>),
    warning: bool,
    items: &mut Items,
) {
    let Some(known) = before.or(after) else {
        return;
    };
    let path = format!("{path}::{}", known.name);
    let error = match (before, after) {
        (None, _) => None,
        (Some(before), Some(after)) if before.name == after.name => {
            let note = after.deprecated.as_ref();
            let note = note.filter(|_| before.deprecated.is_none());
            note.map(|note| compiler::deprecated("unit variant", &path, note))
        }
        // A warning is about what is there.
        _ if warning => None,
        (Some(before), _) => Some(compiler::no_variant(&before.name, name)),
    };
    let same = before.map(|it| &it.deprecated) == after.map(|it| &it.deprecated);
    let text = |variant: &ir::Variant| {
        let name = emit::ident(&variant.name).to_string();
        let note = variant.deprecated.as_ref().filter(|_| !same);
        attributed(note, &name)
    };
    items.push(path, before.map(text), after.map(text), error);
}

/// The method that tells the value on the wire, of an enum that changed its kind under the same name.
pub(super) fn accessors<'a>(
    old: &OperationAt<'_, 'a>,
    new: &OperationAt<'_, 'a>,
    (from, to): (Option<FieldAt<'a>>, Option<FieldAt<'a>>),
    items: &mut Items,
) {
    let list = |at: &OperationAt<'_, 'a>, found: Option<FieldAt<'a>>| {
        let found = at.values(found?.field)?;
        let path = format!(
            "{}::{}",
            at.module_of(found.name.place.file),
            found.name.value
        );
        Some((path, found))
    };
    let (Some((path, a)), Some((other, b))) = (list(old, from), list(new, to)) else {
        return;
    };
    if path == other && a.of.value != b.of.value {
        let head = |kind| match kind {
            EnumKind::Integer => ("value", "pub fn value(&self) -> i64"),
            EnumKind::String => ("as_str", "pub fn as_str(&self) -> &str"),
        };
        let ((name, before), (_, after)) = (head(a.of.value), head(b.of.value));
        let error = compiler::no_method_of("enum", name, types::last(&path));
        let (before, after) = (before.to_owned(), after.to_owned());
        items.push(
            format!("{path}::{name}"),
            Some(before),
            Some(after),
            Some(error),
        );
    }
}

/// A code in an operation's table.
pub(super) fn errors(
    old: &OperationAt<'_, '_>,
    new: &OperationAt<'_, '_>,
    change: &Change,
    items: &mut Items,
) {
    let class = change.aspect == Aspect::Told("class");
    let rust = matches!(
        change.kind,
        Kind::X01 | Kind::X02 | Kind::X04 | Kind::X13 | Kind::R48
    );
    if !rust && !class {
        return;
    }
    let code_of = |subject: &str| subject.strip_prefix("errors.").map(str::to_owned);
    let (Some(was), Some(now)) = (code_of(change.old_subject()), code_of(&change.subject)) else {
        return;
    };
    if class || matches!(change.kind, Kind::X01 | Kind::X13) {
        let line = |at: &OperationAt<'_, '_>, code: &str| {
            let classes = crate::lower::service::error_classes(&at.operation.errors);
            let found: Vec<_> = classes.into_iter().filter(|it| it.0 == code).collect();
            (!found.is_empty()).then(|| self::code(emit::service::errors(&found)))
        };
        let path = format!("{}::OPERATION", old.request_path());
        items.push(path, line(old, &was), line(new, &now), None);
        if class {
            return;
        }
    }
    let codes = |at: &OperationAt<'_, '_>| {
        let codes = error_codes(&at.request(), at.operation)?;
        Some((format!("{}::{}", at.module(), codes.name), codes))
    };
    let (from, to) = (codes(old), codes(new));
    let variant = |side: &Option<(String, ir::ErrorCodes)>, code: &String| {
        let (_, codes) = side.as_ref()?;
        codes
            .variants
            .iter()
            .find(|it| it.wire.contains(code))
            .cloned()
    };
    let (before, after) = (variant(&from, &was), variant(&to, &now));
    match (&from, &to) {
        (Some((path, codes)), None) => items.push(
            path,
            Some(format!("pub enum {}", codes.name)),
            None,
            Some(compiler::unresolved(path)),
        ),
        (None, Some((path, codes))) => {
            items.push(path, None, Some(format!("pub enum {}", codes.name)), None);
        }
        _ => {}
    }
    let Some((path, codes)) = from.as_ref().or(to.as_ref()) else {
        return;
    };
    if from.is_some() != to.is_some() {
        return;
    }
    let name = to.as_ref().map_or(&codes.name, |it| &it.1.name);
    let pair = (before.as_ref(), after.as_ref());
    variants(path, name, pair, false, items);
    if let (Some(a), Some(b)) = pair
        && a.wire.first() != b.wire.first()
    {
        items.push(
            format!("{path}::code"),
            sent(a, false),
            sent(b, false),
            None,
        );
    }
}

/// The fields of an answer that went as a whole.
pub(super) fn answer(old: &OperationAt<'_, '_>, new: &OperationAt<'_, '_>, items: &mut Items) {
    let name = format!("{}Response", new.request());
    for field in &old.operation.response {
        let found = FieldAt {
            field,
            owner: Owner::Response,
        };
        let Some(decl) = super::decl::Parts::of(old, found).field else {
            continue;
        };
        let path = format!("{}::{}", old.owner_path(Owner::Response), decl.name);
        let error = compiler::no_field(&decl.name, &name);
        items.push(path, Some(decl.text), None, Some(error));
        let ty = Some(&decl.ty);
        types::compare((old.client, ty), (new.client, None), items);
    }
}
