//! Files that nobody would write by hand, and what is found in them.

use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

use codegen::{Sources, render};
use golden_tests::memory;

const SERVICE: &str = "\
service: acme
title: Acme
host: https://api.acme.example
credential: bearer
envelopes: [{ code: error.code }]
source: { checked: 2026-01-31, evidence: inferred, note: Made up for a test. }
";

const HEAD: &str = "\
operation: list_things
summary: List the things.
source: { checked: 2026-01-31, evidence: inferred, note: Made up for a test. }
http: GET /v1/things
idempotent: true
";

fn sources(operation: &str) -> Sources {
    memory(&[
        ("acme/service.yaml", SERVICE),
        ("acme/list_things.yaml", operation),
    ])
}

/// The codes of what is found in an operation, with their lines and columns.
fn found(operation: &str) -> Vec<(&'static str, usize, usize)> {
    let sources = sources(operation);
    let checked = codegen::check(&sources, Vec::new());
    let position = |place: codegen::Place| render::position(sources.of(place), place.start);
    checked
        .diagnostics
        .iter()
        .map(|it| (it.rule.code, position(it.place).0, position(it.place).1))
        .collect()
}

/// An operation that begins as it should.
fn with(rest: &str) -> String {
    format!("{HEAD}{rest}")
}

#[test]
fn files_that_are_hardly_yaml_are_judged() {
    let bomb = "\
app_types: &a [x, x, x, x, x, x, x, x, x]
not_modelled: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
contradictions: [*b, *b, *b, *b, *b, *b, *b, *b, *b]
";
    let cases: &[(&str, String, &[&str])] = &[
        ("empty", String::new(), &["L03"]),
        ("blank", " \n\n  \n".to_owned(), &["L03"]),
        ("comments", "# one\n# two\n".to_owned(), &["L03"]),
        ("a byte order mark alone", "\u{feff}".to_owned(), &["L03"]),
        ("an end mark alone", "...\n".to_owned(), &["L03"]),
        ("null", "null\n".to_owned(), &["K03"]),
        ("a list", "[]\n".to_owned(), &["K03"]),
        ("brackets", "[".repeat(100_000), &["Y04"]),
        ("braces", "{a: ".repeat(100_000), &["Y04"]),
        ("dashes", "- ".repeat(100_000), &["Y04"]),
        ("question marks", "? ".repeat(100_000), &["Y04"]),
        ("closing brackets", "]".repeat(100_000), &["Y01"]),
        ("a deep map", steps("a:"), &["Y04"]),
        ("a deep list", steps("-"), &["Y04"]),
        ("anchors", "&a ".repeat(1000), &["Y03", "Y01"]),
        ("NUL", with("doc: a\0b\n"), &["Y01"]),
        ("a control character", with("doc: a\u{1}b\n"), &["Y01"]),
        ("an escape sequence", with("doc: \u{1b}[31mred\n"), &["Y01"]),
        ("NUL, escaped", with("doc: \"a\\0b\"\n"), &[]),
        ("CR alone", HEAD.replace('\n', "\r"), &[]),
        ("CRLF", HEAD.replace('\n', "\r\n"), &[]),
        (
            "a byte order mark",
            with("").replacen("operation", "\u{feff}operation", 1),
            &[],
        ),
        (
            "a byte order mark inside",
            with("\u{feff}doc: More.\n"),
            &["Y01"],
        ),
        (
            "duplicate keys",
            with("idempotent: true\n\"idempotent\": true\n"),
            &["Y02", "Y02"],
        ),
        ("an alias bomb", with(bomb), &["Y03"; 20]),
        (
            "directives",
            format!("%TAG ! tag:acme.example,2026:\n---\n{HEAD}"),
            &["Y03"],
        ),
        ("an end", with("...\n"), &[]),
        ("a start", format!("---\n{HEAD}"), &[]),
        ("a third document", with("---\na: b\n---\nc: d\n"), &["Y05"]),
        ("text behind the end", with("...\nmore\n"), &["Y05"]),
        ("a lone quote", with("doc: '\n"), &["Y01"]),
        ("a lone surrogate", with("doc: \"\\ud800\"\n"), &["Y01"]),
        (
            "an example of brackets",
            example(&"[".repeat(100_000)),
            &["X03"],
        ),
        (
            "an example that is deep",
            example(&format!("{}{}", "[".repeat(600), "]".repeat(600))),
            &["X03"],
        ),
        ("an example of nothing", example(" "), &["K06"]),
        (
            "a request of blanks",
            with("examples:\n  - request: \"  会 /v1\\u3000x \"\n"),
            &["X01", "X01"],
        ),
    ];
    judge(cases);
}

#[test]
fn values_that_readers_of_yaml_differ_over_are_judged() {
    judge(&[
        ("yes", HEAD.replace("true", "yes"), &["K05"]),
        ("On", HEAD.replace("true", "On"), &["K05"]),
        ("TRUE", HEAD.replace("true", "TRUE"), &["K05"]),
        ("1", HEAD.replace("true", "1"), &["K05"]),
        (
            "texts",
            with("doc: off\nterm: No\ndeprecated: y\n"),
            &["K04", "K04", "K04"],
        ),
        (
            "numbers",
            with("doc: 0x1F\nterm: 1e3\ndeprecated: .5\nretired: 0o17\n"),
            &["K04"; 4],
        ),
        (
            "nulls",
            with("doc: ~\nterm: NULL\ndeprecated:\n"),
            &["K04", "K04", "K03"],
        ),
        (
            "a bound that is wrong by itself, beside a misspelt key",
            with("query:\n  page: { type: u32, min: 2, max: 1, dok: Page to fetch. }\n"),
            &["V02", "K01"],
        ),
        ("quoted", with("doc: \"off\"\nterm: 'null'\n"), &[]),
        (
            "huge numbers",
            with(&format!(
                "rate_limit: {{ calls: {0}, per: {0}s, scope: app }}\n",
                "9".repeat(400)
            )),
            &["K06", "K06"],
        ),
    ]);
}

fn judge(cases: &[(&str, String, &[&str])]) {
    for (name, text, codes) in cases {
        let found: Vec<_> = found(text).iter().map(|it| it.0).collect();
        assert_eq!(&found[..], *codes, "{name}");
    }
}

/// Each line deeper than the one before.
fn steps(what: &str) -> String {
    let lines: Vec<_> = (0..500)
        .map(|depth| format!("{}{what}\n", "  ".repeat(depth)))
        .collect();
    lines.concat()
}

fn example(response: &str) -> String {
    with(&format!(
        "examples:\n  - request: GET /v1/things\n    response: '{response}'\n"
    ))
}

#[test]
fn places_are_right_whatever_ends_the_lines() {
    let text = with(
        "query:\n  页: { type: u32, rust_name: page, doc: Page., dok: 1 }\nexamples:\n  - request: |\n      GET /v1/things\n\
         \x20   response: |\n      {\n        \"名\": \"会议\", \"id\": 5\n      }\n",
    );
    let expected = [("K01", 7, 48)];
    for end in ["\n", "\r\n"] {
        assert_eq!(found(&text.replace('\n', end)), expected, "{end:?}");
        let repaired = text.replace(", dok: 1", "").replace('\n', end);
        assert_eq!(
            found(&repaired),
            [("X04", 13, 9), ("X04", 13, 20)],
            "{end:?}"
        );
    }
    // The mark is no character of the first line.
    let marked = format!(
        "\u{feff}{}",
        HEAD.replace("idempotent: true", "idempotent: maybe")
    );
    assert_eq!(found(&marked), [("K05", 5, 13)]);
}

#[test]
fn a_chain_of_types_is_no_chain_of_calls() {
    let mut text = with("response:\n  first: { type: T0, doc: The first. }\ntypes:\n");
    for index in 0..2000 {
        let next = index + 1;
        let _ = writeln!(
            text,
            "  T{index}: {{ doc: A link., fields: {{ next: {{ type: T{next}, doc: The next. }} }} }}"
        );
    }
    text += "  T2000: { doc: The last link., fields: { next: { type: string, doc: Nothing. } } }\n";
    assert_eq!(found(&text), []);
}

#[test]
fn suggestions_end_where_types_hold_each_other() {
    let fields: Vec<_> = (0..40)
        .map(|index| format!("      f{index}: {{ type: [T], doc: More. }}\n"))
        .collect();
    let fields = fields.concat();
    let text = with(&format!(
        "response:\n  first: {{ type: T, doc: The first. }}\ntypes:\n  T:\n    doc: A thing.\n    fields:\n{fields}\
         examples:\n  - request: GET /v1/things\n    response: '{{}}'\ncontradictions:\n  - about: response.frist\n    table: One.\n    example: Two.\n    chosen: One.\n    why: Why not.\n    \
         seen: {{ response.first: 1 }}\n"
    ));
    let codes: Vec<_> = found(&text).iter().map(|it| it.0).collect();
    assert_eq!(codes, ["C03", "C02"]);
}

#[test]
fn a_file_of_one_huge_line_is_not_printed_back() {
    let huge = 3 << 20;
    let cases = [
        ("a text", with(&format!("dok: \"{}\"\n", "x".repeat(huge)))),
        ("a key", with(&format!("{}: 1\n", "会".repeat(huge / 3)))),
        (
            "a quoted key",
            with(&format!("\"{}\": 1\n", "会".repeat(huge / 3))),
        ),
        (
            "keys",
            format!("{{ {} }}", "requird: true, ".repeat(huge / 15)),
        ),
        (
            "entries",
            with(&format!(
                "errors: [{}]\n",
                "{ status: 1, code: a }, ".repeat(huge / 24)
            )),
        ),
        (
            "a list",
            with(&format!("app_types: [{} 5]\n", "a, ".repeat(huge / 3))),
        ),
        (
            "an example",
            example(&format!("{{ \"a\": \"{}\", }}", "会".repeat(huge / 3))),
        ),
        (
            "a pattern",
            with(&format!(
                "query: {{ a: {{ type: string, doc: A., pattern: \"({}\" }} }}\n",
                "x".repeat(huge)
            )),
        ),
    ];
    for (name, text) in cases {
        assert!(
            text.len() > 2_900_000 && text.len() < 4 << 20,
            "{name}: {}",
            text.len()
        );
        let start = Instant::now();
        let sources = sources(&text);
        let checked = codegen::check(&sources, Vec::new());
        assert!(!checked.diagnostics.is_empty(), "{name}");
        let text = render::text(&sources, &checked.diagnostics, false);
        let github = render::github(&sources, &checked.diagnostics);
        let json = render::json(&sources, &checked.diagnostics);
        for (what, printed) in [("text", &text), ("GitHub", &github), ("JSON", &json)] {
            let most = 4000 * checked.diagnostics.len();
            assert!(
                printed.len() < most,
                "{name}: {} bytes of {what}",
                printed.len()
            );
        }
        let longest = text.lines().map(|line| line.chars().count()).max();
        assert!(
            longest < Some(700),
            "{name}: a line of {longest:?} characters"
        );
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "{name}: {:?}",
            start.elapsed()
        );
        println!(
            "{name}: {} findings, {:?}",
            checked.diagnostics.len(),
            start.elapsed()
        );
    }
}
