//! YAML text becomes a tree in which every key and value knows its place.
//!
//! The strict subset that specs use: one document, no aliases, anchors, tags
//! or directives. Scalars stay text; what they mean is decided by the key.

use std::collections::HashMap;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Span, options};

use crate::{
    diagnostic::{Diagnostic, Place},
    rules,
};

/// Deepest nesting that a spec may have.
const MAX_DEPTH: usize = 64;

/// Stands for a key that is no text; YAML cannot contain it.
const NOT_TEXT: char = '\0';

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
    let mut builder = Builder {
        file,
        text,
        problems,
        stack: Vec::new(),
        root: None,
        documents: 0,
    };
    for next in Parser::new_from_str_with_options(text, options) {
        match next {
            Ok((event, span)) => builder.event(event, &span),
            Err(error) => {
                builder.failed(&error);
                return None;
            }
        }
    }
    // A file of comments, or of a lone `---`, says nothing either.
    let root = builder
        .root
        .filter(|root| !matches!(root.kind, Kind::Empty));
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

enum Frame {
    List(Place, Vec<Node>),
    Map {
        place: Place,
        entries: Vec<(Key, Node)>,
        key: Option<Key>,
        seen: HashMap<String, Place>,
    },
}

struct Builder<'a> {
    file: u32,
    text: &'a str,
    problems: &'a mut Vec<Diagnostic>,
    stack: Vec<Frame>,
    root: Option<Node>,
    documents: usize,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, span: &Span) {
        let place = self.place(span);
        if event.tag().is_some() || event.anchor_id().is_some_and(|id| id != 0) {
            let place = self.before(place);
            self.unsupported(place, "tags and anchors are not used in specs", "remove it");
        }
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents == 2 {
                    self.problems.push(
                        Diagnostic::new(
                            &rules::SECOND_DOCUMENT,
                            place,
                            "a second document begins here",
                        )
                        .help("a spec is one document: move the rest to a file of its own"),
                    );
                }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.unsupported(place, "aliases are not used in specs", WRITE_OUT);
                self.add(Node {
                    place,
                    kind: Kind::Reported,
                });
            }
            Event::Scalar(text, style, ..) => {
                let style = match style {
                    ScalarStyle::Plain => Style::Plain,
                    ScalarStyle::Literal => Style::Literal,
                    ScalarStyle::Folded => Style::Folded,
                    _ => Style::Quoted,
                };
                let kind = if style == Style::Plain && place.start == place.end {
                    Kind::Empty
                } else {
                    Kind::Scalar {
                        text: text.into_owned(),
                        style,
                    }
                };
                self.add(Node { place, kind });
            }
            Event::SequenceStart(..) => self.stack.push(Frame::List(place, Vec::new())),
            Event::MappingStart(..) => self.stack.push(Frame::Map {
                place,
                entries: Vec::new(),
                key: None,
                seen: HashMap::new(),
            }),
            Event::SequenceEnd | Event::MappingEnd => self.close(place),
            _ => {}
        }
    }

    fn close(&mut self, end: Place) {
        let node = match self.stack.pop() {
            Some(Frame::List(place, items)) => Node {
                place: self.up_to(place, items.last().map(|item| item.place), end),
                kind: Kind::List(items),
            },
            Some(Frame::Map { place, entries, .. }) => Node {
                place: self.up_to(place, entries.last().map(|(_, value)| value.place), end),
                kind: Kind::Map(entries),
            },
            None => return,
        };
        self.add(node);
    }

    // A block collection "ends" where the next token starts: too far for a caret.
    fn up_to(&self, start: Place, last: Option<Place>, end: Place) -> Place {
        let flow = self.text[..start.end.min(self.text.len())].ends_with(['{', '[']);
        let end = if flow {
            end.end
        } else {
            last.map_or(start.end, |last| last.end)
        };
        Place::new(self.file, start.start, end.max(start.start))
    }

    fn add(&mut self, node: Node) {
        if self.documents > 1 {
            return;
        }
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(Frame::List(_, items)) => items.push(node),
            Some(Frame::Map {
                entries, key, seen, ..
            }) => match key.take() {
                Some(name) => {
                    let merge = name.text == "<<" && name.style == Style::Plain;
                    if merge || name.text.starts_with(NOT_TEXT) {
                        // Reported; what it would have brought in is not known.
                    } else if let Some(first) = seen.get(&name.text) {
                        self.problems.push(
                            Diagnostic::new(
                                &rules::DUPLICATE_KEY,
                                name.place,
                                format!("the key `{}` stands here twice", name.text),
                            )
                            .related(*first, "first here")
                            .help("keep one of the two"),
                        );
                    } else {
                        seen.insert(name.text.clone(), name.place);
                        entries.push((name, node));
                    }
                }
                None => *key = Some(as_key(node, self.problems)),
            },
        }
    }

    // A tag or an anchor has no place of its own: it is the word before the node.
    fn before(&self, node: Place) -> Place {
        let before = self.text.get(..node.start).unwrap_or_default().trim_end();
        let word = before
            .rfind(|c: char| c.is_whitespace() || "[{,".contains(c))
            .map_or(0, |at| {
                at + before[at..].chars().next().map_or(1, char::len_utf8)
            });
        if before[word..].starts_with(['&', '!']) {
            Place::new(self.file, word, before.len())
        } else {
            node
        }
    }

    fn unsupported(&mut self, place: Place, message: &str, help: &str) {
        self.problems.push(unsupported(place, message, help));
    }

    fn place(&self, span: &Span) -> Place {
        span.byte_range()
            .map_or(Place::new(self.file, 0, 0), |range| {
                Place::new(self.file, range.start, range.end)
            })
    }

    fn failed(&mut self, error: &ScanError) {
        let at = error
            .marker()
            .byte_offset()
            .unwrap_or(0)
            .min(self.text.len());
        let place = Place::new(self.file, at, at);
        let found = match error.kind() {
            ErrorKind::DirectiveDisallowed => {
                unsupported(place, "directives are not used in specs", "remove the line")
            }
            ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabAtBlockScalarStart => {
                // The parser stops behind the tab.
                let at = at - usize::from(self.text[..at].ends_with('\t'));
                let place = Place::new(self.file, at, at);
                Diagnostic::new(&rules::TAB, place, "a tab stands where YAML wants spaces")
                    .help("indent with two spaces a level")
            }
            ErrorKind::RecursionLimitExceeded => Diagnostic::new(
                &rules::TOO_DEEP,
                place,
                format!("the nesting is deeper than {MAX_DEPTH} levels"),
            )
            .help("give the inner part a type of its own"),
            ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => {
                Diagnostic::new(
                    &rules::SYNTAX,
                    place,
                    "this is not YAML: a colon cannot stand here",
                )
                .help("quote a text that contains a colon; keys of one map stand in one column")
            }
            _ => Diagnostic::new(
                &rules::SYNTAX,
                place,
                format!("this is not YAML: {}", error.info()),
            )
            .help("check indentation, quotes and brackets here and in the line above"),
        };
        self.problems.push(found);
    }
}

fn as_key(node: Node, problems: &mut Vec<Diagnostic>) -> Key {
    let place = node.place;
    let Kind::Scalar { text, style } = node.kind else {
        problems.push(
            Diagnostic::new(
                &rules::KEY_NOT_TEXT,
                place,
                format!("a key has to be a text; this is {}", node.noun()),
            )
            .help("write `name: value`; quote the name if it is unusual"),
        );
        return Key {
            text: NOT_TEXT.to_string(),
            style: Style::Quoted,
            place,
        };
    };
    if text == "<<" && style == Style::Plain {
        problems.push(unsupported(
            place,
            "merge keys are not used in specs",
            WRITE_OUT,
        ));
    }
    Key { text, style, place }
}

const WRITE_OUT: &str = "write the value out where it is needed";

fn unsupported(place: Place, message: &str, help: &str) -> Diagnostic {
    Diagnostic::new(&rules::UNSUPPORTED, place, message).help(help)
}

/// What a plain scalar means to a YAML reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plain {
    Text,
    Null,
    Bool(bool),
    Int,
    Float,
    /// Only to YAML 1.1 readers, as in `no`; or a number in a notation that specs do not use.
    Ambiguous,
}

/// Classifies a plain scalar.
pub(crate) fn plain(text: &str) -> Plain {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Plain::Null,
        "true" => return Plain::Bool(true),
        "false" => return Plain::Bool(false),
        _ => {}
    }
    let lower = text.to_ascii_lowercase();
    if matches!(
        lower.as_str(),
        "yes"
            | "no"
            | "on"
            | "off"
            | "y"
            | "n"
            | "true"
            | "false"
            | ".inf"
            | "-.inf"
            | "+.inf"
            | ".nan"
    ) {
        return Plain::Ambiguous;
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if all_digits(digits) {
        return if digits.len() == 1 || !digits.starts_with('0') {
            Plain::Int
        } else {
            Plain::Ambiguous
        };
    }
    if digits.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == '+')
        && text.parse::<f64>().is_ok()
    {
        return match digits.split_once('.') {
            Some((whole, rest)) if all_digits(whole) && all_digits(rest) => Plain::Float,
            _ => Plain::Ambiguous,
        };
    }
    let radix = digits
        .strip_prefix("0x")
        .or_else(|| digits.strip_prefix("0o"))
        .or_else(|| digits.strip_prefix("0b"));
    if radix.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_hexdigit())) {
        return Plain::Ambiguous;
    }
    Plain::Text
}
