//! Prints declarations in one line.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// Tokens as a person writes them: types, heads of functions, chains of calls.
pub(super) fn code(tokens: TokenStream) -> String {
    let mut out = String::new();
    print(tokens, &mut out);
    out
}

fn print(tokens: TokenStream, out: &mut String) {
    let mut tokens = tokens.into_iter().peekable();
    // Whether the last token was a word, so that another word needs a space.
    let mut word = false;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                out.push_str(open);
                print(group.stream(), out);
                out.push_str(close);
                word = false;
            }
            TokenTree::Punct(punct) => {
                let joint = punct.spacing() == Spacing::Joint;
                match punct.as_char() {
                    ',' if tokens.peek().is_some() => out.push_str(", "),
                    ',' => {}
                    '=' if !joint && !out.ends_with(['!', '=', '<', '>']) => out.push_str(" = "),
                    // The arrows `->` and `=>`, and paths.
                    '-' | '=' if joint => {
                        out.push(' ');
                        out.push(punct.as_char());
                    }
                    '>' if out.ends_with(['-', '=']) => out.push_str("> "),
                    ':' if !joint && !out.ends_with(':') => out.push_str(": "),
                    '|' => out.push_str(" | "),
                    '#' if word => out.push_str(" #"),
                    other => out.push(other),
                }
                word = false;
            }
            TokenTree::Ident(ident) => {
                if word {
                    out.push(' ');
                }
                out.push_str(&ident.to_string());
                word = true;
            }
            TokenTree::Literal(literal) => {
                if word {
                    out.push(' ');
                }
                out.push_str(&literal.to_string());
                word = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::code;

    #[test]
    fn declarations_look_as_written() {
        for (tokens, expected) in [
            (
                quote!(pub fn new(a: impl Into<runtime::UnixSeconds>, r#type: u32,) -> Self),
                "pub fn new(a: impl Into<runtime::UnixSeconds>, r#type: u32) -> Self",
            ),
            (
                quote!(pub fn ids(self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self),
                "pub fn ids(self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self",
            ),
            (
                quote!(.query("a", &self.a).at_most("a", self.a, -20)),
                ".query(\"a\", &self.a).at_most(\"a\", self.a, -20)",
            ),
            (
                quote!(#[deprecated(note = "x")] pub a: Option<super::types::A>),
                "#[deprecated(note = \"x\")]pub a: Option<super::types::A>",
            ),
            (quote!("a" | "b" => Self::A), "\"a\" | \"b\" => Self::A"),
        ] {
            assert_eq!(code(tokens), expected);
        }
    }
}
