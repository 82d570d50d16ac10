//! emit: modules become tokens, item by item. No decisions are made here.

mod enums;
mod mock;
pub(crate) mod objects;
pub(crate) mod pages;
pub(crate) mod request;
pub(crate) mod service;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};

use crate::{ir, lower::Options, names};

/// A module in tokens.
pub(crate) struct Emitted {
    pub(crate) path: String,
    pub(crate) origin: String,
    /// `//!` and `#![…]`.
    pub(crate) inner: TokenStream,
    /// Items, in groups that are set apart by blank lines.
    pub(crate) items: Vec<TokenStream>,
}

pub(crate) fn emit(module: &ir::Module, options: &Options) -> Emitted {
    let docs = module.docs.iter().map(|line| {
        let line = spaced(line);
        quote!(#![doc = #line])
    });
    let mut inner = quote!(#(#docs)*);
    if module.path == "mod.rs" {
        inner.extend(quote! {
            #![allow(
                clippy::approx_constant,
                clippy::doc_markdown,
                clippy::enum_variant_names,
                clippy::fn_params_excessive_bools,
                clippy::many_single_char_names,
                clippy::module_inception,
                clippy::needless_pass_by_value,
                clippy::new_without_default,
                clippy::should_implement_trait,
                clippy::similar_names,
                clippy::struct_excessive_bools,
                clippy::struct_field_names,
                clippy::too_many_arguments,
                clippy::too_many_lines,
                clippy::type_complexity,
                clippy::unreadable_literal,
                reason = "names and shapes are the vendors' choice, and what is optional may become required"
            )]
        });
    }
    if module.deprecated_inside {
        inner.extend(quote! {
            #![allow(deprecated, reason = "what is deprecated is still read and sent")]
        });
    }
    Emitted {
        path: module.path.clone(),
        origin: module.origin.clone(),
        inner,
        items: items(&module.items, options),
    }
}

/// Imports stand together, and so do submodules and re-exports; every other item is set apart.
fn items(items: &[ir::Item], options: &Options) -> Vec<TokenStream> {
    let line = |item: &ir::Item| match item {
        ir::Item::UseRuntime | ir::Item::UseMock => Some(0),
        ir::Item::Submodule { .. } => Some(1),
        ir::Item::Reexport { .. } => Some(2),
        _ => None,
    };
    let is_line = |item: &ir::Item| line(item).is_some();
    let together = |a: &ir::Item, b: &ir::Item| is_line(a) && line(a) == line(b);
    let mut emitted = Vec::new();
    for group in items.chunk_by(together) {
        let tokens = group.iter().flat_map(|item| emit_item(item, options));
        if group.iter().all(is_line) {
            emitted.push(tokens.collect());
        } else {
            emitted.extend(tokens);
        }
    }
    emitted
}

fn emit_item(item: &ir::Item, options: &Options) -> Vec<TokenStream> {
    match item {
        ir::Item::UseRuntime => {
            let (path, name) = (path(&options.runtime), options.runtime.rsplit("::").next());
            if name == Some("runtime") {
                vec![quote!(use #path;)]
            } else {
                vec![quote!(use #path as runtime;)]
            }
        }
        ir::Item::UseMock => {
            let path = path(&options.runtime);
            vec![quote!(use #path::mock;)]
        }
        ir::Item::Submodule {
            name,
            features,
            public,
        } => {
            let (cfg, name) = (cfg(features), ident(name));
            let public = public.then(|| quote!(pub));
            vec![quote!(#cfg #public mod #name;)]
        }
        ir::Item::Reexport {
            module,
            name,
            features,
        } => {
            let (cfg, module, name) = (cfg(features), ident(module), ident(name));
            vec![quote!(#cfg pub use #module::#name;)]
        }
        ir::Item::Service(service) => service::emit(service),
        ir::Item::Request(request) => request::emit(request),
        ir::Item::Paged(paged) => pages::paged(paged),
        ir::Item::Windowed(windowed) => pages::windowed(windowed),
        ir::Item::Object(object) => objects::emit(object),
        ir::Item::Enum(found) => enums::emit(found),
        ir::Item::ErrorCodes(codes) => enums::emit_errors(codes),
        ir::Item::OperationMock(mock) => mock::operation(mock),
        ir::Item::ServiceMock(mock) => mock::service(mock),
        ir::Item::Wire {
            objects,
            integers,
            strings,
        } => wire(objects, integers, strings),
        ir::Item::Alias { old, new } => {
            let note = format!("renamed to `{new}`");
            let (old, new) = (ident(old), ident(new));
            let doc = spaced(&format!("Former name of [`{new}`]."));
            vec![quote! {
                #[doc = #doc]
                #[deprecated(note = #note)]
                pub type #old = #new;
            }]
        }
    }
}

fn wire(objects: &[String], integers: &[String], strings: &[String]) -> Vec<TokenStream> {
    let call = |name: &str, types: &[String]| {
        let name = ident(name);
        let types = types.iter().map(|it| ident(it));
        quote!(runtime::#name!(#(#types),*);)
    };
    [
        ("wire_objects", objects),
        ("wire_integers", integers),
        ("wire_strings", strings),
    ]
    .into_iter()
    .filter(|(_, types)| !types.is_empty())
    .map(|(name, types)| call(name, types))
    .collect()
}

fn cfg(features: &[String]) -> TokenStream {
    match features {
        [] => quote!(),
        [one] => quote!(#[cfg(feature = #one)]),
        many => quote!(#[cfg(any(#(feature = #many),*))]),
    }
}

/// An identifier, in raw form if it is a keyword.
pub(crate) fn ident(name: &str) -> Ident {
    if names::is_keyword(name) && !names::has_no_raw_form(name) {
        Ident::new_raw(name, Span::call_site())
    } else {
        format_ident!("{name}")
    }
}

fn path(text: &str) -> TokenStream {
    let parts = text.split("::").map(ident_in_path);
    quote!(#(#parts)::*)
}

fn ident_in_path(name: &str) -> Ident {
    if names::has_no_raw_form(name) {
        Ident::new(name, Span::call_site())
    } else {
        ident(name)
    }
}

/// `/// text`: the formatter prints what follows the slashes as it stands.
fn docs(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| spaced(line));
    quote!(#(#[doc = #lines])*)
}

fn spaced(line: &str) -> String {
    if line.is_empty() {
        String::new()
    } else {
        format!(" {line}")
    }
}

fn deprecated(note: Option<&String>) -> TokenStream {
    match note {
        Some(note) => quote!(#[deprecated(note = #note)]),
        None => quote!(),
    }
}

fn number(digits: i128) -> TokenStream {
    let text = names::grouped(&digits.unsigned_abs().to_string());
    // Digits and underscores are always a literal.
    let literal = text
        .parse()
        .unwrap_or_else(|_| Literal::i128_unsuffixed(digits));
    if digits < 0 {
        quote!(-#literal)
    } else {
        quote!(#literal)
    }
}

/// An integer whose type nothing else tells.
fn typed(value: i128) -> TokenStream {
    let unsuffixed = number(value);
    let suffix = if i64::try_from(value).is_ok() {
        "i64"
    } else {
        "u64"
    };
    format!("{unsuffixed}_{suffix}")
        .parse()
        .unwrap_or(unsuffixed)
}

fn float(value: f64) -> TokenStream {
    let text = format!("{:?}", value.abs());
    // A finite number is always a literal.
    let literal = text
        .parse()
        .unwrap_or_else(|_| Literal::f64_unsuffixed(0.0));
    if value < 0.0 {
        quote!(-#literal)
    } else {
        quote!(#literal)
    }
}

fn any_number(value: ir::Number) -> TokenStream {
    match value {
        ir::Number::Integer(value) => number(value),
        ir::Number::Float(value) => float(value),
    }
}

/// A type as it stands in a field.
pub(crate) fn ty(ty: &ir::Ty) -> TokenStream {
    match ty {
        ir::Ty::String => quote!(String),
        ir::Ty::Bool => quote!(bool),
        ir::Ty::U32 => quote!(u32),
        ir::Ty::U64 => quote!(u64),
        ir::Ty::I64 => quote!(i64),
        ir::Ty::F64 => quote!(f64),
        ir::Ty::Runtime(name) => {
            let name = ident(name);
            quote!(runtime::#name)
        }
        ir::Ty::Json => quote!(runtime::Json),
        ir::Ty::Secret(inner) => {
            let inner = self::ty(inner);
            quote!(runtime::Secret<#inner>)
        }
        ir::Ty::List(inner) => {
            let inner = self::ty(inner);
            quote!(Vec<#inner>)
        }
        ir::Ty::Map(inner) => {
            let inner = self::ty(inner);
            quote!(runtime::Map<#inner>)
        }
        ir::Ty::Named(name) => path(name),
    }
}

/// How a caller gives a value: the argument's type, and its conversion.
fn argument(ty: &ir::Ty, name: &Ident) -> (TokenStream, TokenStream) {
    let given = quote!(#name);
    let converted = convert(ty, &given).unwrap_or(given);
    (argument_ty(ty), converted)
}

/// Whether a caller gives exactly this type. A literal has no type of its own that `Into` could start from.
fn is_exact(ty: &ir::Ty) -> bool {
    matches!(
        ty,
        ir::Ty::Bool
            | ir::Ty::U32
            | ir::Ty::U64
            | ir::Ty::I64
            | ir::Ty::F64
            | ir::Ty::Json
            | ir::Ty::Map(_)
    )
}

pub(crate) fn argument_ty(ty: &ir::Ty) -> TokenStream {
    match ty {
        ir::Ty::List(inner) => {
            let item = argument_ty(inner);
            quote!(impl IntoIterator<Item = #item>)
        }
        ty if is_exact(ty) => self::ty(ty),
        ty => {
            let ty = self::ty(ty);
            quote!(impl Into<#ty>)
        }
    }
}

/// What turns an argument into its type; `None` if it is one.
fn convert(ty: &ir::Ty, given: &TokenStream) -> Option<TokenStream> {
    match ty {
        ir::Ty::List(inner) => Some(match (inner.as_ref(), convert(inner, &quote!(item))) {
            (_, None) => quote!(#given.into_iter().collect()),
            (ir::Ty::List(_), Some(item)) => quote!(#given.into_iter().map(|item| #item).collect()),
            (_, Some(_)) => quote!(#given.into_iter().map(Into::into).collect()),
        }),
        ty if is_exact(ty) => None,
        _ => Some(quote!(#given.into())),
    }
}
