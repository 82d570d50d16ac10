//! Texts of specs become documentation in which nothing is code, markup or a link by accident.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

/// Columns of a line of documentation.
const WIDTH: usize = 80;

/// A text in Markdown: its paragraphs, each on lines of bearable length.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut words: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        if line.trim().is_empty() {
            if !words.is_empty() {
                if !lines.is_empty() {
                    lines.push(String::new());
                }
                lines.extend(wrap(&escape(&words.join(" ")), "", ""));
                words.clear();
            }
        } else {
            words.extend(line.split_whitespace());
        }
    }
    lines
}

/// An entry of a list, from Markdown made of escaped parts.
pub(crate) fn bullet(markdown: &str) -> Vec<String> {
    wrap(markdown, "- ", "  ")
}

/// Escaped Markdown on one line.
pub(crate) fn inline(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    escape(&words.join(" "))
}

/// A code span. Without backticks inside, nothing can end it early.
pub(crate) fn code(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    let plain: String = words
        .join(" ")
        .chars()
        .map(|c| if c == '`' { '\'' } else { c })
        .collect();
    let plain = visible(&plain);
    if plain.is_empty() {
        "(empty)".to_owned()
    } else {
        format!("`{plain}`")
    }
}

/// Escapes what Markdown, HTML and rustdoc would take for something else than text.
///
/// Single pairs of backticks stay: descriptions use them for names.
fn escape(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find('`') {
        out.push_str(&prose(&rest[..at]));
        let ticks = rest[at..].chars().take_while(|c| *c == '`').count();
        let after = &rest[at + ticks..];
        let closing = after.find('`');
        let single = closing.is_some_and(|end| !after[end..].starts_with("``"));
        match closing {
            Some(end) if ticks == 1 && single && end > 0 && !after[..end].trim().is_empty() => {
                out.push('`');
                out.push_str(&after[..end]);
                out.push('`');
                rest = &after[end + 1..];
            }
            _ => {
                for _ in 0..ticks {
                    out.push_str("\\`");
                }
                rest = after;
            }
        }
    }
    out.push_str(&prose(rest));
    out
}

/// Escapes text outside of backticks, and puts names such as `page_size` and `unionId` into them.
fn prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(' ') {
        let word = piece.trim_end_matches([' ', '.', ',', ';', ':', ')', '?', '!']);
        let word = word.trim_start_matches('(');
        if is_name(word) {
            let at = piece.find(word).unwrap_or(0);
            out.push_str(&escape_prose(&piece[..at]));
            out.extend(["`", word, "`"]);
            out.push_str(&escape_prose(&piece[at + word.len()..]));
        } else {
            out.push_str(&escape_prose(piece));
        }
    }
    out
}

fn is_name(word: &str) -> bool {
    let bytes = word.as_bytes();
    let simple = bytes.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'_');
    let lower_first = bytes.first().is_some_and(u8::is_ascii_lowercase);
    let pairs = || bytes.windows(2);
    let joined = bytes.len() > 2
        && !word.starts_with('_')
        && !word.ends_with('_')
        && word.contains('_');
    let camel = lower_first
        && bytes.len() > 3
        && pairs().any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    simple && (joined || camel)
}

fn escape_prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut previous = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        let special = match letter {
            '\\' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '#' | '&' | '{' | '}' | '@' => true,
            // An underscore inside a word is text.
            '_' => !(previous.is_alphanumeric() && next.is_alphanumeric()),
            // `https:` would become a link.
            ':' => next == '/',
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(letter);
        previous = letter;
    }
    out
}

/// Whether a character cannot be seen, or reorders what can.
pub(crate) fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Replaces characters that cannot be seen, or that reorder what can.
fn visible(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, letter| {
        if is_hidden(letter) {
            let _ = write!(out, "(U+{:04X})", u32::from(letter));
        } else {
            out.push(letter);
        }
        out
    })
}

// A line must not start with what would make a list, a heading or a rule of it.
fn wrap(markdown: &str, first: &str, others: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in markdown.split(' ').filter(|word| !word.is_empty()) {
        if !line.is_empty() && line.width() + 1 + word.width() > WIDTH - first.len() {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
        .into_iter()
        .enumerate()
        .map(|(index, line)| {
            let prefix = if index == 0 { first } else { others };
            format!("{prefix}{}", not_a_block(&line))
        })
        .collect()
}

fn not_a_block(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && line[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    if line.starts_with(['-', '+', '=', '>', ':']) {
        return format!("\\{line}");
    }
    line.to_owned()
}

/// Puts a vendor's term behind the first sentence of a description.
pub(crate) fn with_term(doc: &str, term: Option<&str>) -> String {
    let doc = doc.trim();
    let Some(term) = term else {
        return doc.to_owned();
    };
    let end = doc
        .find(". ")
        .or_else(|| doc.ends_with('.').then(|| doc.len() - 1))
        .unwrap_or(doc.len());
    let tail = if end == doc.len() { "." } else { &doc[end..] };
    format!("{} ({term}){tail}", &doc[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_backticks_stay_and_everything_else_is_text() {
        assert_eq!(inline("what `operator_id` is"), "what `operator_id` is");
        assert_eq!(inline("```rust\nevil()\n```"), "\\`\\`\\`rust evil() \\`\\`\\`");
        assert_eq!(inline("<b>[x](y)*"), "\\<b\\>\\[x\\](y)\\*");
        assert_eq!(inline("see https://a.b/c"), "see https\\://a.b/c");
        assert_eq!(inline("open ` tick"), "open \\` tick");
        assert_eq!(inline("a\u{202e}b"), "a(U+202E)b");
        assert_eq!(inline("snake_case _x_"), "`snake_case` \\_x\\_");
        assert_eq!(inline("the (unionId), iOS."), "the (`unionId`), iOS.");
    }

    #[test]
    fn blocks_are_not_started_by_wrapped_lines() {
        assert_eq!(paragraphs("    indented code"), ["indented code"]);
        assert_eq!(paragraphs("1. not a list"), ["1\\. not a list"]);
        assert_eq!(paragraphs("- a\n\n= b"), ["\\- a", "", "\\= b"]);
    }

    #[test]
    fn terms_follow_the_first_sentence() {
        assert_eq!(with_term("Page to fetch.", Some("页码")), "Page to fetch (页码).");
        assert_eq!(with_term("One. Two.", Some("t")), "One (t). Two.");
        assert_eq!(with_term("No end", Some("t")), "No end (t).");
        assert_eq!(with_term("Alone.", None), "Alone.");
    }
}
