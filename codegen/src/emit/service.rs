//! The type of a service, and what the runtime needs to know of it.

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, ident, number};
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
    profile.extend(rate_limits(&service.rate_limits));
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
    if let Some(place) = &service.token {
        let place = token_place(place);
        items.push(quote! {
            impl runtime::TokenService for #name {
                const PLACE: runtime::TokenPlace = #place;
            }
        });
    }
    items
}

/// Where a token stands.
pub(crate) fn token_place(place: &ir::TokenPlace) -> TokenStream {
    let place = match place {
        ir::TokenPlace::Header(header) => quote!(Header(#header)),
        ir::TokenPlace::Bearer => quote!(Bearer),
        ir::TokenPlace::Query(param) => quote!(Query(#param)),
    };
    quote!(runtime::TokenPlace::#place)
}

pub(crate) fn envelope(envelope: &ir::Envelope) -> TokenStream {
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
pub(crate) fn errors(errors: &[(String, &'static str)]) -> TokenStream {
    if errors.is_empty() {
        return quote!();
    }
    let rows = errors.iter().map(|(code, class)| {
        let class = ident(class);
        quote!((#code, runtime::Class::#class))
    });
    quote!(.errors(&[#(#rows),*]))
}

/// `.rate_limits(&[runtime::RateLimit::new(10, …), …])`, nothing without limits.
pub(crate) fn rate_limits(limits: &[ir::RateLimit]) -> TokenStream {
    if limits.is_empty() {
        return quote!();
    }
    let limits = limits.iter().map(|limit| {
        let calls = number(limit.calls.into());
        // A module of the same name cannot come between.
        let span = |constructor: &str, count: u64| {
            let (constructor, count) = (ident(constructor), number(count.into()));
            quote!(Span(::std::time::Duration::#constructor(#count)))
        };
        let period = match limit.period {
            ir::Period::Seconds(count) => span("from_secs", count),
            ir::Period::Millis(count) => span("from_millis", count),
            ir::Period::Month => quote!(Month),
        };
        let scope = ident(limit.scope);
        let shared = limit.shared.then(|| quote!(.shared()));
        quote!(runtime::RateLimit::new(#calls, runtime::Period::#period, runtime::LimitScope::#scope) #shared)
    });
    quote!(.rate_limits(&[#(#limits),*]))
}
