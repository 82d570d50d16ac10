//! Open enums over integers and strings, and the error codes of an operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::{deprecated, docs, ident, number};
use crate::ir;

fn variants(variants: &[ir::Variant]) -> impl Iterator<Item = TokenStream> {
    variants.iter().map(|variant| {
        let (docs, deprecated) = (docs(&variant.docs), deprecated(variant.deprecated.as_ref()));
        let name = ident(&variant.name);
        quote!(#docs #deprecated #name,)
    })
}

pub(super) fn emit(found: &ir::Enum) -> Vec<TokenStream> {
    if found.integer {
        integers(found)
    } else {
        strings(found)
    }
}

fn integers(found: &ir::Enum) -> Vec<TokenStream> {
    let (name, docs) = (ident(&found.name), docs(&found.docs));
    let variants = variants(&found.variants);
    // Validated to be integers; others would match nothing.
    let wire = |text: &String| number(text.parse().unwrap_or_default());
    let read = found.variants.iter().map(|variant| {
        let (name, wires) = (ident(&variant.name), variant.wire.iter().map(wire));
        quote!(#(#wires)|* => Self::#name,)
    });
    let write = found.variants.iter().map(|variant| {
        let (name, wire) = (ident(&variant.name), wire(&variant.wire[0]));
        quote!(Self::#name => #wire,)
    });
    vec![
        quote! {
            #docs
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants)*
                /// A value that this version of the client does not know.
                Unknown(i64),
            }
        },
        quote! {
            impl #name {
                /// The value on the wire.
                #[must_use]
                pub fn value(&self) -> i64 {
                    match self {
                        #(#write)*
                        Self::Unknown(value) => *value,
                    }
                }
            }
        },
        quote! {
            impl From<i64> for #name {
                fn from(value: i64) -> Self {
                    match value {
                        #(#read)*
                        _ => Self::Unknown(value),
                    }
                }
            }
        },
    ]
}

/// Between texts and variants: the arms of a `match` that reads, and of one that writes.
fn text_arms(variants: &[ir::Variant]) -> (TokenStream, TokenStream) {
    let read = variants.iter().map(|variant| {
        let (name, wires) = (ident(&variant.name), &variant.wire);
        quote!(#(#wires)|* => Self::#name,)
    });
    let write = variants.iter().map(|variant| {
        let (name, wire) = (ident(&variant.name), &variant.wire[0]);
        quote!(Self::#name => #wire,)
    });
    (read.collect(), write.collect())
}

fn strings(found: &ir::Enum) -> Vec<TokenStream> {
    let (name, docs) = (ident(&found.name), docs(&found.docs));
    let variants = variants(&found.variants);
    let (read, write) = text_arms(&found.variants);
    vec![
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants)*
                /// A value that this version of the client does not know.
                Unknown(String),
            }
        },
        quote! {
            impl #name {
                /// The value on the wire.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    match self {
                        #write
                        Self::Unknown(value) => value,
                    }
                }
            }
        },
        quote! {
            impl From<&str> for #name {
                fn from(value: &str) -> Self {
                    match value {
                        #read
                        _ => Self::Unknown(value.to_owned()),
                    }
                }
            }
        },
    ]
}

pub(super) fn emit_errors(codes: &ir::ErrorCodes) -> Vec<TokenStream> {
    let (name, docs) = (ident(&codes.name), docs(&codes.docs));
    let variants = variants(&codes.variants);
    let (read, write) = text_arms(&codes.variants);
    vec![
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants)*
                /// A code that this version of the client does not know.
                Unknown(String),
            }
        },
        quote! {
            impl runtime::ErrorCode for #name {
                fn from_code(code: &str) -> Self {
                    match code {
                        #read
                        _ => Self::Unknown(code.to_owned()),
                    }
                }

                fn code(&self) -> &str {
                    match self {
                        #write
                        Self::Unknown(code) => code,
                    }
                }
            }
        },
    ]
}
