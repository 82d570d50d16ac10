//! Parts of the comment, and how they share its length.

use std::fmt::Write as _;

/// Most characters of the comment; GitHub takes a few more.
pub(super) const MOST: usize = 59_900;

/// Says that a part was shortened, with room for any number.
const MORE: usize = 60;

/// A part of the comment that can be shortened.
pub(super) struct Section {
    open: String,
    pieces: Vec<String>,
    /// How many more there are, which nobody wrote since there is no room for them anyway.
    more: usize,
    close: String,
    weight: usize,
}

impl Section {
    /// A part with a piece for each of its items, as many as there is room for. `weight` is how much of the comment it
    /// may take, compared with others. Without items it is left out.
    pub(super) fn new<T>(
        weight: usize,
        open: impl Into<String>,
        items: &[T],
        piece: impl Fn(&T) -> String,
        close: impl Into<String>,
    ) -> Self {
        let mut pieces = Vec::new();
        let mut room = MOST;
        for item in items {
            let piece = piece(item);
            let length = length(&piece);
            pieces.push(piece);
            if length > room {
                break;
            }
            room -= length;
        }
        Self {
            open: open.into(),
            more: items.len() - pieces.len(),
            pieces,
            close: close.into(),
            weight,
        }
    }

    /// A part that is shown when somebody asks for it.
    pub(super) fn folded<T>(
        weight: usize,
        title: &str,
        items: &[T],
        piece: impl Fn(&T) -> String,
    ) -> Self {
        let open = format!("<details><summary>{title}</summary>\n\n");
        Self::new(weight, open, items, piece, "\n</details>\n")
    }

    fn length(&self) -> usize {
        let pieces = self.pieces.iter().map(|it| length(it)).sum::<usize>();
        length(&self.open) + pieces + length(&self.close)
    }

    /// The part in at most so many characters, which have to be enough for its beginning and end. What does not
    /// fit is left out, and counted.
    fn print(&self, most: usize) -> String {
        let mut out = self.open.clone();
        let is_short = self.length() <= most;
        let ends = length(&self.open) + length(&self.close) + MORE;
        let mut room = if is_short {
            most
        } else {
            most.saturating_sub(ends)
        };
        let mut more = self.more;
        for piece in &self.pieces {
            match room.checked_sub(length(piece)) {
                Some(rest) => {
                    room = rest;
                    out.push_str(piece);
                }
                None => more += 1,
            }
        }
        out.push_str(&self.close);
        if more > 0 {
            let _ = write!(out, "\n… and {more} more: `cargo xtask diff`\n");
        }
        out
    }
}

/// All parts in fewer than 60,000 characters: the longest are shortened.
pub(super) fn assemble(head: &str, sections: &[Section], foot: &str) -> String {
    let sections = sections.iter().filter(|it| !it.pieces.is_empty());
    let sections: Vec<_> = sections.collect();
    let breaks = sections.len() + 1;
    let room = MOST.saturating_sub(length(head) + length(foot) + breaks);
    let lengths = sections.iter().map(|it| (it.length(), it.weight));
    let share = share(lengths.collect(), room);
    let mut out = head.to_owned();
    // What one part leaves, the next may take.
    let mut left = 0;
    for section in sections {
        let part = share.map_or(usize::MAX, |it| it * section.weight);
        let most = section.length().min(part) + left;
        let text = section.print(most);
        left = most.saturating_sub(length(&text));
        out.push('\n');
        out.push_str(&text);
    }
    out.push('\n');
    out + foot
}

/// How long each may be at most per weight, so that all together have room: only the longest are shortened. Nothing if
/// all of them have room.
fn share(mut lengths: Vec<(usize, usize)>, mut room: usize) -> Option<usize> {
    lengths.sort_by_key(|(length, weight)| length.div_ceil(*weight));
    let mut weights: usize = lengths.iter().map(|it| it.1).sum();
    for (length, weight) in lengths {
        let each = room / weights;
        if length > each * weight {
            return Some(each);
        }
        room -= length;
        weights -= weight;
    }
    None
}

fn length(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::{MOST, Section, assemble, share};

    #[test]
    fn only_the_longest_are_shortened() {
        assert_eq!(share(vec![(10, 1), (20, 1)], 30), None);
        assert_eq!(share(vec![(10, 1), (50, 1), (70, 1)], 90), Some(40));
        assert_eq!(share(vec![(100, 3), (100, 1)], 100), Some(25));
        assert_eq!(share(vec![(10, 1), (300, 3)], 100), Some(30));
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let long = |_: &u8| {
            "页".repeat(999)
                + "
"
        };
        let section = |close: &str| {
            Section::new(
                1, "<
", &[0; 100], long, close,
            )
        };
        let text = assemble(
            "head
",
            &[section(
                ">
",
            )],
            "foot
",
        );
        assert!(text.chars().count() <= MOST);
        assert!(text.ends_with(
            "页
>

… and 41 more: `cargo xtask diff`

foot
"
        ));
        let text = assemble(
            "",
            &[
                section(
                    ">
",
                ),
                section(
                    "]
",
                ),
            ],
            "",
        );
        assert!(text.chars().count() <= MOST);
        assert!(text.contains("… and 71 more") && text.contains("… and 70 more"));
    }

    #[test]
    fn what_one_part_does_not_need_the_next_may_take() {
        let coarse = Section::new(1, "", &[(); 2], |()| "a".repeat(40_000), "");
        let fine = Section::new(
            1,
            "",
            &[(); 90],
            |()| {
                "b".repeat(999)
                    + "
"
            },
            "",
        );
        let text = assemble("", &[coarse, fine], "");
        assert!(!text.contains("aa"));
        assert!(
            text.contains("… and 2 more") && text.contains("… and 31 more"),
            "{text}"
        );
    }
}
