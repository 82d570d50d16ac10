//! Builds the tree of a page: which tags end which elements.

use std::collections::HashMap;

use html5ever::{
    Attribute, LocalName, local_name,
    tendril::StrTendril,
    tokenizer::{Tag, TokenSinkResult, states::RawKind},
};

use super::{
    kind::{Kind, ends_drawing, ends_paragraph, is_special, is_void, kind},
    tree::{Data, Element, Node},
};

/// An open element.
#[derive(Debug)]
struct Open {
    node: usize,
    name: LocalName,
    special: bool,
    barrier: bool,
    /// A table that rows without one were given.
    implied: bool,
}

/// Builds the tree. Places are indexes into `stack` plus one; 0 is none.
#[derive(Debug, Default)]
pub(super) struct Builder {
    pub(super) nodes: Vec<Node>,
    stack: Vec<Open>,
    places: HashMap<LocalName, Vec<usize>>,
    /// Places of elements that end tags do not reach out of.
    barriers: Vec<usize>,
    specials: Vec<usize>,
    /// Whether the innermost heading has text.
    heading_text: bool,
}

impl Builder {
    fn place(&self, name: &LocalName) -> usize {
        self.places
            .get(name)
            .and_then(|places| places.last())
            .copied()
            .unwrap_or(0)
    }

    fn last(&self, names: &[LocalName]) -> usize {
        names.iter().map(|name| self.place(name)).max().unwrap_or(0)
    }

    fn barrier(&self) -> usize {
        self.barriers.last().copied().unwrap_or(0)
    }

    fn heading(&self) -> usize {
        self.last(&[
            local_name!("h1"),
            local_name!("h2"),
            local_name!("h3"),
            local_name!("h4"),
            local_name!("h5"),
            local_name!("h6"),
        ])
    }

    /// Whether the innermost element is part of a drawing or formula.
    fn in_drawing(&self) -> bool {
        self.last(&[local_name!("svg"), local_name!("math")])
            > self.place(&LocalName::from("foreignobject"))
    }

    /// Pops until this many elements are open.
    pub(super) fn pop_to(&mut self, length: usize) {
        while self.stack.len() > length {
            let place = self.stack.len();
            let Some(open) = self.stack.pop() else { return };
            let end = self.nodes.len();
            if let Some(node) = self.nodes.get_mut(open.node) {
                node.end = end;
            }
            if let Some(places) = self.places.get_mut(&open.name) {
                places.pop();
            }
            if self.barriers.last() == Some(&place) {
                self.barriers.pop();
            }
            if self.specials.last() == Some(&place) {
                self.specials.pop();
            }
        }
    }

    /// Closes the element at a place, with what is open within it.
    fn close(&mut self, place: usize, by_tag: bool) {
        if place == 0 {
            return;
        }
        if by_tag
            && let Some(open) = self.stack.get(place - 1)
            && let Some(Node {
                data: Data::Element(element),
                ..
            }) = self.nodes.get_mut(open.node)
        {
            element.closed = true;
        }
        self.pop_to(place - 1);
    }

    fn push(&mut self, name: LocalName, attrs: Vec<Attribute>, line: u32, implied: bool) {
        let kind = kind(&name, &attrs);
        let barrier = matches!(
            &*name,
            "table" | "td" | "th" | "caption" | "template" | "object" | "marquee" | "applet"
        );
        let special = is_special(kind, &name);
        let node = self.nodes.len();
        self.nodes.push(Node {
            line,
            end: node + 1,
            data: Data::Element(Element {
                kind,
                name: name.clone(),
                attrs,
                closed: false,
            }),
        });
        if matches!(kind, Kind::Heading(_)) {
            self.heading_text = false;
        }
        self.stack.push(Open {
            node,
            name: name.clone(),
            special,
            barrier,
            implied,
        });
        let place = self.stack.len();
        self.places.entry(name).or_default().push(place);
        if self.stack.last().is_some_and(|open| open.barrier) {
            self.barriers.push(place);
        }
        if self.stack.last().is_some_and(|open| open.special) {
            self.specials.push(place);
        }
    }

    fn leaf(&mut self, name: LocalName, attrs: Vec<Attribute>, line: u32) {
        let kind = kind(&name, &attrs);
        let end = self.nodes.len() + 1;
        self.nodes.push(Node {
            line,
            end,
            data: Data::Element(Element {
                kind,
                name,
                attrs,
                closed: true,
            }),
        });
    }

    /// Ends a table that was given to rows without one, if something else follows them.
    fn end_implied_table(&mut self) {
        let table = self.place(&local_name!("table"));
        if table > 0
            && table == self.barrier()
            && self.stack.get(table - 1).is_some_and(|open| open.implied)
        {
            self.pop_to(table - 1);
        }
    }

    pub(super) fn text(&mut self, text: StrTendril, line: u32) {
        let breaks = text.bytes().filter(|byte| *byte == b'\n').count();
        let line = line
            .saturating_sub(u32::try_from(breaks).unwrap_or(0))
            .max(1);
        if !text.trim().is_empty() {
            self.end_implied_table();
            self.heading_text = true;
        }
        if let Some(open) = self.stack.last()
            && matches!(
                &*open.name,
                "script" | "style" | "iframe" | "noembed" | "noframes"
            )
        {
            return;
        }
        let end = self.nodes.len() + 1;
        self.nodes.push(Node {
            line,
            end,
            data: Data::Text(text),
        });
    }

    pub(super) fn start(&mut self, tag: Tag, line: u32) -> TokenSinkResult<()> {
        let name = tag.name;
        if matches!(&*name, "html" | "head" | "body" | "frameset") {
            return TokenSinkResult::Continue;
        }
        if self.in_drawing() {
            if ends_drawing(&name) {
                while self.in_drawing() {
                    let place = self.last(&[local_name!("svg"), local_name!("math")]);
                    self.close(place, false);
                }
            } else {
                if tag.self_closing {
                    self.leaf(name, tag.attrs, line);
                } else {
                    self.push(name, tag.attrs, line, false);
                }
                return TokenSinkResult::Continue;
            }
        }
        let kind = kind(&name, &[]);
        self.close_before(kind, &name, line);
        let drawing = matches!(&*name, "svg" | "math");
        if is_void(&name) || (drawing && tag.self_closing) {
            self.leaf(name, tag.attrs, line);
            return TokenSinkResult::Continue;
        }
        let raw = match &*name {
            "script" => Some(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
            "title" | "textarea" => Some(RawKind::Rcdata),
            _ => None,
        };
        let plain = &*name == "plaintext";
        self.push(name, tag.attrs, line, false);
        match raw {
            Some(kind) => TokenSinkResult::RawData(kind),
            None if plain => TokenSinkResult::Plaintext,
            None => TokenSinkResult::Continue,
        }
    }

    /// Closes what a start tag ends, and opens what it needs.
    fn close_before(&mut self, kind: Kind, name: &LocalName, line: u32) {
        if ends_paragraph(kind, name) {
            self.end_implied_table();
            let paragraph = self.place(&local_name!("p"));
            if paragraph > self.barrier().max(self.place(&local_name!("button"))) {
                self.close(paragraph, false);
            }
            // A heading that nobody closed would take in the rest of the page.
            let heading = self.heading();
            if heading > self.barrier() && self.heading_text && &**name != "div" {
                self.close(heading, false);
            }
        }
        let barrier = self.barrier();
        let lists = [local_name!("ul"), local_name!("ol"), local_name!("menu")];
        let terms = [local_name!("dt"), local_name!("dd")];
        match &**name {
            "li" => self.close_after(&[local_name!("li")], barrier.max(self.last(&lists))),
            "dt" | "dd" => {
                self.close_after(&terms, barrier.max(self.place(&local_name!("dl"))));
            }
            "option" | "optgroup" => self.close_after(&[local_name!("option")], barrier),
            "button" => self.close_after(&[local_name!("button")], barrier),
            "table" => {
                let table = self.place(&local_name!("table"));
                if table > 0 && table == barrier {
                    self.close(table, false);
                }
            }
            "caption" | "colgroup" | "col" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" => {
                self.place_in_table(name, line);
            }
            _ => {}
        }
    }

    /// Closes the innermost of the named elements, if it was opened after a place.
    fn close_after(&mut self, names: &[LocalName], after: usize) {
        let place = self.last(names);
        if place > after {
            self.close(place, false);
        }
    }

    /// Goes to the place in the innermost table where a part of it belongs.
    fn place_in_table(&mut self, name: &LocalName, line: u32) {
        let mut table = self.place(&local_name!("table"));
        if self.place(&local_name!("template")) > table {
            return;
        }
        if table == 0 {
            self.push(local_name!("table"), Vec::new(), line, true);
            table = self.stack.len();
        }
        let groups = [
            local_name!("thead"),
            local_name!("tbody"),
            local_name!("tfoot"),
        ];
        let group = self.last(&groups).max(table);
        let row = self.place(&local_name!("tr"));
        match &**name {
            "tr" => self.pop_to(group),
            "td" | "th" if row > table => self.pop_to(row),
            "td" | "th" => {
                self.pop_to(group);
                self.push(local_name!("tr"), Vec::new(), line, false);
            }
            _ => self.pop_to(table),
        }
    }

    pub(super) fn end(&mut self, name: &LocalName, line: u32) {
        let place = self.place(name);
        let table = self.place(&local_name!("table"));
        match &**name {
            "html" | "head" | "body" | "frameset" => {}
            "br" => self.leaf(name.clone(), Vec::new(), line),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let heading = self.heading();
                if heading > self.barrier() {
                    self.close(heading, true);
                }
            }
            "table" => self.close(table, true),
            "caption" | "colgroup" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" => {
                if place > table {
                    self.close(place, true);
                }
            }
            _ => {
                let special = self
                    .stack
                    .get(place.wrapping_sub(1))
                    .is_some_and(|open| open.special);
                let within = self.specials.last().copied().unwrap_or(0);
                let own = self.barriers.last() == Some(&place);
                if (place > self.barrier() || own) && (special || within <= place) {
                    self.close(place, true);
                }
            }
        }
    }
}
