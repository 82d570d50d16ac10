//! No line of a page is lost: it stands in the draft, or a doubt lists it.
//!
//! Headings and the heads of tables are neither; `structure.txt` of a case names them, each line
//! as it stands on the page. A line `12-40: Python` says which lines are a code sample, which the
//! draft leaves out as a whole.

use std::collections::HashSet;

use codegen::import::Draft;

use crate::{case::Case, said::Said};

/// Lines that a text may reach over.
const REACH: u32 = 400;

/// The lines of a page that a draft neither holds nor lists.
pub(crate) fn lost(case: &Case, draft: &Draft) -> Vec<String> {
    let page = case.text();
    let (structure, samples) = structure(case);
    let said = Said::of(draft);
    let texts: Vec<(u32, String)> = said
        .texts
        .iter()
        .map(|(line, text)| (*line, plain(text)))
        .collect();
    let within = |ranges: &[(u32, u32)], line: u32| {
        ranges
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&line))
    };
    let shown = if case.document.ends_with("html") {
        without_tags(&page)
    } else {
        page
    };
    let mut lost = Vec::new();
    for (number, line) in (1..).zip(shown.lines()) {
        let text = plain(line);
        let told = text.is_empty()
            || said.lines.contains(&number)
            || structure.contains(&text)
            || within(&samples, number)
            || within(&said.code, number)
            || line.trim_start().starts_with("```")
            || texts.iter().any(|(first, whole)| {
                (*first..first.saturating_add(REACH)).contains(&number) && whole.contains(&text)
            });
        if !told {
            lost.push(format!(
                "{}: line {number} is neither in the draft nor listed: {line}",
                case.name
            ));
        }
    }
    lost
}

/// Lines and ranges that the case names.
fn structure(case: &Case) -> (HashSet<String>, Vec<(u32, u32)>) {
    let mut lines = HashSet::new();
    let mut samples = Vec::new();
    for line in case.beside("structure.txt").lines() {
        let range = line.split_once(": ").and_then(|(range, _)| {
            let (first, last) = range.split_once('-')?;
            Some((first.parse().ok()?, last.parse().ok()?))
        });
        match range {
            Some(range) => samples.push(range),
            None => {
                lines.insert(plain(line));
            }
        }
    }
    (lines, samples)
}

/// A text without what formats add to it.
fn plain(text: &str) -> String {
    let signs = ['`', '*', '\\', '\u{a0}', '\u{feff}', '\u{200b}'];
    let words = text.split_whitespace().map(|word| word.replace(signs, ""));
    let text = words
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let rule = text
        .chars()
        .all(|c| matches!(c, '|' | '-' | ':' | ' ' | '=' | '+' | '—'));
    if rule { String::new() } else { text }
}

/// A web page without tags, comments, scripts and styles; lines stay where they are.
fn without_tags(page: &str) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        let (text, tag) = rest.split_at(start);
        out.push_str(text);
        let hidden = [
            ("<!--", "-->"),
            ("<script", "</script>"),
            ("<style", "</style>"),
            ("<svg", "</svg>"),
        ];
        let lower = tag.get(..8).unwrap_or(tag).to_lowercase();
        let end = hidden
            .iter()
            .find(|(start, _)| lower.starts_with(start))
            .map_or(">", |(_, end)| end);
        let length = tag.find(end).map_or(tag.len(), |at| at + end.len());
        let (tag, behind) = tag.split_at(length);
        out.extend(tag.chars().filter(|c| *c == '\n'));
        rest = behind;
    }
    out.push_str(rest);
    for (entity, sign) in [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
    ] {
        out = out.replace(entity, sign);
    }
    out.replace("&amp;", "&")
}
