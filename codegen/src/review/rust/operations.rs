//! Operations as a whole: their types, modules and paths, where they are sent to, how they are described.

use quote::quote;

use super::{
    Items, calls,
    client::{OperationAt, Owner},
    compiler,
    decl::{attributed, constructor},
    print::code,
    values,
};
use crate::{
    diff::{Change, Kind},
    emit, ir,
    lower::{
        request::deprecation,
        service::{rate_limits, success},
    },
    model::Aspect,
};

/// An operation that is on one side, or kept as `retired`.
pub(super) fn one_side(
    old: Option<&OperationAt<'_, '_>>,
    new: Option<&OperationAt<'_, '_>>,
    items: &mut Items,
) {
    match (old, new) {
        (Some(old), None) => {
            gone(&old.request_path(), &structure(old), items);
            gone(
                &old.module(),
                &format!("pub mod {}", old.operation.name.value),
                items,
            );
        }
        (None, Some(new)) => items.push(new.request_path(), None, Some(structure(new)), None),
        _ => {}
    }
}

fn gone(path: &str, text: &str, items: &mut Items) {
    let error = compiler::unresolved(path);
    items.push(path, Some(text.to_owned()), None, Some(error));
}

fn structure(at: &OperationAt<'_, '_>) -> String {
    format!("pub struct {}", at.request())
}

/// What changed of the operation itself.
pub(super) fn compare(
    old: &OperationAt<'_, '_>,
    new: &OperationAt<'_, '_>,
    change: &Change,
    items: &mut Items,
) {
    match &change.aspect {
        Aspect::Exists | Aspect::Deprecated | Aspect::Told("sunset") => life(old, new, items),
        Aspect::Told("operation" | "service") => renamed(old, new, items),
        Aspect::Told("feature") => feature(old, new, items),
        Aspect::Told("response") => values::answer(old, new, items),
        Aspect::Told("arguments") => constructors(old, new, change, items),
        Aspect::Method | Aspect::Path => {
            let line = |at: &OperationAt<'_, '_>| {
                let method = at.operation.method.as_str().to_lowercase();
                let (method, path) = (emit::ident(&method), &at.operation.path.value);
                code(quote!(runtime::Request::#method(#path)))
            };
            let path = calls::path(old, new);
            items.push(path, Some(line(old)), Some(line(new)), None);
            placeholders(old, new, change, items);
        }
        Aspect::Window => window(old, new, items),
        Aspect::Pagination(_) => pages(old, new, items),
        aspect => {
            let line = |at: &OperationAt<'_, '_>| described(at, aspect);
            let path = format!("{}::OPERATION", old.request_path());
            items.push(path, line(old), line(new), None);
        }
    }
}

/// The calls that describe the operation to the runtime.
fn described(at: &OperationAt<'_, '_>, aspect: &Aspect) -> Option<String> {
    let operation = at.operation;
    let tokens = match aspect {
        Aspect::Host => {
            let host = &operation.host.as_ref()?.value;
            quote!(.host(#host))
        }
        Aspect::Success => {
            let (path, equals) = success(operation.success.as_ref()?);
            quote!(.success(#path, #equals))
        }
        Aspect::Rate(_) => emit::service::rate_limits(&rate_limits(&operation.rate_limits)),
        Aspect::Told("idempotent") => operation.idempotent.value.then(|| quote!(.idempotent()))?,
        Aspect::Told("anonymous") => operation.anonymous.then(|| quote!(.anonymous()))?,
        _ => return None,
    };
    (!tokens.is_empty()).then(|| code(tokens))
}

/// Whether the request warns.
fn life(old: &OperationAt<'_, '_>, new: &OperationAt<'_, '_>, items: &mut Items) {
    let (a, b) = (deprecation(old.operation), deprecation(new.operation));
    let path = old.request_path();
    let error = b
        .as_ref()
        .filter(|_| a.as_ref() != b.as_ref())
        .map(|note| compiler::deprecated("struct", &path, note));
    let text =
        |at: &OperationAt<'_, '_>, note: &Option<String>| attributed(note.as_ref(), &structure(at));
    items.push(path, Some(text(old, &a)), Some(text(new, &b)), error);
}

/// Types and modules under other names.
fn renamed(old: &OperationAt<'_, '_>, new: &OperationAt<'_, '_>, items: &mut Items) {
    let (from, to) = (old.request(), new.request());
    let kept = new
        .operation
        .was
        .as_ref()
        .map(|it| crate::names::pascal(&it.value));
    let kept = kept.filter(|_| old.lowering.module == new.lowering.module);
    let names = |at: &OperationAt<'_, '_>| (at.request_path(), at.module());
    let ((a, a_module), (b, b_module)) = (names(old), names(new));
    if a != b {
        let alias = kept.as_ref() == Some(&from);
        let error = if alias {
            let note = format!("renamed to `{to}`");
            compiler::deprecated("type alias", &a, &note)
        } else {
            compiler::unresolved(&a)
        };
        let after = if alias {
            let note = format!("renamed to `{to}`");
            attributed(Some(&note), &format!("pub type {from} = {to}"))
        } else {
            structure(new)
        };
        items.push(&a, Some(structure(old)), Some(after), Some(error));
    }
    if a_module != b_module {
        let text = |module: &str| format!("pub mod {}", super::types::last(module));
        let after = if old.lowering.module == new.lowering.module {
            text(&b_module)
        } else {
            format!("pub mod {b_module}")
        };
        let error = compiler::unresolved(&a_module);
        items.push(&a_module, Some(text(&a_module)), Some(after), Some(error));
    } else if from != to {
        let errors = |at: &OperationAt<'_, '_>| !at.operation.errors.is_empty();
        let both = errors(old) && errors(new);
        let ends = [("Response", "struct", true), ("Error", "enum", both)];
        for (end, what, _) in ends.into_iter().filter(|it| it.2) {
            let path = format!("{a_module}::{from}{end}");
            let error = compiler::unresolved(&path);
            let text = |name: &str| Some(format!("pub {what} {name}{end}"));
            items.push(path, text(&from), text(&to), Some(error));
        }
    }
}

fn feature(old: &OperationAt<'_, '_>, new: &OperationAt<'_, '_>, items: &mut Items) {
    let text = |at: &OperationAt<'_, '_>| {
        let feature = at.lowering.feature(at.operation);
        let cfg = feature.map(|it| code(quote!(#[cfg(feature = #it)])) + " ");
        format!(
            "{}pub mod {}",
            cfg.unwrap_or_default(),
            at.operation.name.value
        )
    };
    // Whoever switches on the old feature alone loses the module; what needs no feature is always there.
    let needs = new.lowering.feature(new.operation).is_some();
    let path = old.module();
    let error = needs.then(|| compiler::unresolved(&path));
    items.push(path, Some(text(old)), Some(text(new)), error);
}

/// Arguments that are others, or stand in another order; of the request, or of the object that a subject holds.
pub(super) fn constructors(
    old: &OperationAt<'_, '_>,
    new: &OperationAt<'_, '_>,
    change: &Change,
    items: &mut Items,
) {
    let (from, to) = (
        owner(old, change.old_subject()),
        owner(new, &change.subject),
    );
    let a = from.and_then(|it| constructor(old, it));
    let b = to.and_then(|it| constructor(new, it));
    let error = match (&a, &b) {
        (Some(a), Some(b)) => compiler::called(new.client, a, b),
        _ => None,
    };
    let path = from.map_or_else(|| old.request_path(), |it| old.owner_path(it));
    let path = format!("{path}::new");
    items.push(path, a.map(|it| it.text), b.map(|it| it.text), error);
}

fn owner<'a>(at: &OperationAt<'_, 'a>, subject: &str) -> Option<Owner<'a>> {
    if subject.is_empty() {
        return Some(Owner::Request);
    }
    let field = at.find(subject)?.field;
    at.types().object_in(&field.ty.value).map(Owner::Object)
}

/// Placeholders that came or went with a path are arguments.
fn placeholders(
    old: &OperationAt<'_, '_>,
    new: &OperationAt<'_, '_>,
    change: &Change,
    items: &mut Items,
) {
    if matches!(change.kind, Kind::E08 | Kind::E09) {
        constructors(old, new, change, items);
    }
}

/// Longest interval.
fn window(old: &OperationAt<'_, '_>, new: &OperationAt<'_, '_>, items: &mut Items) {
    let line = |at: &OperationAt<'_, '_>| {
        let found = at.lowering.windowed(at.operation, at.types())?;
        let step = ir::Step::Window {
            from: (found.from.wire, found.from.name),
            to: (found.to.wire, found.to.name),
            seconds: found.seconds,
        };
        Some(code(emit::request::step(&step)))
    };
    let (a, b) = (line(old), line(new));
    let gone =
        (a.is_some() && b.is_none()).then(|| compiler::not_implemented("Windowed", &new.request()));
    items.push(calls::path(old, new), a, b, gone);
}

/// The way from page to page.
fn pages(old: &OperationAt<'_, '_>, new: &OperationAt<'_, '_>, items: &mut Items) {
    let line = |at: &OperationAt<'_, '_>| {
        let found = at.lowering.paged(at.operation, at.types())?;
        Some(code(emit::pages::pagination(&found)))
    };
    let (a, b) = (line(old), line(new));
    let gone =
        (a.is_some() && b.is_none()).then(|| compiler::not_implemented("Paged", &new.request()));
    let path = format!("{}::PAGINATION", old.request_path());
    items.push(path, a, b, gone);
}
