//! Code that uses the client of the old side.

use std::collections::{BTreeMap, BTreeSet};

use codegen::review::rust::Item;
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::{FnArg, GenericArgument, PathArguments, TraitItemFn, Type, TypeParamBound};

use super::{
    cases::Case,
    messages::{Said, set},
};

/// A piece of code that is compiled in a module of its own.
pub(crate) struct Probe {
    /// The case it belongs to.
    pub(crate) case: String,
    /// The case's module in both clients.
    module: String,
    code: String,
    /// What the compiler has to say; of code that a person wrote, what it may say.
    expected: BTreeSet<Said>,
    /// Names that lead nowhere in this case, which hide what else is wrong.
    lost: BTreeSet<Said>,
    by_hand: bool,
    /// Whether several arguments of a call are wrong, of which the item names one.
    several: bool,
}

impl Probe {
    /// The text of its module.
    pub(crate) fn file(&self) -> String {
        format!(
            "use crate::any;\n\
             mod meeting_client {{\n    pub use ::runtime::*;\n    pub use ::client::{}::*;\n}}\n\
             fn code() {{\n{}\n}}\n",
            self.module, self.code
        )
    }

    /// How what was said differs from what was expected. Warnings that were there before tell nothing.
    pub(crate) fn complaints(
        &self,
        name: &str,
        before: &BTreeSet<Said>,
        said: &BTreeSet<Said>,
    ) -> Option<String> {
        let mut said: BTreeSet<Said> = said.difference(before).cloned().collect();
        if self.several && self.expected.iter().any(|it| said.contains(it)) {
            said.retain(|it| self.expected.contains(it) || !it.is_about_an_argument());
        }
        let said = &said;
        let allowed = |it: &Said| self.expected.contains(it) || self.lost.contains(it);
        let fine = if self.by_hand {
            said.iter().all(allowed)
        } else {
            said.iter().eq(self.expected.difference(before))
                || !said.is_empty() && said.is_subset(&self.lost)
        };
        (!fine).then(|| {
            let show = |all: &BTreeSet<Said>| -> Vec<String> {
                all.iter().map(ToString::to_string).collect()
            };
            format!(
                "{name}:\n{}\nexpected {:#?}\ngot {:#?}",
                self.code,
                show(&self.expected),
                show(said)
            )
        })
    }
}

/// The code of a case: one piece for each item that was there before, and what people wrote.
pub(crate) fn of(case: &Case) -> Vec<(String, Probe)> {
    let files = case.client(true);
    let declared = Declared::of(&files);
    let items: BTreeSet<&Item> = case.changes.iter().flat_map(|it| &it.2).collect();
    let said = |item: &Item| -> Vec<Said> {
        item.error
            .iter()
            .flat_map(|(code, text)| Said::all(code, text))
            .collect()
    };
    let all = set(items.iter().flat_map(|it| said(it)));
    let lost: BTreeSet<Said> = all
        .iter()
        .filter(|it| it.code == "unresolved")
        .cloned()
        .collect();
    let probe = |code: String, expected: BTreeSet<Said>, by_hand: bool| Probe {
        case: case.name.clone(),
        module: case.module(),
        code,
        expected,
        lost: lost.clone(),
        by_hand,
        several: all.iter().any(Said::is_about_an_argument)
            && items
                .iter()
                .any(|it| it.error.is_some() && it.path.ends_with("::new")),
    };
    let mut probes: BTreeMap<String, Probe> = BTreeMap::new();
    for (index, item) in items.iter().enumerate() {
        if let Some(code) = declared.code(item) {
            // Several changes of one item show as the worst of them.
            let same = items.iter();
            let same = same.filter(|it| it.path == item.path && plain(it) == plain(item));
            let mut expected = set(same.flat_map(|it| said(it)));
            if expected.iter().any(Said::is_error) {
                expected.retain(Said::is_error);
            }
            let name = format!("{}_item{index}", case.module());
            probes.insert(name, probe(code, expected, false));
        }
    }
    if let Some(code) = &case.code {
        let name = format!("{}_use", case.module());
        probes.insert(name, probe(code.clone(), all.clone(), true));
    }
    probes.into_iter().collect()
}

/// The declaration before, without its attributes.
fn plain(item: &Item) -> Option<&str> {
    let before = item.before.as_deref()?;
    match before.strip_prefix("#[") {
        Some(rest) => Some(rest.split_once("] ")?.1),
        None => Some(before),
    }
}

/// Where the old client declares its types.
struct Declared {
    /// Modules by names of types; the module of the operation first.
    modules: BTreeMap<String, Vec<String>>,
}

impl Declared {
    fn of(files: &[(String, String)]) -> Self {
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
    fn code(&self, item: &Item) -> Option<String> {
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
            let owned = item
                .error
                .as_ref()
                .is_some_and(|it| it.1.contains("String"));
            return self.call(owner, text, owned);
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
    fn call(&self, owner: &str, text: &str, owned: bool) -> Option<String> {
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
                    if ty == "String" && !owned {
                        "&str".clone_into(&mut ty);
                    }
                    code.push_str(&format!("let a{}: {ty} = any();\n", given.len()));
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
