//! Values that are edited where they stand.

use super::{SPEC, fact, field, model, page, param, run, updated, updated_text};
use crate::{
    diff::Kind,
    model::{Literal, Rate, Window},
};

fn int(digits: &str) -> Literal {
    Literal::Int(digits.to_owned())
}

#[test]
fn a_new_capture_changes_only_the_source() {
    updated(|_| {}, &[], &[]);
}

#[test]
fn values_of_blocks() {
    updated(
        |page| {
            let size = param(page, "size");
            size.default = fact(int("15"));
            size.max = fact(int("50"));
        },
        &[
            ("    default: 10\n", "    default: 15\n"),
            ("    max: 20   # per page", "    max: 50   # per page"),
        ],
        &[],
    );
}

#[test]
fn values_in_braces() {
    updated(
        |page| param(page, "page").min = fact(int("2")),
        &[("min: 1,", "min: 2,")],
        &[],
    );
}

#[test]
fn quotes_stay_quotes() {
    updated(
        |page| param(page, "sort").default = fact(Literal::Text("date".to_owned())),
        &[("default: \"name\"", "default: \"date\"")],
        &[],
    );
}

#[test]
fn values_stated_for_the_first_time() {
    updated(
        |page| {
            param(page, "size").min = fact(int("1"));
            param(page, "page").max = fact(int("99"));
            param(page, "kind").default = fact(int("2"));
            param(page, "sort").max_length = fact(8);
            param(page, "since").default = fact(int("0"));
        },
        &[
            ("    default: 10\n", "    default: 10\n    min: 1\n"),
            ("default: 1, min: 1,", "default: 1, min: 1, max: 99,"),
            ("    required: true,\n", "    required: true, default: 2,\n"),
            ("default: \"name\",", "default: \"name\", max_length: 8,"),
            (
                "since: { type: unix_seconds,",
                "since: { type: unix_seconds, default: 0,",
            ),
        ],
        &[],
    );
}

#[test]
fn life_times() {
    updated(
        |page| field(page, "things[].link").expires = fact("1h".to_owned()),
        &[("expires: 6h", "expires: 1h")],
        &[],
    );
}

#[test]
fn errors() {
    updated(
        |page| {
            page.errors[0].status = fact(422);
            page.errors[0].message = fact("it is wrong, all of it".to_owned());
            page.errors[2].status = fact(403);
        },
        &[
            ("{ status: 400,", "{ status: 422,"),
            (
                "message: it is wrong,",
                "message: \"it is wrong, all of it\",",
            ),
            ("status: [404, 410]", "status: [404, 403]"),
        ],
        &[],
    );
}

#[test]
fn limits() {
    updated(
        |page| {
            page.rates[0].value = Rate {
                calls: 5,
                ..page.rates[0].value.clone()
            };
            page.window = fact(Window {
                from: "since".to_owned(),
                to: "since".to_owned(),
                max_millis: 7 * 86_400_000,
            });
        },
        &[("calls: 10", "calls: 5"), ("max: 31d", "max: 7d")],
        &[],
    );
}

#[test]
fn examples() {
    updated(
        |page| {
            page.examples[0].response =
                fact("{\n  \"total\": 2,\n\n  \"things\": []\n}".to_owned());
            page.examples[0].request = fact("GET /v1/things/b?kind=2".to_owned());
        },
        &[
            (
                "        \"total\": 1,\n        \"things\": [{ \"id\": \"t1\" }]\n",
                "        \"total\": 2,\n\n        \"things\": []\n",
            ),
            (
                "  - request: GET /v1/things/a?kind=1\n",
                "  - request: |\n      GET /v1/things/b?kind=2\n",
            ),
        ],
        &[],
    );
}

#[test]
fn decisions_of_a_draft_are_filled_in() {
    let spec = SPEC.replace("    required: true,\n", "    required: TODO,\n");
    updated_text(
        &spec,
        |page| param(page, "kind").required = fact(true),
        &[("required: TODO,", "required: true,")],
        &[],
    );
    updated_text(
        &spec,
        |page| {
            let kind = param(page, "kind");
            kind.required = None;
            kind.required_when = fact("sort is given".to_owned());
        },
        &[("required: TODO,", "required: \"when sort is given\",")],
        &[],
    );
}

#[test]
fn windows_line_ends_stay() {
    let spec = SPEC.replace('\n', "\r\n");
    let mut page = page(&spec);
    param(&mut page, "size").min = fact(int("1"));
    let updated = run(&spec, &page);
    assert!(
        updated
            .text
            .contains("default: 10\r\n    min: 1\r\n    max: 20")
    );
    assert_eq!(
        updated.text.matches('\n').count(),
        updated.text.matches("\r\n").count()
    );
    assert_eq!(model(&updated.text).params.len(), page.params.len());
}

#[test]
fn a_type_used_twice_is_left_alone() {
    let spec = SPEC.replace(
        "  total:\n",
        "  others: { type: [Thing], doc: Other things. }\n  total:\n",
    );
    updated_text(
        &spec,
        |page| field(page, "things[].link").expires = fact("1h".to_owned()),
        &[(
            "      link:\n",
            "      # DOUBT, line 28 of the page: A10 response.things[].link, how long the value is good for changed: 6h → 1h\n      link:\n",
        )],
        &[Kind::A10],
    );
}
