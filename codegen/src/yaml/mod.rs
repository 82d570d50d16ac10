//! YAML text becomes a tree in which every key and value knows its place.
//!
//! The strict subset that specs use: one document, no aliases, anchors, tags
//! or directives. Scalars stay text; what they mean is decided by the key.

mod builder;
mod failure;
mod plain;

use builder::Builder;
use granit_parser::{Parser, options};

use crate::{
    diagnostic::{Diagnostic, Place},
    rules,
};

pub(crate) use plain::{Plain, plain};

/// Deepest nesting that a spec may have.
const MAX_DEPTH: usize = 64;

/// Stands in a draft, without quotes, for what a person has to decide.
pub(crate) const TODO: &str = "TODO";

/// A value with its place.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) place: Place,
    pub(crate) kind: Kind,
}

/// What a [`Node`] holds.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// Nothing, as in `key:`.
    Empty,
    /// Something that has been reported already.
    Reported,
    /// Text.
    Scalar { text: String, style: Style },
    /// `[a, b]` or `- a`.
    List(Vec<Node>),
    /// `{ a: b }` or `a: b`.
    Map(Vec<(Key, Node)>),
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Quoted,
    /// `|`
    Literal,
    /// `>`
    Folded,
}

/// A key of a map.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) text: String,
    pub(crate) style: Style,
    pub(crate) place: Place,
}

impl Node {
    /// What the node is, for messages.
    pub(crate) fn noun(&self) -> &'static str {
        match &self.kind {
            Kind::Empty | Kind::Reported => "nothing",
            Kind::Scalar { .. } => "a text",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a map",
        }
    }
}

/// Reads one file. What could be read is returned even if something is wrong.
pub(crate) fn parse(file: u32, text: &str, problems: &mut Vec<Diagnostic>) -> Option<Node> {
    let options = options! {
        disallow_directives: true,
        emit_unresolved_aliases: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
        emit_comments: false,
    };
    let mut builder = Builder::new(file, text, problems);
    for next in Parser::new_from_str_with_options(text, options) {
        match next {
            Ok((event, span)) => builder.event(event, &span),
            Err(error) => {
                problems.push(failure::failed(file, text, &error));
                return None;
            }
        }
    }
    let root = builder.finish();
    if root.is_none() {
        problems.push(
            Diagnostic::new(
                &rules::EMPTY_FILE,
                Place::new(file, 0, 0),
                "the file says nothing",
            )
            .help("write the spec, or delete the file"),
        );
    }
    root
}
