//! One change: its places, its values, what everybody sees of it, what eases it, what was decided.

use super::{
    layout::{Style, WIDTH, clean, columns, cut, middle, padded, paint, wrap},
    places::{places, shown},
};
use crate::{
    diff::Change,
    model::Aspect,
    review::{Entry, Group, Source, present::said, rust::Item},
};

/// Columns before the lines of a block.
const INDENT: usize = 10;
/// Columns of the word before a fact.
const LABEL: usize = 10;
/// Columns of a fact.
const ROOM: usize = WIDTH - INDENT - LABEL;
/// Groups of items of the client that are shown unless all are asked for.
const ITEMS: usize = 3;

/// The lines of one change.
pub(super) struct Block<'a> {
    entry: &'a Entry,
    all: bool,
    out: &'a mut Vec<String>,
}

impl Block<'_> {
    /// The lines below the title.
    pub(super) fn of(entry: &Entry, all: bool, out: &mut Vec<String>) {
        for line in places(entry, WIDTH - INDENT, all) {
            out.push(format!("{:INDENT$}{line}", ""));
        }
        let mut block = Block { entry, all, out };
        block.values();
        block.words();
        if let Some(seen) = said::released(entry) {
            block.fact("released", None, &format!("clients {seen}"), 3);
        }
        block.rust();
        block.easing();
        block.fact("hint", Some(Style::Dim), said::hint(entry), 4);
        block.decision();
    }

    /// Lines behind a word; the text is wrapped, and cut if it is long.
    fn fact(&mut self, label: &str, style: Option<Style>, text: &str, most: usize) {
        self.signed(label, style, "", text, most);
    }

    fn signed(&mut self, label: &str, style: Option<Style>, sign: &str, text: &str, most: usize) {
        let most = if self.all { usize::MAX } else { most };
        let mut label = label;
        let mut before = sign.to_owned();
        for line in wrap(text, ROOM - sign.len(), most) {
            let line = format!("{before}{line}");
            let line = style.map_or_else(|| line.clone(), |style| paint(style, &line));
            let word = padded(&paint(Style::Dim, label), LABEL);
            self.out.push(format!("{:INDENT$}{word}{line}", ""));
            label = "";
            before = " ".repeat(sign.len());
        }
    }

    /// Two texts below each other, as in a diff.
    fn pair(&mut self, label: &str, old: Option<&str>, new: Option<&str>, most: usize) {
        let mut label = label;
        let sides = [("- ", Style::Red, old), ("+ ", Style::Green, new)];
        for (sign, style, text) in sides {
            if let Some(text) = text {
                self.signed(label, Some(style), sign, text, most);
                label = "";
            }
        }
    }

    fn values(&mut self) {
        let change = &self.entry.change;
        let is_text = change.aspect == Aspect::Told("text");
        let label = match change.aspect.as_str() {
            "exists" => "value",
            "deprecated" => "note",
            name if name.len() < LABEL => name,
            _ => "value",
        };
        let (old, new) = (
            change.old.as_deref().map(clean),
            change.new.as_deref().map(clean),
        );
        match (old, new) {
            (Some(old), Some(new)) => {
                let line = format!("{old} → {new}");
                if is_text || columns(&line) > ROOM {
                    self.pair(label, Some(&old), Some(&new), 4);
                } else {
                    self.fact(label, None, &line, 1);
                }
            }
            (old, new) => self.pair(label, old.as_deref(), new.as_deref(), 4),
        }
        if !change.within.is_empty() {
            let within: Vec<String> = change.within.iter().map(|it| clean(it)).collect();
            let label = if is_text { "words" } else { "with" };
            self.fact(label, Some(Style::Bold), &within.join(", "), 3);
        }
    }

    /// The vendor's words: where they changed, and always where the question is what is meant.
    fn words(&mut self) {
        let change = &self.entry.change;
        let meaning = matches!(self.entry.group, Group::Silent | Group::Flagged);
        let clean = |text: &Option<String>| text.as_deref().map(clean).filter(|it| !it.is_empty());
        let (old, new) = &self.entry.words.term;
        match (clean(old), clean(new)) {
            (Some(old), Some(new)) if old == new => {
                if meaning {
                    self.fact("vendor", None, &new, 2);
                }
            }
            // The value has the words in it.
            _ if matches!(change.aspect, Aspect::Value(_)) => {}
            (Some(old), Some(new)) => self.fact("vendor", None, &format!("{old} → {new}"), 3),
            (Some(term), None) | (None, Some(term)) => self.fact("vendor", None, &term, 2),
            (None, None) => {}
        }
        if change.aspect == Aspect::Told("text") || !meaning {
            return;
        }
        let (old, new) = &self.entry.words.doc;
        match (clean(old), clean(new)) {
            (Some(old), Some(new)) if old == new => self.fact("doc", None, &new, 3),
            (old, new) => self.pair("doc", old.as_deref(), new.as_deref(), 3),
        }
    }

    /// Items with the same declarations are one.
    fn rust(&mut self) {
        let mut alike: Vec<Vec<&Item>> = Vec::new();
        for item in &self.entry.rust {
            let same = |it: &&mut Vec<&Item>| {
                it.first().is_some_and(|first| {
                    (&first.before, &first.after) == (&item.before, &item.after)
                })
            };
            match alike.iter_mut().find(same) {
                Some(items) => items.push(item),
                None => alike.push(vec![item]),
            }
        }
        let shown = shown(alike.len(), ITEMS, self.all);
        for items in alike.iter().take(shown) {
            let paths: Vec<String> = items.iter().map(|it| clean(&it.path)).collect();
            self.fact("Rust", None, &paths.join(", "), 2);
            let Some(first) = items.first() else { continue };
            let (before, after) = (
                first.before.as_deref().map(clean),
                first.after.as_deref().map(clean),
            );
            if before != after {
                self.pair("", before.as_deref(), after.as_deref(), 3);
            }
            let errors: Vec<String> = items
                .iter()
                .filter_map(|it| it.error.as_ref())
                .map(error)
                .collect();
            if let Some(error) = errors.first() {
                let more = match errors.len() {
                    1 => String::new(),
                    number => format!(" (and {} like it)", number - 1),
                };
                self.fact("compiler", None, &format!("{error}{more}"), 3);
            }
        }
        if alike.len() > shown {
            self.fact("", None, &format!("and {} more", alike.len() - shown), 1);
        }
    }

    fn easing(&mut self) {
        let change = &self.entry.change;
        if let Some(eased) = &self.entry.easing {
            let verdict = match eased.source {
                Source::Ok => "compiles",
                Source::Warn => "compiles with a warning",
                Source::Risk => "may break",
                Source::Break => "breaks",
            };
            let line = format!("{} → {verdict}", clean(&eased.line));
            self.fact("one line", Some(Style::Green), &line, 3);
            if let Some((file, line)) = &eased.at {
                let at = format!("at {}:{line}", clean(file));
                self.fact("", Some(Style::Dim), &middle(&at, ROOM), 1);
            }
        } else if change.eased {
            self.fact(
                "eased",
                Some(Style::Green),
                "the spec already has what eases it",
                1,
            );
        }
        if change.possible_rename {
            let text = format!("rename, {}", guess(change));
            self.fact("possible", Some(Style::Yellow), &text, 2);
        }
    }

    fn decision(&mut self) {
        if let Some(approval) = &self.entry.decision {
            let mut line = format!("{}: {}", clean(&approval.date), clean(&approval.because));
            if let Some(until) = &approval.until {
                line = format!("{line}, until {}", clean(until));
            }
            self.fact("approved", Some(Style::Green), &line, 4);
        }
    }
}

/// As the compiler prints it.
fn error((code, message): &(String, String)) -> String {
    let (code, message) = (clean(code), clean(message));
    match code.as_str() {
        "deprecated" => format!("warning: {message}"),
        code => format!("error[{code}]: {message}"),
    }
}

/// What to do if it is the same under another name; only what has a `was` has something to write.
fn guess(change: &Change) -> String {
    let last = |subject: &str| {
        let name = subject.rsplit('.').next().unwrap_or_default();
        clean(name.trim_end_matches("[]"))
    };
    let name = match &change.aspect {
        Aspect::Permission(_) => {
            return "a guess: is it the same permission under another name?".to_owned();
        }
        Aspect::Value(wire) => clean(wire),
        _ if change.subject.starts_with("errors.") => {
            return "a guess: is it the same error under another code?".to_owned();
        }
        _ if change.subject.is_empty() => {
            let before = change.was.as_deref().or(change.old.as_deref());
            let name = before.unwrap_or_default();
            clean(name.split("::").next().unwrap_or_default())
        }
        _ if last(change.old_subject()) == last(&change.subject) => {
            return "a guess from name and type: if it is the same, it has moved, and there is \
                    nothing to write"
                .to_owned();
        }
        _ => last(change.old_subject()),
    };
    let name = cut(&name, ROOM / 2);
    format!("a guess from type and place: if it is the same, write was: {name}")
}

#[cfg(test)]
mod tests {
    use super::guess;
    use crate::{
        diff::Kind,
        model::Aspect,
        review::{Group, present::fixture::Built},
    };

    #[test]
    fn a_guess_says_what_can_be_written() {
        let said = |kind, place, aspect, old| {
            let built = Built::new(kind, Group::Break, &[place]).aspect(aspect);
            guess(&built.values(Some(old), Some("new")).entry().change)
        };
        let value = Aspect::Value("full_screen".to_owned());
        let cases = [
            (
                said(
                    Kind::V03,
                    "dock query.view",
                    value,
                    "full_screen (全屏 (大))",
                ),
                "write was: full_screen",
            ),
            (
                said(
                    Kind::R06,
                    "dock response.link<response.url",
                    Aspect::Exists,
                    "url",
                ),
                "write was: url",
            ),
            (
                said(
                    Kind::R23,
                    "dock response.stay.hours<response.hours",
                    Aspect::Exists,
                    "hours",
                ),
                "nothing to write",
            ),
            (
                said(
                    Kind::A05,
                    "dock ",
                    Aspect::Permission("Ship.Read".to_owned()),
                    "Ship.Read",
                ),
                "the same permission under another name?",
            ),
            (
                said(Kind::E03, "dock ", Aspect::Exists, "harbour::moor"),
                "write was: harbour",
            ),
        ];
        for (found, expected) in cases {
            assert!(found.ends_with(expected), "{found}");
        }
    }
}
