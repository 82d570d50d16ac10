//! Types as the compiler sees them: with the whole path of what is generated.

use std::collections::BTreeSet;

use super::{
    Items,
    client::{Client, OperationAt, Status, named_in},
    compiler,
    decl::attributed,
};
use crate::{diff::Change, ir, view::Named};

/// A type, wherever it is named from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ty {
    /// Of the language or the runtime: `u32`, `UnixSeconds`.
    Plain(&'static str),
    Secret(Box<Ty>),
    List(Box<Ty>),
    Map(Box<Ty>),
    Option(Box<Ty>),
    /// A generated one, by its path below the crate.
    Named(String),
}

impl Ty {
    /// A type as it is named in a module.
    pub(super) fn of(ty: &ir::Ty, module: &str) -> Self {
        let inner = |ty: &ir::Ty| Box::new(Self::of(ty, module));
        match ty {
            ir::Ty::String => Self::Plain("String"),
            ir::Ty::Bool => Self::Plain("bool"),
            ir::Ty::U32 => Self::Plain("u32"),
            ir::Ty::U64 => Self::Plain("u64"),
            ir::Ty::I64 => Self::Plain("i64"),
            ir::Ty::F64 => Self::Plain("f64"),
            ir::Ty::Runtime(name) => Self::Plain(name),
            ir::Ty::Json => Self::Plain("Value"),
            ir::Ty::Secret(ty) => Self::Secret(inner(ty)),
            ir::Ty::List(ty) => Self::List(inner(ty)),
            ir::Ty::Map(ty) => Self::Map(inner(ty)),
            ir::Ty::Named(path) => {
                let mut module = module;
                let mut path = path.as_str();
                while let Some(above) = path.strip_prefix("super::") {
                    module = module.rsplit_once("::").map_or("", |(above, _)| above);
                    path = above;
                }
                Self::Named(format!("{module}::{path}"))
            }
        }
    }

    /// As messages of the compiler have it, without modules.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Plain(name) => (*name).to_owned(),
            Self::Secret(ty) => format!("Secret<{}>", ty.shown()),
            Self::List(ty) => format!("Vec<{}>", ty.shown()),
            Self::Map(ty) => format!("BTreeMap<String, {}>", ty.shown()),
            Self::Option(ty) => format!("Option<{}>", ty.shown()),
            Self::Named(path) => last(path).to_owned(),
        }
    }

    /// The path of the generated type within.
    pub(super) fn named(&self) -> Option<&str> {
        match self {
            Self::Plain(_) => None,
            Self::Secret(ty) | Self::List(ty) | Self::Map(ty) | Self::Option(ty) => ty.named(),
            Self::Named(path) => Some(path),
        }
    }

    /// The same type under the names of another side: aliases stand for what they name. A type that
    /// has no name there any more becomes what stands in its place, since its own name breaks, and not its values.
    pub(super) fn on(&self, side: &Client<'_>, there: &Self) -> Self {
        match (self, there) {
            (Self::Secret(a), Self::Secret(b)) => Self::Secret(Box::new(a.on(side, b))),
            (Self::List(a), Self::List(b)) => Self::List(Box::new(a.on(side, b))),
            (Self::Map(a), Self::Map(b)) => Self::Map(Box::new(a.on(side, b))),
            (Self::Option(a), Self::Option(b)) => Self::Option(Box::new(a.on(side, b))),
            (Self::Named(path), Self::Named(other)) => match side.status(path) {
                Status::Gone => Self::Named(other.clone()),
                Status::Alias { of, .. } => Self::Named(of),
                Status::There(_) => self.clone(),
            },
            _ => self.clone(),
        }
    }
}

/// The last part of a path.
pub(super) fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

/// Types that came or went with a field: those that its type holds.
pub(super) fn compare(
    (old, from): (&Client<'_>, Option<&Ty>),
    (new, to): (&Client<'_>, Option<&Ty>),
    items: &mut Items,
) {
    for path in reachable(old, from, new) {
        let Status::There(text) = old.status(&path) else {
            continue;
        };
        match new.status(&path) {
            Status::There(_) => {}
            Status::Gone => {
                let error = compiler::unresolved(&path);
                items.push(path, Some(text), None, Some(error));
            }
            Status::Alias {
                text: alias, note, ..
            } => {
                let error = compiler::deprecated("type alias", &path, &note);
                let alias = attributed(Some(&note), &alias);
                items.push(path, Some(text), Some(alias), Some(error));
            }
        }
    }
    for path in reachable(new, to, old) {
        if let (Status::There(text), Status::Gone) = (new.status(&path), old.status(&path)) {
            items.push(path, None, Some(text), None);
        }
    }
}

/// Former names that stay as aliases, or stay no longer.
pub(super) fn aliases(
    old: &OperationAt<'_, '_>,
    new: &OperationAt<'_, '_>,
    change: &Change,
    items: &mut Items,
) {
    let module = |at: &OperationAt<'_, '_>, subject: &str| {
        let name = named_in(&at.find(subject)?.field.ty.value)?;
        let file = match at.types().find(name)? {
            Named::Object(object) => object.name.place.file,
            Named::Enum(found) => found.name.place.file,
        };
        Some(at.module_of(file))
    };
    let (Some(before), Some(after)) = (
        module(old, change.old_subject()),
        module(new, &change.subject),
    ) else {
        return;
    };
    let text = |status: Status| match status {
        Status::Alias { text, note, .. } => Some(attributed(Some(&note), &text)),
        Status::There(text) => Some(text),
        Status::Gone => None,
    };
    if let Some(gone) = &change.old {
        let path = format!("{before}::{gone}");
        let (a, b) = (old.client.status(&path), new.client.status(&path));
        let error = (b == Status::Gone).then(|| compiler::unresolved(&path));
        items.push(path, text(a), text(b), error);
    }
    if let Some(come) = &change.new {
        let path = format!("{after}::{come}");
        let (a, b) = (old.client.status(&path), new.client.status(&path));
        items.push(path, text(a), text(b), None);
    }
}

/// Paths of the generated types that a type holds. What a type holds that the other side has as well is
/// that type's own matter.
fn reachable(side: &Client<'_>, ty: Option<&Ty>, other: &Client<'_>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open: Vec<String> = ty
        .and_then(Ty::named)
        .map(str::to_owned)
        .into_iter()
        .collect();
    while let Some(path) = open.pop() {
        let Some(held) = side.type_at(&path) else {
            continue;
        };
        let is_there = matches!(other.status(&path), Status::There(_));
        if let Named::Object(object) = held
            && !is_there
        {
            let module = path.rsplit_once("::").map_or("", |(module, _)| module);
            for field in &object.fields {
                let names = named_in(&field.ty.value).into_iter();
                open.extend(
                    names
                        .filter_map(|name| beside(side, module, name))
                        .filter(|it| !found.contains(it)),
                );
            }
        }
        found.insert(path);
    }
    found
}

/// The path of a type that is named in a module: its own ones, or those that are shared.
fn beside(side: &Client<'_>, module: &str, name: &str) -> Option<String> {
    let service = module.split("::").next().unwrap_or(module);
    [module, service, &format!("{service}::types")]
        .into_iter()
        .map(|module| format!("{module}::{name}"))
        .find(|path| side.type_at(path).is_some())
}
