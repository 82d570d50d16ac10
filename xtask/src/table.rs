//! Tables for the terminal: aligned by display width, numbers to the right.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

/// Lays out rows under a head. Columns whose cells are all numbers go to the right.
pub(crate) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let columns = head.len();
    let cells = |column: usize| rows.iter().filter_map(move |row| row.get(column));
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            cells(column)
                .map(|cell| cell.width())
                .chain([head[column].width()])
                .max()
                .unwrap_or(0)
        })
        .collect();
    let right: Vec<bool> = (0..columns)
        .map(|column| {
            cells(column).all(|cell| cell.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
        })
        .collect();
    let mut out = String::new();
    let head: Vec<String> = head.iter().map(|name| (*name).to_owned()).collect();
    for row in std::iter::once(&head).chain(rows) {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let pad = " ".repeat(widths[column].saturating_sub(cell.width()));
            let _ = if right[column] {
                write!(line, "{pad}{cell}  ")
            } else {
                write!(line, "{cell}{pad}  ")
            };
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn wide_characters_take_two_columns() {
        let rows = [
            vec!["会议".to_owned(), "7".to_owned()],
            vec!["abcde".to_owned(), "12".to_owned()],
        ];
        assert_eq!(
            table(&["name", "n"], &rows),
            "name    n\n会议    7\nabcde  12\n"
        );
    }
}
