//! Code spans and code blocks, whatever stands in them.

use crate::doc;

/// Most characters of a code span.
const SPAN: usize = 160;

/// Most characters of a line in a code block.
const LINE: usize = 240;

/// A text in one line, as a code span.
pub(super) fn span(text: &str) -> String {
    let text = one_line(text);
    let ticks = "`".repeat(longest_run(&text) + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

/// The same in a cell of a table.
pub(super) fn cell(text: &str) -> String {
    span(text).replace('|', "\\|")
}

/// The same in HTML.
pub(super) fn html(text: &str) -> String {
    let mut out = String::from("<code>");
    for letter in one_line(text).chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(letter),
        }
    }
    out + "</code>"
}

/// Lines as a code block in a language.
pub(super) fn block(language: &str, lines: &[String]) -> String {
    let fence = fence_of(lines);
    format!("{fence}{language}\n{}\n{fence}\n", lines.join("\n"))
}

/// A fence that none of the lines can end.
pub(super) fn fence_of(lines: &[String]) -> String {
    let longest = lines.iter().map(|it| longest_run(it)).max().unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}

/// Lines of a text, fit for a code block.
pub(super) fn lines(text: &str) -> Vec<String> {
    let lines = text.lines();
    let plain = lines.map(|it| doc::visible(&it.replace('\t', "    ")));
    plain.map(|it| clipped(&it, LINE)).collect()
}

fn one_line(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    let text = clipped(&doc::visible(&words.join(" ")), SPAN);
    if text.is_empty() {
        return "(empty)".to_owned();
    }
    text
}

fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn longest_run(text: &str) -> usize {
    let runs = text.split(|letter| letter != '`');
    runs.map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{block, cell, html, lines, span};

    #[test]
    fn backticks_do_not_end_what_they_stand_in() {
        assert_eq!(span("page_size"), "`page_size`");
        assert_eq!(span("a `b` ``c"), "```a `b` ``c```");
        assert_eq!(span("`a"), "`` `a ``");
        assert_eq!(span(" \n"), "`(empty)`");
        assert_eq!(cell("a|b"), "`a\\|b`");
        assert_eq!(html("<b>&\"x'"), "<code>&lt;b&gt;&amp;&quot;x&#39;</code>");
        let text = lines("a\n````\n\tb\u{202e}");
        assert_eq!(
            block("diff", &text),
            "`````diff\na\n````\n    b(U+202E)\n`````\n"
        );
    }

    #[test]
    fn what_is_long_is_cut() {
        assert_eq!(span(&"页".repeat(500)).chars().count(), 163);
        assert_eq!(lines(&"x".repeat(5000))[0].chars().count(), 241);
    }
}
