//! Two parts of a model, as serialised, and each key whose value is another.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::diff::shape;

/// One key that differs.
#[derive(Debug)]
pub(super) struct Gap {
    /// Keys from the part inwards, joined with dots: `values.term`.
    pub(super) key: String,
    /// Which entry of a list it is about.
    pub(super) held: Option<String>,
    pub(super) old: Option<Value>,
    pub(super) new: Option<Value>,
}

/// Lists that are one statement, whose order counts.
const WHOLE: [&str; 4] = ["success", "envelopes", "request_ids", "edition"];

/// Every key whose value differs.
pub(super) fn gaps(old: &Value, new: &Value) -> Vec<Gap> {
    let mut found = Vec::new();
    value("", None, Some(old), Some(new), &mut found);
    found
}

fn value(
    key: &str,
    held: Option<&str>,
    old: Option<&Value>,
    new: Option<&Value>,
    out: &mut Vec<Gap>,
) {
    let (old, new) = (said(old), said(new));
    if old == new {
        return;
    }
    let last = key.rsplit('.').next().unwrap_or_default();
    match (old, new) {
        (Some(Value::Object(a)), Some(Value::Object(b))) if opens(key) => {
            object(key, held, a, b, out);
        }
        (Some(a), Some(b)) if same(last, a, b) => {}
        (a, b) if !WHOLE.contains(&last) && (is_list(a) || is_list(b)) => {
            list(key, &entries(last, a), &entries(last, b), out);
        }
        (a, b) => out.push(Gap {
            key: key.to_owned(),
            held: held.map(str::to_owned),
            old: a.cloned(),
            new: b.cloned(),
        }),
    }
}

/// What is null, or an empty list, is not said.
fn said(value: Option<&Value>) -> Option<&Value> {
    value.filter(|it| !it.is_null() && !it.as_array().is_some_and(Vec::is_empty))
}

/// Objects with keys of the model, rather than values.
fn opens(key: &str) -> bool {
    matches!(key, "" | "declared")
}

fn is_list(value: Option<&Value>) -> bool {
    value.is_some_and(Value::is_array)
}

fn object(
    key: &str,
    held: Option<&str>,
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    out: &mut Vec<Gap>,
) {
    let more = new.keys().filter(|it| !old.contains_key(*it));
    for name in old.keys().chain(more) {
        let inner = match (key, name.as_str()) {
            ("", _) => name.clone(),
            _ => format!("{key}.{name}"),
        };
        value(&inner, held, old.get(name), new.get(name), out);
    }
}

/// The entries of a list, each under what tells it apart from the others.
fn entries<'a>(list: &str, value: Option<&'a Value>) -> Vec<(String, &'a Value)> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let items = value.and_then(Value::as_array).into_iter().flatten();
    items
        .enumerate()
        .map(|(index, item)| {
            let mut id = identity(list, index, item);
            let count = seen.entry(id.clone()).or_default();
            *count += 1;
            if *count > 1 {
                id = format!("{id} #{count}");
            }
            (id, item)
        })
        .collect()
}

fn identity(list: &str, index: usize, item: &Value) -> String {
    match list {
        "values" => text(&item["wire"]),
        "permissions" => text(&item["name"]),
        "examples" => index.to_string(),
        "pagination" => text(&item[0]),
        _ => text(item),
    }
}

fn list(key: &str, old: &[(String, &Value)], new: &[(String, &Value)], out: &mut Vec<Gap>) {
    let news: HashMap<&str, &Value> = new.iter().map(|(id, it)| (id.as_str(), *it)).collect();
    let olds: HashMap<&str, &Value> = old.iter().map(|(id, it)| (id.as_str(), *it)).collect();
    if key == "values" {
        let both = |list: &[(String, &Value)], other: &HashMap<&str, &Value>| -> Vec<String> {
            let ids = list.iter().map(|(id, _)| id.clone());
            ids.filter(|id| other.contains_key(id.as_str())).collect()
        };
        let (a, b) = (both(old, &news), both(new, &olds));
        if a != b {
            out.push(Gap {
                key: format!("{key}.order"),
                held: None,
                old: Some(a.into()),
                new: Some(b.into()),
            });
        }
    }
    for (id, before) in old {
        match (before, news.get(id.as_str())) {
            (Value::Object(a), Some(Value::Object(b))) => object(key, Some(id), a, b, out),
            (before, after) => {
                if Some(before) != after {
                    out.push(entry(key, id, Some(before), after.copied()));
                }
            }
        }
    }
    let come = new.iter().filter(|(id, _)| !olds.contains_key(id.as_str()));
    out.extend(come.map(|(id, after)| entry(key, id, None, Some(after))));
}

fn entry(key: &str, id: &str, old: Option<&Value>, new: Option<&Value>) -> Gap {
    Gap {
        key: key.to_owned(),
        held: Some(id.to_owned()),
        old: old.cloned(),
        new: new.cloned(),
    }
}

/// What is written otherwise and means the same.
fn same(key: &str, old: &Value, new: &Value) -> bool {
    let (Some(a), Some(b)) = (old.as_str(), new.as_str()) else {
        return false;
    };
    let host = |it: &str| it.trim_end_matches('/').to_ascii_lowercase();
    match key {
        "request" | "response" => shape(a) == shape(b),
        "host" => host(a) == host(b),
        _ => false,
    }
}

/// A value in words: texts as they are, numbers as digits, all else as JSON.
pub(super) fn text(value: &Value) -> String {
    let of = |key: &str| value.get(key).and_then(Value::as_str);
    match value {
        Value::String(text) => text.clone(),
        Value::Object(map) if map.len() == 1 => match of("text").or_else(|| of("number")) {
            Some(text) => text.to_owned(),
            None => value.to_string(),
        },
        value => value.to_string(),
    }
}
