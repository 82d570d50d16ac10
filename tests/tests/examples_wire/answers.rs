//! What released models make of new answers.

use super::pairs::*;
use codegen::review::examples::Answer;

#[test]
fn answers_that_released_models_read_with_losses() {
    let renamed = changed(
        FIND,
        &[
            (
                "title: { type: string,",
                "name: { type: string, was: title,",
            ),
            ("\"title\"", "\"name\""),
        ],
    );
    let what = "is `None`; the answer has it as `name`";
    assert_eq!(renamed.answer, loses("things[0].title", what));
    // Nobody says so, but it is the same value.
    let silent = changed(
        FIND,
        &[
            (
                "title: { type: string, doc: What it is called. }",
                "sum: { type: json, reason: Odd., doc: Odd. }",
            ),
            ("\"title\"", "\"sum\""),
        ],
    );
    let what = "is `None`; the answer has it as `sum`";
    assert_eq!(silent.answer, loses("things[0].title", what));
    let gone = changed(
        FIND,
        &[
            (
                "      labels: { type: [string], doc: What it is like. }\n",
                "",
            ),
            (", \"labels\": [\"new\"]", ""),
        ],
    );
    assert_eq!(gone.answer, loses("things[0].labels", "is empty"));
    let ajar = changed(
        FIND,
        &[
            (
                "      shut:",
                "      ajar: { name: ajar, doc: Ajar. }\n      shut:",
            ),
            ("\"state\": \"open\"", "\"state\": \"ajar\""),
        ],
    );
    assert_eq!(
        ajar.answer,
        loses("things[0].state", "unknown value `ajar`")
    );
    let long = changed(FIND, &[("1.5", "0.12345678901234567890123")]);
    let what = "has more digits than are kept";
    assert_eq!(long.answer, loses("things[0].weight", what));
    let added = changed(
        FIND,
        &[
            (
                "title: {",
                "colour: { type: string, doc: Colour. }\n      title: {",
            ),
            ("\"title\"", "\"colour\": \"red\", \"title\""),
        ],
    );
    assert_eq!(added.answer, Answer::Reads);
}

#[test]
fn answers_that_released_models_cannot_read() {
    let fails = |path: &str, why: &str| Answer::Fails(path.to_owned(), why.to_owned());
    let gone = changed(
        FIND,
        &[
            (
                "  total: { type: u32, presence: always, doc: Number of all things. }\n",
                "",
            ),
            ("  \"total\": 1,\n", ""),
        ],
    );
    assert_eq!(gone.answer, fails("total", "required, but missing or null"));
    let number = changed(
        FIND,
        &[
            ("id: { type: string,", "id: { type: u64,"),
            ("\"id\": \"t1\"", "\"id\": 7"),
        ],
    );
    let why = "expected a string, found an integer";
    assert_eq!(number.answer, fails("things[0].id", why));
    let nested = changed(
        FIND,
        &[
            ("weight: { type: f64,", "weight: { type: [f64],"),
            ("1.5", "[1.5]"),
        ],
    );
    let why = "expected a number, found a list";
    assert_eq!(nested.answer, fails("things[0].weight", why));
}

#[test]
fn errors_are_told_by_the_envelopes_of_each_side() {
    let old = edition(SERVICE, FIND);
    // What is a field now used to be the code of an error.
    let service = edited(
        SERVICE,
        &[("code: code, message: message", "code: fault.code")],
    );
    let field = (
        "  total:",
        "  code: { type: u32, doc: Postal code. }\n  total:",
    );
    let shown = ("\"total\": 1", "\"code\": 7, \"total\": 1");
    let new = edition(&service, &edited(FIND, &[field, shown]));
    let expected = Answer::Error("HTTP 200 error 7".to_owned());
    assert_eq!(old.to(&new)[0].answer, expected);
    // An error that released clients do not know for one.
    let (spec, _) = FIND.split_once("examples:").unwrap();
    let rule = "success: { field: result, equals: fine }\n";
    let service = format!("{service}{rule}");
    let error =
        "errors:\n  - { status: [200, 400], code: busy, name: busy, class: failed, doc: Busy. }\n";
    let example = "examples:\n  - request: GET /v1/a/things\n    response: |\n      ";
    let with = |body: &str| edition(&service, &format!("{spec}{error}{example}{body}\n"));
    let new = with("{ \"fault\": { \"code\": \"busy\" } }");
    let missing = "required, but missing or null".to_owned();
    assert_eq!(
        old.to(&new)[0].answer,
        Answer::Fails("total".to_owned(), missing)
    );
    let new = with("{ \"fault\": { \"code\": \"busy\" }, \"total\": 0 }");
    let what = "the error is taken for an answer: HTTP 200 busy";
    assert_eq!(old.to(&new)[0].answer, loses("fault.code", what));
    // What both sides know for an error is nothing new.
    let example =
        "examples:\n  - request: GET /v1/a/things\n    status: 400\n    response: |\n      ";
    let text = format!("{spec}{error}{example}{{ \"code\": \"busy\", \"message\": \"later\" }}\n");
    assert_eq!(changed(&text, &[]).answer, Answer::Reads);
}
