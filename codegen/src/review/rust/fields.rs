//! Parameters and fields: constructors, setters, public fields, and what is sent of them.

use super::{
    Items, calls,
    client::{FieldAt, OperationAt, Owner, Status},
    compiler,
    decl::{Decl, Parts, constructor},
    is_deprecation, types, values,
};
use crate::{
    diff::{Change, Kind},
    model::Aspect,
};

/// How much of a field a change touches.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Name and type.
    Shape,
    /// Whether its use warns.
    Warning,
    /// What is sent or checked.
    Call,
    /// Words.
    Nothing,
}

impl Scope {
    pub(super) fn of(change: &Change) -> Self {
        if is_deprecation(change) {
            return Self::Warning;
        }
        match change.aspect {
            Aspect::Exists
            | Aspect::Location
            | Aspect::Type
            | Aspect::Format
            | Aspect::Unit
            | Aspect::Required
            | Aspect::Presence
            | Aspect::Fixed
            | Aspect::Told("type" | "wire" | "rust_type" | "rust_name") => Self::Shape,
            Aspect::Min
            | Aspect::Max
            | Aspect::MinLength
            | Aspect::MaxLength
            | Aspect::Told("style") => Self::Call,
            _ => Self::Nothing,
        }
    }
}

/// A field on both sides, as far as it is there.
pub(super) fn compare<'a>(
    old: &OperationAt<'_, 'a>,
    new: &OperationAt<'_, 'a>,
    change: &Change,
    scope: Scope,
    items: &mut Items,
) {
    let (from, to) = (old.find(change.old_subject()), new.find(&change.subject));
    if scope != Scope::Nothing {
        calls::field(old, new, (from, to), change, items);
    }
    if !matches!(scope, Scope::Shape | Scope::Warning) {
        return;
    }
    let (before, after) = (
        from.map(|it| Parts::of(old, it)).unwrap_or_default(),
        to.map(|it| Parts::of(new, it)).unwrap_or_default(),
    );
    if scope == Scope::Warning {
        if let (Some(from), Some(to)) = (from, to) {
            warnings((old, from, &before), (new, to, &after), items);
        }
        return;
    }
    // What moved has another owner, though the compiler knows both.
    let stays = !matches!(change.kind, Kind::P33 | Kind::R23)
        && match (from, to) {
            (Some(from), Some(to)) => {
                std::mem::discriminant(&from.owner) == std::mem::discriminant(&to.owner)
            }
            _ => true,
        };
    if stays {
        let pair = Pair { old, new, from, to };
        pair.constructors(before.is_argument, after.is_argument, items);
        pair.members(
            before.setter.as_ref(),
            after.setter.as_ref(),
            Use::Call,
            items,
        );
        pair.members(
            before.field.as_ref(),
            after.field.as_ref(),
            Use::Read,
            items,
        );
    } else {
        let gone = Pair {
            old,
            new,
            from,
            to: None,
        };
        gone.constructors(before.is_argument, false, items);
        gone.members(before.setter.as_ref(), None, Use::Call, items);
        gone.members(before.field.as_ref(), None, Use::Read, items);
        let come = Pair {
            old,
            new,
            from: None,
            to,
        };
        come.constructors(false, after.is_argument, items);
        come.members(None, after.setter.as_ref(), Use::Call, items);
        come.members(None, after.field.as_ref(), Use::Read, items);
    }
    if change.kind == Kind::V12 {
        values::accessors(old, new, (from, to), items);
    }
    let ty = |at: &OperationAt<'_, 'a>, found: Option<FieldAt<'a>>| {
        let found = found?;
        let ty = at
            .lowering
            .ty(found.field, at.types(), at.from(found.owner));
        Some(types::Ty::of(&ty, &at.owner_module(found.owner)))
    };
    let (a, b) = (ty(old, from), ty(new, to));
    types::compare((old.client, a.as_ref()), (new.client, b.as_ref()), items);
}

/// What code does with a member.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Gives it a value.
    Call,
    /// Takes its value.
    Read,
}

struct Pair<'p, 'c, 'a> {
    old: &'p OperationAt<'c, 'a>,
    new: &'p OperationAt<'c, 'a>,
    from: Option<FieldAt<'a>>,
    to: Option<FieldAt<'a>>,
}

impl<'a> Pair<'_, '_, 'a> {
    /// The owner as the old side has it, and as the new one has it.
    fn owners(&self) -> (Option<Owner<'a>>, Option<Owner<'a>>) {
        let elsewhere = |owner: Owner<'a>,
                         there: &OperationAt<'_, 'a>,
                         here: &OperationAt<'_, 'a>| match owner {
            Owner::Object(_) => match there.client.type_at(&here.owner_path(owner))? {
                crate::view::Named::Object(object) => Some(Owner::Object(object)),
                crate::view::Named::Enum(_) => None,
            },
            plain => Some(plain),
        };
        let from = self.from.map(|it| it.owner);
        let to = self.to.map(|it| it.owner);
        (
            from.or_else(|| elsewhere(to?, self.old, self.new)),
            to.or_else(|| elsewhere(from?, self.new, self.old)),
        )
    }

    /// The path under which code knows the owner.
    fn path(&self) -> String {
        match self.owners() {
            (Some(owner), _) => self.old.owner_path(owner),
            (None, Some(owner)) => self.new.owner_path(owner),
            (None, None) => String::new(),
        }
    }

    /// The owner's name in messages of the compiler; nothing if code stops at the name itself.
    fn name(&self) -> Option<String> {
        let (_, to) = self.owners();
        let path = self.new.owner_path(to?);
        let known = self.path();
        let there = match to {
            Some(Owner::Object(_)) => self.new.client.status(&known) != Status::Gone,
            _ => true,
        };
        there.then(|| types::last(&path).to_owned())
    }

    fn constructors(&self, before: bool, after: bool, items: &mut Items) {
        if !before && !after {
            return;
        }
        let (from, to) = self.owners();
        let a = from.and_then(|it| constructor(self.old, it));
        let b = to.and_then(|it| constructor(self.new, it));
        let error = match (&a, &b) {
            (Some(a), Some(b)) => compiler::called(self.new.client, a, b),
            _ => None,
        };
        let path = format!("{}::new", self.path());
        items.push(path, a.map(|it| it.text), b.map(|it| it.text), error);
    }

    fn members(&self, before: Option<&Decl>, after: Option<&Decl>, how: Use, items: &mut Items) {
        let Some(known) = before.or(after) else {
            return;
        };
        let path = format!("{}::{}", self.path(), known.name);
        let error = match (before, after) {
            (None, _) => None,
            (Some(before), Some(after)) if before.name == after.name => {
                let said = match how {
                    Use::Call => compiler::given(self.new.client, &before.ty, &after.ty),
                    Use::Read => compiler::read(self.new.client, &before.ty, &after.ty),
                };
                said.or_else(|| warned(before, after, &path, how))
            }
            (Some(before), _) => self.name().map(|of| match how {
                Use::Call => compiler::no_method(&before.name, &of),
                Use::Read => compiler::no_field(&before.name, &of),
            }),
        };
        let text = |decl: &Decl, other: Option<&Decl>| {
            // A warning that was there before says nothing about the change.
            if other.is_some_and(|it| it.deprecated == decl.deprecated) {
                decl.text.clone()
            } else {
                decl.attributed()
            }
        };
        items.push(
            path,
            before.map(|it| text(it, after)),
            after.map(|it| text(it, before)),
            error,
        );
    }
}

/// The warning that is new.
fn warned(before: &Decl, after: &Decl, path: &str, how: Use) -> Option<compiler::Said> {
    let note = after.deprecated.as_ref()?;
    let what = match how {
        Use::Call => "method",
        Use::Read => "field",
    };
    before
        .deprecated
        .is_none()
        .then(|| compiler::deprecated(what, path, note))
}

/// Warnings that came or went, and nothing else.
fn warnings<'a>(
    (old, from, before): (&OperationAt<'_, 'a>, FieldAt<'a>, &Parts),
    (_, _, after): (&OperationAt<'_, 'a>, FieldAt<'a>, &Parts),
    items: &mut Items,
) {
    let pairs = [
        (&before.setter, &after.setter, Use::Call),
        (&before.field, &after.field, Use::Read),
    ];
    for (before, after, how) in pairs {
        if let (Some(before), Some(after)) = (before, after)
            && before.deprecated != after.deprecated
        {
            let path = format!("{}::{}", old.owner_path(from.owner), before.name);
            let error = warned(before, after, &path, how);
            items.push(
                path,
                Some(before.attributed()),
                Some(after.attributed()),
                error,
            );
        }
    }
}
