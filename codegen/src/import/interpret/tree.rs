//! Which field lies within which: by dots, indentation, the tables of objects, or the example.

use std::collections::{HashMap, HashSet};

use crate::{
    import::{
        page::Text,
        sample::Leaf,
        words::{fold, words},
    },
    model::Kind,
};

use super::table::FieldRow;

/// The rows of one table.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// The object that the table describes; `None`: parameters or the answer itself.
    pub(super) object: Option<Text>,
    pub(super) rows: Vec<FieldRow>,
}

/// A field at its place.
#[derive(Clone, Debug)]
pub(super) struct Placed<'a> {
    /// The path, with `[]` behind each list above it.
    pub(super) path: String,
    /// Its row; `None` for what only the example or a name with dots shows.
    pub(super) row: Option<&'a FieldRow>,
    /// The example's value at this place.
    pub(super) leaf: Option<&'a Leaf>,
    /// Why the place is a guess.
    pub(super) guess: Option<String>,
}

/// Fields in their order, and groups that belong to no field.
#[derive(Debug, Default)]
pub(super) struct Placement<'a> {
    pub(super) fields: Vec<Placed<'a>>,
    pub(super) orphans: Vec<&'a Group>,
}

/// Deepest nesting of tables.
const MAX_DEPTH: usize = 24;
/// Most fields of one side of a call: tables of objects may name each other many times.
const MAX_FIELDS: usize = 50_000;

/// Brings the rows of all tables to their places.
pub(super) fn place<'a>(groups: &'a [Group], leaves: &'a [Leaf]) -> Placement<'a> {
    let mut state = State {
        groups,
        owners: owners(groups),
        leaves,
        by_path: leaves
            .iter()
            .map(|leaf| (leaf.path.as_str(), leaf))
            .collect(),
        by_name: HashMap::new(),
        claimed: HashSet::new(),
        used: HashSet::new(),
        out: Vec::new(),
    };
    for leaf in leaves {
        state
            .by_name
            .entry(leaf.name.as_str())
            .or_default()
            .push(leaf);
    }
    for (index, group) in groups.iter().enumerate() {
        if group.object.is_none() {
            state.used.insert(index);
            state.group(group, "", &mut Vec::new());
        }
    }
    while state.adopt_by_example() {}
    state.adopt();
    let orphans = groups
        .iter()
        .enumerate()
        .filter(|(index, _)| !state.used.contains(index))
        .map(|(_, group)| group)
        .collect();
    let mut fields = state.out;
    above(&mut fields, &state.by_path);
    Placement { fields, orphans }
}

/// The group that describes each object, by folded name.
fn owners(groups: &[Group]) -> HashMap<String, usize> {
    let mut owners = HashMap::new();
    for (index, group) in groups.iter().enumerate() {
        if let Some(object) = &group.object {
            owners.entry(fold(&object.text)).or_insert(index);
        }
    }
    owners
}

struct State<'a> {
    groups: &'a [Group],
    owners: HashMap<String, usize>,
    leaves: &'a [Leaf],
    by_path: HashMap<&'a str, &'a Leaf>,
    by_name: HashMap<&'a str, Vec<&'a Leaf>>,
    claimed: HashSet<&'a str>,
    used: HashSet<usize>,
    out: Vec<Placed<'a>>,
}

/// How the rows of a group show what lies within what.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Dots,
    Indent,
    Example,
    Flat,
}

impl<'a> State<'a> {
    fn group(&mut self, group: &'a Group, prefix: &str, chain: &mut Vec<usize>) {
        let style = self.style(group, prefix);
        // Indentation: how far, and the path of those that are open.
        let mut open: Vec<(usize, String, bool)> = Vec::new();
        let mut last: Option<(String, bool)> = None;
        for (index, row) in group.rows.iter().enumerate() {
            if self.out.len() >= MAX_FIELDS {
                return;
            }
            let is_list = |leaf: Option<&Leaf>| match &row.ty {
                Some((said, _)) => said.kind == Kind::Array,
                None => leaf.is_some_and(|leaf| leaf.kind == Kind::Array),
            };
            let mut guess = None;
            let path = match style {
                Style::Dots => join(prefix, &self.dotted(&row.name, prefix)),
                Style::Indent => {
                    while open
                        .last()
                        .is_some_and(|(indent, ..)| *indent >= row.indent)
                    {
                        open.pop();
                    }
                    let parent = match open.last() {
                        Some((_, path, true)) => format!("{path}[]"),
                        Some((_, path, false)) => path.clone(),
                        None => prefix.to_owned(),
                    };
                    join(&parent, &row.name)
                }
                Style::Example => {
                    let (path, why) = self.by_example(group, index, prefix, last.as_ref());
                    guess = why;
                    path
                }
                Style::Flat => {
                    let inside = last.as_ref().is_some_and(|(_, container)| *container);
                    if inside && self.leaves.is_empty() && prefix.is_empty() {
                        guess = Some(format!(
                            "nothing shows whether `{}` lies within what stands above it",
                            row.name
                        ));
                    }
                    join(prefix, &row.name)
                }
            };
            let leaf = self.by_path.get(path.as_str()).copied();
            if let Some(leaf) = leaf {
                self.claimed.insert(leaf.path.as_str());
            }
            let repeated = is_list(leaf);
            self.out.push(Placed {
                path: path.clone(),
                row: Some(row),
                leaf,
                guess,
            });
            if style == Style::Indent {
                open.push((row.indent, path.clone(), repeated));
            }
            let own = self.own_table(row, chain);
            last = Some((path.clone(), own.is_none() && container(row, leaf)));
            if let Some(own) = own
                && chain.len() < MAX_DEPTH
            {
                self.used.insert(own);
                chain.push(own);
                let inner = if repeated { format!("{path}[]") } else { path };
                self.group(&self.groups[own], &inner, chain);
                chain.pop();
            }
        }
    }

    /// If one table of an object is left over, and one object without fields, they belong together.
    fn adopt(&mut self) {
        let mut left = (0..self.groups.len()).filter(|index| !self.used.contains(index));
        let (Some(orphan), None) = (left.next(), left.next()) else {
            return;
        };
        let parents: HashSet<&str> = self
            .out
            .iter()
            .map(|it| parent_of(&it.path).trim_end_matches("[]"))
            .collect();
        let mut empty = self.out.iter().enumerate().filter(|(_, it)| {
            it.row.is_some_and(|row| container(row, it.leaf)) && !parents.contains(it.path.as_str())
        });
        let (Some((at, parent)), None) = (empty.next(), empty.next()) else {
            return;
        };
        let list = parent
            .row
            .and_then(|row| row.ty.as_ref())
            .is_some_and(|(said, _)| said.kind == Kind::Array);
        let inner = if list {
            format!("{}[]", parent.path)
        } else {
            parent.path.clone()
        };
        self.insert(orphan, at, &inner, "no other object lacks its fields");
    }

    /// If the example has the names of a table that is left over in one object without a table of
    /// its own, they belong together. Whether there was such a table.
    fn adopt_by_example(&mut self) -> bool {
        let free: HashSet<&str> = {
            let parents: HashSet<&str> = self
                .out
                .iter()
                .map(|it| parent_of(&it.path).trim_end_matches("[]"))
                .collect();
            self.out
                .iter()
                .map(|it| it.path.as_str())
                .filter(|path| !parents.contains(path))
                .collect()
        };
        let mut found = None;
        for (index, group) in self.groups.iter().enumerate() {
            let Some(first) = group.rows.first().filter(|_| !self.used.contains(&index)) else {
                continue;
            };
            let mut places: Vec<&str> = self
                .by_name
                .get(first.name.as_str())
                .into_iter()
                .flatten()
                .map(|leaf| parent_of(&leaf.path))
                .filter(|parent| free.contains(parent.trim_end_matches("[]")))
                .filter(|parent| {
                    let shown = |row: &&FieldRow| {
                        self.by_path.contains_key(join(parent, &row.name).as_str())
                    };
                    group.rows.iter().filter(shown).count() * 2 > group.rows.len()
                })
                .take(2)
                .collect();
            if let (Some(place), None) = (places.pop(), places.pop()) {
                found = Some((index, place));
                break;
            }
        }
        let Some((orphan, inner)) = found else {
            return false;
        };
        let inner = inner.to_owned();
        let owner = inner.trim_end_matches("[]");
        let Some(at) = self.out.iter().position(|it| it.path == owner) else {
            return false;
        };
        self.insert(orphan, at, &inner, "the example has these names there");
        true
    }

    /// Puts the rows of a table that no field names behind the field at a place.
    fn insert(&mut self, orphan: usize, at: usize, inner: &str, why: &str) {
        let rest = self.out.split_off(at + 1);
        let from = self.out.len();
        self.used.insert(orphan);
        self.group(&self.groups[orphan], inner, &mut vec![orphan]);
        if let Some(first) = self.out.get_mut(from) {
            first.guess = Some(format!(
                "the table belongs to `{}`: {why}",
                inner.trim_end_matches("[]")
            ));
        }
        self.out.extend(rest);
    }

    fn style(&self, group: &Group, prefix: &str) -> Style {
        if group
            .rows
            .iter()
            .any(|row| row.name.contains('.') || row.name.contains('['))
        {
            return Style::Dots;
        }
        let least = group.rows.iter().map(|row| row.indent).min().unwrap_or(0);
        if group.rows.iter().any(|row| row.indent > least) {
            return Style::Indent;
        }
        if prefix.is_empty() && !self.leaves.is_empty() {
            return Style::Example;
        }
        Style::Flat
    }

    /// A name with dots as a path; `[0]` and `[*]` are `[]`, and lists have their `[]`.
    fn dotted(&self, name: &str, prefix: &str) -> String {
        if self.by_path.contains_key(join(prefix, name).as_str()) || name.len() > 400 {
            return name.to_owned();
        }
        let mut path = String::new();
        let parts: Vec<&str> = name
            .split('.')
            .filter(|it| !it.is_empty() && *it != "[]")
            .collect();
        let count = parts.len();
        for (index, part) in parts.into_iter().enumerate() {
            let name = part.split('[').next().unwrap_or(part);
            if matches!(name, "n" | "N" | "0" | "*" | "#") && !path.is_empty() {
                continue;
            }
            let nested = join(&path, name);
            path = nested;
            let full = join(prefix, &path);
            let marked = part.contains('[')
                || self.out.iter().rev().take(500).any(|it| {
                    it.path == full
                        && it.row.is_some_and(|row| {
                            row.ty
                                .as_ref()
                                .is_some_and(|(said, _)| said.kind == Kind::Array)
                        })
                })
                || self
                    .by_path
                    .get(full.as_str())
                    .is_some_and(|leaf| leaf.kind == Kind::Array);
            if index + 1 < count && marked {
                path.push_str("[]");
            }
        }
        path
    }

    /// The place of a row of a flat table, as the example shows it.
    fn by_example(
        &self,
        group: &Group,
        index: usize,
        prefix: &str,
        last: Option<&(String, bool)>,
    ) -> (String, Option<String>) {
        let name = group.rows[index].name.as_str();
        if let Some(leaf) = self.candidate(name, last) {
            return (leaf.path.clone(), None);
        }
        let Some((last, inside)) = last else {
            // Nothing placed yet: beside the first row that the example knows.
            let beside = group.rows[index + 1..]
                .iter()
                .take(64)
                .find_map(|row| self.candidate(&row.name, None));
            let parent = beside.map_or(prefix, |leaf| parent_of(&leaf.path));
            return (join(parent, name), self.absent(name, parent));
        };
        let mut parent = parent_of(last).to_owned();
        if *inside {
            let repeated = self
                .by_path
                .get(last.as_str())
                .is_some_and(|leaf| leaf.kind == Kind::Array);
            let within = if repeated {
                format!("{last}[]")
            } else {
                last.clone()
            };
            let next = group.rows[index + 1..].iter().take(64).find_map(|row| {
                self.by_path
                    .get(join(&within, &row.name).as_str())
                    .map(|_| true)
                    .or_else(|| {
                        self.by_path
                            .get(join(&parent, &row.name).as_str())
                            .map(|_| false)
                    })
            });
            if next == Some(true) {
                parent = within;
            }
        }
        (join(&parent, name), self.absent(name, &parent))
    }

    fn absent(&self, name: &str, parent: &str) -> Option<String> {
        // At the top there is nothing to guess unless the example has a wrapper.
        let nested = self
            .leaves
            .iter()
            .any(|leaf| leaf.path.contains(['.', '[']));
        (nested || !parent.is_empty()).then(|| {
            let place = if parent.is_empty() {
                "at the top".to_owned()
            } else {
                format!("within `{parent}`")
            };
            format!("the example lacks `{name}`; it is taken to stand {place}, beside its neighbours in the table")
        })
    }

    /// The place in the example that fits a name best, seen from the row before.
    fn candidate(&self, name: &str, last: Option<&(String, bool)>) -> Option<&'a Leaf> {
        let rank = |leaf: &Leaf| {
            let parent = parent_of(&leaf.path);
            let depth = leaf.path.matches('.').count();
            let Some((last, inside)) = last else {
                return 10 + depth;
            };
            let within = parent.trim_end_matches("[]");
            if within == last {
                return if *inside { 0 } else { 1_000 + depth };
            }
            let mut ancestor = parent_of(last);
            let mut up = 1;
            loop {
                if ancestor == parent {
                    return up;
                }
                if ancestor.is_empty() {
                    return 10 + depth;
                }
                ancestor = parent_of(ancestor.trim_end_matches("[]"));
                up += 1;
            }
        };
        self.by_name
            .get(name)?
            .iter()
            .copied()
            .filter(|leaf| !self.claimed.contains(leaf.path.as_str()))
            .min_by_key(|leaf| rank(leaf))
            .filter(|leaf| rank(leaf) < 1_000)
    }

    /// The table that describes the object that a row names.
    fn own_table(&self, row: &FieldRow, chain: &[usize]) -> Option<usize> {
        let object = row.ty.as_ref().and_then(|(said, _)| said.object.as_deref());
        let is_container = row.ty.as_ref().is_none_or(|(said, _)| {
            matches!(said.kind, Kind::Object | Kind::Array) || said.object.is_some()
        });
        let named = object
            .and_then(|object| self.owners.get(&fold(object)))
            .or_else(|| {
                is_container
                    .then(|| {
                        self.owners
                            .get(&fold(&row.name))
                            .or_else(|| self.spelt(&row.name))
                    })
                    .flatten()
            })
            .copied()?;
        (!chain.contains(&named)).then_some(named)
    }

    /// A table of the same name in another spelling: `record_files` and `RecordFile`.
    fn spelt(&self, name: &str) -> Option<&usize> {
        let plain = |text: &str| {
            let plain = text.to_lowercase().replace(['_', '-', ' '], "");
            plain
                .strip_suffix("list")
                .or(plain.strip_suffix('s'))
                .unwrap_or(&plain)
                .to_owned()
        };
        let wanted = plain(name);
        self.owners
            .iter()
            .filter(|(owner, _)| plain(owner) == wanted)
            .map(|(_, index)| index)
            .min()
    }
}

/// Whether other fields can lie within a row's.
fn container(row: &FieldRow, leaf: Option<&Leaf>) -> bool {
    match &row.ty {
        Some((said, _)) => match said.kind {
            Kind::Object => true,
            Kind::Array => !matches!(
                said.items,
                Some(Kind::String | Kind::Integer | Kind::Number | Kind::Boolean)
            ),
            _ => false,
        },
        None => leaf.is_some_and(|leaf| matches!(leaf.kind, Kind::Object | Kind::Array)),
    }
}

/// Adds the objects above fields that no row describes.
fn above<'a>(fields: &mut Vec<Placed<'a>>, leaves: &HashMap<&str, &'a Leaf>) {
    let mut known: HashSet<String> = fields.iter().map(|it| it.path.clone()).collect();
    let mut out = Vec::with_capacity(fields.len());
    for field in fields.drain(..) {
        let mut missing = Vec::new();
        let mut parent = parent_of(&field.path).trim_end_matches("[]").to_owned();
        while !parent.is_empty() && known.insert(parent.clone()) {
            missing.push(parent.clone());
            parent = parent_of(&parent).trim_end_matches("[]").to_owned();
        }
        for path in missing.into_iter().rev() {
            let leaf = leaves.get(path.as_str()).copied();
            let guess = match leaf {
                Some(_) => {
                    format!("no table lists `{path}`; the example has it around listed fields")
                }
                None => format!("no row describes `{path}`; it follows from the names below it"),
            };
            out.push(Placed {
                path,
                row: None,
                leaf,
                guess: Some(guess),
            });
        }
        out.push(field);
    }
    *fields = out;
}

/// The path above a path, with its `[]`.
pub(super) fn parent_of(path: &str) -> &str {
    path.rfind('.').map_or("", |at| &path[..at])
}

/// A name below a path.
pub(super) fn join(parent: &str, name: &str) -> String {
    if parent.is_empty() {
        name.to_owned()
    } else {
        format!("{parent}.{name}")
    }
}

/// The object that a heading or line announces a table of: `RecordFiles 对象`, `Object: Item`.
pub(super) fn object_named(text: &str, known: &dyn Fn(&str) -> bool) -> Option<String> {
    let bare =
        super::section::without_number(text.trim().trim_end_matches([':', '\u{ff1a}', '。']));
    let words = words();
    let tidy = |name: &str| {
        name.trim()
            .trim_matches([
                '`', '*', '"', '“', '”', '「', '」', ':', '\u{ff1a}', '-', '的', ' ', '【', '】',
            ])
            .trim()
            .to_owned()
    };
    let good = |name: &str| super::table::identifier(name) && name.len() <= 64;
    if bare.chars().count() > 80 {
        return None;
    }
    let folded = bare.to_lowercase();
    for (word, entry) in words.longest("objects") {
        if folded.len() != bare.len() {
            break;
        }
        let name = if entry == "after" {
            folded
                .strip_suffix(word.as_str())
                .map(|rest| &bare[..rest.len()])
        } else {
            folded
                .strip_prefix(word.as_str())
                .map(|rest| &bare[bare.len() - rest.len()..])
        };
        if let Some(name) = name {
            // An ASCII word has to stand apart from the name.
            let beside = if entry == "after" {
                name.chars().next_back()
            } else {
                name.chars().next()
            };
            let apart = !word.is_ascii() || beside.is_none_or(|c| !c.is_alphanumeric());
            let name = tidy(name);
            // An object may be called in the page's language: the place of its table tells whose it is.
            let spoken = entry == "after"
                && word.contains('对')
                && !name.is_empty()
                && name.chars().count() <= 12
                && name.chars().all(char::is_alphanumeric);
            if apart && (good(&name) || spoken) {
                return Some(name);
            }
        }
    }
    // A bare name counts if a field asks for it.
    let name = tidy(bare);
    (good(&name) && known(&name)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{Group, place};
    use crate::{
        import::{
            page::{Cell, Row, Table, Text},
            sample::{Tree, bodies},
        },
        model::Kind,
    };

    /// A table of names and types, read as the rows of an object.
    fn group(object: Option<&str>, rows: &[(&str, &str)]) -> Group {
        let text = |text: &str| Text {
            line: 1,
            text: text.to_owned(),
        };
        let cell = |text: &str| Cell {
            line: 1,
            text: text.to_owned(),
            lost: false,
        };
        let table = Table {
            line: 1,
            head: vec![text("Name"), text("Type")],
            rows: rows
                .iter()
                .map(|(name, ty)| Row {
                    line: 1,
                    cells: vec![cell(name), cell(ty)],
                })
                .collect(),
        };
        let read = super::super::table::read(&table, super::super::section::Section::Response);
        Group {
            object: object.map(text),
            rows: table
                .rows
                .iter()
                .filter_map(|row| read.field(row))
                .collect(),
        }
    }

    #[test]
    fn tables_that_no_field_names_go_where_the_example_has_their_names() {
        let groups = [
            group(None, &[("lamps", "Array"), ("owner", "Object")]),
            group(Some("灯"), &[("id", "String"), ("bulbs", "Array")]),
            group(Some("灯泡"), &[("watt", "Integer"), ("id", "String")]),
        ];
        let example =
            r#"{"lamps":[{"id":"l1","bulbs":[{"watt":4,"id":"b1"}]}],"owner":{"name":"x"}}"#;
        let leaves = bodies(example, 1)
            .bodies
            .first()
            .map(|body| Tree::new(body).leaves)
            .unwrap_or_default();
        assert!(leaves.iter().any(|leaf| leaf.kind == Kind::Array));
        let placed = place(&groups, &leaves);
        let paths: Vec<&str> = placed.fields.iter().map(|it| it.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "lamps",
                "lamps[].id",
                "lamps[].bulbs",
                "lamps[].bulbs[].watt",
                "lamps[].bulbs[].id",
                "owner",
            ]
        );
        assert!(placed.orphans.is_empty());
    }
}
