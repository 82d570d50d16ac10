//! What the format refuses, and what is said about it.

use golden_tests::memory;

use super::SOURCE;

const SERVICE: &str = "service: a
title: A
host: https://a.example
credential: none
envelopes: [{ code: code }]
";

const OPERATION: &str = "operation: get
summary: Get.
http: GET /a
idempotent: true
";

fn codes(service: &str, operation: &str) -> Vec<&'static str> {
    let service = format!("{service}{SOURCE}\n");
    let operation = format!("{operation}{SOURCE}\n");
    let sources = memory(&[("a/service.yaml", &service), ("a/get.yaml", &operation)]);
    let checked = codegen::check(&sources, Vec::new());
    assert!(
        checked
            .diagnostics
            .iter()
            .all(|found| !found.help.is_empty())
    );
    checked
        .diagnostics
        .iter()
        .map(|found| found.rule.code)
        .collect()
}

#[test]
fn texts_that_become_more_than_text_are_refused() {
    assert_eq!(codes(SERVICE, OPERATION), Vec::<&str>::new());
    let services = [
        (
            "host: https://a.example",
            "host: 'https://a.example/\"; evil'",
            "R06",
        ),
        (
            "host: https://a.example",
            "host: \"https://a.example\\nb\"",
            "R06",
        ),
        (
            "host: https://a.example",
            "host: https://user@a.example",
            "R06",
        ),
        (
            "host: https://a.example",
            "host: https://\u{202e}a.example",
            "R06",
        ),
        (
            "host: https://a.example",
            "host: javascript:alert(1)",
            "R06",
        ),
        (
            "credential: none",
            "credential: { header: \"X\\r\\nEvil: 1\" }",
            "R07",
        ),
        ("credential: none", "credential: { header: \"\" }", "K06"),
        (
            "credential: none",
            "credential: { header: Content-Length }",
            "R07",
        ),
        ("title: A", "title: A\nrequest_id_headers: [\"a b\"]", "R07"),
        ("title: A", "title: A\nrust_name: \"A; fn f() {}\"", "N01"),
        ("title: A", "title: A\nrust_name: Option", "N03"),
        ("title: A", "title: A\nfeature: 'a\")]'", "N06"),
        ("title: A", "title: \"A\u{0}\"", "Y01"),
    ];
    for (good, bad, code) in services {
        let found = codes(&SERVICE.replace(good, bad), OPERATION);
        assert!(found.contains(&code), "{bad}: {found:?}");
    }
    let operations = [
        ("http: GET /a", "http: GET /a\"b", "P02"),
        ("http: GET /a", "http: \"GET /a\\nb\"", "P02"),
        ("http: GET /a", "http: GET /a/../b", "P02"),
        ("http: GET /a", "http: GET //a\u{200b}", "P02"),
        ("summary: Get.", "summary: Get.\nrust_name: 'A\"'", "N01"),
        ("summary: Get.", "summary: Get.\nwas: 'a-b'", "N01"),
        ("summary: Get.", "summary: Get.\nwas: get", "N02"),
        ("summary: Get.", "summary: Get.\nwas: option", "N03"),
        (
            "summary: Get.",
            "summary: Get.\nsunset: '2026-01-01\"'",
            "O04",
        ),
        (
            "summary: Get.",
            "summary: Get.\nquery: { \u{4f1a}: { type: string, doc: x } }",
            "N01",
        ),
        (
            "summary: Get.",
            "summary: Get.\nquery: { a: { type: string, rust_name: 'a: u8', doc: x } }",
            "N01",
        ),
        (
            "summary: Get.",
            "summary: Get.\nquery: { a: { type: string, rust_name: _a, doc: x } }",
            "N01",
        ),
        (
            "summary: Get.",
            "summary: Get.\nquery: { a: { type: f64, max: 1e999, doc: x } }",
            "K04",
        ),
        (
            "summary: Get.",
            "summary: Get.\nquery: { a: { type: f64, value: .inf, doc: x } }",
            "K04",
        ),
        (
            "summary: Get.",
            "summary: Get.\nbody: { a: { type: 'X; fn', doc: x } }",
            "T01",
        ),
    ];
    for (good, bad, code) in operations {
        let found = codes(SERVICE, &OPERATION.replace(good, bad));
        assert!(found.contains(&code), "{bad}: {found:?}");
    }
}

#[test]
fn numbers_that_no_float_can_hold_are_refused() {
    let query = format!(
        "query: {{ a: {{ type: f64, max: {}.0, doc: x }} }}\n",
        "9".repeat(400)
    );
    assert_eq!(codes(SERVICE, &format!("{OPERATION}{query}")), ["V01"]);
}

const TYPES: &str = "response: { a: { type: [A], doc: x } }\nbody: { b: { type: B, doc: x }, c: { type: C, doc: x } }
types:
  A: { doc: x, fields: { a: { type: string, doc: x } } }
  B: { doc: x, fields: { b: { type: string, doc: x } } }
enums:
  C: { of: integer, doc: x, values: { 0: { name: zero, doc: x } } }
";

#[test]
fn names_that_would_not_compile_are_refused() {
    let good = format!("{OPERATION}{TYPES}");
    assert_eq!(codes(SERVICE, &good), ["N02"], "the service is called A");
    let service = SERVICE.replace("title: A", "title: A\nrust_name: Vendor");
    assert_eq!(codes(&service, &good), Vec::<&str>::new());
    for (from, to, code) in [
        ("B: { doc: x,", "B: { doc: x, was: A,", "N02"),
        ("B: { doc: x,", "B: { doc: x, was: Get,", "N02"),
        ("B: { doc: x,", "B: { doc: x, was: Vec,", "N03"),
        ("fields: { b:", "fields: { new:", "N03"),
        (
            "fields: { b:",
            "fields: { c: { type: string, doc: x }, b: { was: c, type: string, doc: x }, d:",
            "T07",
        ),
        ("zero, doc", "zero, was: x, doc", "V04"),
        ("{ 0: {", "{ -0: { name: minus, doc: x }, 0: {", "V03"),
        ("  A:", "  Client:", "N03"),
    ] {
        let bad = good.replace(from, to).replace(
            "[A]",
            if to.contains("Client") {
                "[Client]"
            } else {
                "[A]"
            },
        );
        let found = codes(&service, &bad);
        assert!(found.contains(&code), "{to}: {found:?}");
    }
}
