//! The text of a spec with its tree: finds the entries of subjects, and where they begin and end.

use crate::{
    diagnostic::Place,
    rules,
    yaml::{self, Key, Kind, Node, Style},
};

/// Deepest nesting of types that is followed.
const DEEPEST: usize = 64;

/// A text and what stands in it.
pub(super) struct Yaml<'a> {
    pub(super) text: &'a str,
    pub(super) root: Node,
}

/// An entry of a map, or an item of a list, which has no key.
#[derive(Clone)]
pub(super) struct Entry<'y> {
    /// Maps and lists around it, the outermost first.
    pub(super) around: Vec<&'y Node>,
    /// Where each of them, but the first, and finally the entry begins.
    pub(super) starts: Vec<Place>,
    pub(super) node: &'y Node,
    /// Whether it stands in a type that is used more than once.
    pub(super) shared: bool,
}

impl<'a> Yaml<'a> {
    /// Reads a text; decisions that are left open are no mistake here.
    pub(super) fn parse(text: &'a str) -> Result<Self, String> {
        let mut problems = Vec::new();
        let root = yaml::parse(0, text, &mut problems);
        let mistake = problems
            .into_iter()
            .find(|it| it.rule.code != rules::UNFINISHED.code);
        match (root, mistake) {
            (Some(root), None) => Ok(Self { text, root }),
            (_, Some(mistake)) => Err(mistake.message),
            (None, None) => Err("the file says nothing".to_owned()),
        }
    }

    /// The entry of a root key.
    pub(super) fn key(&self, name: &str) -> Option<Entry<'_>> {
        self.top().child(name)
    }

    /// The document itself.
    pub(super) fn top(&self) -> Entry<'_> {
        Entry {
            around: Vec::new(),
            starts: Vec::new(),
            node: &self.root,
            shared: false,
        }
    }

    /// The entry of a parameter or field: `query.page`, `response.records[].state`.
    pub(super) fn field(&self, subject: &str) -> Option<Entry<'_>> {
        let (section, path) = subject.split_once('.')?;
        let mut fields = self.key(section)?;
        let mut parts = path.split('.').take(DEEPEST).peekable();
        let mut shared = false;
        while let Some(part) = parts.next() {
            let mut entry = fields.child(part.trim_end_matches("[]"))?;
            shared |= fields.shared;
            entry.shared = shared;
            if parts.peek().is_none() {
                return Some(entry);
            }
            fields = self.fields_of(&entry)?;
        }
        None
    }

    /// The fields of the object that a field is or lists.
    pub(super) fn fields_of(&self, field: &Entry<'_>) -> Option<Entry<'_>> {
        let name = type_name(&field.child("type")?)?.to_owned();
        let object = self.key("types")?.child(&name)?;
        let mut fields = object.child("fields")?;
        fields.shared = field.shared || self.uses(&name) > 1;
        Some(fields)
    }

    /// The values of the enum of a field.
    pub(super) fn values_of(&self, field: &Entry<'_>) -> Option<Entry<'_>> {
        let name = type_name(&field.child("type")?)?.to_owned();
        let mut values = self.key("enums")?.child(&name)?.child("values")?;
        values.shared = field.shared || self.uses(&name) > 1;
        Some(values)
    }

    /// How often a type is named.
    fn uses(&self, name: &str) -> usize {
        let mut count = 0;
        let mut open = vec![&self.root];
        while let Some(node) = open.pop() {
            match &node.kind {
                Kind::Map(entries) => {
                    for (key, value) in entries {
                        if key.text == "type" {
                            count += usize::from(leaf(value) == Some(name));
                        } else {
                            open.push(value);
                        }
                    }
                }
                Kind::List(items) => open.extend(items),
                _ => {}
            }
        }
        count
    }

    /// What stands at a place.
    pub(super) fn slice(&self, place: Place) -> &'a str {
        self.text.get(place.start..place.end).unwrap_or_default()
    }

    /// Whether a map or list has one entry per line.
    pub(super) fn is_block(&self, node: &Node) -> bool {
        matches!(node.kind, Kind::Map(_) | Kind::List(_))
            && !self.slice(node.place).starts_with(['{', '['])
    }

    /// The first byte of the line of a place.
    pub(super) fn line_start(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        before.rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// The byte behind the line break after a place, or the end of the text.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let after = self.text.get(at..).unwrap_or_default();
        after
            .find('\n')
            .map_or(self.text.len(), |length| at + length + 1)
    }

    /// Columns before a place that begins an entry.
    pub(super) fn column(&self, at: usize) -> usize {
        at - self.line_start(at)
    }

    /// The line above which a comment about an entry stands: its own, or that of the collection
    /// in braces that it is in.
    pub(super) fn comment_line(&self, entry: &Entry<'_>) -> usize {
        let mut at = 0;
        for (around, start) in entry.around.iter().zip(&entry.starts) {
            if !self.is_block(around) {
                break;
            }
            at = start.start;
        }
        self.line_start(at)
    }

    /// Where the lines of an entry of a block end.
    pub(super) fn end(&self, entry: &Entry<'_>) -> usize {
        let Some(start) = entry.starts.last() else {
            return self.text.len();
        };
        let line = self.line_start(start.start);
        let indent = indent(self.text.get(line..).unwrap_or_default());
        let is_list = matches!(entry.node.kind, Kind::List(_));
        // An item of a list is known by its dash.
        let is_item_of_list = entry
            .around
            .last()
            .is_some_and(|it| matches!(it.kind, Kind::List(_)));
        let limit = if is_item_of_list {
            indent
        } else {
            self.column(start.start)
        };
        let mut end = self.line_end(start.start);
        let mut at = end;
        while at < self.text.len() {
            let next = self.line_end(at);
            let line = self.text.get(at..next).unwrap_or_default();
            let own = indent_of_content(line);
            let belongs = own.is_none_or(|own| {
                own > limit || own == limit && is_list && !is_item_of_list && is_item(line)
            });
            if !belongs {
                break;
            }
            if own.is_some() {
                end = next;
            }
            at = next;
        }
        match tail(entry.node) {
            Some(last) => end.max(self.line_end(last.saturating_sub(1))),
            None => end,
        }
    }

    /// Where the lines of an entry of a block begin, with the comments directly above.
    pub(super) fn begin(&self, entry: &Entry<'_>) -> usize {
        let mut at = self.comment_line(entry);
        let depth = indent(self.text.get(at..).unwrap_or_default());
        while at > 0 {
            let above = self.line_start(at - 1);
            let line = self.text.get(above..at).unwrap_or_default();
            if !line.trim_start().starts_with('#') || indent(line) != depth {
                break;
            }
            at = above;
        }
        at
    }
}

impl<'y> Entry<'y> {
    /// The entry of a map below this one.
    pub(super) fn child(&self, name: &str) -> Option<Entry<'y>> {
        let Kind::Map(entries) = &self.node.kind else {
            return None;
        };
        let (key, value) = entries.iter().find(|(key, _)| key.text == name)?;
        Some(self.below(key.place, value))
    }

    /// All entries of a map below this one.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'y Key, Entry<'y>)> + use<'_, 'y> {
        let entries: &[(Key, Node)] = match &self.node.kind {
            Kind::Map(entries) => entries,
            _ => &[],
        };
        entries
            .iter()
            .map(|(key, value)| (key, self.below(key.place, value)))
    }

    /// All items of a list below this one.
    pub(super) fn items(&self) -> impl Iterator<Item = Entry<'y>> + use<'_, 'y> {
        let items: &[Node] = match &self.node.kind {
            Kind::List(items) => items,
            _ => &[],
        };
        items.iter().map(|item| self.below(item.place, item))
    }

    /// The last entry or item below this one.
    pub(super) fn last(&self) -> Option<Entry<'y>> {
        match &self.node.kind {
            Kind::Map(entries) => entries
                .last()
                .map(|(key, value)| self.below(key.place, value)),
            Kind::List(items) => items.last().map(|item| self.below(item.place, item)),
            _ => None,
        }
    }

    fn below(&self, start: Place, child: &'y Node) -> Entry<'y> {
        let mut entry = self.clone();
        entry.around.push(self.node);
        entry.starts.push(start);
        entry.node = child;
        entry
    }

    /// Where it begins: with its key, if it has one.
    pub(super) fn start(&self) -> usize {
        self.starts.last().map_or(0, |place| place.start)
    }

    pub(super) fn is_list(&self) -> bool {
        matches!(self.node.kind, Kind::List(_))
    }

    /// Its text, if it is one.
    pub(super) fn text(&self) -> Option<&'y str> {
        match &self.node.kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }
}

/// The name of the type that a field has, or lists.
fn type_name<'y>(ty: &Entry<'y>) -> Option<&'y str> {
    leaf(ty.node)
}

fn leaf(mut node: &Node) -> Option<&str> {
    for _ in 0..DEEPEST {
        node = match &node.kind {
            Kind::Scalar { text, .. } => return Some(text),
            Kind::List(items) => items.first()?,
            Kind::Map(entries) => &entries.first()?.1,
            _ => return None,
        };
    }
    None
}

/// Where the last value of a tree ends, unless it is a block of text, whose end is not known.
fn tail(mut node: &Node) -> Option<usize> {
    loop {
        let last = match &node.kind {
            Kind::Scalar {
                style: Style::Literal | Style::Folded,
                ..
            }
            | Kind::Empty => return None,
            Kind::Scalar { .. } | Kind::Reported => return Some(node.place.end),
            Kind::List(items) => items.last(),
            Kind::Map(entries) => entries.last().map(|(_, value)| value),
        };
        match last {
            // In braces, the closing one is the end.
            Some(last) if last.place.end >= node.place.end => node = last,
            _ => return Some(node.place.end),
        }
    }
}

/// Spaces at the start of a line.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Spaces at the start of a line that holds more than a comment.
fn indent_of_content(line: &str) -> Option<usize> {
    let content = line.trim();
    (!content.is_empty() && !content.starts_with('#')).then(|| indent(line))
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("- ") || line.trim_end() == "-"
}
