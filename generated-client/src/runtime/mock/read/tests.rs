use serde_json::json;

use super::*;
use crate::runtime::{Method, Operation};

const fn query(name: &'static str, kind: Kind) -> ParamSpec {
    ParamSpec::new(Location::Query, name, kind)
}

const fn member(name: &'static str, kind: Kind) -> ParamSpec {
    ParamSpec::new(Location::Body, name, kind)
}

/// Like the list of an account's recordings.
static RECORDS: OperationSpec =
    OperationSpec::new(&Operation::new("records"), Method::Get, "/records")
        .params(&[
            query("start_time", Kind::UnixSeconds).required(),
            query("end_time", Kind::UnixSeconds).required(),
            query("page_size", Kind::U32).default("10").at_most(20),
            query("operator_id", Kind::String).required(),
            query("kind", Kind::Integers(&[0, 1])).default("1"),
            query("tags", Kind::List(&Kind::String)),
            query("ids", Kind::List(&Kind::U64)).comma(),
            ParamSpec::new(Location::Header, "X-Flag", Kind::Bool),
        ])
        .window(WindowSpec::new("start_time", "end_time", 31 * 86_400));

/// A path, and a body with everything.
static CHANGE: OperationSpec =
    OperationSpec::new(&Operation::new("change"), Method::Post, "/rooms/{id}").params(&[
        ParamSpec::new(Location::Path, "id", Kind::String).required(),
        member("unionId", Kind::String).required(),
        member("grant", Kind::String).fixed("code"),
        member("number", Kind::U64).text(),
        member("size", Kind::I64).at_most(20),
        member("mode", Kind::Strings(&["grid", "speech"])),
    ]);

const GOOD: &str = "/records?start_time=1000&end_time=2000&operator_id=a";

fn get(target: &str, strict: bool) -> Result<Arguments<'static>, Refusal> {
    read(
        &RECORDS,
        &Received::new("GET", target),
        &[],
        strict.then(Strict::default),
    )
}

fn problem(target: &str, strict: bool) -> String {
    match get(target, strict) {
        Ok(_) => String::new(),
        Err(refusal) => {
            assert_eq!(refusal.reason, Reason::Parameter, "{target}");
            refusal.problem
        }
    }
}

fn post(body: &str, strict: bool) -> Result<Arguments<'static>, Refusal> {
    let call = Received::new("POST", "/rooms/7").with_body(body);
    read(
        &CHANGE,
        &call,
        &[("id", "7".to_owned())],
        strict.then(Strict::default),
    )
}

#[test]
fn queries_become_values() {
    let target = format!("{GOOD}%2Fb+c&page%5Fsize=20&tags=x,y&tags=&ids=1,18446744073709551615");
    let arguments = get(&target, true).unwrap();
    let cases = [
        ("start_time", json!(1000)),
        ("operator_id", json!("a/b c")),
        ("page_size", json!(20)),
        ("tags", json!(["x,y", ""])),
        ("ids", json!([1, u64::MAX])),
    ];
    for (name, expected) in cases {
        assert_eq!(
            arguments.value(Location::Query, name),
            Some(&expected),
            "{name}"
        );
    }
    assert_eq!(arguments.value(Location::Query, "kind"), None);
    assert_eq!(arguments.find("kind"), Some(json!(1)));
}

#[test]
fn problems_of_queries() {
    let cases = [
        ("/records", "`start_time` is missing"),
        (
            "/records?start_time=&end_time=1&operator_id=a",
            "`start_time` is missing",
        ),
        (
            "/records?start_time=1&end_time=2&operator_id=",
            "`operator_id` is missing",
        ),
        (
            "/records?start_time=x&end_time=1",
            "`start_time` must be an integer",
        ),
        (
            "/records?start_time=1.5&end_time=1",
            "`start_time` must be an integer",
        ),
        (
            "/records?start_time=2&end_time=1&operator_id=a",
            "`end_time` must not be before `start_time`",
        ),
        ("/records?start_time=0&end_time=2678400&operator_id=a", ""),
        (
            "/records?start_time=0&end_time=2678401&operator_id=a",
            "`start_time` and `end_time` must be at most 31 days apart",
        ),
        (
            "/records?start_time=-9223372036854775808&end_time=9223372036854775807&operator_id=a",
            "`start_time` and `end_time` must be at most 31 days apart",
        ),
        (
            &format!("{GOOD}&page_size=21"),
            "`page_size` must be at most 20",
        ),
        (
            &format!("{GOOD}&page_size=-1"),
            "`page_size` must be an integer from 0 to 4294967295",
        ),
        (
            &format!("{GOOD}&page_size="),
            "`page_size` must be an integer from 0 to 4294967295",
        ),
        (
            &format!("{GOOD}&tags=%FF"),
            "`tags` must be percent-encoded UTF-8",
        ),
        (
            &format!("{GOOD}&ids=1,x"),
            "`ids[1]` must be an integer from 0 to 18446744073709551615",
        ),
    ];
    for (target, expected) in cases {
        assert_eq!(problem(target, false), expected, "{target}");
    }
}

#[test]
fn strict_reading_knows_documented_things_only() {
    let cases = [
        ("&kind=7", "`kind` must be one of 0, 1"),
        ("&page_size=1&page_size=2", "`page_size` is sent twice"),
        ("&ids=1&ids=2", "`ids` is sent twice"),
        ("&tags=1&tags=2", ""),
        ("&more=1", "`more` is not documented"),
        ("&secret", "a query parameter is not documented"),
        ("&a%20b=1", "a query parameter is not documented"),
        ("&%FF=1", "a query parameter is not documented"),
        ("&&", ""),
    ];
    for (more, expected) in cases {
        let target = format!("{GOOD}{more}");
        assert_eq!(problem(&target, true), expected, "{target}");
        assert_eq!(problem(&target, false), "", "{target}");
    }
    let twice = get(&format!("{GOOD}&page_size=1&page_size=2"), false).unwrap();
    assert_eq!(twice.find("page_size"), Some(json!(1)));
}

#[test]
fn headers_are_found_in_any_case() {
    let call = |value| Received::new("GET", GOOD).with_header("x-FLAG", value);
    let arguments = read(&RECORDS, &call("true"), &[], Some(Strict::default())).unwrap();
    assert_eq!(
        arguments.value(Location::Header, "X-Flag"),
        Some(&json!(true))
    );
    let refusal = read(&RECORDS, &call("yes"), &[], None).unwrap_err();
    assert_eq!(refusal.problem, "`X-Flag` must be true or false");
}

#[test]
fn bodies_become_values() {
    let body = r#"{"unionId":"u","grant":"code","number":"18446744073709551615","mode":"tree","size":null}"#;
    let arguments = post(body, false).unwrap();
    assert_eq!(arguments.value(Location::Path, "id"), Some(&json!("7")));
    assert_eq!(
        arguments.value(Location::Body, "number"),
        Some(&json!(u64::MAX))
    );
    assert_eq!(
        arguments.value(Location::Body, "mode"),
        Some(&json!("tree"))
    );
    assert_eq!(arguments.value(Location::Body, "size"), None);
    assert_eq!(arguments.get::<u64>(Location::Body, "number"), Ok(u64::MAX));
}

#[test]
fn problems_of_bodies() {
    let cases = [
        ("{}", false, "`unionId` is missing"),
        (r#"{"unionId":null}"#, false, "`unionId` is missing"),
        (r#"{"unionId":""}"#, false, ""),
        (r#"{"unionId":1}"#, false, "`unionId` must be a string"),
        (
            r#"{"unionId":"u","grant":"x"}"#,
            false,
            "`grant` must be code",
        ),
        (
            r#"{"unionId":"u","size":21}"#,
            false,
            "`size` must be at most 20",
        ),
        (
            r#"{"unionId":"u","number":1}"#,
            false,
            "`number` must be an integer from 0 to 18446744073709551615 in a string",
        ),
        (
            r#"{"unionId":"u","mode":"tree"}"#,
            true,
            "`mode` must be one of grid, speech",
        ),
        (
            r#"{"unionId":"u","more":1}"#,
            true,
            "`more` is not documented",
        ),
        (
            r#"{"unionId":"u","a b":1}"#,
            true,
            "a member of the body is not documented",
        ),
        (
            r#"{"unionId":"u","unionId":"v"}"#,
            true,
            "`unionId` is sent twice",
        ),
        (r#"{"unionId":"u","more":1,"unionId":2}"#, false, ""),
    ];
    for (body, strict, expected) in cases {
        let problem = post(body, strict).err();
        if let Some(refusal) = &problem {
            assert_eq!(refusal.reason, Reason::Parameter);
        }
        let says = problem.map_or_else(String::new, |refusal| refusal.problem);
        assert_eq!(says, expected, "{body}");
    }
    assert_eq!(post("", false).unwrap_err().reason, Reason::Body);
}

#[test]
fn the_token_of_a_service_is_no_unknown_parameter() {
    let call = Received::new("GET", format!("{GOOD}&access_token=t"));
    let token = Some("access_token");
    assert!(read(&RECORDS, &call, &[], Some(Strict { token })).is_ok());
    let refusal = read(&RECORDS, &call, &[], Some(Strict::default())).unwrap_err();
    assert_eq!(refusal.reason, Reason::Parameter);
}

#[test]
fn a_body_that_nobody_asked_for_is_not_looked_at() {
    let call = Received::new("GET", GOOD).with_body("no JSON");
    assert!(read(&RECORDS, &call, &[], Some(Strict::default())).is_ok());
}

#[test]
fn problems_do_not_show_what_was_sent() {
    const SECRET: &str = "hunter2%20hunter2";
    let names = RECORDS.params.iter().map(|param| param.name);
    let mut problems = Vec::new();
    for name in names.chain(["more", ""]) {
        for value in [
            format!("={SECRET}"),
            format!("{SECRET}=1"),
            SECRET.to_owned(),
        ] {
            let target = format!("/records?{name}{value}&{}", &GOOD["/records?".len()..]);
            problems.push(get(&target, true));
        }
    }
    let call = Received::new("GET", GOOD).with_header("X-Flag", "hunter2");
    problems.push(read(&RECORDS, &call, &[], Some(Strict::default())));
    for param in CHANGE.params {
        for value in ["\"hunter2\"", "{\"hunter2\":1}", "[\"hunter2\"]", "hunter2"] {
            let body = format!("{{\"unionId\":\"u\",\"{}\":{value}}}", param.name);
            problems.push(post(&body, true));
        }
    }
    problems.push(post("{\"unionId\":\"u\",\"hunter2 hunter2\":1}", true));
    // Only `tags` takes any text.
    assert_eq!(problems.iter().filter(|problem| problem.is_ok()).count(), 1);
    assert_eq!(problems.len(), 30 + 1 + 24 + 1);
    for refusal in problems.into_iter().filter_map(Result::err) {
        assert!(!refusal.problem.contains("hunter2"), "{}", refusal.problem);
    }
}
