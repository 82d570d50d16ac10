//! What became of an item of the client, as the rest of a sentence: `RecordFile::link` is gone.

use super::{
    names::{is_inner, is_module},
    sentences::list,
};
use crate::{
    diff::Kind,
    doc::{code, inline},
    review::{Entry, Source, rust::Item},
};

/// What became of it; nothing if users cannot tell.
pub(super) fn fate(entry: &Entry, item: &Item) -> Option<String> {
    let stays = item.before.is_some() && item.after.is_some();
    if stays && entry.verdict.source == Source::Ok || is_inner(item) {
        return None;
    }
    // Of a renamed operation the old module is nowhere else.
    let renamed = stays && entry.kind() == Kind::E12;
    if is_module(item) && !renamed {
        return None;
    }
    match (&item.before, &item.after) {
        (Some(_), None) => Some("gone.".to_owned()),
        (None, Some(_)) => Some("new.".to_owned()),
        (Some(before), Some(after)) if before != after => {
            if let Some(note) = note(after).filter(|_| note(before).is_none()) {
                return Some(format!("deprecated{note}"));
            }
            changed(&Declaration::of(before)?, &Declaration::of(after)?)
        }
        _ => None,
    }
}

/// Whether it was deprecated and no longer is.
pub(super) fn is_back(item: &Item) -> bool {
    match (&item.before, &item.after) {
        (Some(before), Some(after)) => note(before).is_some() && note(after).is_none(),
        _ => false,
    }
}

/// The note of a deprecation with a colon before it; nothing if there is no deprecation.
fn note(declaration: &str) -> Option<String> {
    let (_, behind) = declaration.split_once("#[deprecated")?;
    let attribute = behind.split("\")]").next().unwrap_or_default();
    let attribute = attribute.split("\"]").next().unwrap_or_default();
    let text = attribute.split_once('"').map_or("", |(_, text)| text);
    let text = inline(&text.replace("\\\"", "\"").replace("\\\\", "\\"));
    Some(if text.is_empty() {
        ".".to_owned()
    } else {
        format!(": {}", ended(text))
    })
}

/// A text with a full stop, unless it has its own.
pub(super) fn ended(text: String) -> String {
    if text.ends_with(['.', '!', '?', '。']) {
        text
    } else {
        text + "."
    }
}

fn changed(before: &Declaration<'_>, after: &Declaration<'_>) -> Option<String> {
    if before.name != after.name {
        let kinds = |it: &Declaration<'_>| -> Option<Vec<String>> {
            let arguments = it.arguments()?.into_iter();
            Some(arguments.map(|it| it.kind.to_owned()).collect())
        };
        let function = kinds(before).filter(|it| Some(it) == kinds(after).as_ref());
        return Some(if before.rest == after.rest || function.is_some() {
            format!("now {}.", code(after.name))
        } else {
            let rest = without_paths(after.rest);
            format!("now {}.", code(&format!("{}{rest}", after.name)))
        });
    }
    let arguments = before.arguments().zip(after.arguments());
    if let Some((old, new)) = arguments.filter(|(old, new)| old != new) {
        return Some(called(&old, &new));
    }
    let (old, new) = (before.kind(), after.kind());
    (old != new).then(|| {
        let (old, new) = (without_paths(old), without_paths(new));
        format!("now {}; before, {}.", code(&new), code(&old))
    })
}

/// Of a function whose arguments differ.
fn called(old: &[Argument<'_>], new: &[Argument<'_>]) -> String {
    let lacks = |list: &[Argument<'_>], other: &[Argument<'_>]| -> Vec<String> {
        let gone = |it: &&Argument<'_>| !other.iter().any(|other| other.name == it.name);
        list.iter().filter(gone).map(|it| code(it.name)).collect()
    };
    let (come, gone) = (lacks(new, old), lacks(old, new));
    let with = (!come.is_empty()).then(|| format!("with {}", list(&come)));
    let without = (!gone.is_empty()).then(|| format!("without {}", list(&gone)));
    let parts: Vec<String> = [with, without].into_iter().flatten().collect();
    if !parts.is_empty() {
        return format!("now called {}.", parts.join(" and "));
    }
    if !old
        .iter()
        .map(|it| it.name)
        .eq(new.iter().map(|it| it.name))
    {
        let names: Vec<String> = new.iter().map(|it| code(it.name)).collect();
        let names = names.join(", ");
        return format!("called with its arguments in another order: {names}.");
    }
    let differ = old.iter().zip(new).filter(|(old, new)| old != new);
    let (before, now): (Vec<String>, Vec<String>) = differ
        .map(|(old, new)| {
            let new_text = format!("{}: {}", new.name, new.kind);
            (
                code(&without_paths(old.kind)),
                code(&without_paths(&new_text)),
            )
        })
        .unzip();
    format!("now called with {}; before, {}.", list(&now), list(&before))
}

/// Types without the modules they are in: `Option<runtime::Millis>` is `Option<Millis>`.
fn without_paths(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("::") {
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let kept = before.trim_end_matches(is_name);
        let module = before.get(kept.len()..).unwrap_or_default();
        if module.starts_with(|it: char| it.is_ascii_lowercase()) {
            out.push_str(kept);
        } else {
            out.push_str(before);
            out.push_str("::");
        }
        rest = behind;
    }
    out + rest
}

/// An argument of a function.
#[derive(PartialEq, Eq)]
struct Argument<'a> {
    name: &'a str,
    /// Empty for `self`.
    kind: &'a str,
}

/// A declaration, as far as sentences need it.
struct Declaration<'a> {
    name: &'a str,
    /// From the name on.
    from_name: &'a str,
    /// Behind the name.
    rest: &'a str,
}

impl<'a> Declaration<'a> {
    /// Nothing if it is a line of code.
    fn of(text: &'a str) -> Option<Self> {
        let mut rest = text.trim();
        while let Some((_, behind)) = rest.strip_prefix("#[").and_then(|it| it.split_once(")]")) {
            rest = behind.trim_start();
        }
        for word in [
            "pub ", "const ", "async ", "fn ", "struct ", "enum ", "type ", "mod ",
        ] {
            rest = rest.strip_prefix(word).unwrap_or(rest).trim_start();
        }
        let from_name = rest.trim_end_matches([',', ';']);
        let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '#';
        let end = from_name.find(|c| !is_name(c)).unwrap_or(from_name.len());
        let (name, rest) = from_name.split_at(end);
        (!name.is_empty()).then_some(Self {
            name,
            from_name,
            rest,
        })
    }

    /// Of a function, its arguments.
    fn arguments(&self) -> Option<Vec<Argument<'a>>> {
        let inside = self.rest.strip_prefix('(')?;
        let mut names = Vec::new();
        let (mut depth, mut start) = (0_usize, 0);
        for (at, letter) in inside.char_indices() {
            match letter {
                '(' | '<' | '[' => depth += 1,
                ')' if depth == 0 => {
                    names.push(&inside[start..at]);
                    break;
                }
                ')' | '>' | ']' => depth = depth.saturating_sub(1),
                ',' if depth == 0 => {
                    names.push(&inside[start..at]);
                    start = at + 1;
                }
                _ => {}
            }
        }
        let parts = names.into_iter().map(|it| {
            let (name, kind) = it.split_once(':').unwrap_or((it, ""));
            let (name, kind) = (name.trim(), kind.trim());
            Argument { name, kind }
        });
        Some(parts.filter(|it| !it.name.is_empty()).collect())
    }

    /// Of a field its type, of a function its arguments.
    fn kind(&self) -> &'a str {
        match self.rest.strip_prefix(':') {
            Some(kind) => kind.trim(),
            None => self.from_name.split(" -> ").next().unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Declaration, changed, note};

    fn said(before: &str, after: &str) -> Option<String> {
        changed(&Declaration::of(before)?, &Declaration::of(after)?)
    }

    #[test]
    fn what_became_of_a_declaration_is_said_in_a_few_words() {
        let cases = [
            ("pub a: u32", "pub b: u32", "now `b`."),
            ("pub a: u32", "pub b: u64", "now `b: u64`."),
            (
                "pub a: Option<u32>",
                "pub a: u32",
                "now `u32`; before, `Option<u32>`.",
            ),
            (
                "pub fn new(a: u32) -> Self",
                "pub fn new(a: u32, b: Vec<(u8, u8)>) -> Self",
                "now called with `b`.",
            ),
            (
                "pub fn new(a: u32, b: u8) -> Self",
                "pub fn new(c: u32) -> Self",
                "now called with `c` and without `a` and `b`.",
            ),
            (
                "pub fn new(a: u8, b: u8)",
                "pub fn new(b: u8, a: u8)",
                "called with its arguments in another order: `b`, `a`.",
            ),
            (
                "pub fn a(self, a: u8)",
                "pub fn a(self, a: u16)",
                "now called with `a: u16`; before, `u8`.",
            ),
            (
                "pub fn new(a: u8, b: impl Into<super::types::Crew>) -> Self",
                "pub fn new(a: u8, b: impl Into<super::types::Team>) -> Self",
                "now called with `b: impl Into<Team>`; before, `impl Into<Crew>`.",
            ),
            (
                "pub fn size(self, size: u32) -> Self",
                "pub fn limit(self, limit: u32) -> Self",
                "now `limit`.",
            ),
            (
                "pub a: Option<runtime::Millis>",
                "pub a: Option<runtime::Seconds>",
                "now `Option<Seconds>`; before, `Option<Millis>`.",
            ),
            ("pub mod list_crew", "pub mod list_team", "now `list_team`."),
        ];
        for (before, after, expected) in cases {
            assert_eq!(said(before, after).as_deref(), Some(expected), "{before}");
        }
        assert_eq!(said(".query(1)", ".query(2)"), None);
    }

    #[test]
    fn a_deprecation_is_known_by_its_attribute() {
        assert_eq!(note("pub a: u32"), None);
        assert_eq!(note("#[deprecated] pub a: u32").as_deref(), Some("."));
        let text = r#"#[deprecated(note = "Use \"b\"")] pub a: u32"#;
        assert_eq!(note(text).as_deref(), Some(": Use \"b\"."));
    }
}
