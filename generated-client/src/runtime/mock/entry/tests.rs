use std::collections::BTreeSet;

use serde_json::json;

use super::*;

const TIME: i64 = 1_613_738_006_000;

static FILE: [FieldSpec; 5] = [
    FieldSpec::new("file_id", Kind::String).always(),
    FieldSpec::new("start", Kind::UnixMillis),
    FieldSpec::new("shared", Kind::Integers(&[0, 1])),
    FieldSpec::new("url", Kind::Url).when(&[("shared", "1")]),
    FieldSpec::new("size", Kind::Bytes).text(),
];
static MEETING: [FieldSpec; 8] = [
    FieldSpec::new("meeting_id", Kind::String).always(),
    FieldSpec::new("meeting_code", Kind::String),
    FieldSpec::new("userid", Kind::String),
    FieldSpec::new("media_start_time", Kind::UnixMillis),
    FieldSpec::new("subject", Kind::String),
    FieldSpec::new("state", Kind::Integers(&[1, 3])).always(),
    FieldSpec::new("files", Kind::List(&Kind::Object(&FILE))).when(&[("state", "3")]),
    FieldSpec::new("end", Kind::UnixSeconds),
];

fn meeting(index: u64) -> Json {
    let example = json!({
        "meeting_id": "18113044044021111111",
        "meeting_code": "29858611111",
        "userid": "test",
        "files": [{"file_id": "1362742106635911111"}],
    });
    Maker::new(7, index, TIME).entry(&Kind::Object(&MEETING), Some(&example))
}

#[test]
fn entries_have_the_documented_members() {
    let mut states = BTreeSet::new();
    for index in 0..100 {
        let entry = meeting(index);
        assert_eq!(entry, meeting(index));
        assert_eq!(entry["media_start_time"], json!(TIME));
        assert_eq!(entry["subject"], json!(format!("subject {index}")));
        assert_eq!(entry["userid"], json!(format!("user-{index}")));
        assert_eq!(entry["meeting_code"].as_str().unwrap().len(), 11);
        assert!((18..=20).contains(&entry["meeting_id"].as_str().unwrap().len()));
        let state = entry["state"].as_i64().unwrap();
        states.insert(state);
        assert_eq!(entry.get("files").is_some(), state == 3);
        let mut before = TIME;
        for file in entry
            .get("files")
            .and_then(Json::as_array)
            .into_iter()
            .flatten()
        {
            let start = file["start"].as_i64().unwrap();
            assert!(before < start && start < TIME + 2 * 3_600_000);
            before = start;
            assert_eq!(file.get("url").is_some(), file["shared"] == json!(1));
            assert!(file["size"].as_str().unwrap().parse::<u64>().unwrap() >= 10_000);
        }
        assert!(before / 1000 < entry["end"].as_i64().unwrap());
    }
    assert_eq!(states, BTreeSet::from([1, 3]));
}

#[test]
fn ids_are_unique() {
    let mut ids: [BTreeSet<String>; 4] = Default::default();
    let mut files = 0;
    for index in 0..3000 {
        let entry = meeting(index);
        for (ids, name) in ids.iter_mut().zip(["meeting_id", "meeting_code", "userid"]) {
            assert!(
                ids.insert(entry[name].as_str().unwrap().to_owned()),
                "{name}"
            );
        }
        for file in entry
            .get("files")
            .and_then(Json::as_array)
            .into_iter()
            .flatten()
        {
            files += 1;
            ids[3].insert(file["file_id"].as_str().unwrap().to_owned());
        }
    }
    assert_eq!(ids[3].len(), files);
    assert!(ids[0].iter().any(|id| id.parse::<i64>().is_err()));
}

#[test]
fn a_sketch_is_the_entry_without_lists_and_objects() {
    for index in 0..100 {
        let maker = Maker::new(7, index, TIME).sketch();
        let sketch = maker.entry(&Kind::Object(&MEETING), None);
        let mut whole = Maker::new(7, index, TIME).entry(&Kind::Object(&MEETING), None);
        whole.as_object_mut().unwrap().remove("files");
        assert_eq!(sketch, whole);
    }
}

#[test]
fn recursion_ends() {
    static NODE: [FieldSpec; 3] = [
        FieldSpec::new("id", Kind::String).always(),
        FieldSpec::new("one", Kind::Object(&NODE)),
        FieldSpec::new("many", Kind::List(&Kind::Object(&NODE))).always(),
    ];
    let entry = Maker::new(1, 5, TIME).entry(&Kind::Object(&NODE), None);
    assert_eq!(entry["id"], json!("id-5"));
    let deepest = &entry["many"][0]["one"];
    assert!(deepest["id"].is_string(), "{entry}");
    assert_eq!(deepest["many"], json!([]));
    assert_eq!(deepest.get("one"), None);
}

#[test]
fn names_become_words() {
    let cases = [
        ("media_start_time", "media start time"),
        ("creatorNick", "creator nick"),
        ("playURL", "play url"),
        ("X", "x"),
        ("", ""),
    ];
    for (name, expected) in cases {
        assert_eq!(words(name, ' '), expected);
    }
}
