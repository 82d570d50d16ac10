//! The elements of a page as a tree, in the order of their start tags.
//!
//! The tokens come from html5ever. Its own tree builder searches the open elements at every tag,
//! which takes quadratic time on deep nesting; this one keeps the places of open elements by
//! name. It knows the end tags that pages leave out, and moves nothing: an element's subtree is
//! the range of nodes from itself to its `end`.

use std::cell::RefCell;

use html5ever::{
    Attribute, LocalName,
    tendril::StrTendril,
    tokenizer::{
        BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
    },
};

use super::{builder::Builder, kind::Kind};

/// A page's nodes.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
}

/// A node.
#[derive(Debug)]
pub(super) struct Node {
    /// Line of the text's start, or of the tag's end.
    pub(super) line: u32,
    /// Index after its subtree.
    pub(super) end: usize,
    pub(super) data: Data,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Data {
    Text(StrTendril),
    Element(Element),
}

/// An element.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) kind: Kind,
    pub(super) name: LocalName,
    pub(super) attrs: Vec<Attribute>,
    /// Whether its end tag was there.
    pub(super) closed: bool,
}

impl Element {
    /// Value of an attribute.
    pub(super) fn attr(&self, name: &str) -> Option<&str> {
        super::kind::attr(&self.attrs, name)
    }

    /// Its classes.
    pub(super) fn classes(&self) -> impl Iterator<Item = &str> {
        self.attr("class")
            .unwrap_or_default()
            .split_ascii_whitespace()
    }
}

impl Tree {
    /// Reads a page.
    pub(super) fn parse(text: &str) -> Self {
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(&super::guard::thin(text)));
        let tokenizer = Tokenizer::new(
            Sink(RefCell::new(Builder::default())),
            TokenizerOpts::default(),
        );
        while !input.is_empty() {
            let _ = tokenizer.feed(&input);
        }
        tokenizer.end();
        let mut builder = tokenizer.sink.0.into_inner();
        builder.pop_to(0);
        Self {
            nodes: builder.nodes,
        }
    }

    /// The node's element, if it is one.
    pub(super) fn element(&self, index: usize) -> Option<&Element> {
        match &self.nodes.get(index)?.data {
            Data::Element(element) => Some(element),
            Data::Text(_) => None,
        }
    }

    /// The index after the node's subtree.
    pub(super) fn end(&self, index: usize) -> usize {
        self.nodes
            .get(index)
            .map_or(index + 1, |node| node.end.max(index + 1))
    }

    /// The texts of a subtree.
    pub(super) fn texts(&self, index: usize) -> impl Iterator<Item = &str> {
        self.nodes
            .get(index..self.end(index).min(self.nodes.len()))
            .unwrap_or_default()
            .iter()
            .filter_map(|node| match &node.data {
                Data::Text(text) => Some(&**text),
                Data::Element(_) => None,
            })
    }
}

struct Sink(RefCell<Builder>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let mut builder = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                return builder.start(tag, line);
            }
            Token::TagToken(tag) => builder.end(&tag.name, line),
            Token::CharacterTokens(text) => builder.text(text, line),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
