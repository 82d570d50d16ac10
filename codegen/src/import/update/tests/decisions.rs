//! What is left to a person.

use super::{SPEC, draft, fact, field, line, model, page, param, run, updated};
use crate::{
    diff::Kind,
    import::update::{UpdateError, update},
    model::{Kind as Type, Literal},
};

#[test]
fn removals() {
    updated(
        |page| {
            page.params.retain(|it| it.path != "sort");
            page.response.retain(|it| it.path != "total");
            page.errors.remove(0);
        },
        &[
            (
                "  sort: {",
                "  # DOUBT, not on the page: P04 query.sort, optional parameter removed: string, optional, default name\n  sort: {",
            ),
            (
                "  total:\n",
                "  # DOUBT, not on the page: R04 response.total, field removed: integer\n  total:\n",
            ),
            (
                "  - { status: 400,",
                "  # DOUBT, not on the page: X02 errors.1001, error removed from the table; that proves little: 400 it is wrong\n  - { status: 400,",
            ),
        ],
        &[Kind::P04, Kind::R04, Kind::X02],
    );
}

#[test]
fn types_and_whether_something_is_required() {
    updated(
        |page| {
            param(page, "size").kind = fact(Type::String);
            param(page, "kind").required = fact(false);
            param(page, "page").required = fact(true);
        },
        &[
            (
                "  size:\n",
                "  # DOUBT, line 28 of the page: P10 query.size, number or true/false became a string: integer → string\n  size:\n",
            ),
            (
                "  page: {",
                "  # DOUBT, line 28 of the page: P17 query.page, optional became required: false → true\n  page: {",
            ),
            (
                "  kind: {\n",
                "  # DOUBT, line 28 of the page: P18 query.kind, required became optional: true → false\n  kind: {\n",
            ),
        ],
        &[Kind::P10, Kind::P17, Kind::P18],
    );
}

#[test]
fn renames() {
    updated(
        |page| {
            let link = field(page, "things[].link");
            "things[].url".clone_into(&mut link.path);
            param(page, "kind").values[1].wire = Literal::Int("7".to_owned());
            let state = field(page, "things[].state");
            state.values[0].wire = Literal::Text("OPEN".to_owned());
            state.values[0].at = line(31);
        },
        &[
            (
                "      link:\n",
                "      # DOUBT, line 28 of the page: R06 response.things[].url, field renamed (possibly; confirm): link → url\n      link:\n",
            ),
            (
                "      open: {",
                "      # DOUBT, line 31 of the page: V09 response.things[].state, value is spelled in another way (possibly; confirm): open → OPEN (open)\n      open: {",
            ),
            (
                "    values: { 1:",
                "    # DOUBT, line 61 of the page: V03 query.kind, value that may be sent is spelled in another way (possibly; confirm): 2 (big) → 7 (big)\n    values: { 1:",
            ),
        ],
        &[Kind::V03, Kind::V09, Kind::R06],
    );
}

#[test]
fn the_address() {
    updated(
        |page| {
            page.method = fact("POST".to_owned());
            page.path = fact("/v2/things/{shop}".to_owned());
            page.deprecated = fact("use the\nother one".to_owned());
        },
        &[(
            "http: GET",
            "# DOUBT, line 28 of the page: E11 operation, HTTP method changed: GET → POST\n# DOUBT, line 28 of the page: E06 operation, path changed: /v1/things/{shop} → /v2/things/{shop}\n# DOUBT, line 28 of the page: D09 operation, operation deprecated: use the other one\nhttp: GET",
        )],
        &[Kind::E11, Kind::E06, Kind::D09],
    );
}

#[test]
fn doubts_that_no_longer_hold_are_removed() {
    let page_now = page(SPEC);
    let mut before = page_now.clone();
    before.params.retain(|it| it.path != "sort");
    let doubted = run(SPEC, &before);
    assert!(doubted.text.contains("# DOUBT, not on the page: P04"));
    let settled = run(&doubted.text, &page_now);
    assert_eq!(settled.text, run(SPEC, &page_now).text);
    // A draft's own doubts are not those of an update.
    let spec = SPEC.replace(
        "  sort: {",
        "  # DOUBT, line 3 of the page: guess: the type\n  sort: {",
    );
    assert!(run(&spec, &page_now).text.contains("guess: the type"));
}

#[test]
fn what_cannot_be_updated_is_an_error() {
    let spec = model(SPEC);
    let draft = draft(page(SPEC));
    let error = |text: &str, index| update(text, &spec, &draft, index, &[], None).unwrap_err();
    assert!(matches!(error("a: [", 0), UpdateError::Spec(_)));
    assert!(matches!(error("", 0), UpdateError::Spec(_)));
    let other = SPEC.replace("operation: list_things", "operation: other");
    assert_eq!(
        error(&other, 0),
        UpdateError::OtherOperation("other".to_owned())
    );
    assert_eq!(error(SPEC, 1), UpdateError::NoOperation(1));
}
