//! Reads files of approvals, as strictly as specs.

use std::collections::HashMap;

use super::{Approval, Approvals, is_date, placed};
use crate::{
    Diagnostic, Place, Source, Sources,
    diagnostic::sort,
    diff,
    rules::{self, Rule},
    yaml::{self, Key, Kind, Node, Plain, Style, plain},
};

const REQUIRED: [&str; 4] = ["rule", "at", "because", "date"];
const KEYS: [&str; 7] = ["rule", "at", "old", "new", "because", "date", "until"];

/// Reads the files of all services. What is wrong with one is left out of what is returned.
#[must_use]
pub fn read(sources: &Sources) -> (Vec<Approvals>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let mut all = Vec::new();
    for (file, source) in (0..).zip(sources.files()) {
        let mut reader = Reader {
            file,
            source,
            problems: &mut problems,
        };
        all.push(Approvals {
            service: source.folder.clone(),
            approvals: reader.file(),
        });
    }
    sort(&mut problems);
    (all, problems)
}

struct Reader<'a> {
    file: u32,
    source: &'a Source,
    problems: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn file(&mut self) -> Vec<Approval> {
        let mut found = Vec::new();
        let root = yaml::parse(self.file, &self.source.text, &mut found);
        // A file of which all decisions were removed is in order.
        found.retain(|it| it.rule.code != rules::EMPTY_FILE.code);
        self.problems.append(&mut found);
        let Some(root) = root else { return Vec::new() };
        let Kind::List(entries) = &root.kind else {
            self.report(
                &rules::WRONG_KIND,
                root.place,
                format!("a list of decisions is needed; this is {}", root.noun()),
                "begin each decision with `- rule: …`",
            );
            return Vec::new();
        };
        let mut seen = HashMap::new();
        let mut approvals = Vec::new();
        for entry in entries {
            let Some(approval) = self.entry(entry) else {
                continue;
            };
            let place = self.first_line(entry);
            let twice = approval.places.iter().find_map(|at| {
                let values = (approval.old.clone(), approval.new.clone());
                seen.insert((approval.rule.clone(), at.clone(), values), place)
            });
            if let Some(first) = twice {
                let twice = Diagnostic::new(
                    &rules::DUPLICATE_KEY,
                    place,
                    "the same change at the same place is decided twice",
                );
                let twice = twice.related(first, "first here");
                self.problems.push(twice.help("keep one of the two"));
            }
            approvals.push(approval);
        }
        approvals
    }

    fn entry(&mut self, node: &Node) -> Option<Approval> {
        let before = self.problems.len();
        let Kind::Map(entries) = &node.kind else {
            self.wrong(node, "a decision is a map");
            return None;
        };
        for (key, _) in entries {
            self.known(key);
        }
        for key in REQUIRED {
            if !entries.iter().any(|(it, _)| it.text == key) {
                let place = self.first_line(node);
                let message = format!("a decision needs the key `{key}`");
                self.report(
                    &rules::MISSING_KEY,
                    place,
                    message,
                    "`cargo xtask approve` writes all of them",
                );
            }
        }
        let get = |name| entries.iter().find(|(key, _)| key.text == name);
        let get = |name| get(name).map(|(_, node)| node);
        let rule = get("rule").and_then(|it| self.rule(it));
        let places = get("at").map(|it| self.places(it)).unwrap_or_default();
        let old = get("old").and_then(|it| self.string(it));
        let new = get("new").and_then(|it| self.string(it));
        let because = get("because").and_then(|it| self.words(it));
        let date = get("date").and_then(|it| self.date(it));
        let until = get("until").and_then(|it| self.date(it));
        if let (Some(date), Some(until), Some(node)) = (&date, &until, get("until"))
            && until < date
        {
            self.report(
                &rules::BAD_DATE,
                node.place,
                format!("the decision is of {date}, and ends before that"),
                "leave out `until`, or write a later day",
            );
        }
        if self.problems.len() > before {
            return None;
        }
        Some(Approval {
            rule: rule?,
            places,
            old,
            new,
            because: because?,
            date: date?,
            until,
        })
    }

    fn known(&mut self, key: &Key) {
        if KEYS.contains(&key.text.as_str()) {
            return;
        }
        let problem = Diagnostic::new(
            &rules::UNKNOWN_KEY,
            key.place,
            format!("`{}` is not a key of a decision", key.text),
        );
        let problem = problem.did_you_mean(&key.text, KEYS);
        self.problems.push(if problem.help.is_empty() {
            problem.help(format!("its keys are: {}", KEYS.join(", ")))
        } else {
            problem
        });
    }

    fn rule(&mut self, node: &Node) -> Option<String> {
        let text = self.string(node)?;
        if diff::Kind::ALL.iter().any(|it| it.id() == text) {
            return Some(text);
        }
        let problem = Diagnostic::new(
            &rules::BAD_VALUE,
            node.place,
            format!("there is no kind of change `{text}`"),
        );
        let problem = problem.help("`cargo xtask explain` lists them");
        self.problems.push(problem);
        None
    }

    fn places(&mut self, node: &Node) -> Vec<(String, String)> {
        let Kind::List(items) = &node.kind else {
            self.wrong(node, "a list of places is needed");
            return Vec::new();
        };
        if items.is_empty() {
            self.report(
                &rules::BAD_VALUE,
                node.place,
                "the list of places is empty",
                "remove the decision, or approve the change again",
            );
        }
        let texts = items.iter().filter_map(|it| self.words(it));
        let mut places: Vec<_> = texts.map(|it| placed(&it)).collect();
        places.sort();
        places
    }

    fn date(&mut self, node: &Node) -> Option<String> {
        let text = self.string(node)?;
        if is_date(&text) {
            return Some(text);
        }
        self.report(
            &rules::BAD_DATE,
            node.place,
            format!("`{text}` is not a date"),
            "write it as 2026-02-15",
        );
        None
    }

    /// A text that says something.
    fn words(&mut self, node: &Node) -> Option<String> {
        let text = self.string(node)?;
        if text.trim().is_empty() {
            self.report(
                &rules::BAD_VALUE,
                node.place,
                "the text is empty",
                "write something",
            );
            return None;
        }
        Some(text)
    }

    /// A text, exactly as it is; what YAML could take for something else has to be quoted.
    fn string(&mut self, node: &Node) -> Option<String> {
        let Kind::Scalar { text, style } = &node.kind else {
            self.wrong(node, "a text is needed");
            return None;
        };
        if *style == Style::Plain && plain(text) != Plain::Text {
            self.report(
                &rules::NEEDS_QUOTES,
                node.place,
                format!("a text is needed, and YAML takes `{text}` for something else"),
                &format!("write \"{text}\""),
            );
            return None;
        }
        Some(text.clone())
    }

    fn wrong(&mut self, node: &Node, needed: &str) {
        if !matches!(node.kind, Kind::Reported) {
            self.report(
                &rules::WRONG_KIND,
                self.first_line(node),
                format!("{needed}; this is {}", node.noun()),
                "`cargo xtask approve` writes the form that is read here",
            );
        }
    }

    fn report(&mut self, rule: &'static Rule, at: Place, message: impl Into<String>, help: &str) {
        self.problems
            .push(Diagnostic::new(rule, at, message).help(help));
    }

    /// A caret under a whole entry helps nobody: its first line does.
    fn first_line(&self, node: &Node) -> Place {
        let place = node.place;
        let stretch = self.source.text.get(place.start..place.end);
        let line = stretch.unwrap_or_default().lines().next();
        let length = line.unwrap_or_default().trim_end().len();
        Place::new(place.file, place.start, place.start + length)
    }
}
