//! A realistic change of a vendor on the specs as they are: exactly what it says is found, at its lines.

use std::path::Path;

use crate::{
    Sources, check,
    diff::{Change, models},
    model::of_specs,
    source::Source,
};

/// In which file, what, and what instead.
const EDITS: [(&str, &str, &str); 6] = [
    (
        "query_conference_info.yaml",
        "      creatorNick: {",
        "      creatorName: {",
    ),
    (
        "query_conference_info.yaml",
        "      3: { name: ended, term: 录制已结束, doc: Over. }\n  MinutesStatus",
        "      3: { name: ended, term: 录制已结束, doc: Over. }\n      4: { name: failed, term: 录制失败, doc: It failed. }\n  MinutesStatus",
    ),
    (
        "query_conference_info.yaml",
        "activeNum: { type: u32, term",
        "activeNum: { type: u32, unit: people, term",
    ),
    (
        "query_conference_info.yaml",
        "doc: Allows reading information about conferences.\n",
        "doc: Allows reading information about conferences.\n    - name: Contact.User.Read\n",
    ),
    (
        "query_conference_info.yaml",
        "  - status: 400\n    code: paramError",
        "  - status: 404\n    code: paramError",
    ),
    ("list_corp_records.yaml", "max: 20\n", "max: 10\n"),
];

fn sources(edited: bool) -> Sources {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let (sources, found) = Sources::load(&folder, "specs").unwrap();
    assert!(found.is_empty());
    let mut files: Vec<Source> = sources.files().to_vec();
    if edited {
        for (name, from, to) in EDITS {
            let file = files.iter_mut().find(|it| it.name == name).unwrap();
            assert!(file.text.contains(from), "{from}");
            file.text = file.text.replacen(from, to, 1);
            // The example follows.
            file.text = file.text.replace("\"creatorNick\"", "\"creatorName\"");
        }
    }
    Sources::new(files)
}

/// The line of a text in a file.
fn line(sources: &Sources, name: &str, text: &str) -> (String, u32) {
    let file = sources.files().iter().find(|it| it.name == name).unwrap();
    let before = file.text.split(text).next().unwrap();
    let line = before.matches('\n').count() + 1;
    (file.path.clone(), u32::try_from(line).unwrap())
}

#[test]
fn a_realistic_edit_is_found_at_its_lines() {
    let (from, to) = (sources(false), sources(true));
    let (old, new) = (check(&from, Vec::new()), check(&to, Vec::new()));
    assert!(!new.has_errors(), "{:#?}", new.diagnostics);
    let all = models(&of_specs(&from, &old.specs), &of_specs(&to, &new.specs));
    let at = |sources: &Sources, at: crate::model::At| {
        (sources.files()[at.file as usize].path.clone(), at.line)
    };
    let found: Vec<_> = all
        .iter()
        .flat_map(|it| {
            it.changes
                .iter()
                .map(move |change| (it.name.as_str(), change))
        })
        .map(|(operation, it): (_, &Change)| {
            let places = (at(&from, it.old_at), at(&to, it.new_at));
            (operation, it.kind.id(), it.subject.as_str(), places)
        })
        .collect();
    let both = |name: &str, text: &str| (line(&from, name, text), line(&to, name, text));
    let info = "query_conference_info.yaml";
    let corp = "list_corp_records.yaml";
    let renamed = (
        line(&from, info, "creatorNick: {"),
        line(&to, info, "creatorName: {"),
    );
    // What came has no line of its own on the old side: the operation's, or the field's.
    let permission = (
        line(&from, info, "operation:"),
        line(&to, info, "name: Contact.User.Read"),
    );
    let value = (
        line(&from, info, "cloudRecordStatus: {"),
        line(&to, info, "4: { name: failed"),
    );
    let unit = (
        line(&from, info, "activeNum: {"),
        line(&to, info, "activeNum: {"),
    );
    let status = (
        line(&from, info, "status: 400\n    code: paramError"),
        line(&to, info, "status: 404\n    code: paramError"),
    );
    let example = both(info, "GET /v1.0/conference/videoConferences/6323d7xxxxx");
    let answer = both(info, "\"confInfo\" : {");
    let answer = ((answer.0.0, answer.0.1 - 1), (answer.1.0, answer.1.1 - 1));
    assert_ne!(example, answer);
    let size = (line(&from, corp, "max: 20"), line(&to, corp, "max: 10"));
    let info = "query_conference_info";
    assert_eq!(
        found,
        [
            (info, "A02", "", permission),
            (info, "R33", "response.confInfo.activeNum", unit),
            (info, "R06", "response.confInfo.creatorName", renamed),
            (info, "V06", "response.confInfo.cloudRecordStatus", value),
            (info, "X03", "errors.paramError", status),
            (info, "D03", "examples[0]", answer),
            ("list_corp_records", "C09", "query.page_size", size),
        ]
    );
}
