//! Specs of many operations, made from one.

use std::{error::Error, fs, path::Path};

use codegen::{Source, Sources};

/// `list_corp_records` many times over, each with types of its own.
pub(crate) fn specs(root: &Path, operations: usize) -> Result<Sources, Box<dyn Error>> {
    let folder = root.join("specs/tencent-meeting");
    let source = |name: String, text: String| Source {
        path: format!("many/{name}"),
        folder: "many".to_owned(),
        name,
        text,
    };
    let service = fs::read_to_string(folder.join("service.yaml"))?
        .replace("service: tencent-meeting", "service: many")
        .replace("feature: tencent-meeting\n", "");
    let operation = fs::read_to_string(folder.join("list_corp_records.yaml"))?
        .replace("\ngroup: records", "")
        .replace("  count: current_size\n", "");
    let operation = without_enums(&operation).ok_or("the spec has another form now")?;
    let mut files = vec![source("service.yaml".to_owned(), service)];
    for index in 0..operations {
        let name = format!("list_{index}");
        let text = operation
            .replace(
                "operation: list_corp_records",
                &format!("operation: {name}"),
            )
            .replace("/v1/corp/records", &format!("/v1/corp/records{index}"));
        files.push(source(format!("{name}.yaml"), text));
    }
    Ok(Sources::new(files))
}

/// The spec with numbers in place of enums, which cost the same in all three shapes.
fn without_enums(text: &str) -> Option<String> {
    let (before, rest) = text.split_once("\nenums:\n")?;
    let (_, after) = rest.split_once("\npagination:")?;
    let (after, _) = after.split_once("\ncontradictions:\n")?;
    let mut text = format!("{before}\npagination:{after}\n");
    for name in [
        "OperatorIdType",
        "QueryRecordType",
        "RecordState",
        "RecordType",
        "SharingState",
    ] {
        text = text.replace(&format!("type: {name}"), "type: i64");
    }
    Some(text)
}
