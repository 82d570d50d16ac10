//! Requests before and after.

use super::pairs::*;
use codegen::review::examples::{Answer, Request};

#[test]
fn the_same_is_the_same() {
    for text in [FIND, MAKE] {
        let example = changed(text, &[]);
        assert_eq!((example.request, example.number), (Request::Same, 1));
        assert!(matches!(example.answer, Answer::Reads | Answer::None));
    }
    let example = changed(FIND, &[("How many.", "How many of them.")]);
    assert_eq!(example.request, Request::Same);
    assert_eq!(example.answer, Answer::Reads);
}

#[test]
fn parameters_with_other_names() {
    let example = changed(
        FIND,
        &[
            ("size: { type: u32,", "page_size: { type: u32, was: size,"),
            ("?size=", "?page_size="),
        ],
    );
    let after = edited(FOUND, &[("?size=", "?page_size=")]);
    assert_eq!(example.request, differs(FOUND, &after));
    // The placeholder alone is nobody's business.
    let example = changed(FIND, &[("{space}", "{room}"), ("  space:", "  room:")]);
    assert_eq!(example.request, Request::Same);
    let example = changed(
        MAKE,
        &[
            ("code: { type", "key: { was: code, type"),
            ("\"code\"", "\"key\""),
        ],
    );
    let after = edited(MADE, &[("\"code\"", "\"key\"")]);
    assert_eq!(example.request, differs(MADE, &after));
}

#[test]
fn parameters_at_other_places() {
    let example = changed(
        MAKE,
        &[
            (
                "query:\n  mode: { type: string, doc: How to make it. }\n",
                "",
            ),
            (
                "body:\n",
                "body:\n  mode: { type: string, doc: How to make it. }\n",
            ),
            ("?mode=fast", ""),
            ("\"ratio\"", "\"mode\": \"fast\", \"ratio\""),
        ],
    );
    let after = edited(
        MADE,
        &[
            ("?mode=fast", ""),
            ("{\"name\"", "{\"mode\":\"fast\",\"name\""),
        ],
    );
    assert_eq!(example.request, differs(MADE, &after));
    let example = changed(
        MAKE,
        &[
            ("      depth: { type: u32, doc: Depth. }\n", ""),
            (
                "  ratio: {",
                "  depth: { type: u32, doc: Depth. }\n  ratio: {",
            ),
            (", \"depth\": 4", ""),
            ("\"ratio\": 1", "\"depth\": 4, \"ratio\": 1"),
        ],
    );
    let after = edited(
        MADE,
        &[(",\"depth\":4", ""), ("\"ratio\"", "\"depth\":4,\"ratio\"")],
    );
    assert_eq!(example.request, differs(MADE, &after));
}

#[test]
fn values_written_in_another_way() {
    let text = edited(MADE, &[("\"count\":5", "\"count\":\"5\"")]);
    let as_text = ("count: { type: u32,", "count: { type: u32, wire: string,");
    let shown = ("\"count\": 5", "\"count\": \"5\"");
    assert_eq!(
        changed(MAKE, &[as_text, shown]).request,
        differs(MADE, &text)
    );
    let string = ("count: { type: u32,", "count: { type: string,");
    assert_eq!(
        changed(MAKE, &[string, shown]).request,
        differs(MADE, &text)
    );
    let comma = changed(
        FIND,
        &[
            (
                "tags: { type: [string],",
                "tags: { type: [string], style: comma,",
            ),
            ("tags=x&tags=y", "tags=x,y"),
        ],
    );
    let after = edited(FOUND, &[("tags=x&tags=y", "tags=x,y")]);
    assert_eq!(comma.request, differs(FOUND, &after));
    let millis = changed(
        FIND,
        &[
            ("unix_seconds", "unix_millis"),
            ("1700000000", "1700000000000"),
            ("1700086400", "1700086400000"),
        ],
    );
    let after = edited(
        FOUND,
        &[
            ("1700000000", "1700000000000"),
            ("1700086400", "1700086400000"),
        ],
    );
    assert_eq!(millis.request, differs(FOUND, &after));
    let spelled = changed(
        FIND,
        &[
            ("2: { name: large,", "9: { name: large, was: \"2\","),
            ("kind=2", "kind=9"),
        ],
    );
    let after = edited(FOUND, &[("kind=2", "kind=9")]);
    assert_eq!(spelled.request, differs(FOUND, &after));
    let path = changed(FIND, &[("/v1/", "/v2/")]);
    assert_eq!(
        path.request,
        differs(FOUND, &edited(FOUND, &[("/v1/", "/v2/")]))
    );
}

#[test]
fn what_one_client_refuses() {
    let lowered = ("max: 50", "max: 10");
    let (spec, _) = FIND.split_once("examples:").unwrap();
    let old = edition(SERVICE, FIND);
    let new = edition(SERVICE, &edited(spec, &[lowered]));
    let why = "`size` must be at most 10";
    assert_eq!(old.to(&new)[0].request, refused(false, FOUND, why));
    assert_eq!(old.to(&new)[0].answer, Answer::None);
    // With an example that fits, both send it.
    let both = changed(FIND, &[lowered, ("size=20", "size=5")]);
    assert_eq!(both.request, Request::Same);
    let raised = changed(FIND, &[("max: 50", "max: 90"), ("size=20", "size=60")]);
    let sent = edited(FOUND, &[("size=20", "size=60")]);
    let why = "`size` must be at most 50";
    assert_eq!(raised.request, refused(true, &sent, why));
    let wider = changed(
        FIND,
        &[
            ("max: 31d", "max: 90d"),
            ("until=1700086400", "until=1704086400"),
        ],
    );
    let sent = edited(FOUND, &[("until=1700086400", "until=1704086400")]);
    let why = "`since` and `until` must be at most 31 days apart";
    assert_eq!(wider.request, refused(true, &sent, why));
    let required = "query:\n  zone: { type: string, required: true, doc: Where. }\n";
    let new = edition(SERVICE, &edited(spec, &[("query:\n", required)]));
    assert_eq!(
        old.to(&new)[0].request,
        refused(false, FOUND, "`zone` is required")
    );
    let shown = changed(FIND, &[("query:\n", required), ("?size", "?zone=z&size")]);
    let after = edited(FOUND, &[("?size", "?zone=z&size")]);
    assert_eq!(shown.request, differs(FOUND, &after));
    let text = changed(
        MAKE,
        &[
            ("count: { type: u32", "count: { type: string"),
            ("\"count\": 5", "\"count\": \"x\""),
        ],
    );
    let sent = edited(MADE, &[("\"count\":5", "\"count\":\"x\"")]);
    let why = "`count` takes an integer from 0 to 4294967295";
    assert_eq!(text.request, refused(true, &sent, why));
}
