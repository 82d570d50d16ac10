//! Declarations of the client, printed and in parts that can be compared.

use quote::quote;

use super::{
    client::{FieldAt, OperationAt, Owner},
    print::code,
    types::Ty,
};
use crate::{emit, ir};

/// A method or a field.
pub(super) struct Decl {
    /// Name in Rust.
    pub(super) name: String,
    /// `pub size: Option<u64>`
    pub(super) text: String,
    /// What is read from it, or given to it.
    pub(super) ty: Ty,
    /// Why it should no longer be used.
    pub(super) deprecated: Option<String>,
}

impl Decl {
    /// The declaration with its attribute.
    pub(super) fn attributed(&self) -> String {
        attributed(self.deprecated.as_ref(), &self.text)
    }
}

/// A declaration with the attribute that makes its uses warn.
pub(super) fn attributed(note: Option<&String>, text: &str) -> String {
    match note {
        Some(note) => format!("{} {text}", code(quote!(#[deprecated(note = #note)]))),
        None => text.to_owned(),
    }
}

/// `new`
pub(super) struct Constructor {
    pub(super) text: String,
    pub(super) arguments: Vec<(String, Ty)>,
}

/// What a parameter or field is in Rust; each part may be missing.
#[derive(Default)]
pub(super) struct Parts {
    /// The public field.
    pub(super) field: Option<Decl>,
    /// The method that sets it.
    pub(super) setter: Option<Decl>,
    /// Whether `new` takes it.
    pub(super) is_argument: bool,
}

impl Parts {
    pub(super) fn of<'a>(at: &OperationAt<'_, 'a>, found: FieldAt<'a>) -> Self {
        let module = at.owner_module(found.owner);
        let (types, from) = (at.types(), at.from(found.owner));
        match found.owner {
            // The caller cannot set it.
            Owner::Request if found.field.value.is_some() => Self::default(),
            Owner::Request => {
                let param = at.lowering.param(found.field, types);
                let settable = !param.required;
                let setter = || setter(&param.name, &param.ty, &module, param.deprecated.as_ref());
                Self {
                    field: None,
                    setter: settable.then(setter),
                    is_argument: param.is_argument(),
                }
            }
            Owner::Response => Self {
                field: Some(public(
                    &at.lowering.field(found.field, types, from, false),
                    &module,
                )),
                ..Self::default()
            },
            Owner::Object(object) => {
                let sent = at.lowering.sent.contains(object.name.value.as_str());
                let field = at.lowering.field(found.field, types, from, sent);
                let settable = sent && !field.is_argument();
                let setter = || setter(&field.name, &field.ty, &module, field.deprecated.as_ref());
                Self {
                    setter: settable.then(setter),
                    is_argument: sent && field.is_argument(),
                    field: Some(public(&field, &module)),
                }
            }
        }
    }
}

fn setter(name: &str, ty: &ir::Ty, module: &str, deprecated: Option<&String>) -> Decl {
    let (ident, argument) = (emit::ident(name), emit::argument_ty(ty));
    Decl {
        name: name.to_owned(),
        text: code(quote!(pub fn #ident(self, #ident: #argument) -> Self)),
        ty: Ty::of(ty, module),
        deprecated: deprecated.cloned(),
    }
}

fn public(field: &ir::Field, module: &str) -> Decl {
    let (ident, ty) = (emit::ident(&field.name), emit::objects::field_ty(field));
    let plain = Ty::of(&field.ty, module);
    Decl {
        name: field.name.clone(),
        text: code(quote!(pub #ident: #ty)),
        ty: if field.presence == ir::Presence::Optional {
            Ty::Option(Box::new(plain))
        } else {
            plain
        },
        deprecated: field.deprecated.clone(),
    }
}

/// The constructor of a request, or of an object that callers make.
pub(super) fn constructor<'a>(at: &OperationAt<'_, 'a>, owner: Owner<'a>) -> Option<Constructor> {
    let module = at.owner_module(owner);
    let arguments: Vec<(String, ir::Ty)> = match owner {
        Owner::Response => return None,
        Owner::Request => at
            .operation
            .params
            .iter()
            .filter(|it| it.value.is_none())
            .map(|it| at.lowering.param(it, at.types()))
            .filter(ir::Param::is_argument)
            .map(|it| (it.name, it.ty))
            .collect(),
        Owner::Object(object) => {
            let object = at.lowering.object(object, at.types(), at.from(owner));
            if !object.sent {
                return None;
            }
            let arguments = object.arguments();
            arguments
                .map(|it| (it.name.clone(), it.ty.clone()))
                .collect()
        }
    };
    let head = emit::request::new(arguments.iter().map(|(name, ty)| (name.as_str(), ty)));
    Some(Constructor {
        text: code(quote!(pub #head)),
        arguments: arguments
            .iter()
            .map(|(name, ty)| (name.clone(), Ty::of(ty, &module)))
            .collect(),
    })
}
