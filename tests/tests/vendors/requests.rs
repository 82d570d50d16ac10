//! What is sent, byte for byte, and where credentials are put.

use golden_tests::{
    replay::Replay,
    vendors::{
        acme::{
            CountThings, CreateThing, DeleteThing, ListThings, PatchThing, ReplaceThing, Status,
            replace_thing::Ring,
            types::{Folder, Level, Size},
            {Colour, Owner},
        },
        hostile::Attack,
        keyed::GetRoom,
        open::GetForecast,
        plain_header::SendNote,
    },
};
use meeting_client::{
    Bytes, Endpoint, ErrorKind, NoCredentials, Seconds, Token, UnixMillis, UnixSeconds,
    runtime::{Json, Map, Method, Request},
};

fn body(request: &Request) -> &str {
    std::str::from_utf8(request.body().unwrap()).unwrap()
}

#[test]
fn queries_and_headers_hold_every_kind_of_value() {
    let call = ListThings::new("a b", "t1")
        .cursor("c/1")
        .limit(10)
        .tags(["x", "y z"])
        .levels([Level::Mute, Level::Unknown(5)])
        .from(UnixSeconds(1))
        .to(UnixSeconds(2))
        .changed_since(UnixMillis(3))
        .deep(true)
        .near(45.5)
        .colour(Colour::DarkBlue)
        .r#type("box")
        .x_acme_secret("hush")
        .x_acme_level(Level::Loudest);
    let request = call.request().unwrap();
    assert_eq!(request.method(), Method::Get);
    assert_eq!(
        request.target(),
        "/v1/a%20b/things?cursor=c%2F1&limit=10&tags=x&tags=y%20z&levels=-1,5&from=1&to=2\
         &changed_since=3&deep=true&near=45.5&version=2&format=full&colour=dark%20%22blue%22&type=box"
    );
    let headers: Vec<_> = request.headers().iter().collect();
    assert_eq!(
        headers,
        [
            ("X-Acme-Tenant", "t1"),
            ("X-Acme-Secret", "hush"),
            ("X-Acme-Level", "9223372036854775807"),
            ("X-Acme-Api", "2026-01"),
        ]
    );
    assert!(request.headers().is_hidden("X-Acme-Secret"));
    assert!(!format!("{call:?}").contains("hush"));
    assert_eq!(request.body(), None);
}

#[test]
fn fixed_values_are_sent_without_being_asked_for() {
    let request = ListThings::new("s", "t").request().unwrap();
    assert_eq!(request.target(), "/v1/s/things?version=2&format=full");
}

#[test]
fn retired_parameters_are_not_sent_and_deprecated_ones_are() {
    let request = ListThings::new("s", "t")
        .page(3)
        .sort("name")
        .request()
        .unwrap();
    assert_eq!(
        request.target(),
        "/v1/s/things?version=2&format=full&sort=name"
    );
}

#[test]
fn bounds_are_checked_before_anything_is_sent() {
    let call = || ListThings::new("s", "t");
    for (call, problem) in [
        (call().limit(101), "`limit` must be at most 100"),
        (call().near(-90.6), "`near` must be at least -90.5"),
        (
            call().levels(Vec::<Level>::new()),
            "`levels` must have at least 1 entry",
        ),
        (
            call().r#type("abcdefghijk"),
            "`type` must have at most 10 characters",
        ),
        (
            call().from(UnixSeconds(0)).to(UnixSeconds(2_678_401)),
            "`from` and `to` must be at most 31 days apart",
        ),
    ] {
        let error = call.request().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        assert!(error.to_string().contains(problem), "{error}");
    }
}

#[test]
fn bodies_hold_objects_that_callers_build() {
    let mut labels = Map::new();
    labels.insert("a".to_owned(), "b".to_owned());
    let size = Size::new(3, 4).depth(0.5).weight(12).unit("cm");
    let tree =
        Folder::new("root").children([Folder::new("sub").owner(Owner::new("p1").nickname("Jo"))]);
    let call = CreateThing::new("box", size, -5, ["t"])
        .level(Level::Shrill)
        .amount(u64::MAX)
        .grid([vec!["a", "b"], vec![]])
        .sizes([Size::new(1, 2)])
        .labels(labels)
        .tree(tree)
        .password("hush")
        .extra(Json::Null)
        .lifetime(Seconds(60))
        .quota(Bytes(5));
    let request = call.request().unwrap();
    assert_eq!(
        body(&request),
        concat!(
            r#"{"name":"box","size":{"width":3,"height":4,"depth":0.5,"weight":"12"},"level":7,"#,
            r#""amount":"18446744073709551615","price":"-5","tags":["t"],"grid":[["a","b"],[]],"#,
            r#""sizes":[{"width":1,"height":2}],"labels":{"a":"b"},"#,
            r#""tree":{"name":"root","children":[{"name":"sub","owner":{"id":"p1","nickname":"Jo"}}]},"#,
            r#""password":"hush","extra":null,"version":18446744073709551615,"scale":0.5,"draft":false,"#,
            r#""lifetime":60,"quota":5}"#
        )
    );
    assert_eq!(
        request.headers().get("Content-Type"),
        Some("application/json")
    );
    assert!(!format!("{call:?}").contains("hush"));
    let error = CreateThing::new("", Size::new(1, 1), 0, Vec::<String>::new())
        .request()
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("`name` must have at least 1 character"),
        "{error}"
    );
}

#[test]
fn every_method_has_its_own_way() {
    let replaced = ReplaceThing::new(
        7,
        Folder::new("f"),
        [Ring::new(Vec::<Ring>::new()).value("r")],
    );
    let request = replaced.request().unwrap();
    assert_eq!(
        (request.method(), request.target()),
        (Method::Put, "/v1/things/7")
    );
    assert_eq!(
        body(&request),
        r#"{"folder":{"name":"f"},"loop":[{"rings":[],"value":"r"}]}"#
    );
    assert_eq!(
        ReplaceThing::OPERATION.other_host(),
        Some("https://bulk.acme.example")
    );
    let request = DeleteThing::new("a/b").force(true).request().unwrap();
    assert_eq!(request.method(), Method::Delete);
    assert_eq!(request.target(), "/v1/things/a%2Fb:now?force=true");
    assert!(DeleteThing::OPERATION.is_idempotent() && DeleteThing::OPERATION.is_no_content());
}

#[test]
fn what_is_gone_says_so() {
    let request = PatchThing::new("1").request().unwrap();
    assert_eq!((request.method(), body(&request)), (Method::Patch, "{}"));
    let error = CountThings::new().request().unwrap_err();
    assert_eq!(
        error.to_string(),
        "invalid request: the service no longer has this operation (2025-12-31)"
    );
}

#[tokio::test]
async fn tokens_go_where_the_vendor_wants_them() {
    let replay = Replay::new(204, "");
    replay
        .client(Token::new("tok-1"))
        .send(&DeleteThing::new("1"))
        .await
        .unwrap();
    let sent = replay.request();
    assert_eq!(sent.url(), "https://api.acme.example/v1/things/1:now");
    assert_eq!(sent.headers.get("Authorization"), Some("Bearer tok-1"));

    let replay = Replay::new(200, r#"{"errcode":0,"errmsg":"ok"}"#);
    replay
        .client(Token::new("k&y"))
        .send(&GetRoom::new("1+1"))
        .await
        .unwrap();
    assert_eq!(
        replay.request().url(),
        "https://keyed.example/room?id=1%2B1&api%20key=k%26y"
    );

    let replay = Replay::new(200, r#"{"id":5}"#);
    let answer = replay
        .client(Token::new("tok-2"))
        .send(&SendNote::new("hello"))
        .await
        .unwrap();
    assert_eq!(answer.id, 5);
    assert_eq!(replay.request().headers.get("X-Plain-Token"), Some("tok-2"));
    assert_eq!(
        replay.request().body.as_deref(),
        Some(&br#"{"text":"hello"}"#[..])
    );

    let replay = Replay::new(200, r#"{"degrees":[20,21.5]}"#);
    let answer = replay
        .client(NoCredentials)
        .send(&GetForecast::new(-1.5, 2))
        .await
        .unwrap();
    assert_eq!(answer.degrees, [20.0, 21.5]);
    assert_eq!(
        replay.request().url(),
        "http://open.example:8080/v1/forecast?latitude=-1.5&days=2"
    );
}

#[tokio::test]
async fn anonymous_calls_carry_no_token() {
    let replay = Replay::new(200, r#"{"status":{"text":"fine"}}"#);
    let answer = replay
        .client(Token::new("tok-1"))
        .send(&Status::new())
        .await
        .unwrap();
    assert_eq!(answer.status.text, "fine");
    assert_eq!(replay.request().headers.get("Authorization"), None);
}

#[test]
fn hostile_names_and_values_stay_data() {
    let request = Attack::new("x/../y", "<b>").request().unwrap();
    assert_eq!(
        request.target(),
        "/a/*/b*/x%2F..%2Fy/'(c)'?q%22%26%3D%23=%3Cb%3E"
    );
    let json: Json = serde_json::from_str(body(&request)).unwrap();
    let members = json.as_object().unwrap();
    assert_eq!(members.keys().collect::<Vec<_>>(), ["*/"]);
    let text = members["*/"].as_str().unwrap();
    assert!(
        text.starts_with("*/ /* \"# r#\" \\ ${x} {{}} concat!(\"a\")"),
        "{text}"
    );
    assert!(text.ends_with("\u{feff} end\u{61c}"), "{text}");
}
