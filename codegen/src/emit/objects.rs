//! Objects: their type, how they are read and written, and how callers make those that they send.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{argument, deprecated, docs, ident, request::new, ty};
use crate::ir::{self, Presence, Reader};

pub(super) fn emit(object: &ir::Object) -> Vec<TokenStream> {
    let mut items = vec![structure(object)];
    if object.sent {
        items.push(constructors(object));
    }
    items.push(reading(object));
    items.push(writing(object));
    items
}

pub(crate) fn field_ty(field: &ir::Field) -> TokenStream {
    let ty = ty(&field.ty);
    if field.presence == Presence::Optional {
        quote!(Option<#ty>)
    } else {
        ty
    }
}

fn structure(object: &ir::Object) -> TokenStream {
    let name = ident(&object.name);
    let object_docs = docs(&object.docs);
    let fields = object.fields.iter().map(|field| {
        let (docs, deprecated) = (docs(&field.docs), deprecated(field.deprecated.as_ref()));
        let (name, ty) = (ident(&field.name), field_ty(field));
        quote!(#docs #deprecated pub #name: #ty)
    });
    quote! {
        #object_docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#fields),* }
    }
}

fn constructors(object: &ir::Object) -> TokenStream {
    let name = ident(&object.name);
    let new = new(object.arguments().map(|it| (it.name.as_str(), &it.ty)));
    let values = object.fields.iter().map(|field| {
        let name = ident(&field.name);
        let (_, value) = argument(&field.ty, &name);
        match field.presence {
            Presence::Always if name == value.to_string() => quote!(#name),
            Presence::Always => quote!(#name: #value),
            Presence::Optional => quote!(#name: None),
            Presence::Empty => {
                let empty = if matches!(field.ty, ir::Ty::List(_)) {
                    quote!(Vec::new())
                } else {
                    quote!(runtime::Map::new())
                };
                quote!(#name: #empty)
            }
        }
    });
    let setters = object.setters().map(|field| {
        let name = ident(&field.name);
        let (docs, deprecated) = (
            docs(&field.setter_docs),
            deprecated(field.deprecated.as_ref()),
        );
        let (ty, value) = argument(&field.ty, &name);
        let value = if field.presence == Presence::Optional {
            quote!(Some(#value))
        } else {
            value
        };
        quote! {
            #docs
            #deprecated
            #[must_use]
            pub fn #name(mut self, #name: #ty) -> Self {
                self.#name = #value;
                self
            }
        }
    });
    quote! {
        impl #name {
            /// A value with what it has to have.
            #[must_use]
            pub #new {
                Self { #(#values),* }
            }

            #(#setters)*
        }
    }
}

fn reading(object: &ir::Object) -> TokenStream {
    let name = ident(&object.name);
    if object.fields.is_empty() {
        return quote! {
            impl runtime::FromWire for #name {
                fn from_wire(value: runtime::Value<'_>) -> Result<Self, runtime::Fault> {
                    value.object(&mut |_, value| value.unknown())?;
                    Ok(Self {})
                }
            }
        };
    }
    let [value, key, member] = ["value", "key", "member"].map(|name| free(name, object));
    let slots = object.fields.iter().map(|field| {
        let name = ident(&field.name);
        quote!(let mut #name = None;)
    });
    let arms = object.fields.iter().map(|field| {
        let (name, wire) = (ident(&field.name), &field.wire);
        let read = ident(match field.reader {
            Reader::Read => "read",
            Reader::ReadText => "read_text",
            Reader::ReadEither => "read_either",
        });
        quote!(#(#wire)|* => #value.#read(&mut #name),)
    });
    let values = object.fields.iter().map(|field| {
        let (name, wire) = (ident(&field.name), &field.wire[0]);
        match field.presence {
            Presence::Always => quote!(#name: runtime::always(#name, #wire)?),
            Presence::Optional => quote!(#name),
            Presence::Empty => quote!(#name: #name.unwrap_or_default()),
        }
    });
    quote! {
        impl runtime::FromWire for #name {
            fn from_wire(#value: runtime::Value<'_>) -> Result<Self, runtime::Fault> {
                #(#slots)*
                let mut #member = |#key: &str, #value: runtime::Value<'_>| match #key {
                    #(#arms)*
                    _ => #value.unknown(),
                };
                #value.object(&mut #member)?;
                Ok(Self { #(#values),* })
            }
        }
    }
}

/// A name for a variable that no field has.
fn free(name: &str, object: &ir::Object) -> Ident {
    let mut name = name.to_owned();
    while object.fields.iter().any(|field| field.name == name) {
        name.push('_');
    }
    ident(&name)
}

fn writing(object: &ir::Object) -> TokenStream {
    let name = ident(&object.name);
    let live = || object.fields.iter().filter(|field| !field.retired);
    let calls = live().map(|field| {
        let (name, wire) = (ident(&field.name), &field.wire[0]);
        let method = ident(match (field.presence, &field.ty, field.text) {
            (Presence::Always, _, false) => "field",
            (Presence::Always, _, true) => "text",
            (Presence::Optional, _, false) => "optional",
            (Presence::Optional, _, true) => "text_optional",
            (Presence::Empty, ir::Ty::Map(_), _) => "map",
            (Presence::Empty, _, _) => "list",
        });
        quote!(object.#method(#wire, &self.#name)?;)
    });
    let binding = if live().next().is_none() {
        quote!(let object)
    } else {
        quote!(let mut object)
    };
    quote! {
        impl runtime::serde::Serialize for #name {
            fn serialize<S: runtime::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #binding = runtime::ObjectWriter::new(serializer)?;
                #(#calls)*
                object.end()
            }
        }
    }
}
