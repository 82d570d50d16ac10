//! The type of a service, and what the runtime needs to know of it.

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, ident};
use crate::ir;

pub(super) fn emit(service: &ir::Service) -> Vec<TokenStream> {
    let name = ident(&service.name);
    let docs = docs(&service.docs);
    let ir::Service {
        wire_name,
        title,
        host,
        request_id_headers,
        secret_headers,
        ..
    } = service;
    let envelopes = service.envelopes.iter().map(envelope);
    let mut profile = quote!(runtime::Profile::new().envelopes(&[#(#envelopes),*]));
    if !request_id_headers.is_empty() {
        profile.extend(quote!(.request_id_headers(&[#(#request_id_headers),*])));
    }
    if let Some((path, equals)) = &service.success {
        profile.extend(quote!(.success(#path, #equals)));
    }
    profile.extend(errors(&service.errors));
    if !secret_headers.is_empty() {
        profile.extend(quote!(.secret_headers(&[#(#secret_headers),*])));
    }
    let mut items = vec![
        quote! {
            #docs
            #[derive(Clone, Copy, Debug)]
            pub enum #name {}
        },
        quote! {
            impl runtime::Service for #name {
                const NAME: &'static str = #wire_name;
                const TITLE: &'static str = #title;
                const BASE_URL: &'static str = #host;
                const PROFILE: &'static runtime::Profile = &#profile;
            }
        },
    ];
    let place = match &service.token {
        Some(ir::TokenPlace::Header(header)) => quote!(Header(#header)),
        Some(ir::TokenPlace::Bearer) => quote!(Bearer),
        Some(ir::TokenPlace::Query(param)) => quote!(Query(#param)),
        None => return items,
    };
    items.push(quote! {
        impl runtime::TokenService for #name {
            const PLACE: runtime::TokenPlace = runtime::TokenPlace::#place;
        }
    });
    items
}

fn envelope(envelope: &ir::Envelope) -> TokenStream {
    let code = &envelope.code;
    let mut tokens = quote!(runtime::Envelope::new(#code));
    for (method, path) in &envelope.paths {
        let method = ident(method);
        tokens.extend(quote!(.#method(#path)));
    }
    if let Some(class) = envelope.class {
        let class = ident(class);
        tokens.extend(quote!(.class(runtime::Class::#class)));
    }
    tokens
}

/// `.errors(&[("code", runtime::Class::X), …])`, nothing without errors.
pub(super) fn errors(errors: &[(String, &'static str)]) -> TokenStream {
    if errors.is_empty() {
        return quote!();
    }
    let rows = errors.iter().map(|(code, class)| {
        let class = ident(class);
        quote!((#code, runtime::Class::#class))
    });
    quote!(.errors(&[#(#rows),*]))
}
