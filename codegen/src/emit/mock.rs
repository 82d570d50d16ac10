//! What a fake server is told of operations and services.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{any_number, cfg, ident, number};
use crate::{
    doc,
    ir::mock::{Entry, Kind, List, NamedKind, OperationMock, Read, ServiceMock, Value},
};

pub(super) fn operation(mock: &OperationMock) -> Vec<TokenStream> {
    let (request, method, path) = (ident(&mock.request), ident(mock.method), &mock.path);
    let mut items = Vec::new();
    let mut spec = quote! {
        mock::OperationSpec::new(
            <super::#request as runtime::Endpoint>::OPERATION,
            runtime::Method::#method,
            #path
        )
    };
    let lists = [
        ("params", "ParamSpec", &mock.params),
        ("response", "FieldSpec", &mock.response),
        ("examples", "ExampleSpec", &mock.examples),
    ];
    for (setter, ty, list) in lists {
        if !list.entries.is_empty() {
            let (setter, name) = (ident(setter), ident(&list.name));
            spec.extend(quote!(.#setter(&#name)));
            items.push(array(ty, list));
        }
    }
    spec.extend(errors(&mock.errors));
    let permissions = &mock.permissions;
    if !permissions.is_empty() {
        spec.extend(quote!(.permissions(&[#(#permissions),*])));
    }
    for (setter, ty, found) in [
        ("pages", "PageSpec", &mock.pages),
        ("window", "WindowSpec", &mock.window),
    ] {
        if let Some(found) = found {
            let (setter, found) = (ident(setter), entry(ty, found));
            spec.extend(quote!(.#setter(#found)));
        }
    }
    let (call, fields) = reads(&mock.reads);
    let mut all = vec![quote! {
        impl mock::Mockable for super::#request {
            const SPEC: &'static mock::OperationSpec = &#spec;

            fn read(#call: &mock::Arguments<'_>) -> Result<Self, runtime::Fault> {
                Ok(Self { #fields })
            }
        }
    }];
    all.append(&mut items);
    all.extend(mock.types.iter().map(named));
    all
}

pub(super) fn service(mock: &ServiceMock) -> Vec<TokenStream> {
    let service = ident(&mock.service);
    let mut spec = quote! {
        mock::ServiceSpec::new(
            <super::#service as runtime::Service>::NAME,
            <super::#service as runtime::Service>::TITLE,
            <super::#service as runtime::Service>::PROFILE
        )
    };
    if mock.token {
        spec.extend(quote!(.token(<super::#service as runtime::TokenService>::PLACE)));
    }
    spec.extend(errors(&mock.errors));
    let operations = mock.operations.iter().map(|(request, features)| {
        let (cfg, request) = (cfg(features), ident(request));
        quote!(#cfg <super::#request as mock::Mockable>::SPEC)
    });
    spec.extend(quote!(.operations(&[#(#operations),*])));
    vec![quote! {
        impl mock::MockableService for super::#service {
            const SPEC: &'static mock::ServiceSpec = &#spec;
        }
    }]
}

/// The name of the argument that fields are read from, and their values.
fn reads(reads: &[Read]) -> (TokenStream, TokenStream) {
    if reads.is_empty() {
        return (quote!(_), quote!());
    }
    let fields = reads.iter().map(|read| {
        let (field, location, wire) = (ident(&read.field), ident(read.location), &read.wire);
        quote!(#field: call.get(mock::Location::#location, #wire)?,)
    });
    (quote!(call), fields.collect())
}

fn errors(rows: &[Entry]) -> TokenStream {
    if rows.is_empty() {
        return quote!();
    }
    let rows = rows.iter().map(|row| entry("ErrorSpec", row));
    quote!(.errors(&[#(#rows),*]))
}

/// A static and no constant, because types may hold themselves.
fn array(ty: &str, list: &List) -> TokenStream {
    let name = ident(&list.name);
    let count = Literal::usize_unsuffixed(list.entries.len());
    let entries = list.entries.iter().map(|it| entry(ty, it));
    let ty = ident(ty);
    quote!(static #name: [mock::#ty; #count] = [#(#entries),*];)
}

fn named(found: &NamedKind) -> TokenStream {
    let (name, kind) = match found {
        NamedKind::Object(list) => return array("FieldSpec", list),
        NamedKind::Integers { name, values } => {
            let values = values.iter().map(|value| number((*value).into()));
            (name, quote!(Integers(&[#(#values),*])))
        }
        NamedKind::Strings { name, values } => (name, quote!(Strings(&[#(#values),*]))),
    };
    let name = ident(name);
    quote!(const #name: mock::Kind = mock::Kind::#kind;)
}

fn entry(ty: &str, entry: &Entry) -> TokenStream {
    let (ty, new) = (ident(ty), entry.new.iter().map(value));
    let calls = entry.calls.iter().map(|(method, argument)| {
        let (method, argument) = (ident(method), argument.iter().map(value));
        quote!(.#method(#(#argument),*))
    });
    quote!(mock::#ty::new(#(#new),*) #(#calls)*)
}

fn value(value: &Value) -> TokenStream {
    match value {
        Value::Text(text) => quote!(#text),
        Value::Block(text) => {
            let literal = block(text);
            quote!(#literal)
        }
        Value::Number(value) => any_number(*value),
        Value::Kind(found) => kind(found),
        Value::Location(name) => {
            let name = ident(name);
            quote!(mock::Location::#name)
        }
        Value::Class(name) => {
            let name = ident(name);
            quote!(runtime::Class::#name)
        }
        Value::Integers(values) => {
            let values = values.iter().map(|value| number(*value));
            quote!(&[#(#values),*])
        }
        Value::Pairs(pairs) => {
            let pairs = pairs.iter().map(|(name, value)| quote!((#name, #value)));
            quote!(&[#(#pairs),*])
        }
    }
}

fn kind(found: &Kind) -> TokenStream {
    match found {
        Kind::Plain(name) => {
            let name = ident(name);
            quote!(mock::Kind::#name)
        }
        Kind::List(inner) => {
            let inner = kind(inner);
            quote!(mock::Kind::List(&#inner))
        }
        Kind::Map(inner) => {
            let inner = kind(inner);
            quote!(mock::Kind::Map(&#inner))
        }
        Kind::Object(name) => {
            let name = ident(name);
            quote!(mock::Kind::Object(&#name))
        }
        Kind::Enum(name) => {
            let name = ident(name);
            quote!(#name)
        }
    }
}

/// A text as it stands, so that a documented body can be read; with escapes, if something in it could not be seen.
fn block(text: &str) -> Literal {
    let escaped = || Literal::string(text);
    let plain = |letter: char| letter == '\n' || !doc::is_hidden(letter);
    if !text.chars().all(plain) {
        return escaped();
    }
    let marks = text.split('"').skip(1);
    let run = |after: &str| after.bytes().take_while(|byte| *byte == b'#').count();
    let hashes = "#".repeat(marks.map(|after| run(after) + 1).max().unwrap_or(0));
    // The language knows no more than 255 of them.
    if hashes.len() > 255 {
        return escaped();
    }
    format!("r{hashes}\"{text}\"{hashes}")
        .parse()
        .unwrap_or_else(|_| escaped())
}
