//! Good answers with another body.

use std::io::Read as _;

use super::{super::alter, *};

#[test]
fn a_truncated_body_is_half_of_the_good_one() {
    // Of 73 bytes.
    assert_eq!(
        play(&Fault::Truncated).body,
        br#"{"state":1,"rooms":[{"kind":"A","id":"#[..36]
    );
}

#[test]
fn invalid_json_is_invalid_at_its_end_only() {
    for (body, expected) in [
        (GOOD, format!("{},}}", &GOOD[..GOOD.len() - 1])),
        ("{}", "{,}".to_owned()),
        ("[]", "[,}".to_owned()),
        ("", "{,}".to_owned()),
    ] {
        let mut body = body.as_bytes().to_vec();
        alter::invalid_json(&mut body);
        assert_eq!(String::from_utf8(body.clone()).unwrap(), expected);
        assert!(serde_json::from_slice::<Json>(&body).is_err());
    }
}

#[test]
fn a_compressed_body_is_the_good_one() {
    let reply = play(&Fault::Gzip);
    assert_eq!(reply.headers.get("content-encoding"), Some("gzip"));
    let mut text = String::new();
    flate2::read::GzDecoder::new(reply.body.as_slice())
        .read_to_string(&mut text)
        .unwrap();
    assert_eq!(text, GOOD);
}

#[test]
fn every_object_that_the_spec_knows_gets_an_unknown_member() {
    let new = json!({ "of": ["any", { "kind": null }] });
    assert_eq!(
        json_of(&play(&Fault::UnknownField)),
        json!({
            "state": 1,
            "rooms": [
                { "kind": "A", "id": u64::MAX, "mockUnknownField": new },
                { "kind": "B", "mockUnknownField": new },
            ],
            "mockUnknownField": new,
        })
    );
}

#[test]
fn the_first_enum_of_the_spec_that_is_there_gets_an_unknown_value() {
    let reply = play(&Fault::UnknownValue);
    assert_eq!(note(&reply), "unknown_value: rooms[0].kind");
    assert_eq!(
        json_of(&reply),
        json!({
            "state": 1,
            "rooms": [{ "kind": "SOMETHING_NEW", "id": u64::MAX }, { "kind": "B" }],
        })
    );
}

#[test]
fn unknown_values_are_written_as_the_known_ones() {
    for (fields, body, expected, path) in [
        (
            &[FieldSpec::new("a", Kind::Integers(&[0, 4, 1]))][..],
            json!({ "a": 1 }),
            json!({ "a": 5 }),
            Some("a"),
        ),
        (
            &[FieldSpec::new("a", Kind::Integers(&[0, 4])).text()],
            json!({ "a": "0" }),
            json!({ "a": "5" }),
            Some("a"),
        ),
        (
            &[FieldSpec::new("a", Kind::Integers(&[i64::MAX, -2]))],
            json!({ "a": -2 }),
            json!({ "a": -3 }),
            Some("a"),
        ),
        (
            &[FieldSpec::new("a", Kind::Strings(&["SOMETHING_NEW"]))],
            json!({ "a": "SOMETHING_NEW" }),
            json!({ "a": "SOMETHING_NEW_" }),
            Some("a"),
        ),
        (
            &[FieldSpec::new(
                "a",
                Kind::Map(&Kind::List(&Kind::Integers(&[1]))),
            )],
            json!({ "a": { "x": [], "y": [null, 1, 1] } }),
            json!({ "a": { "x": [], "y": [null, 2, 1] } }),
            Some("a[y][1]"),
        ),
        (
            &[FieldSpec::new("a", Kind::Integers(&[1]))],
            json!({ "a": null }),
            json!({ "a": null }),
            None,
        ),
    ] {
        let mut json = body.clone();
        let found = alter::unknown_value(&mut json, fields);
        assert_eq!((json, found.as_deref()), (expected, path), "{body}");
    }
}

#[test]
fn an_answer_that_cannot_be_changed_stays() {
    let call = Received::new("GET", "/v1/a/rooms");
    for body in ["", "no JSON", "[1]"] {
        for fault in [Fault::UnknownField, Fault::UnknownValue] {
            let good = || HttpReply::new(200).body(body);
            let reply = fault.apply(None, &SERVICE, &ROOMS, &call, &good, "R1");
            assert_eq!(reply.body, body.as_bytes());
        }
    }
    let good = || HttpReply::new(200).body("{}");
    let reply = Fault::UnknownValue.apply(None, &SERVICE, &ROOMS, &call, &good, "R1");
    assert_eq!(note(&reply), "unknown_value: this answer has no enum");
}
