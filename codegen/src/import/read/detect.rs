//! Which format a text is in.

use std::{path::Path, sync::LazyLock};

use regex::Regex;

use crate::import::PageFormat;

/// As many bytes as tell.
const HEAD: usize = 256 << 10;

static TAG: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"</?(?:html|head|body|div|p|table|thead|tbody|tr|td|th|span|h[1-6]|ul|ol|li|a|pre|code|section|article)(?:\s[^<>]*)?/?>",
    )
    .ok()
});

/// The format of a text; `name` is that of its file. Content counts more than the name.
pub(super) fn format(name: &str, text: &str) -> PageFormat {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end).unwrap_or(text);
    if starts_as_html(head) {
        return PageFormat::Html;
    }
    let extension = Path::new(name)
        .extension()
        .and_then(|extension| extension.to_str())
        .map(str::to_ascii_lowercase);
    let tags = TAG.as_ref().map_or(0, |tag| tag.find_iter(head).count());
    let lines = head.lines().filter(|line| !line.trim().is_empty()).count();
    let marked = markdown(head);
    match extension.as_deref() {
        Some("html" | "htm" | "xhtml") if tags > 0 && !marked => PageFormat::Html,
        Some("md" | "markdown" | "mdx") => PageFormat::Markdown,
        _ if marked => PageFormat::Markdown,
        // A page in HTML has tags on nearly all of its lines; a few may stand in a sample.
        _ if tags > 3 && tags * 2 > lines => PageFormat::Html,
        _ => PageFormat::Text,
    }
}

fn starts_as_html(text: &str) -> bool {
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        match comment.split_once("-->") {
            Some((_, after)) => rest = after.trim_start(),
            None => return false,
        }
    }
    let start: String = rest
        .chars()
        .take(14)
        .collect::<String>()
        .to_ascii_lowercase();
    ["<!doctype html", "<html", "<head", "<body", "<?xml"]
        .iter()
        .any(|tag| start.starts_with(tag))
        && !start.starts_with("<header")
}

/// Whether a text has fences, headings or a front matter as Markdown has them.
fn markdown(text: &str) -> bool {
    let mut lines = text.lines();
    if lines.next().is_some_and(|line| line.trim_end() == "---") {
        let keys = lines
            .by_ref()
            .take(50)
            .take_while(|line| line.trim_end() != "---");
        if keys.filter(|line| line.contains(':')).count() > 0 {
            return true;
        }
    }
    let mut first = true;
    let (mut titles, mut headings, mut fences) = (0, 0, 0);
    for line in text.lines() {
        let marks = line.bytes().take_while(|byte| *byte == b'#').count();
        let heading = (1..=6).contains(&marks)
            && line
                .get(marks..)
                .is_some_and(|rest| rest.starts_with(' ') && !rest.trim().is_empty());
        match marks {
            // One mark is a comment in many languages.
            1 if heading && first => titles += 1,
            2.. if heading => headings += 1,
            _ => {}
        }
        if line.trim_start().starts_with("```") || line.starts_with("~~~") {
            fences += 1;
        }
        first &= line.trim().is_empty();
    }
    titles + headings > 0 || fences > 1
}

#[cfg(test)]
mod tests {
    use super::{PageFormat, format};

    #[test]
    fn content_tells_the_format_and_the_name_helps() {
        for (name, text, found) in [
            ("a.txt", "<!DOCTYPE html><p>x", PageFormat::Html),
            ("a", "\n<!-- saved from x -->\n<html>", PageFormat::Html),
            ("a", "<div>\n<p>x</p>\n<p>y</p>\n</div>", PageFormat::Html),
            ("a.txt", "# Title\n\ntext", PageFormat::Markdown),
            (
                "a",
                "text\n\n## Part\n<table><tr><td>x</td></tr></table>",
                PageFormat::Markdown,
            ),
            ("a", "---\ntitle: x\n---\ntext", PageFormat::Markdown),
            ("a", "x\n```json\n{}\n```\n", PageFormat::Markdown),
            ("a.md", "just text", PageFormat::Markdown),
            ("a.txt", "Name | Type\n---|---\na | b", PageFormat::Text),
            (
                "a.txt",
                "mode 1:on<br>2:off<br>3:auto<br>4:none",
                PageFormat::Text,
            ),
            (
                "a.txt",
                "Python\n# -*- coding: utf-8 -*-\nimport sys",
                PageFormat::Text,
            ),
            ("a", "", PageFormat::Text),
        ] {
            assert_eq!(format(name, text), found, "{text}");
        }
    }
}
