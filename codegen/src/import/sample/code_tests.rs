use super::{Assignments, assignments, language::detect, same_name, shared_call};

fn read(code: &str, label: Option<&str>) -> Assignments {
    assignments(code, 3, label).unwrap_or_else(|| panic!("{code}"))
}

#[track_caller]
fn check(
    code: &str,
    label: Option<&str>,
    language: &str,
    pairs: &[(u32, &str, &str)],
    call: Option<&str>,
) {
    let found = read(code, label);
    let found_pairs: Vec<_> = found
        .pairs
        .iter()
        .map(|(line, name, value)| (*line, name.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        (
            found.language.as_str(),
            found_pairs.as_slice(),
            found.call.as_deref()
        ),
        (language, pairs, call),
        "{code}"
    );
}

#[test]
fn java() {
    check(
        "package com.fern;\n// .setRoomId(\"no\")\nclient.config.protocol = \"https\";\nListSeatsRequest req = new ListSeatsRequest()\n  .setRoomId(\"r1\")\n  .setLimit(20L);\nreq.userId = \"u\\\"1\";\nclient.listSeatsWithOptions(\"r1\", req);",
        None,
        "java",
        &[
            (5, "protocol", "https"),
            (7, "roomId", "r1"),
            (8, "limit", "20"),
            (9, "userId", "u\"1"),
        ],
        Some("listSeats"),
    );
}

#[test]
fn python() {
    check(
        "import sys\n\"\"\"\nroom_id='no'\n\"\"\"\nreq = models.ListSeatsRequest(\n    room_id='r1', # room\n    flag=True,\n    limit=-5\n)\nawait client.list_seats_with_options_async('r1', req)",
        None,
        "python",
        &[
            (8, "room_id", "r1"),
            (9, "flag", "true"),
            (10, "limit", "-5"),
        ],
        Some("listSeats"),
    );
}

#[test]
fn php() {
    check(
        "<?php\n$req = new ListSeatsRequest([\n  \"roomId\" => \"r1\",\n  'limit' => 5\n]);\n$req->userId = \"u1\";\n$client->listSeatsWithOptions(\"r1\", $req);",
        None,
        "php",
        &[(5, "roomId", "r1"), (6, "limit", "5"), (8, "userId", "u1")],
        Some("listSeats"),
    );
}

#[test]
fn go() {
    check(
        "package main\nreq := &fern.ListSeatsRequest{\n  RoomId: tea.String(\"r1\"),\n  Limit: tea.Int64(5),\n}\nname := \"n\"\n_, err = client.ListSeatsWithOptions(tea.String(\"r1\"), req)",
        Some("Go"),
        "go",
        &[(5, "RoomId", "r1"), (6, "Limit", "5"), (8, "name", "n")],
        Some("listSeats"),
    );
}

#[test]
fn javascript() {
    check(
        "const x = require('fern');\nlet req = new fern.ListSeatsRequest({\n  roomId: \"r1\",\n  'limit': 5,\n  other: y ? a : \"b\",\n});\nawait client.listSeats(req);",
        Some("Node.js"),
        "javascript",
        &[(5, "roomId", "r1"), (6, "limit", "5")],
        Some("listSeats"),
    );
}

#[test]
fn csharp_and_cpp() {
    check(
        "using System;\nvar req = new ListSeatsRequest\n{\n  RoomId = \"r1\",\n  Limit = 5,\n};\nif (RoomId == \"no\") {}\nclient.ListSeatsWithOptions(\"r1\", req);",
        None,
        "csharp",
        &[(6, "RoomId", "r1"), (7, "Limit", "5")],
        Some("listSeats"),
    );
    check(
        "#include <map>\nreq = make_shared<Request>(map<string, boost::any>({\n  {\"roomId\", boost::any(string(\"r1\"))},\n  {\"limit\", boost::any(5)}\n}));\nreq->userId = make_shared<string>(\"u1\");\nclient->listSeatsWithOptions(make_shared<string>(\"r1\"), req);",
        Some("C"),
        "cpp",
        &[(5, "roomId", "r1"), (6, "limit", "5"), (8, "userId", "u1")],
        Some("listSeats"),
    );
}

#[test]
fn ruby_and_languages_without_rules() {
    check(
        "require 'fern'\nreq = Fern::Request.new(room_id: \"r1\", :limit => 5)\nclient.list_seats(req)",
        None,
        "ruby",
        &[(4, "room_id", "r1"), (4, "limit", "5")],
        Some("listSeats"),
    );
    check(
        "val req = Request(roomId = \"r1\")",
        Some("Kotlin"),
        "kotlin",
        &[(3, "roomId", "r1")],
        None,
    );
}

#[test]
fn addresses_json_and_setters_in_any_language() {
    check(
        "import requests\nr = requests.get('https://a.test/v1/seats?room_id=r1&n=5')\nd = '{\"flag\": true,\\n\"o\": {\"p\": \"q\"}}'\nm.put(\"userId\", \"u1\")\np[\"page\"] = 2\nx = \"a\" + y",
        None,
        "python",
        &[
            (4, "room_id", "r1"),
            (4, "n", "5"),
            (5, "d", "{\"flag\": true,\n\"o\": {\"p\": \"q\"}}"),
            (5, "flag", "true"),
            (5, "p", "q"),
            (6, "userId", "u1"),
            (7, "page", "2"),
        ],
        None,
    );
}

#[test]
fn what_is_no_program_has_no_assignments() {
    for code in [
        "{\"a\": 1}",
        "GET /x HTTP/1.1\nHost: a",
        "curl https://a.test -d a=1",
        "some words",
    ] {
        assert!(assignments(code, 1, None).is_none(), "{code}");
        assert!(assignments(code, 1, Some("HTTP")).is_none(), "{code}");
    }
    assert_eq!(
        detect("export default class A {}\nlet a = 1"),
        Some("javascript")
    );
}

#[test]
fn names_and_calls_are_compared() {
    assert!(same_name("union_id", "unionId") && same_name("XKey", "x-key") && !same_name("a", "b"));
    let sample = |call: &str| Assignments {
        call: Some(call.to_owned()),
        ..Assignments::default()
    };
    let samples = [
        sample("a"),
        sample("b"),
        sample("b"),
        Assignments::default(),
    ];
    assert_eq!(shared_call(&samples).as_deref(), Some("b"));
    assert_eq!(shared_call(&samples[..2]).as_deref(), Some("a"));
}

#[test]
fn hostile_code_takes_time_in_proportion() {
    for piece in [
        "\"", "'", "`", "/*", "\"\"\"", "a=", "a(", "a.b(", "<!--", "x=((", "\\", "a:\"{", "-",
        "\0", "a=\"b\";", "a<", "$", "?a:",
    ] {
        let start = std::time::Instant::now();
        drop(assignments(
            &piece.repeat((1 << 18) / piece.len()),
            1,
            Some("java"),
        ));
        assert!(start.elapsed().as_secs() < 20, "{piece:?}");
    }
}
