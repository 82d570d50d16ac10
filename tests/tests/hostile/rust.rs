//! Looks into generated files as the compiler does.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The documentation of every item of a file, in order, each line without the space in front.
pub(crate) fn docs(text: &str) -> Vec<Vec<String>> {
    let mut blocks = Vec::new();
    walk(
        text.parse().expect("generated code is Rust"),
        &mut |attribute| match attribute {
            Some(("doc", line)) => {
                let line = line.strip_prefix(' ').unwrap_or(&line).to_owned();
                match blocks.last_mut() {
                    Some((true, lines)) => Vec::push(lines, line),
                    _ => blocks.push((true, vec![line])),
                }
            }
            _ => {
                if let Some((open, _)) = blocks.last_mut() {
                    *open = false;
                }
            }
        },
    );
    blocks.into_iter().map(|(_, lines)| lines).collect()
}

/// The notes of deprecation of a file.
pub(crate) fn notes(text: &str) -> Vec<String> {
    let mut notes = Vec::new();
    walk(
        text.parse().expect("generated code is Rust"),
        &mut |attribute| {
            if let Some(("note", note)) = attribute {
                notes.push(note);
            }
        },
    );
    notes
}

type Found<'a> = &'a mut dyn FnMut(Option<(&str, String)>);

/// Calls `found` with each `name = "text"`, and with nothing where other code stands between.
fn walk(tokens: TokenStream, found: Found<'_>) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at..] {
            [
                TokenTree::Ident(name),
                TokenTree::Punct(is),
                TokenTree::Literal(text),
                ..,
            ] if is.as_char() == '=' && (name == "doc" || name == "note") => {
                let text: syn::LitStr = syn::parse_str(&text.to_string()).expect("a string");
                found(Some((&name.to_string(), text.value())));
                at += 3;
                continue;
            }
            [TokenTree::Group(group), ..] => {
                if group.delimiter() != Delimiter::Bracket {
                    found(None);
                }
                walk(group.stream(), found);
            }
            [TokenTree::Punct(mark), ..] if matches!(mark.as_char(), '#' | '!') => {}
            _ => found(None),
        }
        at += 1;
    }
}

/// Characters that nobody can see, or that reorder what can be seen. Joiners and selectors of emoji are not.
pub(crate) fn is_hidden(letter: char) -> bool {
    const HIDDEN: &[(u32, u32)] = &[
        (0x00, 0x1f),
        (0x7f, 0x9f),
        (0xad, 0xad),
        (0x61c, 0x61c),
        (0x115f, 0x1160),
        (0x180e, 0x180e),
        (0x200b, 0x200f),
        (0x2028, 0x202e),
        (0x2060, 0x206f),
        (0x2800, 0x2800),
        (0x3164, 0x3164),
        (0xfeff, 0xfeff),
        (0xfff9, 0xfffb),
        (0xe0000, 0xe0fff),
    ];
    let code = u32::from(letter);
    HIDDEN
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&code))
}
