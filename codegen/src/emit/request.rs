//! A request: its type, constructor, setters, and how it is sent.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    any_number, argument, argument_ty, deprecated, docs, float, ident, number,
    service::{errors, rate_limits},
    ty, typed,
};
use crate::ir;

pub(super) fn emit(request: &ir::Request) -> Vec<TokenStream> {
    vec![structure(request), constructors(request), endpoint(request)]
}

fn structure(request: &ir::Request) -> TokenStream {
    let name = ident(&request.name);
    let (docs, deprecated) = (docs(&request.docs), deprecated(request.deprecated.as_ref()));
    let fields = request
        .params
        .iter()
        .filter(|param| !param.retired)
        .map(|param| {
            let (name, ty) = (ident(&param.name), ty(&param.ty));
            if param.required {
                quote!(#name: #ty)
            } else {
                quote!(#name: Option<#ty>)
            }
        });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[must_use = "a call does nothing until it is sent"]
        #deprecated
        pub struct #name { #(#fields),* }
    }
}

fn constructors(request: &ir::Request) -> TokenStream {
    let name = ident(&request.name);
    let new_docs = docs(&request.new_docs);
    let live = || request.params.iter().filter(|param| !param.retired);
    let new = new(request.arguments().map(|it| (it.name.as_str(), &it.ty)));
    let values = live().map(|param| {
        let name = ident(&param.name);
        let (_, value) = argument(&param.ty, &name);
        if !param.required {
            quote!(#name: None)
        } else if name == value.to_string() {
            quote!(#name)
        } else {
            quote!(#name: #value)
        }
    });
    let setters = request.setters().map(setter);
    quote! {
        impl #name {
            #new_docs
            pub #new {
                Self { #(#values),* }
            }

            #(#setters)*
        }
    }
}

fn setter(param: &ir::Param) -> TokenStream {
    let name = ident(&param.name);
    let (docs, deprecated) = (docs(&param.docs), deprecated(param.deprecated.as_ref()));
    let (ty, value) = argument(&param.ty, &name);
    if param.retired {
        return quote! {
            #docs
            #deprecated
            pub fn #name(self, #name: #ty) -> Self {
                let _ = #name;
                self
            }
        };
    }
    quote! {
        #docs
        #deprecated
        pub fn #name(mut self, #name: #ty) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}

/// The head of a constructor.
pub(crate) fn new<'a>(arguments: impl Iterator<Item = (&'a str, &'a ir::Ty)>) -> TokenStream {
    let arguments = arguments.map(|(name, ty)| {
        let (name, ty) = (ident(name), argument_ty(ty));
        quote!(#name: #ty)
    });
    quote!(fn new(#(#arguments),*) -> Self)
}

fn endpoint(request: &ir::Request) -> TokenStream {
    let ir::Request {
        path,
        operation:
            ir::Operation {
                name: operation_name,
                idempotent,
                anonymous,
                no_content,
                host,
                success,
                errors: error_classes,
                rate_limits: limits,
            },
        ..
    } = request;
    let (name, service, response, method) = (
        ident(&request.name),
        ident(&request.service),
        ident(&request.response),
        ident(request.method),
    );
    let mut operation = quote!(runtime::Operation::new(#operation_name));
    for (set, call) in [
        (*idempotent, quote!(.idempotent())),
        (*anonymous, quote!(.anonymous())),
        (*no_content, quote!(.no_content())),
    ] {
        if set {
            operation.extend(call);
        }
    }
    if let Some(host) = host {
        operation.extend(quote!(.host(#host)));
    }
    if let Some((path, equals)) = success {
        operation.extend(quote!(.success(#path, #equals)));
    }
    operation.extend(errors(error_classes));
    operation.extend(rate_limits(limits));
    let steps = request.steps.iter().map(step);
    quote! {
        impl runtime::Endpoint for #name {
            type Service = super::#service;
            type Response = #response;

            const OPERATION: &'static runtime::Operation = &#operation;

            fn request(&self) -> runtime::Result<runtime::Request> {
                runtime::Request::#method(#path) #(#steps)* .build()
            }
        }
    }
}

pub(crate) fn step(step: &ir::Step) -> TokenStream {
    match step {
        ir::Step::Send {
            method,
            wire,
            value,
        } => {
            let (method, value) = (ident(method), sent(value));
            quote!(.#method(#wire, &#value))
        }
        ir::Step::Limit {
            method,
            wire,
            name,
            by_reference,
            limit,
        } => {
            let (method, name) = (ident(method), ident(name));
            let reference = by_reference.then(|| quote!(&));
            let limit = any_number(*limit);
            quote!(.#method(#wire, #reference self.#name, #limit))
        }
        ir::Step::Window { from, to, seconds } => {
            let (from_wire, to_wire) = (&from.0, &to.0);
            let (from, to) = (ident(&from.1), ident(&to.1));
            let seconds = number((*seconds).into());
            quote!(.window(#from_wire, self.#from, #to_wire, self.#to, #seconds))
        }
        ir::Step::Retired(since) => quote!(.retired(#since)),
    }
}

fn sent(value: &ir::Sent) -> TokenStream {
    match value {
        ir::Sent::Field(name) => {
            let name = ident(name);
            quote!(self.#name)
        }
        ir::Sent::Text(name) => {
            let name = ident(name);
            quote!(self.#name.to_string())
        }
        ir::Sent::TextOptional(name) => {
            let name = ident(name);
            quote!(self.#name.map(|value| value.to_string()))
        }
        ir::Sent::FixedText(text) => quote!(#text),
        ir::Sent::FixedInteger(value) => typed(*value),
        ir::Sent::FixedFloat(value) => float(*value),
        ir::Sent::FixedBool(value) => quote!(#value),
    }
}
