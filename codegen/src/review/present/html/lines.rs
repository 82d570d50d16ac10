//! Two texts, line by line, with what differs within a line.

use serde::Serialize;
use similar::{Algorithm, ChangeTag, TextDiff, capture_diff_slices};

/// A line of a comparison.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Line {
    /// Which side has it.
    pub(super) side: Mark,
    /// Its pieces, in order.
    pub(super) pieces: Vec<Piece>,
}

/// Which side has a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Mark {
    /// Both.
    Both,
    /// The old one.
    Old,
    /// The new one.
    New,
}

/// A piece of a line.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Piece {
    /// Whether the line on the other side has something else here.
    pub(super) differs: bool,
    /// What is said.
    pub(super) text: String,
}

/// Most lines, and most words of a line, that are compared one by one; the texts are not ours.
const MANY: usize = 2_000;

/// Compares two texts; one that is missing has no lines.
pub(super) fn compare(old: Option<&str>, new: Option<&str>) -> Vec<Line> {
    let (old, new) = (
        old.map_or_else(Vec::new, split),
        new.map_or_else(Vec::new, split),
    );
    if old == new {
        return old
            .into_iter()
            .map(|line| plain(Mark::Both, line))
            .collect();
    }
    if old.len().max(new.len()) > MANY {
        return replaced(&old, &new);
    }
    let mut lines = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let old = old.get(op.old_range()).unwrap_or_default();
        let new = new.get(op.new_range()).unwrap_or_default();
        if op.tag() == similar::DiffTag::Equal {
            lines.extend(new.iter().map(|line| plain(Mark::Both, line)));
        } else {
            lines.extend(replaced(old, new));
        }
    }
    lines
}

fn split(text: &str) -> Vec<&str> {
    text.trim_end_matches('\n').split('\n').collect()
}

fn plain(side: Mark, text: &str) -> Line {
    Line {
        side,
        pieces: vec![Piece {
            differs: false,
            text: text.to_owned(),
        }],
    }
}

/// All old lines, then all new ones; where they stand for each other, with what differs.
fn replaced(old: &[&str], new: &[&str]) -> Vec<Line> {
    if old.len() == new.len() {
        let pairs = old.iter().zip(new).map(|(old, new)| words(old, new));
        let (mut lines, after): (Vec<_>, Vec<_>) = pairs.unzip();
        lines.extend(after);
        return lines;
    }
    let old = old.iter().map(|line| plain(Mark::Old, line));
    let new = new.iter().map(|line| plain(Mark::New, line));
    old.chain(new).collect()
}

/// Two lines that stand for each other. Those that have little in common are not taken to pieces.
fn words(old: &str, new: &str) -> (Line, Line) {
    let (before, after) = (tokens(old), tokens(new));
    if before.len().max(after.len()) > MANY {
        return (plain(Mark::Old, old), plain(Mark::New, new));
    }
    let diff = TextDiff::from_slices(&before, &after);
    let weight = |text: &str| text.chars().filter(|it| it.is_alphanumeric()).count();
    let same = diff
        .iter_all_changes()
        .filter(|it| it.tag() == ChangeTag::Equal);
    let same: usize = same.map(|it| weight(it.value())).sum();
    if 5 * same < weight(old) + weight(new) {
        return (plain(Mark::Old, old), plain(Mark::New, new));
    }
    let side = |side, other| {
        let mut pieces: Vec<Piece> = Vec::new();
        for change in diff.iter_all_changes().filter(|it| it.tag() != other) {
            let differs = change.tag() != ChangeTag::Equal;
            match pieces.last_mut().filter(|last| last.differs == differs) {
                Some(last) => last.text.push_str(change.value()),
                None => pieces.push(Piece {
                    differs,
                    text: change.value().to_owned(),
                }),
            }
        }
        Line { side, pieces }
    };
    (
        side(Mark::Old, ChangeTag::Insert),
        side(Mark::New, ChangeTag::Delete),
    )
}

/// Words of Latin letters and digits; every other character on its own, as Chinese has no spaces.
fn tokens(line: &str) -> Vec<&str> {
    let word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let mut tokens = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let end = if word(first) {
            rest.find(|letter| !word(letter)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(end);
        tokens.push(token);
        rest = after;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::{Mark, compare};

    /// `-` and `+` lines; what differs stands in brackets.
    fn shown(old: Option<&str>, new: Option<&str>) -> String {
        let lines = compare(old, new).into_iter().map(|line| {
            let mark = match line.side {
                Mark::Both => ' ',
                Mark::Old => '-',
                Mark::New => '+',
            };
            let text: String = (line.pieces.into_iter())
                .map(|it| {
                    if it.differs {
                        format!("[{}]", it.text)
                    } else {
                        it.text
                    }
                })
                .collect();
            format!("{mark}{text}\n")
        });
        lines.collect()
    }

    #[test]
    fn what_differs_within_a_line_is_marked() {
        let old = "page_size:\n  type: u32\n  max: 50\n";
        let new = "page_size:\n  type: u32\n  max: 20\n";
        assert_eq!(
            shown(Some(old), Some(new)),
            " page_size:\n   type: u32\n-  max: [50]\n+  max: [20]\n"
        );
        assert_eq!(
            shown(Some("单位为秒,必填"), Some("单位为毫秒,必填")),
            "-单位为秒,必填\n+单位为[毫]秒,必填\n"
        );
    }

    #[test]
    fn lines_without_anything_in_common_stay_whole() {
        assert_eq!(shown(Some("abc"), Some("x y z")), "-abc\n+x y z\n");
        assert_eq!(shown(Some("a: (b)"), Some("c: (d)")), "-a: (b)\n+c: (d)\n");
        assert_eq!(shown(Some("a\nb"), Some("c")), "-a\n-b\n+c\n");
        assert_eq!(shown(None, Some("a\n\nb")), "+a\n+\n+b\n");
        assert_eq!(shown(Some("a"), None), "-a\n");
        assert_eq!(shown(Some("a"), Some("a")), " a\n");
        assert_eq!(shown(None, None), "");
    }

    #[test]
    fn long_texts_are_not_compared_word_by_word() {
        let (old, new) = ("a ".repeat(50_000), "b ".repeat(50_000));
        assert_eq!(compare(Some(&old), Some(&new)).len(), 2);
        let (old, new) = ("a\n".repeat(50_000), "b\n".repeat(50_000));
        assert_eq!(compare(Some(&old), Some(&new)).len(), 100_000);
    }
}
