//! Text within a line: marks are taken off, HTML is read.

use std::sync::LazyLock;

use pulldown_cmark::{Event, Options, Parser};
use regex::Regex;

use super::super::html;
use crate::import::Block;

/// Keeps the start of a cell from being read as the start of a list, a heading or a quote.
const GUARD: &str = "\u{2060} ";

/// A tag or another piece of HTML within a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// `<br>`
    Break,
    /// A table, a list, a sample: more than a mark.
    Structure,
    /// A mark, or a comment.
    Mark,
    /// No HTML: `<String>`
    Words,
}

/// What a piece of HTML within a sentence is.
pub(super) fn tag(source: &str) -> Tag {
    let name: &str = source.trim_start_matches(['<', '/']);
    let end = name
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    let (name, rest) = name.split_at(end);
    if source.starts_with("<!") || source.starts_with("<?") {
        Tag::Mark
    } else if name.eq_ignore_ascii_case("br") {
        Tag::Break
    } else if rest.starts_with(['-', ':']) {
        Tag::Mark
    } else if !html::is_element(name) {
        Tag::Words
    } else if html::is_structure(name) {
        Tag::Structure
    } else {
        Tag::Mark
    }
}

/// Reads a cell: its text, and the tables that stand in it.
pub(super) fn cell(source: &str) -> (String, Vec<Block>) {
    let source = source.trim_matches(|c: char| c.is_ascii_whitespace());
    let marked = |c: char| matches!(c, '`' | '*' | '_' | '[' | '<' | '&' | '\\' | '!');
    if !source.contains(marked) {
        return (without_zero_width(source), Vec::new());
    }
    let guarded = format!("{GUARD}{source}");
    let mut plain = String::new();
    let mut markup = String::new();
    let mut tags = false;
    for event in Parser::new_ext(&guarded, Options::empty()) {
        match event {
            Event::Text(text) | Event::Code(text) => {
                plain.push_str(&text);
                escape(&text, &mut markup);
            }
            Event::SoftBreak | Event::HardBreak => {
                plain.push('\n');
                markup.push('\n');
            }
            Event::InlineHtml(text) | Event::Html(text) => {
                if tag(&text) == Tag::Words {
                    plain.push_str(&text);
                    escape(&text, &mut markup);
                } else {
                    tags = true;
                    markup.push_str(&text);
                }
            }
            _ => {}
        }
    }
    if tags {
        return html::read_cell(&markup);
    }
    let plain = without_zero_width(&plain);
    let text = plain.trim_matches(|c: char| c.is_ascii_whitespace());
    (text.trim_end().to_owned(), Vec::new())
}

fn escape(text: &str, into: &mut String) {
    for c in text.chars() {
        match c {
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '&' => into.push_str("&amp;"),
            c => into.push(c),
        }
    }
}

fn without_zero_width(text: &str) -> String {
    text.chars().filter(|c| !html::is_zero_width(*c)).collect()
}

/// Takes off the marks that stand in the HTML of a page in Markdown.
pub(super) fn unmark(text: &str) -> String {
    static MARKS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"`+([^`\n]+)`+|\*\*([^*\n]+)\*\*|!?\[([^\[\]\n]*)\]\([^()\n]*\)").ok()
    });
    match MARKS.as_ref() {
        Some(marks) if text.contains(['`', '*', '[']) => {
            marks.replace_all(text, "$1$2$3").into_owned()
        }
        _ => text.to_owned(),
    }
}
