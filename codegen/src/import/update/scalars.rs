//! Single values: replaced where they stand, or written where their key belongs.

use super::{
    Update,
    edits::Edits,
    text::{Entry, Yaml},
};
use crate::{
    diff::Change,
    model::{Aspect, Field, In},
    yaml::{Kind, Plain, Style, TODO, plain},
};

/// Keys of a parameter or field, in the order of the format.
const FIELD: &[&str] = &[
    "type",
    "also",
    "presence",
    "when",
    "required",
    "default",
    "value",
    "min",
    "max",
    "min_length",
    "max_length",
    "pattern",
    "wire",
    "style",
    "unit",
    "sensitive",
    "expires",
];

impl Update<'_> {
    /// Takes over a default, limit or life time.
    pub(super) fn set(&mut self, change: &Change) -> Option<()> {
        let key = match &change.aspect {
            Aspect::Default => "default",
            Aspect::Min => "min",
            Aspect::Max => "max",
            Aspect::MinLength => "min_length",
            Aspect::MaxLength => "max_length",
            Aspect::Expires => "expires",
            _ => return None,
        };
        let entry = self.spec.field(change.old_subject())?;
        if entry.shared {
            return None;
        }
        let new = change.new.as_deref()?;
        let said = self.draft.field(&change.subject);
        let said = said.and_then(|it| it.child(key)).and_then(|it| {
            let raw = self.draft.slice(it.node.place);
            (!matches!(it.node.kind, Kind::Reported)).then_some(raw)
        });
        let value = said.map_or_else(|| written(new), str::to_owned);
        set(self.spec, &mut self.edits, &entry, key, &value, FIELD)
    }

    /// Answers what a draft left open: whether parameters are required. Returns their places.
    pub(super) fn fill(&mut self) -> Vec<String> {
        let mut filled = Vec::new();
        if !self.spec.text.contains(TODO) {
            return filled;
        }
        for field in &self.page.params {
            let Some(value) = required(field) else {
                continue;
            };
            let section = field.location.map_or("query", In::section);
            let subject = format!("{section}.{}", field.path.trim_end_matches("[]"));
            let Some(entry) = self
                .spec
                .field(&subject)
                .and_then(|it| it.child("required"))
            else {
                continue;
            };
            if matches!(entry.node.kind, Kind::Reported)
                && replace(self.spec, &mut self.edits, &entry, &value).is_some()
            {
                filled.push(subject);
            }
        }
        filled
    }
}

fn required(field: &Field) -> Option<String> {
    match (&field.required, &field.required_when) {
        (Some(fact), _) => Some(fact.value.to_string()),
        (None, Some(when)) => {
            let when = when.value.trim();
            let when = when.strip_prefix("when ").unwrap_or(when);
            Some(quoted(&format!("when {when}")))
        }
        (None, None) => None,
    }
}

/// Replaces the value of a key, or adds the key where it belongs.
pub(super) fn set(
    spec: &Yaml<'_>,
    edits: &mut Edits,
    map: &Entry<'_>,
    key: &str,
    value: &str,
    order: &[&str],
) -> Option<()> {
    if let Some(entry) = map.child(key) {
        return replace(spec, edits, &entry, value);
    }
    let rank = |name: &str| order.iter().position(|it| *it == name);
    let own = rank(key)?;
    let before = map
        .entries()
        .filter(|(name, _)| rank(&name.text).is_some_and(|it| it < own))
        .map(|(_, entry)| entry)
        .last()?;
    if spec.is_block(map.node) {
        let depth = spec.column(before.start());
        let at = spec.end(&before);
        let line = format!("{:depth$}{key}: {value}", "");
        insert_line(spec, edits, at, &line)
    } else {
        let value = flow(value);
        edits
            .insert(before.node.place.end, format!(", {key}: {value}"))
            .then_some(())
    }
}

/// Inserts whole lines at the start of a line, or at the end of a text without a last line break.
pub(super) fn insert_line(
    spec: &Yaml<'_>,
    edits: &mut Edits,
    at: usize,
    lines: &str,
) -> Option<()> {
    let newline = if spec.text.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let open = at == spec.text.len() && !spec.text.ends_with('\n');
    let text = if open {
        format!("{newline}{lines}")
    } else {
        format!("{lines}{newline}")
    };
    edits.insert(at, text).then_some(())
}

/// Replaces a value on one line; quotes stay quotes.
pub(super) fn replace(
    spec: &Yaml<'_>,
    edits: &mut Edits,
    entry: &Entry<'_>,
    value: &str,
) -> Option<()> {
    let place = entry.node.place;
    let old = spec.slice(place);
    if old.contains('\n') || value.contains('\n') {
        return None;
    }
    let value = match &entry.node.kind {
        Kind::Scalar {
            style: Style::Quoted,
            ..
        } if !value.starts_with(['"', '\'']) => quoted(value),
        Kind::Scalar {
            style: Style::Plain | Style::Quoted,
            ..
        }
        | Kind::Reported
        | Kind::List(_) => flow(value),
        _ => return None,
    };
    if old == value {
        return Some(());
    }
    edits.replace(place.start, place.end, value).then_some(())
}

/// A value as it may stand in braces.
fn flow(value: &str) -> String {
    let collection = value.starts_with(['"', '\'', '[', '{']);
    if !collection && value.contains([',', '[', ']', '{', '}']) {
        quoted(value)
    } else {
        value.to_owned()
    }
}

/// A value of which only the text is known.
fn written(text: &str) -> String {
    let bare = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let simple = !text.is_empty() && text.chars().all(bare) && !text.starts_with(['-', '.']);
    let number = matches!(plain(text), Plain::Int | Plain::Float | Plain::Bool(_));
    if number || simple && plain(text) == Plain::Text && text != TODO {
        text.to_owned()
    } else {
        quoted(text)
    }
}

pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::String(text.to_owned()).to_string()
}
