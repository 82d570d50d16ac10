//! Findings for machines: JSON, and the workflow commands that GitHub shows beside a change.

use codegen::{Sources, render};
use golden_tests::memory;

/// Two findings: one under Chinese text with a place in another file, one with a per cent sign.
fn case() -> Sources {
    memory(&[
        (
            "acme/service.yaml",
            "service: acme
title: Acme
host: https://api.acme.example
credential: bearer
envelopes:
  - { message: 消息, code: code }
source: { checked: 2026-01-31, evidence: inferred, note: Made up for a test. }
",
        ),
        (
            "acme/get_thing.yaml",
            "operation: get_thing
summary: Fetch a thing.
source: { checked: 2026-01-31, evidence: inferred, note: Made up for a test. }
http: GET /v1/100%/会议
idempotent: true
response: { 名: { type: string, rust_name: a, doc: 名称 }, code: { type: string, doc: Code. } }
",
        ),
    ])
}

#[test]
fn json_counts_columns_in_characters() {
    let sources = case();
    let checked = codegen::check(&sources, Vec::new());
    let expected = serde_json::json!([
        {
            "code": "P02",
            "severity": "error",
            "message": "this is no path: `会` cannot stand in a path",
            "file": "specs/acme/get_thing.yaml",
            "line": 4,
            "column": 11,
            "end_line": 4,
            "end_column": 22,
            "related": [],
            "help": ["write it as /v1/things/{id}; parameters of the query string go to `query:`"],
        },
        {
            "code": "R05",
            "severity": "error",
            "message": "`code` is where an error has its code",
            "file": "specs/acme/get_thing.yaml",
            "line": 6,
            "column": 57,
            "end_line": 6,
            "end_column": 61,
            "related": [{
                "file": "specs/acme/service.yaml",
                "line": 6,
                "column": 26,
                "end_line": 6,
                "end_column": 30,
                "message": "says the service",
            }],
            "help": ["add `success:` to tell a good answer from an error, or `when:` to the envelope"],
        },
    ]);
    let text = render::json(&sources, &checked.diagnostics);
    let actual: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(actual, expected);
    assert!(text.ends_with("]\n"));
}

#[test]
fn nothing_found_is_an_empty_array_and_no_text() {
    let sources = Sources::default();
    assert_eq!(render::json(&sources, &[]), "[]\n");
    assert_eq!(render::github(&sources, &[]), "");
    assert_eq!(render::text(&sources, &[], false), "");
}

#[test]
fn workflow_commands_escape_what_would_end_them() {
    let service = "service: acme\ntitle: Acme\nhost: https://api.acme.example\ncredential: bearer\n\
                   envelopes: [{ code: error.code }]\n\
                   source: { checked: 2026-01-31, evidence: inferred, note: Made up. }\n";
    let operation = "operation: get_thing\nsummary: Fetch a thing.\n\
                     source: { checked: 2026-01-31, evidence: inferred, note: Made up. }\n\
                     http: GET /v1/thing\nidempotent: true\n\
                     query:\n  limit: { type: u32, term: 上限, default: 100%, doc: Limit. }\n\
                     success: { field: 50%, equals: 1 }\n";
    // A folder may be called anything; what ends a property in a command must not end it here.
    let mut sources = memory(&[
        ("acme/service.yaml", service),
        ("acme/get_thing.yaml", operation),
    ]);
    sources = Sources::new(
        sources
            .files()
            .iter()
            .cloned()
            .map(|mut file| {
                file.path = file.path.replace("specs/", "a:b,100%/");
                file
            })
            .collect(),
    );
    let checked = codegen::check(&sources, Vec::new());
    assert_eq!(
        render::github(&sources, &checked.diagnostics),
        "::error file=a%3Ab%2C100%25/acme/get_thing.yaml,line=7,col=42,endLine=7,endColumn=46,title=V01::\
         `default` has to be an integer from 0 to 4294967295%0Ahelp: compare it with the page\n\
         ::error file=a%3Ab%2C100%25/acme/get_thing.yaml,line=8,col=19,endLine=8,endColumn=22,title=R04::\
         there is no response field `50%25`%0Ahelp: the operation has: none\n"
    );
}
