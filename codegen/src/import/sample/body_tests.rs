use super::{
    Body, Tree,
    bodies::{Bodies, bodies},
};
use crate::{
    json::{Json, JsonKind},
    model::Kind,
};

/// Strict JSON of what was read.
fn plain(json: &Json) -> String {
    match &json.kind {
        JsonKind::Null => "null".to_owned(),
        JsonKind::Bool(value) => value.to_string(),
        JsonKind::Number(digits) => digits.clone(),
        JsonKind::Text(text) => format!("{text:?}"),
        JsonKind::List(items) => {
            format!(
                "[{}]",
                items.iter().map(plain).collect::<Vec<_>>().join(",")
            )
        }
        JsonKind::Object(members) => {
            let members: Vec<_> = members
                .iter()
                .map(|(name, _, value)| format!("{name:?}:{}", plain(value)))
                .collect();
            format!("{{{}}}", members.join(","))
        }
    }
}

fn one(code: &str) -> Body {
    let Bodies {
        mut bodies, unread, ..
    } = bodies(code, 10);
    assert_eq!((bodies.len(), unread), (1, Vec::new()), "{code}");
    bodies.remove(0)
}

fn repairs(body: &Body) -> Vec<(u32, &str)> {
    body.repairs
        .iter()
        .map(|fact| (fact.at.line, fact.value.as_str()))
        .collect()
}

#[track_caller]
fn check(code: &str, json: &str, expected: &[(u32, &str)]) {
    let body = one(code);
    assert_eq!(plain(&body.json), json, "{code}");
    assert_eq!(repairs(&body), expected, "{code}");
}

#[test]
fn json_is_read_as_it_stands() {
    let body = one(
        "示例：\n\n {\"id\": 12345678901234567890,\r\n \"l\": [1.50, -2e+3, \"\\u00e9\\n\"]}谢谢",
    );
    assert_eq!(body.line, 12);
    assert_eq!(
        body.text,
        "{\"id\": 12345678901234567890,\r\n \"l\": [1.50, -2e+3, \"\\u00e9\\n\"]}"
    );
    assert_eq!(
        plain(&body.json),
        r#"{"id":12345678901234567890,"l":[1.50,-2e+3,"é\n"]}"#
    );
    assert!(body.repairs.is_empty());
}

#[test]
fn ranges_are_those_of_the_text() {
    let body = one("x {\"a\": [true]}");
    let JsonKind::Object(members) = &body.json.kind else {
        panic!()
    };
    assert_eq!(body.range, 2..15);
    assert_eq!(body.text.get(members[0].1.clone()), Some("\"a\""));
    assert_eq!(body.text.get(members[0].2.range.clone()), Some("[true]"));
}

#[test]
fn commas_may_be_too_many_or_missing() {
    check(
        "{\n\"a\": 1,\n}",
        r#"{"a":1}"#,
        &[(11, "a comma behind the last entry")],
    );
    check(
        "{\n\"a\": [1,2,]\n\"b\": 2\n}",
        r#"{"a":[1,2],"b":2}"#,
        &[
            (11, "a comma behind the last entry"),
            (11, "a comma is missing"),
        ],
    );
    check(
        "{\"a\":1,,\"b\":2}",
        r#"{"a":1,"b":2}"#,
        &[(10, "a comma too many")],
    );
}

#[test]
fn comments_are_listed() {
    check(
        "{ // head\n\"a\": 1, # one\n/* two\n lines */ \"b\": 2 // end\n}",
        r#"{"a":1,"b":2}"#,
        &[
            (10, "a comment: `head`"),
            (11, "a comment: `one`"),
            (12, "a comment: `two`"),
            (13, "a comment: `end`"),
        ],
    );
    // No comment stands in a string or in a value without quotes.
    check(r#"{"a":"http://x/#y"}"#, r#"{"a":"http://x/#y"}"#, &[]);
}

#[test]
fn dots_stand_for_the_rest() {
    let left = "the rest is left out, as dots say";
    check("{\"a\":1,\n...\n}", r#"{"a":1}"#, &[(11, left)]);
    check("{\"a\":[1, ……]}", r#"{"a":[1]}"#, &[(10, left)]);
    check("[{\"a\":1},\n…]", r#"[{"a":1}]"#, &[(11, left)]);
    check("{\"a\":1,\n\"...\"\n}", r#"{"a":1}"#, &[(11, left)]);
}

#[test]
fn quotes_and_colons_may_be_others() {
    check("{'a': 'x'}", r#"{"a":"x"}"#, &[(10, "a string in `'`")]);
    check(
        "{“a”：1}",
        r#"{"a":1}"#,
        &[(10, "a string in `“`"), (10, "`：` in place of a colon")],
    );
    check(
        "{\"a\":1，\"b\":2}",
        r#"{"a":1,"b":2}"#,
        &[(10, "`，` in place of a comma")],
    );
}

#[test]
fn names_and_placeholders_need_no_quotes() {
    check(
        "{\n id: 1\n}",
        r#"{"id":1}"#,
        &[(11, "`id` without quotes")],
    );
    check(
        "{\"id\": xxx, \"n\": <a number>, \"t\": {{token}}}",
        r#"{"id":"xxx","n":"<a number>","t":"{{token}}"}"#,
        &[
            (10, "`xxx` stands for a value"),
            (10, "`<a number>` stands for a value"),
            (10, "`{{token}}` stands for a value"),
        ],
    );
    check(
        "{\"a\":True,\"b\":None,\"c\":01}",
        r#"{"a":true,"b":null,"c":01}"#,
        &[
            (10, "`True` is not how JSON writes it"),
            (10, "`None` is not how JSON writes it"),
            (10, "`01` is not how JSON writes it"),
        ],
    );
}

#[test]
fn strings_may_span_lines_or_lose_a_quote() {
    check(
        "{\"a\": \"one\ntwo\", \"b\": 1}",
        r#"{"a":"one\ntwo","b":1}"#,
        &[(10, "a line break in a string")],
    );
    check(
        "{\n\"a\": \"one,\n\"b\": 1\n}",
        r#"{"a":"one","b":1}"#,
        &[(11, "a string without its closing `\"`")],
    );
}

#[test]
fn odd_signs_are_overlooked() {
    check(
        "{\u{a0}\"a\": 1}",
        r#"{"a":1}"#,
        &[(10, "U+00A0 between the signs")],
    );
    check(
        "{\"a\": \"x\0\"}",
        r#"{"a":"x\0"}"#,
        &[(10, "U+0000 in a string")],
    );
    check(
        r#"{"a": "C:\dir"}"#,
        r#"{"a":"C:\\dir"}"#,
        &[(10, "a `\\` that begins no escape of JSON")],
    );
}

#[test]
fn words_between_the_members_are_left_out() {
    check(
        "{\n\"a\": 1 the first\n\"b\": 2, 其余略\n}",
        r#"{"a":1,"b":2}"#,
        &[
            (11, "left out: `the first`"),
            (11, "a comma is missing"),
            (12, "left out: `其余略`"),
        ],
    );
}

#[test]
fn the_first_of_two_members_counts() {
    check(
        "{\"a\":1,\n\"a\":2}",
        r#"{"a":1}"#,
        &[(11, "`a` stands in the object twice; the first counts")],
    );
}

#[test]
fn cut_samples_are_closed() {
    check(
        "{\"a\": {\"b\": [1,\n2",
        r#"{"a":{"b":[1,2]}}"#,
        &[(11, "the sample ends without its `]}}`")],
    );
    check(
        "{\"a\": [1, 2}\n",
        r#"{"a":[1,2]}"#,
        &[(10, "`]` is missing")],
    );
    let found = bodies("{\"a\": 1\nHTTP/1.1 200 OK\nX: y\n\n{\"b\": 2}", 1);
    let texts: Vec<_> = found.bodies.iter().map(|body| body.text.as_str()).collect();
    assert_eq!(texts, ["{\"a\": 1", "{\"b\": 2}"]);
}

#[test]
fn several_values_stand_side_by_side() {
    let found = bodies("{\"a\":1}{\"b\":2}\n[3]\n", 1);
    let lines: Vec<_> = found.bodies.iter().map(|body| body.line).collect();
    assert_eq!(lines, [1, 1, 2]);
}

#[test]
fn templates_and_code_are_no_json() {
    for code in [
        "GET /v1/rooms/{roomId}/seats?x={x}",
        "class A {\n  int b() { return c[0]; }\n}",
        "map({\"roomId\", any(string(\"x\"))})",
        "f([\n \"a\" => \"b\"\n])",
        "",
        "{",
        "}",
    ] {
        let found = bodies(code, 1);
        assert!(
            found.bodies.is_empty() && found.unread.is_empty(),
            "{code}: {found:?}"
        );
    }
}

#[test]
fn what_is_hopeless_is_reported() {
    let found = bodies("\n{\"a\": }\n", 1);
    assert_eq!(found.bodies.len(), 1);
    let deep = "{\"a\":".repeat(100_000);
    let found = bodies(&deep, 7);
    assert!(found.bodies.is_empty());
    assert_eq!(found.unread.len(), 1);
    assert_eq!(found.unread[0].line, 7);
    let found = bodies("{\"a\":", 3);
    assert_eq!(found.unread.len(), 1);
}

#[test]
fn hostile_texts_take_time_in_proportion() {
    let size = 1 << 18;
    for piece in [
        "{",
        "[",
        "{\"a\":",
        "{\"a\":\"",
        "[[[[x",
        "{\"a\":1 ",
        "{\"a\":1 x\n",
        "{/*",
        "[//",
        "\"\n{\"a\":\"\n",
        "{a:1 x\n",
        "[\"\\\"\n",
        "{\"a\":1,\r\n",
        "\0",
        "{\"a\":[1,{\"b\":\"x\"}]},\n",
        "[1,",
        "<{(",
        "……",
    ] {
        let start = std::time::Instant::now();
        let text = piece.repeat(size / piece.len());
        let found = bodies(&text, 1);
        // Unoptimised, on a busy computer; what is not linear takes minutes.
        assert!(start.elapsed().as_secs() < 20, "{piece:?}");
        drop(found);
    }
}

/// Whatever is not repaired is JSON, and JSON is not repaired.
#[test]
fn strict_json_and_nothing_else_is_read_without_repairs() {
    let seed =
        r#"{"a":[1,-2.5e3,true,false,null,"x\"y\u00e9\\"],"b":{"c":{}, "d":[]},"e":"","f":[[0]]}"#;
    let signs = [
        '{', '}', '[', ']', '"', ',', ':', '0', '1', '.', '-', 'e', '\\', 'n', 't', ' ', '\n', '/',
        'u',
    ];
    let mut random = 1_u64;
    let mut next = |limit: usize| {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap_or(0) % limit
    };
    for _ in 0..5_000 {
        let mut text: Vec<char> = seed.chars().collect();
        for _ in 0..=next(2) {
            let at = next(text.len());
            match next(3) {
                0 => drop(text.remove(at)),
                1 => text.insert(at, signs[next(signs.len())]),
                _ => text[at] = signs[next(signs.len())],
            }
        }
        let text: String = text.into_iter().collect();
        let strict = crate::json::parse(&text).is_ok();
        let found = bodies(&text, 1);
        let whole = found
            .bodies
            .iter()
            .any(|body| body.text == text.trim() && body.repairs.is_empty());
        assert_eq!(
            whole,
            strict && text.trim().starts_with(['{', '[']),
            "{text}"
        );
    }
}

fn leaves(code: &str) -> Vec<(String, Kind, Option<Kind>, u32, String)> {
    let tree = Tree::new(&one(code));
    tree.leaves
        .into_iter()
        .map(|leaf| (leaf.path, leaf.kind, leaf.items, leaf.line, leaf.first))
        .collect()
}

fn leaf(
    path: &str,
    kind: Kind,
    items: Option<Kind>,
    line: u32,
    first: &str,
) -> (String, Kind, Option<Kind>, u32, String) {
    (path.to_owned(), kind, items, line, first.to_owned())
}

#[test]
fn members_of_all_entries_are_merged() {
    assert_eq!(
        leaves(
            "{\n\"n\": 2,\n\"l\": [\n{\"a\": \"x\"},\n{\"a\": \"y\",\n\"b\": {\"c\": 1.5}}\n],\n\"t\": [\"p\"]\n}"
        ),
        [
            leaf("n", Kind::Integer, None, 11, "2"),
            leaf("l", Kind::Array, Some(Kind::Object), 12, ""),
            leaf("l[].a", Kind::String, None, 13, "x"),
            leaf("l[].b", Kind::Object, None, 15, ""),
            leaf("l[].b.c", Kind::Number, None, 15, "1.5"),
            leaf("t", Kind::Array, Some(Kind::String), 17, ""),
        ]
    );
}

#[test]
fn lists_of_lists_and_lists_at_the_root_have_paths() {
    assert_eq!(
        leaves("[{\"m\": [[{\"x\": true}]], \"e\": []}]"),
        [
            leaf("[].m", Kind::Array, Some(Kind::Array), 10, ""),
            leaf("[].m[]", Kind::Array, Some(Kind::Object), 10, ""),
            leaf("[].m[][].x", Kind::Boolean, None, 10, "true"),
            leaf("[].e", Kind::Array, None, 10, ""),
        ]
    );
}

#[test]
fn types_that_differ_or_are_not_known_are_marked() {
    let tree = Tree::new(&one(
        "[{\"a\": null, \"b\": 1, \"c\": <n>, \"d\": 1, \"...\": 0},\n{\"a\": null, \"b\": \"1\", \"c\": 2, \"d\": 1.5}]",
    ));
    let [a, b, c, d] = tree.leaves.as_slice() else {
        panic!("{tree:?}")
    };
    assert!(a.null_only && !b.null_only);
    assert_eq!(
        (b.kind, b.others.as_slice()),
        (Kind::Integer, [(Kind::String, 11)].as_slice())
    );
    assert_eq!((c.kind, c.placeholder), (Kind::Integer, false));
    assert_eq!((d.kind, d.whole), (Kind::Number, false));
}
