//! What can be changed in a file of specs, key by key.

use super::tree::{Edit, Way};
use crate::yaml::{Kind, Node, Plain, Style, plain};

/// Words that stand for each other.
const WORDS: &[(&str, &[&str])] = &[
    (
        "type",
        &[
            "string",
            "url",
            "bool",
            "u32",
            "u64",
            "i64",
            "f64",
            "unix_seconds",
            "unix_millis",
            "seconds",
            "millis",
            "bytes",
        ],
    ),
    (
        "class",
        &[
            "throttled",
            "token_rejected",
            "permission",
            "transient",
            "failed",
        ],
    ),
    ("scope", &["account", "app", "organisation", "user", "ip"]),
    ("evidence", &["example", "sdk", "sibling", "inferred"]),
    ("presence", &["always"]),
    ("per", &["1s", "60s", "1d", "month"]),
    ("max", &["7d", "31d", "1h"]),
    ("expires", &["1h", "7d"]),
    ("of", &["integer", "string"]),
    ("credential", &["bearer", "none"]),
    ("from", &["end_time"]),
    ("to", &["start_time"]),
];

/// What can be added to a parameter or field.
const FIELD: &[(&str, &str)] = &[
    ("deprecated", "Not used."),
    ("retired", "2026-05-24"),
    ("unit", "minutes"),
    ("sensitive", "true"),
    ("was", "earlier"),
    ("rust_name", "other_name"),
    ("also", "[earlier]"),
    ("wire", "either"),
    ("wire", "string"),
    ("presence", "always"),
    ("required", "true"),
    ("required", "when it rains"),
    ("when", "it rains"),
    ("min", "0"),
    ("max", "999999"),
    ("min_length", "1"),
    ("max_length", "500"),
    ("pattern", "\".*\""),
    ("default", "1"),
    ("default", "x"),
    ("value", "x"),
    ("value", "1"),
    ("expires", "6h"),
    ("term", "名"),
];

const VALUE: &[(&str, &str)] = &[
    ("deprecated", "Not used."),
    ("retired", "2026-05-24"),
    ("was", "77"),
    ("term", "名"),
];

const ERROR: &[(&str, &str)] = &[
    ("deprecated", "Not used."),
    ("retired", "2026-05-24"),
    ("message", "It failed."),
    ("term", "名"),
];

const TYPE: &[(&str, &str)] = &[("was", "Earlier"), ("term", "名")];

const OPERATION: &[(&str, &str)] = &[
    ("deprecated", "Not used."),
    ("retired", "2026-05-24"),
    ("was", "earlier"),
    ("rust_name", "Earlier"),
    ("host", "\"https://other.example\""),
    ("success", "{ field: code, equals: 0 }"),
    (
        "rate_limit",
        "{ calls: 1, per: 7s, scope: app, shared: true }",
    ),
    ("group", "others"),
    ("app_types", "[internal]"),
    ("anonymous", "true"),
    ("doc", "More."),
];

const SERVICE: &[(&str, &str)] = &[
    ("rust_name", "Earlier"),
    ("success", "{ field: code, equals: 0 }"),
    (
        "rate_limit",
        "{ calls: 1, per: 7s, scope: app, shared: true }",
    ),
    (
        "hosts",
        "[{ url: \"https://other.example\", doc: Another. }]",
    ),
    ("request_id_headers", "[X-Other]"),
    ("credential_headers", "[X-Other]"),
];

const RATE: &[(&str, &str)] = &[("shared", "true"), ("doc", "More.")];

const EXAMPLE: &[(&str, &str)] = &[("status", "201"), ("doc", "More.")];

/// Everything that is tried at each place of a file; of each group, the first that is valid.
pub(super) fn of(file: &Node) -> Vec<Vec<(Way, Edit)>> {
    let mut found = Vec::new();
    walk(file, &mut Vec::new(), &mut Vec::new(), &mut found);
    found
}

fn walk(node: &Node, way: &mut Way, keys: &mut Vec<String>, out: &mut Vec<Vec<(Way, Edit)>>) {
    let mut push = |edits: Vec<Edit>| {
        out.push(edits.into_iter().map(|it| (way.clone(), it)).collect());
    };
    if !way.is_empty() {
        push(vec![Edit::Remove]);
        push(vec![Edit::Swap]);
    }
    let names: Vec<&str> = keys.iter().map(String::as_str).collect();
    match &node.kind {
        Kind::Scalar { text, style } => {
            for group in scalars(names.last().copied().unwrap_or_default(), text, *style) {
                push(group);
            }
        }
        Kind::Map(_) => {
            for (key, value) in additions(&names) {
                push(vec![Edit::Add(key, (*value).to_owned())]);
            }
            if names.len() > 1 {
                let own = names.last().copied().unwrap_or_default();
                push(vec![
                    Edit::Key(format!("{own}_x")),
                    Edit::Key(format!("{own}X")),
                    Edit::Key("99".to_owned()),
                ]);
            }
        }
        _ => {}
    }
    match &node.kind {
        Kind::Map(entries) => {
            for (index, (key, value)) in entries.iter().enumerate() {
                way.push(index);
                keys.push(key.text.clone());
                walk(value, way, keys, out);
                keys.pop();
                way.pop();
            }
        }
        Kind::List(items) => {
            for (index, item) in items.iter().enumerate() {
                way.push(index);
                keys.push("[]".to_owned());
                walk(item, way, keys, out);
                keys.pop();
                way.pop();
            }
        }
        _ => {}
    }
}

/// What may stand instead of a scalar, in groups of which one is enough.
fn scalars(key: &str, text: &str, style: Style) -> Vec<Vec<Edit>> {
    let is_plain = style == Style::Plain;
    let plain_text = |text: String| Edit::Scalar(text, false);
    let quoted = |text: String| Edit::Scalar(text, true);
    match plain(text) {
        Plain::Bool(value) if is_plain => return vec![vec![plain_text((!value).to_string())]],
        Plain::Int if is_plain => {
            let number: i64 = text.parse().unwrap_or_default();
            let near = [number + 1, number - 1, number + 4];
            return near.map(|it| vec![plain_text(it.to_string())]).to_vec();
        }
        _ => {}
    }
    let mut groups: Vec<Vec<Edit>> = Vec::new();
    if let Some((_, words)) = WORDS.iter().find(|(name, _)| *name == key) {
        let others = words.iter().filter(|it| **it != text);
        groups.extend(others.map(|it| vec![plain_text((*it).to_owned())]));
    }
    if text.len() == 10 && text.starts_with("20") {
        groups.push(vec![plain_text(format!("2026-01-0{}", text.len() % 9))]);
    }
    groups.push(vec![
        quoted(format!("{text} must")),
        quoted(format!("{text}_x")),
    ]);
    let spelled = text.to_uppercase();
    if spelled != text {
        groups.push(vec![quoted(spelled)]);
    }
    if let Some((method, path)) = text.split_once(' ')
        && key == "http"
    {
        groups.push(vec![quoted(format!("PUT {path}"))]);
        groups.push(vec![quoted(format!("{method} /x{path}"))]);
    }
    groups
}

/// What may be added to a map, by the keys that lead to it.
fn additions(names: &[&str]) -> &'static [(&'static str, &'static str)] {
    match names {
        [] => OPERATION,
        ["rate_limit"] | ["rate_limit", "[]"] => RATE,
        ["path" | "query" | "headers" | "body" | "response", _] | ["types", _, "fields", _] => {
            FIELD
        }
        ["enums", _, "values", _] => VALUE,
        ["errors", "[]"] => ERROR,
        ["types" | "enums", _] => TYPE,
        ["examples", "[]"] => EXAMPLE,
        _ => &[],
    }
}

/// What may be added to `service.yaml`.
pub(super) fn of_service() -> Vec<Vec<(Way, Edit)>> {
    let add = |(key, value): &(&'static str, &str)| {
        vec![(Vec::new(), Edit::Add(key, (*value).to_owned()))]
    };
    SERVICE.iter().map(add).collect()
}
