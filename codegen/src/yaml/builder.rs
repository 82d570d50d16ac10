//! Events become a tree.

use std::collections::HashMap;

use granit_parser::{Event, ScalarStyle, Span};

use super::{Key, Kind, Node, Style, TODO, failure::unsupported};
use crate::{
    diagnostic::{Diagnostic, Place},
    rules,
};

/// Stands for a key that is no text; YAML cannot contain it.
const NOT_TEXT: char = '\0';

const WRITE_OUT: &str = "write the value out where it is needed";

pub(super) struct Builder<'a> {
    file: u32,
    text: &'a str,
    problems: &'a mut Vec<Diagnostic>,
    stack: Vec<Frame>,
    root: Option<Node>,
    documents: usize,
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

impl<'a> Builder<'a> {
    pub(super) fn new(file: u32, text: &'a str, problems: &'a mut Vec<Diagnostic>) -> Self {
        Self {
            file,
            text,
            problems,
            stack: Vec::new(),
            root: None,
            documents: 0,
        }
    }

    /// What was read; nothing if there was nothing to read.
    pub(super) fn finish(self) -> Option<Node> {
        // A file of comments, or of a lone `---`, says nothing either.
        self.root.filter(|root| !matches!(root.kind, Kind::Empty))
    }

    pub(super) fn event(&mut self, event: Event<'_>, span: &Span) {
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
            None => self.root = Some(decided(node, self.problems)),
            Some(Frame::List(_, items)) => items.push(decided(node, self.problems)),
            Some(Frame::Map {
                entries, key, seen, ..
            }) => match key.take() {
                Some(key) => {
                    let node = decided(node, self.problems);
                    self.problems.extend(enter(key, node, entries, seen));
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
}

/// Reports a value that a draft leaves to a person.
fn decided(node: Node, problems: &mut Vec<Diagnostic>) -> Node {
    if !matches!(&node.kind, Kind::Scalar { text, style: Style::Plain } if text == TODO) {
        return node;
    }
    problems.push(
        Diagnostic::new(
            &rules::UNFINISHED,
            node.place,
            "the draft leaves this to you",
        )
        .help("write what belongs here; where the word itself is meant, quote it: \"TODO\""),
    );
    Node {
        place: node.place,
        kind: Kind::Reported,
    }
}

fn enter(
    key: Key,
    node: Node,
    entries: &mut Vec<(Key, Node)>,
    seen: &mut HashMap<String, Place>,
) -> Option<Diagnostic> {
    let merge = key.text == "<<" && key.style == Style::Plain;
    if merge || key.text.starts_with(NOT_TEXT) {
        // Reported; what it would have brought in is not known.
        return None;
    }
    if let Some(first) = seen.get(&key.text) {
        let twice = Diagnostic::new(
            &rules::DUPLICATE_KEY,
            key.place,
            format!("the key `{}` stands here twice", key.text),
        );
        return Some(
            twice
                .related(*first, "first here")
                .help("keep one of the two"),
        );
    }
    seen.insert(key.text.clone(), key.place);
    entries.push((key, node));
    None
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
