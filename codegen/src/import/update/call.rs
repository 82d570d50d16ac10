//! Errors, limits, permissions and examples.

use super::{
    Update,
    add::Cut,
    example_index,
    scalars::{insert_line, replace, set},
    text::{Entry, indent},
};
use crate::{
    diff::Change,
    model::{Aspect, Rate, millis_of, span_text},
    yaml::{Kind, Style},
};

/// Keys of an error, in the order of the format.
const ERROR: &[&str] = &["status", "code", "name", "class", "message"];

impl<'a> Update<'a> {
    /// The row of a change; rows with the same code are told apart by their lines.
    pub(super) fn error_of(&self, change: &Change) -> Option<Entry<'a>> {
        let code = change.old_subject().strip_prefix("errors.")?;
        let errors = self.spec.key("errors")?;
        let mut rows: Vec<Entry<'a>> = errors
            .items()
            .filter(|row| row.child("code").and_then(|it| it.text()) == Some(code))
            .collect();
        if rows.len() > 1 {
            let line = |at: usize| {
                let before = self.spec.text.get(..at).unwrap_or_default();
                before.bytes().filter(|b| *b == b'\n').count() + 1
            };
            let wanted = change.old_at.line as usize;
            rows.retain(|row| {
                let place = row.node.place;
                (line(place.start)..=line(place.end)).contains(&wanted)
            });
        }
        (rows.len() == 1).then(|| rows.pop()).flatten()
    }

    pub(super) fn status(&mut self, change: &Change) -> Option<()> {
        let row = self.error_of(change)?;
        let status = row.child("status")?;
        let new = change.new.as_deref()?;
        let old = change.old.as_deref()?;
        let single = if status.is_list() {
            status.items().find(|it| it.text() == Some(old))?
        } else {
            status
        };
        replace(self.spec, &mut self.edits, &single, new)
    }

    pub(super) fn message(&mut self, change: &Change) -> Option<()> {
        let row = self.error_of(change)?;
        let status = row.child("status")?;
        // The others keep theirs.
        if status.is_list() && status.items().count() > 1 {
            return None;
        }
        let message = change.new.as_deref()?;
        if message.contains('\n') {
            return None;
        }
        let said = self.drafted_error(change)?.child("message")?;
        let value = self.draft.slice(said.node.place).to_owned();
        set(self.spec, &mut self.edits, &row, "message", &value, ERROR)
    }

    /// The row of the draft that says what a change says.
    fn drafted_error(&self, change: &Change) -> Option<Entry<'a>> {
        let code = change.subject.strip_prefix("errors.")?;
        let errors = self.draft.key("errors")?;
        let rows: Vec<Entry<'a>> = errors
            .items()
            .filter(|row| row.child("code").and_then(|it| it.text()) == Some(code))
            .collect();
        let said = |row: &&Entry<'_>| {
            let message = row.child("message");
            rows.len() == 1 || message.and_then(|it| it.text()) == change.new.as_deref()
        };
        rows.iter().find(said).cloned()
    }

    pub(super) fn add_error(&mut self, change: &Change) -> Option<()> {
        let code = change.subject.strip_prefix("errors.")?;
        let said = self.drafted_error(change)?;
        let name = said.child("name").and_then(|it| it.text());
        let entry = Cut::of(self.draft, &said);
        let Some(errors) = self.spec.key("errors") else {
            if self.added.insert(change.subject.clone()) {
                let lines = entry.lines(2, true, self.newline)?;
                self.section("errors", &lines);
            }
            return Some(());
        };
        let with = |key: &str, text: &str| {
            errors
                .items()
                .find(|row| row.child(key).and_then(|it| it.text()) == Some(text))
        };
        if let Some(row) = with("code", code) {
            // Added before, and not finished yet; else there are statuses to be compared.
            let open = |key| {
                let value = row.child(key);
                value.is_some_and(|it| matches!(it.node.kind, Kind::Reported))
            };
            return ["status", "name", "class"]
                .into_iter()
                .any(open)
                .then_some(());
        }
        if name.is_some_and(|name| with("name", name).is_some()) {
            return None;
        }
        if !self.added.insert(change.subject.clone()) {
            return Some(());
        }
        let index = self.page.errors.iter().position(|it| it.code == code)?;
        let mut before = self.page.errors.get(..index)?.iter().rev();
        let before = before.find_map(|it| with("code", &it.code));
        let (spec, edits) = (self.spec, &mut self.edits);
        entry.insert(spec, edits, self.newline, &errors, before.as_ref())
    }

    pub(super) fn rate(&mut self, change: &Change) -> Option<()> {
        let at = change.new_at;
        let rate = self.page.rates.iter().find(|it| it.at == at)?;
        let rate: Rate = rate.value.clone();
        let Some(limits) = self.spec.key("rate_limit") else {
            return change.old.is_none().then(|| self.whole("rate_limit"))?;
        };
        change.old.as_ref()?;
        let Aspect::Rate(period) = &change.aspect else {
            return None;
        };
        let mut limits: Vec<Entry<'_>> = if limits.is_list() {
            limits.items().collect()
        } else {
            vec![limits]
        };
        limits.retain(|limit| {
            let per = limit.child("per").and_then(|it| it.text());
            per.is_some_and(|per| {
                per == period || millis_of(per).map(span_text).as_ref() == Some(period)
            })
        });
        let [limit] = limits.as_slice() else {
            return None;
        };
        let per = rate
            .per_millis
            .map_or_else(|| "month".to_owned(), span_text);
        if per != *period {
            replace(self.spec, &mut self.edits, &limit.child("per")?, &per)?;
        }
        let calls = limit.child("calls")?;
        replace(self.spec, &mut self.edits, &calls, &rate.calls.to_string())
    }

    pub(super) fn window(&mut self, change: &Change) -> Option<()> {
        let Some(window) = self.spec.key("window") else {
            return self.whole("window");
        };
        let max = window.child("max")?;
        replace(self.spec, &mut self.edits, &max, change.new.as_deref()?)
    }

    pub(super) fn permission(&mut self, change: &Change) -> Option<()> {
        let Aspect::Permission(name) = &change.aspect else {
            return None;
        };
        let Some(permissions) = self.spec.key("permissions") else {
            return self.whole("permissions");
        };
        let filled = |key| permissions.child(key).filter(|it| it.last().is_some());
        let (list, any) = match (filled("all_of"), filled("any_of")) {
            (Some(all), None) => (all, false),
            (None, Some(any)) => (any, true),
            _ => return None,
        };
        // One permission is all and any at once; of several the page has to say.
        if self.page.any_permission.is_some_and(|it| it != any) {
            return None;
        }
        let said = self.draft.key("permissions")?;
        let said = [said.child("all_of"), said.child("any_of")];
        let said = said.iter().flatten().find_map(|list| {
            list.items()
                .find(|it| it.child("name").and_then(|it| it.text()) == Some(name))
        })?;
        let before = list.last()?;
        let (spec, edits) = (self.spec, &mut self.edits);
        Cut::of(self.draft, &said).insert(spec, edits, self.newline, &list, Some(&before))
    }

    /// Replaces the text of an example.
    pub(super) fn example(&mut self, change: &Change) -> Option<()> {
        change.old.as_ref()?;
        let new = change.new.as_deref()?;
        let key = match change.aspect {
            Aspect::Request(_) => "request",
            Aspect::Response(_) => "response",
            _ => return None,
        };
        let examples = self.spec.key("examples")?;
        let example = examples.items().nth(example_index(&change.subject)?)?;
        let entry = example.child(key)?;
        if !self.spec.is_block(example.node) {
            return None;
        }
        let lines: Vec<&str> = new.trim_end().lines().collect();
        let first = lines.first()?;
        let hidden = |c: char| c.is_control() && c != '\t';
        if first.trim().is_empty()
            || first.starts_with([' ', '\t'])
            || lines.iter().any(|line| line.contains(hidden))
        {
            return None;
        }
        let spec = self.spec;
        let start = spec.line_end(entry.start());
        let column = spec.column(entry.start());
        let (depth, end) = match &entry.node.kind {
            Kind::Scalar {
                style: Style::Literal,
                ..
            } => {
                let head = spec.text.get(entry.start()..start)?;
                if head.trim_end().rsplit(':').next()?.trim() != "|" {
                    return None;
                }
                literal(spec.text, start, column)
            }
            Kind::Scalar {
                style: Style::Plain | Style::Quoted,
                ..
            } => (column + 2, start),
            _ => return None,
        };
        let mut text = String::new();
        for line in lines {
            if !line.is_empty() {
                text.push_str(&" ".repeat(depth));
                text.push_str(line);
            }
            text.push_str(self.newline);
        }
        if let Kind::Scalar {
            style: Style::Plain | Style::Quoted,
            ..
        } = &entry.node.kind
        {
            let place = entry.node.place;
            if spec.slice(place).contains('\n') {
                return None;
            }
            let text = text.strip_suffix(self.newline).unwrap_or(&text).to_owned();
            return (self.edits.replace(place.start, place.end, "|")
                && insert_line(self.spec, &mut self.edits, start, &text).is_some())
            .then_some(());
        }
        self.edits.replace(start, end, text).then_some(())
    }
}

/// How deep a block of text stands whose key stands at a column, and where it ends.
fn literal(text: &str, start: usize, column: usize) -> (usize, usize) {
    let mut depth = None;
    let mut end = start;
    let mut at = start;
    for line in text.get(start..).unwrap_or_default().split_inclusive('\n') {
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        let own = indent(line);
        if own < depth.unwrap_or(column + 1) {
            break;
        }
        depth = depth.or(Some(own));
        end = at;
    }
    (depth.unwrap_or(column + 2), end)
}
