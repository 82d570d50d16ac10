//! The three columns of an entry: the vendor's words, the specs, the client.

use serde::Serialize;

use super::lines::{self, Line, Mark};
use crate::review::{Entry, Location, Spot};

/// Some of many things; all but the first part are folded, under a label.
#[derive(Serialize)]
pub(super) struct Part<T> {
    label: Option<String>,
    items: Vec<T>,
}

/// Something under a heading of its own.
#[derive(Serialize)]
pub(super) struct Column<'a> {
    key: &'static str,
    title: &'static str,
    parts: Vec<Part<Block<'a>>>,
}

/// Something before and after.
#[derive(Default, Serialize)]
struct Block<'a> {
    title: Option<&'a str>,
    at: Option<String>,
    lang: Option<&'static str>,
    lines: Vec<Line>,
    note: Option<(&'a str, &'a str)>,
    link: Option<&'a str>,
}

/// Most places, excerpts and items that are shown unasked.
const SOME: usize = 4;

/// The columns, from left to right.
pub(super) fn columns(entry: &Entry) -> [Column<'_>; 3] {
    [words(entry), spec(entry), items(entry)]
}

/// The first of many things, and the rest of them.
pub(super) fn parts<T>(mut items: Vec<T>, noun: &str) -> Vec<Part<T>> {
    let more = items.split_off(items.len().min(SOME));
    let mut parts = vec![Part { label: None, items }];
    if !more.is_empty() {
        let plural = if more.len() == 1 { "" } else { "s" };
        parts.push(Part {
            label: Some(format!("{} more {noun}{plural}", more.len())),
            items: more,
        });
    }
    parts
}

/// File and line; those of the old side only if there is no new one, or if they differ.
pub(super) fn at(old: Option<&Spot>, new: Option<&Spot>) -> Option<String> {
    let at = |it: &Spot| format!("{}:{}", it.file, it.line);
    match (old, new) {
        (None, None) => None,
        (Some(old), None) => Some(format!("{}, as it was", at(old))),
        (None, Some(new)) => Some(at(new)),
        (Some(old), Some(new)) if old.file == new.file && old.line == new.line => Some(at(new)),
        (Some(old), Some(new)) if old.file == new.file => {
            Some(format!("{}, was :{}", at(new), old.line))
        }
        (Some(old), Some(new)) => Some(format!("{}, was {}", at(new), at(old))),
    }
}

/// The vendor's words, what the facts rest on, and the page.
fn words(entry: &Entry) -> Column<'_> {
    let words = &entry.words;
    let mut blocks = Vec::new();
    for (title, (old, new)) in [("term", &words.term), ("text", &words.doc)] {
        if old.is_some() || new.is_some() {
            let said = [old.as_deref(), new.as_deref()];
            blocks.push(Block {
                title: Some(title),
                lang: language(said.into_iter().flatten()),
                lines: lines::compare(old.as_deref(), new.as_deref()),
                ..Block::default()
            });
        }
    }
    for (index, (aspect, kind)) in words.evidence.iter().enumerate() {
        blocks.push(Block {
            title: Some("evidence").filter(|_| index == 0),
            note: Some((aspect, kind)),
            ..Block::default()
        });
    }
    if let Some(page) = &words.page {
        blocks.push(Block {
            link: is_link(page).then_some(page),
            title: Some("page"),
            at: (!is_link(page)).then(|| page.clone()),
            ..Block::default()
        });
    }
    Column {
        key: "words",
        title: "Vendor’s words",
        parts: vec![Part {
            label: None,
            items: blocks,
        }],
    }
}

/// Whether a browser may be sent there; an address that hides something is shown, not linked.
fn is_link(page: &str) -> bool {
    let lower = page.to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://"))
        && !page.contains(|letter: char| letter.is_whitespace() || crate::doc::is_hidden(letter))
}

/// Chinese, if there is Chinese in it and nothing that only Japanese and Korean write.
fn language<'a>(texts: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let mut found = None;
    for letter in texts.flat_map(str::chars) {
        match letter {
            '\u{3041}'..='\u{30ff}' | '\u{ac00}'..='\u{d7a3}' => return None,
            '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => found = Some("zh"),
            _ => {}
        }
    }
    found
}

/// The lines of the specs; excerpts that were shown already are left out.
fn spec(entry: &Entry) -> Column<'_> {
    let mut shown = Vec::new();
    let mut blocks = Vec::new();
    for place in &entry.places {
        let excerpt = |spot: &Option<Spot>| spot.as_ref().map(|it| it.excerpt.clone());
        let excerpts = (excerpt(&place.old), excerpt(&place.new));
        if excerpts == (None, None) || shown.contains(&excerpts) {
            continue;
        }
        blocks.push(excerpts_of(entry, place));
        shown.push(excerpts);
    }
    Column {
        key: "spec",
        title: "Spec",
        parts: parts(blocks, "excerpt"),
    }
}

/// The lines on both sides. What is new may stand nowhere near the lines of the subject before, and the
/// reverse; these are left out then.
fn excerpts_of<'a>(entry: &Entry, place: &'a Location) -> Block<'a> {
    let compared = |old: Option<&'a Spot>, new: Option<&'a Spot>| Block {
        at: at(old, new),
        lines: lines::compare(
            old.map(|it| it.excerpt.as_str()),
            new.map(|it| it.excerpt.as_str()),
        ),
        ..Block::default()
    };
    let (old, new) = (place.old.as_ref(), place.new.as_ref());
    let block = compared(old, new);
    let related = |it: &Line| it.side == Mark::Both || it.pieces.iter().any(|it| it.differs);
    if block.lines.iter().any(related) {
        return block;
    }
    match (&entry.change.old, &entry.change.new) {
        (None, Some(_)) if new.is_some() => compared(None, new),
        (Some(_), None) if old.is_some() => compared(old, None),
        _ => block,
    }
}

/// The items in Rust, with what the compiler says.
fn items(entry: &Entry) -> Column<'_> {
    let blocks = entry.rust.iter().map(|it| Block {
        title: Some(&it.path),
        lines: lines::compare(it.before.as_deref(), it.after.as_deref()),
        note: it
            .error
            .as_ref()
            .map(|(code, says)| (code.as_str(), says.as_str())),
        ..Block::default()
    });
    Column {
        key: "rust",
        title: "Rust",
        parts: parts(blocks.collect(), "item"),
    }
}
