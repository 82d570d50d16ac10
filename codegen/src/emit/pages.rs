//! How answers continue, and how long an interval may be.

use proc_macro2::TokenStream;
use quote::quote;

use super::{ident, number, ty};
use crate::ir::{FieldPath, Paged, WindowEnd, Windowed};

pub(super) fn paged(paged: &Paged) -> Vec<TokenStream> {
    let (request, item) = (ident(&paged.request), ty(&paged.item));
    let place = ident(&paged.place);
    let pagination = pagination(paged);
    let size = paged.size.as_ref().map(|size| {
        let size = ident(size);
        quote! {
            fn page_size(&self) -> Option<String> {
                runtime::Param::text(&self.#size)
            }
        }
    });
    let items = reach(&paged.items, true);
    let end = value(&paged.end);
    let more = paged.more.as_ref().map(|more| {
        let more = value(more);
        quote!(.more(#more))
    });
    vec![quote! {
        impl runtime::Paged for #request {
            type Item = #item;
            const PAGINATION: &'static runtime::Pagination = &#pagination;

            fn page_param(&mut self) -> &mut dyn runtime::PageParam {
                &mut self.#place
            }

            #size

            fn items(answer: &mut Self::Response) -> Option<&mut Vec<Self::Item>> {
                #items
            }

            fn end(answer: &Self::Response) -> runtime::PageEnd {
                runtime::PageEnd::new(#end) #more
            }
        }
    }]
}

/// How the answer continues.
pub(crate) fn pagination(paged: &Paged) -> TokenStream {
    let (kind, names) = (ident(paged.kind), &paged.names);
    let first = paged.first.map(|first| {
        let first = number(first.into());
        quote!(.first(#first))
    });
    let zero_ends = paged.zero_ends.then(|| quote!(.zero_ends()));
    quote!(runtime::Pagination::#kind(#(#names),*) #first #zero_ends)
}

/// What a field of an answer holds, or nothing.
fn value(path: &FieldPath) -> TokenStream {
    if path.objects.is_empty() {
        let field = ident(&path.field);
        return quote!(&answer.#field);
    }
    let value = reach(path, false);
    quote!(&#value)
}

/// An optional reference to a field of an answer.
fn reach(path: &FieldPath, mutable: bool) -> TokenStream {
    let (reference, borrow) = if mutable {
        (quote!(&mut), ident("as_mut"))
    } else {
        (quote!(&), ident("as_ref"))
    };
    let field = ident(&path.field);
    let Some(((name, optional), inner)) = path.objects.split_first() else {
        return quote!(Some(#reference answer.#field));
    };
    let name = ident(name);
    let start = if *optional {
        quote!(answer.#name.#borrow())
    } else {
        quote!(Some(#reference answer.#name))
    };
    let steps = inner.iter().map(|(name, optional)| {
        let name = ident(name);
        if *optional {
            quote!(.and_then(|it| it.#name.#borrow()))
        } else {
            quote!(.map(|it| #reference it.#name))
        }
    });
    quote!(#start #(#steps)* .map(|it| #reference it.#field))
}

pub(super) fn windowed(windowed: &Windowed) -> Vec<TokenStream> {
    let (request, instant) = (ident(&windowed.request), ty(&windowed.instant));
    let (from_wire, to_wire) = (&windowed.from.wire, &windowed.to.wire);
    let seconds = number(windowed.seconds.into());
    let set = |end: &WindowEnd, value: TokenStream| {
        let name = ident(&end.name);
        if end.required {
            quote!(self.#name = #value;)
        } else {
            quote!(self.#name = Some(#value);)
        }
    };
    let (from, to) = (
        set(&windowed.from, quote!(from)),
        set(&windowed.to, quote!(to)),
    );
    vec![quote! {
        impl runtime::Windowed for #request {
            type Instant = #instant;
            const WINDOW: runtime::Window = runtime::Window::new(#from_wire, #to_wire, #seconds);

            fn set_window(&mut self, from: Self::Instant, to: Self::Instant) {
                #from
                #to
            }
        }
    }]
}
