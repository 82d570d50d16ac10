//! Reads maps, lists and texts, reporting what does not fit.

use crate::{
    diagnostic::{Diagnostic, Place, Spanned, nearest},
    keys::Section,
    rules,
    spec::Text,
    yaml::{Key, Kind, Node, Plain, Style, plain},
};

pub(super) struct Reader<'a> {
    pub(super) file: u32,
    pub(super) text: &'a str,
    problems: &'a mut Vec<Diagnostic>,
}

/// The known entries of a map.
pub(super) struct Map<'n> {
    entries: Vec<(&'n Key, &'n Node)>,
    pub(super) place: Place,
}

impl<'n> Map<'n> {
    pub(super) fn get(&self, key: &str) -> Option<&'n Node> {
        self.entries
            .iter()
            .find(|(name, _)| name.text == key)
            .map(|(_, node)| *node)
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(file: u32, text: &'a str, problems: &'a mut Vec<Diagnostic>) -> Self {
        Self {
            file,
            text,
            problems,
        }
    }

    pub(super) fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// Reads a map of a section: reports unknown and missing keys.
    pub(super) fn map<'n>(&mut self, node: &'n Node, section: &Section) -> Option<Map<'n>> {
        let what = noun(section);
        let entries = self.entries(node, &what)?;
        let mut known = Vec::new();
        let mut meant = Vec::new();
        for (key, value) in entries {
            if section.keys.iter().any(|known| known.name == key.text) {
                known.push((key, value));
                continue;
            }
            let comma = matches!(value.kind, Kind::Empty) && key.text.contains(' ');
            if !comma {
                // A misspelt key is not missing as well.
                meant.extend(nearest(&key.text, section.keys.iter().map(|key| key.name)));
            }
            self.report(unknown(key, section, &what, comma));
        }
        for key in section.keys.iter().filter(|key| key.required) {
            let there = known.iter().any(|(name, _)| name.text == key.name);
            if !there && !meant.contains(&key.name) {
                self.report(
                    Diagnostic::new(
                        &rules::MISSING_KEY,
                        self.first_line(node),
                        format!("{what} needs the key `{}`", key.name),
                    )
                    .help(format!(
                        "add `{}:`; specs/README.md says what it means",
                        key.name
                    )),
                );
            }
        }
        Some(Map {
            entries: known,
            place: node.place,
        })
    }

    /// The entries of a map whose keys are names chosen by the author.
    pub(super) fn entries<'n>(
        &mut self,
        node: &'n Node,
        what: &str,
    ) -> Option<Vec<(&'n Key, &'n Node)>> {
        if let Kind::Map(entries) = &node.kind {
            return Some(entries.iter().map(|(key, node)| (key, node)).collect());
        }
        self.wrong_kind(node, &format!("{what} is a map"));
        None
    }

    pub(super) fn list<'n>(&mut self, node: &'n Node) -> &'n [Node] {
        if let Kind::List(items) = &node.kind {
            return items;
        }
        self.wrong_kind(node, "a list is needed");
        &[]
    }

    pub(super) fn wrong_kind(&mut self, node: &Node, needed: &str) {
        if matches!(node.kind, Kind::Reported) {
            return;
        }
        self.report(
            Diagnostic::new(
                &rules::WRONG_KIND,
                self.first_line(node),
                format!("{needed}; this is {}", node.noun()),
            )
            .help("specs/README.md shows the form of every key"),
        );
    }

    /// Text; what YAML could take for something else has to be quoted.
    pub(super) fn string(&mut self, node: &Node) -> Option<Spanned<String>> {
        let Kind::Scalar { text, style } = &node.kind else {
            self.wrong_kind(node, "a text is needed");
            return None;
        };
        if *style == Style::Plain {
            self.needs_quotes(text, node.place);
        }
        if text.trim().is_empty() {
            self.report(
                Diagnostic::new(&rules::BAD_VALUE, node.place, "the text is empty")
                    .help("write something, or leave the key out"),
            );
            return None;
        }
        let text = if *style == Style::Plain {
            text.as_str()
        } else {
            text.trim_end()
        };
        Some(Spanned::new(text.to_owned(), node.place))
    }

    pub(super) fn needs_quotes(&mut self, text: &str, place: Place) {
        let (taken_for, otherwise) = match plain(text) {
            Plain::Text => return,
            Plain::Null => ("nothing", ", or leave the key out"),
            Plain::Bool(_) => ("a boolean", ""),
            Plain::Int | Plain::Float => ("a number", ""),
            Plain::Ambiguous => ("a boolean or a number, depending on the reader", ""),
        };
        self.report(
            Diagnostic::new(
                &rules::NEEDS_QUOTES,
                place,
                format!("a text is needed, and YAML takes `{text}` for {taken_for}"),
            )
            .help(format!("write \"{text}\"{otherwise}")),
        );
    }

    /// Text that may be of several lines, whose inner positions stay known.
    pub(super) fn text(&mut self, node: &Node) -> Option<Text> {
        self.string(node)?;
        let Kind::Scalar { text, .. } = &node.kind else {
            return None;
        };
        Some(Text {
            lines: self.lines_of(node, text),
            value: text.clone(),
            place: node.place,
        })
    }

    pub(super) fn bad_value(&mut self, node: &Node, message: &str, help: &str) {
        if matches!(node.kind, Kind::Reported) {
            return;
        }
        self.report(Diagnostic::new(&rules::BAD_VALUE, self.first_line(node), message).help(help));
    }

    pub(super) fn opt_string(&mut self, map: &Map<'_>, key: &str) -> Option<Spanned<String>> {
        map.get(key).and_then(|node| self.string(node))
    }

    /// An optional text. Where something stands that was reported, a stand-in: it is not missing.
    pub(super) fn opt_stand_in(&mut self, map: &Map<'_>, key: &str) -> Option<Spanned<String>> {
        let node = map.get(key)?;
        if matches!(node.kind, Kind::Reported) {
            return Some(Spanned::new(String::new(), node.place));
        }
        self.string(node)
    }

    /// A required text. Where it is missing, which has been reported, a stand-in.
    pub(super) fn need_string(&mut self, map: &Map<'_>, key: &str) -> Spanned<String> {
        self.opt_string(map, key)
            .unwrap_or_else(|| Spanned::new(String::new(), map.place))
    }

    pub(super) fn strings(&mut self, map: &Map<'_>, key: &str) -> Vec<Spanned<String>> {
        match map.get(key) {
            Some(node) => self
                .list(node)
                .iter()
                .filter_map(|item| self.string(item))
                .collect(),
            None => Vec::new(),
        }
    }
}

fn unknown(key: &Key, section: &Section, what: &str, comma: bool) -> Diagnostic {
    let problem = Diagnostic::new(
        &rules::UNKNOWN_KEY,
        key.place,
        format!("`{}` is not a key of {what}", key.text),
    );
    if comma {
        return problem.help(
            "a comma ends a value inside { }: put the text before it in quotes, or write one key per line",
        );
    }
    let names: Vec<_> = section.keys.iter().map(|key| key.name).collect();
    let problem = problem.did_you_mean(&key.text, names.iter().copied());
    if problem.help.is_empty() {
        problem.help(format!("its keys are: {}", names.join(", ")))
    } else {
        problem
    }
}

/// What a map of the section is, for messages.
fn noun(section: &Section) -> String {
    match section.name {
        "types" => "types.yaml".to_owned(),
        "permissions" | "credentials" | "pagination" => format!("`{}`", section.name),
        "success" => "a success rule".to_owned(),
        "omission" => "an entry of `not_modelled`".to_owned(),
        name if name.starts_with(['a', 'e', 'i', 'o', 'u']) => format!("an {name}"),
        name => format!("a {}", name.replace('_', " ")),
    }
}
