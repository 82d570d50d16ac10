//! What is predicted of requests and answers is what generated clients do.

use super::pairs::differs;
use codegen::{check, review::examples::Answer};
use golden_tests::{
    generated::vendor_specs,
    load, none, render,
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
