//! The specs of the workspace; what is expected was read off their files by eye.

use codegen::model::{self, Aspect, In};
use golden_tests::workspace;
use serde_json::{Value, json};

use super::{facts_of, field, operation, workspace_model};

/// The only line of a spec that starts with a text, from 1.
fn line(file: &str, start: &str) -> u32 {
    let path = workspace("specs").join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut found = (1..).zip(text.lines()).filter(|it| it.1.starts_with(start));
    let (line, _) = found.next().unwrap_or_else(|| panic!("{file}: {start}"));
    assert_eq!(found.next(), None, "{file}: {start}");
    line
}

const RECORDS: &str = "tencent-meeting/list_corp_records.yaml";

fn exported() -> Value {
    let (_, model) = workspace_model();
    serde_json::from_str(&model::json(&model)).expect("JSON")
}

fn exported_operation(name: &str) -> Value {
    let all = exported();
    let operations = all["operations"].as_array().expect("a list");
    let found = operations.iter().find(|it| it["name"] == name);
    found.unwrap_or_else(|| panic!("no {name}")).clone()
}

/// The members that are named, of the entry that has a value.
fn part(list: &Value, key: &str, value: &str, members: &[&str]) -> Value {
    let list = list.as_array().expect("a list");
    let found = list.iter().find(|it| it[key] == value);
    let found = found.unwrap_or_else(|| panic!("no {key} {value}"));
    let member = |name: &&str| ((*name).to_owned(), found[*name].clone());
    Value::Object(members.iter().map(member).collect())
}

#[test]
fn a_list_operation_is_exported_as_documented() {
    let it = exported_operation("list_corp_records");
    assert_eq!(it["service"], "tencent-meeting");
    assert_eq!(it["method"], "GET");
    assert_eq!(it["host"], "https://api.meeting.qq.com");
    assert_eq!(it["path"], "/v1/corp/records");
    let keys = ["name", "in", "type", "required", "values", "default", "max"];
    assert_eq!(
        part(&it["params"], "name", "page_size", &keys),
        json!({"name": "page_size", "in": "query", "type": "integer", "required": false,
               "values": null, "default": 10, "max": 20})
    );
    let keys = [
        "path",
        "type",
        "values",
        "unit",
        "also",
        "presence",
        "deprecated",
    ];
    assert_eq!(
        part(&it["response"], "path", "record_meetings[].state", &keys),
        json!({"path": "record_meetings[].state", "type": "integer", "values": [1, 2, 3],
               "unit": null, "also": [], "presence": "always", "deprecated": false})
    );
    assert_eq!(
        part(
            &it["errors"],
            "code",
            "190004",
            &["status", "code", "message"]
        ),
        json!({"status": 400, "code": "190004", "message": null})
    );
    let rate = json!({"calls": 10, "per_seconds": 60, "scope": "account"});
    assert_eq!(
        it["limits"],
        json!({"rate": rate, "window_days": 31, "rates": [rate],
               "window": {"from": "start_time", "to": "end_time", "max_seconds": 2_678_400}})
    );
    assert_eq!(it["permissions"], json!(["查看企业录制", "管理企业录制"]));
    assert_eq!(it["permission_mode"], "any_of");
    assert_eq!(it["refused_credentials"], json!(["oauth2"]));
    assert_eq!(
        it["pagination"],
        json!({"items": "record_meetings", "page": "page", "first": 1, "pages": "total_page",
               "total": "total_count", "size": "page_size", "count": "current_size"})
    );
    assert_eq!(it["examples"][0]["status"], 200);
    assert_eq!(
        it["examples"][0]["body"]["record_meetings"][1]["meeting_id"],
        "18113044044021111111"
    );
}

#[test]
fn keys_stand_in_a_sensible_order() {
    let (_, model) = workspace_model();
    let text = model::json(&model);
    let start = text.find("\"list_corp_records\"").expect("the operation");
    let keys = [
        "method", "host", "path", "params", "response", "errors", "limits", "examples",
    ];
    let mut at = start;
    for key in keys {
        let found = text[at..].find(&format!("\n      \"{key}\": "));
        at += found.unwrap_or_else(|| panic!("{key} stands too early"));
    }
}

#[test]
fn the_export_is_the_same_every_time_and_holds_every_operation() {
    let (_, model) = workspace_model();
    let (_, again) = workspace_model();
    assert_eq!(model::json(&model), model::json(&again));
    let names: Vec<String> = model
        .operations
        .iter()
        .map(|it| format!("{}/{}", it.service, it.name))
        .collect();
    let mut files = Vec::new();
    for service in ["dingtalk", "tencent-meeting"] {
        for name in golden_tests::entries(&workspace("specs").join(service)) {
            let name = name.trim_end_matches(".yaml");
            if !["service", "types"].contains(&name) {
                files.push(format!("{service}/{name}"));
            }
        }
    }
    assert_eq!(names, files);
}

#[test]
fn every_fact_knows_its_line() {
    let (sources, model) = workspace_model();
    for operation in &model.operations {
        for fact in model::facts(operation) {
            let file = &sources.files()[fact.at.file as usize];
            let count = u32::try_from(file.text.lines().count()).expect("a small file");
            assert!(
                (1..=count).contains(&fact.at.line),
                "{}: {fact:?}",
                operation.name
            );
        }
    }
    let records = operation(&model, "list_corp_records");
    let facts = model::facts(records);
    let at = |subject: &str, aspect: &Aspect| {
        let mut found = facts
            .iter()
            .filter(|it| it.subject == subject && it.aspect == *aspect);
        let only = found
            .next()
            .unwrap_or_else(|| panic!("no {subject} {aspect}"));
        assert!(found.next().is_none(), "{subject} {aspect} stands twice");
        (
            sources.files()[only.at.file as usize].name.clone(),
            only.at.line,
        )
    };
    let here = |line: u32| ("list_corp_records.yaml".to_owned(), line);
    let size = line(RECORDS, "  page_size:");
    assert_eq!(at("query.page_size", &Aspect::Exists), here(size));
    assert_eq!(at("query.page_size", &Aspect::Type), here(size + 1));
    assert_eq!(at("query.page_size", &Aspect::Default), here(size + 3));
    assert_eq!(at("query.page_size", &Aspect::Max), here(size + 4));
    let state = line(RECORDS, "  RecordState:");
    assert_eq!(
        at(
            "response.record_meetings[].state",
            &Aspect::Value("2".to_owned())
        ),
        here(state + 6)
    );
    let limit = Aspect::Rate("60s".to_owned());
    assert_eq!(at("", &limit), here(line(RECORDS, "rate_limit:")));
    assert_eq!(at("", &Aspect::Window), here(line(RECORDS, "window:")));
    assert_eq!(
        at("errors.190004", &Aspect::Exists),
        here(line(RECORDS, "  - { status: 400, code: \"190004\""))
    );
    let example = line(RECORDS, "  - request:");
    assert_eq!(at("", &Aspect::Request(0)), here(example));
    // The body starts below `response: |`.
    assert_eq!(at("", &Aspect::Response(0)), here(example + 2));
    assert_eq!(
        at("", &Aspect::Host),
        (
            "service.yaml".to_owned(),
            line("tencent-meeting/service.yaml", "host:")
        )
    );
}

#[test]
fn nested_types_become_paths() {
    let (_, model) = workspace_model();
    let records = operation(&model, "list_corp_records");
    let paths: Vec<&str> = records.response.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths[4], "record_meetings");
    assert_eq!(paths[5], "record_meetings[].meeting_record_id");
    assert_eq!(paths[13], "record_meetings[].record_files");
    assert_eq!(paths[14], "record_meetings[].record_files[].record_file_id");
    assert_eq!(paths.len(), 5 + 9 + 13);
    assert_eq!(
        facts_of(
            records,
            "response.record_meetings[].record_files[].download_address"
        ),
        [
            "existence:",
            "type: string",
            "format: url",
            "presence: sharing_state is 1 and allow_download is true",
            "time of validity: 6h",
        ]
    );
    let files = field(records, "response.record_meetings[].record_files");
    assert_eq!(files.object.as_deref(), Some("RecordFile"));
    assert_eq!(files.type_text().as_deref(), Some("array of object"));

    let info = operation(&model, "query_conference_info");
    assert_eq!(
        facts_of(
            info,
            "response.confInfo.extensionAppSettings[].autoOpenMode"
        ),
        [
            "existence:",
            "type: integer",
            "value 0: 0",
            "value 1: 1",
            "value 2: 2"
        ]
    );
    assert_eq!(
        facts_of(info, "response.confInfo.bizType"),
        [
            "existence:",
            "type: string",
            "value 0: 0",
            "value 3: 3",
            "value audio_conf: audio_conf"
        ]
    );
    assert_eq!(
        facts_of(info, "response.confInfo.confDuration"),
        [
            "existence:",
            "type: integer",
            "format: duration",
            "unit: milliseconds",
            "presence: the conference has ended",
        ]
    );
    assert!(
        field(info, "response.confInfo.minutesStatus")
            .deprecated
            .is_some()
    );
}

#[test]
fn shared_types_are_resolved_in_every_operation() {
    let (sources, model) = workspace_model();
    for name in [
        "list_live_replays_by_meeting_code",
        "list_live_replays_by_meeting_id",
    ] {
        let replays = operation(&model, name);
        let device = field(replays, "query.instanceid");
        assert_eq!(device.values.len(), 17);
        let url = field(
            replays,
            "response.meeting_info_list[].live_replay_list[].video_url",
        );
        assert!(url.sensitive);
        assert_eq!(sources.files()[url.at.file as usize].name, "types.yaml");
        assert_eq!(
            url.at.line,
            line("tencent-meeting/types.yaml", "      video_url:")
        );
    }
    // A line without its file would lead astray.
    let it = exported_operation("list_live_replays_by_meeting_code");
    let list = it["response"].as_array().expect("a list");
    assert!(list[0].get("line").is_some());
    assert_eq!(list[2]["path"], "meeting_info_list[].meeting_id");
    assert_eq!(list[2].get("line"), None);
}

#[test]
fn what_the_service_says_is_told_apart() {
    let (_, model) = workspace_model();
    let start = operation(&model, "start_cloud_record");
    assert_eq!(start.rates.len(), 2);
    assert!(start.rates.iter().all(|it| it.value.of_service));
    assert_eq!(
        facts_of(start, ""),
        [
            "existence:",
            "method: POST",
            "host: https://api.dingtalk.io",
            "path: /v1.0/conference/videoConferences/{conferenceId}/cloudRecords/start",
            "sign of success: code = 200",
            "permission VideoConference.Conference.Write: VideoConference.Conference.Write",
            "number of permissions needed: all_of",
            "kind of app internal: internal",
            "kind of app third_party: third_party",
            "request of example 1: POST /v1.0/conference/videoConferences/61289f392xxx/cloudRecords/start HTTP/1.1\n\
             Host:api.dingtalk.io\nx-acs-dingtalk-access-token:d27c05xxx\nContent-Type:application/json\n{\n\
             \"unionId\" : \"WFBkgxxx\",\n\"smallWindowPosition\" : \"relative_right\",\n\"mode\" : \"speech\"\n}",
            "answer of example 1: {\"code\":\"200\"}",
        ]
    );
    let exported = exported_operation("start_cloud_record");
    assert_eq!(
        exported["limits"],
        json!({"rate": null, "window_days": null, "rates": [
            {"calls": 20, "per_seconds": 1, "scope": "app", "of_service": true},
            {"calls": 5000, "per_seconds": null, "per": "month", "scope": "organisation", "of_service": true}
        ]})
    );
    assert_eq!(
        exported["success"],
        json!({"field": "code", "equals": "200"})
    );
}

#[test]
fn places_and_other_names_are_kept() {
    let (_, model) = workspace_model();
    let play = operation(&model, "query_cloud_record_video_play_info");
    assert_eq!(
        facts_of(play, "response.fileSize"),
        [
            "existence:",
            "type: integer",
            "format: size",
            "unit: bytes",
            "other name size: size"
        ]
    );
    assert_eq!(
        facts_of(play, "path.conferenceId"),
        [
            "existence:",
            "place: path",
            "type: string",
            "required: true"
        ]
    );
    assert_eq!(
        facts_of(play, "errors.permissionError"),
        [
            "existence:",
            "status 404: 404",
            "message: permissionError:%s"
        ]
    );
    let token = operation(&model, "get_token");
    let grant = field(token, "body.grant_type");
    assert_eq!(grant.location, Some(In::Body));
    assert_eq!(
        facts_of(token, "body.grant_type"),
        [
            "existence:",
            "place: body",
            "type: string",
            "required: true",
            "fixed value: client_credentials",
        ]
    );
}
