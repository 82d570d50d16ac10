//! What is read of answers, and what was renamed and still works.

use golden_tests::{
    replay::Replay,
    vendors::{
        acme::{
            Acme, Colour, DeleteThing, ListThings, list_things::ListThingsResponse, types::Level,
        },
        hostile::{Attack, Hostile, Shared, Strange, attack::AttackError},
        keyed::Keyed,
        open::OpenWeather,
        plain_header::PlainHeader,
    },
};
use meeting_client::{
    Bytes, ErrorCode as _, Millis, Seconds, Service, Token, TokenService, UnixMillis, UnixSeconds,
    runtime::{self, TokenPlace},
};

const THINGS: &str = r#"{
    "code": 0, "message": "fine", "more": true, "next": "c2",
    "items": [
        {
            "id": 123456789012345678, "type": "box", "match": true, "self": "https://x.example",
            "value": "-7", "key": "k", "member": false, "new": true, "count": "18446744073709551615",
            "ratio": "0.25", "created": 1, "changed": "2", "lifetime": 3, "delay": 4, "fileSize": 5,
            "link": "https://hush.example", "tags": ["a"], "grid": [[1, 2], []],
            "scores": { "jo": [1, 2.5] }, "parts": { "lid": { "parts": [{ "weight": 1 }] } },
            "extra": { "deep": [null] }, "extras": [1, "2"], "colour": "navy", "levels": [11, 7, 99],
            "owner": { "id": 5, "nick": "Jo" },
            "folder": { "name": "r", "children": [{ "name": "s" }], "labels": null },
            "old_name": "o", "odd \"name\"\n\\": "odd", "unheard_of": {}
        },
        { "id": "t2", "owner": { "id": "p" }, "value": 8, "ratio": 1, "length": 6, "tags": null }
    ]
}"#;

async fn things() -> ListThingsResponse {
    let replay = Replay::new(200, THINGS);
    replay
        .client(Token::new("t"))
        .send(&ListThings::new("s", "t"))
        .await
        .unwrap()
}

#[tokio::test]
async fn every_type_is_read() {
    let answer = things().await;
    assert_eq!(
        (answer.more, answer.next.as_deref()),
        (Some(true), Some("c2"))
    );
    let [first, second] = &answer.items[..] else {
        panic!("two things");
    };
    assert_eq!(first.id, "123456789012345678");
    assert_eq!(
        (first.r#type.as_deref(), first.r#match),
        (Some("box"), Some(true))
    );
    assert_eq!(first.self_url.as_deref(), Some("https://x.example"));
    assert_eq!((first.value, first.key.as_deref()), (Some(-7), Some("k")));
    assert_eq!((first.member, first.new), (Some(false), Some(true)));
    assert_eq!((first.count, first.ratio), (Some(u64::MAX), Some(0.25)));
    assert_eq!(first.created, Some(UnixSeconds(1)));
    assert_eq!(first.changed, Some(UnixMillis(2)));
    assert_eq!(
        (first.lifetime, first.delay),
        (Some(Seconds(3)), Some(Millis(4)))
    );
    assert_eq!((first.size, second.size), (Some(Bytes(5)), Some(Bytes(6))));
    assert_eq!(
        first.link.as_ref().unwrap().expose(),
        "https://hush.example"
    );
    assert!(!format!("{first:?}").contains("hush"));
    assert_eq!(first.grid, [vec![1, 2], vec![]]);
    assert_eq!(first.scores["jo"], [1.0, 2.5]);
    assert_eq!(first.parts["lid"].parts[0].weight, Some(1.0));
    assert_eq!(
        first.extra.as_ref().unwrap()["deep"][0],
        runtime::Json::Null
    );
    assert_eq!(first.extras.len(), 2);
    assert_eq!(first.colour, Some(Colour::DarkBlue));
    assert_eq!(
        first.levels,
        [Level::Loudest, Level::Shrill, Level::Unknown(99)]
    );
    assert_eq!(
        (first.owner.id.as_str(), first.owner.nickname.as_deref()),
        ("5", Some("Jo"))
    );
    assert_eq!(first.folder.as_ref().unwrap().children[0].name, "s");
    assert_eq!(
        (first.old_name.as_deref(), first.odd.as_deref()),
        (Some("o"), Some("odd"))
    );
    assert_eq!(first.older_name, None);
    assert_eq!((second.value, second.ratio), (Some(8), Some(1.0)));
    assert!(second.tags.is_empty() && second.parts.is_empty());
}

#[tokio::test]
async fn what_was_read_can_be_written_and_read_again() {
    let answer = things().await;
    let json = serde_json::to_string(&answer).unwrap();
    let again: ListThingsResponse = serde_json::from_str(&json).unwrap();
    assert_eq!(again, answer);
    assert!(json.contains(r#""count":"18446744073709551615""#), "{json}");
    assert!(json.contains(r#""colour":"dark \"blue\"""#), "{json}");
}

#[tokio::test]
async fn an_empty_body_is_a_success_where_nothing_is_documented() {
    for (status, body) in [(204, ""), (200, ""), (200, r#"{"code":0}"#)] {
        let replay = Replay::new(status, body);
        let answer = replay
            .client::<Acme>(Token::new("t"))
            .send_with_meta(&DeleteThing::new("1"))
            .await;
        assert_eq!(answer.unwrap().meta.status, status, "{body}");
    }
    let replay = Replay::new(200, "");
    let error = replay
        .client(Token::new("t"))
        .send(&ListThings::new("s", "t"))
        .await
        .unwrap_err();
    assert!(error.to_string().contains("empty body"), "{error}");
}

#[test]
fn former_names_are_aliases() {
    use golden_tests::vendors::acme::{
        Color, Person, SearchThings,
        list_things::{SearchThingsError, SearchThingsResponse},
    };
    let _: SearchThings = ListThings::new("s", "t");
    let _: fn(ListThingsResponse) -> SearchThingsResponse = |it| it;
    assert_eq!(
        SearchThingsError::from_code("2001"),
        SearchThingsError::NoSuchSpace
    );
    assert_eq!(Color::from("navy"), Colour::DarkBlue);
    assert_eq!(Color::DarkBlue.as_str(), "dark \"blue\"");
    assert_eq!(Person::new("1").id, "1");
}

#[test]
fn services_are_what_their_specs_say() {
    assert_eq!((Acme::NAME, Acme::TITLE), ("acme", "Acme"));
    assert_eq!(Acme::BASE_URL, "https://api.acme.example");
    assert_eq!(Acme::PLACE, TokenPlace::Bearer);
    assert_eq!(Keyed::PLACE, TokenPlace::Query("api key"));
    assert_eq!(PlainHeader::PLACE, TokenPlace::Header("X-Plain-Token"));
    assert_eq!(
        (OpenWeather::NAME, OpenWeather::BASE_URL),
        ("open", "http://open.example:8080")
    );
    assert_eq!(Hostile::PLACE, TokenPlace::Header("X-`'|~"));
}

#[tokio::test]
async fn hostile_names_are_read_as_they_stand() {
    let replay = Replay::new(200, r#"{"quo\"te":"ok\"\\","loop":{"again":[{}]}}"#);
    let client = replay.client::<Hostile>(Token::new("t"));
    let answer = client.send(&Attack::new("x", "y")).await.unwrap();
    assert_eq!(answer.quote, "ok\"\\");
    assert_eq!(answer.r#loop.unwrap().again.len(), 1);
    let body = "{\"error\":{\"\\\"co`de\\\"\":\"safe\u{202e} evil \u{2066} \u{2069} \u{200f} \u{200b} \u{feff} \
                end\u{61c}\",\"*/\":1}}";
    let replay = Replay::new(400, body);
    let client = replay.client::<Hostile>(Token::new("t"));
    let error = client.send(&Attack::new("x", "y")).await.unwrap_err();
    assert_eq!(error.code_as::<AttackError>(), Some(AttackError::Error5));
    let json = "{\"line\\nbreak\":\"a\",\"\u{202e}rtl3\":\"b\",\"```2\":\"c\",\" \":\"d\"}";
    let shared: Shared = serde_json::from_str(json).unwrap();
    let read = [
        &shared.wire_2,
        &shared.wire_8,
        &shared.wire_12,
        &shared.wire_10,
    ];
    assert_eq!(read.map(|it| it.as_deref().unwrap()), ["a", "b", "c", "d"]);
    assert_eq!(Strange::from("").as_str(), "");
    assert_eq!(Strange::from("\u{202e}rtl4"), Strange::Value8);
}
