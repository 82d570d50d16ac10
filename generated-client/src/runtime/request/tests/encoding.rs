//! Paths, queries, headers and bodies.

use std::collections::BTreeMap;

use super::{get, problem};
use crate::runtime::{
    Bytes, Method, Param, Request, RequestBuilder, Secret, UnixMillis, UnixSeconds,
};

fn target(builder: RequestBuilder) -> String {
    builder.build().unwrap().target().to_owned()
}

#[test]
fn methods() {
    let cases = [
        (Request::get("/"), Method::Get, "GET"),
        (Request::post("/"), Method::Post, "POST"),
        (Request::put("/"), Method::Put, "PUT"),
        (Request::patch("/"), Method::Patch, "PATCH"),
        (Request::delete("/"), Method::Delete, "DELETE"),
    ];
    for (builder, method, text) in cases {
        let request = builder.build().unwrap();
        assert_eq!(request.method(), method);
        assert_eq!(method.to_string(), text);
        assert_eq!(request.target(), "/");
        assert_eq!(request.body(), None);
        assert!(request.headers().is_empty());
    }
}

#[test]
fn a_path_parameter_is_one_segment() {
    let cases = [
        ("6139b4", "/v1/x/6139b4/y"),
        ("a/b", "/v1/x/a%2Fb/y"),
        ("a?b#c", "/v1/x/a%3Fb%23c/y"),
        ("%2e%2e", "/v1/x/%252e%252e/y"),
        ("...", "/v1/x/.../y"),
        ("{id}", "/v1/x/%7Bid%7D/y"),
        ("会议", "/v1/x/%E4%BC%9A%E8%AE%AE/y"),
        ("a\r\nb", "/v1/x/a%0D%0Ab/y"),
    ];
    for (value, expected) in cases {
        assert_eq!(
            target(Request::get("/v1/x/{id}/y").path("id", value)),
            expected
        );
    }
    let two = Request::get("/{a}/{b}").path("a", "{b}").path("b", &7_i64);
    assert_eq!(target(two), "/%7Bb%7D/7");
}

#[test]
fn a_path_parameter_cannot_vanish() {
    let path = |value: &str| problem(Request::get("/x/{id}").path("id", value));
    assert_eq!(path(""), "`id` must not be empty");
    assert_eq!(path("."), "`id` must not consist of one or two dots");
    assert_eq!(path(".."), "`id` must not consist of one or two dots");
    let absent: Option<String> = None;
    assert_eq!(
        problem(Request::get("/x/{id}").path("id", &absent)),
        "`id` must not be empty"
    );
    assert_eq!(
        problem(Request::get("/x/{id}")),
        "the path parameter `id` is not set"
    );
    assert_eq!(
        problem(Request::get("/x").path("id", "1")),
        "the path has no parameter `id`"
    );
}

#[test]
fn a_template_is_a_path() {
    for bad in [
        "", "x", "/x?y=1", "/x#y", "/x y", "/../x", "/x/.", "/é", "/x\r\n", "/a\\b",
    ] {
        assert!(
            problem(Request::get(bad)).contains("must start with a slash"),
            "{bad}"
        );
    }
    assert_eq!(
        target(Request::get("/v1.0/a:b/c%20d@e")),
        "/v1.0/a:b/c%20d@e"
    );
}

#[test]
fn query_parameters_keep_their_order() {
    let absent: Option<u32> = None;
    let builder = get()
        .query("start_time", &UnixSeconds(1_611_072_000))
        .query("page", &absent)
        .query("page_size", &Some(20_u32))
        .query("all", &true)
        .query("userid", "123+123")
        .query("名", &Secret::new("a b".to_owned()))
        .query("empty", "");
    assert_eq!(
        target(builder),
        "/v1/things?start_time=1611072000&page_size=20&all=true&userid=123%2B123&%E5%90%8D=a%20b&empty="
    );
}

#[test]
fn values_as_text() {
    let cases: [(&dyn Fn() -> Option<String>, &str); 7] = [
        (&|| UnixMillis(-1).text(), "-1"),
        (&|| Bytes(u64::MAX).text(), "18446744073709551615"),
        (&|| 1.5_f64.text(), "1.5"),
        (&|| 2.0_f64.text(), "2"),
        (&|| false.text(), "false"),
        (&|| Some(&"x").text(), "x"),
        (&|| 7_u64.text(), "7"),
    ];
    for (text, expected) in cases {
        assert_eq!(text().as_deref(), Some(expected));
    }
}

#[test]
fn lists_in_the_query() {
    let list = vec!["a b".to_owned(), "c".to_owned()];
    let some = Some(vec![1_u32, 2]);
    let none: Option<Vec<u32>> = None;
    let empty: Vec<u32> = Vec::new();
    assert_eq!(
        target(get().query_each("x", &list)),
        "/v1/things?x=a%20b&x=c"
    );
    assert_eq!(target(get().query_each("x", &some)), "/v1/things?x=1&x=2");
    assert_eq!(
        target(get().query_each("x", &none).query_each("x", &empty)),
        "/v1/things"
    );
    assert_eq!(
        target(get().query_joined("x", &list).query("y", "z")),
        "/v1/things?x=a%20b,c&y=z"
    );
    assert_eq!(target(get().query_joined("x", &some)), "/v1/things?x=1,2");
    assert_eq!(
        target(get().query_joined("x", &none).query_joined("x", &empty)),
        "/v1/things"
    );
    assert_eq!(
        problem(get().query_joined("x", &vec!["a,b".to_owned()])),
        "the entries of `x` must not contain commas"
    );
}

#[test]
fn headers() {
    let absent: Option<String> = None;
    let request = get()
        .header("X-Operator", "a b")
        .header("X-Absent", &absent)
        .header("X-Token", &Secret::new("hunter2".to_owned()))
        .build()
        .unwrap();
    assert_eq!(
        request.headers().iter().collect::<Vec<_>>(),
        [("X-Operator", "a b"), ("X-Token", "hunter2")]
    );
    assert!(!format!("{request:?}").contains("hunter2"));
    for bad in ["a\r\nX-Evil: 1", "中", "\0", " a"] {
        assert_eq!(
            problem(get().header("X-Operator", bad)),
            "`X-Operator` must consist of visible ASCII characters, with spaces between them only"
        );
    }
    assert_eq!(
        problem(get().header("X Operator:", "a")),
        "the name of a header has characters that are not allowed"
    );
}

#[test]
fn the_body_is_an_object_in_order() {
    let request = Request::post("/v1/things")
        .json("unionId", "中\"")
        .json_optional("mode", &Some("grid"))
        .json_optional("absent", &None::<u32>)
        .json("list", &[1, 2])
        .json_text("id", &7_u64)
        .json_text("absent", &None::<u64>)
        .json("grant_type", "client_credentials")
        .build()
        .unwrap();
    assert_eq!(
        request.body().map(String::from_utf8_lossy).as_deref(),
        Some(
            r#"{"unionId":"中\"","mode":"grid","list":[1,2],"id":"7","grant_type":"client_credentials"}"#
        )
    );
    assert_eq!(
        request.headers().get("content-type"),
        Some("application/json")
    );

    let body = |builder: RequestBuilder| builder.build().unwrap().body().map(<[u8]>::to_vec);
    let empty = Request::post("/").json_optional("a", &None::<u32>);
    assert_eq!(body(empty).as_deref(), Some(&b"{}"[..]));
    let late = Request::post("/")
        .json_optional("a", &None::<u32>)
        .json("b", &1)
        .json("c", &2);
    assert_eq!(body(late).as_deref(), Some(&br#"{"b":1,"c":2}"#[..]));

    let unwritable: BTreeMap<Vec<u8>, u8> = [(vec![1], 1)].into();
    assert_eq!(
        problem(Request::post("/").json("map", &unwritable)),
        "`map` cannot be written as JSON"
    );
}

#[test]
fn debug_shows_no_values() {
    let request = Request::post("/v1/{id}")
        .path("id", "my-path")
        .query("q", "my-query")
        .json("b", "my-body")
        .build()
        .unwrap();
    assert_eq!(request.template(), "/v1/{id}");
    assert_eq!(
        format!("{request:?}"),
        "Request { method: Post, template: \"/v1/{id}\", \
         headers: {\"Content-Type\": \"application/json\"}, body_bytes: 15, .. }"
    );
}
