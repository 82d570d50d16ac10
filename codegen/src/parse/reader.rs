//! Reads values of the kinds that specs use, reporting what does not fit.

use crate::{
    diagnostic::{Diagnostic, Place, Spanned, nearest},
    keys::Section,
    rules,
    spec::{Literal, Period, Span, Text, TimeUnit},
    yaml::{Key, Kind, Node, Plain, Style, plain},
};

pub(super) struct Reader<'a> {
    pub(super) file: u32,
    text: &'a str,
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
            let mut problem = Diagnostic::new(
                &rules::UNKNOWN_KEY,
                key.place,
                format!("`{}` is not a key of {what}", key.text),
            );
            if matches!(value.kind, Kind::Empty) && key.text.contains(' ') {
                problem = problem.help(
                    "a comma ends a value inside { }: put the text before it in quotes, or write one key per line",
                );
            } else {
                let names = || section.keys.iter().map(|key| key.name);
                // A misspelt key is not missing as well.
                meant.extend(nearest(&key.text, names()));
                problem = problem.did_you_mean(&key.text, names());
                if problem.help.is_empty() {
                    let names: Vec<_> = section.keys.iter().map(|key| key.name).collect();
                    problem = problem.help(format!("its keys are: {}", names.join(", ")));
                }
            }
            self.report(problem);
        }
        for key in section.keys.iter().filter(|key| key.required) {
            let there = known.iter().any(|(name, _)| name.text == key.name);
            if !there && !meant.contains(&key.name) {
                self.report(
                    Diagnostic::new(
                        &rules::MISSING_KEY,
                        first_line(node.place, self.text),
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
                first_line(node.place, self.text),
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

    fn lines_of(&self, node: &Node, value: &str) -> Vec<usize> {
        let Kind::Scalar { style, .. } = &node.kind else {
            return Vec::new();
        };
        let start = node.place.start;
        match style {
            Style::Plain if self.text.get(start..node.place.end) == Some(value) => vec![start],
            // Without escapes, what stands between the quotes is the text.
            Style::Quoted
                if self.text.get(start + 1..node.place.end.saturating_sub(1)) == Some(value) =>
            {
                vec![start + 1]
            }
            Style::Literal => {
                // The span starts at the first text; lines before it may be blank.
                let mut at = self.text[..start].rfind('\n').map_or(0, |n| n + 1);
                let mut lines = Vec::new();
                for line in value.split('\n') {
                    let Some(rest) = self.text.get(at..) else {
                        return Vec::new();
                    };
                    let raw = rest.split('\n').next().unwrap_or_default();
                    let source = raw.strip_suffix('\r').unwrap_or(raw);
                    if source.ends_with(line) {
                        lines.push(at + source.len() - line.len());
                    } else if line.is_empty() {
                        lines.push(at);
                    } else {
                        return Vec::new();
                    }
                    at += raw.len() + 1;
                    if at > self.text.len() {
                        at = self.text.len();
                    }
                }
                lines
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn bool(&mut self, node: &Node) -> Option<Spanned<bool>> {
        self.bool_or(node, "`true` or `false` is needed here")
    }

    /// A boolean; `needed` says what else could stand here.
    pub(super) fn bool_or(&mut self, node: &Node, needed: &str) -> Option<Spanned<bool>> {
        if let Kind::Scalar {
            text,
            style: Style::Plain,
        } = &node.kind
            && let Plain::Bool(value) = plain(text)
        {
            return Some(Spanned::new(value, node.place));
        }
        if !matches!(node.kind, Kind::Reported) {
            self.report(
                Diagnostic::new(
                    &rules::NOT_BOOLEAN,
                    first_line(node.place, self.text),
                    needed,
                )
                .help("YAML 1.2 has no other spelling of the two, and no quotes around them"),
            );
        }
        None
    }

    pub(super) fn number(&mut self, node: &Node) -> Option<Spanned<u64>> {
        if let Kind::Scalar {
            text,
            style: Style::Plain,
        } = &node.kind
            && plain(text) == Plain::Int
            && let Ok(value) = text.parse()
        {
            return Some(Spanned::new(value, node.place));
        }
        self.bad_value(
            node,
            "a whole number from 0 is needed",
            "write it in decimal digits, without quotes",
        );
        None
    }

    pub(super) fn literal(&mut self, node: &Node) -> Option<Spanned<Literal>> {
        let literal = match &node.kind {
            Kind::List(items) => Literal::List(
                items
                    .iter()
                    .filter_map(|item| self.literal(item))
                    .map(|item| item.value)
                    .collect(),
            ),
            Kind::Scalar {
                text,
                style: Style::Plain,
            } => match plain(text) {
                Plain::Bool(value) => Literal::Bool(value),
                Plain::Int => Literal::Int(text.clone()),
                Plain::Float => Literal::Float(text.clone()),
                Plain::Text => Literal::Text(text.clone()),
                Plain::Null | Plain::Ambiguous => {
                    self.needs_quotes(text, node.place);
                    return None;
                }
            },
            Kind::Scalar { text, .. } => Literal::Text(text.clone()),
            _ => {
                self.wrong_kind(node, "a single value is needed");
                return None;
            }
        };
        Some(Spanned::new(literal, node.place))
    }

    /// One of a set of words.
    pub(super) fn word<T: Clone>(
        &mut self,
        node: &Node,
        words: &[(&str, T)],
    ) -> Option<Spanned<T>> {
        let text = self.string(node)?;
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text.value) {
            return Some(Spanned::new(value.clone(), text.place));
        }
        let names: Vec<_> = words.iter().map(|(word, _)| *word).collect();
        let message = match &names[..] {
            [only] => format!("only `{only}` can stand here, not `{}`", text.value),
            _ => format!("`{}` is not one of: {}", text.value, names.join(", ")),
        };
        let mut problem = Diagnostic::new(&rules::BAD_VALUE, text.place, message)
            .did_you_mean(&text.value, names.iter().copied());
        if problem.help.is_empty() {
            problem = problem.help("specs/README.md says what each word means");
        }
        self.report(problem);
        None
    }

    pub(super) fn span(&mut self, node: &Node) -> Option<Spanned<Span>> {
        self.span_or(node, "")
    }

    fn span_or(&mut self, node: &Node, otherwise: &str) -> Option<Spanned<Span>> {
        let text = self.string(node)?;
        if let Some(span) = span(&text.value) {
            return Some(Spanned::new(span, text.place));
        }
        self.bad_value(
            node,
            &format!("`{}` is not a length of time", text.value),
            &format!("write a number and a unit: 500ms, 60s, 5m, 6h or 31d{otherwise}"),
        );
        None
    }

    pub(super) fn period(&mut self, node: &Node) -> Option<Spanned<Period>> {
        if let Kind::Scalar { text, .. } = &node.kind
            && text == "month"
        {
            return Some(Spanned::new(Period::Month, node.place));
        }
        self.span_or(node, "; or the word month")
            .map(|span| Spanned::new(Period::Span(span.value), span.place))
    }

    pub(super) fn bad_value(&mut self, node: &Node, message: &str, help: &str) {
        if matches!(node.kind, Kind::Reported) {
            return;
        }
        self.report(
            Diagnostic::new(
                &rules::BAD_VALUE,
                first_line(node.place, self.text),
                message,
            )
            .help(help),
        );
    }

    /// Where a part of a text stands, if it stands there as it is.
    pub(super) fn within(&self, place: Place, part: &str) -> Place {
        let written = self.text.get(place.start..place.end).unwrap_or_default();
        written.rfind(part).map_or(place, |at| {
            Place::new(place.file, place.start + at, place.start + at + part.len())
        })
    }

    // Shorthands for optional keys.

    pub(super) fn opt_string(&mut self, map: &Map<'_>, key: &str) -> Option<Spanned<String>> {
        map.get(key).and_then(|node| self.string(node))
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

fn span(text: &str) -> Option<Span> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = match &text[digits.len()..] {
        "ms" => TimeUnit::Millis,
        "s" => TimeUnit::Seconds,
        "m" => TimeUnit::Minutes,
        "h" => TimeUnit::Hours,
        "d" => TimeUnit::Days,
        _ => return None,
    };
    let count = digits.parse().ok().filter(|count| *count > 0)?;
    Some(Span { count, unit })
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

/// A caret under a whole map helps nobody: its first line does.
pub(super) fn first_line(place: Place, text: &str) -> Place {
    let stretch = text.get(place.start..place.end).unwrap_or_default();
    let length = stretch.lines().next().unwrap_or_default().trim_end().len();
    Place::new(place.file, place.start, place.start + length)
}
