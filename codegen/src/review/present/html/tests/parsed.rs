//! What html5ever makes of the page.

use std::cell::RefCell;

use html5ever::{
    tendril::StrTendril,
    tokenizer::{
        BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
        states::RawKind,
    },
};

/// A page.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    /// Its elements, in the order of their start tags.
    pub(super) elements: Vec<Element>,
    /// What is read of it: its text, with single spaces.
    pub(super) text: String,
    /// Elements that hold no markup, with what is in them.
    raw: Vec<(String, String)>,
    /// Number of comments, and of further declarations.
    pub(super) others: usize,
}

/// An element.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

impl Parsed {
    pub(super) fn of(page: &str) -> Self {
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(page));
        let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
        while !input.is_empty() {
            let _ = tokenizer.feed(&input);
        }
        tokenizer.end();
        let mut parsed = tokenizer.sink.0.into_inner();
        parsed.text = parsed.text.split_whitespace().collect::<Vec<_>>().join(" ");
        parsed
    }

    /// The contents of the elements with this name, which hold no markup.
    pub(super) fn raw(&self, name: &str) -> Vec<String> {
        let of_name = self.raw.iter().filter(|(it, _)| it == name);
        of_name.map(|(_, text)| text.clone()).collect()
    }
}

#[derive(Default)]
struct Sink(RefCell<Parsed>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut parsed = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let name = tag.name.to_string();
                let attributes = tag.attrs.iter();
                parsed.elements.push(Element {
                    name: name.clone(),
                    attributes: attributes
                        .map(|it| (it.name.local.to_string(), it.value.to_string()))
                        .collect(),
                });
                let raw = match name.as_str() {
                    "script" => Some(RawKind::ScriptData),
                    "style" => Some(RawKind::Rawtext),
                    "title" | "textarea" => Some(RawKind::Rcdata),
                    _ => None,
                };
                if let Some(kind) = raw {
                    parsed.raw.push((name, String::new()));
                    return TokenSinkResult::RawData(kind);
                }
                parsed.raw.push((String::new(), String::new()));
            }
            Token::TagToken(_) => parsed.raw.push((String::new(), String::new())),
            Token::CharacterTokens(text) => match parsed.raw.last_mut() {
                Some((name, inside)) if !name.is_empty() => inside.push_str(&text),
                _ => parsed.text.push_str(&text),
            },
            Token::CommentToken(_) | Token::DoctypeToken(_) | Token::NullCharacterToken => {
                parsed.others += 1;
            }
            Token::ParseError(_) | Token::EOFToken => {}
        }
        TokenSinkResult::Continue
    }
}
