//! Pages of an invented vendor, and what no page should be able to do.

use std::fmt::Write as _;

use super::read;
use crate::import::{Block, DoubtKind};

/// The blocks in short: kind, line and text; a table's rows with the lines of their cells.
pub(in super::super) fn short(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Heading(level, text) => writeln!(out, "h{level} {}: {}", text.line, text.text),
            Block::Text(text) => writeln!(out, "t {}: {}", text.line, text.text),
            Block::Code(code) => {
                let language = code.language.as_deref().unwrap_or("-");
                writeln!(out, "c {} {language}: {:?}", code.line, code.text)
            }
            Block::Table(table) => {
                let mut rows = format!("table {}:", table.line);
                for head in &table.head {
                    let _ = write!(rows, " [{} {}]", head.line, head.text);
                }
                for row in &table.rows {
                    let _ = write!(rows, "\n  {}:", row.line);
                    for cell in &row.cells {
                        let lost = if cell.lost { " lost" } else { "" };
                        let _ = write!(rows, " [{} {:?}{lost}]", cell.line, cell.text);
                    }
                }
                writeln!(out, "{rows}")
            }
        }
        .unwrap_or_default();
    }
    out
}

fn check(page: &str, expected: &[&str]) {
    let blocks = short(&read(page).blocks);
    let lines: Vec<&str> = blocks.lines().collect();
    assert_eq!(lines, expected);
}

#[test]
fn headings_paragraphs_and_lists_have_their_lines() {
    check(
        "<h1>Parcels<a class=headerlink href=#p>¶</a></h1>\n<p>Reads\n  all &amp; more.<br>Next\n\
         <p>Unclosed\n<h2>Open\n<ul><li>one<li>two\n<ul><li>deep</ul></ul>\n<div role=heading aria-level=3>Role</div>",
        &[
            "h1 1: Parcels",
            "t 2: Reads all & more.",
            "t 3: Next",
            "t 4: Unclosed",
            "h2 5: Open",
            "t 6: - one",
            "t 6: - two",
            "t 7:   - deep",
            "h3 8: Role",
        ],
    );
}

#[test]
fn a_term_and_its_description_are_one_text() {
    check(
        "<dl><dt>id<dd>The id.<dt>n<dd>A<dd>B</dl><dl><dt>alone</dl>",
        &["t 1: id: The id.", "t 1: n: A", "t 1: B", "t 1: alone"],
    );
}

#[test]
fn the_title_is_no_block_and_what_is_never_shown_is_left_out() {
    let parts = read(
        "<title>Get\n parcel &mdash; Acme</title><style>p{}</style>\n<script>if (a<b) '<p>'</script>\
         <!-- <p>no --><template><p>no</template><noscript>no</noscript><svg><title>no</title></svg><p>yes<p hidden>no way",
    );
    assert_eq!(
        parts.title.map(|title| (title.line, title.text)),
        Some((1, "Get parcel — Acme".to_owned()))
    );
    assert_eq!(short(&parts.blocks), "t 3: yes\n");
    let doubts: Vec<_> = parts
        .doubts
        .iter()
        .map(|doubt| (doubt.line, doubt.kind, doubt.text.as_str()))
        .collect();
    assert_eq!(
        doubts,
        [(3, DoubtKind::LeftOut, "hidden on the page: `no way`")]
    );
}

#[test]
fn tables_without_end_tags_have_heads_spans_and_lines() {
    check(
        "<table><caption>Fields</caption>\n<tr><th>Name<th>Type<th>Note\n\
         <tr><td rowspan=2>a<td>int<td>x<br>y<ul><li>1<li>2</ul>\n<tr><td>\n  text<td>\n\
         <tr><td colspan=2>b<td>z\n<tr><td colspan=3>All\n</table>",
        &[
            "t 1: Fields",
            "table 2: [2 Name] [2 Type] [2 Note]",
            "  3: [3 \"a\"] [3 \"int\"] [3 \"x\\ny\\n- 1\\n- 2\"]",
            "  5: [3 \"a\"] [5 \"text\"] [5 \"\"]",
            "  6: [6 \"b\"] [6 \"\"] [6 \"z\"]",
            "  7: [7 \"All\"]",
        ],
    );
}

#[test]
fn a_head_of_two_rows_is_joined_and_a_first_row_of_cells_is_a_row() {
    check(
        "<table><thead><tr><th rowspan=2>Name<th colspan=2>Error<tr><th>code<th>text</thead><tbody><tr><td>a<td>1<td>b</table>\
         <table><tr><td>Name<td>Type<tr><td>a<td>int</table>",
        &[
            "table 1: [1 Name] [1 Error code] [1 Error text]",
            "  1: [1 \"a\"] [1 \"1\"] [1 \"b\"]",
            "table 1:",
            "  1: [1 \"Name\"] [1 \"Type\"]",
            "  1: [1 \"a\"] [1 \"int\"]",
        ],
    );
}

#[test]
fn a_table_in_a_cell_follows_with_the_name_of_its_row() {
    check(
        "<table><tr><th>Name<th>Type\n<tr><td>files<td>object <table><tr><th>Name<th>Type\n<tr><td>size<td>int</table>\n</table>",
        &[
            "table 1: [1 Name] [1 Type]",
            "  2: [2 \"files\"] [2 \"object\"]",
            "t 2: files object",
            "table 2: [2 Name] [2 Type]",
            "  3: [3 \"size\"] [3 \"int\"]",
        ],
    );
}

#[test]
fn tables_that_only_arrange_are_unwrapped() {
    check(
        "<table><tr><td>menu<td><h2>Query</h2><table><tr><th>N<th>T<tr><td>a<td>b</table></table><table><tr><td>note</table>",
        &[
            "t 1: menu",
            "h2 1: Query",
            "table 1: [1 N] [1 T]",
            "  1: [1 \"a\"] [1 \"b\"]",
            "t 1: note",
        ],
    );
}

#[test]
fn indentation_pictures_and_boxes_are_kept_in_cells() {
    check(
        "<table><tr><th>N<th>R<tr><td style='padding-left: 8px'>a<td><img alt=Yes>\
         <tr><td><span class=indent style='padding-left:28px'></span>b<td><img src=x>\
         <tr><td>&nbsp;&nbsp;c<td><input type=checkbox checked><tr><td>└ d<td>&nbsp;</table>",
        &[
            "table 1: [1 N] [1 R]",
            "  1: [1 \"\\u{a0}\\u{a0}a\"] [1 \"Yes\"]",
            "  1: [1 \"\\u{a0}\\u{a0}\\u{a0}\\u{a0}b\"] [1 \"\" lost]",
            "  1: [1 \"\\u{a0}\\u{a0}c\"] [1 \"☑\"]",
            "  1: [1 \"└ d\"] [1 \"\"]",
        ],
    );
}

#[test]
fn tables_of_roles_and_tables_in_two_halves_are_tables() {
    check(
        "<div role=table><div role=row><span role=columnheader>N</span><span role=columnheader>T</span></div>\
         <div role=row><span role=cell>a</span><span role=cell>b</span></div></div>\n\
         <div><table><thead><tr><th>N<th>T</table></div><div><table><tr><td>c<td>d</table></div>",
        &[
            "table 1: [1 N] [1 T]",
            "  1: [1 \"a\"] [1 \"b\"]",
            "table 2: [2 N] [2 T]",
            "  2: [2 \"c\"] [2 \"d\"]",
        ],
    );
}

#[test]
fn samples_are_verbatim_and_know_their_language() {
    check(
        "<pre>\n{\n  \"a\": 1\n}\n</pre>\n<div class=highlight-source-json><pre>x</pre></div>\n\
         <pre class='brush: js;'>y</pre><pre><code class='hljs language-java'><div>a;</div><div></div><div>&nbsp;b;</div></code></pre>\n\
         <table class=highlighttable><tr><td class=linenos><pre>1\n2</pre><td><pre data-lang=go>p\nq</pre></table>\n\
         <pre><span class=line-number>1</span>a\n<span class=line-number>2</span>b<button>Copy</button></pre>\
         <p>an <code>inline</code> one</p>\n<code>{\n}</code>",
        &[
            "c 2 -: \"{\\n  \\\"a\\\": 1\\n}\"",
            "c 6 json: \"x\"",
            "c 7 js: \"y\"",
            "c 7 java: \"a;\\n\\n b;\"",
            "c 9 go: \"p\\nq\"",
            "c 11 -: \"a\\nb\"",
            "t 12: an inline one",
            "c 13 -: \"{\\n}\"",
        ],
    );
}

#[test]
fn samples_in_collapsed_tabs_are_there_with_their_labels() {
    check(
        "<div role=tablist><button role=tab>Java</button><button role=tab>Python</button></div>\
         <div role=tabpanel><pre>j</pre></div><div role=tabpanel hidden><pre>p</pre></div>",
        &[
            "t 1: Java",
            "t 1: Python",
            "c 1 java: \"j\"",
            "c 1 python: \"p\"",
        ],
    );
}

#[test]
fn outside_of_the_content_headings_are_texts() {
    check(
        "<nav><h2>Menu</h2></nav><h2>Side</h2><main><h1>Page</h1><h2>Query</h2></main><footer><h3>End</h3></footer>",
        &[
            "t 1: Menu",
            "t 1: Side",
            "h1 1: Page",
            "h2 1: Query",
            "t 1: End",
        ],
    );
}

#[test]
fn what_is_no_element_and_what_lacks_a_table_is_not_lost() {
    check(
        "<p>List<Parcel> of 1 < 2 &lt;b&gt; \u{200b}caf&eacute; &#20013;\n<tr><td>a<td>b</tr>\n<p>after",
        &[
            "t 1: List<parcel> of 1 < 2 <b> café 中",
            "table 2:",
            "  2: [2 \"a\"] [2 \"b\"]",
            "t 3: after",
        ],
    );
}

#[test]
fn deep_and_long_pages_are_read() {
    let deep = [
        "<div>",
        "<table><tr><td>",
        "<ul><li>",
        "<b><p>",
        "<a><h1>",
        "<svg><g>",
        "<pre><span class=gutter>",
    ];
    for tags in deep {
        let times = if tags == "<div>" { 100_000 } else { 20_000 };
        let page = tags.repeat(times) + "text";
        let parts = read(&page);
        assert!(
            short(&parts.blocks).contains("text") || tags.starts_with("<svg"),
            "{tags}"
        );
    }
    let mut rows = String::new();
    for n in 1..=10_000 {
        let _ = writeln!(rows, "<tr><td>n{n}<td>int");
    }
    let blocks = read(&format!("<table><tr><th>Name<th>Type\n{rows}</table>")).blocks;
    let [Block::Table(table)] = blocks.as_slice() else {
        panic!("one table")
    };
    assert_eq!(table.rows.len(), 10_000);
    assert_eq!(table.rows.last().map(|row| row.line), Some(10_001));
    let long = format!("<p>{}</p>", "word ".repeat(2_000_000));
    assert_eq!(read(&long).blocks.len(), 1);
    let mut attributes = String::new();
    for n in 0..100_000 {
        let _ = write!(attributes, "a{n} ");
    }
    check(&format!("<div {attributes}>x</div>"), &["t 1: x"]);
}

#[test]
fn spans_do_not_multiply_a_page() {
    let cell = format!("<tr><td rowspan=100 colspan=100>{}\n", "x".repeat(1000));
    let parts = read(&format!("<table>{}</table>", cell.repeat(5000)));
    let size: usize = parts
        .blocks
        .iter()
        .map(|block| match block {
            Block::Table(table) => table.rows.iter().map(|row| row.cells.len()).sum(),
            _ => 0,
        })
        .sum();
    assert!(size < 1_000_000, "{size}");
    assert!(
        parts
            .doubts
            .iter()
            .any(|doubt| doubt.kind == DoubtKind::NotRead)
    );
}

/// Numbers that are the same in every run.
pub(in super::super) fn numbers(mut seed: u64) -> impl FnMut(usize) -> usize {
    move |below| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap_or(0) % below
    }
}

#[test]
fn any_mixture_of_tags_is_read_with_every_word_in_its_line() {
    const TAGS: [&str; 40] = [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<th>",
        "<td rowspan=3>",
        "<td colspan=2>",
        "<thead>",
        "<tbody>",
        "<caption>",
        "<ul>",
        "</ul>",
        "<li>",
        "</li>",
        "<pre>",
        "</pre>",
        "<code>",
        "</code>",
        "<h2>",
        "</h2>",
        "<br>",
        "<b>",
        "</b>",
        "<dl>",
        "<dt>",
        "<dd>",
        "<svg>",
        "</svg>",
        "<a>",
        "</a>",
        "<foo>",
        "<main>",
        "</main>",
        "&amp;",
    ];
    let mut next = numbers(7);
    for _ in 0..1000 {
        let mut page = String::new();
        let mut line = 1;
        for _ in 0..60 {
            match next(5) {
                0 => {
                    page.push('\n');
                    line += 1;
                }
                1 => {
                    let _ = write!(page, " w{line}w ");
                }
                _ => page.push_str(TAGS.get(next(TAGS.len())).copied().unwrap_or_default()),
            }
        }
        for (line, text) in pieces(&read(&page).blocks) {
            let word = text
                .split('w')
                .find(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()));
            // A text may begin with a sign before its first word; a label stands at its table.
            if let Some(word) =
                word.filter(|_| !text.contains(['&', '<']) && !text.ends_with(" object"))
            {
                assert_eq!(line.to_string(), word, "{page}\n{text}");
            }
        }
    }
}

/// All texts with their lines.
fn pieces(blocks: &[Block]) -> Vec<(u32, &str)> {
    let mut pieces = Vec::new();
    for block in blocks {
        match block {
            Block::Heading(_, text) | Block::Text(text) => {
                pieces.push((text.line, text.text.as_str()));
            }
            Block::Code(code) => pieces.push((code.line, code.text.as_str())),
            Block::Table(table) => {
                pieces.extend(
                    table
                        .head
                        .iter()
                        .map(|text| (text.line, text.text.as_str())),
                );
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                pieces.extend(cells.map(|cell| (cell.line, cell.text.as_str())));
            }
        }
    }
    pieces
}
