//! Pages of an invented vendor in Markdown, as people write it and as captures leave it.

use std::fmt::Write as _;

use super::{
    super::html::tests::{numbers, short},
    read,
};
use crate::import::Block;

fn check(page: &str, expected: &[&str]) {
    let blocks = short(&read(page).blocks);
    let lines: Vec<&str> = blocks.lines().collect();
    assert_eq!(lines, expected);
}

#[test]
fn headings_lines_lists_and_quotes_have_their_lines() {
    check(
        "# Get `parcels`\n\n请求方式:GET\nUse **bold** [link](http://x), List<String> &amp; <b>b</b><br>next\n\n\
         - one\n  - two\n\n    more\n1. three\n\n> quoted\n\nSetext\n------\n\n##参数\nHost: a\nlast\n---\n",
        &[
            "h1 1: Get parcels",
            "t 3: 请求方式:GET",
            "t 4: Use bold link, List<String> & b",
            "t 4: next",
            "t 6: - one",
            "t 7:   - two",
            "t 9: more",
            "t 10: - three",
            "t 12: quoted",
            "h2 14: Setext",
            "h2 17: 参数",
            "t 18: Host: a",
            "t 19: last",
        ],
    );
}

#[test]
fn front_matter_gives_the_title() {
    let parts = read("---\ntitle: \"Get parcels\"\nupdated: 2024-05-06\n---\ntext\n");
    assert_eq!(
        parts.title.map(|title| (title.line, title.text)),
        Some((2, "Get parcels".to_owned()))
    );
    check(
        "a\n\n---\nb: c\n\n---\nd = e\n\n---\n",
        &["t 1: a", "t 4: b: c", "t 7: d = e"],
    );
    assert_eq!(
        short(&parts.blocks),
        "t 3: updated: 2024-05-06\nt 5: text\n"
    );
}

#[test]
fn cells_of_pipe_tables_are_plain_and_none_is_dropped() {
    check(
        "| Name | Type |\n|---|:-:|\n| `a_b` | one<br/>two |\n| c | x \\| y | extra |\n| &nbsp;&nbsp;d | `x|y` |\n\
         | e |\n| f | List<int> <ul><li>p<li>q</ul> |\nNote below.\n",
        &[
            "table 1: [1 Name] [1 Type]",
            "  3: [3 \"a_b\"] [3 \"one\\ntwo\"]",
            "  4: [4 \"c\"] [4 \"x | y\"] [4 \"extra\"]",
            "  5: [5 \"\\u{a0}\\u{a0}d\"] [5 \"x|y\"]",
            "  6: [6 \"e\"]",
            "  7: [7 \"f\"] [7 \"List<int>\\n- p\\n- q\"]",
            "t 8: Note below.",
        ],
    );
}

#[test]
fn what_markdown_takes_for_no_table_is_one() {
    check(
        "See there.| Code | Text |\n|---|---|\n| 400 | bad |\n\n| 401 | worse |\n\ntext\n\n| no | head |\n| a | b |\n\n\
         Name | Type\n--- | ---\na | open\nrow\n\n    | x | y |\n",
        &[
            "t 1: See there.",
            "table 1: [1 Code] [1 Text]",
            "  3: [3 \"400\"] [3 \"bad\"]",
            "  5: [5 \"401\"] [5 \"worse\"]",
            "t 7: text",
            "table 9:",
            "  9: [9 \"no\"] [9 \"head\"]",
            "  10: [10 \"a\"] [10 \"b\"]",
            "table 12: [12 Name] [12 Type]",
            "  14: [14 \"a\"] [14 \"open\"]",
            "t 15: row",
            "table 17:",
            "  17: [17 \"x\"] [17 \"y\"]",
        ],
    );
}

#[test]
fn html_is_read_as_such_with_the_lines_of_the_page() {
    check(
        "# A\n\n<table>\n<tr><th>N</th><th>T</th></tr>\n\n    <tr><td>`q`</td>\n\n<td>**w**</td></tr>\n</table> more\n\n\
         <details>\n<summary>Answer</summary>\n\n```json\n{\"a\": 1}\n```\n\n</details>\n\nText <table><tr><td>a<td>b</table>\n",
        &[
            "h1 1: A",
            "table 4: [4 N] [4 T]",
            "  6: [6 \"q\"] [8 \"w\"]",
            "t 9: more",
            "t 12: Answer",
            "c 15 json: \"{\\\"a\\\": 1}\"",
            "t 20: Text",
            "table 20:",
            "  20: [20 \"a\"] [20 \"b\"]",
        ],
    );
}

#[test]
fn a_table_in_a_pipe_cell_follows_with_the_name_of_its_row() {
    check(
        "| N | T |\n|---|---|\n| files | <table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table> |\n",
        &[
            "table 1: [1 N] [1 T]",
            "  3: [3 \"files\"] [3 \"\"]",
            "t 3: files object",
            "table 3: [3 a] [3 b]",
            "  3: [3 \"1\"] [3 \"2\"]",
        ],
    );
}

#[test]
fn samples_are_verbatim_and_json_needs_no_fence() {
    check(
        "```java title=x\n\nint *a*;\n```\n\n    by\n      space\n\ntext\n{\n  \"x\": \"*y*\",\n\n  \"z\": [1]\n}\n{\"open\": \"_a_\n{id} is no JSON\n",
        &[
            "c 3 java: \"int *a*;\"",
            "c 6 -: \"by\\n  space\"",
            "t 9: text",
            "c 10 -: \"{\\n  \\\"x\\\": \\\"*y*\\\",\\n\\n  \\\"z\\\": [1]\\n}\"",
            "t 15: {\"open\": \"_a_",
            "t 16: {id} is no JSON",
        ],
    );
}

#[test]
fn long_and_deep_pages_are_read() {
    let mut rows = String::new();
    for n in 1..=10_000 {
        let _ = writeln!(rows, "| `n{n}` | int |");
    }
    let blocks = read(&format!("| Name | Type |\n|---|---|\n{rows}")).blocks;
    let [Block::Table(table)] = blocks.as_slice() else {
        panic!("one table")
    };
    assert_eq!(table.rows.len(), 10_000);
    assert_eq!(table.rows.last().map(|row| row.line), Some(10_002));
    for page in [
        ">".repeat(100_000),
        "- ".repeat(50_000),
        "{\"a\n".repeat(100_000),
        "<table>\n".repeat(100_000),
        "<div>\n\n".repeat(50_000),
        "[".repeat(100_000),
        "*a _b ".repeat(100_000),
        "| ".repeat(100_000),
        "word ".repeat(2_000_000),
    ] {
        let _ = read(&(page + "x"));
    }
}

#[test]
fn any_mixture_is_read_and_no_word_is_lost() {
    const PIECES: [&str; 26] = [
        "| ",
        " | ",
        "|\n",
        "|---|---|\n",
        "\n\n",
        "- ",
        "> ",
        "# ",
        "##",
        "```\n",
        "    ",
        "**",
        "`",
        "{",
        "}",
        "{\"",
        "[",
        "](",
        "<b>",
        "<br>",
        "---\n",
        "1. ",
        "\\",
        "&amp;",
        "=\n",
        "_",
    ];
    let mut next = numbers(11);
    for _ in 0..1000 {
        let mut page = String::from("start ");
        let mut words = 0;
        for _ in 0..40 {
            match next(4) {
                0 => page.push('\n'),
                1 => {
                    let _ = write!(page, "w{words}w ");
                    words += 1;
                }
                _ => page.push_str(PIECES.get(next(PIECES.len())).copied().unwrap_or_default()),
            }
        }
        let parts = read(&page);
        let mut found = short(&parts.blocks);
        found.extend(parts.title.map(|title| title.text));
        for word in 0..words {
            // Addresses of links and words beside a fence are no text.
            let lost = !found.contains(&format!("w{word}w"));
            assert!(
                !lost || page.contains("](") || page.contains("```"),
                "{page}\n{found}"
            );
        }
    }
}
