//! Texts of specs become documentation in which nothing is code, markup or a link by accident.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

/// Columns of a line of documentation.
const WIDTH: usize = 80;

/// A text in Markdown: its paragraphs, each on lines of bearable length.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    sentences(&[text.to_owned()])
}

/// Texts one after the other; the first may have several paragraphs. What one leaves open ends with it.
pub(crate) fn sentences(texts: &[String]) -> Vec<String> {
    let Some((first, others)) = texts.split_first() else {
        return Vec::new();
    };
    let mut paragraphs = vec![Vec::new()];
    for line in first.lines() {
        if line.trim().is_empty() {
            paragraphs.push(Vec::new());
        } else if let Some(words) = paragraphs.last_mut() {
            words.extend(line.split_whitespace());
        }
    }
    paragraphs.retain(|words| !words.is_empty());
    let mut escaped: Vec<String> = paragraphs
        .iter()
        .map(|words| escape(&words.join(" ")))
        .collect();
    let others = others
        .iter()
        .map(|text| inline(text))
        .collect::<Vec<_>>()
        .join(" ");
    match escaped.last_mut() {
        _ if others.is_empty() => {}
        Some(last) => *last = format!("{last} {others}"),
        None => escaped.push(others),
    }
    let blocks: Vec<_> = escaped.iter().map(|markdown| wrapped(markdown)).collect();
    blocks.join(&String::new())
}

/// A paragraph, from Markdown made of escaped parts.
pub(crate) fn wrapped(markdown: &str) -> Vec<String> {
    wrap(markdown, "", "")
}

/// An entry of a list, from Markdown made of escaped parts.
pub(crate) fn bullet(markdown: &str) -> Vec<String> {
    wrap(markdown, "- ", "  ")
}

/// Escaped Markdown, to be put into a line.
pub(crate) fn inline(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    escape(&words.join(" "))
}

/// Escaped Markdown that is a line of its own.
pub(crate) fn line(text: &str) -> String {
    not_a_block(&inline(text))
}

/// A code span. Without backticks inside, nothing can end it early.
pub(crate) fn code(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    let plain = visible(&words.join(" ")).replace('`', "'");
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
    // Where text outside of backticks starts, and where to look for the next pair.
    let (mut start, mut at) = (0, 0);
    while let Some(open) = text[at..].find('`').map(|found| at + found) {
        let ticks = text[open..].bytes().take_while(|b| *b == b'`').count();
        let inside = open + ticks;
        let end = text[inside..].find('`').map(|found| inside + found);
        match end {
            Some(end) if ticks == 1 && is_code(&text, inside, end) => {
                out.push_str(&prose(&text[start..open], start > 0, true));
                out.push_str(&text[open..=end]);
                start = end + 1;
                at = start;
            }
            _ => at = inside,
        }
    }
    out.push_str(&prose(&text[start..], start > 0, false));
    out
}

fn is_code(text: &str, inside: usize, end: usize) -> bool {
    !text[end + 1..].starts_with('`') && !text[inside..end].trim().is_empty()
}

/// Escapes text outside of backticks, and puts names such as `page_size` and `unionId` into them.
///
/// A name that touches a code span stays text: two backticks in a row would be another delimiter.
fn prose(text: &str, behind_code: bool, before_code: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for piece in text.split_inclusive(' ') {
        let first = done == 0;
        done += piece.len();
        let last = done == text.len();
        let word = piece.trim_start_matches('(');
        let at = piece.len() - word.len();
        let word = word.trim_end_matches([' ', '.', ',', ';', ':', ')', '?', '!']);
        let end = at + word.len();
        let touches =
            (first && behind_code && at == 0) || (last && before_code && end == piece.len());
        if is_name(word) && !touches {
            out.push_str(&escape_prose(&piece[..at]));
            out.extend(["`", word, "`"]);
            out.push_str(&escape_prose(&piece[end..]));
        } else {
            out.push_str(&escape_prose(piece));
        }
    }
    out
}

fn is_name(word: &str) -> bool {
    let bytes = word.as_bytes();
    let simple = bytes
        .iter()
        .all(|b| b.is_ascii_alphanumeric() || *b == b'_');
    let lower_first = bytes.first().is_some_and(u8::is_ascii_lowercase);
    let joined =
        bytes.len() > 2 && !word.starts_with('_') && !word.ends_with('_') && word.contains('_');
    // Not brands such as iPad and macOS.
    let hump = |part: &[u8]| {
        matches!(part, [a, b, c, d] if a.is_ascii_lowercase()
            && b.is_ascii_lowercase()
            && c.is_ascii_uppercase()
            && d.is_ascii_lowercase())
    };
    let camel = lower_first && bytes.windows(4).any(hump);
    simple && (joined || camel)
}

fn escape_prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut previous = ' ';
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        let next = rest.as_str();
        let special = match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '#' | '&' | '{' | '}'
            | '@' => true,
            // An underscore inside a word is text.
            '_' => !(previous.is_alphanumeric() && next.starts_with(char::is_alphanumeric)),
            // `https:` would become a link.
            ':' => next.starts_with('/'),
            // These would become a dash and an ellipsis.
            '-' => next.starts_with('-'),
            '.' => next.starts_with(".."),
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
///
/// Joiners and selectors that only refine how a neighbour looks are among them, except for those of emoji.
pub(crate) fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Replaces characters that cannot be seen, or that reorder what can.
#[must_use]
pub fn visible(text: &str) -> String {
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
    let mut width = 0;
    for word in words(markdown) {
        let more = word.width();
        if !line.is_empty() && width + 1 + more > WIDTH - first.len() {
            lines.push(std::mem::take(&mut line));
            width = 0;
        }
        if !line.is_empty() {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += more;
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

/// What lines can be made of. A code span is not broken: what stands in it cannot be escaped at the start of a line.
fn words(markdown: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut in_code, mut escaped) = (0, false, false);
    for (at, letter) in markdown.char_indices() {
        match letter {
            '`' if !escaped => in_code = !in_code,
            ' ' if !in_code => {
                words.push(&markdown[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        escaped = letter == '\\' && !escaped && !in_code;
    }
    words.push(&markdown[start..]);
    words.retain(|word| !word.is_empty());
    words
}

fn not_a_block(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut behind = line[digits..].chars();
    if digits > 0
        && matches!(behind.next(), Some('.' | ')'))
        && matches!(behind.next(), None | Some(' '))
    {
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
        assert_eq!(
            inline("```rust\nevil()\n```"),
            "\\`\\`\\`rust evil() \\`\\`\\`"
        );
        assert_eq!(inline("<b>[x](y)*"), "\\<b\\>\\[x\\](y)\\*");
        assert_eq!(inline("see https://a.b/c"), "see https\\://a.b/c");
        assert_eq!(inline("open ` tick"), "open \\` tick");
        assert_eq!(inline("a\u{202e}b"), "a(U+202E)b");
        assert_eq!(inline("snake_case _x_"), "`snake_case` \\_x\\_");
        assert_eq!(inline("the (unionId), iOS."), "the (`unionId`), iOS.");
        assert_eq!(inline("`a`b_c d_e`f`"), "`a`b_c d_e`f`");
        assert_eq!(inline("--x ..."), "\\--x \\...");
    }

    #[test]
    fn blocks_are_not_started_by_wrapped_lines() {
        assert_eq!(paragraphs("    indented code"), ["indented code"]);
        assert_eq!(paragraphs("1. not a list"), ["1\\. not a list"]);
        assert_eq!(paragraphs("- a\n\n= b"), ["\\- a", "", "\\= b"]);
        assert_eq!(paragraphs("2.5 GB"), ["2.5 GB"]);
    }

    #[test]
    fn code_spans_are_not_broken() {
        let long = "x".repeat(70);
        let text = format!("{long} `a - b` and `c");
        assert_eq!(
            paragraphs(&text),
            [format!("{long} `a - b`"), "and \\`c".to_owned()]
        );
    }

    #[test]
    fn what_a_sentence_leaves_open_ends_with_it() {
        let texts = ["An open ` tick.".to_owned(), "Matches `x`.".to_owned()];
        assert_eq!(sentences(&texts), ["An open \\` tick. Matches `x`."]);
    }

    #[test]
    fn terms_follow_the_first_sentence() {
        assert_eq!(
            with_term("Page to fetch.", Some("页码")),
            "Page to fetch (页码)."
        );
        assert_eq!(with_term("One. Two.", Some("t")), "One (t). Two.");
        assert_eq!(with_term("No end", Some("t")), "No end (t).");
        assert_eq!(with_term("Alone.", None), "Alone.");
    }
}
