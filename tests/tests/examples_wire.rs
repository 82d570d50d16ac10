//! The wire diff of examples: pairs written by hand, and the models of vendors that do not exist.

use codegen::{
    check,
    review::examples::{Answer, Example, Request},
};
use golden_tests::{
    generated::vendor_specs,
    load, memory, none, render,
    vendors::{
        acme::{
            Colour, CreateThing, ListThings,
            create_thing::CreateThingResponse,
            list_things::ListThingsResponse,
            types::{Folder, Level, Size},
        },
        hostile::attack::AttackResponse,
        keyed::{GetRoom, get_room::GetRoomResponse},
        open::{GetForecast, get_forecast::GetForecastResponse},
    },
    wire_diff::{Edition, bytes, fault},
};
use meeting_client::{
    Endpoint,
    runtime::{Fault, FromWire, from_json},
};
use serde_json::{Value, json};

const SERVICE: &str = "\
service: vendor
title: Vendor
host: https://api.vendor.example
credential: bearer
envelopes: [{ code: code, message: message }]
source: { evidence: inferred, note: Invented., checked: 2026-01-01 }
";

const FIND: &str = "\
operation: find_things
summary: Find things.
source: { evidence: inferred, note: Invented., checked: 2026-01-01 }
http: GET /v1/{space}/things
idempotent: true
path:
  space: { type: string, required: true, doc: Where to look. }
query:
  size: { type: u32, max: 50, doc: How many. }
  tags: { type: [string], doc: What the things have in common. }
  since: { type: unix_seconds, doc: First instant. }
  until: { type: unix_seconds, doc: Last instant. }
  kind: { type: Kind, doc: Which things. }
headers:
  X-Trace: { type: string, doc: Trace of the call. }
response:
  total: { type: u32, presence: always, doc: Number of all things. }
  things: { type: [Thing], doc: The things. }
types:
  Thing:
    doc: A thing.
    fields:
      id: { type: string, presence: always, doc: Which one. }
      title: { type: string, doc: What it is called. }
      weight: { type: f64, doc: How heavy it is. }
      labels: { type: [string], doc: What it is like. }
      state: { type: State, doc: How it is. }
enums:
  Kind:
    of: integer
    doc: Which things.
    values:
      1: { name: small, doc: Small ones. }
      2: { name: large, doc: Large ones. }
  State:
    of: string
    doc: How things are.
    values:
      open: { name: open, doc: Open. }
      shut: { name: shut, doc: Shut. }
window: { from: since, to: until, max: 31d }
examples:
  - request: |
      GET /v1/a%20b/things?size=20&tags=x&tags=y&since=1700000000&until=1700086400&kind=2
      X-Trace: t-1
    response: |
      {
        \"total\": 1,
        \"things\": [{ \"id\": \"t1\", \"title\": \"One\", \"weight\": 1.5, \"labels\": [\"new\"], \"state\": \"open\" }]
      }
";

const FOUND: &str = "GET https://api.vendor.example/v1/a%20b/things\
    ?size=20&tags=x&tags=y&since=1700000000&until=1700086400&kind=2\nX-Trace: t-1";

const MAKE: &str = "\
operation: make_thing
summary: Make a thing.
source: { evidence: inferred, note: Invented., checked: 2026-01-01 }
http: POST /v1/things
idempotent: false
query:
  mode: { type: string, doc: How to make it. }
body:
  name: { type: string, required: true, doc: What to call it. }
  count: { type: u32, doc: How many. }
  ratio: { type: f64, doc: Part of the whole. }
  size: { type: Size, doc: How large it is. }
  parts: { type: [Part], doc: What it is made of. }
types:
  Size:
    doc: A size.
    fields:
      width: { type: u32, required: true, doc: Width. }
      depth: { type: u32, doc: Depth. }
  Part:
    doc: A part.
    fields:
      code: { type: string, required: true, doc: Which part. }
examples:
  - request: |
      POST /v1/things?mode=fast

      {
        \"parts\": [{ \"code\": \"a\" }, { \"code\": \"b\" }],
        \"size\": { \"width\": 3, \"depth\": 4 }, \"ratio\": 1, \"count\": 5, \"name\": \"box \\u4e2d\"
      }
";

const MADE: &str = "POST https://api.vendor.example/v1/things?mode=fast\n\
    Content-Type: application/json\n\n\
    {\"name\":\"box 中\",\"count\":5,\"ratio\":1.0,\"size\":{\"width\":3,\"depth\":4},\
    \"parts\":[{\"code\":\"a\"},{\"code\":\"b\"}]}";

fn edition(service: &str, operation: &str) -> Edition {
    let name = if operation.starts_with(&FIND[..22]) {
        "vendor/find_things.yaml"
    } else {
        "vendor/make_thing.yaml"
    };
    let sources = memory(&[("vendor/service.yaml", service), (name, operation)]);
    let checked = check(&sources, Vec::new());
    assert!(!checked.has_errors(), "{}", render(&sources, &checked));
    let specs = checked.specs;
    Edition { sources, specs }
}

/// A text with replacements, each of which occurs.
fn edited(text: &str, edits: &[(&str, &str)]) -> String {
    edits.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    })
}

/// What becomes of the only example of an operation.
fn changed(text: &str, edits: &[(&str, &str)]) -> Example {
    let found = edition(SERVICE, text).to(&edition(SERVICE, &edited(text, edits)));
    let [example] = &found[..] else {
        panic!("{found:#?}");
    };
    example.clone()
}

fn differs(before: &str, after: &str) -> Request {
    Request::Differs {
        before: before.to_owned(),
        after: after.to_owned(),
    }
}

fn refused(released: bool, sent: &str, why: &str) -> Request {
    Request::Refused {
        released,
        sent: sent.to_owned(),
        why: why.to_owned(),
    }
}

fn loses(path: &str, what: &str) -> Answer {
    Answer::Loses(vec![(path.to_owned(), what.to_owned())])
}

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

fn vendors() -> Edition {
    let (sources, found) = load(&vendor_specs());
    let checked = check(&sources, found);
    assert!(!checked.has_errors(), "{}", render(&sources, &checked));
    Edition {
        sources,
        specs: checked.specs,
    }
}

#[test]
fn the_bytes_are_those_that_generated_clients_send() {
    let calls = [
        (
            "acme",
            "list_things",
            ListThings::new("a b", "t1")
                .cursor("c1")
                .limit(10)
                .tags(["x", "y"])
                .levels([Level::Mute, Level::Normal])
                .deep(true)
                .near(45.0)
                .colour(Colour::None)
                .request(),
        ),
        (
            "acme",
            "create_thing",
            CreateThing::new("box", Size::new(3, 4).weight(12), -5, [""; 0])
                .sizes(Vec::<Size>::new())
                .grid(Vec::<Vec<String>>::new())
                .level(Level::Normal)
                .tree(Folder::new("root"))
                .request(),
        ),
        (
            "acme",
            "create_thing",
            CreateThing::new("box", Size::new(3, 4), 1, ["a"]).request(),
        ),
        ("keyed", "get_room", GetRoom::new("1+1").request()),
        ("open", "get_forecast", GetForecast::new(-1.5, 2).request()),
    ];
    let old = vendors();
    let mut moved = vendors();
    for service in &mut moved.specs.services {
        service.host.value = "https://moved.example".to_owned();
    }
    let mut found = old.to(&moved);
    found.retain(|it| it.service != "hostile");
    assert_eq!(found.len(), calls.len());
    found.sort_by_key(|it| it.operation != "list_things");
    for (example, (service, operation, request)) in found.iter().zip(calls) {
        assert_eq!(
            (&*example.service, &*example.operation),
            (service, operation)
        );
        let known = old
            .specs
            .services
            .iter()
            .find(|it| it.name.value == service);
        let request = request.expect("a request");
        let before = bytes(&request, &known.unwrap().host.value);
        let after = bytes(&request, "https://moved.example");
        assert_eq!(example.request, differs(&before, &after));
    }
}

/// A reader of answers, whatever they are.
type Reader = fn(&str) -> Result<(), Fault>;

fn reader<T: FromWire>(text: &str) -> Result<(), Fault> {
    from_json::<T>(text.as_bytes()).map(drop)
}

#[test]
fn mutated_answers_are_read_as_generated_models_read_them() {
    let readers: [(&str, &str, Reader); 5] = [
        ("acme", "create_thing", reader::<CreateThingResponse>),
        ("acme", "list_things", reader::<ListThingsResponse>),
        ("hostile", "attack", reader::<AttackResponse>),
        ("keyed", "get_room", reader::<GetRoomResponse>),
        ("open", "get_forecast", reader::<GetForecastResponse>),
    ];
    let vendors = vendors();
    let mut complaints = Vec::new();
    let (mut good, mut bad) = (0, 0);
    for (service, operation, read) in readers {
        let edition = vendors.only(service, operation).lenient();
        let examples = &edition.specs.services[0].operations[0].examples;
        let mut texts = odd_answers();
        for example in examples {
            let text = &example.response.as_ref().expect("an answer").value;
            mutate(&serde_json::from_str(text).expect("JSON"), &mut texts);
        }
        for (text, said) in texts.iter().zip(edition.read(&texts)) {
            let expected = read(text);
            let agrees = match (&said, &expected) {
                (Answer::Reads | Answer::Loses(_), Ok(())) => {
                    good += 1;
                    true
                }
                (Answer::Fails(path, why), Err(found)) => {
                    bad += 1;
                    let expected = fault(found);
                    // Where a text ends is known to the client alone.
                    let line = expected.1.split(" at line").next().unwrap_or_default();
                    *path == expected.0 && why.starts_with(line)
                }
                _ => false,
            };
            if !agrees {
                complaints.push(format!("{operation}: {said:?}, {expected:?}\n{text}"));
            }
        }
    }
    none(&complaints);
    assert!(good > 200 && bad > 300, "{good} {bad}");
}

/// Answers of `list_things` that say what no example says.
fn odd_answers() -> Vec<String> {
    let thing = |members: &str| {
        format!(r#"{{"code":0,"items":[{{"id":"1","owner":{{"id":"2"}},{members}}}]}}"#)
    };
    let nested = |depth: usize| format!("\"extra\":{}{}", "[".repeat(depth), "]".repeat(depth));
    [
        r#""count":"-1""#.to_owned(),
        r#""count":"18446744073709551616""#.to_owned(),
        r#""count":"+1""#.to_owned(),
        r#""count":1"#.to_owned(),
        r#""value":-0"#.to_owned(),
        r#""value":"-0""#.to_owned(),
        r#""value":1e3"#.to_owned(),
        r#""ratio":"inf""#.to_owned(),
        r#""ratio":"1e400""#.to_owned(),
        r#""ratio":"1e4""#.to_owned(),
        r#""size":null,"fileSize":"x""#.to_owned(),
        r#""length":1,"fileSize":2"#.to_owned(),
        r#""tags":[null]"#.to_owned(),
        r#""scores":{"a b":[1,null]}"#.to_owned(),
        "\"scores\":{\"\\u202e\\n\":1}".to_owned(),
        r#""parts":{"":{"parts":[{"weight":"1"}]}}"#.to_owned(),
        r#""odd \"name\"\n\\":1"#.to_owned(),
        r#""folder":{}"#.to_owned(),
        r#""folder":{"name":"r","owner":{"nickname":1}}"#.to_owned(),
        r#""older_name":1"#.to_owned(),
        r#""colour":"navy""#.to_owned(),
        r#""created":9223372036854775808"#.to_owned(),
        nested(100),
        nested(124),
        nested(125),
        nested(126),
        nested(200),
    ]
    .iter()
    .map(|it| thing(it))
    .collect()
}

/// The answer with each of its values left out, and replaced by others of every type.
fn mutate(answer: &Value, texts: &mut Vec<String>) {
    let others = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(987_654),
        json!(u64::MAX),
        json!(1.5),
        json!(1e300),
        json!(""),
        json!("7"),
        json!("brand_new"),
        json!([]),
        json!([null]),
        json!(["x"]),
        json!({}),
        json!({"x": 1}),
    ];
    for pointer in pointers(answer, "") {
        for other in &others {
            let mut changed = answer.clone();
            if let Some(value) = changed.pointer_mut(&pointer) {
                *value = other.clone();
            }
            texts.push(changed.to_string());
        }
        let mut changed = answer.clone();
        if let Some((parent, name)) = pointer.rsplit_once('/')
            && let Some(Value::Object(members)) = changed.pointer_mut(parent)
        {
            members.remove(&name.replace("~1", "/").replace("~0", "~"));
            texts.push(changed.to_string());
        }
    }
}

/// Where the values of an answer are.
fn pointers(value: &Value, at: &str) -> Vec<String> {
    let mut all = vec![at.to_owned()];
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                all.extend(pointers(item, &format!("{at}/{index}")));
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                all.extend(pointers(member, &format!("{at}/{name}")));
            }
        }
        _ => {}
    }
    all
}
