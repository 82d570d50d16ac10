//! What a fake server is told, from specs that are made up here.

use std::fmt::Write as _;

use codegen::File;
use golden_tests::{
    generated::{generate, generate_from, quoted, vendor_options, vendor_specs},
    memory,
};

const SOURCE: &str = "source: { checked: 2026-01-31, evidence: inferred, note: Made up. }";

/// The description of an operation whose spec ends like this.
fn described(end: &str) -> String {
    let service = format!(
        "service: a\ntitle: A\nhost: https://a.example\ncredential: none\nenvelopes: [{{ code: error }}]\n{SOURCE}\n"
    );
    let operation = format!("operation: get\nsummary: Get.\n{SOURCE}\nidempotent: true\n{end}\n");
    let sources = memory(&[("a/service.yaml", &service), ("a/get.yaml", &operation)]);
    let files = generate_from(&sources);
    text(&files, "a/get/mock.rs").to_owned()
}

fn text<'a>(files: &'a [File], path: &str) -> &'a str {
    let file = files.iter().find(|file| file.path == path);
    &file.unwrap_or_else(|| panic!("{path} is missing")).text
}

/// Without the formatter's line breaks, and the commas that they bring.
fn joined(text: &str) -> String {
    let text: String = text.split_whitespace().collect();
    text.replace(",)", ")")
        .replace(",]", "]")
        .replace(",}", "}")
}

#[test]
fn conditions_are_followed_only_if_they_name_siblings_and_their_values() {
    let exact: &[(&str, &[(&str, &str)])] = &[
        ("state is 3", &[("state", "3")]),
        (
            "open is true and state is 1",
            &[("open", "true"), ("state", "1")],
        ),
        ("colour is red", &[("colour", "red")]),
        ("colour is \"dark red\"", &[("colour", "dark red")]),
        ("name is \"x y\"", &[("name", "x y")]),
        (
            "size is -1.5 and open is false",
            &[("size", "-1.5"), ("open", "false")],
        ),
    ];
    let prose = [
        "state is 4",
        "state is",
        "state is ",
        "state is 3 and",
        "state is 3 or state is 1",
        "state is 3 and it is open",
        "state is 3, and open is true",
        "State is 3",
        "open is 1",
        "open is open",
        "name is known",
        "colour is blue",
        "gone is 1",
        "folder is 1",
        "list is 1",
        "elsewhere is 1",
        "the conference has ended",
        " and ",
        " is ",
    ];
    let mut end = "http: GET /a\nresponse:\n  thing: { type: Thing, doc: x }\n  elsewhere: { type: u32, doc: x }\n\
        types:\n  Folder: { doc: x, fields: { a: { type: u32, doc: x } } }\n  Thing:\n    doc: x\n    fields:\n      \
        state: { type: State, doc: x }\n      open: { type: bool, doc: x }\n      colour: { type: Colour, doc: x }\n      \
        name: { type: string, doc: x }\n      size: { type: f64, doc: x }\n      folder: { type: Folder, doc: x }\n      \
        list: { type: [u32], doc: x }\n      gone: { type: u32, retired: 2025-01-01, doc: x }\n"
        .to_owned();
    let texts = exact.iter().map(|(text, _)| *text).chain(prose);
    for (index, text) in texts.enumerate() {
        let text = quoted(text);
        let _ = writeln!(end, "      f{index}: {{ type: u32, when: {text}, doc: x }}");
    }
    end.push_str(
        "enums:\n  State:\n    of: integer\n    doc: x\n    values: { 1: { name: a, doc: x }, 3: { name: b, doc: x } }\n  \
         Colour:\n    of: string\n    doc: x\n    values: { red: { name: red, doc: x }, dark red: { name: dark, doc: x } }\n",
    );
    let text = joined(&described(&end));
    for (index, (condition, pairs)) in exact.iter().enumerate() {
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(name, value)| joined(&format!("({name:?}, {value:?})")))
            .collect();
        let field = format!(
            "mock::FieldSpec::new(\"f{index}\",mock::Kind::U32).when(&[{}])",
            pairs.join(",")
        );
        assert!(text.contains(&field), "{condition}: {field}\n{text}");
    }
    for (index, condition) in prose.iter().enumerate() {
        let index = exact.len() + index;
        let field = format!("mock::FieldSpec::new(\"f{index}\",mock::Kind::U32)");
        let rest = text.split(&field).nth(1).unwrap();
        assert!(rest.starts_with([',', ']']), "{condition}: {field}\n{text}");
    }
}

#[test]
fn conditions_of_an_answer_name_its_own_fields() {
    let text = described(
        "http: GET /a\nresponse:\n  open: { type: bool, doc: x }\n  link: { type: url, when: open is true, doc: x }",
    );
    let field = "mock::FieldSpec::new(\"link\", mock::Kind::Url).when(&[(\"open\", \"true\")])";
    assert!(text.contains(field), "{text}");
}

#[test]
fn parameters_are_described_as_they_are_sent() {
    let text = joined(&described(
        "http: POST /a/{id}\n\
         path:\n  id: { type: string, required: true, min_length: 2, doc: x }\n\
         query:\n  tags: { type: [string], style: comma, default: [a, \"1\"], max_length: 3, doc: x }\n  \
         near: { type: f64, min: -90.5, max: 90, doc: x }\n  old: { type: u32, retired: 2025-01-01, doc: x }\n\
         headers:\n  X-Version: { type: u32, value: 2, doc: x }\n\
         body:\n  count: { type: u64, wire: string, min: 1, max: 5, required: true, doc: x }\n  \
         thing: { type: Thing, doc: x }\n\
         types:\n  Thing:\n    doc: x\n    fields:\n      a: { type: u32, required: true, doc: x }\n      b: { type: u32, doc: x }",
    ));
    for expected in [
        "PARAMS: [mock::ParamSpec; 6]",
        "mock::ParamSpec::new(mock::Location::Path, \"id\", mock::Kind::String).required().min_length(2)",
        "mock::ParamSpec::new(mock::Location::Query, \"tags\", mock::Kind::List(&mock::Kind::String))\
         .comma().default(\"[\\\"a\\\",\\\"1\\\"]\").max_length(3)",
        "mock::ParamSpec::new(mock::Location::Query, \"near\", mock::Kind::F64).at_least_f64(-90.5).at_most_f64(90.0)",
        "mock::ParamSpec::new(mock::Location::Header, \"X-Version\", mock::Kind::U32).fixed(\"2\")",
        "mock::ParamSpec::new(mock::Location::Body, \"count\", mock::Kind::U64).required().text().at_least(1).at_most(5)",
        "mock::ParamSpec::new(mock::Location::Body, \"thing\", mock::Kind::Object(&THING))",
        "mock::FieldSpec::new(\"a\", mock::Kind::U32).always()",
        "mock::FieldSpec::new(\"b\", mock::Kind::U32)]",
        // What the caller cannot set is no field of the request.
        "Ok(Self { \
         id: call.get(mock::Location::Path, \"id\")?, \
         tags: call.get(mock::Location::Query, \"tags\")?, \
         near: call.get(mock::Location::Query, \"near\")?, \
         count: call.get(mock::Location::Body, \"count\")?, \
         thing: call.get(mock::Location::Body, \"thing\")?, })",
    ] {
        assert!(text.contains(&joined(expected)), "{expected}\n{text}");
    }
}

#[test]
fn what_is_gone_is_left_out() {
    let text = described(
        "http: GET /a\nresponse:\n  a: { type: Thing, doc: x }\n  b: { type: Old, retired: 2025-01-01, doc: x }\n\
         types:\n  Thing:\n    doc: x\n    fields:\n      c: { type: State, doc: x }\n      d: { type: u32, retired: 2025-01-01, doc: x }\n  \
         Old: { doc: x, fields: { e: { type: u32, doc: x } } }\n\
         enums:\n  State:\n    of: integer\n    doc: x\n    values:\n      1: { name: open, doc: x }\n      \
         2: { name: closed, doc: x, retired: 2025-01-01 }\n\
         errors:\n  - { status: 400, code: \"1\", name: one, class: invalid, doc: x }\n  \
         - { status: 400, code: \"2\", name: two, class: invalid, retired: 2025-01-01, doc: x }",
    );
    assert!(text.contains("RESPONSE: [mock::FieldSpec; 1]"), "{text}");
    assert!(text.contains("THING: [mock::FieldSpec; 1]"), "{text}");
    assert!(text.contains("mock::Kind::Integers(&[1])"), "{text}");
    for gone in ["\"b\"", "\"d\"", "OLD", "\"two\""] {
        assert!(!text.contains(gone), "{gone}\n{text}");
    }
}

#[test]
fn items_have_names_of_their_own() {
    let object =
        |field: &str| format!("{{ doc: x, fields: {{ {field}: {{ type: u32, doc: x }} }} }}");
    let end = format!(
        "http: GET /a\nresponse:\n  a: {{ type: Params, doc: x }}\n  b: {{ type: HttpPart, doc: x }}\n  \
         c: {{ type: HTTPPart, doc: x }}\n  d: {{ type: Runtime, doc: x }}\ntypes:\n  Params: {}\n  HttpPart: {}\n  \
         HTTPPart: {}\n  Runtime: {}\n",
        object("e"),
        object("f"),
        object("g"),
        object("h"),
    );
    let text = joined(&described(&end));
    for (field, item, inner) in [
        ("a", "PARAMS_2", "e"),
        ("b", "HTTP_PART", "f"),
        ("c", "HTTP_PART_2", "g"),
        ("d", "RUNTIME", "h"),
    ] {
        for part in [
            format!("new(\"{field}\", mock::Kind::Object(&{item}))"),
            format!("static {item}: [mock::FieldSpec; 1] = [mock::FieldSpec::new(\"{inner}\","),
        ] {
            assert!(text.contains(&joined(&part)), "{part}\n{text}");
        }
    }
}

#[test]
fn chains_of_types_may_be_long() {
    let mut end = "http: GET /a\nresponse: { a: { type: T0, doc: x } }\ntypes:\n".to_owned();
    for index in 0..3000 {
        let next = (index + 1) % 3000;
        let _ = writeln!(
            end,
            "  T{index}: {{ doc: x, fields: {{ a: {{ type: [T{next}], doc: x }} }} }}"
        );
    }
    let text = described(&end);
    assert_eq!(text.matches("\nstatic T").count(), 3000);
    assert!(text.contains("mock::Kind::Object(&T0)"));
}

#[test]
fn examples_are_kept_to_the_byte() {
    // What JSON strings may hold, and what a raw string cannot.
    let bodies = [
        "{\"a\": \"\\\" \\\\ # \\\"# \\\"##\"}",
        "{\"a\": \"###\"}",
        "{\"a\": \"b\"\n    }\n\n",
        "{\"a\":\n    \"b\"\n    }",
        "{\"a\": \"\u{202e}\u{feff}\u{200b}\"}",
        "{\t\"a\": \"\u{1f600}会议\"}\n\n\n",
        "\r\n{}",
    ];
    for body in bodies {
        let end = format!(
            "http: GET /a\nresponse: {{ a: {{ type: string, doc: x }} }}\nexamples:\n  - request: GET /a\n    response: {}",
            quoted(body)
        );
        let text = described(&end);
        assert!(texts(&text).iter().any(|it| it == body), "{body:?}\n{text}");
    }
}

/// Every string literal of a file.
fn texts(text: &str) -> Vec<String> {
    fn walk(tokens: proc_macro2::TokenStream, found: &mut Vec<String>) {
        for token in tokens {
            match token {
                proc_macro2::TokenTree::Group(group) => walk(group.stream(), found),
                proc_macro2::TokenTree::Literal(literal) => {
                    if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                        found.push(text.value());
                    }
                }
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    walk(text.parse().expect("generated code is Rust"), &mut found);
    found
}

#[test]
fn the_feature_has_any_name_and_may_be_missing() {
    let mut options = vendor_options();
    options.mock = Some("fake".to_owned());
    let files = generate(&vendor_specs(), &options);
    for path in ["keyed/mod.rs", "keyed/get_room.rs"] {
        let declared = "#[cfg(feature = \"fake\")]\nmod mock;\n";
        assert!(text(&files, path).contains(declared), "{path}");
    }
    options.mock = None;
    let files = generate(&vendor_specs(), &options);
    for file in files {
        assert!(!file.path.ends_with("mock.rs"));
        assert!(!file.text.contains("mod mock;"), "{}", file.path);
    }
}

#[test]
fn limits_below_a_second_are_kept() {
    let service = format!(
        "service: a\ntitle: A\nhost: https://a.example\ncredential: none\nenvelopes: [{{ code: error }}]\n\
         rate_limit:\n  - {{ calls: 1, per: 250ms, scope: ip, shared: true }}\n  - {{ calls: 2, per: 1h, scope: user }}\n{SOURCE}\n"
    );
    let operation =
        format!("operation: get\nsummary: Get.\n{SOURCE}\nidempotent: true\nhttp: GET /a\n");
    let sources = memory(&[("a/service.yaml", &service), ("a/get.yaml", &operation)]);
    let text = joined(text(&generate_from(&sources), "a/mod.rs"));
    for expected in [
        "runtime::RateLimit::new(1, runtime::Period::Span(::std::time::Duration::from_millis(250)), runtime::LimitScope::Ip,).shared()",
        "runtime::RateLimit::new(2, runtime::Period::Span(::std::time::Duration::from_secs(3600)), runtime::LimitScope::User)]",
    ] {
        assert!(text.contains(&joined(expected)), "{expected}\n{text}");
    }
}
