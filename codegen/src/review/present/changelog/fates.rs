//! What became of an item of the client, as the rest of a sentence: `RecordFile::link` is gone.

use super::{names::is_module, sentences::list};
use crate::{
    doc::{code, inline},
    review::{Entry, Source, rust::Item},
};

/// What became of it; nothing if users cannot tell.
pub(super) fn fate(entry: &Entry, item: &Item) -> Option<String> {
    let stays = item.before.is_some() && item.after.is_some();
    if stays && entry.verdict.source == Source::Ok || is_module(item) {
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

/// The note of a deprecation with a colon before it; nothing if there is no deprecation.
fn note(declaration: &str) -> Option<String> {
    let (_, behind) = declaration.split_once("#[deprecated")?;
    let attribute = behind.split("\")]").next().unwrap_or_default();
    let attribute = attribute.split("\"]").next().unwrap_or_default();
    let text = attribute.split_once('"').map_or("", |(_, text)| text);
    let text = inline(&text.replace("\\\"", "\"").replace("\\\\", "\\"));
    Some(match text.chars().last() {
        None => ".".to_owned(),
        Some('.' | '!' | '?' | '。') => format!(": {text}"),
        Some(_) => format!(": {text}."),
    })
}

fn changed(before: &Declaration<'_>, after: &Declaration<'_>) -> Option<String> {
    if before.name != after.name {
        return Some(if before.rest == after.rest {
            format!("now {}.", code(after.name))
        } else {
            format!("now {}.", code(&format!("{}{}", after.name, after.rest)))
        });
    }
    let arguments = before.arguments().zip(after.arguments());
    if let Some((old, new)) = arguments.filter(|(old, new)| old != new) {
        let lacks = |list: &[&str], other: &[&str]| -> Vec<String> {
            let names = list.iter().filter(|it| !other.contains(it));
            names.map(|it| code(it)).collect()
        };
        let (come, gone) = (lacks(&new, &old), lacks(&old, &new));
        let with = (!come.is_empty()).then(|| format!("with {}", list(&come)));
        let without = (!gone.is_empty()).then(|| format!("without {}", list(&gone)));
        let parts: Vec<String> = [with, without].into_iter().flatten().collect();
        return Some(if parts.is_empty() {
            let names: Vec<String> = new.iter().map(|it| code(it)).collect();
            format!(
                "called with its arguments in another order: {}.",
                names.join(", ")
            )
        } else {
            format!("now called {}.", parts.join(" and "))
        });
    }
    let (old, new) = (before.kind(), after.kind());
    (old != new).then(|| format!("now {}; before, {}.", code(new), code(old)))
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
            "pub ", "const ", "async ", "fn ", "struct ", "enum ", "type ",
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

    /// Of a function, the names of its arguments.
    fn arguments(&self) -> Option<Vec<&'a str>> {
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
        let names = names.into_iter().filter_map(|it| it.split(':').next());
        Some(names.map(str::trim).filter(|it| !it.is_empty()).collect())
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
                "now `a(self, a: u16)`; before, `a(self, a: u8)`.",
            ),
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
