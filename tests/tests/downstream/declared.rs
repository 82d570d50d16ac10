//! Writes code for an item, with the types that it needs.

use std::{collections::BTreeMap, fmt::Write as _};

use codegen::review::rust::Item;
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::{FnArg, GenericArgument, PathArguments, TraitItemFn, Type, TypeParamBound};

use super::probes::plain;

/// Where the old client declares its types.
pub(crate) struct Declared {
    /// Modules by names of types; the module of the operation first.
    modules: BTreeMap<String, Vec<String>>,
}

impl Declared {
    pub(crate) fn of(files: &[(String, String)]) -> Self {
        let mut modules: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (path, text) in files {
            let module = path.trim_end_matches(".rs").trim_end_matches("/mod");
            for line in text.lines() {
                let ends = |c: char| !c.is_alphanumeric();
                let name = ["pub struct ", "pub enum "]
                    .into_iter()
                    .find_map(|it| line.strip_prefix(it))
                    .and_then(|it| it.split(ends).next());
                if let Some(name) = name {
                    let module = module.replace('/', "::");
                    modules.entry(name.to_owned()).or_default().push(module);
                }
            }
        }
        Self { modules }
    }

    /// Code that uses an item; nothing for what code cannot use.
    pub(crate) fn code(&self, item: &Item) -> Option<String> {
        let text = plain(item)?;
        let path = format!("meeting_client::{}", item.path);
        if item.path.ends_with("::PAGINATION") || item.path.ends_with("::PLACE") {
            let (owner, what) = path.rsplit_once("::")?;
            let bound = match what {
                "PLACE" => "TokenService",
                _ => "Paged",
            };
            return Some(format!(
                "fn need<T: meeting_client::runtime::{bound}>() {{}}\nneed::<{owner}>();"
            ));
        }
        let is_type = ["pub struct ", "pub enum ", "pub type ", "pub mod "];
        if is_type.iter().any(|it| text.starts_with(it)) {
            return Some(format!("use {path} as _it;"));
        }
        let (owner, _) = path.rsplit_once("::")?;
        if let Some(text) = text.strip_prefix("pub fn ") {
            // People write texts in quotes, which some types take that do not take a `String`.
            let in_variable = item
                .error
                .as_ref()
                .is_some_and(|it| it.1.contains("String"));
            return self.call(owner, text, in_variable);
        }
        if let Some(text) = text.strip_prefix("pub ") {
            let ty: Type = syn::parse_str(text.split_once(": ")?.1).ok()?;
            // Only whoever wrote down a type sees that it is another one.
            let written = item.error.as_ref().is_some_and(|it| it.0 == "E0308");
            let ty = if written {
                format!(": {}", self.qualified(owner, &ty.to_token_stream()))
            } else {
                String::new()
            };
            let field = text.split_once(':')?.0;
            return Some(format!(
                "let it: {owner} = any();\nlet _value{ty} = it.{field};"
            ));
        }
        let is_variant = text.chars().all(char::is_alphanumeric);
        is_variant.then(|| format!("let _ = {path};"))
    }

    /// A call of a constructor, or of a method.
    fn call(&self, owner: &str, text: &str, in_variable: bool) -> Option<String> {
        let head: TraitItemFn = syn::parse_str(&format!("fn {text};")).ok()?;
        let inputs = head.sig.inputs.iter();
        let mut code = String::new();
        let mut given = Vec::new();
        let mut method = false;
        for input in inputs {
            match input {
                FnArg::Receiver(_) => method = true,
                FnArg::Typed(typed) => {
                    let mut ty = self.qualified(owner, &value(&typed.ty));
                    if ty == "String" && !in_variable {
                        "&str".clone_into(&mut ty);
                    }
                    let _ = writeln!(code, "let a{}: {ty} = any();", given.len());
                    given.push(format!("a{}", given.len()));
                }
            }
        }
        let given = given.join(", ");
        let call = if method {
            let name = &head.sig.ident;
            format!("let it: {owner} = any();\nlet _ = it.{name}({given});")
        } else {
            format!("let _ = {owner}::new({given});")
        };
        Some(code + &call)
    }

    /// A type as it is named where the owner is declared, with its whole path.
    fn qualified(&self, owner: &str, ty: &TokenStream) -> String {
        let name = owner.rsplit("::").next().unwrap_or_default();
        let service = owner.split("::").nth(1).unwrap_or_default();
        let known = self.modules.get(name).into_iter().flatten();
        let mut known = known.filter(|it| it.split("::").next() == Some(service));
        let written = owner.strip_prefix("meeting_client::").unwrap_or(owner);
        let written = written.rsplit_once("::").map_or("", |it| it.0);
        let module = known
            .clone()
            .find(|it| *it == written)
            .or_else(|| known.next())
            .map_or(written, String::as_str);
        qualify(ty, module).to_string()
    }
}

/// What a person gives where a parameter has this type.
fn value(ty: &Type) -> TokenStream {
    argument(ty).unwrap_or_else(|| ty.to_token_stream())
}

/// The type in `impl Into<T>`; a list for `impl IntoIterator`.
fn argument(ty: &Type) -> Option<TokenStream> {
    let Type::ImplTrait(found) = ty else {
        return None;
    };
    let Some(TypeParamBound::Trait(bound)) = found.bounds.first() else {
        return None;
    };
    let PathArguments::AngleBracketed(arguments) = &bound.path.segments.last()?.arguments else {
        return None;
    };
    match arguments.args.first()? {
        GenericArgument::Type(inner) => Some(inner.to_token_stream()),
        GenericArgument::AssocType(item) => {
            let inner = value(&item.ty);
            Some(quote!(Vec<#inner>))
        }
        _ => None,
    }
}

/// Puts the crate in front of each path.
fn qualify(tokens: &TokenStream, module: &str) -> TokenStream {
    const PRELUDE: &[&str] = &[
        "String", "Vec", "Option", "bool", "u32", "u64", "i64", "f64",
    ];
    let mut out = TokenStream::new();
    let mut above: Vec<&str> = module.split("::").collect();
    let mut inside = false;
    for token in tokens.clone() {
        match &token {
            TokenTree::Ident(ident) if !inside => {
                let name = ident.to_string();
                if name == "super" {
                    above.pop();
                    inside = false;
                    // Its colons are left out below.
                    out.extend(quote!());
                    continue;
                }
                if name == "runtime" {
                    out.extend(quote!(meeting_client::runtime));
                } else if PRELUDE.contains(&name.as_str()) {
                    out.extend([token.clone()]);
                } else {
                    let parts = above.iter().map(|it| quote::format_ident!("{it}"));
                    out.extend(quote!(meeting_client::#(#parts::)*#ident));
                }
                inside = true;
                above = module.split("::").collect();
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => {
                let raised = above.len() < module.split("::").count();
                if !raised {
                    out.extend([token.clone()]);
                }
            }
            TokenTree::Punct(_) => {
                inside = false;
                out.extend([token.clone()]);
            }
            _ => out.extend([token.clone()]),
        }
    }
    out
}
