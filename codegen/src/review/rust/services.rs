//! What holds for a whole service: the type that stands for it, and its profile.

use quote::quote;

use super::{Items, client::ServiceAt, compiler, print::code};
use crate::{diff::Change, emit, model::Aspect};

/// What changed of the service.
pub(super) fn compare(
    old: ServiceAt<'_, '_>,
    new: ServiceAt<'_, '_>,
    change: &Change,
    items: &mut Items,
) {
    let (a, b) = (old.lowering.marker(), new.lowering.marker());
    let module = &old.lowering.module;
    let path = format!("{module}::{}", a.name);
    if change.aspect == Aspect::Told("rust_name") && change.subject.is_empty() {
        for path in [a.name.clone(), path] {
            let error = compiler::unresolved(&path);
            let text = |name: &str| Some(format!("pub enum {name}"));
            items.push(path, text(&a.name), text(&b.name), Some(error));
        }
        return;
    }
    if change.aspect == Aspect::Told("feature") {
        let text = |at: ServiceAt<'_, '_>| {
            let features = at.lowering.features();
            let any = features.iter().map(|it| quote!(feature = #it));
            let cfg = (!features.is_empty()).then(|| code(quote!(#[cfg(any(#(#any),*))])) + " ");
            format!("{}pub mod {module}", cfg.unwrap_or_default())
        };
        let needs = !new.lowering.features().is_empty();
        let error = needs.then(|| compiler::unresolved(module));
        items.push(module, Some(text(old)), Some(text(new)), error);
        return;
    }
    if change.aspect == Aspect::Host {
        let line = |host: &String| Some(code(quote!(const BASE_URL: &'static str = #host)));
        items.push(
            format!("{path}::BASE_URL"),
            line(&a.host),
            line(&b.host),
            None,
        );
        return;
    }
    if change.aspect == Aspect::Told("credential") {
        let line = |service: &crate::ir::Service| {
            let place = service.token.as_ref().map(emit::service::token_place)?;
            Some(code(quote!(const PLACE: runtime::TokenPlace = #place)))
        };
        let gone = a.token.is_some() && b.token.is_none();
        let error = gone.then(|| compiler::not_implemented("TokenService", &b.name));
        items.push(format!("{path}::PLACE"), line(&a), line(&b), error);
        return;
    }
    let line = |service: &crate::ir::Service| {
        let tokens = match &change.aspect {
            Aspect::Told("envelopes") => {
                let envelopes = service.envelopes.iter().map(emit::service::envelope);
                quote!(.envelopes(&[#(#envelopes),*]))
            }
            Aspect::Told("request_id_headers") => {
                let headers = &service.request_id_headers;
                quote!(.request_id_headers(&[#(#headers),*]))
            }
            Aspect::Told("credential_headers") => {
                let headers = &service.secret_headers;
                quote!(.secret_headers(&[#(#headers),*]))
            }
            Aspect::Success => {
                let (path, equals) = service.success.as_ref()?;
                quote!(.success(#path, #equals))
            }
            Aspect::Rate(_) => emit::service::rate_limits(&service.rate_limits),
            _ => {
                let code = change.subject.strip_prefix("errors.")?;
                let row = service.errors.iter().find(|it| it.0 == code)?;
                emit::service::errors(std::slice::from_ref(row))
            }
        };
        Some(code(tokens))
    };
    items.push(format!("{path}::PROFILE"), line(&a), line(&b), None);
}
