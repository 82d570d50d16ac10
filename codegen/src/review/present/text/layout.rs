//! Lines of at most 100 columns: colours, widths, wrapping, cutting.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::doc::visible;

/// Columns of a line.
pub(super) const WIDTH: usize = 100;

/// How something is set off; everything can be read without it.
#[derive(Clone, Copy)]
pub(super) enum Style {
    Bold,
    Dim,
    Red,
    Green,
    Yellow,
}

/// Text in a style. The text must be free of control characters.
pub(super) fn paint(style: Style, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let code = match style {
        Style::Bold => "1",
        Style::Dim => "2",
        Style::Red => "1;31",
        Style::Green => "32",
        Style::Yellow => "33",
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}

/// A text of somebody else in one line, with nothing hidden in it.
pub(super) fn clean(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    visible(&words.join(" "))
}

/// The same with its spaces, of which indentation is made.
pub(super) fn clean_line(line: &str) -> String {
    visible(&line.replace('\t', "    "))
}

/// Columns that a text takes, whatever its colours.
pub(super) fn columns(text: &str) -> usize {
    let mut parts = text.split('\u{1b}');
    let plain = parts.next().unwrap_or_default().width();
    let coloured = parts.map(|part| part.split_once('m').map_or(0, |(_, rest)| rest.width()));
    plain + coloured.sum::<usize>()
}

/// A text and spaces up to a column.
pub(super) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// Two texts, one at each end of a line; below each other if they do not fit.
pub(super) fn ends(left: &str, right: &str) -> String {
    let (a, b) = (columns(left), columns(right));
    if right.is_empty() {
        return left.to_owned();
    }
    if a + 2 + b > WIDTH {
        return format!("{left}\n{}{right}", " ".repeat(WIDTH.saturating_sub(b)));
    }
    format!("{left}{}{right}", " ".repeat(WIDTH - a - b))
}

/// A text that ends with `…` if it is too wide.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    format!("{}…", beginning(text, width.saturating_sub(1)))
}

/// A text with `…` in its middle if it is too wide: paths and names are told apart by both ends.
pub(super) fn middle(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(1);
    let backwards: String = text.chars().rev().collect();
    let end = beginning(&backwards, room - room / 2);
    let end: String = end.chars().rev().collect();
    format!("{}…{end}", beginning(text, room / 2))
}

/// As much of a text as fits.
fn beginning(text: &str, width: usize) -> &str {
    let mut used = 0;
    for (at, letter) in text.char_indices() {
        used += wide(letter);
        if used > width {
            return &text[..at];
        }
    }
    text
}

/// Without looking at all of a text: what does not fit is broken line by line.
fn is_wider(text: &str, width: usize) -> bool {
    beginning(text, width).len() < text.len()
}

/// Columns of a letter, a mark that may widen it included.
fn wide(letter: char) -> usize {
    match letter {
        '\u{fe0f}' => 1,
        _ => letter.width().unwrap_or(0),
    }
}

/// A text in lines of a width, of which the last ends with `…` if there would be more than `most`.
pub(super) fn wrap(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for (space, mut piece) in pieces(text) {
        let gap = usize::from(space && !line.is_empty());
        let room = width.saturating_sub(line.width() + gap);
        // What has to be broken anyway fills the line that it begins on.
        if piece.width() <= room || piece.width() > width && room > width / 2 {
            line.extend(std::iter::repeat_n(' ', gap));
        } else if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        while is_wider(piece, width - line.width().min(width)) && lines.len() <= most {
            let head = breakable(piece, width - line.width().min(width));
            if head.is_empty() {
                break;
            }
            line.push_str(head);
            piece = &piece[head.len()..];
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(piece);
        if lines.len() > most {
            break;
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = cut(&format!("{last} …"), width);
        }
    }
    lines
}

/// As much of a long word as fits, up to a mark behind which addresses and paths may be broken.
fn breakable(word: &str, width: usize) -> &str {
    let head = beginning(word, width);
    if head.len() == word.len() {
        return head;
    }
    let mark = head.rfind(['/', '?', '&', ':', '_', '.', ',', '-']);
    match mark.and_then(|at| head.get(..=at)) {
        Some(part) if part.width() > width / 2 => part,
        _ => head,
    }
}

/// What a line may be broken between: words, and wide letters, with what must not begin a line
/// behind them. Each with whether there is a space before it.
fn pieces(text: &str) -> impl Iterator<Item = (bool, &str)> {
    text.split(' ')
        .filter(|it| !it.is_empty())
        .flat_map(|word| {
            let mut starts = vec![0];
            let mut before = '\0';
            for (at, letter) in word.char_indices() {
                let ideograph = wide(letter) == 2 || before != '\0' && wide(before) == 2;
                if at > 0 && ideograph && !is_closing(letter) && !is_opening(before) {
                    starts.push(at);
                }
                if wide(letter) > 0 {
                    before = letter;
                }
            }
            let ends: Vec<usize> = starts.iter().skip(1).copied().chain([word.len()]).collect();
            let spans: Vec<_> = starts.into_iter().zip(ends).collect();
            spans
                .into_iter()
                .map(move |(start, end)| (start == 0, &word[start..end]))
        })
}

/// Whether a letter has to stay behind the one before it.
fn is_closing(letter: char) -> bool {
    wide(letter) == 0 || "，。、；：！？）】》」』”’,.;:!?)]}".contains(letter)
}

/// Whether a letter has to stay before the one behind it.
fn is_opening(letter: char) -> bool {
    "（【《「『“‘([{".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::{clean, columns, cut, ends, middle, wrap};

    #[test]
    fn wide_letters_count_twice_and_lines_break_between_them() {
        assert_eq!(columns("会议ID"), 6);
        assert_eq!(columns("\u{1b}[31m会议\u{1b}[0m."), 5);
        assert_eq!(wrap("会议录制。列表", 8, 9), ["会议录", "制。列表"]);
        assert_eq!(wrap("看page页", 6, 9), ["看page", "页"]);
        assert_eq!(wrap("one two  three", 7, 9), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh ij", 3, 9), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("abcdefgh ij", 3, 2), ["abc", "de…"]);
        assert_eq!(wrap("", 3, 9), [""]);
        assert_eq!(wrap("会议", 1, 9), ["会", "议"]);
        assert_eq!(
            wrap("GET https://a.example/v1/things?first=1&second=2", 20, 9),
            ["GET https://a.", "example/v1/things?", "first=1&second=2"]
        );
    }

    #[test]
    fn what_is_too_wide_is_cut() {
        assert_eq!(cut("abcdef", 6), "abcdef");
        assert_eq!(cut("abcdefg", 6), "abcde…");
        assert_eq!(cut("会议录制", 6), "会议…");
        assert_eq!(middle("abcdefghij", 7), "abc…hij");
        assert_eq!(middle("abc", 0), "…");
    }

    #[test]
    fn nothing_hidden_reaches_the_terminal() {
        assert_eq!(clean("a\u{1b}[2Jb\n c\u{202e}"), "a(U+001B)[2Jb c(U+202E)");
    }

    #[test]
    fn two_ends_share_a_line_if_they_fit() {
        assert_eq!(columns(&ends("left", "right")), 100);
        assert_eq!(ends(&"x".repeat(95), "right").lines().count(), 2);
        assert_eq!(ends("left", ""), "left");
    }
}
